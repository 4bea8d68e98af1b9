"""Changes -> findings: what the difference of two versions means for the person. Pure.

changes of the words -> claims of both sides -> findings by rule -> most important first
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from watcher.assess.effect import put_off
from watcher.assess.findings import find, moved_link
from watcher.assess.lexicon import lexicon, plain
from watcher.assess.reading import ARROWS, DEFAULT, RESTRICTION, TRAINING, read
from watcher.assess.sides import Sides, Spoken
from watcher.model import Assessment, ChangeKind, Claim, Comparison, Document, Finding, FindingKind, Noise

TOPICS = (TRAINING, DEFAULT, RESTRICTION)
DEFAULT_TOPICS = (TRAINING, DEFAULT)

_OFTEN = 3  # mentions that make a word the document's own name for people

_FIRST = (
    FindingKind.ANNOUNCED,
    FindingKind.REGIONS_WIDENED,
    FindingKind.FLIPPED,
    FindingKind.USE_ADDED,
    FindingKind.PROMISE_REMOVED,
    FindingKind.EXCLUSION_REMOVED,
    FindingKind.DEFAULT_CHANGED,
    FindingKind.CHOICE_CHANGED,
)


def assess(comparison: Comparison, topics: Sequence[str] = DEFAULT_TOPICS) -> Assessment:
    """The findings of a comparison on the given topics, most important first, with counts of all changes."""
    counts = {kind.value: 0 for kind in ChangeKind} | {"noise": len(comparison.noise)}
    for change in comparison.meaningful:
        counts[change.kind.value] += 1
    counts["moved"] = sum(change.kind is ChangeKind.MOVED for change in comparison.changes)
    language = comparison.new.language
    sides = Sides(*(Spoken(document, language, topics) for document in (comparison.old, comparison.new)))
    # A page that says the same twice (once for screens, once for phones) is told once.
    findings = list(
        {
            (f.topic, f.kind, f.before and f.before.text, f.after and f.after.text): f
            for change in reversed(comparison.meaningful)
            for f in find(change, sides, language, topics)
        }.values()
    )[::-1]
    findings += [
        f for change in comparison.noise if change.noise is Noise.LINKS for f in moved_link(change, language, topics)
    ]
    findings.sort(key=_weight)
    findings += put_off(comparison, findings)
    filled = [_about_members(finding) for finding in findings]
    if filled != findings and _calls_people_members(comparison.new):
        findings = filled
    return Assessment(tuple(findings), counts, _controls(sides.new) if findings else ())


def _calls_people_members(document: Document) -> bool:
    """Does the document use "member" as its word for the people whose data it is about?"""
    words = lexicon(document.language)
    cue = next((cue for cue in words.named.get("audience", ()) if cue.name == "members"), None)
    if cue is None:
        return False
    likely = (passage.text for passage in document.passages if cue.begun_in(passage.text))
    mentions = (span for text in likely for span in cue.spans(plain(text)))
    return len(list(islice(mentions, _OFTEN))) == _OFTEN


def _about_members(finding: Finding) -> Finding:
    """A training claim that names nobody else is about the people whom the document addresses."""

    def filled(claim: Claim | None) -> Claim | None:
        if claim is None or claim.topic != TRAINING or claim.audience or claim.actor != "service":
            return claim
        return replace(claim, audience=("members",))

    return replace(finding, claim_before=filled(finding.claim_before), claim_after=filled(finding.claim_after))


def _controls(spoken: Spoken) -> tuple[Claim, ...]:
    """At most two ways to refuse training that can be followed, those with an address first."""
    ways = dict.fromkeys(
        claim
        for passage in spoken.speaking(TRAINING)
        if passage.links or any(arrow in passage.text for arrow in ARROWS)
        if (claim := spoken.claims(passage).get(TRAINING)) is not None
        and claim.action == "offer-control"
        and (claim.control_url or claim.control_path)
    )
    return tuple(sorted(ways, key=lambda claim: not claim.control_url)[:2])


def _weight(finding: Finding) -> tuple[int, int, int, bool]:
    """What says it in its own words comes before what an opening sentence says for it."""
    kind = _FIRST.index(finding.kind) if finding.kind in _FIRST else len(_FIRST)
    quote = finding.after or finding.before
    led = quote is not None and bool(quote.lead)
    return -finding.severity.rank, 0 if finding.topic == TRAINING else 1, kind, led


__all__ = ["DEFAULT_TOPICS", "TOPICS", "assess", "read"]
