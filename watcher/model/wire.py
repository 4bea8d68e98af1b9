"""Alerts and facts as JSON and back: the form in which the archive keeps them and scripts read them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from watcher.model.assessment import Quote
from watcher.model.facts import Fact, FactName
from watcher.model.record import Alert

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@functools.cache
def _adapter() -> TypeAdapter[Alert]:
    from pydantic import TypeAdapter  # a tenth of a second that most commands need not pay

    return TypeAdapter(Alert)


def alert_to_json(alert: Alert) -> str:
    """Indented JSON with a final newline; keys are the field names of `Alert`, empty values left out."""
    text: bytes = _adapter().dump_json(alert, indent=2, exclude_defaults=True)
    return text.decode() + "\n"


def alert_from_json(text: str | bytes) -> Alert:
    """The alert that `alert_to_json` wrote. Raises ValueError (pydantic's) when it is not one."""
    return _adapter().validate_json(text)


def fact_to_plain(fact: Fact) -> dict[str, Any]:
    """A fact as strings, numbers and lists; empty parts are left out.

    Written by hand: capture.json of every target is read at each start, and loading pydantic would take longer.
    """
    parts: dict[str, Any] = {"name": fact.name.value, "values": list(fact.values), "quote": fact.quote.text}
    parts["section"] = list(fact.quote.section)
    rest = {"lead": fact.quote.lead, "path": fact.path, "url": fact.url, "line": fact.line}
    return parts | {key: value for key, value in rest.items() if value}


def fact_from_plain(parts: Any) -> Fact:
    """The fact that `fact_to_plain` gave. Raises ValueError, KeyError, TypeError or AttributeError for none."""
    return Fact(
        name=FactName(parts["name"]),
        values=tuple(_text(value) for value in parts["values"]),
        quote=Quote(
            _text(parts["quote"]), tuple(_text(name) for name in parts["section"]), _text(parts.get("lead", ""))
        ),
        path=_text(parts.get("path", "")),
        url=_text(parts.get("url", "")),
        line=int(parts.get("line", 0)),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {value!r}")
    return value
