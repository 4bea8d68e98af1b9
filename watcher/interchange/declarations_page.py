"""One page of a declaration -> keys of targets.yaml. Refuses what it does not understand, with the reason.

Selectors and addresses are checked as targets.yaml checks them, so that what is written loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from watcher.config import checks
from watcher.interchange.declarations_filters import Effect, Filter, read_filter, remove_parameters
from watcher.model.selecting import Range, Selector, as_written

KEYS = ("fetch", "select", "remove", "filter", "executeClientScripts")
_BUILT_IN = "removeQueryParams"
_ENDS = {"startBefore": False, "startAfter": True, "endBefore": False, "endAfter": True}


class UnusableError(Exception):
    """A declaration that cannot become a document; the message says why."""


@dataclass(frozen=True)
class Page:
    """One page: its address, its keys (`select`, `remove`, `clean`, `render`) and the filters that are not known."""

    url: str
    keys: Mapping[str, object]
    unknown: tuple[Filter, ...] = ()
    needless: tuple[Filter, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def read_page(given: Mapping[str, object], service: str, scripts: Mapping[str, str]) -> Page:
    """The page of a declaration whose keys are all there. Raises UnusableError."""
    select, remove = _selectors(given.get("select"), "select"), _selectors(given.get("remove"), "remove")
    filters = [_filter(item, service, scripts) for item in _listed(given.get("filter"), "filter")]
    effects = [effect for found in filters for effect in found.effects]
    remove += [selector for effect in effects for selector in effect.remove if selector not in remove]
    warnings = [f"the key `{key}` is not known" for key in given if key not in KEYS]
    keys: dict[str, object] = {
        "select": [as_written(selector) for selector in select],
        "remove": [as_written(selector) for selector in remove],
        "clean": _clean(effects),
        "render": _render(given.get("executeClientScripts"), warnings),
    }
    return Page(
        _address(given.get("fetch")),
        {key: value for key, value in keys.items() if value},
        tuple(found for found in filters if found.unknown),
        tuple(found for found in filters if found.needless),
        tuple(warnings),
    )


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise UnusableError("`fetch` is missing or no address")
    try:
        return checks.web_address(value)
    except ValueError as error:
        raise UnusableError(f"the address {value} {error}") from error


def _render(value: object, warnings: list[str]) -> str:
    """True is a browser, false is none; without it our own default holds."""
    if value not in (None, True, False):
        warnings.append("`executeClientScripts` is neither true nor false")
    return "browser" if value is True else "plain" if value is False else ""


def _listed(value: object, key: str) -> list[object]:
    """A list; one thing alone is a list of one."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, str | dict):
        return [value]
    raise UnusableError(f"`{key}` is neither text nor a list")


def _selectors(value: object, key: str) -> list[Selector]:
    return [_selector(item, key) for item in _listed(value, key)]


def _selector(value: object, key: str) -> Selector:
    if isinstance(value, str):
        return _css(value, key)
    if not isinstance(value, dict) or not all(isinstance(css, str) for css in value.values()):
        raise UnusableError(f"`{key}` holds something that is neither a selector nor a range")
    if unknown := sorted(set(value) - set(_ENDS)):
        raise UnusableError(f"`{key}` holds a range with the unknown key `{unknown[0]}`")
    starts, ends = ([name for name in value if name.startswith(side)] for side in ("start", "end"))
    if len(starts) != 1 or len(ends) != 1:
        raise UnusableError(f"`{key}` holds a range without one beginning and one end")
    start, end = starts[0], ends[0]
    return Range(_css(value[start], key), _css(value[end], key), after_start=_ENDS[start], after_end=_ENDS[end])


def _css(value: str, key: str) -> str:
    """A CSS selector. What is still open at its end is closed there, as browsers do: `a[href="x"` is one, too."""
    css = value.strip()
    try:
        return checks.selector(css)
    except ValueError as error:
        try:
            return checks.selector(css + _still_open(css))
        except ValueError:
            raise UnusableError(f"`{key}`: {value} {error}") from error


def _still_open(css: str) -> str:
    """What closes the texts and brackets that are open at the end of a selector."""
    closing: list[str] = []
    skip = False
    for char in css:
        if skip:
            skip = False
        elif char == "\\":
            skip = True
        elif closing and closing[-1] in "\"'":
            if char == closing[-1]:
                closing.pop()
        elif char in "\"'":
            closing.append(char)
        elif char in "[(":
            closing.append("]" if char == "[" else ")")
        elif closing and char == closing[-1]:
            closing.pop()
    return "".join(reversed(closing))


def _filter(value: object, service: str, scripts: Mapping[str, str]) -> Filter:
    name, arguments = value, None
    if isinstance(value, dict) and len(value) == 1:
        name, arguments = next(iter(value.items()))
    if not isinstance(name, str):
        raise UnusableError("`filter` holds something that is no name of a filter")
    if name != _BUILT_IN:
        return read_filter(name, service, scripts)
    names = tuple(str(item) for item in _listed(arguments, _BUILT_IN))
    return Filter(name, (remove_parameters(names),)) if names else Filter(name, unknown="it names no parameter")


def _clean(effects: list[Effect]) -> dict[str, object]:
    """The key `clean`: what all effects together want."""
    wanted: dict[str, object] = {}
    for key, value in (item for effect in effects for item in effect.clean.items()):
        before = wanted.get(key)
        if isinstance(value, bool):
            wanted[key] = value
        elif isinstance(value, tuple):
            wanted[key] = list(dict.fromkeys([*(before if isinstance(before, list) else []), *value]))
        else:
            wanted[key] = {**(before if isinstance(before, dict) else {}), **value}
    return wanted
