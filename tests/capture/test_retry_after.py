"""The Retry-After header in all that servers make of it."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.capture.asking import full_jitter
from watcher.capture.retry_after import retry_after

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("Thu, 18 Sep 2025 12:01:00 GMT", 60),
        ("Thu, 18 Sep 2025 12:01:00 -0000", 60),
        ("Thu, 18 Sep 2025 11:00:00 GMT", 0),
        ("99999999999999999999999", 7 * 86400),
        ("Thu, 18 Sep 2999 12:00:00 GMT", 7 * 86400),
    ],
)
def test_seconds_and_dates_are_read(value: str, seconds: int) -> None:
    assert retry_after(value, NOON) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "٣", "Thu, 99 Foo 2025 99:99:99 GMT"])
def test_what_cannot_be_read_asks_for_nothing(value: str | None) -> None:
    assert retry_after(value, NOON) is None


def test_the_wait_before_another_attempt_grows_and_is_bounded() -> None:
    for attempt, most in ((0, 1.0), (1, 2.0), (2, 4.0), (20, 30.0)):
        waits = [full_jitter(attempt) for _ in range(200)]
        assert 0 <= min(waits) <= max(waits) <= most
        assert max(waits) - min(waits) > most / 2
