"""Everything that a check needs, joined once: network, archive, state, outbox.

    fetch -> as it was? -> judge -> extract -> compare with the last version -> assess -> commit -> deliver
      |       (fast)            (one worker thread: record.take)                             |        |
      |                                                                                      |        +-- sender
      +-- async, one request a host                                                          +-- the transaction

State is written after the commit, never before: a crash in between repeats a check, it does not lose a change.
Whoever cancels a check stops its fetch; a commit that was begun is finished and its state written.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from watcher.alert import Item, Outbox, Sender, Summarizer, Tally, ping
from watcher.archive import Archive, Entry
from watcher.capture import Fetcher
from watcher.check import fast, letters, manners
from watcher.check.ahead import upcoming_id
from watcher.check.gather import gather, shown
from watcher.check.health import lasting
from watcher.check.ledger import Clock, Ledger
from watcher.check.posts import channels, health_posts
from watcher.check.progress import Checked
from watcher.check.recorded import Recorded
from watcher.config import Settings, Target
from watcher.errors import ArchiveError, StateError
from watcher.model import Alert, Capture, Message, Outcome, Verdict, VerdictKind
from watcher.state import State

if TYPE_CHECKING:
    from watcher.report import Unseen

log = logging.getLogger(__name__)

__all__ = ["Clock", "Watch"]

_MOST_UNREAD = 4  # captures that wait for the worker thread before no further request is begun


class Watch:
    """Checks targets and sends what the archive says is to be told. Used from one event loop."""

    def __init__(
        self,
        *,
        settings: Settings,
        archive: Archive,
        state: State,
        outbox: Outbox,
        fetcher: Fetcher,
        clock: Clock,
        show: Callable[[str], None],
    ) -> None:
        self.archive = archive
        self.state = state
        self.outbox = outbox
        self.busy_since: dt.datetime | None = None
        """Since when the worker thread is at the capture that it is at; None while it has nothing to do."""
        self._ledger = Ledger(state, outbox, clock)
        self._fetcher = fetcher
        self._clock = clock
        self._show = show
        # One thread: parsing is bound to the interpreter anyway, and the archive takes one commit at a time.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record")
        self._unread = 0
        self._turns: dict[str, asyncio.Lock] = {}
        self._delivering = asyncio.Lock()
        self._pushing = asyncio.Lock()
        self._pushed: str | None = None
        self._ping_failed = False
        self._problems: tuple[str, ...] = ()
        self._take_up(settings)
        self._log_problems()

    def configure(self, settings: Settings) -> None:
        """Take up a new configuration, also while checks and deliveries are under way: attempts that were begun are
        finished, no other is begun in the old way. How many requests run at once stays as it was."""
        self.sender.stop()
        self._take_up(settings)

    def _take_up(self, settings: Settings) -> None:
        self.settings = settings
        self.channels = channels(settings, self._show)
        health = self._ledger.health = health_posts(settings)
        every = (*self.channels, *(post.channel for post in health))
        everywhere = tuple({self.outbox.key(channel): channel for channel in every}.values())
        model = Summarizer(
            settings.summary, self.state, self._clock, user_agent=settings.user_agent, ca_file=settings.ca_file
        )

        def write(item: Item, language: str) -> Message:
            from watcher.check.writing import Writer  # with all of the reports: first needed for a message

            return Writer(settings, self._clock, self.archive.redline)(item, language)

        self.sender = Sender(self.outbox, everywhere, write, self._clock, model.summarize)
        adopted = self.outbox.adopt(everywhere)
        if adopted.withdrawn:
            log.warning("%d deliveries waited for channels that are no longer configured", adopted.withdrawn)

    # --- checks

    async def check(self, target: Target) -> Checked:
        """One check of one target; a second one of the same target waits for the first.

        Raises StateError: an ArchiveError after it was noted that the target could not be recorded (nothing is lost,
        the next check finds the change again), any other when the state cannot be used. A bug, too, is noted before
        it goes on its way.
        """
        async with self._turns.setdefault(target.id, asyncio.Lock()):
            try:
                return await self._check(target)
            except ArchiveError as error:
                self._ledger.not_recorded(target, error)
                raise
            except StateError:
                raise
            except Exception as error:
                self._ledger.crashed(target, error)
                raise

    async def look_ahead(self, target: Target, checked: Checked) -> Checked | None:
        """After a check of the target, one of the text that is to come where its page announces one; raises what
        `check` raises. None where there is none, and where it cannot be seen: that is no illness, the page that
        announces it is the one that is watched. Once the page announces it no more, the archive notes that."""
        if checked.failed or target.ahead is not None:
            return None
        coming = self._ledger.ahead(target, self.settings.targets)
        if coming is None:
            return await self._closed(target)
        found = await self.check(coming)
        if found.failed:
            log.info("%s: %s", coming.id, found.verdict.reason or found.verdict.kind)
        return None if found.failed else found

    async def _closed(self, target: Target) -> Checked | None:
        """That what was to come of a document is announced no more; None where nothing was, or that is noted."""
        name = upcoming_id(target.id)
        if not self._ledger.withdrawn(target, self.archive.glance(name)):
            return None
        from watcher.check.record import OVER, close  # as in `_work`

        unseen = lasting(self.settings.targets, self.state.unwell(), self._clock())
        commit = await asyncio.wrap_future(self._worker.submit(close, self.archive, name, unseen))
        return Checked(name, Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), OVER, commit) if commit else None

    async def _check(self, target: Target) -> Checked:
        known = self._ledger.known(target.id)
        now = self._clock()
        if known.not_before is not None and known.not_before > now:
            verdict = Verdict(VerdictKind.BLOCKED, manners.asked_to_wait(known.not_before), known.not_before)
            return Checked(target.id, Outcome.FAILED, verdict)
        until = manners.host_waits(target, self.settings.targets, self.state.unwell(), now)
        if until is not None:
            verdict = Verdict(VerdictKind.BLOCKED, manners.asked_to_wait(until), until)
            return self._ledger.failed(target, verdict, Outcome.FAILED)
        entry = self.archive.glance(target.id)
        if entry is None:
            entries = await asyncio.to_thread(self.archive.entries)  # it may wait for a commit that is under way
            entry = entries.get(target.id)
        requests = [manners.request(page, known, entry, self.settings.user_agent) for page in target.pages]
        answer = await gather(self._fetcher, target, requests)
        if isinstance(answer, Verdict):
            return self._ledger.failed(target, answer, Outcome.FAILED)
        if answer.status == 304:
            unchanged = Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.NOT_MODIFIED))
            return self._ledger.succeeded(target, answer, unchanged)
        recorded, cancelled = await self._take(target, answer, entry)
        if not cancelled and manners.worth_a_browser(target, requests[0], recorded.verdict):
            again = await shown(self._fetcher, target, requests, answer)
            if isinstance(again, Verdict):
                recorded = replace(recorded, verdict=manners.not_shown(recorded.verdict, again))
            else:
                answer = again
                recorded, cancelled = await self._take(target, again, entry)
        if recorded.outcome is Outcome.QUARANTINED:
            outcome = Outcome.FAILED if answer.status >= 400 else Outcome.QUARANTINED
            checked = self._ledger.failed(target, recorded.verdict, outcome, recorded.suspect)
        else:
            checked = self._ledger.succeeded(target, answer, recorded)
        if cancelled:
            raise asyncio.CancelledError
        return checked

    async def _take(self, target: Target, capture: Capture, entry: Entry | None = None) -> tuple[Recorded, bool]:
        """What becomes of a capture, and whether we were cancelled meanwhile. It goes through the worker thread,
        unless it is as the last one was; `entry` is what the archive has of the target.

        Cancelled before its turn, the capture is dropped: nothing was written, the next check fetches it again.
        """
        recognised = fast.recognised(capture, target, self._ledger.known(target.id), entry)
        if recognised is not None:
            return recognised, False
        unseen = lasting(self.settings.targets, self.state.unwell(), self._clock())
        self._wait_to_be_read(1)
        future = self._worker.submit(self._work, target, capture, self._ledger.suspect(target.id), unseen)
        waiting = asyncio.wrap_future(future)
        cancelled = False
        try:
            while not waiting.done():
                try:
                    await asyncio.wait((waiting,))
                except asyncio.CancelledError:
                    if future.cancel():
                        raise
                    cancelled = True
        finally:
            self._wait_to_be_read(-1)
        self._log_problems()
        return waiting.result(), cancelled

    def _wait_to_be_read(self, change: int) -> None:
        """Counts the captures that wait for the worker thread: their pages are in memory, so they must be few."""
        self._unread += change
        if self._unread < _MOST_UNREAD:
            self._fetcher.room.set()
        else:
            self._fetcher.room.clear()

    def _work(self, target: Target, capture: Capture, suspect: str, unseen: Mapping[str, Unseen]) -> Recorded:
        self.busy_since = self._clock()
        try:
            from watcher.check.record import take  # with all that reads and compares: first needed for a new page

            recorded = take(self.archive, target, capture, suspect, unseen)
            return replace(recorded, look=fast.look(capture, target, recorded))
        finally:
            self.busy_since = None

    def _log_problems(self) -> None:
        """What of the archive cannot be shown in the work tree, each once for as long as it lasts."""
        problems = self.archive.problems
        for problem in problems:
            if problem not in self._problems:
                log.warning("%s", problem)
        self._problems = problems

    async def check_all(self, targets: Iterable[Target], done: Callable[[Checked], None]) -> list[Checked]:
        """All of them, side by side as far as the fetcher's manners allow, each with what is to come of it; `done` is
        called as each one ends.

        A StateError ends all of it at once: what cannot be recorded need not be fetched. A bug that one page brings
        to light is raised when the others have been checked. No check is left running.
        """

        async def one(target: Target) -> list[Checked]:
            checked = await self.check(target)
            done(checked)
            coming = await self.look_ahead(target, checked)
            return [checked] if coming is None else [checked, coming]

        with contextlib.suppress(ArchiveError):  # it is told, and noted, by the check of each of them
            await asyncio.to_thread(self.archive.entries)  # once, and not by each
        tasks = [asyncio.create_task(one(target)) for target in targets]
        running = set(tasks)
        try:
            while running:
                ended, running = await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
                for task in ended:
                    if isinstance(task.exception(), StateError):
                        return task.result()  # raises it
            return [checked for task in tasks for checked in task.result()]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # --- messages

    def enter(self) -> int:
        """Enters what was committed since the last time into the outbox; how many deliveries that adds."""
        return self._enter(*self.archive.alerts_since(self.outbox.synced or None))

    def _enter(self, alerts: list[Alert], head: str | None, gathering: frozenset[str] = frozenset()) -> int:
        if head is None or head == self.outbox.synced:
            return 0
        news = [alert for alert in alerts if alert.outcome is Outcome.CHANGED]
        old = letters.old_alerts(self.state) if news else frozenset()
        return self.outbox.enter(
            [alert for alert in news if alert.id not in old],
            self.channels,
            head=head,
            now=self._clock(),
            gathering=gathering,
        )

    async def deliver(self, gathering: frozenset[str] = frozenset()) -> Tally:
        """One round: enter what is new, send what is due. A second call waits for the first. `gathering` are
        platforms whose other documents are being looked at: their alerts wait for that, for some minutes at most.

        Raises ArchiveError when what is new could not be read, after sending what was already in the outbox.
        """
        async with self._delivering:
            trouble: ArchiveError | None = None
            try:
                news, head = await asyncio.to_thread(self.archive.alerts_since, self.outbox.synced or None)
                self._enter(news, head, gathering)
            except ArchiveError as error:
                trouble = error
            self._ledger.tell_health(self.settings)
            self._ledger.announce(self.settings.targets)
            self.outbox.gather(self.channels, self._clock(), gathering)
            tally = await self.sender.deliver_due()
            if trouble is not None:
                raise trouble
            return tally

    async def report(self) -> None:
        """Enter the message that the watcher is at work; the next `deliver` sends it."""
        entries = await asyncio.to_thread(self.archive.entries)
        self._ledger.report(self.settings.targets, entries)

    async def ping(self) -> None:
        """Tell the address of `life_signs`, if there is one, that we are alive. A failure is logged, once while it
        lasts: it is the other side that raises the alarm."""
        signs = self.settings.life_signs
        if signs.ping is None:
            return
        problem = await ping(signs.ping, self.settings.user_agent, self.settings.ca_file)
        if problem and not self._ping_failed:
            log.warning("the address of life_signs.ping could not be called: %s", problem)
        self._ping_failed = bool(problem)

    @property
    def reported(self) -> dt.datetime | None:
        """When that was entered last, or watching began."""
        return self._ledger.reported

    async def push(self) -> None:
        """Push what was committed, when a remote is configured. A failure is logged, told once when it lasts, and
        tried again with the next call."""
        async with self._pushing:
            remote = self.settings.push
            if remote is None:
                return
            try:
                head = await asyncio.to_thread(lambda: self.archive.head)
            except ArchiveError as error:
                log.warning("the archive could not be pushed: %s", error)
                return
            if head is None or head == self._pushed:
                return
            result = await asyncio.to_thread(self.archive.push, remote)
            if result.ok:
                self._pushed = head
                self._ledger.pushed()
            else:
                log.warning("the archive could not be pushed: %s", result.reason)
                self._ledger.not_pushed(result.reason)

    def close(self) -> None:
        """Waits for the commit that is under way; starts no other."""
        self._worker.shutdown(wait=True, cancel_futures=True)
