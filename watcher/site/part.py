"""A part of the site: some files that are made together, from the same inputs, and only when those have changed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

Files = Mapping[str, bytes]
Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Part:
    """`key` stands for everything that the files depend on. `needs` are contents of the archive that `render` is
    given, by their names."""

    name: str
    key: str
    render: Callable[[Contents], Files]
    needs: tuple[str, ...] = ()


def key_of(*inputs: object) -> str:
    """A short name of these inputs, and of the program that makes files of them."""
    return hashlib.sha256(repr((_program(), inputs)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@functools.cache
def _program() -> str:
    """A name of the code and words that pages are made with: after an update every page is made anew."""
    digest = hashlib.sha256()
    for package in ("watcher.site", "watcher.report"):
        for file in sorted(_files(resources.files(package)), key=lambda file: file.name):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry)
        elif entry.name.endswith((".py", ".toml", ".js", ".css")):
            found.append(entry)
    return found
