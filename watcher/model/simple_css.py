"""CSS selectors that are simple enough to be read without a library, and to be told at the start of an element. Pure.

Simple is what needs nothing but the elements above: tag, `#id`, `.class`, `[name]`, `[name=value]` (also with *=, ^=
and $=), `:first-child`, `:nth-child(3)`, one below or in another. `steps` refuses all else, for which there is
soupsieve; what it takes means the same there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

_NAME = r"-?[a-zA-Z_][\w-]*"
_SIMPLE = re.compile(
    rf"(?P<tag>[a-z][a-z0-9-]*)|#(?P<id>{_NAME})|\.(?P<class>{_NAME})"
    rf"|\[(?P<name>[a-z][a-z-]*)(?:(?P<how>[*^$]?=)(?:'(?P<one>[^'\\\n]+)'|\"(?P<two>[^\"\\\n]+)\"|(?P<bare>{_NAME})))?\]"
    r"|:nth-child\((?P<nth>[1-9][0-9]?)\)|:(?P<first>first-child)",
    re.ASCII,
)
_BETWEEN = re.compile(r"\s*(?P<child>>)\s*|\s+", re.ASCII)
# Attributes whose values are lists of names or are compared in another way than the rest.
_OTHERWISE = frozenset(
    "accept-charset accesskey archive class dropzone for headers id lang rel rev sandbox sizes type".split()
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """What the attribute `name` has to be; `how` is one of =, *=, ^=, $=, or empty when it only has to be there."""

    name: str
    how: str = ""
    value: str = ""

    def matches(self, value: str | None) -> bool:
        if value is None or not self.how:
            return value is not None
        if self.how == "*=":
            return self.value in value
        if self.how == "^=":
            return value.startswith(self.value)
        if value.endswith("\n"):
            raise UnfollowedError
        return value == self.value if self.how == "=" else value.endswith(self.value)


@dataclass(frozen=True, slots=True)
class Step:
    """One element on the way that a selector describes. `child`: it stands directly in the one before."""

    child: bool = False
    tag: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    nth: int = 0

    def matches(self, tag: str, attributes: Mapping[str, str], position: int) -> bool:
        """Is it this element, which is the one at `position` in its parent?"""
        if self.tag and self.tag != tag:
            return False
        if self.id and self.id != attributes.get("id"):
            return False
        if self.classes and not set(self.classes).issubset(attributes.get("class", "").split()):
            return False
        if self.nth and self.nth != position:
            return False
        for wanted in self.attributes:  # noqa: SIM110 - asked of every element, and most steps want none
            if not wanted.matches(attributes.get(wanted.name)):
                return False
        return True


Steps: TypeAlias = tuple[Step, ...]


class UnfollowedError(Exception):
    """The page holds what is not for simple rules."""


def steps(selector: str) -> tuple[Steps, ...] | None:
    """The alternatives of a selector, each as its steps; None when one of them is not simple."""
    found = [_alternative(text.strip()) for text in selector.split(",")]
    return tuple(way for way in found if way) if all(found) else None


def _alternative(text: str) -> Steps:
    """Its steps; none when it is not simple."""
    out: list[Step] = []
    at, child = 0, False
    while True:
        step, end = _step(text, at, child=child)
        if step is None:
            return ()
        out.append(step)
        between = _BETWEEN.match(text, end)
        if between is None:
            return tuple(out) if end == len(text) else ()
        at, child = between.end(), between["child"] is not None


def _step(text: str, at: int, *, child: bool) -> tuple[Step | None, int]:
    """The step that begins there, None for what is no simple one, and where it ends."""
    begin = at
    single: dict[str, str] = {}
    classes: list[str] = []
    attributes: list[Attribute] = []
    while match := _SIMPLE.match(text, at):
        kind = "name" if match["name"] else "nth" if match["first"] else match.lastgroup
        if kind == "class":
            classes.append(match["class"])
        elif kind == "name":
            if match["name"] in _OTHERWISE:
                return None, at
            value = match["one"] or match["two"] or match["bare"] or ""
            attributes.append(Attribute(match["name"], match["how"] or "", value))
        elif kind is None or kind in single or (kind == "tag" and at != begin):
            return None, at
        else:
            single[kind] = "1" if match["first"] else match[kind]
        at = match.end()
    if at == begin:
        return None, at
    nth = int(single.get("nth", "0"))
    return Step(child, single.get("tag", ""), single.get("id", ""), tuple(classes), tuple(attributes), nth), at
