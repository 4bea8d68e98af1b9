"""What a replay came to, on standard output: the alerts, then the counts by document and by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from watcher import report
from watcher.backtest.tally import COLUMNS, Tally
from watcher.cli.common import console, print_text
from watcher.cli.table import Table, print_table
from watcher.model import Direction
from watcher.report.escape import one_line
from watcher.report.tongues import tongue

if TYPE_CHECKING:
    from rich.table import Table as RichTable

_SHORT = ("alerts", "changes", "form", "back", "aside", "anew", "same")
_STYLES = {Direction.WEAKER: "red", Direction.STRONGER: "green", Direction.MIXED: "yellow"}


def print_tally(tally: Tally) -> None:
    """The alerts first: they are what was asked for. Counts stand under the words of docs/backtest.md."""
    words = tongue("en")
    if tally.alerts:
        _print_alerts(tally)
        console().print()
    if tally.lines:
        _print_documents(tally)
        console().print()
    if len(tally.months) > 1:
        _print_months(tally)
        console().print()
    counts = tally.counts
    print_text(
        words.say(
            "replay.sum",
            alerts=words.count("replay.alerts", counts["alerts"]),
            captures=words.count("replay.captures", counts.total()),
            documents=words.count("replay.documents", len(tally.lines)),
        )
    )


def _print_alerts(tally: Tally) -> None:
    table = Table("date", "direction", "severity", folded="alert")
    for row in tally.in_order():
        assert row.weighed is not None  # noqa: S101 - it alerts
        assessment = row.weighed.assessment
        said = Text(one_line(report.headline(row.named, assessment, "en")))
        said.append(f"\n{one_line(row.target)}", "dim") if console().is_terminal else None
        table.add_row(
            f"{row.time:%Y-%m-%d}",
            Text(assessment.direction.value, _STYLES.get(assessment.direction, "")),
            str(assessment.severity or ""),
            said,
        )
    print_table(table)


def _print_documents(tally: Tally) -> None:
    table = _numbers("document", *_SHORT)
    for key, line in sorted(tally.lines.items()):
        cells = [_number(line.counts[name], name) for name in COLUMNS]
        table.add_row(Text(one_line(key)), *cells)
    if len(tally.lines) > 1:
        whole = tally.counts
        table.add_row(Text("all", "bold"), *(_number(whole[name], name) for name in COLUMNS))
    print_table(table)


def _print_months(tally: Tally) -> None:
    """Alerts, and after a stroke other changes of the words."""
    names = tongue("en").say("grammar.months_short").split()
    table = _numbers("alerts/changes", *(name.lower() for name in names))
    for year in tally.years:
        cells = []
        for month in range(1, 13):
            counts = tally.months.get((year, month))
            alerts, changed = (counts["alerts"], counts["changed"]) if counts is not None else (0, 0)
            text = f"{alerts}/{changed}" if alerts or changed else "" if counts is None else "0"
            cells.append(Text(text, "bold red" if alerts else "dim" if not changed else ""))
        table.add_row(str(year), *cells)
    print_table(table)


def _numbers(first: str, *others: str) -> RichTable:
    from rich.table import Table as RichTable

    table = RichTable(box=None, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right")
    return table


def _number(count: int, name: str) -> Text:
    return Text(str(count), "bold red" if count and name == "alerts" else "dim" if not count else "")
