"""How checks move what is known of a target, and when that is told."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.check.progress import after_failure, after_success, after_trouble, illness, notice_after
from watcher.check.record import Recorded
from watcher.model import Capture, Outcome, Verdict, VerdictKind
from watcher.state import Notice, TargetState

NOON = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
BLOCKED = Verdict(VerdictKind.BLOCKED, "the host refuses to serve us (403)")


def hours(count: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=count)


def capture(etag: str = "") -> Capture:
    headers = (("etag", etag),) if etag else ()
    return Capture("https://agora.example/", "https://agora.example/", NOON, 200, headers, b"text")


def told_of(failing_at: list[float]) -> list[Notice | None]:
    """What each of the failing checks at these hours leads to."""
    state = TargetState("agora/faq", good=hours(-1))
    notices = []
    for hour in failing_at:
        after = after_failure(state, BLOCKED, Outcome.FAILED, hours(hour))
        notices.append(notice_after(state, after, told=False, now=hours(hour)))
        state = after
    return notices


def test_two_failing_checks_are_not_told() -> None:
    assert told_of([0, 6]) == [None, None]


def test_the_third_failing_check_is_told_with_what_a_person_needs() -> None:
    notice = told_of([0, 6, 12])[2]
    assert notice is not None
    assert (notice.kind, notice.target, notice.since) == ("unwell", "agora/faq", NOON)
    assert notice.facts == {
        "reason": "the host refuses to serve us (403)",
        "verdict": "blocked",
        "checks": "3",
        "last_good": "2027-03-01T11:00:00Z",
    }


def test_later_failing_checks_are_the_same_event() -> None:
    third, fourth = told_of([0, 6, 12, 18])[2:]
    assert third is not None
    assert fourth is not None
    assert third.id == fourth.id


def test_a_day_is_told_whatever_the_number_of_checks() -> None:
    notices = told_of([0, 23.9, 24])
    assert notices[1] is None
    assert notices[2] is not None
    assert told_of([0, 24])[1] is not None


def test_recovery_is_told_only_when_the_illness_was() -> None:
    sick = TargetState("agora/faq", failures=3, unwell_since=NOON, reason="gone", verdict=VerdictKind.GONE)
    well = after_success(sick, capture(), Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), "k"), hours(1))
    assert notice_after(sick, well, told=False, now=hours(1)) is None
    notice = notice_after(sick, well, told=True, now=hours(1))
    assert notice is not None
    assert (notice.kind, notice.facts) == ("recovered", {"reason": "gone"})
    assert (well.failures, well.unwell_since, well.not_before) == (0, None, None)


def test_two_illnesses_are_two_events() -> None:
    first = TargetState("agora/faq", failures=3, unwell_since=NOON)
    second = TargetState("agora/faq", failures=3, unwell_since=hours(48))
    one, other = illness(first), illness(second)
    assert one is not None
    assert other is not None
    assert one.id != other.id
    assert illness(TargetState("agora/faq")) is None


def test_a_failure_of_the_watcher_says_nothing_of_the_page_and_forgets_no_validator() -> None:
    known = TargetState("agora/faq", good=NOON, etag='"a"', text_key="k", verdict=VerdictKind.GOOD)
    after = after_trouble(known, "The disk is full", hours(1))
    assert (after.outcome, after.verdict, after.reason) == (Outcome.FAILED, None, "The disk is full")
    assert (after.failures, after.unwell_since) == (1, hours(1))
    assert (after.etag, after.text_key, after.good) == ('"a"', "k", NOON)
    third = after_trouble(after_trouble(after, "x", hours(2)), "x", hours(3))
    notice = notice_after(after, third, told=False, now=hours(3))
    assert notice is not None
    assert notice.facts["verdict"] == ""


@pytest.mark.parametrize(
    ("outcome", "commit", "changed"),
    [(Outcome.CHANGED, "c", hours(1)), (Outcome.UNCHANGED, "c", NOON), (Outcome.UNCHANGED, "", NOON)],
)
def test_the_last_change_is_the_last_version_and_not_a_new_reading(
    outcome: Outcome, commit: str, changed: dt.datetime
) -> None:
    known = TargetState("agora/faq", changed=NOON)
    recorded = Recorded(outcome, Verdict(VerdictKind.GOOD), "k", commit)
    assert after_success(known, capture(), recorded, hours(1)).changed == changed


def test_validators_are_kept_when_nothing_was_modified_and_replaced_when_something_was_read() -> None:
    known = TargetState("agora/faq", etag='"a"', text_key="k")
    unmodified = Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.NOT_MODIFIED))
    assert after_success(known, capture(), unmodified, NOON).etag == '"a"'
    read = Recorded(Outcome.NOISE, Verdict(VerdictKind.GOOD), "k")
    assert after_success(known, capture('"b"'), read, NOON).etag == '"b"'
    assert after_success(known, capture(), read, NOON).etag is None
