"""One history on its way through the pipeline, version by version: what would have been recorded and told? Pure.

    judge and read -> weigh against the version before -> outcome; baseline, memory and doubts move on

The same steps as a live check (`check.examine`, `check.weigh`), with the times of the history. What was only read in
another way becomes the new baseline and is no change of the page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from watcher.capture import Expectation, judge_document
from watcher.check.doubts import collapsed, doubt
from watcher.check.examine import Examined, examine
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.compare import text_key
from watcher.config import Target
from watcher.model import Capture, Document, Outcome, Verdict, VerdictKind

_MOST_WAITING = 8  # documents kept for a question that may not come
# A history of changes says of each text that it stayed until the next one: so it was there at these later looks.
_LATER_LOOKS = (dt.timedelta(hours=12), dt.timedelta(hours=60))
_GOOD = Verdict(VerdictKind.GOOD)


@dataclass(frozen=True)
class Step:
    """What became of one version. `weighed` and `document` are None when it was set aside; `before` is the version
    that it was weighed against."""

    outcome: Outcome
    examined: Examined
    weighed: Weighed | None = None
    before: Baseline | None = None

    @property
    def document(self) -> Document | None:
        return self.examined.document


class Course:
    """The way of one target. `confirm`: a doubtful text counts only when it is there again at a later look."""

    def __init__(self, target: Target, *, confirm: bool = True) -> None:
        self._target = target
        self._confirm = confirm
        self._baseline: Baseline | None = None
        self._seen: dict[str, dt.datetime] = {}
        self._past = _Past()
        self._suspect = ""

    @property
    def begun(self) -> bool:
        return self._baseline is not None

    @property
    def baseline(self) -> Baseline | None:
        """What the next text is compared with."""
        return self._baseline

    def take(self, content: Capture | Document, time: dt.datetime, *, until: dt.datetime | None = None) -> Step:
        """The next capture, or a text that was judged when it was captured. `until` is when another text took its
        place, for histories that hold changes only; None when each capture has a record."""
        examined = self._judged(content, time, until)
        self._suspect = examined.suspect
        document, before = examined.document, self._baseline
        if document is None:
            return Step(Outcome.QUARANTINED, examined, before=before)
        weighed = weigh(before, document, self._target.topics)
        if examined.silent and self._confirm:
            weighed = weighed.without_findings()
        if weighed.archive:
            self._move(document, weighed.key, time)
        # The first good capture of a history that began with bad ones: there is nothing that it changes.
        outcome = Outcome.UNCHANGED if weighed.outcome is Outcome.FIRST else weighed.outcome
        return Step(outcome, examined, weighed, before)

    def read_anew(self, content: Capture | Document, time: dt.datetime) -> Step:
        """The same page, read in another way: the new baseline. It is judged by itself, as a first capture is."""
        examined = (
            Examined(_GOOD, content) if isinstance(content, Document) else examine(content, self._target, None, None)
        )
        document, before = examined.document, self._baseline
        if document is None:
            return Step(Outcome.QUARANTINED, examined, before=before)
        self._suspect = ""
        key = text_key(document)
        same = before is not None and before.document.text == document.text
        if not same:
            self._move(document, key, time)
        weighed = Weighed(Outcome.UNCHANGED if same else Outcome.NOISE, key, archive=not same)
        return Step(weighed.outcome, examined, weighed, before)

    def _judged(self, content: Capture | Document, time: dt.datetime, until: dt.datetime | None) -> Examined:
        if isinstance(content, Document):
            return Examined(_GOOD, content, silent=self._strange(content))
        if not self._confirm:
            return examine(content, self._target, self._baseline, None)
        examined = examine(content, self._target, self._baseline, self._suspect)
        if until is None:
            return examined
        for later in _LATER_LOOKS:
            if examined.document is None and examined.suspect and time + later < until:
                again = replace(content, time=time + later)
                examined = examine(again, self._target, self._baseline, examined.suspect)
        return examined

    def _strange(self, document: Document) -> bool:
        """Whether a text that counted in the end was another document, or what was left of one."""
        before = self._baseline
        if before is None or text_key(document) in before.seen:
            return False
        expectation = Expectation(self._target.language, len(before.document.text), selected=True)
        verdict = judge_document(document, expectation)
        if verdict.kind is VerdictKind.TRUNCATED:
            return collapsed(before, document, self._target, verdict, cut=False).stranger
        found = doubt(before, document, self._target)
        return found is not None and found.stranger

    def _move(self, document: Document, key: str, time: dt.datetime) -> None:
        self._seen.setdefault(key, time)
        self._past.add(time, document)
        self._baseline = Baseline(document, key, time, self._seen, self._past)


class _Past:
    """What the versions of a history said, taken in when it is asked for: in most histories it never is."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._waiting: list[tuple[dt.datetime, Document]] = []

    def add(self, time: dt.datetime, document: Document) -> None:
        self._waiting.append((time, document))
        if len(self._waiting) > _MOST_WAITING:
            self()

    def __call__(self) -> Memory:
        for time, document in self._waiting:
            self._memory.learn(time, document)
        self._waiting.clear()
        return self._memory
