"""When a message goes out on a channel: at once, after the quiet hours, with a digest, or as a reminder. Pure: the
time is passed in. Times of day are those of the configuration's time zone, also across a change of the clocks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from watcher.config import Timing
from watcher.model import Severity

_MORNING = dt.time(8)  # when reminders go out


def due(timing: Timing, severity: Severity | None, now: dt.datetime) -> dt.datetime:
    """When a message that is sent at once may go: now, or when the quiet hours end. What is urgent does not wait."""
    if timing.quiet is None or (severity is not None and severity.rank >= timing.urgent.rank):
        return now
    begins, ends = timing.quiet
    local = now.astimezone(timing.zone)
    today = local.date()
    for day in (today - dt.timedelta(days=1), today):  # a night that began yesterday, and one that begins today
        start = _at(day, begins, timing.zone)
        end = _at(day if begins < ends else day + dt.timedelta(days=1), ends, timing.zone)
        if start <= now < end:
            return end
    return now


def next_digest(times: str, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime:
    """The next moment of that cron expression, later than now."""
    from apscheduler.triggers.cron import CronTrigger  # most routes have no digest, and its import takes a while

    trigger = CronTrigger.from_crontab(times, timezone=zone)
    # The trigger counts the minute that has begun as not yet over.
    moment: dt.datetime | None = trigger.get_next_fire_time(None, now + dt.timedelta(seconds=1))
    assert moment is not None  # noqa: S101 - the configuration refuses expressions of days that never come
    return moment.astimezone(dt.UTC)


def reminders(timing: Timing, dates: Iterable[dt.date], now: dt.datetime) -> list[tuple[dt.date, dt.datetime]]:
    """When to remind of each announced date: in the morning, so many days before it as the route wants, and never on
    a day that is over or the very day of the alert itself.
    """
    today = now.astimezone(timing.zone).date()
    moments = []
    for date in sorted(set(dates)):
        for days in timing.remind:
            day = date - dt.timedelta(days=days)
            if day > today:
                moments.append((date, _at(day, _MORNING, timing.zone)))
    return moments


def _at(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)
