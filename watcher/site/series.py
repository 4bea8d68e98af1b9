"""Answers over time: what each document said about AI training from when to when. Pure."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watcher.model import FactName, Training
from watcher.site.book import Document

UNKNOWN: Final = "unknown"
ANSWERS: Final = (Training.YES, Training.PARTLY, Training.UNLESS, Training.IF_AGREED, Training.NO, UNKNOWN)
"""In the order in which they are drawn, the least protection first."""


@dataclass(frozen=True, slots=True)
class Span:
    """One answer of one document, from one time to the next."""

    start: dt.datetime
    end: dt.datetime
    answer: str


@dataclass(frozen=True)
class Lane:
    """One document's answers in the order of time."""

    document: Document
    spans: tuple[Span, ...]

    @property
    def says_something(self) -> bool:
        return any(span.answer != UNKNOWN for span in self.spans)


def lanes(documents: Sequence[Document], end: dt.datetime) -> list[Lane]:
    """A lane for each document whose facts were read at some time, all up to `end`."""
    found = []
    for document in documents:
        told = [
            (event.time, next(iter(event.answers.get(FactName.TRAINS, ())), UNKNOWN))
            for event in sorted(document.events, key=lambda event: event.time)
            if event.kind != "anew" and event.answers is not None
        ]
        spans: list[Span] = []
        for number, (start, answer) in enumerate(told):
            until = told[number + 1][0] if number + 1 < len(told) else end
            if spans and spans[-1].answer == answer:
                spans[-1] = Span(spans[-1].start, until, answer)
            else:
                spans.append(Span(start, until, answer))
        if spans:
            found.append(Lane(document, tuple(spans)))
    return found


def counts_at(lanes: Sequence[Lane], times: Sequence[dt.datetime]) -> list[dict[str, int]]:
    """How many documents gave each answer at each of these times, which have to be in order."""
    counts = [dict.fromkeys(map(str, ANSWERS), 0) for _ in times]
    for lane in lanes:
        for number, span in enumerate(lane.spans):
            last = number + 1 == len(lane.spans)
            first = bisect.bisect_left(times, span.start)
            after = len(times) if last else bisect.bisect_left(times, span.end)
            for index in range(first, after):
                counts[index][span.answer] = counts[index].get(span.answer, 0) + 1
    return counts


def moments(lanes: Sequence[Lane]) -> list[dt.datetime]:
    """The times at which an answer changed or a document came in."""
    return sorted({span.start for lane in lanes for span in lane.spans})


def steps(start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    """The ends of months between two times, of years where those would be more than 24; the end itself last."""
    months = (end.year - start.year) * 12 + end.month - start.month
    size = 1 if months <= 24 else 12
    found: list[dt.datetime] = []
    year, month = (start.year, start.month + 1) if size == 1 else (start.year + 1, 1)
    while True:
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        time = dt.datetime(year, month, 1, tzinfo=dt.UTC) - dt.timedelta(seconds=1)
        if time >= end:
            return [*found, end]
        found.append(time)
        month += size
