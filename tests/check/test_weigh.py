"""What a text is, given what is known of its target: the outcome, and whether it becomes a version."""

from __future__ import annotations

import datetime as dt

from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.compare import text_key
from watcher.extract import parse_text
from watcher.model import Direction, Document, Outcome, Severity

_TOPICS = ("ai-training", "default-setting")
_MAY = dt.datetime(2025, 5, 3, 6, tzinfo=dt.UTC)
_JUNE = dt.datetime(2025, 6, 4, 6, tzinfo=dt.UTC)

_HEAD = "# AI at Agora\n\nLast updated: 3 May 2025\n\n"
_FIRST = f"{_HEAD}We do not use your posts to train AI models.\nYou can write to us.\n"
_WORSE = _FIRST.replace("do not use", "may use")


def _document(text: str) -> Document:
    return parse_text(text, title="AI at Agora", language="en")


def _baseline(text: str, *before: tuple[str, dt.datetime], time: dt.datetime = _JUNE) -> Baseline:
    seen = {text_key(_document(old)): when for old, when in before}
    key = text_key(_document(text))
    return Baseline(_document(text), key, time, {key: time} | seen)


def _weighed(baseline: Baseline | None, text: str) -> Weighed:
    return weigh(baseline, _document(text), _TOPICS)


def test_the_first_text_is_the_baseline_and_no_news() -> None:
    found = _weighed(None, _FIRST)
    assert (found.outcome, found.archive, found.alerts) == (Outcome.FIRST, True, False)
    assert found.key == text_key(_document(_FIRST))
    assert found.comparison is None


def test_the_same_text_is_unchanged_and_no_version() -> None:
    found = _weighed(_baseline(_FIRST), _FIRST)
    assert (found.outcome, found.archive, found.alerts) == (Outcome.UNCHANGED, False, False)


def test_other_links_alone_are_unchanged() -> None:
    linked = _FIRST.replace("write to us", "[write to us](<https://agora.example/?sid=1>)")
    assert _weighed(_baseline(_FIRST), linked).outcome is Outcome.UNCHANGED


def test_another_form_of_the_same_words_is_noise_and_no_version() -> None:
    found = _weighed(_baseline(_FIRST), _FIRST.replace("do not use", "DO NOT  use").replace("us.", "us!"))
    assert (found.outcome, found.archive, found.alerts) == (Outcome.NOISE, False, False)


def test_another_date_of_the_page_is_noise_but_a_version() -> None:
    found = _weighed(_baseline(_FIRST), _FIRST.replace("3 May 2025", "4 June 2025"))
    assert (found.outcome, found.archive, found.alerts) == (Outcome.NOISE, True, False)
    assert found.comparison is not None
    assert found.comparison.meaningful == ()


def test_sentences_in_another_order_are_noise_but_a_version() -> None:
    text = f"{_HEAD}You can write to us.\nWe do not use your posts to train AI models.\n"
    found = _weighed(_baseline(_FIRST), text)
    assert (found.outcome, found.archive) == (Outcome.NOISE, True)


def test_a_change_of_the_rules_is_told() -> None:
    found = _weighed(_baseline(_FIRST), _WORSE)
    assert (found.outcome, found.archive, found.alerts) == (Outcome.CHANGED, True, True)
    assert (found.assessment.direction, found.assessment.severity) == (Direction.WEAKER, Severity.HIGH)
    assert found.returned_to is None


def test_a_change_of_other_words_is_a_version_that_nobody_is_told_of() -> None:
    found = _weighed(_baseline(_FIRST), _FIRST.replace("write to us", "write to our office in Dublin"))
    assert (found.outcome, found.archive, found.alerts) == (Outcome.CHANGED, True, False)
    assert found.assessment.findings == ()


def test_a_retention_time_is_no_relative_date() -> None:
    old, new = (f"{_FIRST}\nWe keep deleted posts for {days} days.\n" for days in (30, 90))
    assert _weighed(_baseline(old), new).outcome is Outcome.CHANGED


def test_a_text_that_the_archive_holds_is_a_return_and_not_told_again() -> None:
    found = _weighed(_baseline(_WORSE, (_FIRST, _MAY)), _FIRST)
    assert (found.outcome, found.archive, found.alerts) == (Outcome.REVERTED, True, False)
    assert found.returned_to == _MAY
    assert found.comparison is not None
    assert found.assessment.findings == ()


def test_a_return_is_recognised_in_another_form() -> None:
    found = _weighed(_baseline(_WORSE, (_FIRST, _MAY)), _FIRST.upper())
    assert (found.outcome, found.returned_to) == (Outcome.REVERTED, _MAY)


def test_the_baseline_itself_in_other_form_is_noise_not_a_return() -> None:
    assert _weighed(_baseline(_FIRST, (_WORSE, _MAY)), _FIRST.upper()).outcome is Outcome.NOISE


def test_findings_can_be_left_untold_without_losing_the_version() -> None:
    found = _weighed(_baseline(_FIRST), _WORSE).without_findings()
    assert (found.outcome, found.archive, found.alerts) == (Outcome.CHANGED, True, False)
    assert found.assessment.counts["modified"] == 1
