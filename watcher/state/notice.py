"""A message that does not come from the archive: a target that cannot be seen, a channel that gave up."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field

from watcher.model import iso


@dataclass(frozen=True)
class Notice:
    """One event worth telling. The same event always has the same `id`, so it is told once.

    `kind` names what happened ("unwell", "recovered", "gave-up"); `subject` whom it concerns (a target id,
    a channel's display name); `since` when the event began, which is part of its identity; `target` is the target
    whose messages it must stay in order with, "" if none; `facts` are the words that the text needs.
    """

    id: str
    kind: str
    subject: str
    since: dt.datetime
    created: dt.datetime
    target: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        kind: str,
        subject: str,
        *,
        since: dt.datetime,
        created: dt.datetime,
        target: str = "",
        facts: dict[str, str] | None = None,
    ) -> Notice:
        """The notice of that event, with the id that belongs to kind, subject and beginning."""
        event = json.dumps([kind, subject, iso(since)])
        key = hashlib.blake2b(event.encode(), digest_size=8).hexdigest()
        return cls(f"n-{key}", kind, subject, since, created, target, dict(facts or {}))
