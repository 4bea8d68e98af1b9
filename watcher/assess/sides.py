"""What the two documents say, for looking up whether something stands in one of them already. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from watcher.assess.hints import CHOOSES, CLAIMS, TRAINS
from watcher.assess.reading import DEFAULT, RESTRICTION, TRAINING, may_claim, read, read_own
from watcher.assess.references import References
from watcher.assess.slots import NEGATED
from watcher.model import BlockKind, Claim, Document, OwnTopic, Passage

_TITLE_WORDS = 3
_KINDS = {TRAINING: TRAINS, RESTRICTION: TRAINS, DEFAULT: CHOOSES}
# Two sentences of the same claim that share this much wording tell the same thing in other words (rapidfuzz token set
# ratio, 0 to 100). It only silences what stands on both sides with equal slots; it never hides a differing slot.
_SAID_ELSEWHERE = 78.0
# Comparisons of wording with the sentences of a document that may claim something, after which all of these are read
# to compare only with those of the same claim.
_CHEAP = 10_000
# Comparisons of wording for one document, two or three seconds of work; the labelled pairs need at most 10,000. What
# is asked beyond is taken as not said: it is told rather than hidden.
_MOST_COMPARISONS = 50_000


class Spoken:
    """What a document says on the watched topics, for looking up whether something stands in it already."""

    def __init__(self, document: Document, language: str, topics: Sequence[str]) -> None:
        self._references = References(document)
        self._language, self._topics = language, topics
        self._own = any(isinstance(topic, OwnTopic) for topic in topics)  # their phrases may stand in any passage
        self._compared = 0

    def claims(self, passage: Passage | None) -> dict[str, Claim]:
        """The claims of a passage, understood with what it refers back to."""
        if passage is None or not self._hints(passage):
            return {}
        return claims_of(self._references.read(passage), self._language, self._topics)

    def speaking(self, topic: str) -> list[Passage]:
        """The passages that may claim something on a topic, by their words."""
        kind = _KINDS.get(topic, CLAIMS)
        return [passage for passage, hints in self._hinted if hints & kind]

    @cached_property
    def _hinted(self) -> list[tuple[Passage, int]]:
        return [(passage, hints) for passage in self._references.passages if (hints := self._hints(passage))]

    def _hints(self, passage: Passage) -> int:
        return CLAIMS if self._own else self._references.hints(passage)

    @cached_property
    def _by_slots(self) -> dict[tuple[object, ...], list[str]]:
        """The sentences of the document by what they state. Each that may claim something is read for that."""
        found: dict[tuple[object, ...], list[str]] = {}
        for passage, _ in self._hinted:
            for claim in self.claims(passage).values():
                found.setdefault(slots_of(claim), []).append(passage.text)
        return found

    def states(self, passage: Passage, claim: Claim) -> bool:
        """Does the document state the same claim in much the same words somewhere? For the first questions only the
        sentences in such words are read.
        """
        slots = slots_of(claim)
        speaking = self.speaking(claim.topic)
        if self._compared + len(speaking) <= _CHEAP:
            return any(
                slots == slots_of(other)
                for place in self._alike(passage.text, [other.text for other in speaking])
                for other in self.claims(speaking[place]).values()
            )
        return any(True for _ in self._alike(passage.text, self._by_slots.get(slots, [])))

    def _alike(self, text: str, others: list[str]) -> Iterator[int]:
        """The places of the texts in much the same words."""
        self._compared += len(others)
        if self._compared <= _MOST_COMPARISONS:
            scorer, least = fuzz.token_set_ratio, _SAID_ELSEWHERE
            for _, _, place in process.extract(text, others, scorer=scorer, score_cutoff=least, limit=None):
                yield place


@dataclass(frozen=True)
class Sides:
    """Both documents, as far as they have to be read."""

    old: Spoken
    new: Spoken


def claims_of(passage: Passage | None, language: str, topics: Sequence[str]) -> dict[str, Claim]:
    """The claims of a passage on the topics. Headings, questions and bare links announce a rule, they state none."""
    if passage is None or passage.kind is None:
        return {}
    own = [topic for topic in topics if isinstance(topic, OwnTopic)]
    if not own and not may_claim(passage, language):
        return {}
    if passage.text.rstrip().endswith("?") or any(link.text == passage.text for link in passage.links):
        return {}  # a bare link points to a rule elsewhere
    if passage.kind is BlockKind.PARAGRAPH and not passage.lead and len(passage.text.split()) <= _TITLE_WORDS:
        return {}  # "Model training." is a title
    claims = {claim.topic: claim for claim in read(passage, language) if claim.topic in topics}
    for topic in own:
        if topic not in claims:
            claim = read_own(topic, passage, language)
            if claim is not None:
                claims[topic] = claim
    return claims


def slots_of(claim: Claim) -> tuple[object, ...]:
    return (
        claim.topic, claim.polarity in NEGATED, claim.choice, claim.default, claim.basis, claim.regions,
        claim.recipients, claim.excluded, claim.data, claim.past, claim.review,
    )  # fmt: skip
