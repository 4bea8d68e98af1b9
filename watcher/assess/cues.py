"""The phrases of a cue, and which of some hundreds a text can have at all. Pure.

words of the text -> the phrases that it can have by them (Candidates) -> a search for each of these
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import itemgetter, or_

from watcher.assess.phrases import Words, expression, needed
from watcher.assess.plain import plain, words_of


class Expression:
    """The regular expression of one or more phrases, compiled when it is first needed: most texts need few.

    `place` counts the phrases of a cue in the order in which one expression of all of them would try them.
    """

    __slots__ = ("_compiled", "_phrases", "place")

    def __init__(self, phrases: tuple[str, ...], place: int = 0) -> None:
        self._phrases = phrases
        self.place = place
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(_source(self._phrases))
        return self._compiled


def matches(possible: Sequence[Expression], text: str) -> Iterator[re.Match[str]]:
    """What one expression of all of them would find, without overlap: where two begin together, the one tried first.
    That one is seldom worth compiling: a cue has up to a hundred phrases, a text one or two of them."""
    if len(possible) == 1:
        yield from possible[0].pattern.finditer(text)
        return
    coming = [(match.start(), e.place, match, e.pattern) for e in possible if (match := e.pattern.search(text))]
    while coming:
        _, _, first, _ = min(coming, key=itemgetter(0, 1))
        yield first
        end = first.end()
        passed = [item for item in coming if item[0] < end]
        coming = [item for item in coming if item[0] >= end]
        for _, place, _, pattern in passed:
            match = pattern.search(text, end)
            if match is not None:
                coming.append((match.start(), place, match, pattern))


def _source(phrases: tuple[str, ...]) -> str:
    """Phrases that begin with `=` keep their case ("=US" is not "us")."""
    folded = "|".join(expression(phrase) for phrase in phrases if not phrase.startswith("="))
    exact = "|".join(expression(phrase[1:]) for phrase in phrases if phrase.startswith("="))
    found = [f"(?i:{_bordered(folded)})"] if folded else []
    return "|".join([*found, _bordered(exact)] if exact else found) or r"(?!)"


def _bordered(source: str) -> str:
    """Between the borders of words, or of an elided article: l', nell'."""
    return rf"(?<!\w)(?:{source})(?:(?<=')|(?!\w))"


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase. A text that lacks all words of one of the sets in `needed` cannot have it."""

    expression: Expression
    needed: tuple[Words, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A set of phrases under one name. `whole` is all of them in one expression."""

    name: str
    whole: Expression
    phrases: tuple[Phrase, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        return self.whole.pattern

    def within(self, text: str) -> bool:
        """Is one of the phrases in the text (in its plain form)?"""
        return any(phrase.pattern.search(text) is not None for phrase in _alone(self).of(text).get(self, ()))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in the text."""
        return next(matches(_alone(self).of(text).get(self, ()), text), None)

    def begun_in(self, text: str) -> bool:
        """Is there a beginning of a word that one of the phrases needs? Much faster than a search, and mostly not."""
        text = text.casefold()
        return any(map(text.__contains__, _stems(self)))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(text))


def compiled(name: str, phrases: list[str]) -> Cue:
    found = tuple(map(plain, phrases))
    tried = sorted(found, key=lambda phrase: phrase.startswith("="))  # as in `_source`
    each = (Phrase(Expression((phrase,), place), needed(phrase)) for place, phrase in enumerate(tried))
    return Cue(name, Expression(found), tuple(each))


@lru_cache(maxsize=256)
def own_cue(phrases: tuple[str, ...]) -> Cue:
    """A cue of phrases that are not in the lexicon. Raises ValueError for a parenthesis left open."""
    return compiled("own", list(phrases))


@lru_cache(maxsize=256)
def _stems(cue: Cue) -> frozenset[str]:
    """Beginnings of words: a text with one of the phrases has one of them. The empty one where none is needed."""
    return frozenset(word.rstrip("*") for p in cue.phrases for word in (p.needed[0] if p.needed else ("",)))


_MOST_WORDS = 200_000  # in the memory of one lexicon: hostile text must not fill it


_BEGINS = 2  # letters


class _Marks(dict[str, int]):
    """For each word that was met, a number with a bit for every set of needed words that it is of. The same few
    thousand words make up most texts."""

    def __init__(self, bits: Mapping[Words, int]) -> None:
        self._bits: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._beginnings: dict[str, list[tuple[str, int]]] = {}  # by their first letters
        for word, marks in self._bits.items():
            if word.endswith("*"):
                self._beginnings.setdefault(word[:-1][:_BEGINS], []).append((word[:-1], marks))

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        marks = self._bits.get(word, 0)
        for first in {word[:1], word[:_BEGINS]}:
            for beginning, more in self._beginnings.get(first, ()):
                if word.startswith(beginning):
                    marks |= more
        self[word] = marks
        return marks


class Candidates:
    """Which phrases of some cues a text can have, told by its words alone: a handful of some hundreds."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        bits: dict[Words, int] = {}
        # The phrases by the bit of the rarest words that they need, with all their bits; 0: any text might have them.
        self._phrases: dict[int, list[tuple[int, Cue, Expression]]] = {0: []}
        for cue in cues:
            for phrase in cue.phrases:
                marks = [bits.setdefault(words, 1 << len(bits)) for words in phrase.needed]
                first = marks[0] if marks else 0
                self._phrases.setdefault(first, []).append((sum(marks), cue, phrase.expression))
        self._rarest = sum(self._phrases)
        self._marks = _Marks(bits)

    def of(self, text: str) -> Mapping[Cue, list[Expression]]:
        """The expressions to look for, by cue."""
        found: dict[Cue, list[Expression]] = {}
        for cue, possible in self.by(self.marks_of(words_of(text))):
            found.setdefault(cue, []).append(possible)
        return found

    def marks_of(self, words: Iterable[str]) -> int:
        """Which of the sets of needed words these words are of."""
        return reduce(or_, map(self._marks.__getitem__, set(words)), 0)

    def begins(self, word: str) -> bool:
        """Is it one of the rarest words of a phrase, or is there a phrase that needs none?"""
        return bool(self._phrases[0] or self._marks[word] & self._rarest)

    def by(self, marks: int) -> Iterator[tuple[Cue, Expression]]:
        """The phrases that a text can have whose words have these marks."""
        for _, cue, anywhere in self._phrases[0]:
            yield cue, anywhere
        left = marks & self._rarest
        while left:
            bit = left & -left
            left ^= bit
            for wanted, cue, possible in self._phrases[bit]:
                if wanted & marks == wanted:
                    yield cue, possible


@lru_cache(maxsize=1024)
def _alone(cue: Cue) -> Candidates:
    return Candidates((cue,))
