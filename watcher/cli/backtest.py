"""`watcher backtest`: which alerts would recorded captures have led to?"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.common import console, is_terminal, json_option, new_table, print_json, print_table
from watcher.errors import ExitCode

if TYPE_CHECKING:
    from watcher.backtest import Row


@click.command("backtest")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="Histories read side by side [default: cores]."
)
@json_option
def command(folder: Path, *, jobs: int | None, as_json: bool) -> int:
    """Replay recorded captures through the same pipeline and say which alerts would have been sent.

    FOLDER has one sub-folder per history, with captures named by their UTC time (2025-09-18T06-13-39Z.html, .md, .txt
    or .pdf) and, if wanted, a target.yaml with the keys of one document of targets.yaml (url, select, remove …).
    Nothing is fetched, recorded or sent.

    \b
    watcher backtest captures/
    watcher backtest captures/ --json | jq 'select(.alert)'
    """
    from watcher.backtest import run

    rows: list[Row] = []
    for history in run(folder, jobs=jobs or os.cpu_count() or 1):
        for row in history:
            rows.append(row)
            if as_json:
                print_json(row.as_json())
        if is_terminal() and not as_json:
            click.echo(f"\r{len(rows)} captures", nl=False, err=True)
    if not as_json:
        if is_terminal():
            click.echo("\r", nl=False, err=True)
        _print(rows)
    return int(ExitCode.DONE)


def _print(rows: list[Row]) -> None:
    """The alerts, then a count of everything else."""
    from rich.text import Text

    from watcher.report.escape import cut, one_line

    table = new_table("capture", "target", "direction", folded="first finding")
    alerts = [row for row in rows if row.weighed is not None and row.weighed.alerts]
    for row in alerts:
        assert row.weighed is not None  # noqa: S101 - filtered above
        assessment = row.weighed.assessment
        first = assessment.findings[0]
        quote = first.after or first.before
        words = cut(one_line(quote.text), 160) if quote is not None else ""
        table.add_row(row.to, row.target, assessment.direction.value, Text(f"{first.kind}: {words}"))
    out = console()
    if alerts:
        print_table(table)
        out.print()
    outcomes = Counter(row.outcome.value for row in rows)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
    told = f"{len(alerts)} alert{'s' * (len(alerts) != 1)} in {len(rows)} capture{'s' * (len(rows) != 1)}"
    out.print(f"{told} ({counts or 'nothing to compare'}).")
