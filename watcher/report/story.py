"""From several findings of one version to one story: the leading finding and the slots that belong to it.

The sentence that announces a use often gives date and legal basis, and another one the opt-out and its address.
They are told together when they are about the same thing, and only then: an empty slot is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from watcher.model import Assessment, Claim, Finding, FindingKind

TRAINING_ACTIONS: Final = frozenset({"train", "improve-models", "share-for-training", "human-review"})
CONTROL_ACTIONS: Final = frozenset({"offer-control", "set-default", "require-consent", ""})
NEGATIVE: Final = frozenset({"does not", "no longer"})

LOSSES: Final = frozenset(
    {
        FindingKind.USE_REMOVED,
        FindingKind.PROMISE_REMOVED,
        FindingKind.EXCLUSION_REMOVED,
        FindingKind.CONTROL_REMOVED,
        FindingKind.DATA_NARROWED,
        FindingKind.REGIONS_NARROWED,
        FindingKind.RECIPIENTS_NARROWED,
        FindingKind.REVIEW_REMOVED,
        FindingKind.REACH_NARROWED,
        FindingKind.PURPOSE_NARROWED,
        FindingKind.KEPT_SHORTER,
    }
)
_SLOTS_OF_USE: Final = ("effective", "basis")
_SLOTS_OF_CHOICE: Final = ("default", "choice", "control", "control_path", "control_url")


@dataclass(frozen=True, slots=True)
class Story:
    """`before` and `after` are the claims of the leading finding; `after` holds what its neighbours add to it."""

    lead: Finding
    before: Claim
    after: Claim

    @property
    def topic(self) -> str:
        return self.lead.topic

    @property
    def subject(self) -> Claim:
        """The claim that names what it is all about: the new one, or the old one where only that is left."""
        return self.before if self.lead.claim_after is None else self.after


def tell(assessment: Assessment) -> Story | None:
    """The story of an assessment, None when it found nothing."""
    if not assessment.findings:
        return None
    lead = _lead(assessment.findings)
    empty = Claim(lead.topic)
    after = lead.claim_after or empty
    if lead.claim_after is not None and lead.kind not in LOSSES:
        others = [other for other in assessment.findings if other is not lead and other.kind not in LOSSES]
        for other in others:
            if other.claim_after is not None:
                after = _filled(after, other.claim_after, _belonging(lead, other, after))
        if lead.topic == "ai-training":
            after = _with_default(after, lead, others)
    return Story(lead, lead.claim_before or empty, after)


def _lead(findings: tuple[Finding, ...]) -> Finding:
    """The first one, unless an announcement of the same weight stands behind it: it says the most in one sentence."""
    first = findings[0]
    dated = (
        finding
        for finding in findings
        if finding.kind is FindingKind.ANNOUNCED
        and finding.severity is first.severity
        and finding.claim_after is not None
        and finding.claim_after.effective is not None
    )
    return next(dated, first)


def _belonging(lead: Finding, other: Finding, after: Claim) -> tuple[str, ...]:
    """The slots of `other` that speak of the same thing as `lead`."""
    claim = other.claim_after
    if claim is None or claim.polarity in NEGATIVE or not _same_subject(lead, other, after, claim):
        return ()
    if claim.action in CONTROL_ACTIONS:
        return _SLOTS_OF_CHOICE + (("basis",) if other.kind is FindingKind.BASIS_CHANGED else ())
    regions = ("regions",) if other.kind in (FindingKind.ANNOUNCED, FindingKind.REGIONS_WIDENED) else ()
    return _SLOTS_OF_USE + _SLOTS_OF_CHOICE + regions


def _with_default(after: Claim, lead: Finding, others: list[Finding]) -> Claim:
    """`after` with the default that "The setting is on by default" gives, where that stands in one section with the
    choice over the same use: there, "the setting" is that choice."""
    choices = [
        other.after.section
        for other in others
        if other.topic == "ai-training" and other.after is not None and "choice" in _belonging(lead, other, after)
    ]
    for other in others:
        claim = other.claim_after
        if claim is None or other.after is None or other.topic != "default-setting" or claim.data:
            continue
        section = other.after.section
        if claim.default and claim.action in CONTROL_ACTIONS and section and section in choices:
            return _filled(after, claim, ("default",))
    return after


def _same_subject(lead: Finding, other: Finding, mine: Claim, theirs: Claim) -> bool:
    training = TRAINING_ACTIONS | CONTROL_ACTIONS
    same_action = mine.action == theirs.action or (mine.action in training and theirs.action in training)
    if lead.topic == other.topic == "ai-training":
        return same_action
    near = lead.after is not None and other.after is not None and lead.after.section == other.after.section != ()
    shared = bool(set(mine.data) & set(theirs.data))
    return same_action and (shared or (near and (not mine.data or not theirs.data)))


def _filled(claim: Claim, source: Claim, slots: tuple[str, ...]) -> Claim:
    """`claim` with its empty `slots` taken from `source`. The path and address of a control stay together."""
    place = {"control", "control_path", "control_url"}
    if any(getattr(claim, slot) for slot in ("control_path", "control_url")):
        slots = tuple(slot for slot in slots if slot not in place)
    taken = {slot: getattr(source, slot) for slot in slots if not getattr(claim, slot) and getattr(source, slot)}
    return replace(claim, **taken)
