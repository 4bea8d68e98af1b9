"""Lengths of time and sizes as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.config import format_duration, parse_duration
from watcher.config.duration import parse_size


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("5m", 300), ("6h", 21_600), ("2d", 172_800), ("1w", 604_800), ("1d12h", 129_600), ("0s", 0)],
)
def test_every_unit_and_combination_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "6", "h", "6 h", "6H", "-6h", "1.5h", "12h1d", "6hours", "٦h", "1h1h"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="must be a length of time such as `30s`"):
        parse_duration(text)


def test_more_than_ten_years_is_refused() -> None:
    with pytest.raises(ValueError, match="ten years"):
        parse_duration("99999999w")


@given(st.integers(min_value=0, max_value=3_660 * 86_400))
def test_what_is_formatted_is_read_back_the_same(seconds: int) -> None:
    duration = dt.timedelta(seconds=seconds)
    assert parse_duration(format_duration(duration)) == duration


@given(st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=3_660)))
def test_formatting_is_stable(duration: dt.timedelta) -> None:
    text = format_duration(duration)
    assert format_duration(parse_duration(text)) == text


def test_a_negative_length_is_not_formatted() -> None:
    with pytest.raises(ValueError, match="negative"):
        format_duration(dt.timedelta(seconds=-1))


@pytest.mark.parametrize(
    ("text", "size"),
    [("500kB", 500_000), ("20MB", 20_000_000), ("20 MB", 20_000_000), ("1GB", 10**9), ("4096", 4096)],
)
def test_sizes_are_decimal(text: str, size: int) -> None:
    assert parse_size(text) == size


def test_a_size_with_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="such as `500kB`"):
        parse_size("20MiB")
