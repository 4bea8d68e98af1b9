"""The words by which policies speak, as data: lexicon/<language>.yaml, readable by a lawyer, compiled once.

A phrase becomes one bounded regular expression: a gap is at most 24 words, so no text can make it slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

_SOME = r"(?:[ ,;:()\"«»/.]+[^ ,;:()\"«»/.]+){0,%d}?[ ,;:()\"«»/.]+"
_GAPS = {"...": _SOME % 6, "....": _SOME % 24}  # the words that may stand in between
_CLAUSE = r"(?:^|(?<=[.;:,)] ))"  # "^": at the beginning of the text or of a clause
_END = r")(?:(?<=')|(?!\w))"  # of a word, or of an elided article: l', nell'
_CLASS = re.compile(r"\\\[(\w+)\\\]")  # "[sz]" after escaping
_DASHES = re.compile(r"[-‐‑–—_]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def plain(text: str) -> str:
    """The form in which texts and phrases meet: straight quotes, no hyphens, single spaces; case is kept."""
    text = unicodedata.normalize("NFC", text).translate(_QUOTES).replace("(s)", "s")
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


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The first letters of every word: what decides, without a search, that a cue cannot be in a text."""
    runs = frozenset(_RUN.findall(text.casefold()))
    return frozenset(run[:length] for run in runs for length in range(_SHORTEST, _LONGEST + 1))


def _needed(phrase: str) -> frozenset[str] | None:
    """Stems of which every match of the phrase has at least one; None when nothing of the kind can be said.

    A word that must be there gives its stem, an alternative the stems of all its branches; the fewest are taken.
    """
    best: frozenset[str] | None = None
    for token in _split(phrase.removeprefix("^"), " "):
        found = _needed_by(token)
        if found is not None and (best is None or _rank(found) < _rank(best)):
            best = found
    return best


def _rank(stems: frozenset[str]) -> tuple[int, int]:
    return len(stems), -min(len(stem) for stem in stems)


def _needed_by(token: str) -> frozenset[str] | None:
    if token in _GAPS or token.endswith((")*", "?")):
        return None
    if token.startswith("(") and _closing(token, 0) == len(token) - 1:
        branches = [_needed(part) for part in _split(token[1:-1], "|")]
        if any(branch is None for branch in branches):
            return None
        return frozenset[str]().union(*(branch for branch in branches if branch is not None))
    run = _RUN.match(token.casefold())
    if run is None or (len(run[0]) < _SHORTEST and token[run.end() : run.end() + 1] in ("*", "[", "(", "?")):
        return None
    return frozenset((run[0][:_LONGEST],))


@dataclass(frozen=True, slots=True)
class Cue:
    """A set of phrases under one name. `stems`: a text without any of them cannot match (None: it might)."""

    name: str
    pattern: re.Pattern[str]
    stems: frozenset[str] | None = None

    def within(self, text: str) -> bool:
        if self.stems is not None and self.stems.isdisjoint(stems_of(text)):
            return False
        return self.pattern.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        if self.stems is not None and self.stems.isdisjoint(stems_of(text)):
            return None
        return self.pattern.search(text)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(text))


def _compile(name: str, phrases: list[str]) -> Cue:
    """One alternation; phrases that begin with `=` keep their case ("=US" is not "us")."""
    plain_phrases = [plain(phrase) for phrase in phrases]
    folded = [_expression(p) for p in plain_phrases if not p.startswith("=")]
    exact = [_expression(p[1:]) for p in plain_phrases if p.startswith("=")]
    parts = []
    if folded:
        parts.append(r"(?i:(?<!\w)(?:" + "|".join(folded) + _END + r")")
    if exact:
        parts.append(r"(?<!\w)(?:" + "|".join(exact) + _END)
    needed = [_needed(p.removeprefix("=")) for p in plain_phrases]
    stems = None
    if needed and all(n is not None for n in needed):
        stems = frozenset[str]().union(*(n for n in needed if n is not None))
    return Cue(name, re.compile("|".join(parts) or r"(?!)"), stems)


@dataclass(frozen=True)
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

    def has(self, cue: str, text: str) -> bool:
        found = self.one.get(cue)
        return found is not None and found.within(text)

    def search(self, cue: str, text: str) -> re.Match[str] | None:
        found = self.one.get(cue)
        return found.search(text) if found is not None else None

    def spans(self, cue: str, text: str) -> Iterator[tuple[int, int]]:
        """Where all matches of a cue begin and end; none when one of its stems is missing."""
        found = self.one.get(cue)
        if found is not None and found.search(text) is not None:
            yield from found.spans(text)

    def names(self, family: str, text: str) -> tuple[str, ...]:
        """The canonical names of a family that the text mentions, in the lexicon's order."""
        return tuple(cue.name for cue in self.named.get(family, ()) if cue.within(text))

    def without(self, cue: str, text: str) -> str:
        """The text with every match of a cue blanked out."""
        found = self.one.get(cue)
        if found is None or found.search(text) is None:
            return text
        return found.pattern.sub(" ", text)


def _measure(ages: list[str], units: list[str]) -> re.Pattern[str]:
    """ "under 18" with its number in one group, "30 days" in another."""
    before = "|".join(_expression(plain(phrase)) for phrase in ages)
    after = "|".join(map(re.escape, units))
    return re.compile(rf"(?i)\b(?:{before}) (\d{{1,3}})\b|\b(\d{{1,4}} (?:{after}))\b")


_FOLDER = resources.files("watcher.assess").joinpath("lexicon")
LANGUAGES = tuple(sorted(file.name[: -len(".yaml")] for file in _FOLDER.iterdir() if file.name.endswith(".yaml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a primary tag; English for a language that has none yet."""
    if language not in LANGUAGES:
        language = "en"
    data: dict[str, dict[str, list[str] | str] | list[str]] = yaml.safe_load(
        _FOLDER.joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    )
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
