"""The shortest sentence about a new use of data for AI training: what, where, whether by default, from when.

`AI training extended to the EU, on by default from 3 Nov 2025`: what a person reads in a list of mails. Only for the
kinds of finding in which the text comes to say that it trains; all others keep the sentence of the headline. It says
what the claims say and leaves out empty slots.
"""

from __future__ import annotations

from collections.abc import Iterator

from watcher.model import Claim, FindingKind
from watcher.report import nouns
from watcher.report.story import NEGATIVE, Story
from watcher.report.tongues import Tongue

_KINDS = (FindingKind.ANNOUNCED, FindingKind.USE_ADDED, FindingKind.FLIPPED, FindingKind.REGIONS_WIDENED)


def compact(words: Tongue, story: Story) -> Iterator[str]:
    """That sentence, each one shorter than the one before; none for a story of another kind."""
    claim = story.after
    if story.lead.kind not in _KINDS or story.topic != "ai-training" or not _trains(claim):
        return
    what = words.say("subject.may" if claim.polarity == "may" else "subject.what")
    regions, extended = _regions(story)
    date = _date(words, claim)
    # "on by default from 3 Nov", but "from 3 Nov, with an opt-out": the choice is not what begins on that day
    end = _default(words, claim) + date if claim.default else date + _choice(words, claim)
    data = nouns.on_data(words, claim)
    places = [_place(words, naming(words, regions), extended=extended) for naming in _NAMINGS] if regions else [""]
    for on, where, rest in ((data, places[0], end), *(("", place, end) for place in places), ("", places[-1], date)):
        yield f"{what}{on}{where}{rest}"


def _trains(claim: Claim) -> bool:
    return claim.action == "train" and claim.actor in ("", "service") and claim.polarity not in NEGATIVE


def _regions(story: Story) -> tuple[list[str], bool]:
    """Where it trains now, and whether the text ruled it out or left it out there before."""
    before, after = story.before, story.after
    if story.lead.kind is FindingKind.REGIONS_WIDENED:
        known = () if before.polarity in NEGATIVE else before.regions
        return [name for name in after.regions if name not in known], True
    denied = before.polarity in NEGATIVE and set(before.regions) & set(after.regions)
    return list(after.regions), bool(denied)


def _place(words: Tongue, regions: tuple[str, str], *, extended: bool) -> str:
    to_regions, in_regions = regions
    return words.say("subject.extended", to_regions=to_regions) if extended else f" {in_regions}"


def _full(words: Tongue, regions: list[str]) -> tuple[str, str]:
    return words.to_all([words.name("regions", name) for name in regions]), words.in_all(regions)


def _bare(words: Tongue, regions: list[str]) -> tuple[str, str]:
    """Without articles, where the language allows it."""
    if words.code != "en":
        return _full(words, regions)
    listed = words.join(words.bare("regions", name) for name in regions)
    return f"to {listed}", f"in {listed}"


def _counted(words: Tongue, regions: list[str]) -> tuple[str, str]:
    """The first one; the others are counted."""
    if len(regions) < 3:
        return _bare(words, regions)
    more = words.say("grammar.other_regions", n=len(regions) - 1)
    first = words.name("regions", regions[0])
    return words.to_all([first, more]), words.join([words.in_all(regions[:1]), more])


_NAMINGS = (_full, _bare, _counted)


def _default(words: Tongue, claim: Claim) -> str:
    key = "subject.default_on" if claim.default == "on" else "subject.default"
    return words.say(key, default=words.name("default", claim.default))


def _choice(words: Tongue, claim: Claim) -> str:
    if claim.choice == "none":
        return words.say("tail.choice_none")
    return words.say("tail.choice", control=nouns.control(words, claim), place="") if claim.choice else ""


def _date(words: Tongue, claim: Claim) -> str:
    return words.say("subject.date", date=words.short_date(claim.effective)) if claim.effective else ""
