"""The outbox: what is to be delivered, what was, and what was given up.

`enter` writes the rows of new alerts and the archive's commit up to which they were read in one transaction, so an
alert is entered once however often the program is killed between. It never sends anything itself.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from watcher.alert.channel import Destination, Result
from watcher.alert.intake import Intake
from watcher.alert.items import (
    KIND_DIGEST,
    KIND_NOTICE,
    KIND_REMINDER,
    Item,
    Told,
    unpack,
    unpack_digest,
    unpack_reminder,
)
from watcher.alert.policy import Policy
from watcher.alert.rows import Adopted, Delivery, Entry, GaveUp, to_delivery, to_entry
from watcher.alert.timing import due
from watcher.config import Timing
from watcher.model import Alert
from watcher.model.wire import alert_from_json
from watcher.state import Notice, State
from watcher.state.times import from_db, to_db

GAVE_UP = "gave-up"  # kind of the notice that tells the other channels

_SYNCED = "synced"
_INSTALLED = "installed"
_NO_CHANNEL = ""


@dataclass(frozen=True)
class Outbox:
    """The deliveries in one state database. All methods raise OutboxError when it cannot be used."""

    state: State
    policy: Policy = field(default_factory=Policy)
    chance: random.Random = field(default_factory=random.Random, repr=False)

    # --- what comes in

    @property
    def synced(self) -> str | None:
        """The archive's commit up to which alerts were entered; None for a new installation."""
        return self.state.meta(_SYNCED)

    def start(self, head: str, now: dt.datetime) -> bool:
        """Marks a new installation: what the archive holds so far is history and is not sent. True if it was new."""
        with self.state.transaction():
            if self.synced is not None:
                return False
            self.state.set_meta(_SYNCED, head)
            self.state.set_meta(_INSTALLED, str(to_db(now)))
            return True

    def enter(
        self,
        alerts: Sequence[Alert],
        channels: Sequence[Destination],
        *,
        head: str,
        now: dt.datetime,
        gathering: frozenset[str] = frozenset(),
    ) -> int:
        """Enters alerts in the archive's order and notes `head` as synced, all or nothing. Returns new deliveries.

        Entering the same alerts again adds nothing. An alert that no channel admits is recorded as `no-channel`.
        `gathering` are platforms whose other pages are being looked at (see `Intake`).
        """
        salt, intake = self.state.salt(), Intake(self.state)
        with self.state.transaction():
            added = sum(intake.add(alert, channels, salt, now, gathering) for alert in alerts)
            self.state.set_meta(_SYNCED, head)
        return added

    def gather(
        self, channels: Sequence[Destination], now: dt.datetime, gathering: frozenset[str] = frozenset()
    ) -> int:
        """Makes messages of the digests whose time has come, and lets go what waited for the other pages of platforms
        that are no longer `gathering`; how many digests that adds."""
        intake = Intake(self.state)
        with self.state.transaction():
            intake.release(gathering, now)
            return intake.gather(channels, self.state.salt(), now)

    def enter_notice(self, notice: Notice, channels: Sequence[Destination], now: dt.datetime) -> bool:
        """Enters a notice for those channels. False when the event is already known: it is told once."""
        salt = self.state.salt()
        with self.state.transaction():
            if not self.state.add_notice(notice):
                return False
            headline = f"{notice.kind}: {notice.subject}" if notice.subject else notice.kind
            self._add_message(notice.id, "notice", notice.target, headline, now)
            if not channels:
                self._add_unsent(notice.id, notice.target, now)
            self._add_rows(notice.id, notice.target, channels, salt, now)
            return True

    def _add_message(self, key: str, kind: str, target: str, headline: str, now: dt.datetime) -> None:
        self.state.execute(
            "INSERT INTO messages (id, kind, target, headline, created) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (key, kind, target, headline, to_db(now)),
        )

    def _add_rows(
        self, message: str, target: str, channels: Sequence[Destination], salt: bytes, now: dt.datetime
    ) -> int:
        """Rows for a notice: never urgent, so the quiet hours hold for it."""
        return sum(
            self.state.execute(
                "INSERT INTO deliveries (message, channel, route, display, target, state, due_at) "
                "VALUES (?, ?, ?, ?, ?, 'due', ?) ON CONFLICT DO NOTHING",
                (message, channel.key(salt), channel.route, channel.display, target, to_db(at)),
            ).rowcount
            for channel in channels
            for at in (due(channel.timing, None, now),)
        )

    def _add_unsent(self, message: str, target: str, now: dt.datetime) -> None:
        self.state.execute(
            "INSERT INTO deliveries (message, channel, route, display, target, state, due_at) "
            "VALUES (?, ?, '', '', ?, 'no-channel', ?) ON CONFLICT DO NOTHING",
            (message, _NO_CHANNEL, target, to_db(now)),
        )

    # --- what goes out

    def key(self, channel: Destination) -> str:
        """The fingerprint under which this database knows the channel."""
        return channel.key(self.state.salt())

    def due(self, key: str, now: dt.datetime, limit: int = 100) -> tuple[Delivery, ...]:
        """What may be sent on that channel now, oldest first, at most one message per target."""
        rows = self.state.rows(
            "SELECT h.*, m.kind, m.headline FROM heads AS h JOIN messages AS m ON m.id = h.message "
            "WHERE h.channel = ? AND h.due_at <= ? ORDER BY h.seq LIMIT ?",
            (key, to_db(now), limit),
        )
        return tuple(to_delivery(row) for row in rows)

    def next_due(self, channels: Sequence[Destination]) -> dt.datetime | None:
        """When the next attempt on any of these channels is due; None when nothing waits."""
        question = "SELECT min(due_at) AS at FROM heads WHERE channel = ?"
        times = [self.state.rows(question, (self.key(channel),))[0]["at"] for channel in channels]
        known = [time for time in times if time is not None]
        return from_db(min(known)) if known else None

    def item(self, delivery: Delivery) -> Item | None:
        """What to render; None when the database holds nothing that can be read."""
        if delivery.kind == KIND_NOTICE:
            return self.state.notice(delivery.message)
        rows = self.state.rows("SELECT body, also FROM messages WHERE id = ?", (delivery.message,))
        if not rows or rows[0]["body"] is None:
            return None
        body, also = rows[0]["body"], rows[0]["also"]
        try:
            if delivery.kind == KIND_DIGEST:
                return unpack_digest(delivery.message, body)
            if delivery.kind == KIND_REMINDER:
                return unpack_reminder(delivery.message, body)
            return Told(alert_from_json(body), unpack(also) if also else ())
        except (ValueError, KeyError, TypeError):  # written by another version of the program
            return None

    def record(
        self, delivery: Delivery, result: Result, now: dt.datetime, channels: Sequence[Destination] = ()
    ) -> GaveUp | None:
        """Notes what became of an attempt: delivered, to be tried again, or given up.

        A GaveUp is entered as a notice for the other ones of `channels` in the same transaction, unless what was
        given up is itself such a notice.
        """
        with self.state.transaction():
            if result.ok:
                self._delivered(delivery, now)
                return None
            first = delivery.first_try or now
            refusals = delivery.refusals + 1 if result.permanent else 0
            patience = next((c.timing.retry_for for c in channels if self.key(c) == delivery.channel), None)
            if not self.policy.gives_up(first, now, refusals, patience):
                wait = self.policy.wait(delivery.attempts + 1, self.chance.random(), result.retry_after)
                self._failed(delivery, result, "due", now, now + wait, refusals)
                return None
            self._failed(delivery, result, "given-up", now, now, refusals)
            gave_up = GaveUp(
                delivery.message,
                delivery.target,
                delivery.headline,
                delivery.channel,
                delivery.display,
                result.reason,
                delivery.attempts + 1,
                first,
            )
            self._tell(delivery, gave_up, now, channels)
            return gave_up

    def _delivered(self, delivery: Delivery, now: dt.datetime) -> None:
        self.state.execute(
            "UPDATE deliveries SET state = 'delivered', attempts = ?, last_try = ?, delivered_at = ?, "
            "first_try = coalesce(first_try, ?), error = '', accepted = '' WHERE seq = ?",
            (delivery.attempts + 1, to_db(now), to_db(now), to_db(now), delivery.seq),
        )
        Intake(self.state).forget_body(delivery.message)

    def _failed(
        self, delivery: Delivery, result: Result, state: str, now: dt.datetime, due: dt.datetime, refusals: int
    ) -> None:
        self.state.execute(
            "UPDATE deliveries SET state = ?, attempts = ?, refusals = ?, due_at = ?, last_try = ?, "
            "first_try = coalesce(first_try, ?), error = ?, accepted = ? WHERE seq = ? AND state = 'due'",
            (
                state,
                delivery.attempts + 1,
                refusals,
                to_db(due),
                to_db(now),
                to_db(now),
                result.reason,
                " ".join(sorted({*delivery.accepted, *result.accepted})),
                delivery.seq,
            ),
        )

    def _tell(self, delivery: Delivery, gave_up: GaveUp, now: dt.datetime, channels: Sequence[Destination]) -> None:
        if delivery.kind == "notice" and self._is_about_giving_up(delivery.message):
            return
        facts = {
            "message": gave_up.message,
            "headline": gave_up.headline,
            "channel": gave_up.display,
            "reason": gave_up.reason,
            "attempts": str(gave_up.attempts),
        }
        subject = f"{gave_up.display} {gave_up.message}"
        notice = Notice.of(GAVE_UP, subject, since=gave_up.since, created=now, facts=facts)
        self.enter_notice(notice, [channel for channel in channels if self.key(channel) != gave_up.channel], now)

    def _is_about_giving_up(self, message: str) -> bool:
        notice = self.state.notice(message)
        return notice is not None and notice.kind == GAVE_UP

    def _keep_to(self, timing: Timing, key: str) -> int:
        """What waits for a digest or a day that the route no longer asks for: alerts are due now, the rest is
        withdrawn; how many rows that withdraws."""
        if timing.digest is None:
            self.state.execute(
                "UPDATE deliveries SET state = 'due', due_at = min(due_at, (SELECT created FROM messages "
                "WHERE id = deliveries.message)) WHERE channel = ? AND state = 'held' AND part = 'alert'",
                (key,),
            )
        return self.state.execute(
            "UPDATE deliveries SET state = 'withdrawn', error = 'the route no longer asks for it' WHERE channel = ? "
            "AND ((? AND state = 'held' AND part = 'other') OR (? AND state = 'due' AND attempts = 0 AND message IN ("
            "SELECT id FROM messages WHERE kind = ?)))",
            (key, timing.others is None, not timing.remind, KIND_REMINDER),
        ).rowcount

    # --- what people ask for

    def retry(self, now: dt.datetime, message: str | None = None) -> int:
        """Makes given-up and waiting deliveries (of one message, or all) due now, with a fresh count. Reminders keep
        their day, and what is held its digest."""
        return self.state.execute(
            "UPDATE deliveries SET state = 'due', due_at = ?, attempts = 0, refusals = 0, first_try = NULL "
            "WHERE state IN ('due', 'given-up') AND (? IS NULL OR message = ?) AND NOT (state = 'due' "
            "AND attempts = 0 AND due_at > ? AND message IN (SELECT id FROM messages WHERE kind = ?))",
            (to_db(now), message, message, to_db(now), KIND_REMINDER),
        ).rowcount

    def list(self, limit: int = 50, state: str | None = None) -> tuple[Entry, ...]:
        """The latest deliveries, newest first, of one state if asked."""
        rows = self.state.rows(
            "SELECT d.*, m.kind, m.headline, m.created, m.target AS about "
            "FROM deliveries AS d JOIN messages AS m ON m.id = d.message "
            "WHERE (? IS NULL OR d.state = ?) ORDER BY d.seq DESC LIMIT ?",
            (state, state, limit),
        )
        return tuple(to_entry(row) for row in rows)

    def adopt(self, channels: Sequence[Destination]) -> Adopted:
        """Settles what waits for a channel that is no longer configured; call it when the configuration was read.

        A changed password or token makes a new channel. When exactly one configured channel has the same route and
        display, it takes over; what nobody takes over is withdrawn, and stays visible in the list.
        """
        salt = self.state.salt()
        current = {channel.key(salt): channel for channel in channels}
        moved = withdrawn = 0
        with self.state.transaction():
            orphans = self.state.rows(
                "SELECT DISTINCT channel, route, display FROM deliveries WHERE state = 'due' "
                "UNION SELECT DISTINCT channel, route, display FROM deliveries WHERE state = 'held' "
                "UNION SELECT DISTINCT channel, route, display FROM deliveries WHERE state = 'given-up'"
            )
            for row in (row for row in orphans if row["channel"] not in current):
                heirs = [k for k, c in current.items() if (c.route, c.display) == (row["route"], row["display"])]
                if len(heirs) == 1:
                    moved += self.state.execute(
                        "UPDATE OR IGNORE deliveries SET channel = ? "
                        "WHERE channel = ? AND state IN ('due', 'held', 'given-up')",
                        (heirs[0], row["channel"]),
                    ).rowcount
                withdrawn += self.state.execute(
                    "UPDATE deliveries SET state = 'withdrawn', error = 'the channel is no longer configured' "
                    "WHERE channel = ? AND state IN ('due', 'held')",
                    (row["channel"],),
                ).rowcount
            withdrawn += sum(self._keep_to(channel.timing, key) for key, channel in current.items())
        return Adopted(moved, withdrawn)
