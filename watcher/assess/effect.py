"""The day from which a whole document holds ("These terms take effect on …"), where it is put off. Pure.

Told only beside news, and at low severity: alone it is a date among others, with news it is the time that is left. A
"last updated" is never told: nobody can act on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from watcher.assess.dates import dates_in
from watcher.assess.lexicon import Lexicon, lexicon
from watcher.model import (
    Change,
    Claim,
    Comparison,
    Direction,
    Finding,
    FindingKind,
    Noise,
    Passage,
    Quote,
    Severity,
)

_LONGEST = 400  # characters of a sentence that does little more than give the day
_NEAR = 30  # characters between the words of taking effect and the day


def put_off(comparison: Comparison, findings: Sequence[Finding]) -> Iterable[Finding]:
    """At most one finding: the latest day that is later than the one it replaces, on the topic of the first news."""
    news = [finding for finding in findings if finding.severity is not Severity.LOW]
    if not news:
        return ()
    told = {finding.after.text for finding in findings if finding.after is not None}
    words = lexicon(comparison.new.language)
    moved = [
        (new, old, change) for change in comparison.changes
        if change.noise in (None, Noise.DATE) and change.before is not None and change.after is not None
        if change.after.text not in told
        if (new := _day(change.after, words)) is not None and (old := _day(change.before, words)) is not None
        if new > old
    ]  # fmt: skip
    if not moved:
        return ()
    new, old, change = max(moved, key=lambda found: found[0])
    return (_finding(change, news[0].topic, old, new),)


def _day(passage: Passage, words: Lexicon) -> dt.date | None:
    """The day that follows the words of taking effect."""
    text = passage.text
    if len(text) > _LONGEST:
        return None
    ends = [end for _, end in words.spans("takes_effect", text)]
    if not ends:
        return None
    days = dates_in(text, words.language)
    return next((day for start, day in days if any(0 <= start - end <= _NEAR for end in ends)), None)


def _finding(change: Change, topic: str, old: dt.date, new: dt.date) -> Finding:
    return Finding(
        topic,
        FindingKind.TAKES_EFFECT,
        Direction.NEUTRAL,
        Severity.LOW,
        _quote(change.before),
        _quote(change.after),
        Claim(topic, effective=old),
        Claim(topic, effective=new),
        rule="takes-effect",
    )


def _quote(passage: Passage | None) -> Quote | None:
    return None if passage is None else Quote(passage.text, passage.section, passage.lead, passage.links)
