"""The page that is as it was, told without reading it: by its bytes, else by what of it would be read. Pure.

    same bytes, sent as the same kind of file?       a hash
    same fingerprint of all that is read of it?      one parse, of which nothing is built
    else                                             judge, extract, compare

Nothing is refused here that would be taken by reading, and nothing is taken whose text differs. What a good capture
looked like is kept beside the state of its target: a cache, good for nothing but this, and for as long as the archive
still holds the text as this program reads it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from watcher import __version__
from watcher.archive import Entry
from watcher.capture import judge_answer
from watcher.check.manners import current
from watcher.check.reading import reading_of
from watcher.check.recorded import Recorded
from watcher.config import Target
from watcher.extract.fingerprint import VERSION, fingerprint
from watcher.model import Capture, Outcome, Verdict, VerdictKind
from watcher.state import TargetState


@dataclass(frozen=True, slots=True)
class Look:
    """How a good capture looked. `way` is by what program and how it was read, `outcome` what a check of the same
    page comes to, `raw` stands for its bytes, `page` for what is read of them (empty: only the bytes can tell)."""

    way: str
    outcome: Outcome
    raw: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.way} {self.outcome} {self.raw} {self.page}"

    @classmethod
    def read(cls, text: str | None) -> Look | None:
        """What `str` wrote; None for anything else."""
        parts = (text or "").split(" ")
        if len(parts) != 4 or parts[1] not in _REPEATED:
            return None
        way, outcome, raw, page = parts
        return cls(way, Outcome(outcome), raw, page)


# What a page that is as it was comes to: noise where its form is not that of the last version.
_REPEATED = (Outcome.UNCHANGED, Outcome.NOISE)


def recognised(capture: Capture, target: Target, known: TargetState, entry: Entry | None) -> Recorded | None:
    """What the check comes to when the page is as it was seen last; None when it has to be read.

    `known` and `entry` are what the state and the archive hold of the target.
    """
    before = Look.read(known.look)
    if before is None or before.way != _way(target) or not current(target, known, entry):
        return None
    if judge_answer(capture) is not None:
        return None
    raw = _raw(capture)
    if raw != before.raw and (not before.page or _page(capture, target) != before.page):
        return None
    now = Look(before.way, before.outcome, raw, before.page)
    return Recorded(before.outcome, Verdict(VerdictKind.GOOD), known.text_key or "", look=str(now))


def look(capture: Capture, target: Target, recorded: Recorded) -> str:
    """How a capture looked that was read; empty when the same page has to be read again: because it was set aside or
    has a date to come, or because its selectors found nothing."""
    if not recorded.key or recorded.unselected or recorded.announced:
        return ""
    outcome = Outcome.NOISE if recorded.outcome is Outcome.NOISE and not recorded.commit else Outcome.UNCHANGED
    return str(Look(_way(target), outcome, _raw(capture), _page(capture, target)))


def _way(target: Target) -> str:
    """By which program, and how: another one may find other words, or other facts in the same words."""
    return f"{__version__}/{VERSION}/{reading_of(target)}"


def _raw(capture: Capture) -> str:
    digest = hashlib.sha256((capture.header("content-type") or "").encode())
    digest.update(b"\0")
    digest.update(capture.body)
    return digest.hexdigest()


def _page(capture: Capture, target: Target) -> str:
    """Empty where several pages make the document: their titles count there, which no fingerprint holds."""
    if target.combine:
        return ""
    kind = capture.header("content-type") or "text/html"
    return fingerprint(capture.body, kind, select=target.select, remove=target.remove, clean=target.clean)
