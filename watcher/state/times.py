"""Times as the database keeps them: whole microseconds since 1970 in UTC, exact in both directions."""

from __future__ import annotations

import datetime as dt
from typing import overload

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TICK = dt.timedelta(microseconds=1)


@overload
def to_db(time: dt.datetime) -> int: ...
@overload
def to_db(time: None) -> None: ...
@overload
def to_db(time: dt.datetime | None) -> int | None: ...
def to_db(time: dt.datetime | None) -> int | None:
    """Raises TypeError for a time without a zone: such a time is a bug of the caller."""
    return None if time is None else (time - _EPOCH) // _TICK


@overload
def from_db(value: int) -> dt.datetime: ...
@overload
def from_db(value: None) -> None: ...
@overload
def from_db(value: int | None) -> dt.datetime | None: ...
def from_db(value: int | None) -> dt.datetime | None:
    return None if value is None else _EPOCH + value * _TICK
