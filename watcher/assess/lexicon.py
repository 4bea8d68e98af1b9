"""The words by which policies speak, as data: lexicon/<language>.yaml, readable by a lawyer, compiled once.

A phrase becomes one bounded regular expression: a gap is at most 24 words, so no text can make it slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

import yaml

from watcher.model.combining import stream_safe

_SOME = r"(?:[ ,;:()\"«»/.]+[^ ,;:()\"«»/.]+){0,%d}?[ ,;:()\"«»/.]+"
_GAPS = {"...": _SOME % 6, "....": _SOME % 24}  # the words that may stand in between
_CLAUSE = r"(?:^|(?<=[.;:,)] ))"  # "^": at the beginning of the text or of a clause
_CLASS = re.compile(r"\\\[(\w+)\\\]")  # "[sz]" after escaping
_DASHES = re.compile(r"[-‐‑–—_]")
_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'))


_ONE_PASSAGE = 5000  # characters; longer texts are whole documents, which no memory should keep


def plain(text: str) -> str:
    """The form in which texts and phrases meet: straight quotes, no hyphens, single spaces; case is kept."""
    return _plain(text) if len(text) <= _ONE_PASSAGE else _plain.__wrapped__(text)


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", stream_safe(text))
    if not text.isascii():
        for curly, straight in _QUOTES:
            text = text.replace(curly, straight)
    if "(s)" in text:
        text = text.replace("(s)", "s")
    return " ".join(_DASHES.sub(" ", text).split())


def _expression(phrase: str) -> str:
    """A phrase of the lexicon as a regular expression without its outer word borders."""
    out = ""
    if phrase.startswith("^"):
        out, phrase = _CLAUSE, phrase[1:]
    begun = False  # has a word that must be there been written? Only then a space comes before the next
    for token in _split(phrase, " "):
        if token in _GAPS:
            out += _GAPS[token]
            begun = False
            continue
        word, times = token, ""
        if token.endswith(")*"):
            word, times = token[:-1], "{0,3}"
        elif token.endswith("?") and len(token) > 1:
            word, times = token[:-1], "?"
        if not times:
            out += (" " if begun else "") + _word(word)
            begun = True
        else:  # none to three of them, or none or one
            out += f"(?: {_word(word)}){times}" if begun else f"(?:{_word(word)} ){times}"
    return out


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks outside parentheses. Raises ValueError for a parenthesis left open."""
    parts = [""]
    depth = 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    if depth != 0:
        raise ValueError(f"lexicon: a parenthesis is left open in {text!r}")
    return [part for part in parts if part]


def _word(word: str) -> str:
    """Letters, `*` for the rest of the word, `[sz]` for one of these letters, `(…|…)` for alternatives."""
    start = word.find("(")
    if start >= 0:
        end = _closing(word, start)
        inner = "|".join(_expression(part) for part in _split(word[start + 1 : end], "|"))
        return _word(word[:start]) + f"(?:{inner})" + _word(word[end + 1 :])
    return _CLASS.sub(r"[\1]", re.escape(word)).replace(r"\*", r"[\w']*").replace(r"\?", "?")


def _closing(word: str, start: int) -> int:
    depth = 0
    for index in range(start, len(word)):
        depth += {"(": 1, ")": -1}.get(word[index], 0)
        if depth == 0:
            return index
    raise ValueError(f"lexicon: a parenthesis is left open in {word!r}")


_SHORTEST, _LONGEST = 3, 5  # letters of a stem: shorter ones rule nothing out, longer ones nothing more
_RUN = re.compile(r"\w+")


@lru_cache(maxsize=16384)
def stems_of(text: str) -> frozenset[str]:
    """The first letters of every word: what decides, without a search, that a phrase cannot be in a text."""
    runs = {run for run in _RUN.findall(text.casefold()) if len(run) >= _SHORTEST}
    return frozenset({run[:3] for run in runs} | {run[:4] for run in runs} | {run[:5] for run in runs})


Stems = frozenset[str]


def _needed(phrase: str) -> tuple[Stems, ...]:
    """Sets of stems of which every match of the phrase has at least one each: a word that must be there gives its
    stem, an alternative the stems of all its branches. The fewest come first; none when nothing can be said.
    """
    found = [_needed_by(token) for token in _split(phrase.removeprefix("=").removeprefix("^"), " ")]
    return tuple(sorted((stems for stems in found if stems is not None), key=_rank))


# Stems of words that stand in every other sentence of a policy, whatever it is about: they rule little out.
_FREQUENT = frozenset(
    "use usi usin used you your not may can our the and for with from this that data info infor serv servi cont conte"
    " person perso any cer certa have has are will when where onl only dat vos votre nous vous pour dans avec les des"
    " une don donn donné util utili per pers informa sus datos nues nuest uso usar dei dati nost nostr del dos das"
    " dado seu sua nos noss nossa die der und wir sie ihre date daten nutz nutze een het van uw uwe gege gegev gebr"
    " gebru".split()
)
_MOST_WORDS = 200_000  # in the memory of one lexicon: hostile text must not fill it
_COMMON_COST = 12  # a frequent stem is worth so many others


def _rank(stems: Stems) -> tuple[int, int]:
    cost = sum(_COMMON_COST if stem in _FREQUENT else 1 for stem in stems)
    return cost, -min(len(stem) for stem in stems)


def _needed_by(token: str) -> Stems | None:
    if token in _GAPS or token.endswith((")*", "?")):
        return None
    if token.startswith("(") and _closing(token, 0) == len(token) - 1:
        branches = [_needed(part) for part in _split(token[1:-1], "|")]
        return frozenset[str]().union(*(branch[0] for branch in branches)) if all(branches) else None
    run = _RUN.match(token.casefold())
    if run is None:
        return None
    following = token[run.end() : run.end() + 1]
    word = run[0][:-1] if following == "?" else run[0]  # "colou?r": the last letter may be missing
    if len(word) < _SHORTEST:
        return None  # a shorter word has no stem
    return frozenset((word[:_LONGEST],))


class Expression:
    """A regular expression, compiled when it is first needed: most programs read one language or two."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase. A text that lacks all stems of one of the sets in `needed` cannot have it."""

    expression: Expression
    needed: tuple[Stems, ...]


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
        stems = stems_of(text)
        return any(
            phrase.expression.pattern.search(text) is not None
            for phrase in self.phrases
            if not any(needed.isdisjoint(stems) for needed in phrase.needed)
        )

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in the text."""
        return self.pattern.search(text) if self.within(text) else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(text))


def _compile(name: str, phrases: list[str]) -> Cue:
    """Phrases that begin with `=` keep their case ("=US" is not "us")."""
    sources: dict[bool, list[str]] = {False: [], True: []}
    single = []
    for phrase in map(plain, phrases):
        exact = phrase.startswith("=")
        source = _expression(phrase.removeprefix("="))
        sources[exact].append(source)
        single.append(Phrase(Expression(_whole(source, case=exact)), _needed(phrase)))
    parts = [_whole("|".join(found), case=case) for case, found in sources.items() if found]
    return Cue(name, Expression("|".join(parts) or r"(?!)"), tuple(single))


@lru_cache(maxsize=256)
def own_cue(phrases: tuple[str, ...]) -> Cue:
    """A cue of phrases that are not in the lexicon. Raises ValueError for a parenthesis left open."""
    return _compile("own", list(phrases))


def _whole(expression: str, *, case: bool) -> str:
    """An expression between the borders of words, or of an elided article: l', nell'."""
    bordered = rf"(?<!\w)(?:{expression})(?:(?<=')|(?!\w))"
    return bordered if case else f"(?i:{bordered})"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The cues of one language. `one` are single cues, `named` are families of canonical names.

    `common` words tell the language, `empty` ones carry no rule, `fillers` point elsewhere; `months` are the names of
    the twelve, `date_from` what stands before a date from which something holds; `measure` finds ages and periods.
    """

    language: str
    one: Mapping[str, Cue]
    named: Mapping[str, tuple[Cue, ...]]
    common: frozenset[str]
    empty: frozenset[str]
    fillers: frozenset[str]
    months: tuple[str, ...]
    date_from: Cue
    measure: re.Pattern[str]

    @cached_property
    def _cues(self) -> tuple[Cue, ...]:
        return (*self.one.values(), *(cue for family in self.named.values() for cue in family))

    @cached_property
    def _by_stem(self) -> Mapping[str, tuple[tuple[Cue, Expression, tuple[Stems, ...]], ...]]:
        """The phrases by their rarest stems, with what else they need; under "" those that any text might have."""
        index: dict[str, list[tuple[Cue, Expression, tuple[Stems, ...]]]] = {"": []}
        for cue in self._cues:
            for phrase in cue.phrases:
                for stem in phrase.needed[0] if phrase.needed else ("",):
                    index.setdefault(stem, []).append((cue, phrase.expression, phrase.needed[1:]))
        return {stem: tuple(found) for stem, found in index.items()}

    @cached_property
    def _stems(self) -> frozenset[str]:
        """All stems that some phrase needs."""
        phrases = (phrase for cue in self._cues for phrase in cue.phrases)
        return frozenset(stem for phrase in phrases for needed in phrase.needed for stem in needed)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        """The stems of words that were met: the same few thousand words make up most texts."""
        return {}

    def _stems_of(self, text: str) -> set[str]:
        met, found = self._words, set[str]()
        if len(met) > _MOST_WORDS:
            met.clear()
        for word in _RUN.findall(text.casefold()):
            stems = met.get(word)
            if stems is None:
                stems = met[word] = tuple(stem for n in (3, 4, 5) if (stem := word[:n]) in self._stems)
            if stems:
                found.update(stems)
        return found

    @lru_cache(maxsize=16384)  # noqa: B019 - there are as many of these as languages, for as long as the program runs
    def _possible(self, text: str) -> Mapping[Cue, list[Expression]]:
        """The phrases that the text can have by its stems: a handful of some hundreds."""
        stems = self._stems_of(text)
        index = self._by_stem
        found: dict[Cue, list[Expression]] = {}
        for stem in ("", *stems):
            for cue, expression, needed in index.get(stem, ()):
                for others in needed:
                    if others.isdisjoint(stems):
                        break
                else:
                    found.setdefault(cue, []).append(expression)
        return found

    def _within(self, cue: Cue, text: str) -> bool:
        for expression in self._possible(text).get(cue, ()):  # noqa: SIM110 - half as slow as any(), called so often
            if expression.pattern.search(text) is not None:
                return True
        return False

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
        return found.pattern.search(text) if found is not None and self._within(found, text) else None

    def spans(self, cue: str, text: str) -> Iterator[tuple[int, int]]:
        """Where all matches of a single cue begin and end."""
        found = self.one.get(cue)
        if found is not None and self._within(found, text):
            yield from found.spans(text)

    def names(self, family: str, text: str) -> tuple[str, ...]:
        """The canonical names of a family that the text mentions, in the lexicon's order."""
        possible = self._possible(text)
        return tuple(cue.name for cue in self.named.get(family, ()) if cue in possible and self._within(cue, text))

    def names_apart(self, family: str, text: str) -> tuple[str, ...]:
        """The names of a family without those that are only a part of a longer one: in "private messages" there are
        no other messages, in "screening questions" no questions to an AI."""
        names = self.names(family, text)
        if len(names) < 2:
            return names
        spans = {cue.name: list(cue.spans(text)) for cue in self.named[family] if cue.name in names}

        def is_part(name: str, start: int, end: int) -> bool:
            others = (span for other in names if other != name for span in spans[other])
            return any(a <= start and end <= b and (a, b) != (start, end) for a, b in others)

        return tuple(name for name in names if not all(is_part(name, *span) for span in spans[name]))

    def without(self, cue: str, text: str) -> str:
        """The text with every match of a cue blanked out."""
        found = self.one.get(cue)
        if found is None or not self._within(found, text):
            return text
        return found.pattern.sub(" ", text)


def _measure(ages: list[str], units: list[str]) -> re.Pattern[str]:
    """ "under 18" with its number in one group, "30 days" in another."""
    before = "|".join(_expression(plain(phrase)) for phrase in ages)
    after = "|".join(map(re.escape, units))
    return re.compile(rf"(?i)\b(?:{before}) (\d{{1,3}})\b|\b(\d{{1,4}} (?:{after}))\b")


_FOLDER = resources.files("watcher.assess").joinpath("lexicon")
LANGUAGES = tuple(sorted(file.name[: -len(".yaml")] for file in _FOLDER.iterdir() if file.name.endswith(".yaml")))


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times as fast where libyaml is built in


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a primary tag; English for a language that has none yet."""
    if language not in LANGUAGES:
        language = "en"
    source = _FOLDER.joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str] | str] | list[str]] = yaml.load(source, _LOADER)  # noqa: S506 - a safe one
    own = data.pop("language")
    assert isinstance(own, dict)  # noqa: S101 - our own data file; its test says so first
    one: dict[str, Cue] = {}
    named: dict[str, tuple[Cue, ...]] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            named[name] = tuple(_compile(str(key), [str(p) for p in phrases]) for key, phrases in value.items())
        else:
            one[name] = _compile(name, [str(p) for p in value])
    return Lexicon(
        language,
        one,
        named,
        common=frozenset(str(own["common"]).split()),
        empty=frozenset(str(own["empty"]).split()),
        fillers=frozenset(str(own["fillers"]).split()),
        months=tuple(str(own["months"]).split()),
        date_from=_compile("date_from", [str(phrase) for phrase in own["date_from"]]),
        measure=_measure([str(phrase) for phrase in own["ages"]], str(own["units"]).split()),
    )
