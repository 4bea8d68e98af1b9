"""Texts so unlike the last version that one look is not enough: another document, a cut, doubled or collapsed one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from tests.check.test_record import FAQ, Desk
from tests.daemon.town import CALM, WORSE, Hands
from watcher.check.examine import Examined, examine
from watcher.check.suspicion import first_look
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


def seen(
    body: bytes, suspect: str | None = "", *, before: bytes = NOTICE, hours: int = 0, select: tuple[str, ...] = ()
) -> Examined:
    """What is made of a page so many hours after the last version, with what the check before left."""
    time = Hands().now + dt.timedelta(hours=hours)
    capture = Capture(FAQ.url, FAQ.url, time, 200, (("content-type", _HTML),), body)
    return examine(capture, dataclasses.replace(FAQ, select=select), baseline(before), suspect)


OTHER = page("Rules of the shop", WORSE, *about("order"))


def test_another_document_has_to_stay_for_two_days() -> None:
    first = seen(OTHER)
    assert (first.verdict.kind, first.document) == (VerdictKind.OTHER_DOCUMENT, None)
    assert first.verdict.reason == "the page holds another document now (Rules of the shop; before: Privacy notice)"
    second = seen(OTHER, first.suspect, hours=47)
    assert (second.verdict.kind, second.document) == (VerdictKind.OTHER_DOCUMENT, None)
    last = seen(OTHER, second.suspect, hours=48)
    assert last.verdict.good
    assert last.document is not None
    assert (last.silent, last.suspect) == (True, "")


def test_only_the_first_look_at_a_doubtful_text_asks_for_another_one_soon() -> None:
    first = seen(OTHER)
    second = seen(OTHER, first.suspect, hours=1)
    assert [first_look(suspect) for suspect in (first.suspect, second.suspect, "")] == [True, False, False]


def test_a_suspicion_that_an_earlier_program_left_begins_anew() -> None:
    found = seen(OTHER, "another: rules of the shop", hours=48)
    assert (found.verdict.good, first_look(found.suspect)) == (False, True)


def test_a_third_document_in_between_begins_the_waiting_anew() -> None:
    first, third = seen(OTHER), page("Community", *about("community"))
    between = seen(third, first.suspect, hours=24)
    assert between.suspect not in ("", first.suspect)
    assert not seen(OTHER, between.suspect, hours=48).verdict.good
    assert seen(third, between.suspect, hours=72).verdict.good


def test_the_page_itself_between_two_looks_begins_the_waiting_anew() -> None:
    back = seen(NOTICE, seen(OTHER).suspect, hours=24)
    assert (back.verdict.good, back.suspect, back.silent) == (True, "", False)
    assert not seen(OTHER, back.suspect, hours=48).verdict.good


def test_where_there_is_no_second_look_another_document_counts_at_once_and_is_silent() -> None:
    found = seen(OTHER, None)
    assert (found.verdict.good, found.silent) == (True, True)


@pytest.mark.parametrize(
    "title",
    ["Privacy notice", "PRIVACY NOTICE", "Our privacy policy"],
    ids=["same title", "same title in capitals", "a title about the same"],
)
def test_a_page_with_all_sentences_new_is_a_rewrite_at_its_second_look(title: str) -> None:
    body = page(title, WORSE, *about("order"))
    first = seen(body)
    assert first.verdict.kind is VerdictKind.OTHER_DOCUMENT
    second = seen(body, first.suspect)
    assert (second.verdict.good, second.silent) == (True, False)


def test_a_page_that_keeps_a_fifth_of_its_sentences_needs_no_second_look() -> None:
    found = seen(page("Rules of the shop", WORSE, *about("privacy", 10), *about("order", 40)))
    assert (found.verdict.good, found.silent) == (True, False)


SHORT = page("AI questions", CALM, *about("faq", 8))


def test_a_short_document_is_known_by_its_sentences_too() -> None:
    found = seen(page("Rules of the shop", WORSE, *about("order", 9)), before=SHORT)
    assert (found.verdict.kind, found.document) == (VerdictKind.OTHER_DOCUMENT, None)


@pytest.mark.parametrize("title", ["Privacy notice for Europe", "Privacy and cookies of the shop", "Terms"])
def test_another_document_of_the_platform_is_a_stranger(title: str) -> None:
    found = seen(page(title, WORSE, *about("order")), None)
    assert found.silent


def test_somebody_elses_policy_of_the_same_title_is_a_stranger() -> None:
    ours = page("Privacy notice", *(f"{text} Agora says so." for text in about("privacy")))
    theirs = page("Privacy notice", WORSE, *about("order"))
    address = dataclasses.replace(FAQ, url="https://www.agora.example/privacy")
    capture = Capture(address.url, address.url, Hands().now, 200, (("content-type", _HTML),), theirs)
    assert examine(capture, address, baseline(ours), None).silent


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
    second = seen(page("Rules of the shop", "Read 2 times.", *about("order")), first.suspect, hours=48)
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


def test_what_is_left_of_a_text_has_to_stay_for_more_than_one_check_and_is_silent_even_then() -> None:
    first = seen(COLLAPSED)
    assert first.verdict.kind is VerdictKind.TRUNCATED
    second = seen(COLLAPSED, first.suspect, hours=6)
    assert not second.verdict.good
    third = seen(COLLAPSED, second.suspect, hours=12)
    assert (third.verdict.good, third.silent) == (True, True)


def test_a_counter_on_a_collapsed_page_does_not_keep_it_waiting() -> None:
    first = seen(page("Privacy notice", *about("privacy", 6), "Read by 11 people."))
    second = seen(page("Privacy notice", *about("privacy", 6), "Read by 12 people."), first.suspect, hours=8)
    assert (first.verdict.good, second.verdict.good) == (False, True)


def test_a_text_that_loses_more_than_half_waits_for_a_second_look_and_is_then_told() -> None:
    half = page("Privacy notice", *about("privacy", 20), "Read on elsewhere.")
    first = seen(half)
    assert first.verdict.kind is VerdictKind.TRUNCATED
    second = seen(half, first.suspect)
    assert (second.verdict.good, second.silent) == (True, False)


def test_a_longer_policy_that_never_names_the_platform_is_a_stranger_though_it_shares_sentences() -> None:
    ours = page("Privacy notice", *(f"{text} Agora says so." for text in about("privacy")), *about("group", 10))
    theirs = page("Privacy notice", *about("order", 140), *about("group", 10))
    address = dataclasses.replace(FAQ, url="https://www.agora.example/privacy")
    capture = Capture(address.url, address.url, Hands().now, 200, (("content-type", _HTML),), theirs)
    assert examine(capture, address, baseline(ours), None).silent


# --- cut pages


def cut(body: bytes, after: str) -> bytes:
    """The page up to the middle of that sentence."""
    place = body.index(after.encode())
    return body[: place + len(after) // 2]


LAST = about("privacy")[-1]
IN_A_DIV = NOTICE.replace(b"<main>", b"<main><div>").replace(b"</main>", b"</div></main>")


@pytest.mark.parametrize("sentence", [*about("privacy")[30::4], LAST])
def test_a_page_cut_in_any_sentence_is_truncated_however_much_is_left_of_it(sentence: str) -> None:
    found = seen(cut(IN_A_DIV, sentence))
    assert (found.verdict.kind, found.document) == (VerdictKind.TRUNCATED, None)
    assert found.suspect


def test_the_next_whole_page_counts_at_once_after_a_cut_one() -> None:
    held = seen(cut(IN_A_DIV, LAST))
    changed = seen(page("Privacy notice", WORSE, *about("privacy")), held.suspect)
    assert (changed.verdict.good, changed.silent, changed.suspect) == (True, False, "")


def test_a_page_that_stays_cut_is_no_news_in_the_end() -> None:
    held = seen(cut(IN_A_DIV, LAST))
    for hours in (6, 12, 24):
        held = seen(cut(IN_A_DIV, LAST), held.suspect, hours=hours)
        assert not held.verdict.good
    found = seen(cut(IN_A_DIV, LAST), held.suspect, hours=48)
    assert (found.verdict.good, found.silent) == (True, True)


def test_a_cut_that_loses_only_the_footer_leaves_the_page_good() -> None:
    footer = b"<footer><div>About us</div><div>Careers</div></footer></body>"
    whole = IN_A_DIV.replace(b"</body>", footer)
    found = seen(cut(whole, "Careers"), before=whole, select=("main",))
    assert found.verdict.good


def test_a_cut_inside_of_what_is_new_at_the_end_is_seen_too() -> None:
    longer = IN_A_DIV.replace(b"</div></main>", b"<p>Read on about cookies of the shop.</p></div></main>")
    assert seen(longer).verdict.good
    assert seen(cut(longer, "Read on about cookies of the shop.")).verdict.kind is VerdictKind.TRUNCATED


def test_a_page_that_leaves_its_last_end_tags_out_is_not_cut() -> None:
    bare = NOTICE.replace(b"</body></html>", b"")
    assert seen(bare.replace(CALM.encode(), WORSE.encode()), before=bare).verdict.good


def test_a_beginning_of_the_last_version_is_doubted_even_when_its_markup_is_whole() -> None:
    first = seen(page("Privacy notice", CALM, *about("privacy", 45)))
    assert first.verdict.kind is VerdictKind.TRUNCATED
    assert first.verdict.reason == (
        "the page ends in the middle: 5 sentences at the end of the last version are missing"
    )


def test_a_sentence_broken_off_is_doubted_even_when_its_markup_is_whole() -> None:
    found = seen(page("Privacy notice", CALM, *about("privacy", 49), LAST[:30]))
    assert found.verdict.kind is VerdictKind.TRUNCATED


def test_a_last_section_that_is_taken_away_is_told_at_the_second_look() -> None:
    without = page("Privacy notice", CALM, *about("privacy", 45))
    second = seen(without, seen(without).suspect)
    assert (second.verdict.good, second.silent) == (True, False)


def test_a_last_sentence_that_is_taken_away_is_told_at_once() -> None:
    assert seen(page("Privacy notice", CALM, *about("privacy", 49))).verdict.good


def test_a_first_capture_that_is_cut_waits_for_a_second_look() -> None:
    capture = Capture(FAQ.url, FAQ.url, Hands().now, 200, (("content-type", _HTML),), cut(IN_A_DIV, LAST))
    first = examine(capture, FAQ, None, "")
    assert (first.verdict.kind, first.document) == (VerdictKind.TRUNCATED, None)
    assert examine(capture, FAQ, None, first.suspect).verdict.good


# --- selectors


def test_selectors_that_suddenly_match_much_less_are_told_as_such() -> None:
    teaser = f"<aside class=new>{''.join(f'<p>{text}</p>' for text in about('privacy', 5))}</aside>"
    rebuilt = NOTICE.replace(b"<main>", f"{teaser}<div>".encode()).replace(b"</main>", b"</div>")
    found = seen(rebuilt, before=NOTICE, select=("main", ".new"))
    assert found.verdict.kind is VerdictKind.SELECTOR_LOST
    assert found.verdict.reason.startswith("the target's selectors match only ")


def test_a_page_without_the_selected_part_counts_after_two_days() -> None:
    first = seen(OTHER, select=("#gone",))
    assert first.verdict.kind is VerdictKind.SELECTOR_LOST
    assert not seen(OTHER, first.suspect, hours=47, select=("#gone",)).verdict.good
    found = seen(OTHER, first.suspect, hours=48, select=("#gone",))
    assert (found.verdict.good, found.silent) == (True, True)


def test_the_same_text_without_the_selected_part_is_unchanged() -> None:
    assert seen(NOTICE, select=("#gone",)).verdict.good


def test_a_pdf_of_pictures_is_unreadable_and_not_another_document() -> None:
    body = (Path(__file__).parents[1] / "extract" / "pdfs" / "pictures.pdf").read_bytes()
    found = examine(
        Capture(FAQ.url, FAQ.url, Hands().now, 200, (("content-type", "application/pdf"),), body), FAQ, None, ""
    )
    assert (found.verdict.kind, found.document) == (VerdictKind.UNREADABLE, None)
    assert found.verdict.reason == "the PDF holds pictures of pages and no text (2 pages): a person has to read it"


# --- what becomes of it in the archive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(NOTICE)
    return desk


def twice(desk: Desk, body: bytes, *, hours: int = 0) -> tuple[Outcome, Outcome]:
    """Taken, and so many hours later once more."""
    first = desk.take(body)
    desk.hands.go(hours=hours)
    return first.outcome, desk.take(body, suspect=first.suspect).outcome


def test_another_document_that_stays_is_archived_and_told_as_nothing(desk: Desk) -> None:
    assert twice(desk, OTHER, hours=48) == (Outcome.QUARANTINED, Outcome.CHANGED)
    assert desk.told == []
    assert len(desk.versions) == 2


def test_the_page_that_returns_after_another_document_waits_no_longer_than_that_one_and_is_no_news(
    desk: Desk,
) -> None:
    twice(desk, OTHER, hours=48)
    assert twice(desk, NOTICE) == (Outcome.QUARANTINED, Outcome.REVERTED)
    assert desk.told == []


def test_the_same_title_with_all_sentences_new_is_told_once_it_stays(desk: Desk) -> None:
    assert twice(desk, page("Privacy notice", WORSE, *about("order"))) == (Outcome.QUARANTINED, Outcome.CHANGED)
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
    assert twice(desk, page("Privacy notice", *about("privacy", 6)), hours=8) == (
        Outcome.QUARANTINED,
        Outcome.CHANGED,
    )
    assert desk.told == []


def test_what_comes_back_after_a_collapse_is_no_news(desk: Desk) -> None:
    twice(desk, page("Privacy notice", *about("privacy", 6)), hours=8)
    back = desk.take(page("Privacy notice", CALM, "One sentence more.", *about("privacy")))
    assert back.outcome is Outcome.CHANGED
    assert back.alert is not None
    assert {f.known_since for f in back.alert.assessment.findings} == {Hands().now.replace(hour=13)}
