"""Who refused is asked less and less often, and one page that nobody may read does not silence its host."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from watcher.check.manners import backoff, left_alone
from watcher.config import Schedule, Target
from watcher.model import VerdictKind
from watcher.state import TargetState

NOON = dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def target(name: str, host: str = "agora.example", schedule: Schedule | None = None) -> Target:
    return Target(
        id=f"agora/{name}",
        platform="Agora",
        title=name,
        url=f"https://{host}/{name}",
        select=(),
        remove=(),
        schedule=schedule or Schedule(6 * HOUR),
        language="en",
        topics=("ai-training",),
        delay=dt.timedelta(seconds=5),
        timeout=dt.timedelta(seconds=30),
        max_bytes=1_000_000,
        robots_override=None,
        allow_private_addresses=False,
    )


def refused(
    name: str, failures: int = 1, checked: dt.datetime = NOON, good: dt.datetime | None = None
) -> TargetState:
    return TargetState(f"agora/{name}", checked=checked, good=good, verdict=VerdictKind.BLOCKED, failures=failures)


@pytest.mark.parametrize(
    ("refusals", "least", "most"),
    [(1, 4.2, 5.4), (2, 8.4, 10.8), (3, 16.8, 21.6), (4, 16.8, 21.6), (1000, 16.8, 21.6)],
)
def test_the_pause_doubles_up_to_a_day(refusals: int, least: float, most: float) -> None:
    assert backoff(refusals, 6 * HOUR, 1.0) / HOUR == pytest.approx(least)
    assert backoff(refusals, 6 * HOUR, 0.0) / HOUR == pytest.approx(most)


def test_a_weekly_check_is_never_later_than_its_week() -> None:
    assert backoff(9, 7 * 24 * HOUR, 0.0) < 24 * HOUR


def test_the_checks_of_a_refusing_page_come_after_6_12_24_24_hours() -> None:
    """The schedule proposes a check every six hours; those within the pause are left out."""
    page = target("terms")
    state, made = refused("terms"), [0]
    for hour in range(6, 90, 6):
        now = NOON + hour * HOUR
        if left_alone(page, [page], {page.id: state}, now) is None:
            made.append(hour)
            state = replace(state, checked=now, failures=state.failures + 1)
    assert made == [0, 6, 18, 42, 66]


def test_one_refused_page_does_not_silence_its_host() -> None:
    pages = [target("terms"), target("privacy")]
    states = {"agora/terms": refused("terms", failures=3)}
    assert left_alone(pages[0], pages, states, NOON + HOUR) is not None
    assert left_alone(pages[1], pages, states, NOON + HOUR) is None


def test_when_two_pages_were_refused_the_whole_host_is_left_alone() -> None:
    pages = [target("terms"), target("privacy"), target("cookies"), target("terms", host="other.example")]
    states = {"agora/terms": refused("terms"), "agora/privacy": refused("privacy", failures=2)}
    until = left_alone(pages[2], pages, states, NOON + HOUR)
    assert until is not None
    assert NOON + 8 * HOUR < until < NOON + 11 * HOUR
    assert left_alone(pages[2], pages, states, until) is None
    elsewhere = replace(pages[3], id="other/terms")
    assert left_alone(elsewhere, pages, states, NOON + HOUR) is None


def test_a_good_page_since_shows_that_the_host_does_not_refuse() -> None:
    pages = [target("terms"), target("privacy"), target("cookies")]
    seen = TargetState("agora/cookies", checked=NOON + HOUR, good=NOON + HOUR)
    states = {"agora/terms": refused("terms"), "agora/privacy": refused("privacy"), "agora/cookies": seen}
    assert left_alone(pages[2], pages, states, NOON + 2 * HOUR) is None
    assert left_alone(pages[0], pages, states, NOON + 2 * HOUR) is not None


@pytest.mark.parametrize("verdict", [VerdictKind.UNREACHABLE, VerdictKind.GONE, VerdictKind.EMPTY, None])
def test_what_is_no_refusal_keeps_the_schedule(verdict: VerdictKind | None) -> None:
    page = target("terms")
    state = replace(refused("terms", failures=9), verdict=verdict)
    assert left_alone(page, [page], {page.id: state}, NOON + HOUR) is None


def test_a_page_with_a_cron_expression_backs_off_by_hours() -> None:
    page = target("terms", schedule=Schedule(cron="*/5 * * * *"))
    until = left_alone(page, [page], {page.id: refused("terms")}, NOON)
    assert until is not None
    assert NOON + 4 * HOUR < until < NOON + 6 * HOUR
