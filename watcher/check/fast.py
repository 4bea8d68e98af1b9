"""The page that is as it was, told without reading it: by its bytes, else by what of it would be read. Pure.

    same bytes, sent as the same kind of file?       a hash
    same bytes but for scripts, nonces and the like? some of it cut out, and a hash (its skeleton)
    same fingerprint of all that is read of it?      one parse, of which nothing is built
    else                                             judge, extract, compare

Nothing is refused here that would be taken by reading, and nothing is taken whose text differs. What a good capture
looked like is kept beside the state of its target: a cache, good for nothing but this, and for as long as the archive
still holds the text as this program reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from watcher import __version__
from watcher.archive import Entry
from watcher.capture import judge_answer
from watcher.check.manners import current
from watcher.check.reading import reading_of
from watcher.check.recorded import Recorded
from watcher.config import Target
from watcher.extract.fingerprint import VERSION, fingerprint
from watcher.extract.skeleton import skeleton, vouched
from watcher.model import Capture, Outcome, Verdict, VerdictKind, iso
from watcher.model.selecting import NO_CLEANING, Selector
from watcher.model.upcoming import is_preview
from watcher.state import TargetState


@dataclass(frozen=True, slots=True)
class Look:
    """How a good capture looked. `way` is by what program and how it was read, `outcome` what a check of the same
    page comes to, `raw` stands for its bytes, `bones` for its skeleton, `page` for what is read of it (both empty
    where there is none). `until`: from that day on (YYYY-MM-DD) the same page says something else."""

    way: str
    outcome: Outcome
    raw: str
    bones: str = ""
    page: str = ""
    until: str = ""
    steady: bool = False
    """Whether another page had that skeleton since it was taken."""

    def __str__(self) -> str:
        parts = (self.way, self.outcome, self.raw, self.bones, self.page, self.until, "steady" if self.steady else "")
        return " ".join(part or "-" for part in parts)

    @classmethod
    def read(cls, text: str | None) -> Look | None:
        """What `str` wrote; None for anything else."""
        parts = ["" if part == "-" else part for part in (text or "").split(" ")]
        if len(parts) != 7 or parts[1] not in _REPEATED:
            return None
        way, outcome, raw, bones, page, until, steady = parts
        return cls(way, Outcome(outcome), raw, bones, page, until, bool(steady))


# What a page that is as it was comes to: noise where its form is not that of the last version.
_REPEATED = (Outcome.UNCHANGED, Outcome.NOISE)


def recognised(capture: Capture, target: Target, known: TargetState, entry: Entry | None) -> Recorded | None:
    """What the check comes to when the page is as it was seen last; None when it has to be read.

    `known` and `entry` are what the state and the archive hold of the target.
    """
    before = Look.read(known.look)
    if before is None or before.way != _way(target) or not current(target, known, entry):
        return None
    if judge_answer(capture) is not None or (before.until and iso(capture.time) >= before.until):
        return None
    now = _seen_again(capture, target, before)
    if now is None:
        return None
    return Recorded(before.outcome, Verdict(VerdictKind.GOOD), known.text_key or "", look=str(now))


def _seen_again(capture: Capture, target: Target, before: Look) -> Look | None:
    """How it looks now; None when it does not look as before."""
    raw = _raw(capture)
    if raw == before.raw:
        return before
    if before.bones and _bones(capture, target, skeleton) == before.bones:
        return replace(before, raw=raw, steady=True)
    if not before.page or _page(capture, target) != before.page:
        return None
    # Its markup changed: for once, if its skeleton used to stay as it was, else it changes every time.
    bones = _bones(capture, target, vouched) if before.steady else ""
    return replace(before, raw=raw, bones=bones, steady=False)


def look(capture: Capture, target: Target, recorded: Recorded) -> str:
    """How a capture looked that was read; empty when the same page has to be read again: because it was set aside,
    because its selectors found nothing, or because it links a text that is to come at an address that does not say
    so."""
    announced = recorded.announced or ()
    if not recorded.key or recorded.unselected or not all(is_preview(coming.url) for coming in announced):
        return ""
    outcome = Outcome.NOISE if recorded.outcome is Outcome.NOISE and not recorded.commit else Outcome.UNCHANGED
    until = min((coming.date.isoformat() for coming in announced if coming.date is not None), default="")
    bones, page = _bones(capture, target, vouched), _page(capture, target)
    return str(Look(_way(target), outcome, _raw(capture), bones, page, until))


def _way(target: Target) -> str:
    """By which program, and how: another one may find other words, or other facts in the same words."""
    return f"{__version__}/{VERSION}/{reading_of(target)}"


def _raw(capture: Capture) -> str:
    digest = hashlib.sha256((capture.header("content-type") or "").encode())
    digest.update(b"\0")
    digest.update(capture.body)
    return digest.hexdigest()


def _bones(capture: Capture, target: Target, taken: Callable[[bytes, str, tuple[Selector, ...]], str]) -> str:
    """Empty where something else than selectors says what is read."""
    if target.combine or target.clean != NO_CLEANING:
        return ""
    kind = capture.header("content-type") or "text/html"
    return taken(capture.body, kind, (*target.select, *target.remove))


def _page(capture: Capture, target: Target) -> str:
    """Empty where several pages make the document: their titles count there, which no fingerprint holds."""
    if target.combine:
        return ""
    kind = capture.header("content-type") or "text/html"
    return fingerprint(capture.body, kind, select=target.select, remove=target.remove, clean=target.clean)
