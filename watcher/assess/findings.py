"""Claims before against claims after: which differences are news, of which kind, in whose favour.

change -> claims of both sides -> same topic paired -> slots compared -> Finding
added or removed wording that the other version says elsewhere in other words is not news
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.assess.reading import DEFAULT, RESTRICTION, TRAINING, read, read_own, spoken
from watcher.assess.references import References
from watcher.model import (
    BlockKind,
    Change,
    Claim,
    Direction,
    Document,
    Finding,
    FindingKind,
    OwnTopic,
    Passage,
    Quote,
    Severity,
)

_NEGATED = ("does not", "no longer")
_WORD = re.compile(r"[^\W_]+")
_TITLE_WORDS = 3
# Two sentences of the same claim that share this much wording tell the same thing in other words (rapidfuzz token set
# ratio, 0 to 100). It only silences what stands on both sides with equal slots; it never hides a differing slot.
_SAID_ELSEWHERE = 78.0


Said = tuple[tuple[Passage, Claim], ...]
_FEW = 4  # questions to a document for which it is not read as a whole


class Spoken:
    """What a document says on the watched topics, for looking up whether something stands in it already."""

    def __init__(self, document: Document, language: str, topics: Sequence[str]) -> None:
        self._references = References(document)
        self._language, self._topics = language, topics
        self._asked = 0

    def claims(self, passage: Passage | None) -> dict[str, Claim]:
        """The claims of a passage, understood with what it refers back to."""
        return claims_of(self._references.read(passage), self._language, self._topics)

    @cached_property
    def all(self) -> Said:
        """All claims of the document. Each sentence is read for that."""
        return tuple(
            (passage, claim) for passage in self._references.passages for claim in self.claims(passage).values()
        )

    @cached_property
    def _texts(self) -> list[str]:
        return [passage.text for passage in self._references.passages]

    def states(self, passage: Passage, claim: Claim) -> bool:
        """Does the document state the same claim in much the same words somewhere?"""
        slots = _slots(claim)
        return any(
            other.topic == claim.topic and _slots(other) == slots for other in self._alike(passage.text, claim.topic)
        )

    def _alike(self, text: str, topic: str) -> Iterator[Claim]:
        """The claims of the sentences in much the same words. For a few questions only those sentences are read."""
        self._asked += 1
        if self._asked > _FEW:
            for passage, claim in self.all:
                if claim.topic == topic and fuzz.token_set_ratio(text, passage.text) >= _SAID_ELSEWHERE:
                    yield claim
            return
        scorer, least = fuzz.token_set_ratio, _SAID_ELSEWHERE
        for _, _, place in process.extract(text, self._texts, scorer=scorer, score_cutoff=least, limit=None):
            yield from self.claims(self._references.passages[place]).values()


@dataclass(frozen=True)
class Sides:
    """Both documents, as far as they have to be read."""

    old: Spoken
    new: Spoken


def claims_of(passage: Passage | None, language: str, topics: Sequence[str]) -> dict[str, Claim]:
    """The claims of a passage on the topics. Headings, questions and bare links announce a rule, they state none."""
    if passage is None or passage.kind is None or passage.text.rstrip().endswith("?"):
        return {}
    if any(link.text == passage.text for link in passage.links):
        return {}  # a bare link points to a rule elsewhere
    if passage.kind is BlockKind.PARAGRAPH and len(passage.text.split()) <= _TITLE_WORDS:
        return {}  # "Model training." is a title
    claims = {claim.topic: claim for claim in read(passage, language) if claim.topic in topics}
    for topic in topics:
        if isinstance(topic, OwnTopic) and topic not in claims:
            claim = read_own(topic, passage, language)
            if claim is not None:
                claims[topic] = claim
    return claims


def find(change: Change, sides: Sides, language: str, topics: Sequence[str]) -> Iterator[Finding]:
    """The findings of one meaningful change."""
    before, after = sides.old.claims(change.before), sides.new.claims(change.after)
    for topic in (TRAINING, DEFAULT, RESTRICTION, *(t for t in topics if t not in (TRAINING, DEFAULT, RESTRICTION))):
        old, new = before.get(topic), after.get(topic)
        if old is not None and new is not None:
            told = topic == DEFAULT and TRAINING in before and TRAINING in after
            yield from _altered(change, old, new, language, only_slots=told)
        elif topic == DEFAULT and TRAINING in before and TRAINING in after and not _chooses(old or new):
            continue  # a setting is mentioned, or no more, in a sentence on training that is told as such
        elif new is not None and change.after is not None:
            if not sides.old.states(change.after, new):
                yield _lone(change, None, new, language)
        elif old is not None and change.before is not None and not sides.new.states(change.before, old):
            yield _lone(change, old, None, language)


def _chooses(claim: Claim | None) -> bool:
    return claim is not None and bool(claim.choice or claim.default or claim.basis)


def _slots(claim: Claim) -> tuple[object, ...]:
    return (
        claim.polarity in _NEGATED, claim.choice, claim.default, claim.basis, claim.regions, claim.recipients,
        claim.excluded, claim.data,
    )  # fmt: skip


def _lone(change: Change, old: Claim | None, new: Claim | None, language: str) -> Finding:
    """A claim that stands on one side only."""
    claim = new or old
    assert claim is not None  # noqa: S101 - the caller gives one of the two
    added = new is not None
    passage = change.after if added else change.before
    text = plain(passage.text) if passage is not None else ""
    words = lexicon(spoken(text, language))
    if claim.topic not in (TRAINING, DEFAULT, RESTRICTION):  # of the user's own: that it changed is what is known
        kind, direction, severity, rule = FindingKind.RULE_CHANGED, Direction.NEUTRAL, Severity.MEDIUM, "own"
    elif claim.topic == TRAINING:
        kind, direction, severity, rule = _lone_training(claim)
        if words.has("definition", text):  # a word is given a meaning; what is done with it, another sentence says
            severity = Severity.LOW
    else:
        limits, unless = words.has("choice_limits", text), words.has("unless_refused", text)
        kind, direction, severity, rule = _lone_default(claim, limits=limits, unless=unless)
        if words.has("pointer", text):  # it only sends the reader to where the rule stands; there it is read
            severity = Severity.LOW
    if claim.topic == RESTRICTION:
        kind, direction, severity, rule = FindingKind.RULE_CHANGED, Direction.NEUTRAL, Severity.LOW, "restriction"
    if not added:
        kind, direction = _REMOVED.get(kind, kind), _reverse(direction)
        if claim.topic == TRAINING and claim.effective is not None and claim.polarity not in _NEGATED:
            # an announcement that goes has come true or was put off: by itself it takes nothing back
            kind, direction, severity = FindingKind.DATE_CHANGED, Direction.NEUTRAL, Severity.LOW
        elif kind is FindingKind.USE_REMOVED:
            severity = Severity.MEDIUM
            if claim.choice:  # the use went, and with it the choice that it left
                direction = Direction.MIXED
    return _finding(
        change, claim.topic, kind, direction, severity, old, new, f"{rule}-{'added' if added else 'removed'}"
    )


_REMOVED = {
    FindingKind.USE_ADDED: FindingKind.USE_REMOVED,
    FindingKind.PROMISE_ADDED: FindingKind.PROMISE_REMOVED,
    FindingKind.CONTROL_ADDED: FindingKind.CONTROL_REMOVED,
    FindingKind.EXCLUSION_ADDED: FindingKind.EXCLUSION_REMOVED,
    FindingKind.ANNOUNCED: FindingKind.USE_REMOVED,
}


def _lone_training(claim: Claim) -> tuple[FindingKind, Direction, Severity, str]:
    if claim.polarity in _NEGATED and claim.choice == "opt-out":  # "once you turn this off, nothing is used"
        return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "training-control"
    if claim.polarity in _NEGATED:
        kind = FindingKind.EXCLUSION_ADDED if claim.excluded else FindingKind.PROMISE_ADDED
        return kind, Direction.STRONGER, Severity.HIGH, "training-promise"
    if claim.action == "offer-control":
        return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "training-control"
    if claim.effective is not None:
        return FindingKind.ANNOUNCED, Direction.WEAKER, Severity.HIGH, "training-announced"
    # A sentence that names nobody's data weighs less: it may only describe how models come about.
    named = claim.data or (claim.audience and claim.action != "improve-models")
    severity = Severity.HIGH if named else Severity.MEDIUM
    return FindingKind.USE_ADDED, Direction.WEAKER, severity, "training-use"


def _lone_default(claim: Claim, *, limits: bool, unless: bool) -> tuple[FindingKind, Direction, Severity, str]:
    if claim.default:
        direction = Direction.WEAKER if claim.default in ("on", "public") else Direction.STRONGER
        return FindingKind.DEFAULT_CHANGED, direction, Severity.HIGH, "default-state"
    if claim.choice == "opt-in":
        return FindingKind.CHOICE_CHANGED, Direction.STRONGER, Severity.MEDIUM, "consent"
    if claim.choice == "opt-out" and unless:  # "unless you opt out, we may use …": the use is what is stated
        return FindingKind.CHOICE_CHANGED, Direction.WEAKER, Severity.MEDIUM, "use-unless"
    if claim.choice == "opt-out" and limits:
        return FindingKind.RULE_CHANGED, Direction.NEUTRAL, Severity.MEDIUM, "choice"
    if claim.basis == "legitimate interest" and not claim.choice and not claim.control:
        return FindingKind.BASIS_CHANGED, Direction.WEAKER, Severity.MEDIUM, "legitimate-interest"
    return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "control"


def _reverse(direction: Direction) -> Direction:
    return {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}.get(direction, direction)


def _altered(change: Change, old: Claim, new: Claim, language: str, *, only_slots: bool) -> Iterator[Finding]:
    """Both sides speak of the topic: the slots that differ, the weightiest first; else changed wording of weight.

    `only_slots`: the wording of this sentence is told under another topic.
    """
    found = False
    for kind, direction, severity, rule in (*_slot_changes(old, new), *_model_change(change, old, new, language)):
        found = True
        yield _finding(change, old.topic, kind, direction, severity, old, new, rule)
    if change.before is None or change.after is None:
        return
    aged = _age_change(change.before.text, change.after.text, old, new, language)
    if aged is not None:
        found = True
        yield _finding(change, old.topic, FindingKind.RULE_CHANGED, aged, Severity.HIGH, old, new, "age")
    if found or only_slots:
        return
    offered = old.topic == DEFAULT or old.action == new.action == "offer-control"
    ways = _ways_changed(change.before.text, change.after.text, language) if offered else None
    if ways is not None:
        kind, direction, severity, rule = ways
        yield _finding(change, old.topic, kind, direction, severity, old, new, rule)
        return
    if _rule_words_changed(change.before.text, change.after.text, old.topic, language):
        kind = FindingKind.RULE_CHANGED
        words = lexicon(language)
        points = words.has("pointer", plain(change.before.text)) and words.has("pointer", plain(change.after.text))
        severity = Severity.LOW if points else Severity.MEDIUM
        direction = Direction.NEUTRAL
        if old.topic == TRAINING and new.polarity not in _NEGATED:
            direction = _by_size(change, language)
        yield _finding(change, old.topic, kind, direction, severity, old, new, "wording")


def _widest(text: str, words: Lexicon) -> int | None:
    """The place in _MODELS of the widest kind of model named. "Generative AI" does not name AI itself."""
    cues = {cue.name: cue for cue in words.named["models"]}
    widest = None
    for place, name in enumerate(_MODELS):
        if name in cues and cues[name].within(text):
            widest = place
            text = cues[name].pattern.sub(" ", text)
    return widest


def _ways_changed(before: str, after: str, language: str) -> _Change | None:
    """Was a way to exercise a choice added (a form beside the e-mail), taken away, or put in place of another?"""
    words = lexicon(language)
    old, new = set(words.names("controls", plain(before))), set(words.names("controls", plain(after)))
    if new > old:
        return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "ways-gained"
    if new < old:
        return FindingKind.CONTROL_REMOVED, Direction.WEAKER, Severity.MEDIUM, "ways-lost"
    return (FindingKind.CONTROL_MOVED, Direction.NEUTRAL, Severity.MEDIUM, "ways") if new != old else None


def moved_link(change: Change, language: str, topics: Sequence[str]) -> Iterator[Finding]:
    """The same words with another address behind them: told, at low severity, where the link leads to a choice."""
    before, after = claims_of(change.before, language, topics), claims_of(change.after, language, topics)
    for topic in before.keys() & after.keys():
        old, new = before[topic], after[topic]
        if old.control_url and new.control_url and old.control_url != new.control_url:
            kind = FindingKind.CONTROL_MOVED
            yield _finding(change, topic, kind, Direction.NEUTRAL, Severity.LOW, old, new, "link")


_Change = tuple[FindingKind, Direction, Severity, str]


def _slot_changes(old: Claim, new: Claim) -> Iterator[_Change]:
    negated_before, negated_after = old.polarity in _NEGATED, new.polarity in _NEGATED
    good = _reverse if negated_after else (lambda direction: direction)
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


_MODELS = ("content-generating AI", "generative AI", "large language models", "AI")  # each one holds those before it


def _model_change(change: Change, old: Claim, new: Claim, language: str) -> Iterator[_Change]:
    """Does the widest kind of model that is named differ, as in "language models" -> "AI models"?"""
    if old.topic != TRAINING or change.before is None or change.after is None:
        return
    if (old.polarity in _NEGATED) != (new.polarity in _NEGATED):
        return
    words = lexicon(language)
    before, after = (_widest(plain(p.text), words) for p in (change.before, change.after))
    if before is None or after is None or before == after:
        return
    direction = Direction.WEAKER if before < after else Direction.STRONGER
    if new.polarity in _NEGATED:
        direction = _reverse(direction)
    yield FindingKind.RULE_CHANGED, direction, Severity.HIGH, "model"


_EXCLUSIONS = (
    (FindingKind.EXCLUSION_ADDED, Direction.STRONGER), (FindingKind.EXCLUSION_REMOVED, Direction.WEAKER),
)  # fmt: skip
_REGIONS = ((FindingKind.REGIONS_WIDENED, Direction.WEAKER), (FindingKind.REGIONS_NARROWED, Direction.STRONGER))
_RECIPIENTS = (
    (FindingKind.RECIPIENTS_WIDENED, Direction.WEAKER), (FindingKind.RECIPIENTS_NARROWED, Direction.STRONGER),
)  # fmt: skip
_DATA = ((FindingKind.DATA_WIDENED, Direction.WEAKER), (FindingKind.DATA_NARROWED, Direction.STRONGER))


def _set_change(
    old: tuple[str, ...],
    new: tuple[str, ...],
    outcomes: tuple[tuple[FindingKind, Direction], tuple[FindingKind, Direction]],
    rule: str,
) -> Iterator[_Change]:
    gained, lost = set(new) - set(old), set(old) - set(new)
    more, less = outcomes
    if gained:
        yield more[0], more[1], Severity.HIGH, f"{rule}-gained"
    if lost:
        yield less[0], less[1], Severity.HIGH, f"{rule}-lost"


_GENERAL = frozenset(("personal data", "user content", "customer data", "usage data"))


def _data_change(old: Claim, new: Claim) -> Iterator[_Change]:
    """Where only particular data go and a general word for them stays ("personal data from your chats" -> "personal
    data"), less is named and more is meant."""
    if set(new.data) < set(old.data) and _GENERAL & set(new.data):
        yield FindingKind.DATA_WIDENED, Direction.WEAKER, Severity.HIGH, "data-general"
        return
    yield from _set_change(old.data, new.data, _DATA, "data")


def _region_change(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Change]:
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
    return _by_number(_STRENGTH.get(old, 1), _STRENGTH.get(new, 1))


def _by_number(before: int, after: int) -> Direction:
    """More is better for the person."""
    if before == after:
        return Direction.NEUTRAL
    return Direction.STRONGER if after > before else Direction.WEAKER


def _rule_words_changed(before: str, after: str, topic: str, language: str) -> bool:
    """Did words change that carry the rule? Cues of the topic, or a good part of all words of weight."""
    words = lexicon(language)
    old = [w for w in _WORD.findall(plain(before).casefold()) if w not in words.empty]
    new = [w for w in _WORD.findall(plain(after).casefold()) if w not in words.empty]
    if topic == TRAINING and (
        words.has("may", plain(before)) != words.has("may", plain(after))
        or _measures(before, words) != _measures(after, words)
    ):
        return True
    stems_old, stems_new = {_stem(w) for w in old}, {_stem(w) for w in new}
    changed = stems_old ^ stems_new
    if not changed:
        return False
    cues = ("train", "improve_model") if topic == TRAINING else ("opt_in", "opt_out", "control", "default_mention")
    moved = sum(
        words.has(cue, plain(before)) != words.has(cue, plain(after)) for cue in (*cues, "negation", "unless", "may")
    )
    share = len(changed) / max(1, len(stems_old | stems_new))
    if topic == TRAINING and _substance(before, after, words):
        return True
    return bool(moved) or share >= 0.34


def _substance(before: str, after: str, words: Lexicon) -> bool:
    """Were words of weight put in or taken out, other than by renaming something or pointing elsewhere?"""
    old, new = _plain_words(before, words), _plain_words(after, words)
    gained, lost = new - old, old - new
    if gained and lost and not (_lower(gained, words) or _lower(lost, words)):
        return False  # one proper name for another
    return bool(_lower(gained, words) or _lower(lost, words))


def _age_change(before: str, after: str, old: Claim, new: Claim, language: str) -> Direction | None:
    """An age limit that moved: below a lower one, fewer people are left out. None when none did."""
    words = lexicon(language)
    ages = [[int(match[1]) for match in words.measure.finditer(plain(t)) if match[1]] for t in (before, after)]
    if old.topic != TRAINING or not ages[0] or len(ages[0]) != len(ages[1]) or ages[0] == ages[1]:
        return None
    # Below a lower age fewer people are left out; above a lower one more people are let in.
    return (
        _by_number(sum(ages[0]), sum(ages[1])) if (old.polarity in _NEGATED) == (new.polarity in _NEGATED) else None
    )


def _by_size(change: Change, language: str) -> Direction:
    """A permission into which words of weight were only put permits more, one that only lost some permits less."""
    if change.before is None or change.after is None:
        return Direction.NEUTRAL
    words = lexicon(language)
    old, new = _plain_words(change.before.text, words), _plain_words(change.after.text, words)
    gained, lost = bool(_lower(new - old, words)), bool(_lower(old - new, words))
    if gained == lost:
        return Direction.NEUTRAL
    return Direction.WEAKER if gained else Direction.STRONGER


def _plain_words(text: str, words: Lexicon) -> set[str]:
    text = _ASIDE.sub(" ", plain(text))
    return {word for word in _WORD.findall(text) if word.casefold() not in words.empty and len(word) > 2}


def _lower(found: set[str], words: Lexicon) -> set[str]:
    """Words that are no names, in their stems, without those that carry nothing by themselves."""
    return {_stem(word) for word in found if word.islower() and word not in words.fillers}


_ASIDE = re.compile(r"\((?:as |see |cf |voir )[^()]{0,80}\)")


def _stem(word: str) -> str:
    """Enough of a word to know it again in another form: use, used, uses, using."""
    return _ENDING.sub("", word)[:6]


def _measures(text: str, words: Lexicon) -> list[str]:
    """Ages and periods: a number changed in one of them changes the rule."""
    return [" ".join(match.groups("")).casefold() for match in words.measure.finditer(plain(text))]


_ENDING = re.compile(r"(?<=[a-zà-ÿ]{2})(?:ing|ed|es|s|e|d)$")


def _finding(
    change: Change,
    topic: str,
    kind: FindingKind,
    direction: Direction,
    severity: Severity,
    old: Claim | None,
    new: Claim | None,
    rule: str,
) -> Finding:
    return Finding(
        topic, kind, direction, severity, _quote(change.before), _quote(change.after), old, new, rule
    )  # fmt: skip


def _quote(passage: Passage | None) -> Quote | None:
    if passage is None:
        return None
    return Quote(passage.text, passage.section, passage.lead, passage.links)
