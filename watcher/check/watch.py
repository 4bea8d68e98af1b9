"""Everything that a check needs, joined once: network, archive, state, outbox.

    fetch -> judge the capture -> extract -> compare with the last version -> assess -> commit -> deliver
      |                        (one worker thread: record.take)                          |        |
      +-- async, one request a host --                                                   +-- the transaction
                                                                                                  +-- sender

State is written after the commit, never before: a crash in between repeats a check, it does not lose a change.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from watcher.alert import Outbox, Sender, Tally
from watcher.archive import Archive
from watcher.capture import Fetcher, FetchRequest
from watcher.check.examine import reading_of
from watcher.check.posts import Writer, channels, health_channels
from watcher.check.progress import Checked, after_failure, after_success, illness, notice_after
from watcher.check.record import Recorded, take
from watcher.config import Settings, Target
from watcher.model import Capture, Outcome, Validators, Verdict, VerdictKind, iso
from watcher.state import Notice, State, TargetState

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
_SUSPECT = "suspect/"
_ANNOUNCED = "announced"
_PUSH_FAILING = "push-failing"


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
        self._fetcher = fetcher
        self._clock = clock
        self._show = show
        # One thread: parsing is bound to the interpreter anyway, and the archive takes one commit at a time.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record")
        self._delivering = asyncio.Lock()
        self._pushed: str | None = None
        self.configure(settings)

    def configure(self, settings: Settings) -> None:
        """Take up a configuration; also a new one, while checks are under way. The network keeps its manners."""
        self.settings = settings
        self.channels = channels(settings, self._show)
        self.health = health_channels(settings, self.channels)
        everywhere = tuple({self.outbox.key(c): c for c in (*self.channels, *self.health)}.values())
        self.sender = Sender(self.outbox, everywhere, Writer(settings, self._clock), self._clock)
        adopted = self.outbox.adopt(everywhere)
        if adopted.withdrawn:
            log.warning("%d deliveries waited for channels that are no longer configured", adopted.withdrawn)

    async def check(self, target: Target) -> Checked:
        """One check of one target. Raises StateError when the archive or the state cannot be used."""
        known = self.state.get(target.id) or TargetState(target.id)
        now = self._clock()
        if known.not_before is not None and known.not_before > now:
            reason = f"the host asked not to be called before {iso(known.not_before)}"
            return Checked(target.id, Outcome.FAILED, Verdict(VerdictKind.BLOCKED, reason, known.not_before))
        answer = await self._fetcher.fetch(self._request(target, known))
        if isinstance(answer, Verdict):
            return self._failed(known, answer, Outcome.FAILED)
        if answer.status == 304:
            recorded = Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.NOT_MODIFIED))
        else:
            suspect = self.state.meta(_SUSPECT + target.id) or ""
            loop = asyncio.get_running_loop()
            recorded = await loop.run_in_executor(self._worker, take, self.archive, target, answer, suspect)
            if recorded.suspect != suspect:
                self.state.set_meta(_SUSPECT + target.id, recorded.suspect)
        if recorded.outcome is Outcome.QUARANTINED:
            outcome = Outcome.FAILED if answer.status >= 400 else Outcome.QUARANTINED
            return self._failed(known, recorded.verdict, outcome)
        return self._succeeded(known, answer, recorded)

    def _request(self, target: Target, known: TargetState) -> FetchRequest:
        """Validators are sent only while they speak for the version in the archive as it is read today."""
        entry = self.archive.entries().get(target.id)
        current = (
            entry is not None and entry.meta.reading == reading_of(target) and known.text_key == entry.meta.text_key
        )
        return FetchRequest(
            url=target.url,
            language=target.language,
            validators=Validators(known.etag, known.last_modified) if current else None,
            delay=target.delay,
            timeout=target.timeout,
            max_bytes=target.max_bytes,
            robots_override=target.robots_override,
            allow_private_addresses=target.allow_private_addresses,
        )

    def _failed(self, known: TargetState, verdict: Verdict, outcome: Outcome) -> Checked:
        now = self._clock()
        after = after_failure(known, verdict, outcome, now)
        with self.state.transaction():
            self.state.put(after)
            self._tell(notice_after(known, after, told=False, now=now))
        return Checked(known.id, outcome, verdict)

    def _succeeded(self, known: TargetState, capture: Capture, recorded: Recorded) -> Checked:
        now = self._clock()
        after = after_success(known, capture, recorded, now)
        sick = illness(known)
        told = sick is not None and self.state.notice(sick.id) is not None
        with self.state.transaction():
            self.state.put(after)
            self._tell(notice_after(known, after, told=told, now=now))
        alert_id = recorded.alert.id if recorded.alert is not None and recorded.alert.assessment.findings else ""
        return Checked(known.id, recorded.outcome, recorded.verdict, recorded.headline, recorded.commit, alert_id)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.outbox.enter_notice(notice, self.health, self._clock())

    async def check_all(self, targets: Iterable[Target], done: Callable[[Checked], None]) -> list[Checked]:
        """All of them, side by side as far as the fetcher's manners allow; `done` is called as each one ends."""

        async def one(target: Target) -> Checked:
            checked = await self.check(target)
            done(checked)
            return checked

        tasks = [asyncio.create_task(one(target)) for target in targets]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()

    def enter(self) -> int:
        """Enters what was committed since the last time into the outbox; how many deliveries that adds."""
        synced = self.outbox.synced
        alerts, head = self.archive.alerts_since(synced or None)
        if head is None or head == synced:
            return 0
        news = [alert for alert in alerts if alert.assessment.findings and alert.outcome is Outcome.CHANGED]
        return self.outbox.enter(news, self.channels, head=head, now=self._clock())

    async def deliver(self) -> Tally:
        """One round: enter what is new, send what is due. A second call waits for the first."""
        async with self._delivering:
            self.enter()
            self._announce()
            return await self.sender.deliver_due()

    def _announce(self) -> None:
        """Once in the life of an installation, when every target has been looked at: watching has begun."""
        if self.state.meta(_ANNOUNCED) is not None:
            return
        states = self.state.targets()
        if not all(target.id in states for target in self.settings.targets if target.enabled):
            return
        now = self._clock()
        facts = {"targets": " ".join(target.id for target in self.settings.targets if target.enabled)}
        self.state.set_meta(_ANNOUNCED, iso(now))
        if self.health:
            self.outbox.enter_notice(
                Notice.of("watching-began", "", since=now, created=now, facts=facts), self.health, now
            )

    async def push(self) -> None:
        """Push what was committed, when a remote is configured. A failure is logged, told once, and tried again."""
        remote, head = self.settings.push, self.archive.head
        if remote is None or head is None or head == self._pushed:
            return
        result = await asyncio.to_thread(self.archive.push, remote)
        if result.ok:
            self._pushed = head
            self.state.set_meta(_PUSH_FAILING, "")
            return
        log.warning("the archive could not be pushed: %s", result.reason)
        since = self.state.meta(_PUSH_FAILING)
        now = self._clock()
        if not since:
            self.state.set_meta(_PUSH_FAILING, iso(now))
            notice = Notice.of("push-failed", "", since=now, created=now, facts={"reason": result.reason})
            self._tell(notice)

    def close(self) -> None:
        """Waits for the commit that is under way; starts no other."""
        self._worker.shutdown(wait=True, cancel_futures=True)
