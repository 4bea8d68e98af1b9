"""How one target fared, as a row."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, fields

from watcher.model import Outcome, VerdictKind
from watcher.state.times import from_db, to_db


@dataclass(frozen=True, slots=True)
class TargetState:
    """What the checks so far have shown. Everything but `id` may still be unknown.

    `checked` is the last check of any outcome, `good` the last good capture, `changed` the last stored version;
    `failures` counts failures in a row, `unwell_since` is the first of them; `etag` and `last_modified` are what to
    ask "changed since?" with; `raw_sha256` and `text_key` describe the last good capture, `look` is what to know the
    same page by; before `not_before` the host must not be asked; `next_check` is when the schedule means to.

    `told` is when people were told of the present illness, or of one whose end they have not been told of. `moved_to`
    is where permanent redirects have led since `moved_since`, `moved_told` the last one that people were told.
    """

    id: str
    checked: dt.datetime | None = None
    good: dt.datetime | None = None
    changed: dt.datetime | None = None
    outcome: Outcome | None = None
    verdict: VerdictKind | None = None
    reason: str = ""
    failures: int = 0
    unwell_since: dt.datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    raw_sha256: str | None = None
    text_key: str | None = None
    not_before: dt.datetime | None = None
    next_check: dt.datetime | None = None
    told: dt.datetime | None = None
    moved_to: str | None = None
    moved_since: dt.datetime | None = None
    moved_told: str | None = None
    look: str | None = None


_COLUMNS = tuple(field.name for field in fields(TargetState))
_TIMES = frozenset({"checked", "good", "changed", "unwell_since", "not_before", "next_check", "told", "moved_since"})

# Column names come from the dataclass above, never from outside.
_LIST = ", ".join(_COLUMNS)
SELECT = f"SELECT {_LIST} FROM targets"  # noqa: S608 - see above
_SET = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
UPSERT = (
    f"INSERT INTO targets ({_LIST}) VALUES ({', '.join('?' * len(_COLUMNS))}) "  # noqa: S608 - see above
    f"ON CONFLICT (id) DO UPDATE SET {_SET}"
)


def to_row(target: TargetState) -> tuple[str | int | None, ...]:
    """The values for UPSERT."""
    values = ((name, getattr(target, name)) for name in _COLUMNS)
    return tuple(to_db(value) if name in _TIMES else value for name, value in values)


def from_row(row: sqlite3.Row) -> TargetState:
    """The state that SELECT read. Raises ValueError for an outcome or verdict that this program does not know."""
    values = {name: from_db(row[name]) if name in _TIMES else row[name] for name in _COLUMNS}
    values["outcome"] = None if row["outcome"] is None else Outcome(row["outcome"])
    values["verdict"] = None if row["verdict"] is None else VerdictKind(row["verdict"])
    return TargetState(**values)
