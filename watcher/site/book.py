"""What the site is made of: every document with its versions, kept small, and read from the archive's history once.

    Archive.versions_since ──▶ Chronicle (stays in memory between two builds of the service) ──▶ Book (one build)

An alert is kept only where it found something: most versions are told in one line. Pure but for `Chronicle.read`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from watcher.archive import Archive, Entry, Kept, Seam
from watcher.model import Alert, Direction, Fact, FactChange, FactName, Outcome, TargetName, VersionMeta
from watcher.report.tongues import Language, Tongue, tongue

Kind = Literal["first", "changed", "reverted", "anew", "over"]
Answers = Mapping[FactName, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Event:
    """One version on the timeline. `anew`: the same page, read by another program or other selectors;
    `over`: it was to come, and is announced no more.

    `told` is the alert where it found something. `text` and `redline` are names of contents in the archive; `name` is
    that of the redline's page, without ending. `answers` are the facts in short, None where they were not read;
    `origin` is where a text was taken from that we did not fetch ourselves.
    """

    target: str
    kind: Kind
    time: dt.datetime
    commit: str
    text: str
    language: str
    text_key: str
    redline: str = ""
    name: str = ""
    told: Alert | None = None
    headline: Mapping[str, str] | None = None
    facts: tuple[FactChange, ...] = ()
    answers: Answers | None = None
    origin: str = ""

    @property
    def direction(self) -> Direction:
        return self.told.assessment.direction if self.told else Direction.NONE

    @property
    def severity(self) -> str:
        """low, medium, high; "" where nothing was found."""
        return self.told.assessment.severity or "" if self.told else ""

    @property
    def topics(self) -> tuple[str, ...]:
        return self.told.assessment.topics if self.told else ()

    @property
    def is_change(self) -> bool:
        """Did the page change?"""
        return self.kind in ("changed", "reverted")


@dataclass(frozen=True)
class Document:
    """One watched document: its versions in the order of their times, and what its newest one says. `number` says
    which it was to come into the archive, and stays. `over`: it was to come, and is announced no more."""

    number: int
    target: TargetName
    events: tuple[Event, ...]
    facts: tuple[Fact, ...] | None
    over: bool = False

    @property
    def folder(self) -> str:
        """Where its pages are, with a slash at the end."""
        return f"documents/{self.target.id}/"

    @property
    def newest(self) -> Event:
        return self.events[-1]


@dataclass(frozen=True)
class Book:
    """One state of the archive, and how it is shown. `base_url` ends in a slash, or is empty; `root` is the commit
    with which the archive began."""

    documents: tuple[Document, ...]
    words: Tongue
    base_url: str = ""
    root: str = ""

    @property
    def language(self) -> Language:
        return self.words.code

    @property
    def changes(self) -> list[tuple[Document, Event]]:
        """All changes of all documents, newest first."""
        found = [(document, event) for document in self.documents for event in document.events if event.is_change]
        return sorted(found, key=lambda pair: (pair[1].time, pair[0].target.id), reverse=True)


class Chronicle:
    """The versions of all targets, brought up to HEAD by `read`. Used from one thread at a time."""

    def __init__(self) -> None:
        self._head: str | None = None
        self._root = ""
        self._events: dict[str, list[Event]] = {}

    def read(self, archive: Archive) -> None:
        """Take in what was committed since the last time. Raises ArchiveError."""
        walk = archive.versions_since(self._head)
        if walk.whole:
            self._events = {}
        for kept in walk.versions:
            self._events.setdefault(kept.target.id, []).append(_event(kept))
        for seam in walk.seams:
            events = self._events.get(seam.alert.target.id, [])
            for number, event in enumerate(events):
                if event.time == seam.alert.time and not event.headline and not event.redline:
                    events[number] = _joined(event, seam)
        self._head, self._root = walk.head, walk.root

    def book(self, entries: Mapping[str, Entry], language: Language | None, base_url: str) -> Book:
        """The documents that HEAD still has. Without `language`: French where all of them are read in French."""
        chosen = language or ("fr" if {entry.target.language for entry in entries.values()} == {"fr"} else "en")
        documents = (
            _document(number, entries[key], events)
            for number, (key, events) in enumerate(self._events.items())
            if key in entries
        )
        ordered = sorted(documents, key=lambda d: (d.target.platform.casefold(), d.target.id))
        return Book(tuple(ordered), tongue(chosen), base_url, self._root)


def _document(number: int, entry: Entry, events: Sequence[Event]) -> Document:
    meta = entry.meta
    return Document(number, entry.target, _arranged(events, meta), meta.facts, meta.over)


def _event(kept: Kept) -> Event:
    item, alert = kept.item, kept.item.alert
    event = Event(
        target=kept.target.id,
        kind="over" if item.meta.over else "changed" if alert or item.redline else "first",
        time=item.meta.time,
        commit=item.commit,
        text=kept.text,
        language=item.meta.language,
        text_key=item.meta.text_key,
        redline=kept.redline,
        name=item.redline.rpartition("/")[2].removesuffix(".html"),
        answers=None if item.meta.facts is None else answers_of(item.meta.facts),
        origin=item.meta.origin,
    )
    return event if alert is None else _told(event, alert)


def _told(event: Event, alert: Alert) -> Event:
    kind: Kind = "reverted" if alert.outcome is Outcome.REVERTED else "changed"
    told = alert if alert.assessment.findings else None
    return replace(event, kind=kind, told=told, headline=alert.headline, facts=alert.facts)


def _joined(event: Event, seam: Seam) -> Event:
    """What was the first version until older ones came to be known."""
    name = seam.alert.redline.rpartition("/")[2].removesuffix(".html")
    return _told(replace(event, redline=seam.redline, name=name if seam.redline else ""), seam.alert)


def _arranged(events: Sequence[Event], now: VersionMeta) -> tuple[Event, ...]:
    """In the order of their times, that of HEAD last. What came without a comparison and was not the first is the
    page read anew: what is read in it today was there before, and is no change of an answer."""

    def place(event: Event) -> tuple[bool, dt.datetime]:
        return (event.time, event.text_key) == (now.time, now.text_key), event.time

    found: list[Event] = []
    page = 0
    for number, event in enumerate(sorted(events, key=place)):
        if event.kind == "first" and number:
            found.append(replace(event, kind="anew"))
            if event.answers is not None:
                found[page] = replace(found[page], answers=event.answers)
        else:
            found.append(event)
            page = number
    return tuple(found)


def answers_of(facts: Iterable[Fact]) -> Answers:
    """The values that answer each question, each once."""
    found: dict[FactName, dict[str, None]] = {}
    for fact in facts:
        found.setdefault(fact.name, {}).update(dict.fromkeys(fact.values))
    return {name: tuple(values) for name, values in found.items()}
