"""What the commands share: where the configuration and the data are, and how to print."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from watcher.errors import ConfigError, Problem, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from watcher.archive import Archive
    from watcher.config import Settings
    from watcher.state import State

F = TypeVar("F", bound=Callable[..., object])

# What json leaves as it is: C1 controls, bidi marks, line separators, lone surrogates.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_UNFOLDED = 10_000  # columns: what goes into a file or through a pipe keeps one line a row, for grep and friends


@dataclass(frozen=True)
class Place:
    """The configuration file and the data folder of one call."""

    config: Path
    data: Path

    def settings(self) -> Settings:
        """The configuration, checked. Raises ConfigError with everything that is wrong in it."""
        from watcher.config import load_settings  # pydantic: only for commands that need it

        if not self.config.exists():
            message = "there is no such file: `watcher targets add` starts one, or name another with --config"
            raise ConfigError((Problem("", message, file=str(self.config)),))
        return load_settings(self.config, os.environ)

    def archive(self) -> Archive:
        """The archive for reading. Raises UsageError when nothing was recorded here yet."""
        from watcher.archive import Archive
        from watcher.state import snapshots, state_folder

        root = snapshots(self.data)
        if not root.is_dir():
            raise UsageError(
                f"nothing has been recorded in {root} yet: run `watcher check`, or name the folder with --data"
            )
        return Archive.open(root, state_dir=state_folder(self.data), now=_now, repair=False)

    def state(self) -> State | None:
        """The state for reading, None when there is none yet."""
        from watcher.state import State, database_file

        path = database_file(self.data)
        return State.open(path, read_only=True) if path.is_file() else None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def place_options(command: F) -> F:
    """Adds --config and --data; `place` gives what they say."""

    def keep(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
        ctx.ensure_object(dict)[param.name] = value
        return value

    config = click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), default=Path("targets.yaml"),
        envvar="WATCHER_CONFIG", show_default=True, show_envvar=True, help="What to watch and whom to tell.",
        expose_value=False, callback=keep, is_eager=True,
    )  # fmt: skip
    data = click.option(
        "--data", type=click.Path(path_type=Path, file_okay=False), default=Path(), envvar="WATCHER_DATA",
        show_default="the current folder", show_envvar=True, help="The folder that holds snapshots/ and the state.",
        expose_value=False, callback=keep, is_eager=True,
    )  # fmt: skip
    return data(config(command))


def place() -> Place:
    """The Place of the running command."""
    values = click.get_current_context().ensure_object(dict)
    return Place(values["config"], values["data"])


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line, for scripts.")


def json_line(value: object) -> str:
    """The object on one line; characters that steer a terminal or do not encode are escaped."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def print_json(value: object) -> None:
    """One object on one line of standard output."""
    click.echo(json_line(value))


def console(*, err: bool = False) -> Console:
    """A rich console; colour and width only where a person sees them. Markup in texts is never interpreted."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else _UNFOLDED
    return Console(stderr=err, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def print_text(text: str) -> None:
    """Prose on standard output; on a terminal wrapped between words, further lines under the first one's text."""
    if not sys.stdout.isatty():
        click.echo(text)
        return
    width = shutil.get_terminal_size().columns
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip(" -")))
        wrapped = textwrap.wrap(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )  # an address stays whole: a terminal breaks it where it can still be clicked
        click.echo("\n".join(wrapped))


def is_terminal() -> bool:
    """Does a person look at standard error (for progress)?"""
    return sys.stderr.isatty()
