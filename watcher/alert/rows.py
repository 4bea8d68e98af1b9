"""The rows of the outbox as values."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from watcher.state.times import from_db


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way to one channel. `attempts` and `refusals` count what failed so far."""

    seq: int
    message: str
    kind: str
    target: str
    headline: str
    channel: str
    display: str
    attempts: int
    refusals: int
    first_try: dt.datetime | None
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A message that did not reach a channel and will not be tried again unless somebody asks for it."""

    message: str
    target: str
    headline: str
    channel: str
    display: str
    reason: str
    attempts: int
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `alerts list`. `state` is due, held, delivered, digested, merged, given-up, no-channel or
    withdrawn; `next_try` is known while it is due or held."""

    message: str
    kind: str
    target: str
    headline: str
    display: str
    state: str
    attempts: int
    error: str
    created: dt.datetime
    last_try: dt.datetime | None
    next_try: dt.datetime | None
    delivered: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of rows whose channel is no longer configured."""

    moved: int = 0
    withdrawn: int = 0


def to_delivery(row: sqlite3.Row) -> Delivery:
    """From a row that the outbox selected as due."""
    return Delivery(
        seq=row["seq"],
        message=row["message"],
        kind=row["kind"],
        target=row["target"],
        headline=row["headline"],
        channel=row["channel"],
        display=row["display"],
        attempts=row["attempts"],
        refusals=row["refusals"],
        first_try=from_db(row["first_try"]),
        accepted=tuple(row["accepted"].split()),
    )


def to_entry(row: sqlite3.Row) -> Entry:
    """From a row joined with its message."""
    return Entry(
        message=row["message"],
        kind=row["kind"],
        target=row["about"],
        headline=row["headline"],
        display=row["display"],
        state=row["state"],
        attempts=row["attempts"],
        error=row["error"],
        created=from_db(row["created"]),
        last_try=from_db(row["last_try"]),
        next_try=from_db(row["due_at"]) if row["state"] in ("due", "held") else None,
        delivered=from_db(row["delivered_at"]),
    )
