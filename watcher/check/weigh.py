"""The pure heart of a check: what a text is, given what is known of its target. Shared by live checks and backtests.

text key equal?       -> unchanged, or noise when only the form differs
key seen in history?  -> reverted: back to a text that the archive holds already
else                  -> compare, assess, recall -> changed, or noise when no word of weight differs
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from watcher.assess import assess
from watcher.check.recall import Memory, without_old_news
from watcher.compare import compare, text_key
from watcher.model import Assessment, Comparison, Document, Outcome


@dataclass(frozen=True)
class Baseline:
    """The last version of a target and the keys of all its versions, with the time that each was first seen.

    `past` gives what all its versions said; it is asked only when there is something to tell. `pages` are the pages
    that the document was made of by their addresses, empty for most, which are one page.
    """

    document: Document
    key: str
    time: dt.datetime
    seen: Mapping[str, dt.datetime]
    past: Callable[[], Memory] = Memory
    pages: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class Weighed:
    """The outcome, and what it rests on. `archive` says whether this text becomes a version."""

    outcome: Outcome
    key: str
    archive: bool
    comparison: Comparison | None = None
    assessment: Assessment = field(default_factory=Assessment)
    returned_to: dt.datetime | None = None

    @property
    def alerts(self) -> bool:
        """Would a subscriber to the target's topics be told (at the default level, medium)?"""
        return self.outcome is Outcome.CHANGED and self.assessment.worth_telling

    def without_findings(self) -> Weighed:
        """The same version, told as nothing: for a page that collapsed or was replaced and stayed so. That is for a
        health notice to tell; a hundred removed promises are not news."""
        return replace(self, assessment=replace(self.assessment, findings=()))


def weigh(baseline: Baseline | None, document: Document, topics: Sequence[str]) -> Weighed:
    """Weigh a good capture's document against the baseline (None: there is no version yet)."""
    key = text_key(document)
    if baseline is None:
        return Weighed(Outcome.FIRST, key, archive=True)
    if key == baseline.key:
        same = document.text == baseline.document.text
        return Weighed(Outcome.UNCHANGED if same else Outcome.NOISE, key, archive=False)
    comparison = compare(baseline.document, document)
    if key in baseline.seen:
        return Weighed(Outcome.REVERTED, key, archive=True, comparison=comparison, returned_to=baseline.seen[key])
    outcome = Outcome.CHANGED if comparison.meaningful else Outcome.NOISE
    assessment = assess(comparison, topics)
    if assessment.worth_telling:
        assessment = without_old_news(assessment, baseline.past())
    return Weighed(outcome, key, archive=True, comparison=comparison, assessment=assessment)
