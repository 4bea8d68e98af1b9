"""What of the watcher's own work keeps failing (recording, pushing), kept in the state so that a restart does not
make it new: since when and how often. Whether that is worth a notice is decided by who asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from watcher.model import iso
from watcher.state import State


@dataclass(frozen=True, slots=True)
class Trouble:
    """It has failed `times` times in a row; the first time was `since`."""

    since: dt.datetime
    times: int


def trouble(state: State, key: str) -> Trouble | None:
    """What is on record under that key; None when all is well."""
    since, _, times = (state.meta(key) or "").partition(" ")
    return Trouble(dt.datetime.fromisoformat(since), int(times or 1)) if since else None


def failed(state: State, key: str, now: dt.datetime) -> Trouble:
    """Notes one more failure."""
    before = trouble(state, key)
    after = Trouble(before.since, before.times + 1) if before else Trouble(now.replace(microsecond=0), 1)
    state.set_meta(key, f"{iso(after.since)} {after.times}")
    return after


def over(state: State, key: str) -> Trouble | None:
    """Notes that it works; what is over with that, if anything."""
    before = trouble(state, key)
    if before is not None:
        state.set_meta(key, "")
    return before
