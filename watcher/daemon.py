"""The service: when each target is checked, when alerts go out, and how it all ends.

APScheduler ── per target ──▶ Watch.check ──▶ Watch.deliver ──▶ Watch.push
    ├── every 30 s ──▶ Watch.deliver (what is due again) and heartbeat
    └── daily ──▶ archive maintenance
SIGTERM/SIGINT: nothing new is begun, what is under way gets STOP_SECONDS. SIGHUP: targets.yaml is read again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from zoneinfo import ZoneInfo

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from watcher.check.progress import Checked
from watcher.check.watch import Clock, Watch
from watcher.config import Settings, Target
from watcher.errors import ConfigError, StateError
from watcher.state import TargetState

log = logging.getLogger(__name__)

HEARTBEAT = dt.timedelta(seconds=30)
STOP_SECONDS = 8.0  # of the 10 that Docker gives; the rest is for closing
# Jitter: a tenth of the interval, at most ten minutes, so that a fleet of watchers does not knock in step.
JITTER_SHARE, JITTER_MOST = 0.1, 600
# After downtime, overdue checks are spread over this much time for each one of them, up to the whole.
SPREAD_EACH, SPREAD_MOST = dt.timedelta(seconds=2), dt.timedelta(minutes=10)


class Daemon:
    """One run of the service on an open Watch. `reload` reads the configuration anew; `chance` is for jitter."""

    def __init__(self, watch: Watch, *, reload: Callable[[], Settings], clock: Clock) -> None:
        self._watch = watch
        self._reload = reload
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._stop = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._failure: StateError | None = None

    async def run(self) -> None:
        """Works until a signal asks to stop. Raises StateError when the archive or state can no longer be used."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._on_hangup)
        self._watch.state.heartbeat(self._clock())
        self._scheduler.start()
        self._add(self._beat, IntervalTrigger(seconds=int(HEARTBEAT.total_seconds())), "heartbeat")
        self._add(self._maintain, IntervalTrigger(days=1), "maintenance")
        self._schedule_targets()
        log.info("watching %d targets", len(self._enabled()))
        try:
            await self._stop.wait()
        finally:
            await self._end()
        if self._failure is not None:
            raise self._failure

    # --- the schedule

    def _enabled(self) -> list[Target]:
        return [target for target in self._watch.settings.targets if target.enabled]

    def _add(self, action: Callable[..., object], trigger: BaseTrigger, name: str, **options: object) -> Job:
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
        for target in self._enabled():
            trigger = trigger_for(target, zone)
            due = due_time(target, trigger, states.get(target.id), now)
            if due <= now:
                overdue.append((target, trigger))
            else:
                planned.append((target, trigger, due))
        random.shuffle(overdue)
        step = min(SPREAD_EACH, SPREAD_MOST / max(1, len(overdue)))
        planned += [(target, trigger, now + index * step) for index, (target, trigger) in enumerate(overdue)]
        for target, trigger, due in planned:
            self._add(self._check, trigger, f"check/{target.id}", args=(target.id,), next_run_time=due)
        known = [states.get(target.id) or TargetState(target.id) for target, _, _ in planned]
        when = {target.id: due for target, _, due in planned}
        self._watch.state.put_many(replace(state, next_check=when[state.id]) for state in known)

    def _on_hangup(self) -> None:
        try:
            settings = self._reload()
        except ConfigError as error:
            log.error("targets.yaml was not taken up, the old one stays in force:\n%s", error)
            return
        before = {target.id for target in self._enabled()}
        self._watch.configure(settings)
        for gone in before - {target.id for target in self._enabled()}:
            self._scheduler.remove_job(f"check/{gone}")
        self._schedule_targets()
        log.info("targets.yaml read again: watching %d targets", len(self._enabled()))

    # --- the jobs

    async def _check(self, target_id: str) -> None:
        await self._guarded(self._check_now(target_id))

    async def _check_now(self, target_id: str) -> None:
        target = next((t for t in self._enabled() if t.id == target_id), None)
        if target is None:
            return
        checked = await self._watch.check(target)
        _log_check(checked)
        job = self._scheduler.get_job(f"check/{target_id}")
        state = self._watch.state.get(target_id)
        if job is not None and state is not None:
            self._watch.state.put(replace(state, next_check=job.next_run_time))
        await self._watch.deliver()
        await self._watch.push()

    async def _beat(self) -> None:
        await self._guarded(self._beat_now())

    async def _beat_now(self) -> None:
        self._watch.state.heartbeat(self._clock())
        await self._watch.deliver()

    async def _maintain(self) -> None:
        await self._guarded(asyncio.to_thread(self._watch.archive.maintenance))

    async def _guarded(self, work: Coroutine[object, object, None]) -> None:
        """Runs one job so that the end can wait for it. A StateError ends the service: it cannot work without."""
        task = asyncio.create_task(work)
        self._running.add(task)
        try:
            await task
        except StateError as error:
            log.error("%s", error)
            self._failure = error
            self._stop.set()
        finally:
            self._running.discard(task)

    # --- the end

    async def _end(self) -> None:
        """What is under way is finished in time or cancelled; a commit that was begun is always finished."""
        self._scheduler.shutdown(wait=False)
        self._watch.sender.stop()
        if self._running:
            log.info("stopping: %d jobs under way", len(self._running))
            _, late = await asyncio.wait(self._running, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        log.info("stopped")


def trigger_for(target: Target, zone: dt.tzinfo) -> BaseTrigger:
    """The APScheduler trigger of a target's schedule; intervals carry jitter."""
    schedule = target.schedule
    if schedule.cron is not None:
        return CronTrigger.from_crontab(schedule.cron, timezone=zone)
    assert schedule.every is not None  # noqa: S101 - Schedule has exactly one of the two
    seconds = schedule.every.total_seconds()
    return IntervalTrigger(seconds=int(seconds), jitter=int(min(JITTER_MOST, seconds * JITTER_SHARE)) or None)


def due_time(target: Target, trigger: BaseTrigger, state: TargetState | None, now: dt.datetime) -> dt.datetime:
    """When the next check is due, given the last one; `now` or earlier when it is overdue or was never made."""
    if state is None or state.checked is None:
        return now
    if target.schedule.every is not None:
        return state.checked + target.schedule.every
    due = trigger.get_next_fire_time(None, state.checked)
    return due if due is not None else now


def _log_check(checked: Checked) -> None:
    if checked.failed:
        log.warning("%s: %s: %s", checked.target, checked.verdict.kind, checked.verdict.reason)
    elif checked.commit:
        log.info("%s: %s: %s", checked.target, checked.outcome, checked.headline)
    else:
        log.info("%s: %s", checked.target, checked.outcome)
