"""What reminders and digests tell of an alert: its core, not its quotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from watcher.model import Alert, Mark, Row, RowKind, Run
from watcher.report import escape
from watcher.report.explain import claim_delta
from watcher.report.headlines import headline, without_link
from watcher.report.letter import Line, actions, weight_line
from watcher.report.render import address
from watcher.report.tongues import Tongue


def said_of(words: Tongue, alert: Alert) -> str:
    """The alert's headline, without an address."""
    stored = without_link(alert.headline.get(words.code, ""))
    return escape.one_line(stored) or headline(alert.target, alert.assessment, words.code)


def meaning_rows(words: Tongue, alert: Alert) -> list[Row]:
    """Direction and severity in words, and the claims before and now."""
    weight = weight_line(words, alert.assessment)
    rows = [Row(RowKind.ITEM, (Run(weight, Mark.STRONG),))] if weight else []
    return rows + [Row(RowKind.ITEM, (Run(line),)) for line in claim_delta(alert.assessment, words.code)]


def steps(words: Tongue, alert: Alert, today: dt.date | None) -> Sequence[Line]:
    """What a person can do now."""
    return actions(words, alert.assessment, today)


def step_row(line: Line) -> Row:
    """A step as an item of a list, with its address."""
    return Row(RowKind.ITEM, (Run(line.text), *address(line.url)))
