"""`watcher import`: bring in what others have collected. Each sub-command lives in a module of its own."""

from __future__ import annotations

import click

from watcher.cli.lazy import LazyGroup

_COMMANDS = {
    "ota": ("watcher.cli.import_ota", "Versions of an Open Terms Archive collection become history."),
    "declarations": ("watcher.cli.import_declarations", "Declarations of Open Terms Archive become targets."),
}


@click.group("import", cls=LazyGroup, lazy=_COMMANDS)
def command() -> None:
    """Bring in what others have collected: histories and declarations of Open Terms Archive.

    \b
    watcher import ota pga-versions/ --service LinkedIn
    watcher import declarations pga-declarations/ --list
    """
