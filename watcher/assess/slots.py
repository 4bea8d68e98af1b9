"""Two claims on the same topic, slot by slot: which differences are news, in whose favour. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.assess.reading import TRAINING
from watcher.model import Change, Claim, Direction, FindingKind, Severity

NEGATED = ("does not", "no longer")
Alteration = tuple[FindingKind, Direction, Severity, str]


def reverse(direction: Direction) -> Direction:
    return {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}.get(direction, direction)


def slot_changes(old: Claim, new: Claim) -> Iterator[Alteration]:
    negated_before, negated_after = old.polarity in NEGATED, new.polarity in NEGATED
    good = reverse if negated_after else (lambda direction: direction)
    if old.action == new.action == "human-review" and negated_before != negated_after:
        yield from _review_change(old, new)
        return
    if negated_before != negated_after and old.topic == TRAINING:
        direction = Direction.STRONGER if negated_after else Direction.WEAKER
        yield FindingKind.FLIPPED, direction, Severity.HIGH, "polarity"
        return
    if new.effective != old.effective and new.effective is not None and new.topic == TRAINING:
        kind = FindingKind.DATE_CHANGED if old.effective else FindingKind.ANNOUNCED
        yield kind, Direction.NEUTRAL if old.effective else Direction.WEAKER, Severity.MEDIUM, "date"
    consent_left = new.basis != old.basis and "consent" in (old.basis, new.basis) and not (old.choice and new.choice)
    if new.choice != old.choice and not consent_left:  # a basis that was or is consent tells it better
        direction = _choice_direction(old.choice, new.choice)
        # "we do not train without your consent" -> "we do not train": a promise without its condition is a better one
        turned = old.choice and new.choice  # opt-in <-> opt-out; otherwise one was put in or taken out
        severity = Severity.HIGH if turned or old.topic == TRAINING else Severity.MEDIUM
        yield FindingKind.CHOICE_CHANGED, good(direction), severity, "choice"
    if new.default != old.default:
        open_now, open_before = (state in ("on", "public") for state in (new.default, old.default))
        direction = Direction.WEAKER if open_now or (not new.default and not open_before) else Direction.STRONGER
        yield FindingKind.DEFAULT_CHANGED, direction, Severity.HIGH, "default"
    if new.basis != old.basis:
        severity = Severity.HIGH if old.basis and new.basis else Severity.MEDIUM
        yield FindingKind.BASIS_CHANGED, _basis_direction(old.basis, new.basis), severity, "basis"
    if new.topic == TRAINING:
        yield from _set_change(old.excluded, new.excluded, _EXCLUSIONS, "exclusions")
        yield from _region_change(old.regions, new.regions)
        for kind, direction, severity, rule in _set_change(old.recipients, new.recipients, _RECIPIENTS, "recipients"):
            yield kind, good(direction), severity, rule
        yield from _data_change(old, new)
        yield from _review_change(old, new)
        yield from _past_change(old, new)
        if old.kept and new.kept and old.kept != new.kept:
            longer = new.kept > old.kept
            kind = FindingKind.KEPT_LONGER if longer else FindingKind.KEPT_SHORTER
            yield kind, Direction.WEAKER if longer else Direction.STRONGER, Severity.HIGH, "kept"
        for kind, direction, severity, rule in _purpose_change(old, new):
            yield kind, good(direction), severity, rule


# What each leaves the person: more is better.
_REVIEW = {"yes": -1, "": 0, "no": 1}
_PAST = {"included": -1, "stays": -1, "": 0, "spared": 1}


def _review_change(old: Claim, new: Claim) -> Iterator[Alteration]:
    direction = by_number(_REVIEW[old.review], _REVIEW[new.review])
    if direction is not Direction.NEUTRAL:
        kind = FindingKind.REVIEW_ADDED if direction is Direction.WEAKER else FindingKind.REVIEW_REMOVED
        yield kind, direction, Severity.HIGH, "review"


def _past_change(old: Claim, new: Claim) -> Iterator[Alteration]:
    direction = by_number(_PAST[old.past], _PAST[new.past])
    if direction is not Direction.NEUTRAL:
        kind = FindingKind.REACH_WIDENED if direction is Direction.WEAKER else FindingKind.REACH_NARROWED
        yield kind, direction, Severity.MEDIUM if "stays" in (old.past, new.past) else Severity.HIGH, "past"


def _purpose_change(old: Claim, new: Claim) -> Iterator[Alteration]:
    """More that the training is for is more use. That it serves safety says what for, rather than adds to it."""
    for kind, direction, _, rule in _set_change(old.purposes, new.purposes, _PURPOSES, "purposes"):
        changed = set(old.purposes) ^ set(new.purposes)
        yield kind, Direction.NEUTRAL if changed == {"safety"} else direction, Severity.MEDIUM, rule


_MODELS = ("content-generating AI", "generative AI", "large language models", "AI")  # each one holds those before it


def model_change(change: Change, old: Claim, new: Claim, language: str) -> Iterator[Alteration]:
    """Does the widest kind of model that is named differ, as in "language models" -> "AI models"?"""
    if old.topic != TRAINING or change.before is None or change.after is None:
        return
    if (old.polarity in NEGATED) != (new.polarity in NEGATED):
        return
    words = lexicon(language)
    before, after = (_widest(plain(p.text), words) for p in (change.before, change.after))
    if before is None or after is None or before == after:
        return
    direction = Direction.WEAKER if before < after else Direction.STRONGER
    if new.polarity in NEGATED:
        direction = reverse(direction)
    yield FindingKind.RULE_CHANGED, direction, Severity.HIGH, "model"


def _widest(text: str, words: Lexicon) -> int | None:
    """The place in _MODELS of the widest kind of model named. "Generative AI" does not name AI itself."""
    cues = {cue.name: cue for cue in words.named["models"]}
    widest = None
    for place, name in enumerate(_MODELS):
        if name in cues and cues[name].within(text):
            widest = place
            text = cues[name].pattern.sub(" ", text)
    return widest


def ways_changed(before: str, after: str, language: str) -> Alteration | None:
    """Was a way to exercise a choice added (a form beside the e-mail), taken away, or put in place of another?"""
    words = lexicon(language)
    old, new = set(words.names("controls", plain(before))), set(words.names("controls", plain(after)))
    if new > old:
        return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "ways-gained"
    if new < old:
        return FindingKind.CONTROL_REMOVED, Direction.WEAKER, Severity.MEDIUM, "ways-lost"
    return (FindingKind.CONTROL_MOVED, Direction.NEUTRAL, Severity.MEDIUM, "ways") if new != old else None


_EXCLUSIONS = (
    (FindingKind.EXCLUSION_ADDED, Direction.STRONGER), (FindingKind.EXCLUSION_REMOVED, Direction.WEAKER),
)  # fmt: skip
_REGIONS = ((FindingKind.REGIONS_WIDENED, Direction.WEAKER), (FindingKind.REGIONS_NARROWED, Direction.STRONGER))
_RECIPIENTS = (
    (FindingKind.RECIPIENTS_WIDENED, Direction.WEAKER), (FindingKind.RECIPIENTS_NARROWED, Direction.STRONGER),
)  # fmt: skip
_PURPOSES = (
    (FindingKind.PURPOSE_WIDENED, Direction.WEAKER), (FindingKind.PURPOSE_NARROWED, Direction.STRONGER),
)  # fmt: skip
_DATA = ((FindingKind.DATA_WIDENED, Direction.WEAKER), (FindingKind.DATA_NARROWED, Direction.STRONGER))


def _set_change(
    old: tuple[str, ...],
    new: tuple[str, ...],
    outcomes: tuple[tuple[FindingKind, Direction], tuple[FindingKind, Direction]],
    rule: str,
) -> Iterator[Alteration]:
    gained, lost = set(new) - set(old), set(old) - set(new)
    more, less = outcomes
    if gained:
        yield more[0], more[1], Severity.HIGH, f"{rule}-gained"
    if lost:
        yield less[0], less[1], Severity.HIGH, f"{rule}-lost"


_GENERAL = frozenset(("personal data", "user content", "customer data", "usage data"))


def _data_change(old: Claim, new: Claim) -> Iterator[Alteration]:
    """Where only particular data go and a general word for them stays ("personal data from your chats" -> "personal
    data"), less is named and more is meant; and the other way round where the particular ones only narrow it."""
    if _GENERAL & set(new.data) and set(new.data) < set(old.data) <= {*new.data, *old.within}:
        yield FindingKind.DATA_WIDENED, Direction.WEAKER, Severity.HIGH, "data-general"
        return
    if _GENERAL & set(old.data) and set(old.data) < set(new.data) <= {*old.data, *new.within}:
        yield FindingKind.DATA_NARROWED, Direction.STRONGER, Severity.HIGH, "data-within"
        return
    yield from _set_change(old.data, new.data, _DATA, "data")


def _region_change(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Alteration]:
    """A region that was left out and is not any more counts as gained; one that is left out now as lost."""
    outside_old, outside_new = ({r for r in names if r.startswith("outside ")} for names in (old, new))
    gained = (set(new) - set(old) - outside_new) | (outside_old - outside_new)
    lost = ((set(old) - set(new) - outside_old) if not gained else set()) | (outside_new - outside_old)
    if gained:
        yield FindingKind.REGIONS_WIDENED, Direction.WEAKER, Severity.HIGH, "regions-gained"
    if lost:
        yield FindingKind.REGIONS_NARROWED, Direction.STRONGER, Severity.HIGH, "regions-lost"


def _choice_direction(old: str, new: str) -> Direction:
    strength = {"opt-in": 2, "opt-out": 1, "": 0}
    return Direction.STRONGER if strength[new] > strength[old] else Direction.WEAKER


# What each ground leaves the person: consent can be refused, legitimate interest only be objected to.
_STRENGTH = {"consent": 2, "legitimate interest": 0}


def _basis_direction(old: str, new: str) -> Direction:
    return by_number(_STRENGTH.get(old, 1), _STRENGTH.get(new, 1))


def by_number(before: int, after: int) -> Direction:
    """More is better for the person."""
    if before == after:
        return Direction.NEUTRAL
    return Direction.STRONGER if after > before else Direction.WEAKER
