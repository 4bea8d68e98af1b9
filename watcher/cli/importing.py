"""`watcher import`: bring in what others have collected. Each sub-command lives in a module of its own."""

from __future__ import annotations

import importlib

import click

_COMMANDS = {
    "ota": ("watcher.cli.import_ota", "Versions of an Open Terms Archive collection become history."),
    "declarations": ("watcher.cli.import_declarations", "Declarations of Open Terms Archive become targets."),
}


class _Lazy(click.Group):
    """Finds a sub-command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 - a bug of ours, not of the user
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - same
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group("import", cls=_Lazy)
def command() -> None:
    """Bring in what others have collected: histories and declarations of Open Terms Archive.

    \b
    watcher import ota pga-versions/ --service LinkedIn
    watcher import declarations pga-declarations/ --list
    """
