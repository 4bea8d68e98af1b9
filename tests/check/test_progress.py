"""How checks move what is known of a target, and when that is told."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.check.progress import after_crash, after_success, after_trouble
from watcher.check.recorded import Recorded
from watcher.model import Capture, Outcome, Verdict, VerdictKind
from watcher.state import TargetState

NOON = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)


def hours(count: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=count)


def capture(etag: str = "") -> Capture:
    headers = (("etag", etag),) if etag else ()
    return Capture("https://agora.example/", "https://agora.example/", NOON, 200, headers, b"text")


def test_a_failure_of_the_watcher_says_nothing_of_the_page_and_forgets_no_validator() -> None:
    known = TargetState("agora/faq", good=NOON, etag='"a"', text_key="k", verdict=VerdictKind.GOOD)
    after = after_trouble(known, "The disk is full", hours(1))
    assert (after.outcome, after.verdict, after.reason) == (Outcome.FAILED, None, "The disk is full")
    assert (after.failures, after.unwell_since) == (1, hours(1))
    assert (after.etag, after.text_key, after.good) == ('"a"', "k", NOON)


def test_a_bug_that_a_page_brings_to_light_is_an_illness_of_its_own() -> None:
    after = after_crash(TargetState("agora/faq"), KeyError("x"), NOON)
    assert (after.outcome, after.verdict, after.failures) == (Outcome.FAILED, VerdictKind.INTERNAL, 1)
    assert "KeyError" in after.reason


def test_success_ends_failures_and_waiting() -> None:
    sick = TargetState("agora/faq", failures=3, unwell_since=NOON, not_before=hours(2), told=NOON)
    well = after_success(sick, capture(), Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), "k"), hours(1))
    assert (well.failures, well.unwell_since, well.not_before) == (0, None, None)
    assert well.told == NOON  # its end is still to be told


def test_where_a_page_moved_is_kept_with_the_time_when_it_was_first_seen() -> None:
    read = Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), "k")
    first = after_success(TargetState("agora/faq"), capture(), read, NOON, "https://new.example/")
    again = after_success(first, capture(), read, hours(6), "https://new.example/")
    assert (again.moved_to, again.moved_since) == ("https://new.example/", NOON)
    back = after_success(again, capture(), read, hours(12))
    assert (back.moved_to, back.moved_told) == (None, None)


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
