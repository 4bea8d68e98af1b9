"""Which channel gets an alert, when, and together with what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.alert.support import NOON, Line, alert, finding
from watcher.alert import Digest, Outbox, Reminder, Result, Told
from watcher.alert.items import dates_of, news_of
from watcher.config import Timing
from watcher.model import Alert, Claim, Quote, Severity
from watcher.state import State

YES = Result(ok=True)
POSTS = finding("We train our models on your posts.")
PHOTOS = finding("We train our models on your photos.")
DAILY = Timing(digest="0 8 * * *")
MORNING = dt.datetime(2025, 9, 19, 8, tzinfo=dt.UTC)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with State.open(tmp_path / "state.sqlite3") as state:
        yield Outbox(state)


def enter(outbox: Outbox, *alerts: Alert, lines: tuple[Line, ...], now: dt.datetime = NOON) -> int:
    return outbox.enter(alerts, lines, head="h", now=now)


def states(outbox: Outbox) -> dict[str, str]:
    return {entry.message: entry.state for entry in outbox.list()}


def send(outbox: Outbox, line: Line, now: dt.datetime) -> list[object]:
    """What goes out on that channel then, in order."""
    sent: list[object] = []
    while batch := outbox.due(outbox.key(line), now):
        for delivery in batch:
            sent.append(outbox.item(delivery))
            outbox.record(delivery, YES, now)
    return sent


# --- the same news on several pages


def test_the_same_words_on_five_pages_of_a_platform_are_one_message_with_five_documents(outbox: Outbox) -> None:
    line = Line("a")
    pages = [alert(f"x{n}", f"example/page{n}", (POSTS,)) for n in range(5)]
    enter(outbox, *pages, lines=(line,))
    (told,) = send(outbox, line, NOON)
    assert told == Told(pages[0], tuple(pages[1:]))
    assert list(states(outbox).values()).count("merged") == 4


def test_spacing_and_case_make_no_other_news_and_other_words_do(outbox: Outbox) -> None:
    same = replace(POSTS, after=Quote("We  train our Models on your posts."))
    assert news_of(alert("x1", findings=(POSTS,))) == news_of(alert("x2", "example/faq", (same,)))
    line = Line("a")
    enter(outbox, alert("x1", findings=(POSTS,)), alert("x2", "example/faq", (PHOTOS,)), lines=(line,))
    assert len(send(outbox, line, NOON)) == 2


def test_a_page_that_says_more_is_an_alert_of_its_own_and_one_that_says_less_is_not(outbox: Outbox) -> None:
    line = Line("a")
    one, both = alert("x1", "example/a", (POSTS,)), alert("x2", "example/b", (POSTS, PHOTOS))
    enter(outbox, one, both, lines=(line,))
    assert send(outbox, line, NOON) == [Told(one), Told(both)]
    enter(outbox, alert("x3", "example/c", (PHOTOS,)), lines=(line,))
    assert states(outbox)["x3"] == "merged"


def test_what_was_sent_is_not_sent_again_for_another_page_for_three_days(outbox: Outbox) -> None:
    line = Line("a")
    enter(outbox, alert("x1", "example/a", (POSTS,)), lines=(line,))
    send(outbox, line, NOON)
    later, much_later = NOON + dt.timedelta(days=2), NOON + dt.timedelta(days=4)
    enter(outbox, alert("x2", "example/b", (POSTS,)), lines=(line,), now=later)
    assert send(outbox, line, later) == []
    enter(outbox, alert("x3", "example/c", (POSTS,)), lines=(line,), now=much_later)
    assert len(send(outbox, line, much_later)) == 1


def test_each_channel_and_each_platform_is_told_for_itself(outbox: Outbox) -> None:
    picky = Line("b", wants=lambda each: each.target.id == "example/b")
    line = Line("a")
    enter(outbox, alert("x1", "example/a", (POSTS,)), alert("x2", "example/b", (POSTS,)), lines=(line, picky))
    assert len(send(outbox, line, NOON)) == 1
    assert [told.alert.id for told in send(outbox, picky, NOON) if isinstance(told, Told)] == ["x2"]
    other = alert("x3", "forum/a", (POSTS,))
    enter(outbox, replace(other, target=replace(other.target, platform="Forum")), lines=(line,))
    assert len(send(outbox, line, NOON)) == 1


def test_the_same_page_again_is_news_of_its_own(outbox: Outbox) -> None:
    line = Line("a")
    enter(outbox, alert("x1", "example/a", (POSTS,)), alert("x2", "example/a", (POSTS,)), lines=(line,))
    assert len(send(outbox, line, NOON)) == 2


def test_entering_twice_merges_once(outbox: Outbox) -> None:
    line = Line("a")
    pages = [alert(f"x{n}", f"example/page{n}", (POSTS,)) for n in range(3)]
    for _ in range(2):
        enter(outbox, *pages, lines=(line,))
    (told,) = send(outbox, line, NOON)
    assert isinstance(told, Told)
    assert [each.id for each in told.also] == ["x1", "x2"]


# --- waiting for the other pages


def test_an_alert_waits_for_the_other_pages_of_its_platform_and_not_longer_than_they_take(outbox: Outbox) -> None:
    line = Line("a")
    gathering = frozenset({"Example"})
    outbox.enter([alert("x1", "example/a", (POSTS,))], [line], head="h", now=NOON, gathering=gathering)
    outbox.gather([line], NOON, gathering)
    assert send(outbox, line, NOON) == []
    outbox.enter([alert("x2", "example/b", (POSTS,))], [line], head="h2", now=NOON, gathering=gathering)
    outbox.gather([line], NOON)
    assert len(send(outbox, line, NOON)) == 1
    outbox.enter([alert("x3", "example/c", (PHOTOS,))], [line], head="h3", now=NOON, gathering=gathering)
    late = NOON + dt.timedelta(minutes=3)
    outbox.gather([line], late, gathering)
    assert len(send(outbox, line, late)) == 1  # they never came


# --- digests


def test_a_route_with_a_digest_gets_one_message_at_its_time(outbox: Outbox) -> None:
    line = Line("a", timing=DAILY)
    first, second = alert("x1", "example/a", (POSTS,)), alert("x2", "example/b", (PHOTOS,))
    enter(outbox, first, second, lines=(line,))
    outbox.gather([line], NOON)
    assert send(outbox, line, NOON) == []
    assert outbox.gather([line], MORNING) == 1
    assert outbox.gather([line], MORNING) == 0
    (digest,) = send(outbox, line, MORNING)
    assert isinstance(digest, Digest)
    assert (digest.alerts, digest.others) == ((Told(first), Told(second)), ())
    assert states(outbox) == {"x1": "digested", "x2": "digested", digest.id: "delivered"}


def test_a_digest_of_one_alert_is_that_alert(outbox: Outbox) -> None:
    line = Line("a", timing=DAILY)
    enter(outbox, alert("x1", findings=(POSTS,)), lines=(line,))
    outbox.gather([line], MORNING)
    assert send(outbox, line, MORNING) == [Told(alert("x1", findings=(POSTS,)))]


def test_other_text_changes_are_a_digest_for_who_wants_them(outbox: Outbox) -> None:
    eager = Line("a", wants=lambda each: bool(each.assessment.findings), timing=Timing(others="0 8 * * *"))
    calm = Line("b", wants=lambda each: bool(each.assessment.findings))
    silent, uncovered = alert("x1", "example/a"), alert("x2", "uncovered/page")
    enter(outbox, silent, uncovered, alert("x3", "example/b", (POSTS,)), lines=(eager, calm))
    assert [told.alert.id for told in send(outbox, eager, NOON) if isinstance(told, Told)] == ["x3"]
    outbox.gather([eager, calm], MORNING)
    (digest,) = send(outbox, eager, MORNING)
    assert isinstance(digest, Digest)
    assert (digest.alerts, digest.others) == ((), (silent,))
    assert "x2" not in states(outbox)
    assert len(send(outbox, calm, MORNING)) == 1


def test_a_route_that_no_longer_gathers_sends_what_it_held(outbox: Outbox) -> None:
    line = Line("a", timing=DAILY)
    enter(outbox, alert("x1", findings=(POSTS,)), lines=(line,))
    outbox.adopt([replace(line, timing=Timing())])
    assert len(send(outbox, line, NOON)) == 1  # now, not at the time of the digest that it does not want


def test_a_digest_that_became_more_frequent_does_not_wait_for_its_old_time(outbox: Outbox) -> None:
    weekly = Line("a", timing=Timing(digest="0 8 * * mon"))
    enter(outbox, alert("x1", findings=(POSTS,)), lines=(weekly,))
    daily = replace(weekly, timing=DAILY)
    outbox.gather([daily], NOON)
    outbox.gather([daily], MORNING)
    assert len(send(outbox, daily, MORNING)) == 1


def test_other_changes_that_a_route_no_longer_wants_are_withdrawn(outbox: Outbox) -> None:
    eager = Line("a", wants=lambda each: bool(each.assessment.findings), timing=Timing(others="0 8 * * *"))
    enter(outbox, alert("x1", "example/a"), lines=(eager,))
    assert outbox.adopt([replace(eager, timing=Timing())]).withdrawn == 1
    assert outbox.gather([eager], MORNING) == 0


def test_news_that_the_digest_of_other_changes_lists_is_still_an_alert_of_another_page(outbox: Outbox) -> None:
    """The route takes alerts of b only, and a list of what changes elsewhere: that list says nothing of the news."""
    line = Line("a", wants=lambda each: each.target.id == "example/b", timing=Timing(others="0 8 * * *"))
    enter(outbox, alert("x1", "example/a", (POSTS,)), alert("x2", "example/b", (POSTS,)), lines=(line,))
    assert states(outbox) == {"x1": "held", "x2": "due"}


def test_news_is_not_merged_into_an_alert_that_was_given_up(outbox: Outbox) -> None:
    """Neither one that stands alone nor one in a digest."""
    never = Result(ok=False, permanent=True)
    for name, timing in (("a", Timing()), ("b", DAILY)):
        line = Line(name, timing=timing)
        pair = (alert(f"{name}1", "example/a", (POSTS,)), alert(f"{name}2", "example/b", (PHOTOS,)))
        enter(outbox, *pair, lines=(line,))
        outbox.gather([line], MORNING)
        for _ in range(3):
            for delivery in outbox.due(outbox.key(line), MORNING + dt.timedelta(hours=1)):
                outbox.record(delivery, never, MORNING)
        assert outbox.list(state="given-up")
        enter(outbox, alert(f"{name}3", "example/c", (POSTS,)), lines=(line,), now=MORNING)
        assert states(outbox)[f"{name}3"] != "merged"


def test_what_is_held_for_a_channel_that_is_gone_is_withdrawn(outbox: Outbox) -> None:
    enter(outbox, alert("x1", findings=(POSTS,)), lines=(Line("a", timing=DAILY),))
    assert outbox.adopt([Line("b")]).withdrawn == 1
    assert states(outbox) == {"x1": "withdrawn"}


# --- quiet hours


def test_in_quiet_hours_only_what_is_urgent_is_sent(outbox: Outbox) -> None:
    line = Line("a", timing=Timing(quiet=(dt.time(11), dt.time(13))))
    mild = finding("We may personalise what you see.", Severity.MEDIUM)
    enter(outbox, alert("x1", "example/a", (mild,)), alert("x2", "example/b", (POSTS,)), lines=(line,))
    assert [told.alert.id for told in send(outbox, line, NOON) if isinstance(told, Told)] == ["x2"]
    assert len(send(outbox, line, NOON + dt.timedelta(hours=1))) == 1


def test_what_is_urgent_does_not_wait_behind_what_waits_for_the_end_of_the_quiet_hours(outbox: Outbox) -> None:
    line = Line("a", timing=Timing(quiet=(dt.time(11), dt.time(13))))
    mild = finding("We may personalise what you see.", Severity.MEDIUM)
    enter(outbox, alert("x1", "example/a", (mild,)), lines=(line,))
    assert send(outbox, line, NOON) == []
    enter(outbox, alert("x2", "example/a", (POSTS,)), lines=(line,))
    assert [told.alert.id for told in send(outbox, line, NOON) if isinstance(told, Told)] == ["x1", "x2"]


# --- reminders


def moved(key: str, before: dt.date, after: dt.date) -> Alert:
    """The page names another day for what it announced."""
    said = finding(f"From {after} we train.", effective=after)
    return alert(key, "example/a", (replace(said, claim_before=Claim("ai-training", effective=before)),))


def test_a_date_that_is_moved_is_not_recalled_any_more_and_one_that_is_on_again_is(outbox: Outbox) -> None:
    third, fifth = dt.date(2025, 11, 3), dt.date(2025, 11, 5)
    line = Line("a", timing=Timing(remind=(0,)))
    late = dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    enter(outbox, alert("x1", "example/a", (finding("From 3 November.", effective=third),)), lines=(line,))
    enter(outbox, moved("x2", third, fifth), lines=(line,))
    waiting = [entry for entry in outbox.list(state="due") if entry.kind == "reminder"]
    assert [entry.headline for entry in waiting] == ["reminder of 2025-11-05"]
    enter(outbox, moved("x3", fifth, third), lines=(line,))
    recalled = [each.date for each in send(outbox, line, late) if isinstance(each, Reminder)]
    assert recalled == [third]


def test_a_reminder_is_not_sent_early_by_retry_and_not_at_all_when_the_route_wants_none(outbox: Outbox) -> None:
    line = Line("a", timing=Timing(remind=(0,)))
    enter(outbox, alert("x1", "example/a", (finding("Now.", effective=dt.date(2025, 11, 3)),)), lines=(line,))
    send(outbox, line, NOON)
    assert outbox.retry(NOON) == 0
    (reminder,) = outbox.list(state="due")
    assert (reminder.target, reminder.next_try) == ("example/a", dt.datetime(2025, 11, 3, 8, tzinfo=dt.UTC))
    renewed = Line("a", secret="2", timing=Timing(remind=(0,)))
    assert outbox.adopt([renewed]).moved == 1
    assert len(send(outbox, renewed, dt.datetime(2025, 11, 3, 8, tzinfo=dt.UTC))) == 1
    later = finding("Then.", effective=dt.date(2025, 12, 1))
    enter(outbox, alert("x2", "example/a", (later,)), lines=(renewed,))
    assert outbox.adopt([replace(renewed, timing=Timing())]).withdrawn == 1


def test_an_announced_date_is_recalled_and_holds_up_nothing(outbox: Outbox) -> None:
    date = dt.date(2025, 11, 3)
    line = Line("a", timing=Timing(remind=(7, 0)))
    announced = alert("x1", "example/a", (finding("From 3 November we train.", effective=date),))
    assert dates_of(announced) == {date}
    enter(outbox, announced, announced, lines=(line,))
    assert send(outbox, line, NOON) == [Told(announced)]
    enter(outbox, alert("x2", "example/a", (PHOTOS,)), lines=(line,))
    assert len(send(outbox, line, NOON)) == 1
    week_before = dt.datetime(2025, 10, 27, 8, tzinfo=dt.UTC)
    assert send(outbox, line, week_before - dt.timedelta(minutes=1)) == []
    (reminder,) = send(outbox, line, week_before)
    assert isinstance(reminder, Reminder)
    assert (reminder.alert, reminder.date) == (announced, date)
    assert len(send(outbox, line, dt.datetime(2025, 11, 3, 8, tzinfo=dt.UTC))) == 1
    assert send(outbox, line, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == []


def test_two_documents_that_announce_the_same_date_are_recalled_once(outbox: Outbox) -> None:
    date = dt.date(2025, 11, 3)
    line = Line("a", timing=Timing(remind=(0,)))
    for name, words in (("a", "From 3 November we train."), ("b", "Training begins on 3 November.")):
        enter(outbox, alert(f"x{name}", f"example/{name}", (finding(words, effective=date),)), lines=(line,))
    send(outbox, line, NOON)
    assert len(send(outbox, line, dt.datetime(2025, 11, 3, 8, tzinfo=dt.UTC))) == 1
