"""What a history is, wherever it comes from, and how it is replayed.

History.shots ─▶ one capture (or text) after the other ─▶ Course (judge, weigh) ─▶ a row for each but the first
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from watcher.assess import DEFAULT_TOPICS
from watcher.backtest.rows import Row
from watcher.check.weigh import Weighed
from watcher.config import Settings, Target
from watcher.interchange.course import Course
from watcher.model import Capture, Document, stamp


@dataclass(frozen=True)
class Rules:
    """By which topics to judge: those of the targets that a configuration names, else `topics`."""

    topics: tuple[str, ...] = DEFAULT_TOPICS
    targets: Mapping[str, Target] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        topics = dict.fromkeys(topic for target in settings.targets for topic in target.topics)
        return cls(tuple(topics) or DEFAULT_TOPICS, {target.id: target for target in settings.targets})

    def topics_of(self, target_id: str) -> tuple[str, ...]:
        target = self.targets.get(target_id)
        return target.topics if target is not None else self.topics


@dataclass(frozen=True)
class Shot:
    """A capture, or the text that was read from it then. `until`: when another text took its place, in histories of
    changes. `technical`: the page is the one before, read in another way."""

    time: dt.datetime
    content: Capture | Document
    until: dt.datetime | None = None
    technical: bool = False


class History(Protocol):
    """Captures of one document. It travels between processes: it holds names and places, no texts."""

    @property
    def name(self) -> str:
        """What rows call it."""
        ...

    @property
    def size(self) -> int:
        """How many captures there are."""
        ...

    @property
    def confirm(self) -> bool:
        """Whether a doubtful text has to be there at a later look, too."""
        ...

    def target(self) -> Target: ...

    def shots(self, target: Target) -> Iterator[Shot]: ...


def replay(history: History, seen: Callable[[], None] = lambda: None) -> list[Row]:
    """The rows of one history; the first capture is the baseline and has none. `seen` is called after each capture.

    Raises ConfigError for a target.yaml that cannot be used, UsageError for a capture that cannot be read.
    """
    target = history.target()
    course = Course(target, confirm=history.confirm)
    rows: list[Row] = []
    before = ""
    for shot in history.shots(target):
        anew = shot.technical and course.begun
        step = course.read_anew(shot.content, shot.time) if anew else None
        if step is None:
            step = course.take(shot.content, shot.time, until=shot.until)
        to = stamp(shot.time)
        if before:
            weighed = _light(step.weighed)
            rows.append(Row(history.name, before, to, step.outcome, weighed, shot.time, target.name, technical=anew))
        before = to
        seen()
    return rows


def _light(weighed: Weighed | None) -> Weighed | None:
    """Without the documents: rows travel between processes and stay in memory."""
    return replace(weighed, comparison=None) if weighed is not None else None
