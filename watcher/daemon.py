"""The service: when each target is checked, when alerts go out, and how it all ends.

    APScheduler ── per target ──▶ Watch.check ──┬─ news ──▶ deliveries: Watch.deliver, at least every 30 s
        ├── every 30 s ──▶ heartbeat, ping      ├─ commit ─▶ pushes: Watch.push, at least every 15 min
        └── daily ──▶ archive maintenance       └─ commit ─▶ site: Publisher       report: Watch.report
    SIGTERM/SIGINT: nothing new is begun, fetches are stopped, a commit and an attempt to deliver that are under way
    are finished. SIGHUP: targets.yaml is read again.

The scheduler only starts work and never waits for it: a channel, a remote or a host that hangs holds up neither the
heartbeat nor any check. What goes wrong with the archive is logged, told and tried again at the next check. Only a
state database that cannot be used ends the service, and a bug outside a check: nothing could be relied on then.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import random
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from watcher.check import manners
from watcher.check.progress import Checked
from watcher.check.schedule import due_time, every, spread, trigger_for
from watcher.check.watch import Clock, Watch
from watcher.config import Settings, Target
from watcher.errors import ArchiveError, ConfigError, StateError
from watcher.model import iso
from watcher.state import TargetState

if TYPE_CHECKING:
    from watcher.site import Publisher

log = logging.getLogger(__name__)

_REPORT = "report"
HEARTBEAT = dt.timedelta(seconds=30)
PUSH_RETRY = dt.timedelta(minutes=15)
AROUND = dt.timedelta(minutes=10)  # what was looked at so recently is not looked at again because of its neighbours
MAINTENANCE, FIRST_MAINTENANCE = dt.timedelta(days=1), dt.timedelta(minutes=10)
# Reading one page takes seconds and each call of git ends after two minutes: what takes longer than this never ends.
STUCK = dt.timedelta(minutes=15)


class Daemon:
    """One run of the service on an open Watch. `reload` reads the configuration anew, raising ConfigError;
    `publisher` shows the archive as a site."""

    def __init__(
        self,
        watch: Watch,
        *,
        reload: Callable[[], Settings],
        clock: Clock,
        heartbeat: dt.timedelta = HEARTBEAT,
        publisher: Publisher | None = None,
    ) -> None:
        self._watch = watch
        self._publisher = publisher
        self._reload = reload
        self._clock = clock
        self._heartbeat = heartbeat
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._stop = asyncio.Event()
        self._news = asyncio.Event()
        self._commits = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._gathering: dict[str, set[str]] = {}  # platform -> its documents that are looked at because of news
        self._failure: BaseException | None = None
        self._told_stuck = False
        self._pinged: dt.datetime | None = None

    async def run(self) -> None:
        """Works until a signal asks to stop. Raises StateError when the state can no longer be used."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._on_hangup)
        try:
            self._watch.state.heartbeat(self._clock())
            self._scheduler.start()
            self._add(self._beat, every(self._heartbeat), "heartbeat")
            first = self._clock() + FIRST_MAINTENANCE
            self._add(self._begin_maintenance, every(MAINTENANCE), "maintenance", next_run_time=first)
            self._schedule_targets()
            self._schedule_report()
            log.info("watching %s", _targets(len(self._enabled())))
            self._start(self._deliveries(), "deliveries")
            self._start(self._pushes(), "pushes")
            if self._publisher is not None:
                self._start(self._publisher.run(), "site")
            await self._stop.wait()
        finally:
            await self._end()
        if self._failure is not None:
            raise self._failure

    # --- the schedule

    def _enabled(self) -> dict[str, Target]:
        return {target.id: target for target in self._watch.settings.targets if target.enabled}

    def _add(
        self,
        action: Callable[..., Coroutine[object, object, None]],
        trigger: BaseTrigger,
        name: str,
        **options: object,
    ) -> Job:
        return self._scheduler.add_job(
            action, trigger, id=name, replace_existing=True, coalesce=True, max_instances=1, misfire_grace_time=None,
            **options,
        )  # fmt: skip

    def _schedule_targets(self) -> None:
        """Jobs for all targets: overdue ones soon and spread out, the others when their time comes."""
        now = self._clock()
        states = self._watch.state.targets()
        zone = ZoneInfo(self._watch.settings.timezone)
        planned: list[tuple[Target, BaseTrigger, dt.datetime]] = []
        overdue: list[tuple[Target, BaseTrigger]] = []
        for target in self._enabled().values():
            trigger = trigger_for(target, zone)
            due = due_time(target, trigger, states.get(target.id), now)
            if target.id in self._checks:  # it is being made
                due = trigger.get_next_fire_time(None, now) or due
            if due <= now:
                overdue.append((target, trigger))
            else:
                planned.append((target, trigger, due))
        random.shuffle(overdue)
        planned += [
            (target, trigger, now + wait)
            for (target, trigger), wait in zip(overdue, spread(len(overdue)), strict=True)
        ]
        for target, trigger, due in planned:
            self._add(self._begin_check, trigger, f"check/{target.id}", args=(target.id,), next_run_time=due)
        known = [states.get(target.id) or TargetState(target.id) for target, _, _ in planned]
        when = {target.id: due for target, _, due in planned}
        self._watch.state.put_many(replace(state, next_check=when[state.id]) for state in known)

    def _schedule_report(self) -> None:
        """A report that came due while the program was down is made now."""
        times = self._watch.settings.life_signs.report
        if times is None:
            if self._scheduler.get_job(_REPORT) is not None:
                self._scheduler.remove_job(_REPORT)
            return
        trigger = CronTrigger.from_crontab(times, timezone=ZoneInfo(self._watch.settings.timezone))
        now, last = self._clock(), self._watch.reported
        due = trigger.get_next_fire_time(None, last if last is not None and last < now else now)
        self._add(self._report, trigger, _REPORT, next_run_time=max(now, due) if due is not None else None)

    def _on_hangup(self) -> None:
        if self._stop.is_set():
            return
        try:
            settings = self._reload()
        except ConfigError as error:
            log.error("targets.yaml was not taken up, the old one stays in force:\n%s", error)
            return
        before, network = self._enabled(), _network(self._watch.settings)
        try:
            self._watch.configure(settings)
            after = self._enabled()
            for target_id, target in before.items():
                if after.get(target_id) != target and target_id in self._checks:
                    self._checks.pop(target_id).cancel()
                if target_id not in after:
                    self._scheduler.remove_job(f"check/{target_id}")
            self._schedule_targets()
            self._schedule_report()
        except StateError as error:
            self._fail(error)
            return
        if _network(settings) != network:
            log.warning("network.concurrency, network.ca_file and serve count from the next start on")
        log.info("targets.yaml read again: watching %s", _targets(len(after)))
        self._news.set()

    # --- the work

    def _start(self, work: Coroutine[object, object, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        """The service ends with the first error of this kind, and raises it."""
        self._failure = self._failure or error
        self._stop.set()

    async def _begin_check(self, target_id: str) -> None:
        target = self._enabled().get(target_id)
        if target is None or self._stop.is_set():
            return
        if target_id in self._checks:
            log.info("%s: the check before is still under way", target_id)
            return
        near = self._watch.settings.neighbours(target)
        until = manners.left_alone(target, near, self._watch.state.some(t.id for t in near), self._clock())
        if until is not None:
            self._put_off(target, until)
            return
        self._checks[target_id] = self._start(self._check(target), f"check/{target_id}")

    async def _check(self, target: Target) -> None:
        try:
            checked = await self._watch.check(target)
            _log_check(checked)
            if checked.commit:
                self._committed()
            if checked.unsure:
                self._look_again(target)
            if checked.alert_id:
                await self._look_around(target)
            await self._look_ahead(target, checked)
        except ArchiveError as error:
            log.error("%s: %s", target.id, error)
        except StateError:
            raise
        except Exception:  # a boundary: what one page brings to light must not end the watching of the others
            log.exception("%s: this is a bug of the watcher; the target counts as failed", target.id)
        finally:
            if self._checks.get(target.id) is asyncio.current_task():
                del self._checks[target.id]
            self._looked_at(target)
        job = self._scheduler.get_job(f"check/{target.id}")
        state = self._watch.state.get(target.id)
        if job is not None and state is not None:
            self._watch.state.put(replace(state, next_check=job.next_run_time))
        self._news.set()

    async def _look_ahead(self, target: Target, checked: Checked) -> None:
        """What is to come of the document is looked at with it."""
        coming = await self._watch.look_ahead(target, checked)
        if coming is not None:
            _log_check(coming)
            if coming.commit:
                self._committed()

    def _put_off(self, target: Target, until: dt.datetime) -> None:
        """The host has refused us: the schedule leaves it alone for longer and longer."""
        job = self._scheduler.get_job(f"check/{target.id}")
        state = self._watch.state.get(target.id) or TargetState(target.id)
        if job is not None and (job.next_run_time is None or job.next_run_time < until):
            job.modify(next_run_time=until)
            self._watch.state.put(replace(state, next_check=until))
            log.info("%s: left alone until %s, it was refused %d times", target.id, iso(until), state.failures)

    def _look_again(self, target: Target) -> None:
        """A doubtful text is fetched again sooner than the schedule would."""
        job = self._scheduler.get_job(f"check/{target.id}")
        soon = self._clock() + target.confirm_after
        if job is not None and (job.next_run_time is None or job.next_run_time > soon):
            job.modify(next_run_time=soon)

    async def _look_around(self, target: Target) -> None:
        """News on one page of a platform: its other pages are looked at now, so that what stands on several of them
        is told once, with a link to each. Not those that have just been looked at, or whose host wants to wait."""
        now, states = self._clock(), self._watch.state.targets()
        targets = self._watch.settings.targets
        for other in self._enabled().values():
            known = states.get(other.id)
            fresh = known is None or known.checked is None or now - known.checked < AROUND
            if other.platform != target.platform or other.id == target.id or fresh or other.id in self._checks:
                continue
            if manners.host_waits(other, targets, states, now) is None:
                self._gathering.setdefault(target.platform, set()).add(other.id)
                await self._begin_check(other.id)
                if other.id not in self._checks:
                    self._looked_at(other)

    def _looked_at(self, target: Target) -> None:
        waiting = self._gathering.get(target.platform)
        if waiting is not None:
            waiting.discard(target.id)
            if not waiting:
                del self._gathering[target.platform]

    def _committed(self) -> None:
        self._commits.set()
        if self._publisher is not None:
            self._publisher.changed()

    async def _deliveries(self) -> None:
        failing = False
        while True:
            self._news.clear()
            try:
                await self._watch.deliver(frozenset(self._gathering))
                failing = False
            except ArchiveError as error:
                log.log(logging.DEBUG if failing else logging.ERROR, "what is new cannot be read: %s", error)
                failing = True
            await _set_or_after(self._news, self._heartbeat)

    async def _pushes(self) -> None:
        while True:
            self._commits.clear()
            await self._watch.push()
            await _set_or_after(self._commits, PUSH_RETRY)

    async def _beat(self) -> None:
        """The sign of life, given by the scheduler on the event loop: it stays away when either stands still, and
        when the one thread that reads captures does."""
        now, busy = self._clock(), self._watch.busy_since
        if busy is not None and now - busy > STUCK:
            if not self._told_stuck:
                log.error("one capture has been worked at since %s, so nothing is recorded: restart", iso(busy))
            self._told_stuck = True
            return
        self._told_stuck = False
        try:
            self._watch.state.heartbeat(now)
        except StateError as error:
            self._fail(error)
            return
        pause = self._watch.settings.life_signs.ping_every
        if not self._stop.is_set() and (self._pinged is None or not self._pinged <= now < self._pinged + pause):
            self._pinged = now
            self._start(self._watch.ping(), "ping")

    async def _report(self) -> None:
        try:
            await self._watch.report()
        except ArchiveError as error:
            log.error("what is watched cannot be told: %s", error)
        except StateError as error:
            self._fail(error)
        self._news.set()

    async def _begin_maintenance(self) -> None:
        if not self._stop.is_set():
            self._start(self._maintain(), "maintenance")

    async def _maintain(self) -> None:
        try:
            await asyncio.to_thread(self._watch.archive.maintenance)
        except ArchiveError as error:
            log.warning("tidying the archive up failed, nothing depends on it: %s", error)

    # --- the end

    async def _end(self) -> None:
        """Fetches are stopped; a commit that was begun is finished and its state written; attempts to deliver get the
        sender's grace."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._watch.sender.stop()
        if self._checks:
            log.info("stopping, checks under way: %d", len(self._checks))
        under_way = tuple(self._tasks)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        log.info("stopped")


async def _set_or_after(event: asyncio.Event, most: dt.timedelta) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(most.total_seconds()):
            await event.wait()


def _network(settings: Settings) -> tuple[object, ...]:
    return settings.concurrency, settings.ca_file, settings.serve


def _targets(count: int) -> str:
    return f"{count} target{'s' * (count != 1)}"


def _log_check(checked: Checked) -> None:
    if checked.failed:
        log.warning("%s: %s: %s", checked.target, checked.verdict.kind, checked.verdict.reason)
    elif checked.commit:
        log.info("%s: %s: %s", checked.target, checked.outcome, checked.headline)
    else:
        log.info("%s: %s", checked.target, checked.outcome)
