"""The words by which policies speak, as data: lexicon/<language>.yaml, readable by a lawyer, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import islice
from operator import itemgetter

import yaml

from watcher.assess.cues import Candidates, Cue, Expression, compiled, matches, own_cue
from watcher.assess.phrases import expression
from watcher.assess.plain import plain


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
        return {name: compiled(name, [str(p) for p in phrases]) for name, phrases in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[Cue, ...]]:
        families = {name: value for name, value in self._data.items() if isinstance(value, Mapping)}
        return {
            family: tuple(compiled(str(name), [str(p) for p in phrases]) for name, phrases in names.items())
            for family, names in families.items()
        }

    @cached_property
    def date_from(self) -> Cue:
        return compiled("date_from", [str(phrase) for phrase in self._own["date_from"]])

    @cached_property
    def measure(self) -> re.Pattern[str]:
        """ "under 18" with its number in one group, "30 days" in another."""
        before = "|".join(expression(plain(str(phrase))) for phrase in self._own["ages"])
        after = "|".join(map(re.escape, str(self._own["units"]).split()))
        return re.compile(rf"(?i)\b(?:{before}) (\d{{1,3}})\b|\b(\d{{1,4}} (?:{after}))\b")

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates((*self.one.values(), *(cue for family in self.named.values() for cue in family)))

    @lru_cache(maxsize=4096)  # noqa: B019 - there are as many of these as languages, for as long as the program runs
    def _possible(self, text: str) -> Mapping[Cue, list[Expression]]:
        return self._candidates.of(text)

    def _within(self, cue: Cue, text: str) -> bool:
        for possible in self._possible(text).get(cue, ()):  # noqa: SIM110 - half as slow as any(), called so often
            if possible.pattern.search(text) is not None:
                return True
        return False

    def _found(self, cue: Cue, text: str) -> Iterator[re.Match[str]]:
        return matches(self._possible(text).get(cue, ()), text)

    def cues(self, single: tuple[str, ...], families: tuple[str, ...]) -> tuple[Cue, ...]:
        """The single cues of these names, and all of these families."""
        return (*(self.one[name] for name in single), *(cue for family in families for cue in self.named[family]))

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


__all__ = ["LANGUAGES", "Lexicon", "lexicon", "own_cue", "plain"]
