from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from watcher.alert import Policy

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
HOURS_6 = dt.timedelta(hours=6)

attempts = st.integers(1, 10_000)
chances = st.floats(0, 1, exclude_max=True)


@given(attempts, chances)
def test_every_wait_is_between_a_minute_and_six_hours(tried: int, chance: float) -> None:
    assert MINUTE <= Policy().wait(tried, chance) <= HOURS_6


@given(attempts, chances)
def test_waits_grow_with_the_attempts(tried: int, chance: float) -> None:
    assert Policy().wait(tried, chance) <= Policy().wait(tried + 1, chance)


@given(attempts, chances, st.timedeltas(dt.timedelta(0), dt.timedelta(days=1)))
def test_what_the_service_asked_for_is_never_undercut(tried: int, chance: float, asked: dt.timedelta) -> None:
    assert Policy().wait(tried, chance, asked) >= asked


def test_the_waits_of_a_channel_in_the_middle_of_the_spread() -> None:
    waits = [Policy().wait(tried, 0.5) for tried in range(1, 11)]
    minutes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    assert waits == [dt.timedelta(minutes=count) for count in minutes]


def test_a_service_cannot_ask_for_silence_beyond_a_day() -> None:
    assert Policy().wait(1, 0.0, dt.timedelta(days=400)) == dt.timedelta(days=1)


def test_seven_days_or_three_refusals_end_it() -> None:
    policy = Policy()
    assert not policy.gives_up(NOON, NOON + dt.timedelta(days=6, hours=23), 0)
    assert policy.gives_up(NOON, NOON + dt.timedelta(days=7), 0)
    assert not policy.gives_up(NOON, NOON, 2)
    assert policy.gives_up(NOON, NOON, 3)
