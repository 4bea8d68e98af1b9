"""The list of captures: what is asked for, what counts, and which of them stand for a stretch of time."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from watcher.interchange.cdx import Snapshot, bucket, list_address, page_address, parse_list, replayed, thinned

JANUARY = dt.datetime(2023, 1, 5, 12, tzinfo=dt.UTC)
URL = "https://agora.example/a?b=c&d=é"


def at(day: int, digest: str = "") -> Snapshot:
    return Snapshot(JANUARY + dt.timedelta(days=day), URL, digest or str(day))


def test_addresses_are_what_the_archive_expects() -> None:
    assert list_address("https://web.example", URL, JANUARY, None) == (
        "https://web.example/cdx/search/cdx?url=https%3A%2F%2Fagora.example%2Fa%3Fb%3Dc%26d%3D%C3%A9&output=json"
        "&fl=timestamp%2Coriginal%2Cstatuscode%2Cmimetype%2Cdigest&collapse=timestamp%3A8&limit=20000"
        "&from=20230105120000&filter=!statuscode:[345].."
    )
    assert page_address("https://web.example", at(0)) == (
        "https://web.example/web/20230105120000id_/https://agora.example/a?b=c&d=%C3%A9"
    )
    assert replayed("https://web.example/web/20230105120000id_/https://x.example/web/1") == (
        JANUARY,
        "https://x.example/web/1",
    )
    assert replayed("https://web.example/account/login") is None
    assert replayed("https://web.example/web/20239905120000/https://x.example/") is None


def test_rows_come_by_name_and_what_is_no_page_is_left_out() -> None:
    rows = [
        ["original", "timestamp", "statuscode", "digest"],
        [URL, "20230306120000", "200", "B"],
        [URL, "20230105120000", "200", "A"],
        [URL, "20230206120000", "-", "A"],
        [URL, "20230207120000", "302", "C"],
        [URL, "20231340120000", "200", "D"],
        ["javascript:alert(1)", "20230208120000", "200", "E"],
        [URL],
    ]
    assert [(each.stamp, each.digest) for each in parse_list(json.dumps(rows).encode())] == [
        ("20230105120000", "A"),
        ("20230206120000", "A"),
        ("20230306120000", "B"),
    ]
    assert parse_list(b"") == parse_list(b"[]") == []


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'["a"]', b'[["a"]]', b"[" * 100_000])
def test_anything_else_is_named(body: bytes) -> None:
    with pytest.raises(ValueError, match="the answer"):
        parse_list(body)


@pytest.mark.parametrize(
    ("every", "kept"),
    [("1month", [0, 30, 60]), ("2 months", [0, 60]), ("1w", [0, 7, 30, 36, 60]), ("1d", [0, 1, 7, 30, 36, 60])],
)
def test_one_for_each_stretch_of_time(every: str, kept: list[int]) -> None:
    snapshots = [at(day) for day in (0, 1, 7, 30, 36, 60)]
    assert thinned(snapshots, bucket(every)) == [at(day) for day in kept]


def test_the_same_bytes_are_fetched_once() -> None:
    assert thinned([at(0, "A"), at(30, "A"), at(60, "B"), at(90, "A")], bucket("1month")) == [
        at(0, "A"), at(60, "B"), at(90, "A"),
    ]  # fmt: skip


@pytest.mark.parametrize("every", ["", "0months", "6h", "soon", "month", "1y"])
def test_other_times_are_refused(every: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        bucket(every)
