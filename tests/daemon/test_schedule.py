"""When a target is due: intervals with jitter, cron, catching up, spreading out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from watcher.check.schedule import due_time, spread, trigger_for
from watcher.config import Schedule, Target
from watcher.state import TargetState

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def target(schedule: Schedule) -> Target:
    return Target(
        id="agora/faq",
        platform="Agora",
        title="FAQ",
        url="https://agora.example/faq",
        select=(),
        remove=(),
        schedule=schedule,
        language="en",
        topics=(),
        delay=hours(0),
        timeout=hours(1),
        max_bytes=1,
        robots_override=None,
        allow_private_addresses=False,
    )


def due(schedule: Schedule, checked: dt.datetime | None, now: dt.datetime = NOW) -> dt.datetime:
    watched = target(schedule)
    return due_time(watched, trigger_for(watched, PARIS), TargetState("agora/faq", checked=checked), now)


SIX_HOURLY = Schedule(every=hours(6))
AT_EIGHT = Schedule(cron="0 8 * * *")


@pytest.mark.parametrize("schedule", [SIX_HOURLY, AT_EIGHT])
def test_what_was_never_checked_is_due_now(schedule: Schedule) -> None:
    watched = target(schedule)
    trigger = trigger_for(watched, PARIS)
    assert due_time(watched, trigger, None, NOW) == NOW
    assert due_time(watched, trigger, TargetState("agora/faq"), NOW) == NOW


def test_an_interval_counts_from_the_last_check() -> None:
    assert due(SIX_HOURLY, NOW - hours(2)) == NOW + hours(4)
    assert due(SIX_HOURLY, NOW - hours(8)) == NOW - hours(2)


def test_a_cron_time_that_was_slept_through_is_overdue_and_one_to_come_is_not() -> None:
    # 08:00 in Paris is 07:00 UTC in March.
    assert due(AT_EIGHT, dt.datetime(2027, 2, 28, 7, 0, 5, tzinfo=dt.UTC)) == dt.datetime(
        2027, 3, 1, 7, 0, tzinfo=dt.UTC
    )
    assert due(AT_EIGHT, dt.datetime(2027, 3, 1, 7, 0, 5, tzinfo=dt.UTC)) == dt.datetime(
        2027, 3, 2, 7, 0, tzinfo=dt.UTC
    )


def test_cron_follows_the_clock_of_the_zone_through_summer_time() -> None:
    saturday = dt.datetime(2027, 3, 27, 7, 0, 5, tzinfo=dt.UTC)
    assert due(AT_EIGHT, saturday, saturday + hours(1)) == dt.datetime(2027, 3, 28, 6, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("schedule", [SIX_HOURLY, AT_EIGHT])
def test_a_check_in_the_future_means_that_the_clock_was_wrong(schedule: Schedule) -> None:
    assert due(schedule, NOW + hours(24 * 3650)) == NOW


@pytest.mark.parametrize(("every", "jitter"), [(hours(1), 360), (hours(6), 600), (hours(24 * 30), 600)])
def test_the_next_interval_is_late_by_at_most_a_tenth_and_ten_minutes(every: dt.timedelta, jitter: int) -> None:
    trigger = trigger_for(target(Schedule(every=every)), PARIS)
    waits = {(trigger.get_next_fire_time(NOW, NOW) - NOW - every).total_seconds() for _ in range(200)}
    assert min(waits) >= 0
    assert max(waits) <= jitter
    assert len(waits) > 100  # not in step


@pytest.mark.parametrize(
    ("count", "last"), [(0, None), (1, hours(0)), (10, dt.timedelta(seconds=18)), (1000, dt.timedelta(seconds=599.4))]
)
def test_overdue_checks_are_spread_out_and_the_first_does_not_wait(count: int, last: dt.timedelta | None) -> None:
    waits = spread(count)
    assert len(waits) == count
    assert not waits or waits[0] == hours(0)
    assert (waits[-1] if waits else None) == last
