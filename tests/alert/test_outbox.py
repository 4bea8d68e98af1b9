from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alert.support import NOON, Hidden, Line, alert, finding
from watcher.alert import Channel, Delivery, GaveUp, Outbox, Result, TerminalChannel, Told
from watcher.model import Alert
from watcher.state import Notice, State

A, B = Line("a"), Line("b")
NO = Result(ok=False, reason="busy")
YES = Result(ok=True)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with State.open(tmp_path / "state.sqlite3") as state:
        yield Outbox(state)


def ids(deliveries: tuple[Delivery, ...]) -> list[str]:
    return [delivery.message for delivery in deliveries]


def test_a_new_installation_does_not_send_the_past(outbox: Outbox) -> None:
    assert outbox.start("head1", NOON) is True
    assert outbox.synced == "head1"
    assert outbox.due("a-1", NOON) == ()
    assert outbox.start("head2", NOON) is False
    assert outbox.synced == "head1"


def test_entering_notes_the_head_and_one_row_per_channel_that_admits(outbox: Outbox) -> None:
    picky = Line("b", wants=lambda each: each.id == "x2")
    added = outbox.enter([alert("x1"), alert("x2", "other/terms")], [A, picky], head="h", now=NOON)
    assert added == 3
    assert outbox.synced == "h"
    assert ids(outbox.due("a-1", NOON)) == ["x1", "x2"]
    assert ids(outbox.due("b-1", NOON)) == ["x2"]


def test_entering_the_same_alerts_again_adds_nothing(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A, B], head="h", now=NOON)
    outbox.record(outbox.due("a-1", NOON)[0], YES, NOON)
    assert outbox.enter([alert("x1")], [A, B], head="h", now=NOON) == 0
    assert outbox.due("a-1", NOON) == ()
    assert ids(outbox.due("b-1", NOON)) == ["x1"]


def test_alerts_and_head_are_entered_together_or_not_at_all(outbox: Outbox) -> None:
    def breaks(each: Alert) -> bool:
        if each.id == "x2":
            raise ZeroDivisionError
        return True

    outbox.start("old", NOON)
    with pytest.raises(ZeroDivisionError):
        outbox.enter([alert("x1"), alert("x2")], [Line("a", wants=breaks)], head="new", now=NOON)
    assert outbox.synced == "old"
    assert outbox.list() == ()


def test_an_alert_that_no_channel_wants_is_on_record(outbox: Outbox) -> None:
    outbox.enter(
        [alert("x1", findings=(finding("We train on posts."),))],
        [Line("a", wants=lambda _: False)],
        head="h",
        now=NOON,
    )
    outbox.enter(
        [alert("x1", findings=(finding("We train on posts."),))],
        [Line("a", wants=lambda _: False)],
        head="h",
        now=NOON,
    )
    assert [(row.message, row.state, row.display) for row in outbox.list()] == [("x1", "no-channel", "")]


def test_a_later_alert_of_a_target_does_not_overtake_on_that_channel(outbox: Outbox) -> None:
    outbox.enter([alert("x1", "t1"), alert("x2", "t1"), alert("y1", "t2")], [A, B], head="h", now=NOON)
    first = outbox.due("a-1", NOON)[0]
    outbox.record(first, NO, NOON)
    assert ids(outbox.due("a-1", NOON)) == ["y1"]
    assert ids(outbox.due("b-1", NOON)) == ["x1", "y1"]
    later = NOON + dt.timedelta(minutes=2)
    assert ids(outbox.due("a-1", later)) == ["x1", "y1"]
    outbox.record(outbox.due("a-1", later)[0], YES, later)
    assert ids(outbox.due("a-1", later)) == ["x2", "y1"]


def test_the_next_attempt_is_told_for_the_clock_of_the_daemon(outbox: Outbox) -> None:
    assert outbox.next_due([A, B]) is None
    outbox.enter([alert("x1", "t1"), alert("x2", "t1")], [A], head="h", now=NOON)
    assert outbox.next_due([A, B]) == NOON
    outbox.record(outbox.due("a-1", NOON)[0], Result(ok=False, retry_after=dt.timedelta(hours=2)), NOON)
    assert outbox.next_due([A, B]) == NOON + dt.timedelta(hours=2)


def test_after_seven_days_of_failures_it_is_given_up_and_the_others_are_told(outbox: Outbox) -> None:
    outbox.enter([alert("x1", "t1"), alert("x2", "t1")], [A, B], head="h", now=NOON)
    now, tries = NOON, 0
    gave_up: GaveUp | None = None
    while gave_up is None:
        due = outbox.due("a-1", now)
        if due:
            tries += 1
            gave_up = outbox.record(due[0], NO, now, [A, B])
        now += dt.timedelta(minutes=1)
    assert dt.timedelta(days=7) <= now - NOON < dt.timedelta(days=7, hours=6, minutes=2)
    assert 30 < tries < 50
    assert (gave_up.message, gave_up.display, gave_up.attempts, gave_up.reason) == ("x1", "line a", tries, "busy")
    assert ids(outbox.due("a-1", now)) == ["x2"]
    told = [row for row in outbox.list() if row.kind == "notice"]
    assert [(row.display, row.state) for row in told] == [("line b", "due")]


def test_days_that_the_program_was_off_do_not_count(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A], head="h", now=NOON)
    much_later = NOON + dt.timedelta(days=30)
    assert outbox.record(outbox.due("a-1", much_later)[0], NO, much_later) is None


def test_a_service_that_refuses_for_good_is_believed_the_third_time(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A], head="h", now=NOON)
    now = NOON
    refusal = Result(ok=False, reason="error=404", permanent=True)
    answers = []
    for _ in range(3):
        answers.append(outbox.record(outbox.due("a-1", now)[0], refusal, now))
        now += dt.timedelta(hours=1)
    assert answers[:2] == [None, None]
    assert answers[2] is not None
    assert outbox.due("a-1", now) == ()


def test_a_refusal_between_other_failures_is_not_counted_as_in_a_row(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A], head="h", now=NOON)
    now = NOON
    refusal = Result(ok=False, permanent=True)
    for result in (refusal, refusal, NO, refusal, refusal):
        assert outbox.record(outbox.due("a-1", now)[0], result, now) is None
        now += dt.timedelta(hours=1)


def test_giving_up_the_news_of_giving_up_ends_there(outbox: Outbox) -> None:
    refusal = Result(ok=False, permanent=True)
    outbox.enter([alert("x1")], [A, B], head="h", now=NOON)
    now = NOON
    for key in ("a-1", "b-1", "b-1"):
        for _ in range(3):
            for delivery in outbox.due(key, now):
                outbox.record(delivery, refusal, now, [A, B])
            now += dt.timedelta(hours=1)
    notices = [(row.display, row.state) for row in outbox.list() if row.kind == "notice"]
    assert sorted(notices) == [("line a", "due"), ("line b", "given-up")]


def test_retry_makes_what_was_given_up_due_with_a_fresh_count(outbox: Outbox) -> None:
    outbox.enter([alert("x1"), alert("y1", "t2")], [A], head="h", now=NOON)
    for _ in range(3):
        outbox.record(outbox.due("a-1", NOON + dt.timedelta(days=1))[0], Result(ok=False, permanent=True), NOON)
    assert [row.state for row in outbox.list(state="given-up")] == ["given-up"]
    assert outbox.retry(NOON, "x1") == 1
    assert [(each.message, each.attempts) for each in outbox.due("a-1", NOON)] == [("x1", 0), ("y1", 0)]
    assert outbox.item(outbox.due("a-1", NOON)[0]) == Told(alert("x1"))
    assert outbox.retry(NOON) == 2
    assert outbox.retry(NOON, "unknown") == 0


def test_a_delivered_alert_is_not_sent_again_by_retry(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A], head="h", now=NOON)
    outbox.record(outbox.due("a-1", NOON)[0], YES, NOON)
    assert outbox.retry(NOON) == 0


def test_the_alert_comes_back_as_it_was_entered_until_all_have_it(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A, B], head="h", now=NOON)
    to_a, to_b = outbox.due("a-1", NOON)[0], outbox.due("b-1", NOON)[0]
    outbox.record(to_a, YES, NOON)
    assert outbox.item(to_b) == Told(alert("x1"))
    outbox.record(to_b, YES, NOON)
    assert outbox.item(to_b) is None


def test_a_notice_is_told_once(outbox: Outbox) -> None:
    notice = Notice.of("unwell", "t1", since=NOON, created=NOON, target="t1", facts={"reason": "gone"})
    assert outbox.enter_notice(notice, [A], NOON) is True
    assert outbox.enter_notice(notice, [A, B], NOON) is False
    (delivery,) = outbox.due("a-1", NOON)
    assert outbox.item(delivery) == notice
    assert outbox.due("b-1", NOON) == ()


def test_a_channel_with_a_new_password_takes_over_what_waits(outbox: Outbox) -> None:
    outbox.enter([alert("x1"), alert("x2")], [A], head="h", now=NOON)
    renewed = Line("a", secret="2")
    adopted = outbox.adopt([renewed])
    assert (adopted.moved, adopted.withdrawn) == (2, 0)
    assert ids(outbox.due("a-2", NOON)) == ["x1"]


def test_what_waits_for_a_channel_that_is_gone_is_withdrawn_visibly(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A, B], head="h", now=NOON)
    adopted = outbox.adopt([B])
    assert (adopted.moved, adopted.withdrawn) == (0, 1)
    assert [(row.display, row.state) for row in outbox.list()] == [("line b", "due"), ("line a", "withdrawn")]
    assert outbox.adopt([B]).withdrawn == 0


def test_two_possible_heirs_are_no_heir(outbox: Outbox) -> None:
    outbox.enter([alert("x1")], [A], head="h", now=NOON)
    assert outbox.adopt([Line("a", secret="2"), Line("a", secret="3")]).withdrawn == 1


def test_the_list_shows_the_latest_first_with_the_reason(outbox: Outbox) -> None:
    outbox.enter([alert("x1", "t1"), alert("x2", "t2")], [A], head="h", now=NOON)
    outbox.record(outbox.due("a-1", NOON)[0], Result(ok=False, reason="HTTP 500"), NOON)
    newest, oldest = outbox.list(limit=2)
    assert (newest.message, newest.headline, newest.state, newest.attempts) == ("x2", "Headline of x2", "due", 0)
    assert (oldest.message, oldest.error, oldest.attempts, oldest.last_try) == ("x1", "HTTP 500", 1, NOON)
    assert oldest.next_try is not None
    assert outbox.list(state="delivered") == ()


def test_a_channel_is_known_by_a_fingerprint_that_only_this_database_can_make(outbox: Outbox, tmp_path: Path) -> None:
    url = Hidden("json://user:swordfish@localhost/hook")
    one = Channel("team", url, lambda _: True)
    same = Channel("team", Hidden(url.reveal()), lambda _: False, language="fr")
    elsewhere = Channel("legal", url, lambda _: True)
    assert outbox.key(one) == outbox.key(same)
    assert outbox.key(one) != outbox.key(elsewhere)
    with State.open(tmp_path / "other") as other:
        assert Outbox(other).key(one) != outbox.key(one)
    assert outbox.key(TerminalChannel(print)) == "terminal"
