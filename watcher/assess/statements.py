"""The sentences of one document that say something about training AI on people's data, and how well each says it.

passages (each with what it refers back to) -> claims -> statements that use or deny, weighed as proof
Leaves aside what only looks like one: "to improve our services (excluding training)" rules out one purpose, not the
training; "this excludes claims arising from (i) …, (ii) training data" rules out something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from watcher.assess.hints import spoken
from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.assess.reading import DEFAULT, TRAINING
from watcher.assess.references import References
from watcher.assess.sides import claims_of
from watcher.model import BlockKind, Claim, Document, Passage

GENERAL = frozenset(("personal data", "user content", "customer data"))
"""Names of data that mean all that people bring along."""
_USES = frozenset(("train", "improve-models", "share-for-training"))
_NEGATED = frozenset(("does not", "no longer"))
_PUBLIC = "public data"
_FRAGMENTS = (BlockKind.ITEM, BlockKind.CELL)
_SHORT = 15  # words of a sentence that may do nothing but point elsewhere
_LONG, _VERY_LONG = 300, 600  # characters: in a longer sentence a reader has to search for what it proves
_ASIDE = re.compile(r"\(([^()]{1,300})\)")
_ENUMERATED = re.compile(r";|\((?:i|ii|iii|iv|v|[a-h])\)")
# An item or cell that begins so names a purpose: what else it mentions is not what is learnt from.
_PURPOSE = {
    "en": re.compile(r"(?:to|in order to|for) \w|\w+ing\b", re.IGNORECASE),
    "fr": re.compile(r"(?:pour|afin|à des fins)\b|\w+(?:er|ir|dre|uire)\b", re.IGNORECASE),
    "es": re.compile(r"(?:para|con el fin)\b|\w+(?:ar|er|ir)\b", re.IGNORECASE),
    "pt": re.compile(r"(?:para|a fim)\b|\w+(?:ar|er|ir)\b", re.IGNORECASE),
    "it": re.compile(r"(?:per|al fine)\b|\w+(?:are|ere|ire)\b", re.IGNORECASE),
    "de": re.compile(r"(?:um|zum|zur|zu)\b", re.IGNORECASE),
    "nl": re.compile(r"(?:om|voor)\b", re.IGNORECASE),
}
_BULLET = re.compile(r"^[\W\d_]+")
_NEAR = 30  # characters between "do not use" and what is not used
_FAR = 200  # characters between data and training
_EARLY = 25  # characters: where a fragment begins with the training, that is its purpose


@dataclass(frozen=True)
class Statement:
    """One passage that speaks of training. `place` is its number among the document's passages."""

    place: int
    passage: Passage
    claim: Claim
    words: Lexicon

    @property
    def negated(self) -> bool:
        return self.claim.polarity in _NEGATED

    @property
    def uses(self) -> bool:
        """Does it state a use of what people bring along, rather than how models come about?"""
        if self.negated or self.claim.action not in _USES or self.claim.actor == "third party":
            return False
        theirs = set(self.data)
        if _PUBLIC in theirs:  # what stands on the web may hold personal data; nobody brought it here
            theirs -= GENERAL | {_PUBLIC}
        basis = self.claim.basis and not self.purpose  # personal data need one, a model alone does not
        said = theirs or self.people or self.regions or self.claim.choice or basis
        return bool(said) and not (self._points or self._disclaims or self._far)

    @cached_property
    def data(self) -> tuple[str, ...]:
        """What is learnt from. A fragment that names a purpose has it from its lead or its heading."""
        if not self.purpose:
            return self.claim.data
        above = [self.passage.lead] if self.passage.lead.endswith(":") else []
        above += self.passage.section[-1:]
        return next((found for text in above if (found := self.words.names("data", plain(text)))), ())

    @cached_property
    def excluded(self) -> tuple[str, ...]:
        """What is left out by name: the object of the negation, not what is said of it further on."""
        names = self.claim.excluded
        no, trains = self.words.search("negation", self.text), self._trains
        if no is None or not no.end() < trains < len(self.text):
            return names
        named = [cue for cue in self.words.named["data"] if cue.name in names and cue.name not in GENERAL]
        places = [start for cue in named for start, _ in cue.spans(self.text)]
        near = any(start <= no.end() + _NEAR for start in places)
        return names if near or not places else tuple(name for name in names if name in GENERAL)

    @cached_property
    def choice(self) -> str:
        """opt-in or opt-out. "If you choose private mode, we do not use …" is a way out, although it is chosen."""
        no, chosen = self.words.search("negation", self.text), self.words.search("opt_in", self.text)
        if self.negated and self.claim.choice == "opt-in" and no is not None and chosen is not None:
            out = chosen.start() < no.start() and not self.words.has("unless", self.text)
            return "opt-out" if out else "opt-in"
        return self.claim.choice

    @property
    def people(self) -> tuple[str, ...]:
        """Whose data, by name. Minors that a use mentions are those whom it spares ("members over 18")."""
        return tuple(name for name in self.claim.audience if name != "minors") if not self.purpose else ()

    @property
    def regions(self) -> tuple[str, ...]:
        """Where these people live; not where their data are sent."""
        return self.claim.regions if self.people or (self._we and not self.purpose) else ()

    @property
    def limited(self) -> bool:
        """Does it hold for some people or places only?"""
        return bool(self.claim.regions or [name for name in self.claim.audience if name != "members"])

    @cached_property
    def text(self) -> str:
        return plain(self.passage.text)

    @cached_property
    def _trains(self) -> int:
        """Where the training is named; the length of the text where only the lead names it."""
        return _place(self.words, self.text)

    @property
    def self_contained(self) -> bool:
        """Does it name the training itself, rather than stand under a lead that does?"""
        return self._trains < len(self.text)

    @cached_property
    def purpose(self) -> bool:
        """Is it an item or cell that names a purpose ("To train our models", "Suggesting replies")?"""
        if self.passage.kind not in _FRAGMENTS:
            return False
        text = _BULLET.sub("", self.text)
        named = min(
            (match.start() for cue in self.words.named["data"] if (match := cue.search(text))), default=len(text)
        )
        if named == 0 or self.words.has("we_do", text):
            return False
        trains = _place(self.words, text)  # after the bullet
        form = _PURPOSE.get(self.words.language)
        return (trains < _EARLY and trains < named) or (form is not None and form.match(text) is not None)

    @cached_property
    def carved_out(self) -> bool:
        """Does it, or what it stands under, rule training out of one purpose only?"""
        return any(_carves(plain(text), self.words) for text in (self.passage.text, self.passage.lead))

    @cached_property
    def denial(self) -> bool:
        """Does it say that something is not used for training?"""
        if not self.negated or self.claim.action not in _USES or self.carved_out or self.claim.actor == "third party":
            return False
        between = self._between
        return between is None or _ENUMERATED.search(between) is None

    @property
    def listed(self) -> bool:
        """Does it stand in a list of what is not used?"""
        return self.denial and self._between is None

    @cached_property
    def bare(self) -> bool:
        """Is the training itself denied ("we do not train models"), not that of something named?"""
        between = self._between
        return between is not None and len(between.split()) <= 1 and not self.claim.excluded

    @cached_property
    def general(self) -> bool:
        """Is it a denial of all use of what people bring along, for everybody?"""
        wide = GENERAL | {"prompts", "conversations"}
        return self.denial and not self.limited and (self.bare or bool(wide & set(self.claim.excluded)))

    @property
    def _between(self) -> str | None:
        """What stands between the negation and the training; None where the negation stands in the lead."""
        no = self.words.search("negation", self.text)
        trains = self._trains
        if no is None or trains == len(self.text):
            return None
        return self.text[no.end() : trains] if no.end() <= trains else self.text[trains : no.start()]

    @cached_property
    def _we(self) -> bool:
        """Does the service say in the first person what it does?"""
        return self.words.has("we_do", self.text[: self._trains])

    @property
    def _disclaims(self) -> bool:
        """Does it say that the service has no part in it ("We do not control …")?"""
        nos = list(self.words.spans("negation", self.text))
        return any(a < d and c < b for a, b in self.words.spans("we_do", self.text) for c, d in nos)

    @property
    def _far(self) -> bool:
        """Do the data stand far from the training, in a sentence that does not say who does it?"""
        if self._we or not self.self_contained or not self.claim.data:
            return False
        cues = (cue for cue in self.words.named["data"] if cue.name in self.claim.data)
        return all(abs(start - self._trains) > _FAR for cue in cues for start, _ in cue.spans(self.text))

    @property
    def _points(self) -> bool:
        """Does it lead elsewhere ("Learn more about …")?"""
        links = self.passage.links
        short = len(self.text.split()) <= _SHORT
        return short and bool(links) and self.passage.text.startswith(links[0].text)

    @cached_property
    def weight(self) -> int:
        """How well it proves what the service does: its own words in the first person, and much in one sentence."""
        claim, words = self.claim, self.words
        voice = 3 if self._we else 1 if words.has("service_acts", self.text) else 0
        slots = (self.people, self.regions, claim.basis, claim.effective, claim.choice, claim.action == "train")
        said = 2 * bool(self.data or claim.excluded) + bool(GENERAL & {*self.data, *claim.excluded})
        size = (len(self.text) > _LONG) + 3 * (len(self.text) > _VERY_LONG)
        form = (self.passage.kind is BlockKind.PARAGRAPH) - 2 * self.purpose - 2 * (not self.self_contained)
        aside = 3 * words.has("pointer", self.text) + 2 * words.has("choice_limits", self.text)
        return voice + said + sum(map(bool, slots)) + form - size - aside


@dataclass(frozen=True)
class Nearby:
    """A passage about a choice or default that speaks of no training itself, close to `statement`, which does."""

    place: int
    passage: Passage
    claim: Claim
    statement: Statement


_CLOSE = 3  # passages


class Reading:
    """A whole document read for its facts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = lexicon(document.language)
        references = References(document)
        self.statements: list[Statement] = []
        self._choices: list[tuple[int, Passage, Claim]] = []
        for place, passage in enumerate(document.passages):
            if not references.hints(passage):
                continue
            claims = claims_of(references.read(passage), document.language, (TRAINING, DEFAULT))
            if not claims:
                continue
            words = lexicon(spoken(passage.text, document.language))
            if TRAINING in claims:
                self.statements.append(Statement(place, passage, claims[TRAINING], words))
            elif DEFAULT in claims and not words.has("other_matter", plain(passage.text)):
                self._choices.append((place, passage, claims[DEFAULT]))

    @cached_property
    def about_ai(self) -> bool:
        """Is the document about AI as a whole? Then its choices are about that."""
        heading = next((p.text for p in self.document.passages if p.kind is None), "")
        return bool(self.words.names("models", plain(f"{self.document.title} {heading}")))

    def near(self) -> Iterator[Nearby]:
        """Choices and defaults without a subject of their own ("it is on by default") that stand by a statement."""
        speaking = {s.place: s for s in self.statements}
        for place, passage, claim in self._choices:
            words = lexicon(spoken(passage.text, self.document.language))
            if set(claim.data) - GENERAL or words.names("basis", plain(passage.text)):
                continue  # of something else, or of rights that hold for everything
            if not (self.about_ai or claim.default or claim.control or claim.control_url):
                continue
            around = [speaking[n] for n in range(place - _CLOSE, place + _CLOSE + 1) if n in speaking]
            close = [
                s for s in around
                if (self.about_ai or s.passage.section == passage.section) and not s.carved_out and not s.purpose
            ]  # fmt: skip
            if close:
                yield Nearby(place, passage, claim, min(close, key=lambda s: abs(s.place - place)))


def _place(words: Lexicon, text: str) -> int:
    """Where the training is first named; the length of the text if nowhere."""
    found = (words.search(cue, text) for cue in ("train", "train_alone", "improve_model"))
    return min((match.start() for match in found if match), default=len(text))


def _carves(text: str, words: Lexicon) -> bool:
    return any(
        words.has("leaves_out", inner) and _place(words, inner) < len(inner)
        for inner in (match[1] for match in _ASIDE.finditer(text))
    )
