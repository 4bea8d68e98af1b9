"""The words by which policies speak, as data: lexicon/<language>.yaml, readable by a lawyer, compiled once.

A phrase becomes one bounded regular expression: a gap is at most six words, so no text can make it slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_GAP = r"(?:[ ,;:()\"«»/.]+[^ ,;:()\"«»/.]+){0,6}?[ ,;:()\"«»/.]+"
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
    space = ""
    for token in _split(phrase, " "):
        if token == "...":  # noqa: S105 - the gap mark of the phrase language
            out += _GAP
            space = ""
            continue
        if token.endswith(")*"):  # none to three of them
            out += f"(?:{space}{_word(token[:-1])}){{0,3}}"
        elif token.endswith("?") and len(token) > 1:
            out += f"(?:{space}{_word(token[:-1])})?"
        else:
            out += space + _word(token)
        space = " " if out else ""
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


@dataclass(frozen=True, slots=True)
class Cue:
    """A set of phrases under one name."""

    name: str
    pattern: re.Pattern[str]

    def __bool__(self) -> bool:
        return True

    def within(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(text))


def _compile(name: str, phrases: list[str]) -> Cue:
    """One alternation; phrases that begin with `=` keep their case ("=US" is not "us")."""
    folded = [_expression(plain(p)) for p in phrases if not p.startswith("=")]
    exact = [_expression(plain(p[1:])) for p in phrases if p.startswith("=")]
    parts = []
    if folded:
        parts.append(r"(?i:(?<!\w)(?:" + "|".join(folded) + r")(?!\w))")
    if exact:
        parts.append(r"(?<!\w)(?:" + "|".join(exact) + r")(?!\w)")
    return Cue(name, re.compile("|".join(parts) or r"(?!)"))


@dataclass(frozen=True)
class Lexicon:
    """The cues of one language. `one` are single cues, `named` are families of canonical names."""

    language: str
    one: Mapping[str, Cue]
    named: Mapping[str, tuple[Cue, ...]]

    def has(self, cue: str, text: str) -> bool:
        found = self.one.get(cue)
        return found is not None and found.within(text)

    def names(self, family: str, text: str) -> tuple[str, ...]:
        """The canonical names of a family that the text mentions, in the lexicon's order."""
        return tuple(cue.name for cue in self.named.get(family, ()) if cue.within(text))

    def without(self, cue: str, text: str) -> str:
        """The text with every match of a cue blanked out."""
        found = self.one.get(cue)
        return found.pattern.sub(" ", text) if found is not None else text


LANGUAGES = ("en", "fr")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a primary tag; English for a language that has none yet."""
    if language not in LANGUAGES:
        language = "en"
    source = (
        resources.files("watcher.assess").joinpath("lexicon").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    )
    data: dict[str, object] = yaml.safe_load(source)
    one: dict[str, Cue] = {}
    named: dict[str, tuple[Cue, ...]] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            named[name] = tuple(_compile(str(key), [str(p) for p in phrases]) for key, phrases in value.items())
        elif isinstance(value, list):
            one[name] = _compile(name, [str(p) for p in value])
    return Lexicon(language, one, named)
