"""How often and since when the same doubt was seen, as the word that one check leaves to the next. Pure.

An unusual rewrite counts at its second look, whenever that is. Another document has to stay for as long as the doubt
says: looks that follow soon upon each other prove little.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watcher.model import iso

if TYPE_CHECKING:
    from watcher.check.doubts import Doubt  # with all that compares texts

_LOOKS = 2


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The doubt of that name was seen `looks` times in a row, the first time at `since`."""

    name: str
    looks: int
    since: dt.datetime

    def __str__(self) -> str:
        return f"{self.name}|{self.looks}|{iso(self.since)}"


def suspicion(doubt: Doubt, before: str, now: dt.datetime) -> Suspicion:
    """What is to be left to the next check, given what the check before left."""
    match before.rsplit("|", 2):
        case [doubt.name, looks, since]:
            return Suspicion(doubt.name, int(looks) + 1, dt.datetime.fromisoformat(since))
    return Suspicion(doubt.name, 1, now)


def counts(seen: Suspicion, doubt: Doubt, now: dt.datetime) -> bool:
    """Whether it has been there for long enough to be what the page is now."""
    return seen.looks >= _LOOKS and now - seen.since >= doubt.stays


def first_look(suspect: str) -> bool:
    """Whether a doubt was raised for the first time: then a second look is wanted soon, later ones can wait."""
    return suspect.rsplit("|", 2)[1:2] == ["1"]
