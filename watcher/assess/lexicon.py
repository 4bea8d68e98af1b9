"""The words by which policies speak, as data: lexicon/<language>.yaml, readable by a lawyer, compiled once.

words of the text -> the phrases that it can have by them (Candidates) -> a search for each of these
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import islice
from operator import itemgetter

import yaml

from watcher.assess.phrases import Words, expression, needed
from watcher.model.combining import stream_safe

_SAME = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("‐", " "), ("‑", " "), ("–", " "), ("—", " "))
_ONE_PASSAGE = 5000  # characters; longer texts are whole documents, which no memory should keep


def plain(text: str) -> str:
    """The form in which texts and phrases meet: straight quotes, no hyphens, single spaces; case is kept."""
    return _plain(text) if len(text) <= _ONE_PASSAGE else _plain.__wrapped__(text)


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", stream_safe(text))
        for sign, other in _SAME:  # one pass each is faster than a pattern or a table for all of them
            text = text.replace(sign, other)
    if "(s)" in text:
        text = text.replace("(s)", "s")
    return " ".join(text.replace("-", " ").replace("_", " ").split())


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


def _matches(possible: Sequence[Expression], text: str) -> Iterator[re.Match[str]]:
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
        return next(_matches(_alone(self).of(text).get(self, ()), text), None)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(text))


def _compile(name: str, phrases: list[str]) -> Cue:
    found = tuple(map(plain, phrases))
    tried = sorted(found, key=lambda phrase: phrase.startswith("="))  # as in `_source`
    each = (Phrase(Expression((phrase,), place), needed(phrase)) for place, phrase in enumerate(tried))
    return Cue(name, Expression(found), tuple(each))


@lru_cache(maxsize=256)
def own_cue(phrases: tuple[str, ...]) -> Cue:
    """A cue of phrases that are not in the lexicon. Raises ValueError for a parenthesis left open."""
    return _compile("own", list(phrases))


_RUN = re.compile(r"\w+")
_MOST_WORDS = 200_000  # in the memory of one lexicon: hostile text must not fill it


class _Marks(dict[str, int]):
    """For each word that was met, a number with a bit for every set of needed words that it is of. The same few
    thousand words make up most texts."""

    def __init__(self, bits: Mapping[Words, int]) -> None:
        self._bits: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._longest = max(map(len, self._bits), default=0)

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        marks = self._bits.get(word, 0)
        for end in range(1, min(len(word), self._longest) + 1):
            marks |= self._bits.get(f"{word[:end]}*", 0)
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
        known, marks = self._marks, 0
        for word in _RUN.findall(text.casefold()):
            marks |= known[word]
        found: dict[Cue, list[Expression]] = {}
        for _, cue, anywhere in self._phrases[0]:
            found.setdefault(cue, []).append(anywhere)
        left = marks & self._rarest
        while left:
            bit = left & -left
            left ^= bit
            for wanted, cue, possible in self._phrases[bit]:
                if wanted & marks == wanted:
                    found.setdefault(cue, []).append(possible)
        return found


@lru_cache(maxsize=1024)
def _alone(cue: Cue) -> Candidates:
    return Candidates((cue,))


class Lexicon:
    """The cues of one language. `one` are single cues, `named` are families of canonical names.

    `common` words tell the language, `empty` ones carry no rule, `fillers` point elsewhere; `months` are the names of
    the twelve, `date_from` what stands before a date from which something holds; `measure` finds ages and periods.
    Of most languages only the words are asked for: the phrases are read when they are.
    """

    def __init__(self, language: str, data: Mapping[str, Mapping[str, list[str]] | list[str]]) -> None:
        own = data["language"]
        assert isinstance(own, Mapping)  # noqa: S101 - our own data file; its test says so first
        self.language = language
        self.common = frozenset(str(own["common"]).split())
        self.empty = frozenset(str(own["empty"]).split())
        self.fillers = frozenset(str(own["fillers"]).split())
        self.months = tuple(str(own["months"]).split())
        self._own = own
        self._data = {name: value for name, value in data.items() if name != "language"}

    @cached_property
    def one(self) -> Mapping[str, Cue]:
        found = {name: value for name, value in self._data.items() if not isinstance(value, Mapping)}
        return {name: _compile(name, [str(p) for p in phrases]) for name, phrases in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[Cue, ...]]:
        families = {name: value for name, value in self._data.items() if isinstance(value, Mapping)}
        return {
            family: tuple(_compile(str(name), [str(p) for p in phrases]) for name, phrases in names.items())
            for family, names in families.items()
        }

    @cached_property
    def date_from(self) -> Cue:
        return _compile("date_from", [str(phrase) for phrase in self._own["date_from"]])

    @cached_property
    def measure(self) -> re.Pattern[str]:
        """ "under 18" with its number in one group, "30 days" in another."""
        before = "|".join(expression(plain(str(phrase))) for phrase in self._own["ages"])
        after = "|".join(map(re.escape, str(self._own["units"]).split()))
        return re.compile(rf"(?i)\b(?:{before}) (\d{{1,3}})\b|\b(\d{{1,4}} (?:{after}))\b")

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates((*self.one.values(), *(cue for family in self.named.values() for cue in family)))

    @lru_cache(maxsize=16384)  # noqa: B019 - there are as many of these as languages, for as long as the program runs
    def _possible(self, text: str) -> Mapping[Cue, list[Expression]]:
        return self._candidates.of(text)

    def _within(self, cue: Cue, text: str) -> bool:
        for possible in self._possible(text).get(cue, ()):  # noqa: SIM110 - half as slow as any(), called so often
            if possible.pattern.search(text) is not None:
                return True
        return False

    def _found(self, cue: Cue, text: str) -> Iterator[re.Match[str]]:
        return _matches(self._possible(text).get(cue, ()), text)

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def _wanted(self, cues: tuple[str, ...], families: tuple[str, ...]) -> frozenset[Cue]:
        named = (cue for family in families for cue in self.named[family])
        return frozenset((*(self.one[cue] for cue in cues), *named))

    def might(self, cues: tuple[str, ...], families: tuple[str, ...], text: str) -> bool:
        """Can the text have one of the cues or of the names at all? No search is made: it may not, for all that."""
        return not self._wanted(cues, families).isdisjoint(self._possible(text))

    def has(self, cue: str, text: str) -> bool:
        """Is one of the phrases of a single cue in the text?"""
        found = self.one.get(cue)
        return found is not None and self._within(found, text)

    def search(self, cue: str, text: str) -> re.Match[str] | None:
        """The first match of a single cue."""
        found = self.one.get(cue)
        return next(self._found(found, text), None) if found is not None else None

    def spans(self, cue: str, text: str) -> Iterator[tuple[int, int]]:
        """Where all matches of a single cue begin and end."""
        found = self.one.get(cue)
        if found is not None:
            yield from (match.span() for match in self._found(found, text))

    def names(self, family: str, text: str) -> tuple[str, ...]:
        """The canonical names of a family that the text mentions, in the lexicon's order."""
        possible = self._possible(text)
        return tuple(cue.name for cue in self.named.get(family, ()) if cue in possible and self._within(cue, text))

    def first(self, family: str, text: str) -> str:
        """The name of a family that the text mentions first; empty for none."""
        possible = self._possible(text)
        cues = (cue for cue in self.named.get(family, ()) if cue in possible)
        starts = ((match.start(), cue.name) for cue in cues for match in islice(self._found(cue, text), 1))
        return min(starts, default=(0, ""), key=itemgetter(0))[1]

    def names_apart(self, family: str, text: str) -> tuple[str, ...]:
        """The names of a family without those that are only a part of a longer one: in "private messages" there are
        no other messages, in "screening questions" no questions to an AI."""
        names = self.names(family, text)
        if len(names) < 2:
            return names
        named = [cue for cue in self.named[family] if cue.name in names]
        spans = {cue.name: [match.span() for match in self._found(cue, text)] for cue in named}

        def is_part(name: str, start: int, end: int) -> bool:
            others = (span for other in names if other != name for span in spans[other])
            return any(a <= start and end <= b and (a, b) != (start, end) for a, b in others)

        return tuple(name for name in names if not all(is_part(name, *span) for span in spans[name]))

    def without(self, cue: str, text: str) -> str:
        """The text with every match of a cue blanked out."""
        found = self.one.get(cue)
        left, position = [], 0
        for match in self._found(found, text) if found is not None else ():
            left.append(text[position : match.start()])
            position = match.end()
        return " ".join((*left, text[position:]))


_FOLDER = resources.files("watcher.assess").joinpath("lexicon")
LANGUAGES = tuple(sorted(file.name[: -len(".yaml")] for file in _FOLDER.iterdir() if file.name.endswith(".yaml")))


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times as fast where libyaml is built in


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a primary tag; English for a language that has none yet."""
    if language not in LANGUAGES:
        language = "en"
    source = _FOLDER.joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return Lexicon(language, yaml.load(source, _LOADER))  # noqa: S506 - a safe one
