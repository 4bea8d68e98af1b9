"""What many rows come to: counts by document and by month, and the alerts. Pure; keeps no row but the alerts'."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from watcher.backtest.rows import Row
from watcher.model import Outcome, TargetName

COLUMNS = ("alerts", "changed", "noise", "reverted", "aside", "technical", "unchanged")
"""alerts and other changes of the words; form only, back to an earlier text, set aside, read anew, the same."""
_OUTCOMES = {
    Outcome.CHANGED: "changed",
    Outcome.NOISE: "noise",
    Outcome.REVERTED: "reverted",
    Outcome.QUARANTINED: "aside",
}


def column(row: Row) -> str:
    """Under what a row is counted."""
    if row.technical:
        return "technical"
    return "alerts" if row.alerts else _OUTCOMES.get(row.outcome, "unchanged")


@dataclass
class Line:
    """The counts of one document."""

    named: TargetName
    counts: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """Filled row by row with `add`."""

    lines: dict[str, Line] = field(default_factory=dict)
    months: dict[tuple[int, int], Counter[str]] = field(default_factory=dict)
    alerts: list[Row] = field(default_factory=list)
    first: dt.datetime | None = None
    last: dt.datetime | None = None

    def add(self, row: Row) -> None:
        name = column(row)
        self.lines.setdefault(row.target, Line(row.named)).counts[name] += 1
        self.months.setdefault((row.time.year, row.time.month), Counter())[name] += 1
        if row.alerts:
            self.alerts.append(row)
        self.first = min(self.first or row.time, row.time)
        self.last = max(self.last or row.time, row.time)

    @property
    def counts(self) -> Counter[str]:
        """Of all documents together."""
        return sum((line.counts for line in self.lines.values()), Counter())

    @property
    def years(self) -> list[int]:
        """All years from the first row to the last."""
        return list(range(self.first.year, self.last.year + 1)) if self.first and self.last else []

    def in_order(self) -> list[Row]:
        """The alerts, oldest first."""
        return sorted(self.alerts, key=lambda row: (row.time, row.target))
