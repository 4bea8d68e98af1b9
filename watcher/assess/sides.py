"""What the two documents say, for looking up whether something stands in one of them already. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from watcher.assess.reading import read, read_own
from watcher.assess.references import References
from watcher.assess.slots import NEGATED
from watcher.model import BlockKind, Claim, Document, OwnTopic, Passage

_TITLE_WORDS = 3
# Two sentences of the same claim that share this much wording tell the same thing in other words (rapidfuzz token set
# ratio, 0 to 100). It only silences what stands on both sides with equal slots; it never hides a differing slot.
_SAID_ELSEWHERE = 78.0
# Comparisons of wording with all sentences of a document, after which the document is read as a whole to compare only
# with those of the same claim: of a policy about twenty questions, which cost as much as reading it.
_CHEAP = 10_000
# Comparisons of wording for one document, two or three seconds of work; the labelled pairs need at most 10,000. What
# is asked beyond is taken as not said: it is told rather than hidden.
_MOST_COMPARISONS = 50_000


class Spoken:
    """What a document says on the watched topics, for looking up whether something stands in it already."""

    def __init__(self, document: Document, language: str, topics: Sequence[str]) -> None:
        self._references = References(document)
        self._language, self._topics = language, topics
        self._compared = 0

    def claims(self, passage: Passage | None) -> dict[str, Claim]:
        """The claims of a passage, understood with what it refers back to."""
        return claims_of(self._references.read(passage), self._language, self._topics)

    @cached_property
    def _by_slots(self) -> dict[tuple[object, ...], list[str]]:
        """The sentences of the document by what they state. Each sentence is read for that."""
        found: dict[tuple[object, ...], list[str]] = {}
        for passage in self._references.passages:
            for claim in self.claims(passage).values():
                found.setdefault(slots_of(claim), []).append(passage.text)
        return found

    @cached_property
    def _texts(self) -> list[str]:
        return [passage.text for passage in self._references.passages]

    def states(self, passage: Passage, claim: Claim) -> bool:
        """Does the document state the same claim in much the same words somewhere? For the first questions only the
        sentences in such words are read.
        """
        slots = slots_of(claim)
        if self._compared + len(self._texts) <= _CHEAP:
            return any(
                slots == slots_of(other)
                for place in self._alike(passage.text, self._texts)
                for other in self.claims(self._references.passages[place]).values()
            )
        return any(True for _ in self._alike(passage.text, self._by_slots.get(slots, [])))

    def _alike(self, text: str, others: list[str]) -> Iterator[int]:
        """The places of the texts in much the same words."""
        self._compared += len(others)
        if self._compared <= _MOST_COMPARISONS:
            scorer, least = fuzz.token_set_ratio, _SAID_ELSEWHERE
            for _, _, place in process.extract_iter(text, others, scorer=scorer, score_cutoff=least):
                yield place


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
    if passage.kind is BlockKind.PARAGRAPH and not passage.lead and len(passage.text.split()) <= _TITLE_WORDS:
        return {}  # "Model training." is a title
    claims = {claim.topic: claim for claim in read(passage, language) if claim.topic in topics}
    for topic in topics:
        if isinstance(topic, OwnTopic) and topic not in claims:
            claim = read_own(topic, passage, language)
            if claim is not None:
                claims[topic] = claim
    return claims


def slots_of(claim: Claim) -> tuple[object, ...]:
    return (
        claim.topic, claim.polarity in NEGATED, claim.choice, claim.default, claim.basis, claim.regions,
        claim.recipients, claim.excluded, claim.data, claim.past, claim.review,
    )  # fmt: skip
