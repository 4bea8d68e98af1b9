"""What the outbox can hold: alerts, notices, reminders of announced dates, digests; and what makes two alerts one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.model import Alert
from watcher.model.wire import alert_from_json, alert_to_json
from watcher.state import Notice

KIND_ALERT, KIND_NOTICE, KIND_REMINDER, KIND_DIGEST = "alert", "notice", "reminder", "digest"


@dataclass(frozen=True)
class Told:
    """An alert, and those of other documents of the same platform that say the same and are told with it.

    `summary` are the sentences that a language model adds to the message, "" for none.
    """

    alert: Alert
    also: tuple[Alert, ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Reminder:
    """An announced date comes near, or is here: the alert that told of it."""

    id: str
    alert: Alert
    date: dt.date


@dataclass(frozen=True)
class Digest:
    """Alerts gathered for one channel, and text changes that it was sent no alert of; both oldest first."""

    id: str
    alerts: tuple[Told, ...]
    others: tuple[Alert, ...]


Item = Alert | Told | Notice | Reminder | Digest
"""What can be written as a message; the outbox itself gives a Told for each alert."""


def news_of(alert: Alert) -> frozenset[str]:
    """A mark for each piece of news: topic, kind and the words before and after, whatever their spacing and case.

    Two alerts with the same marks tell the same, each of its own document.
    """
    marks = set()
    for finding in alert.assessment.findings:
        if finding.known_since is None:
            sides = (quote.text if quote is not None else "" for quote in (finding.before, finding.after))
            words = "\0".join(" ".join(side.split()).casefold() for side in sides)
            said = f"{finding.topic}\0{finding.kind}\0{words}"
            marks.add(hashlib.blake2b(said.encode(), digest_size=8).hexdigest())
    return frozenset(marks)


def dates_of(alert: Alert) -> frozenset[dt.date]:
    """The dates that its findings announce."""
    claims = (finding.claim_after for finding in alert.assessment.findings if finding.known_since is None)
    return frozenset(claim.effective for claim in claims if claim is not None and claim.effective is not None)


def moved_dates(alert: Alert) -> frozenset[dt.date]:
    """The dates that its document announced before and has now replaced by another one."""
    pairs = ((finding.claim_before, finding.claim_after) for finding in alert.assessment.findings)
    moved = {old.effective for old, new in pairs if old is not None and old.effective and new and new.effective}
    return frozenset(moved) - dates_of(alert)


def pack(alerts: Iterable[Alert]) -> str:
    """Alerts as one text."""
    return json.dumps([alert_to_json(alert) for alert in alerts])


def unpack(text: str) -> tuple[Alert, ...]:
    """The alerts that `pack` wrote. Raises ValueError."""
    return tuple(alert_from_json(each) for each in json.loads(text))


def pack_reminder(alert: str, date: dt.date) -> str:
    """A reminder's content as one text; `alert` is the alert as JSON."""
    return json.dumps({"date": date.isoformat(), "alert": alert})


def unpack_reminder(reminder_id: str, text: str) -> Reminder:
    """The reminder that `pack_reminder` wrote. Raises ValueError, KeyError or TypeError."""
    content = json.loads(text)
    return Reminder(reminder_id, alert_from_json(content["alert"]), dt.date.fromisoformat(content["date"]))


def pack_digest(alerts: Iterable[Told], others: Iterable[Alert]) -> str:
    """A digest's content as one text."""
    return json.dumps({"alerts": [[pack((told.alert,)), pack(told.also)] for told in alerts], "others": pack(others)})


def unpack_digest(digest_id: str, text: str) -> Digest:
    """The digest that `pack_digest` wrote. Raises ValueError, KeyError or TypeError."""
    content = json.loads(text)
    alerts = tuple(Told(unpack(alert)[0], unpack(also)) for alert, also in content["alerts"])
    return Digest(digest_id, alerts, unpack(content["others"]))
