"""Claims before against claims after: which differences are news, of which kind, in whose favour. Pure.

change -> claims of both sides -> same topic paired -> slots compared (slots), else words (wording) -> Finding
added or removed wording that the other version says elsewhere in other words is not news (sides)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.assess.hints import spoken
from watcher.assess.lexicon import lexicon, plain
from watcher.assess.reading import DEFAULT, RESTRICTION, TRAINING, speaks_of_training
from watcher.assess.sides import Sides, claims_of
from watcher.assess.slots import NEGATED, model_change, reverse, slot_changes, ways_changed
from watcher.assess.wording import age_change, by_size, negations_changed, rule_words_changed
from watcher.model import Change, Claim, Direction, Finding, FindingKind, Passage, Quote, Severity
from watcher.model.addresses import same_but_for_query


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
        kind, direction, severity, rule = _lone_training(claim, led=not speaks_of_training(text, words))
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
        kind, direction = _REMOVED.get(kind, kind), reverse(direction)
        if claim.topic == TRAINING and claim.effective is not None and claim.polarity not in NEGATED:
            # an announcement that goes has come true or was put off: by itself it takes nothing back
            kind, direction, severity = FindingKind.DATE_CHANGED, Direction.NEUTRAL, Severity.LOW
        elif kind is FindingKind.USE_REMOVED or (kind is FindingKind.REVIEW_REMOVED and claim.review == "yes"):
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
    FindingKind.REVIEW_ADDED: FindingKind.REVIEW_REMOVED,
    FindingKind.REVIEW_REMOVED: FindingKind.REVIEW_ADDED,
    FindingKind.REACH_WIDENED: FindingKind.REACH_NARROWED,
    FindingKind.REACH_NARROWED: FindingKind.REACH_WIDENED,
}


def _lone_training(claim: Claim, *, led: bool) -> tuple[FindingKind, Direction, Severity, str]:
    """`led`: the sentence does not name the training itself; it speaks of what stands before it."""
    if claim.past == "stays":  # "this does not affect training that has already taken place" is no promise
        return FindingKind.REACH_WIDENED, Direction.WEAKER, Severity.MEDIUM, "training-past"
    if claim.past and led:
        wider = claim.past == "included"
        kind = FindingKind.REACH_WIDENED if wider else FindingKind.REACH_NARROWED
        return kind, Direction.WEAKER if wider else Direction.STRONGER, Severity.HIGH, "training-past"
    if claim.polarity in NEGATED and claim.choice == "opt-out":  # "once you turn this off, nothing is used"
        return FindingKind.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, "training-control"
    if claim.action == "human-review":
        return _lone_review(claim)
    if claim.polarity in NEGATED:
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


def _lone_review(claim: Claim) -> tuple[FindingKind, Direction, Severity, str]:
    """People read what others wrote to the AI, or are said not to."""
    if claim.review == "no":
        return FindingKind.REVIEW_REMOVED, Direction.STRONGER, Severity.HIGH, "review"
    severity = Severity.HIGH if claim.data else Severity.MEDIUM
    return FindingKind.REVIEW_ADDED, Direction.WEAKER, severity, "review"


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


def _altered(change: Change, old: Claim, new: Claim, language: str, *, only_slots: bool) -> Iterator[Finding]:
    """Both sides speak of the topic: the slots that differ, the weightiest first; else changed wording of weight.

    `only_slots`: the wording of this sentence is told under another topic.
    """
    denied = negations_changed(change, language) if old.topic == TRAINING and old.polarity == new.polarity else None
    if denied is not None:  # whichever clause it stands in: a reader has to look
        yield _finding(change, old.topic, FindingKind.RULE_CHANGED, denied, Severity.HIGH, old, new, "negation")
    found = denied is not None
    for kind, direction, severity, rule in (*slot_changes(old, new), *model_change(change, old, new, language)):
        found = True
        yield _finding(change, old.topic, kind, direction, severity, old, new, rule)
    if change.before is None or change.after is None:
        return
    aged = age_change(change.before.text, change.after.text, old, new, language)
    if aged is not None:
        found = True
        yield _finding(change, old.topic, FindingKind.RULE_CHANGED, aged, Severity.HIGH, old, new, "age")
    if found or only_slots:
        return
    offered = old.topic == DEFAULT or old.action == new.action == "offer-control"
    ways = ways_changed(change.before.text, change.after.text, language) if offered else None
    if ways is not None:
        kind, direction, severity, rule = ways
        yield _finding(change, old.topic, kind, direction, severity, old, new, rule)
        return
    if rule_words_changed(change.before.text, change.after.text, old.topic, language):
        kind = FindingKind.RULE_CHANGED
        words = lexicon(language)
        points = words.has("pointer", plain(change.before.text)) and words.has("pointer", plain(change.after.text))
        severity = Severity.LOW if points else Severity.MEDIUM
        direction = Direction.NEUTRAL
        if old.topic == TRAINING:
            direction = by_size(change, language)
            if new.polarity in NEGATED:
                direction = reverse(direction)
        yield _finding(change, old.topic, kind, direction, severity, old, new, "wording")


def moved_link(change: Change, language: str, topics: Sequence[str]) -> Iterator[Finding]:
    """The same words with another address behind them: told, at low severity, where the link leads to a choice; not
    where the address differs only by a language or a tracking code: the choice is where it was.
    """
    before, after = claims_of(change.before, language, topics), claims_of(change.after, language, topics)
    for topic in before.keys() & after.keys():
        old, new = before[topic], after[topic]
        if old.control_url and new.control_url and not same_but_for_query(old.control_url, new.control_url):
            kind = FindingKind.CONTROL_MOVED
            yield _finding(change, topic, kind, Direction.NEUTRAL, Severity.LOW, old, new, "link")


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
