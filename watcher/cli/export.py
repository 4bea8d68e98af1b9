"""`watcher export`: the archive for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from watcher.cli.common import json_line, place, place_options
from watcher.cli.progress import progress
from watcher.cli.targets_known import known_target
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watcher.interchange.export import Exported


@click.command("export")
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("targets", metavar="[TARGET]…", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["ota", "jsonl"]), default=None,
    help="A git repository, or one JSON object a version [default: jsonl for - and *.jsonl, else ota].",
)  # fmt: skip
@place_options
def command(out: Path, targets: tuple[str, ...], form: str | None) -> int:
    """Write the archive for other programs: every version of all targets, or of those that are named.

    ota writes a new git repository as Open Terms Archive has them: Platform/Title.md, one commit a version, with the
    date of its capture; `watcher import ota` reads it back. jsonl writes one object a version: target, time, url,
    text, language, sha256, alert, findings, facts.

    \b
    watcher export versions/
    watcher export - linkedin/ai-faq --format jsonl | jq .time
    """
    from watcher.interchange.export import select, versions, write_repository

    archive = place().archive()
    kept = select(archive, [known_target(archive, name) for name in targets])
    form = form or ("jsonl" if str(out) == "-" or out.suffix == ".jsonl" else "ota")
    if form == "ota" and str(out) == "-":
        raise UsageError("export: a git repository needs a folder; name one, or use --format jsonl")
    done = 0
    with progress("exporting", len(kept)) as shown:

        def seen() -> None:
            nonlocal done
            done += 1
            shown(done)

        found = versions(archive, kept)
        if form == "ota":
            write_repository(found, out, seen)
        else:
            _write_lines(found, out, seen)
    if str(out) != "-":
        click.echo(f"{done} version{'s' * (done != 1)} written to {out}.", err=True)
    return int(ExitCode.DONE)


def _write_lines(found: Iterable[Exported], out: Path, seen: Callable[[], None]) -> None:
    if str(out) == "-":
        _lines(found, sys.stdout, seen)
        return
    try:
        with out.open("w", encoding="utf-8") as file:
            _lines(found, file, seen)
    except OSError as error:
        raise UsageError(f"export: {out} cannot be written: {error.strerror}") from error


def _lines(found: Iterable[Exported], file: IO[str], seen: Callable[[], None]) -> None:
    from watcher.interchange.export import as_json

    for version in found:
        file.write(json_line(as_json(version)) + "\n")
        seen()
