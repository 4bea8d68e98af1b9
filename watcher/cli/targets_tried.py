"""Which target the command line means when it names an address or an id to be tried out."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from watcher.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from watcher.capture import Network
    from watcher.config import Settings, Target


@dataclass(frozen=True)
class Wish:
    """What the options of a command say of a document; empty = nothing."""

    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    language: str = ""
    render: Literal["", "plain", "browser", "auto"] = ""

    def keys(self) -> dict[str, object]:
        """As keys of a document in targets.yaml."""
        given = {
            "select": list(self.select),
            "remove": list(self.remove),
            "language": self.language,
            "render": self.render,
        }
        return {key: value for key, value in given.items() if value}


def is_address(name: str) -> bool:
    """Is it a URL and not the id of a target?"""
    return "://" in name


def tried_target(name: str, wish: Wish, settings: Settings | None) -> Target:
    """The target to try: the one with that id or URL, or a new one with the manners of its host in targets.yaml.

    `settings` is None when there is no targets.yaml. Raises UsageError for what cannot be a target.
    """
    if not is_address(name):
        if settings is None:
            raise UsageError(f"{name!r} is no web address, and there is no targets.yaml that could name a target so")
        return _with(settings.target(name), wish)
    known = list(settings.targets) if settings is not None else []
    same = next((page for target in known for page in target.pages if page.url == name), None)
    if same is not None:
        return _with(same, wish)
    fresh = _checked({**(_defaults(settings.file) if settings is not None else {}), "url": name, **wish.keys()})
    host = urlsplit(name).hostname
    neighbour = next((target for target in known if urlsplit(target.url).hostname == host), None)
    if neighbour is None:
        return fresh
    # What the operator decided for the host (robots.txt, pace, private addresses) holds for its other pages too.
    manners = replace(neighbour, id=fresh.id, title=fresh.title, url=fresh.url)
    return replace(
        manners,
        select=fresh.select,
        remove=fresh.remove,
        language=wish.language or neighbour.language,
        render=wish.render or neighbour.render,
        enabled=True,
    )


def trial_network(settings: Settings | None) -> Network:
    """How to use the network: as targets.yaml says, or, without one, as the program does by itself."""
    from watcher import __version__
    from watcher.capture import Network
    from watcher.check.opening import network

    return network(settings) if settings is not None else Network(f"policy-watcher/{__version__}")


def _with(target: Target, wish: Wish) -> Target:
    asked = _checked({"url": target.url, **wish.keys()})
    return replace(
        target,
        select=asked.select or target.select,
        remove=asked.remove or target.remove,
        language=asked.language if wish.language else target.language,
        render=wish.render or target.render,
    )


def _checked(keys: Mapping[str, object]) -> Target:
    """The target with those keys, checked as targets.yaml checks them. Raises UsageError with all problems."""
    from watcher.config import read_target_yaml

    with tempfile.TemporaryDirectory(prefix="watcher-") as folder:
        file = Path(folder) / "target.yaml"  # JSON is YAML; `$${` stands for the characters `${`
        file.write_text(json.dumps({"id": "trial/page", **keys}).replace("${", "$${"), encoding="utf-8")
        try:
            return read_target_yaml(file)
        except ConfigError as error:
            raise in_options(error) from error


def in_options(error: ConfigError) -> UsageError:
    """The same problems, said of the options that they come from instead of places in a file."""
    return UsageError("\n".join(f"{_option(problem.path)}: {problem.message}" for problem in error.problems))


def _option(path: str) -> str:
    key = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
    return {"url": "the URL", "name": "--platform"}.get(key, f"--{key}")


def _defaults(file: Path) -> dict[str, object]:
    """The block `defaults` of a targets.yaml that is known to be right, its variables filled in."""
    from watcher.config.tree import parse
    from watcher.config.variables import Converter

    root = parse(file.read_text(encoding="utf-8-sig"))
    data = Converter(os.environ).convert(root) if root is not None else None
    block = data.get("defaults") if isinstance(data, dict) else None
    return {str(key): value for key, value in block.items() if value is not None} if isinstance(block, dict) else {}
