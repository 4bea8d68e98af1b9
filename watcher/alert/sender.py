"""Carries due deliveries to their services: channels side by side, each in its own order.

Every attempt runs in a thread of its own, because Apprise blocks; a service that hangs keeps that thread and its own
channel waiting, nothing else. The database is touched only from the event loop's thread.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from watcher.alert.channel import Destination, Result, Transport
from watcher.alert.intake import LOST
from watcher.alert.items import Item, Told
from watcher.alert.outbox import Outbox
from watcher.alert.rows import Delivery, GaveUp
from watcher.model import Alert, Message

log = logging.getLogger(__name__)

Render = Callable[[Item, str], Message]
Clock = Callable[[], dt.datetime]
Summarize = Callable[[Alert, str], Awaitable[str]]

FAILURES_A_ROUND = 2  # after so many in a row a channel is left alone until the next round
ABANDON_AFTER = dt.timedelta(minutes=15)  # an attempt that hangs for so long is never heard of again
GRACE = 5.0  # seconds that an attempt under way gets when the program is asked to stop


@dataclass(frozen=True, slots=True)
class Tally:
    """What one round did."""

    delivered: int = 0
    failed: int = 0
    given_up: tuple[GaveUp, ...] = ()


@dataclass
class _Line:
    """One channel at work."""

    channel: Destination
    key: str
    transport: Transport | None = None
    late: tuple[Delivery, asyncio.Future[Result], dt.datetime] | None = None
    delivered: int = 0
    failed: int = 0
    given_up: list[GaveUp] = field(default_factory=list)


class Sender:
    """Delivers what is due. One per daemon; `deliver_due` must not run twice at the same time."""

    def __init__(
        self,
        outbox: Outbox,
        channels: Sequence[Destination],
        render: Render,
        clock: Clock,
        summarize: Summarize | None = None,
    ) -> None:
        self._outbox = outbox
        self._channels = tuple(channels)
        self._render = render
        self._clock = clock
        self._summarize = summarize
        self._stopped = False
        self._lines = [_Line(channel, outbox.key(channel)) for channel in self._channels]

    def stop(self) -> None:
        """No further attempt is begun; those under way are finished by the running `deliver_due`."""
        self._stopped = True

    async def deliver_due(self) -> Tally:
        """One round over all channels: sends until nothing is due or a channel fails twice in a row.

        When cancelled, attempts under way get GRACE seconds to be recorded. Raises OutboxError when the database
        cannot be used, after the other channels have finished.
        """
        for line in self._lines:
            line.delivered, line.failed, line.given_up = 0, 0, []
        ends = await asyncio.gather(*(self._work(line) for line in self._lines), return_exceptions=True)
        for end in ends:
            if end is not None:
                raise end
        return Tally(
            sum(line.delivered for line in self._lines),
            sum(line.failed for line in self._lines),
            tuple(gave_up for line in self._lines for gave_up in line.given_up),
        )

    async def _work(self, line: _Line) -> None:
        if not self._settle_late(line):
            return
        in_a_row = 0
        while not self._stopped:
            batch = self._outbox.due(line.key, self._clock())
            if not batch:
                return
            for delivery in batch:
                in_a_row = 0 if await self._deliver(line, delivery) else in_a_row + 1
                if in_a_row >= FAILURES_A_ROUND or line.late is not None or self._stopped:
                    return

    def _settle_late(self, line: _Line) -> bool:
        """Looks after an attempt that outlasted its time. False while the channel must still be left alone."""
        if line.late is None:
            return True
        delivery, future, begun = line.late
        if not future.done() and self._clock() - begun < ABANDON_AFTER:
            return False
        if future.done() and future.result().ok:
            self._note(line, delivery, future.result())
        line.late = None
        line.transport = None
        return True

    async def _deliver(self, line: _Line, delivery: Delivery) -> bool:
        summary = await self._summary(line, delivery)
        if self._stopped:  # while the model was at it
            return False
        begun = self._clock()
        future = self._attempt(line, delivery, summary)
        limit = self._outbox.policy.attempt_limit.total_seconds()
        try:
            await asyncio.wait({future}, timeout=limit)
        except asyncio.CancelledError:
            self._stopped = True
            await asyncio.wait({future}, timeout=GRACE)
            if future.done():
                self._note(line, delivery, future.result())
            raise
        if future.done():
            return self._note(line, delivery, future.result())
        line.late = (delivery, future, begun)
        return self._note(line, delivery, Result(ok=False, reason=f"no answer within {limit:.0f} s"))

    def _note(self, line: _Line, delivery: Delivery, result: Result) -> bool:
        gave_up = self._outbox.record(delivery, result, self._clock(), self._channels)
        if result.ok:
            line.delivered += 1
        else:
            line.failed += 1
            log.warning("%s: %s was not delivered: %s", delivery.display, delivery.message, result.reason)
        if gave_up is not None:
            line.given_up.append(gave_up)
            log.error(
                "%s: gave up delivering %s after %d attempts: %s. `watcher alerts retry %s` tries again.",
                gave_up.display,
                gave_up.message,
                gave_up.attempts,
                gave_up.reason,
                gave_up.message,
            )
        return result.ok

    async def _summary(self, line: _Line, delivery: Delivery) -> str:
        """What a language model adds to an alert; only this channel waits for it, and before its attempt begins."""
        if self._summarize is None:
            return ""
        item = self._outbox.item(delivery)
        return await self._summarize(item.alert, line.channel.language) if isinstance(item, Told) else ""

    def _attempt(self, line: _Line, delivery: Delivery, summary: str) -> asyncio.Future[Result]:
        """Starts one attempt in a daemon thread: one that hangs must not keep the program from ending."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        item = self._outbox.item(delivery)
        if item is None:
            future.set_result(Result(ok=False, reason=LOST, permanent=True))
            return future
        if isinstance(item, Told) and summary:
            item = replace(item, summary=summary)

        def finish(result: Result) -> None:
            if not future.done():
                future.set_result(result)

        def run() -> None:
            result = self._send(line, item, delivery.accepted)
            try:
                loop.call_soon_threadsafe(finish, result)
            except RuntimeError:  # the loop has ended meanwhile; after the restart the message is sent again
                return

        threading.Thread(target=run, name=f"alert-{line.key}", daemon=True).start()
        return future

    def _send(self, line: _Line, item: Item, accepted: tuple[str, ...]) -> Result:
        try:
            message = self._render(item, line.channel.language)
            if line.transport is None:
                line.transport = line.channel.transport()
            return line.transport.send(message, line.channel.language, accepted)
        except Exception as error:  # noqa: BLE001 - a boundary: plugins raise anything, and one message that cannot be
            # written must not hold up all others. The words of the error may hold the URL; its type does not.
            where = _place(error)
            return Result(ok=False, reason=f"an internal error: {type(error).__name__} in {where}")


def _place(error: BaseException) -> str:
    """Module and line where the error arose, for the bug report."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
