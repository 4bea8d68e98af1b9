"""What a filter of a declaration does, if it is one of the known ones. Its JavaScript is compared, never run.

A filter that is not known, token by token, is told with what its text says of itself, and has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from watcher.interchange.declarations_script import Function, Pieces, functions, handed_on, normal, pieces, said
from watcher.interchange.declarations_shapes import HELPER, SHAPES
from watcher.model.selecting import Range, Selector

_LONGEST = 200  # characters of what an unknown filter says of itself
_MOST_HANDS = 5  # files that a filter may be handed on through
_PARAMETER = re.compile(r"/(?:\\\?|\[\?&\])?([\w-]{1,80})(\[\^=\]\*)?=\[\^&\]\*(?:\[&\](?:\{0,1\}|\?)|&\?)?/g?i?")
_REDIRECT = re.compile(r"""\[href\*=["'](https?://[^"'\s?]{1,200})\?["']\]""")
_NO_NAME = frozenset("?&=#* ")
# A function that asks for pictures alone and none of these words changes nothing else.
_BEYOND = frozenset("parentNode parentElement closest innerHTML outerHTML remove body after before".split())

_Clean = Mapping[str, tuple[str, ...] | Mapping[str, str] | bool]
_Found = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a filter comes to in targets.yaml: selectors to remove, keys of `clean` with their values; or nothing, and
    `needless` says why."""

    remove: tuple[Selector, ...] = ()
    clean: _Clean = field(default_factory=dict)
    needless: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a document: its name and its effects, or what an `unknown` one would have done."""

    name: str
    effects: tuple[Effect, ...] = ()
    unknown: str = ""

    @property
    def needless(self) -> bool:
        """Does it do only what is always done here?"""
        return bool(self.effects) and all(effect.needless for effect in self.effects)


def read_filter(name: str, service: str, scripts: Mapping[str, str]) -> Filter:
    """The filter of that name. `scripts` are the files of filters by service."""
    for _ in range(_MOST_HANDS):
        script = scripts.get(service, "")
        found = functions(script)
        if name in found:
            effects = _effects(found[name], found)
            return Filter(name, effects) if effects else Filter(name, unknown=_about(name, found[name]))
        service = handed_on(script).get(name, "")
        if not service:
            break
    return Filter(name, unknown="there is no such filter: their engine passes over it, too")


def remove_parameters(names: tuple[str, ...]) -> Effect:
    """Links lose the parameters of these names."""
    if any(set(name) & _NO_NAME for name in names):
        return Effect(needless="it names no parameter")
    return Effect(clean={"remove_query_params": names})


def _by_pattern(found: _Found) -> Effect | None:
    match = _PARAMETER.fullmatch(found["$R"])
    return Effect(clean={"remove_query_params": (match[1] + ("*" if match[2] else ""),)}) if match else None


def _rewrite(found: _Found) -> Effect | None:
    if found["$T"] != f'`a[href^="${{{found["$old"]}}}"]`':
        return None
    return Effect(clean={"rewrite_links": {found["$1"]: found["$2"]}})


def _redirect(found: _Found) -> Effect | None:
    matches = [_REDIRECT.fullmatch(part.strip()) for part in found["$1"].split(",")]
    addresses = {match[1]: "u" for match in matches if match is not None}
    return Effect(clean={"unwrap_redirects": addresses}) if len(addresses) == len(matches) else None


_EFFECTS: dict[str, Callable[[_Found], Effect | None]] = {
    "remove": lambda found: Effect(remove=(found["$1"],)),
    "remove first": lambda found: Effect(remove=(Range(found["$1"], found["$1"], after_end=True),)),
    "unwrap": lambda found: Effect(clean={"unwrap_links": (found["$1"],)}),
    "parameter": lambda found: remove_parameters((found["$1"],)),
    "parameter by helper": lambda found: remove_parameters((found["$1"],)),
    "parameter by pattern": _by_pattern,
    "rewrite": _rewrite,
    "redirect": _redirect,
    "datetime": lambda _: Effect(clean={"use_datetime": True}),
    "no words": lambda _: Effect(needless="links without words are never read here"),
    "white space": lambda _: Effect(needless="white space makes no difference here"),
    "addresses": lambda _: Effect(needless="hidden e-mail addresses are always read here"),
}


@cache
def _shapes() -> tuple[tuple[str, Pieces], ...]:
    return tuple((effect, normal(tuple(pieces(shape)))) for effect, shape in SHAPES)


def _effects(function: Function, beside: Mapping[str, Function]) -> tuple[Effect, ...]:
    """What it does, statement by statement; nothing when one of them is not known."""
    if _pictures_only(function.body):
        return (Effect(needless="pictures are never read here"),)
    effects: list[Effect] = []
    at = 0
    while at < len(function.body):
        effect, length = _statement(function.body, at, beside)
        if effect is None:
            return ()
        effects.append(effect)
        at += length
    return tuple(effects)


def _statement(body: Pieces, at: int, beside: Mapping[str, Function]) -> tuple[Effect | None, int]:
    """What the statement at `at` does, and how many pieces it has."""
    for kind, shape in _shapes():
        found = _match(shape, body, at)
        if found is None or (kind == "parameter by helper" and not _has_helper(beside)):
            continue
        if effect := _EFFECTS[kind](found):
            return effect, len(shape)
    return None, 0


def _match(shape: Pieces, body: Pieces, at: int) -> dict[str, str] | None:
    """What the wildcards of the shape stand for in the pieces from `at` on; None when they are not of this shape."""
    found: dict[str, str] = {}
    if at + len(shape) > len(body):
        return None
    for wanted, piece in zip(shape, body[at:], strict=False):
        value = _value(wanted, piece) if wanted.startswith("$") else piece
        if value is None or value != found.setdefault(wanted, value if wanted.startswith("$") else wanted):
            return None
    return found


def _value(wanted: str, piece: str) -> str | None:
    """What a piece says that stands for this wildcard."""
    if wanted[1:].isdigit():
        return said(piece)
    if wanted == "$R":
        return piece if len(piece) > 2 and piece.startswith("/") else None
    if wanted == "$T":
        return piece if piece.startswith("`") else None
    return piece if piece.isidentifier() else None


def _has_helper(beside: Mapping[str, Function]) -> bool:
    helper, shape = beside.get("removeQueryParam"), normal(tuple(pieces(HELPER)))
    if helper is None or len(helper.parameters) != 3 or len(helper.body) != len(shape):  # (document, name)
        return False
    found = _match(shape, helper.body, 0)
    return found is not None and found["$name"] == helper.parameters[2]


def _looked_up(body: Pieces) -> Iterator[str]:
    """The selectors that a function asks the page for, as they are written."""
    for index, piece in enumerate(body[:-2]):
        if piece in ("querySelector", "querySelectorAll") and body[index + 1] == "(":
            yield said(body[index + 2]) or body[index + 2]


def _pictures_only(body: Pieces) -> bool:
    selectors = list(_looked_up(body))
    pictures = bool(selectors) and all(selector == "img" or selector.startswith("img[") for selector in selectors)
    return pictures and not _BEYOND & set(body)


def _about(name: str, function: Function) -> str:
    """What the text of an unknown filter says: its comment, else its name, and what it looks for."""
    words = function.comment or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    selectors = ", ".join(dict.fromkeys(_looked_up(function.body)))
    told = f"{words} (it looks for {selectors})" if selectors else words
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
