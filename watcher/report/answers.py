"""Facts in words: what each answer is called, and which answers changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from watcher.model import Assessment, Claim, Fact, FactChange, FactName, FindingKind, Training
from watcher.report.tongues import Language, Tongue, tongue

# Which names of the language files an answer is one of, by question; the first that has it.
_GROUPS = {
    FactName.TRAINS: ("trains",),
    FactName.DATA: ("data",),
    FactName.PEOPLE: ("people",),
    FactName.REGIONS: ("regions",),
    FactName.DEFAULT: ("default",),
    FactName.REFUSAL: ("way",),
    FactName.EXCLUDED_DATA: ("data",),
    FactName.EXCLUDED_PEOPLE: ("people", "regions"),
    FactName.BASIS: ("basis",),
    FactName.RECIPIENTS: ("recipients",),
}


def answer(words: Tongue, name: FactName, value: str) -> str:
    """One canonical value in this language, without its article."""
    if name is FactName.SINCE:
        return words.date(dt.date.fromisoformat(value))
    groups = _GROUPS[name]
    return words.bare(
        next((group for group in groups if words.has(f"{group}.{value.casefold()}")), groups[-1]), value
    )


def question(words: Tongue, name: FactName) -> str:
    """The question in a word or two, for tables and short lines."""
    return words.say(f"fact.{name}")


def unknown(facts: Iterable[Fact]) -> tuple[FactName, ...]:
    """The questions that no sentence answers."""
    known = {fact.name for fact in facts}
    return tuple(name for name in FactName if name not in known)


def fact_delta(changes: Sequence[FactChange], assessment: Assessment, language: Language) -> tuple[str, ...]:
    """Lines such as `default: off → on` on the document as a whole, without what the claims of the findings say."""
    words = tongue(language)
    lines = []
    for change in changes:
        if not _told(change, assessment):
            sides = [_side(words, change.name, values) for values in (change.before, change.after)]
            arrow = words.say("grammar.arrow", before=sides[0], after=sides[1])
            lines.append(words.say("grammar.colon", label=question(words, change.name), text=arrow))
    return tuple(lines)


def _side(words: Tongue, name: FactName, values: tuple[str, ...]) -> str:
    return ", ".join(answer(words, name, value) for value in values) or words.say("facts.unknown")


def _told(change: FactChange, assessment: Assessment) -> bool:
    """Does the claim delta of the findings say as much?"""
    if change.name is FactName.TRAINS:
        plain = {*change.before, *change.after} == {Training.YES, Training.NO}
        return plain and any(f.kind is FindingKind.FLIPPED and f.topic == "ai-training" for f in assessment.findings)
    before = {word for finding in assessment.findings for word in _words(finding.claim_before)}
    after = {word for finding in assessment.findings for word in _words(finding.claim_after)}
    return set(change.before) - set(change.after) <= before and set(change.after) - set(change.before) <= after


def _words(claim: Claim | None) -> set[str]:
    """What the claim delta shows of a claim."""
    if claim is None:
        return set()
    day = claim.effective.isoformat() if claim.effective else ""
    lists = {*claim.data, *claim.excluded, *claim.recipients, *claim.regions}
    return {claim.choice, claim.default, claim.basis, claim.control, day, *lists} - {""}
