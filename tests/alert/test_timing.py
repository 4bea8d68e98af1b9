"""When a message goes out: quiet hours, digests, reminders; across midnight and changes of the clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from watcher.alert import timing
from watcher.config import Timing
from watcher.model import Severity

PARIS = ZoneInfo("Europe/Paris")
NIGHT = Timing(PARIS, quiet=(dt.time(22), dt.time(7)))
SIESTA = Timing(PARIS, quiet=(dt.time(13), dt.time(15)))


def paris(day: int, hour: int, minute: int = 0, month: int = 9) -> dt.datetime:
    return dt.datetime(2025, month, day, hour, minute, tzinfo=PARIS).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("plan", "now", "sent"),
    [
        (Timing(PARIS), paris(18, 23), paris(18, 23)),
        (NIGHT, paris(18, 21, 59), paris(18, 21, 59)),
        (NIGHT, paris(18, 22), paris(19, 7)),
        (NIGHT, paris(19, 6, 59), paris(19, 7)),
        (NIGHT, paris(19, 7), paris(19, 7)),
        (SIESTA, paris(18, 14), paris(18, 15)),
        (SIESTA, paris(18, 15), paris(18, 15)),
        # The night in which the clocks go back is an hour longer, the morning stays at seven.
        (NIGHT, paris(25, 23, month=10), dt.datetime(2025, 10, 26, 6, tzinfo=dt.UTC)),
        (NIGHT, paris(24, 23, month=10), dt.datetime(2025, 10, 25, 5, tzinfo=dt.UTC)),
    ],
)
def test_what_is_not_urgent_waits_for_the_end_of_the_quiet_hours(
    plan: Timing, now: dt.datetime, sent: dt.datetime
) -> None:
    assert timing.due(plan, Severity.MEDIUM, now) == sent
    assert timing.due(plan, None, now) == sent


def test_what_is_urgent_does_not_wait() -> None:
    now = paris(18, 23)
    assert timing.due(NIGHT, Severity.HIGH, now) == now
    patient = Timing(PARIS, quiet=NIGHT.quiet, urgent=Severity.MEDIUM)
    assert timing.due(patient, Severity.MEDIUM, now) == now
    assert timing.due(patient, Severity.LOW, now) == paris(19, 7)


def test_the_next_digest_is_later_than_now_and_at_the_local_time() -> None:
    assert timing.next_digest("0 8 * * *", PARIS, paris(18, 7)) == paris(18, 8)
    assert timing.next_digest("0 8 * * *", PARIS, paris(18, 8)) == paris(19, 8)
    assert timing.next_digest("0 8 * * *", PARIS, paris(18, 8) + dt.timedelta(seconds=1)) == paris(19, 8)
    assert timing.next_digest("0 8 * * mon", PARIS, paris(18, 9)) == paris(22, 8)  # the eighteenth is a Thursday
    assert timing.next_digest("0 8 * * *", PARIS, paris(25, 9, month=10)) == dt.datetime(
        2025, 10, 26, 7, tzinfo=dt.UTC
    )


def test_reminders_come_in_the_morning_of_the_days_asked_for_and_never_late() -> None:
    plan = Timing(PARIS, remind=(30, 7, 0))
    date = dt.date(2025, 11, 3)
    eight = [dt.datetime(2025, month, day, 8, tzinfo=PARIS) for month, day in ((10, 4), (10, 27), (11, 3))]
    assert timing.reminders(plan, [date, date], paris(18, 12)) == [(date, moment) for moment in eight]
    assert timing.reminders(plan, [date], paris(27, 9, month=10)) == [(date, eight[2])]
    assert timing.reminders(plan, [date], paris(3, 7, month=11)) == []
    assert timing.reminders(Timing(PARIS), [date], paris(18, 12)) == []
