"""What comes into the outbox: which channel gets an alert, when, and together with what.

    alert ─┬─ a channel wants it ─┬─ the same was told of another document ─▶ merged: named in that message
           │                      ├─ the route gathers digests ─────────────▶ held until its time
           │                      └─ else ──────────────────────────────────▶ due (after the quiet hours)
           └─ no channel of that route, but it wants all other changes ─────▶ held for that digest
    held ── its time has come ──▶ one digest message; a single alert goes out as itself

Everything happens inside the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.alert import timing as times
from watcher.alert.channel import Destination
from watcher.alert.items import (
    KIND_ALERT,
    KIND_DIGEST,
    KIND_REMINDER,
    Told,
    dates_of,
    moved_dates,
    news_of,
    pack,
    pack_digest,
    pack_reminder,
    unpack,
)
from watcher.model import Alert, Outcome
from watcher.model.wire import alert_from_json, alert_to_json
from watcher.state import State
from watcher.state.times import to_db

TOGETHER = dt.timedelta(days=3)  # how long the same words on another page of a platform are the same news
GATHERING = dt.timedelta(minutes=3)  # how long an alert waits, at most, for the other pages of its platform
LOST = "the state database does not hold this message in a form that can be read; CHANGES.md has it"
_ALERTS, _OTHERS = "alert", "other"  # what a held row will be part of
_NO_CHANNEL = ""


@dataclass(frozen=True)
class Intake:
    """Writes the rows. All methods raise OutboxError when the database cannot be used."""

    state: State

    def add(
        self,
        alert: Alert,
        channels: Sequence[Destination],
        salt: bytes,
        now: dt.datetime,
        gathering: frozenset[str] = frozenset(),
    ) -> int:
        """One alert for those channels; how many rows that adds. `gathering` are the platforms whose other pages are
        being looked at: what is to go out at once waits a little for them."""
        news = news_of(alert)
        body = alert_to_json(alert)
        wanted = [(channel, channel.admits(alert)) for channel in channels]
        kept = [(channel, admitted) for channel, admitted in wanted if admitted or _other(channel, alert)]
        if not kept and not news:
            return 0
        self._message(alert, now, " ".join(sorted(news)))
        added = 0
        for channel, admitted in kept:
            key = channel.key(salt)
            if not admitted:
                assert channel.timing.others is not None  # noqa: S101 - `_other` has looked
                at = times.next_digest(channel.timing.others, channel.timing.zone, now)
                added += self._row(alert.id, alert.target.id, channel, key, "held", at, part=_OTHERS)
                continue
            leader = self._leader(alert, news, key, now)
            if leader is not None:
                new = self._row(alert.id, alert.target.id, channel, key, "merged", now, within=leader["id"])
                if new and leader["state"] in ("due", "held"):
                    self._tell_with(leader, alert)
            elif channel.timing.digest is not None:
                at = times.next_digest(channel.timing.digest, channel.timing.zone, now)
                new = self._row(alert.id, alert.target.id, channel, key, "held", at, part=_ALERTS)
            else:
                at = times.due(channel.timing, alert.assessment.severity, now)
                urgent = at == now
                waits = urgent and alert.target.platform in gathering
                at = now + GATHERING if waits else at
                new = self._row(alert.id, alert.target.id, channel, key, "due", at, gathering=waits)
                if new and urgent:
                    self._let_go(alert.target.id, key, at)
            added += new
            if new and leader is None:
                self._remind(alert, channel, key, body, now)
        self._withdraw_reminders(alert)
        if added:
            self.state.execute("UPDATE messages SET body = ? WHERE id = ?", (body, alert.id))
        elif not kept:
            self._row(alert.id, alert.target.id, None, _NO_CHANNEL, "no-channel", now)
        return added

    def _let_go(self, target: str, key: str, at: dt.datetime) -> None:
        """What waits for the end of the quiet hours does not hold up what is urgent: it goes out before it."""
        self.state.execute(
            "UPDATE deliveries SET due_at = ? WHERE channel = ? AND target = ? AND state = 'due' AND attempts = 0 "
            "AND due_at > ?",
            (to_db(at), key, target, to_db(at)),
        )

    def release(self, gathering: Iterable[str], now: dt.datetime) -> None:
        """The alerts of platforms whose pages have been looked at wait no longer."""
        self.state.execute(
            "UPDATE deliveries SET gathering = 0, due_at = min(due_at, ?) WHERE state = 'due' AND gathering = 1 "
            "AND message NOT IN (SELECT id FROM messages WHERE platform IN (SELECT value FROM json_each(?)))",
            (to_db(now), json.dumps(list(gathering))),
        )

    def gather(self, channels: Iterable[Destination], salt: bytes, now: dt.datetime) -> int:
        """Makes a message of what is held for each channel and whose time has come; how many messages that adds."""
        added = 0
        for channel in channels:
            key = channel.key(salt)
            self._pull_forward(channel, key, now)
            rows = self.state.rows(
                "SELECT d.seq, d.part, m.* FROM deliveries AS d JOIN messages AS m ON m.id = d.message "
                "WHERE d.channel = ? AND d.state = 'held' AND d.due_at <= ? ORDER BY d.seq",
                (key, to_db(now)),
            )
            if rows:
                added += self._gathered(rows, channel, key, now)
        return added

    def _pull_forward(self, channel: Destination, key: str, now: dt.datetime) -> None:
        """A digest that has become more frequent since (weekly, now daily) does not wait for its old time."""
        for part, when in ((_ALERTS, channel.timing.digest), (_OTHERS, channel.timing.others)):
            question = "SELECT max(due_at) AS last FROM deliveries WHERE channel = ? AND state = 'held' AND part = ?"
            last = self.state.rows(question, (key, part))[0]["last"] if when is not None else None
            if when is not None and last is not None and last > to_db(now):
                at = to_db(times.next_digest(when, channel.timing.zone, now))
                self.state.execute(
                    "UPDATE deliveries SET due_at = min(due_at, ?) WHERE channel = ? AND state = 'held' AND part = ?",
                    (at, key, part),
                )

    def _gathered(self, rows: list[sqlite3.Row], channel: Destination, key: str, now: dt.datetime) -> int:
        if len(rows) == 1 and rows[0]["part"] == _ALERTS:
            values = (to_db(now), rows[0]["seq"])
            self.state.execute("UPDATE deliveries SET state = 'due', due_at = ? WHERE seq = ?", values)
            return 1
        rows = [row for row in rows if self._readable(row)]
        if not rows:
            return 0
        alerts = [Told(alert_from_json(row["body"]), _also(row)) for row in rows if row["part"] == _ALERTS]
        others = [alert_from_json(row["body"]) for row in rows if row["part"] == _OTHERS]
        seed = f"{key}\0{rows[0]['seq']}\0{rows[-1]['seq']}"
        digest = f"g-{hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()}"
        headline = f"digest: {len(alerts)} alerts, {len(others)} other changes"
        self.state.execute(
            "INSERT INTO messages (id, kind, target, headline, created, body) "
            "VALUES (?, ?, '', ?, ?, ?) ON CONFLICT DO NOTHING",
            (digest, KIND_DIGEST, headline, to_db(now), pack_digest(alerts, others)),
        )
        self._row(digest, "", channel, key, "due", now)
        for row in rows:
            self.state.execute(
                "UPDATE deliveries SET state = 'digested', within = ? WHERE seq = ?", (digest, row["seq"])
            )
            self.forget_body(row["id"])
        return 1

    def _readable(self, row: sqlite3.Row) -> bool:
        """Whether this program can read the held alert; one that it cannot (a newer one wrote it) is given up."""
        try:
            alert_from_json(row["body"] or "")
            _also(row)
        except ValueError:
            self.state.execute(
                "UPDATE deliveries SET state = 'given-up', error = ? WHERE seq = ?", (LOST, row["seq"])
            )
            return False
        return True

    def forget_body(self, message: str) -> None:
        """The alert itself is in the archive; here it is only kept for as long as somebody may still need it sent."""
        self.state.execute(
            "UPDATE messages SET body = NULL, also = '' WHERE id = ? AND NOT EXISTS ("
            "SELECT 1 FROM deliveries WHERE message = messages.id AND state IN ('due', 'given-up', 'held'))",
            (message,),
        )

    # --- rows

    def _message(self, alert: Alert, now: dt.datetime, news: str) -> None:
        headline = alert.headline.get("en") or next(iter(alert.headline.values()), alert.target.id)
        self.state.execute(
            "INSERT INTO messages (id, kind, target, headline, created, platform, news) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (alert.id, KIND_ALERT, alert.target.id, headline, to_db(now), alert.target.platform, news),
        )

    def _row(
        self,
        message: str,
        target: str,
        channel: Destination | None,
        key: str,
        state: str,
        at: dt.datetime,
        *,
        part: str = "",
        within: str = "",
        gathering: bool = False,
    ) -> int:
        route, display = (channel.route, channel.display) if channel is not None else ("", "")
        return self.state.execute(
            "INSERT INTO deliveries "
            "(message, channel, route, display, target, state, due_at, part, within, gathering) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (message, key, route, display, target, state, to_db(at), part, within, int(gathering)),
        ).rowcount

    def _leader(self, alert: Alert, news: frozenset[str], key: str, now: dt.datetime) -> sqlite3.Row | None:
        """The alert of another document of the platform that tells on that channel all that this one tells.

        One that was given up or withdrawn, itself or with its digest, tells nothing; and the digest of other changes
        lists a page without saying what is new on it.
        """
        rows = self.state.rows(
            "SELECT m.id, m.news, m.also, d.state FROM messages AS m JOIN deliveries AS d ON d.message = m.id "
            "WHERE m.platform = ? AND m.created >= ? AND m.news != '' AND m.target != ? AND d.channel = ? "
            "AND d.part != ? AND (d.state IN ('due', 'held', 'delivered') OR (d.state = 'digested' AND EXISTS ("
            "SELECT 1 FROM deliveries AS g WHERE g.message = d.within AND g.state IN ('due', 'delivered')))) "
            "ORDER BY d.seq",
            (alert.target.platform, to_db(now - TOGETHER), alert.target.id, key, _OTHERS),
        )
        return next((row for row in rows if news and news <= set(row["news"].split())), None)

    def _tell_with(self, leader: sqlite3.Row, alert: Alert) -> None:
        row = self.state.rows("SELECT also FROM messages WHERE id = ?", (leader["id"],))[0]
        also = _also(row)
        if all(each.id != alert.id for each in also):
            self.state.execute("UPDATE messages SET also = ? WHERE id = ?", (pack((*also, alert)), leader["id"]))

    def _withdraw_reminders(self, alert: Alert) -> None:
        """Reminders of a date that the same document has now moved: nobody is to be reminded of a day that is off."""
        for date in moved_dates(alert):
            self.state.execute(
                "UPDATE deliveries SET state = 'withdrawn', error = 'the date was moved' "
                "WHERE state = 'due' AND attempts = 0 AND message IN ("
                "SELECT id FROM messages WHERE kind = ? AND target = ? AND headline = ?)",
                (KIND_REMINDER, alert.target.id, f"reminder of {date}"),
            )

    def _remind(self, alert: Alert, channel: Destination, key: str, body: str, now: dt.datetime) -> None:
        """Reminders of the dates that it announces; one for a platform and a date, whatever number of its documents
        announce it. Each has a line of its own: one that waits for its day must not hold up what comes after it."""
        for date, at in times.reminders(channel.timing, dates_of(alert), now):
            seed = f"{alert.target.platform}\0{date}\0{to_db(at)}"
            reminder = f"r-{hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()}"
            named = (reminder, KIND_REMINDER, alert.target.id, f"reminder of {date}", to_db(now))
            self.state.execute(
                "INSERT INTO messages (id, kind, target, headline, created, body) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (*named, pack_reminder(body, date)),
            )
            line = f"{alert.target.id} {date} {reminder}"
            when = times.due(channel.timing, None, at)
            if not self._row(reminder, line, channel, key, "due", when):  # perhaps withdrawn: the date is on again
                self.state.execute(
                    "UPDATE deliveries SET state = 'due', due_at = ?, error = '' "
                    "WHERE message = ? AND channel = ? AND state = 'withdrawn'",
                    (to_db(when), reminder, key),
                )


def _other(channel: Destination, alert: Alert) -> bool:
    """Whether the channel's digest of other text changes takes this one."""
    return channel.timing.others is not None and alert.outcome is Outcome.CHANGED and channel.covers(alert)


def _also(row: sqlite3.Row) -> tuple[Alert, ...]:
    return unpack(row["also"]) if row["also"] else ()
