"""The two languages: their words (language/*.toml) and the little grammar that templates need.

Refuses to know anything about findings. Templates are data, so that a lawyer can read and correct them; this module
only loads them, puts French spaces where they belong and joins names into lists.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

Language = Literal["en", "fr"]

_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_OUTSIDE = "outside "  # the reader of claims puts it before regions that a rule leaves out
_VOWELS = tuple("aeiouéèêàâîôûœ")
_ARTICLE = {"en": re.compile(r"^the "), "fr": re.compile(r"^(?:les |la |le |l['’])")}


@dataclass(frozen=True, eq=False)
class Tongue:
    """One language. `words` maps dotted keys ("head.announced") to templates."""

    code: Language
    words: Mapping[str, str]

    def say(self, key: str, **slots: object) -> str:
        """The template at `key` with its slots filled. Raises KeyError for a key that the language lacks: a bug."""
        return self.words[key].format_map(slots) if slots else self.words[key].format()

    def has(self, key: str) -> bool:
        return key in self.words

    def name(self, group: str, canonical: str) -> str:
        """A canonical name of the lexicon in this language; names that are not listed are quoted as they are."""
        if group == "regions" and canonical.startswith(_OUTSIDE):
            region = self.name(group, canonical.removeprefix(_OUTSIDE))
            return self.say("grammar.outside", region=region, of_region=self.of(region))
        known = self.words.get(f"{group}.{canonical.casefold()}")
        if known is not None:
            return known
        return canonical if self.code == "en" else self.say("grammar.quote", text=canonical)

    def bare(self, group: str, canonical: str) -> str:
        """The same without its article, for tables and short lines."""
        return _ARTICLE[self.code].sub("", self.name(group, canonical))

    def topic(self, topic: str) -> str:
        return self.words.get(f"topic.{topic}") or self.say("grammar.quote", text=topic)

    def bare_topic(self, topic: str) -> str:
        return _ARTICLE[self.code].sub("", self.topic(topic))

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        *most, last = list(items) or [""]
        return f"{', '.join(most)} {self.words['grammar.and']} {last}" if most else last

    def of(self, noun: str) -> str:
        """`noun` after "of": in French with its contraction (des, du, d’)."""
        return f"of {noun}" if self.code == "en" else _contract(noun, "de", "des", "du")

    def some(self, noun: str) -> str:
        """`noun` as an object without a number: in French with its partitive article."""
        return noun if self.code == "en" else f"des {noun}"

    def to(self, noun: str) -> str:
        """`noun` after "to": in French with its contraction (aux, au)."""
        return f"to {noun}" if self.code == "en" else _contract(noun, "à", "aux", "au")

    def of_all(self, nouns: list[str]) -> str:
        return f"of {self.join(nouns)}" if self.code == "en" else self.join([self.of(noun) for noun in nouns])

    def to_all(self, nouns: list[str]) -> str:
        return f"to {self.join(nouns)}" if self.code == "en" else self.join([self.to(noun) for noun in nouns])

    def in_all(self, regions: Iterable[str]) -> str:
        """`in the EU and the UK`, « dans l’UE et au Royaume-Uni »; from the seventh on they are counted."""
        names = list(dict.fromkeys(regions))
        more = [self.say("grammar.other_regions", n=len(names) - 5)] if len(names) > 6 else []
        regions = names[:5] if more else names
        if self.code == "en":
            inside = [self.name("regions", name) for name in regions if not name.startswith(_OUTSIDE)] + more
            outside = [self.name("regions", name) for name in regions if name.startswith(_OUTSIDE)]
            return self.join(([f"in {self.join(inside)}"] if inside else []) + outside)
        return self.join([self._located(region) for region in regions] + [f"dans {rest}" for rest in more])

    def not_in_any(self, regions: Iterable[str]) -> str:
        """`not in the EU and the UK`, « ni dans l’UE, ni au Royaume-Uni »: a single « pas » would deny the first."""
        names = list(dict.fromkeys(regions))
        if self.code == "en" or len(names) == 1 or len(names) > 6:
            return self.say("delta.not_in", in_regions=self.in_all(names))
        return ", ".join(f"ni {self._located(name)}" for name in names)

    def _located(self, region: str) -> str:
        if region.startswith(_OUTSIDE):
            return self.name("regions", region)
        known = self.words.get(f"in_regions.{region.casefold()}")
        return known or f"dans la région {self.say('grammar.quote', text=region)}"

    def date(self, day: dt.date) -> str:
        """`3 November 2025`, « 1er novembre 2025 »."""
        month = self.words["grammar.months"].split()[day.month - 1]
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return self.say("grammar.date", day=number, month=month, year=day.year)

    def short_date(self, day: dt.date) -> str:
        """`3 Nov 2025`, « 3 nov. 2025 »."""
        month = self.words["grammar.months_short"].split()[day.month - 1]
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return self.say("grammar.date", day=number, month=month, year=day.year)

    def time(self, moment: dt.datetime) -> str:
        """`18 September 2025, 12:34 UTC`."""
        moment = moment.astimezone(dt.UTC)
        clock = f"{moment:%H:%M}" if self.code == "en" else f"{moment.hour} h {moment:%M}"
        return self.say("grammar.time", date=self.date(moment.date()), clock=clock)

    def number(self, n: int) -> str:
        """`12,345`, « 12 345 »."""
        return f"{n:,}".replace(",", "," if self.code == "en" else _NARROW)

    def count(self, key: str, n: int) -> str:
        """The template `key_one` or `key_many` with {n}; French counts 0 as one, which nobody asks for here."""
        return self.say(f"{key}_one" if n == 1 else f"{key}_many", n=self.number(n))


def _contract(noun: str, plain: str, plural: str, masculine: str) -> str:
    if noun.startswith("les "):
        return f"{plural} {noun[4:]}"
    if noun.startswith("le "):
        return f"{masculine} {noun[3:]}"
    if plain == "de" and noun[:1].casefold() in _VOWELS:
        return f"d’{noun}"
    return f"{plain} {noun}"


@functools.cache
def tongue(code: Language) -> Tongue:
    """The language, loaded once from the package's own data."""
    source = resources.files("watcher.report").joinpath("language", f"{code}.toml").read_text("utf-8")
    words = dict(_flat("", tomllib.loads(source)))
    if code == "fr":
        words = {key: _french_spaces(text) for key, text in words.items()}
    return Tongue(code, words)


def _flat(prefix: str, table: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", str(value)


def _french_spaces(text: str) -> str:
    """Apostrophes, no-break spaces before : ; ! ? and inside « », so that files can be typed with plain ones."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r" ([;!?])", rf"{_NARROW}\1", text)
    text = re.sub(r" ([:»])", rf"{_NO_BREAK}\1", text)
    return text.replace("« ", f"«{_NO_BREAK}")
