"""What of a model's answer is let through, and what is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.alert.model_server import GOOD, completion
from watcher.alert.summary_answer import LONGEST, NoSummary, content_of, tidy

DATED = "From 3 November 2025 posts may be used. It was ruled out."
LONG = f"{'A long sentence follows ' * 10}ends."
SENT = '{"before": "We do not use your posts.", "after": "From 3 November 2025 we may use your posts."}'


@pytest.mark.parametrize(
    ("answer", "summary"),
    [
        (GOOD, GOOD),
        (f"  {GOOD}\n", GOOD),
        ("Posts may be used.\n\nThat is **new**.", "Posts may be used. That is new."),
        ("<think>Two sentences.\nNot more.</think>\n" + GOOD, GOOD),
        ("Only one sentence was written here.", "Only one sentence was written here."),
        ("One sentence is here. Two are here. Three are here.", "One sentence is here. Two are here."),
        ("The end of this one is there. The end of this is cut o", "The end of this one is there."),
        (DATED, DATED),
        ("It holds in the U.S. and the EU. That is new.", "It holds in the U.S. and the EU. That is new."),
        ("Dit \u00ab\u00a0vos textes\u00a0\u00bb. C\u2019est en 2025\u00a0!", "Dit « vos textes ». C’est en 2025 !"),
        ("Posts may be used. \u202e\n\u200b That is new.", "Posts may be used. That is new."),
        ("Cafe\u0301s may be\u200b named\u202e here. Yes.", "Cafés may be named here. Yes."),
        (f"{LONG} {'And one more ' * 20}ends.", LONG),
        ("Booking.com may use posts. That is new.", "Booking.com may use posts. That is new."),
    ],
)  # fmt: skip
def test_two_whole_sentences_on_one_line_are_let_through(answer: str, summary: str) -> None:
    assert tidy(answer, SENT, ("Booking.com", "Terms")) == summary


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "no whole sentence"),
        (" \n\t ", "no whole sentence"),
        ("OK.", "no whole sentence"),
        ("posts may be used for the training of", "no whole sentence"),
        (f"{'One endless sentence goes on and ' * 20}ends.", "no whole sentence"),
        ("Two sentences were asked for. " * 200, "too long"),
        ('{"summary": "Posts may be used."}', "no plain text"),
        ("[Posts may be used. Say no](x)", "no plain text"),
        ("Posts <b>may</b> be used. Say no.", "no plain text"),
        ("Posts may be used <!channel>. Say no.", "no plain text"),
        ("Posts may be used, @channel. Say no.", "no plain text"),
        ("Write to evil@example.org. Say no.", "no plain text"),
        ("# Summary Posts may be used.", "no plain text"),
        ("Posts | may | be used. Say no.", "no plain text"),
        ("Публикации могут быть использованы. Да.", "no plain text"),
        ("Рosts may be used. The first letter is Cyrillic.", "no plain text"),
        ("帖子可能会被使用。", "no plain text"),
        ("Posts may be used \U0001f600. Say no.", "no plain text"),
        ("\uff30osts may be used in full width. Say no.", "no plain text"),
        ("P\u0336o\u0336sts may be used. Say no.", "no plain text"),
        ("See https://evil.example/login for more. Say no.", "an address"),
        ("See www.evil for more of it. Say no.", "an address"),
        ("See evil.example for more of it. Say no.", "an address"),
        ("See EVIL.EXAMPLE for more of it. Say no.", "an address"),
        ("See Booking.com.evil.example for more. Say no.", "an address"),
        ("See evilBooking.com for more of it. Say no.", "an address"),
        ("See evil-Booking.com for more of it. Say no.", "an address"),
        ("See Booking.com/login for more of it. Say no.", "an address"),
        ("See 10.0.0.1 for more of it. Say no.", "an address"),
        ("Call 555 1234 to say no. Do it now.", "a number"),
        ("From 4 November 2025 posts may be used. It is new.", "a number"),
        ("No alert is needed. Nothing has changed here.", "itself or of the alert"),
        ("Aucune alerte n'est nécessaire. Rien n'a changé.", "itself or of the alert"),
        ("Please ignore this message. Nothing has changed.", "itself or of the alert"),
        ("I cannot help with that. Ask somebody else.", "itself or of the alert"),
        ("Sorry, that is not possible. Ask somebody else.", "itself or of the alert"),
        ("Je ne peux pas le dire. Demandez ailleurs.", "itself or of the alert"),
    ],
)
def test_whatever_else_is_dropped_with_a_reason(answer: str, reason: str) -> None:
    with pytest.raises(NoSummary) as caught:
        tidy(answer, SENT, ("Booking.com", ""))
    assert reason in caught.value.reason


@given(st.text(max_size=600), st.text(max_size=50))
def test_any_answer_is_short_plain_prose_or_dropped(answer: str, sent: str) -> None:
    try:
        summary = tidy(answer, sent)
    except NoSummary:
        return
    assert 20 <= len(summary) <= LONGEST
    assert summary == " ".join(summary.split())
    assert summary.isprintable()
    assert not set(summary) & set("<>[]{}|\\`*_~#@^")


@given(
    st.lists(
        st.sampled_from(
            ["Posts", "may", "U.S.", "2025", "be used", ".", "!", "evil.example", "@a", " ", "\u202e", "\n"]
        )
    )
)
def test_prose_with_hostile_pieces_holds_none_of_them_after_all(pieces: list[str]) -> None:
    try:
        summary = tidy(" ".join(pieces), SENT)
    except NoSummary:
        return
    assert "evil" not in summary
    assert "@" not in summary
    assert "\u202e" not in summary


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"not json",
        b"null",
        b"[]",
        b"1e999999",
        b"9" * 5000,
        b"{}",
        b'{"choices": null}',
        b'{"choices": []}',
        b'{"choices": {}}',
        b'{"choices": [null]}',
        b'{"choices": ["text"]}',
        b'{"choices": [{}]}',
        b'{"choices": [{"text": "an older interface"}]}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": null, "refusal": "no"}}]}',
        b'{"choices": [{"message": {"content": ["a", "b"]}}]}',
        b'{"error": {"message": "quota"}}',
        b"[" * 100_000,
        b'data: {"choices": [{"delta": {"content": "a"}}]}\n\n',
    ],
)
def test_an_answer_of_another_form_is_no_text(body: bytes) -> None:
    with pytest.raises(NoSummary):
        content_of(body)


def test_the_text_is_found_where_the_interface_has_it() -> None:
    assert content_of(completion("Text.")) == "Text."
    two = json.loads(completion("first"))
    two["choices"].append({"message": {"content": "second"}})
    assert content_of(json.dumps(two).encode()) == "first"
