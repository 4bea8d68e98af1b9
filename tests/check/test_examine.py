"""Texts so unlike the last version that one look is not enough: another document, a doubled or collapsed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.test_record import FAQ, Desk
from tests.daemon.town import CALM, WORSE, Hands
from watcher.check.examine import Examined, examine
from watcher.check.weigh import Baseline
from watcher.compare import text_key
from watcher.extract import extract
from watcher.model import Capture, Outcome, VerdictKind

_HTML = "text/html; charset=utf-8"


def page(title: str, *sentences: str) -> bytes:
    """A page whose paragraphs are those sentences."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html lang=en><title>{title}</title><body><main><h1>{title}</h1>{body}</main></body></html>".encode()


def about(subject: str, count: int = 50) -> list[str]:
    """So many different sentences about a subject."""
    return [f"Sentence {place} tells what the {subject} of a member means in case {place}." for place in range(count)]


NOTICE = page("Privacy notice", CALM, *about("privacy"))


def baseline(body: bytes = NOTICE) -> Baseline:
    document = extract(body, _HTML, url=FAQ.url).document
    key = text_key(document)
    return Baseline(document, key, Hands().now, {key: Hands().now})


def seen(body: bytes, suspect: str | None = "", *, before: bytes = NOTICE) -> Examined:
    capture = Capture(FAQ.url, FAQ.url, Hands().now, 200, (("content-type", _HTML),), body)
    return examine(capture, FAQ, baseline(before), suspect)


OTHER = page("Rules of the shop", WORSE, *about("order"))


def test_another_document_waits_for_a_second_look() -> None:
    first = seen(OTHER)
    assert (first.verdict.kind, first.document) == (VerdictKind.OTHER_DOCUMENT, None)
    assert first.verdict.reason == "the page holds another document now (Rules of the shop; before: Privacy notice)"
    second = seen(OTHER, first.suspect)
    assert second.verdict.good
    assert second.document is not None
    assert (second.silent, second.suspect) == (True, "")


def test_a_third_document_in_between_begins_the_waiting_anew() -> None:
    first, third = seen(OTHER), page("Community", *about("community"))
    between = seen(third, first.suspect)
    assert between.suspect not in ("", first.suspect)
    assert not seen(OTHER, between.suspect).verdict.good
    assert seen(third, between.suspect).verdict.good


def test_the_page_itself_between_two_looks_begins_the_waiting_anew() -> None:
    back = seen(NOTICE, seen(OTHER).suspect)
    assert (back.verdict.good, back.suspect, back.silent) == (True, "", False)
    assert not seen(OTHER, back.suspect).verdict.good


def test_where_there_is_no_second_look_another_document_counts_at_once_and_is_silent() -> None:
    found = seen(OTHER, None)
    assert (found.verdict.good, found.silent) == (True, True)


@pytest.mark.parametrize(
    ("title", "sentences"),
    [
        ("Privacy notice", [WORSE, *about("order")]),
        ("PRIVACY NOTICE", [WORSE, *about("order")]),
        ("Our privacy policy", [WORSE, *about("order")]),
        ("Rules of the shop", [WORSE, *about("privacy", 10), *about("order", 40)]),
        ("Rules of the shop", [WORSE, *about("order", 20)]),
    ],
    ids=[
        "same title",
        "same title in capitals",
        "a title about the same",
        "a fifth of the sentences",
        "too short to say",
    ],
)
def test_a_rewritten_page_is_no_other_document(title: str, sentences: list[str]) -> None:
    found = seen(page(title, *sentences))
    assert (found.verdict.good, found.silent) == (True, False)


DOUBLED = page("Privacy notice", CALM, WORSE, *about("privacy"), *about("community", 70))


def test_a_doubled_text_waits_for_a_second_look_and_is_then_told() -> None:
    first = seen(DOUBLED)
    assert first.verdict.kind is VerdictKind.OTHER_DOCUMENT
    assert first.verdict.reason.startswith("the page holds ")
    second = seen(DOUBLED, first.suspect)
    assert (second.verdict.good, second.silent) == (True, False)


def test_a_counter_on_a_doubled_page_does_not_keep_it_waiting() -> None:
    first = seen(page("Privacy notice", CALM, "Read 1 time.", *about("privacy"), *about("community", 70)))
    second = seen(
        page("Privacy notice", CALM, "Read 2 times.", *about("privacy"), *about("community", 70)), first.suspect
    )
    assert (first.verdict.good, second.verdict.good, second.silent) == (False, True, False)


def test_a_counter_on_another_document_does_not_keep_it_waiting() -> None:
    first = seen(page("Rules of the shop", "Read 1 time.", *about("order")))
    second = seen(page("Rules of the shop", "Read 2 times.", *about("order")), first.suspect)
    assert (first.verdict.good, second.verdict.good, second.silent) == (False, True, True)


def test_the_platform_in_both_titles_does_not_make_them_the_same() -> None:
    before = page(f"{FAQ.platform} privacy notice", CALM, *about("privacy"))
    assert not seen(page(f"{FAQ.platform} shop rules", WORSE, *about("order")), before=before).verdict.good


def test_a_text_that_grows_by_less_than_its_size_needs_no_second_look() -> None:
    assert seen(page("Privacy notice", CALM, WORSE, *about("privacy"), *about("community", 40))).verdict.good


def test_a_short_text_may_double_at_once() -> None:
    short, longer = page("FAQ", CALM, *about("faq", 10)), page("FAQ", CALM, *about("faq", 39))
    assert seen(longer, before=short).verdict.good


COLLAPSED = page("Privacy notice", CALM, *about("privacy", 6))


def test_a_collapsed_text_waits_for_a_second_look_and_is_silent_even_then() -> None:
    first = seen(COLLAPSED)
    assert first.verdict.kind is VerdictKind.TRUNCATED
    second = seen(COLLAPSED, first.suspect)
    assert (second.verdict.good, second.silent) == (True, True)


# --- what becomes of it in the archive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(NOTICE)
    return desk


def twice(desk: Desk, body: bytes) -> tuple[Outcome, Outcome]:
    first = desk.take(body)
    return first.outcome, desk.take(body, suspect=first.suspect).outcome


def test_another_document_that_stays_is_archived_and_told_as_nothing(desk: Desk) -> None:
    assert twice(desk, OTHER) == (Outcome.QUARANTINED, Outcome.CHANGED)
    assert desk.told == []
    assert len(desk.versions) == 2


def test_the_page_that_returns_after_another_document_waits_no_longer_than_that_one_and_is_no_news(
    desk: Desk,
) -> None:
    twice(desk, OTHER)
    assert twice(desk, NOTICE) == (Outcome.QUARANTINED, Outcome.REVERTED)
    assert desk.told == []


def test_the_same_title_with_all_sentences_new_is_told_at_once(desk: Desk) -> None:
    recorded = desk.take(page("Privacy notice", WORSE, *about("order")))
    assert recorded.outcome is Outcome.CHANGED
    (quotes,) = desk.told
    assert CALM in {before for before, _ in quotes}


def test_a_doubled_text_is_told_once_it_stays(desk: Desk) -> None:
    assert twice(desk, DOUBLED) == (Outcome.QUARANTINED, Outcome.CHANGED)
    assert len(desk.told) == 1
    assert "We use the posts of members to train generative AI models." in {after for _, after in desk.told[0]}


def test_a_doubled_text_that_goes_away_again_leaves_no_trace(desk: Desk) -> None:
    held = desk.take(DOUBLED)
    assert desk.take(NOTICE, suspect=held.suspect).outcome is Outcome.UNCHANGED
    assert (desk.told, len(desk.versions)) == ([], 1)


def test_a_collapsed_text_that_stays_is_archived_and_told_as_nothing(desk: Desk) -> None:
    assert twice(desk, page("Privacy notice", *about("privacy", 6))) == (Outcome.QUARANTINED, Outcome.CHANGED)
    assert desk.told == []


def test_what_comes_back_after_a_collapse_is_no_news(desk: Desk) -> None:
    twice(desk, page("Privacy notice", *about("privacy", 6)))
    back = desk.take(page("Privacy notice", CALM, "One sentence more.", *about("privacy")))
    assert back.outcome is Outcome.CHANGED
    assert back.alert is not None
    assert {f.known_since for f in back.alert.assessment.findings} == {Hands().now.replace(hour=13)}
