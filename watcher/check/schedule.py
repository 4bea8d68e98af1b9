"""When a target is due: the triggers of its schedule, and how overdue checks are spread. Pure."""

from __future__ import annotations

import datetime as dt

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from watcher.config import Target
from watcher.state import TargetState

# Jitter: a tenth of the interval, at most ten minutes, so that a fleet of watchers does not knock in step.
JITTER_SHARE, JITTER_MOST = 0.1, 600
# After downtime, overdue checks are spread over this much time for each one of them, up to the whole.
SPREAD_EACH, SPREAD_MOST = dt.timedelta(seconds=2), dt.timedelta(minutes=10)


def trigger_for(target: Target, zone: dt.tzinfo) -> BaseTrigger:
    """The APScheduler trigger of a target's schedule; intervals carry jitter."""
    schedule = target.schedule
    if schedule.cron is not None:
        return CronTrigger.from_crontab(schedule.cron, timezone=zone)
    assert schedule.every is not None  # noqa: S101 - Schedule has exactly one of the two
    return every(schedule.every, jitter=int(min(JITTER_MOST, schedule.every.total_seconds() * JITTER_SHARE)) or None)


def due_time(target: Target, trigger: BaseTrigger, state: TargetState | None, now: dt.datetime) -> dt.datetime:
    """When the next check is due, given the last one; `now` or earlier when it is overdue or was never made.

    A last check that lies ahead (the clock was wrong then) counts as none.
    """
    if state is None or state.checked is None or state.checked > now:
        return now
    if target.schedule.every is not None:
        return state.checked + target.schedule.every
    due: dt.datetime | None = trigger.get_next_fire_time(None, state.checked)
    return due if due is not None else now


def spread(count: int) -> list[dt.timedelta]:
    """How long each of so many overdue checks waits: the first one not at all."""
    step = min(SPREAD_EACH, SPREAD_MOST / max(1, count))
    return [index * step for index in range(count)]


def every(interval: dt.timedelta, jitter: int | None = None) -> IntervalTrigger:
    # Not in the zone of the machine: APScheduler would look that up, and refuses to work where it is set ambiguously.
    return IntervalTrigger(seconds=interval.total_seconds(), timezone=dt.UTC, jitter=jitter)
