"""What the difference means: claims, findings, direction, severity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from watcher.model.document import Link


class Direction(StrEnum):
    """For the person whose data it is. WEAKER = less protection."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    MIXED = "mixed"
    NEUTRAL = "neutral"
    NONE = "none"


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return ("low", "medium", "high").index(self.value)


class FindingKind(StrEnum):
    """What a finding is, in one word; docs/assessment.md explains each with an example."""

    USE_ADDED = "use-added"  # a use of data is newly stated or permitted
    USE_REMOVED = "use-removed"  # a stated use is no longer stated
    PROMISE_ADDED = "promise-added"  # "we do not use …", an exclusion
    PROMISE_REMOVED = "promise-removed"
    FLIPPED = "flipped"  # does -> does not, or back
    DATA_WIDENED = "data-widened"
    DATA_NARROWED = "data-narrowed"
    EXCLUSION_ADDED = "exclusion-added"
    EXCLUSION_REMOVED = "exclusion-removed"
    REGIONS_WIDENED = "regions-widened"
    REGIONS_NARROWED = "regions-narrowed"
    RECIPIENTS_WIDENED = "recipients-widened"
    RECIPIENTS_NARROWED = "recipients-narrowed"
    CHOICE_CHANGED = "choice-changed"  # opt-in <-> opt-out <-> none
    CONTROL_ADDED = "control-added"
    CONTROL_REMOVED = "control-removed"
    CONTROL_MOVED = "control-moved"
    DEFAULT_CHANGED = "default-changed"
    BASIS_CHANGED = "basis-changed"
    DATE_CHANGED = "date-changed"
    ANNOUNCED = "announced"  # a use, with the date from which it holds
    REVIEW_ADDED = "review-added"  # people read what others wrote to the AI
    REVIEW_REMOVED = "review-removed"
    REACH_WIDENED = "reach-widened"  # the training reaches back to what was shared before
    REACH_NARROWED = "reach-narrowed"
    PURPOSE_WIDENED = "purpose-widened"  # what the training is for
    PURPOSE_NARROWED = "purpose-narrowed"
    KEPT_LONGER = "kept-longer"  # how long data for training are kept
    KEPT_SHORTER = "kept-shorter"
    TAKES_EFFECT = "takes-effect"  # the day from which the new text as a whole holds
    RULE_CHANGED = "rule-changed"  # on topic, altered in a way none of the others names


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage states about a topic; only what it says itself or its lead and headings say for it.

    Words in the tuples are the canonical names of the lexicon ("private messages", "EU"), not the page's wording.
    """

    topic: str
    actor: str = ""  # service, affiliates, third party, user
    action: str = ""  # train, improve-models, share-for-training, human-review, offer-control, set-default …
    polarity: str = ""  # does, may, will, does not, no longer
    choice: str = ""  # opt-in, opt-out, none
    default: str = ""  # on, off, public, private
    basis: str = ""  # consent, legitimate interest, contract, legal obligation
    data: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    model: str = ""  # the kind of model: generative AI, AI, machine learning
    control: str = ""  # setting, form, e-mail, link, device
    control_path: str = ""  # "Settings > Data privacy > …" as the page writes it
    control_url: str = ""
    effective: dt.date | None = None
    purposes: tuple[str, ...] = ()  # what the training is for, beside the model itself
    past: str = ""  # what was shared before: included, spared; "stays" = what has been learnt is not undone
    review: str = ""  # people read it: yes, no
    kept: int = 0  # days; 0 = not said
    age: int = 0  # the age limit, where the text names one; 0 = none or several
    within: tuple[str, ...] = ()  # of the data, those that only narrow another ("personal data from your chats")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage word for word, as proof. `section` names where it stands."""

    text: str
    section: tuple[str, ...] = ()
    lead: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A change that alters what the text says on a topic. `rule` names the rule that decided, for the reader.

    `known_since`: the archive held the new sentence before, or missed the removed one before; not news again.
    """

    topic: str
    kind: FindingKind
    direction: Direction
    severity: Severity
    before: Quote | None
    after: Quote | None
    claim_before: Claim | None = None
    claim_after: Claim | None = None
    rule: str = ""
    known_since: dt.datetime | None = None


@dataclass(frozen=True)
class Assessment:
    """All findings of one comparison, most important first, and what was counted beside them.

    `controls` are the ways to refuse AI training that the new text names with a place or an address, changed or not.
    """

    findings: tuple[Finding, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)  # added, removed, modified, moved, noise
    controls: tuple[Claim, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(sorted({finding.topic for finding in self.findings}))

    @property
    def severity(self) -> Severity | None:
        return max((finding.severity for finding in self.findings), key=lambda s: s.rank, default=None)

    @property
    def worth_telling(self) -> bool:
        """Is there more than pointers, definitions, moved links and old news?"""
        return any(finding.severity is not Severity.LOW for finding in self.findings)

    @property
    def direction(self) -> Direction:
        """Of the whole. Each finding has a voice by its severity; one side must clearly outweigh the other, else it
        is mixed: an opt-out that comes with a new use does not balance it.
        """
        voices = {Direction.WEAKER: 0.0, Direction.STRONGER: 0.0}
        for finding in self.findings:
            if self.worth_telling and finding.severity is Severity.LOW:
                continue
            voice = _VOICES[finding.severity] * (2 if finding.topic == "ai-training" else 1)
            if finding.direction is Direction.MIXED:
                voices = {side: weight + voice / 2 for side, weight in voices.items()}
            elif finding.direction in voices:
                voices[finding.direction] += voice
        weaker, stronger = voices[Direction.WEAKER], voices[Direction.STRONGER]
        if not weaker + stronger:
            return Direction.NEUTRAL if self.findings else Direction.NONE
        if abs(weaker - stronger) <= _CLEARLY * (weaker + stronger):
            return Direction.MIXED
        return Direction.WEAKER if weaker > stronger else Direction.STRONGER


# Chosen on the labelled changes: docs/assessment.md. A low finding speaks only where nothing else stands.
_VOICES = {Severity.LOW: 1.0, Severity.MEDIUM: 1.0, Severity.HIGH: 8.0}
_CLEARLY = 0.2


class Outcome(StrEnum):
    """What became of one check of one target."""

    FIRST = "first"  # the baseline was recorded
    UNCHANGED = "unchanged"
    NOISE = "noise"  # other text, same words: not a version
    CHANGED = "changed"
    REVERTED = "reverted"  # back to a text that the archive already holds
    QUARANTINED = "quarantined"  # the capture is not the page
    FAILED = "failed"  # no capture
