"""Invented documents of an invented platform, and what was found in them. All texts are written for these tests."""

from __future__ import annotations

import datetime as dt

from watcher.model import (
    Alert,
    Assessment,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Claim,
    Comparison,
    Direction,
    Document,
    Fact,
    FactChange,
    FactName,
    Finding,
    FindingKind,
    Noise,
    Outcome,
    Passage,
    Quote,
    Section,
    Sentence,
    Severity,
    TargetName,
)
from watcher.report import Links

AGORA = TargetName("agora/ai-faq", "Agora", "Questions about AI at Agora", "https://agora.example/help/ai", "en")
SETTINGS_URL = "https://agora.example/settings/ai-improvement"
OLD_TIME = dt.datetime(2025, 9, 12, 6, 10, tzinfo=dt.UTC)
NEW_TIME = dt.datetime(2025, 9, 18, 12, 34, 39, tzinfo=dt.UTC)
TODAY = dt.date(2025, 9, 18)
LINKS = Links(
    live=AGORA.url,
    redline="https://git.example/watch/agora/ai-faq/changes/2025-09-18T12-34-39Z.html",
    commit="https://git.example/watch/commit/4b1d",
)
HOW = ("Questions about AI at Agora", "How we train our models")
CHOICE = ("Questions about AI at Agora", "Your choice")

PROMISE_OLD = (
    "Members in the EU, the EEA and the UK: we do not use your posts or profile data to train models that write text."
)
PROMISE_NEW = (
    "From 3 November 2025 we use the posts and profile data of members in the EU, the EEA, the UK and Switzerland to "
    "train models that write text, relying on our legitimate interest."
)
KEPT_OUT_OLD = "We never use private messages, salary data or the data of members under 18 for this purpose."
KEPT_OUT_NEW = "We do not use private messages or the data of members under 18 for this purpose."
OPT_OUT = "The setting is on by default; you can switch it off at any time under Settings > Privacy > AI improvement."

_TRAIN = Claim(
    "ai-training",
    actor="service",
    action="train",
    polarity="will",
    data=("posts", "profile"),
    audience=("members",),
    regions=("EU", "EEA", "UK", "Switzerland"),
    basis="legitimate interest",
    model="generative AI",
    effective=dt.date(2025, 11, 3),
)
_NOT_BEFORE = Claim(
    "ai-training",
    actor="service",
    action="train",
    polarity="does not",
    excluded=("posts", "profile"),
    audience=("members",),
    regions=("EU", "EEA", "UK"),
    model="generative AI",
)
_OPT_OUT = Claim(
    "default-setting",
    actor="service",
    action="set-default",
    polarity="does",
    choice="opt-out",
    default="on",
    control="setting",
    control_path="Settings > Privacy > AI improvement",
    control_url=SETTINGS_URL,
)
_KEPT_OUT = Claim(
    "ai-training",
    actor="service",
    action="train",
    polarity="does not",
    excluded=("private messages", "job data", "children's data"),
)


def announcement() -> Assessment:
    """Training is announced where it was ruled out, an exclusion goes, an opt-out comes."""
    flipped = Finding(
        "ai-training",
        FindingKind.ANNOUNCED,
        Direction.WEAKER,
        Severity.HIGH,
        Quote(PROMISE_OLD, HOW),
        Quote(PROMISE_NEW, HOW),
        _NOT_BEFORE,
        _TRAIN,
    )
    exclusion = Finding(
        "ai-training",
        FindingKind.EXCLUSION_REMOVED,
        Direction.WEAKER,
        Severity.HIGH,
        Quote(KEPT_OUT_OLD, HOW),
        Quote(KEPT_OUT_NEW, HOW),
        _KEPT_OUT,
        Claim(
            "ai-training", "service", "train", polarity="does not", excluded=("private messages", "children's data")
        ),
    )
    opt_out = Finding(
        "ai-training",
        FindingKind.CONTROL_ADDED,
        Direction.STRONGER,
        Severity.MEDIUM,
        None,
        Quote(OPT_OUT, CHOICE),
        None,
        Claim(
            "ai-training",
            "service",
            "offer-control",
            choice="opt-out",
            default="on",
            control="setting",
            control_path=_OPT_OUT.control_path,
            control_url=SETTINGS_URL,
        ),
    )
    return Assessment(
        (flipped, exclusion, opt_out), {"added": 1, "removed": 1, "modified": 2, "moved": 1, "noise": 1}
    )


def one(kind: FindingKind, before: Claim | None, after: Claim | None, **changes: object) -> Assessment:
    """An assessment of one finding with placeholder quotes."""
    known = after or before
    assert known is not None
    finding = Finding(
        known.topic,
        kind,
        Direction.WEAKER,
        Severity.HIGH,
        Quote("Old words.", HOW) if before else None,
        Quote("New words.", HOW) if after else None,
        before,
        after,
    )
    return Assessment((finding,), {})


def alert(assessment: Assessment, headline: dict[str, str] | None = None) -> Alert:
    return Alert("9f3c2a7d51e0b846", AGORA, NEW_TIME, OLD_TIME, Outcome.CHANGED, assessment, headline or {})


_KEPT_OUT_QUOTE = Quote(KEPT_OUT_NEW, HOW)
FACTS = (
    Fact(FactName.TRAINS, ("unless-you-object",), Quote(PROMISE_NEW, HOW), line=23),
    Fact(FactName.TRAINS, ("unless-you-object",), Quote(OPT_OUT, CHOICE), line=32),
    Fact(FactName.DATA, ("posts", "profile"), Quote(PROMISE_NEW, HOW), line=23),
    Fact(FactName.DATA, ("prompts", "feedback", "photos"), Quote("your questions to our assistant", HOW), line=28),
    Fact(FactName.PEOPLE, ("members",), Quote(PROMISE_NEW, HOW), line=23),
    Fact(FactName.REGIONS, ("EU", "EEA", "UK", "Switzerland"), Quote(PROMISE_NEW, HOW), line=23),
    Fact(FactName.DEFAULT, ("on",), Quote(OPT_OUT, CHOICE), line=32),
    Fact(
        FactName.REFUSAL,
        ("setting",),
        Quote(OPT_OUT, CHOICE),
        "Settings > Privacy > AI improvement",
        SETTINGS_URL,
        32,
    ),
    Fact(FactName.EXCLUDED_DATA, ("private messages",), _KEPT_OUT_QUOTE, line=24),
    Fact(FactName.EXCLUDED_PEOPLE, ("minors",), _KEPT_OUT_QUOTE, line=24),
    Fact(FactName.BASIS, ("legitimate interest",), Quote(PROMISE_NEW, HOW), line=23),
    Fact(FactName.SINCE, ("2025-11-03",), Quote(PROMISE_NEW, HOW), line=23),
)
FACT_CHANGES = (
    FactChange(FactName.TRAINS, (), ("unless-you-object",)),
    FactChange(FactName.DATA, (), ("posts", "profile")),
    FactChange(FactName.PEOPLE, (), ("members",)),
    FactChange(FactName.DEFAULT, (), ("on",)),
)


def _sentences(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text) for text in texts)


def _paragraph(*texts: str) -> Block:
    return Block(BlockKind.PARAGRAPH, _sentences(*texts))


def _item(text: str) -> Block:
    return Block(BlockKind.ITEM, _sentences(text))


_TITLE = "Questions about AI at Agora"
_UNTOUCHED = tuple(
    Section(
        Sentence(f"Feature {number}"),
        2,
        (_paragraph(f"Feature {number} suggests a reply.", "You decide whether it is sent."),),
    )
    for number in range(1, 7)
)
MOVED = "Each year we publish a report about our models."


def documents() -> tuple[Document, Document]:
    """The old and the new text."""
    intro = _paragraph("Agora is a place for people who build things.", "This page answers questions about AI.")
    listed_old = (_item("your posts"), _item("your questions to our assistant"), _item("your reactions"))
    old = Document(
        _TITLE,
        "en",
        (
            Section(Sentence(_TITLE), 1, (intro, _paragraph(MOVED))),
            *_UNTOUCHED,
            Section(
                Sentence("How we train our models"),
                2,
                (_paragraph(PROMISE_OLD, KEPT_OUT_OLD), _paragraph("This is what we learn from:"), *listed_old),
            ),
            Section(
                Sentence("Your choice"), 2, (_paragraph("If you have questions, write to us.", "We answer soon."),)
            ),
        ),
    )
    listed_new = (_item("your posts"), _item("your questions to our assistant"))
    new = Document(
        _TITLE,
        "en",
        (
            Section(Sentence(_TITLE), 1, (intro,)),
            *_UNTOUCHED,
            Section(
                Sentence("How we train our models"),
                2,
                (_paragraph(PROMISE_NEW, KEPT_OUT_NEW), _paragraph("This is what we learn from:"), *listed_new),
            ),
            Section(
                Sentence("Your choice"),
                2,
                (_paragraph(OPT_OUT, "If you have questions, write to us!", "We answer soon."), _paragraph(MOVED)),
            ),
        ),
    )
    return old, new


def comparison() -> Comparison:
    """The changes between the two, written out by hand in reading order."""
    old, new = documents()

    def change(kind: ChangeKind, before: str, after: str, noise: Noise | None = None) -> Change:
        return Change(kind, passage(old, before), passage(new, after), noise)

    changes = (
        change(ChangeKind.MODIFIED, PROMISE_OLD, PROMISE_NEW),
        change(ChangeKind.MODIFIED, KEPT_OUT_OLD, KEPT_OUT_NEW),
        change(ChangeKind.REMOVED, "your reactions", ""),
        change(ChangeKind.ADDED, "", OPT_OUT),
        change(
            ChangeKind.MODIFIED,
            "If you have questions, write to us.",
            "If you have questions, write to us!",
            Noise.TYPOGRAPHY,
        ),
        change(ChangeKind.MOVED, MOVED, MOVED, Noise.ORDER),
    )
    return Comparison(old, new, changes)


def passage(document: Document, text: str) -> Passage | None:
    """The passage with that text; None for no text."""
    return next(found for found in document.passages if found.text == text) if text else None
