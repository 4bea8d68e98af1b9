"""pydantic's errors -> problems in plain words, each with its place in the file.

The text of a value is quoted as it stands in the file, never as it came out of a variable, and never where an address
with a credential may stand.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from watcher.config.tree import Node, Path, Place, locate
from watcher.errors import Problem

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_UNQUOTED = frozenset({"url", "urls", "urls_file", "push", "browse_url", "contact", "proxy", "key"})
_MAX_QUOTE = 60
ONE_OF = "one of: "
"""How the names of alternatives begin in pydantic's errors: these are no steps in the file."""


def problems_of(
    errors: Iterable[ErrorDetails], root: Node, keys: dict[tuple[str, ...], type[BaseModel]]
) -> list[Problem]:
    """One problem for each error of one validation. `keys` says which model holds the keys at a place."""
    return [_problem(error, root, keys) for error in errors]


def _problem(error: ErrorDetails, root: Node, keys: dict[tuple[str, ...], type[BaseModel]]) -> Problem:
    path: Path = tuple(step for step in error["loc"] if not str(step).startswith(ONE_OF))
    if error["type"] == "extra_forbidden":
        place = locate(root, path, key=True)
        return place.problem(_unknown_key(path, keys))
    place = locate(root, path)
    if error["type"] == "missing":
        return locate(root, path[:-1], key=True).problem(f"`{path[-1]}` is missing")
    return place.problem(_words(error) + _found(error, place))


def _unknown_key(path: Path, keys: dict[tuple[str, ...], type[BaseModel]]) -> str:
    key = str(path[-1])
    model = keys.get(tuple("*" if isinstance(step, int) else step for step in path[:-1]))
    known = list(model.model_fields) if model else []
    near = difflib.get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.6)
    hint = f": did you mean `{near[0]}`?" if near else f"; known here: {', '.join(known)}" if known else ""
    return f"unknown key `{_short(key)}`{hint}"


def _words(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f"must be one of {expected}{_near(error['input'], expected.split(', '))}"
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']}"
    if kind == "too_short":
        return f"must have at least {context['min_length']} entries"
    if kind == "less_than_equal":
        return f"must be at most {context['le']}"
    return _KINDS.get(kind) or str(error["msg"])


_KINDS = {
    "string_type": "must be text; put it in quotes if it looks like a number",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "model_type": "must be a block of `key: value` lines",
    "model_attributes_type": "must be a block of `key: value` lines",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
}


def _near(value: object, expected: list[str]) -> str:
    near = difflib.get_close_matches(value.lower(), expected, n=1) if isinstance(value, str) else []
    return f"; did you mean `{near[0]}`?" if near else ""


def _found(error: ErrorDetails, place: Place) -> str:
    """The value as the file has it, if it is one line and no address."""
    node, keys = place.node, {step for step in place.path if isinstance(step, str)}
    if node is None or node.kind != "scalar" or keys & _UNQUOTED or not node.text or error["type"] == "missing":
        return ""
    if "://" in node.text or not node.text.isprintable():
        return ""
    return f" (here: `{_short(node.text)}`)"


def _short(text: str) -> str:
    return text if len(text) <= _MAX_QUOTE else f"{text[: _MAX_QUOTE - 1]}…"
