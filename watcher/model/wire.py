"""An alert as JSON and back: the form in which the archive keeps it and scripts read it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

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
