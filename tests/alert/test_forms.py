from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.alert.forms import Abilities, Form, fit, preferred, shorten
from watcher.model import Message

T, M, H = Form.TEXT, Form.MARKDOWN, Form.HTML

FOOT = "Links: https://example.org/redline\n\n---\n\nAlert x1"
LONG = Message(
    "x1",
    "Example now trains AI on posts",
    "\n\n".join(["The first sentence says one thing. The second one says another! " * 5] * 20 + [FOOT]),
    "\n\n".join(["> **before** and *after* in a line\n> and a second line"] * 60 + [FOOT]),
    "<p>" + "a sentence. " * 3000 + "</p>",
)
SHORT = Message("x1", "Title <b> & *stars*", "the text", "the *markdown*", "<p>the html</p>")


@pytest.mark.parametrize(
    ("scheme", "forms", "expected"),
    [
        ("mailto", (H, T), H),
        ("matrix", (T, M, H), H),
        ("slack", (M, T), M),
        ("discord", (T, M), M),
        ("tgram", (H, M), M),
        ("json", (T, M, H), T),
        ("pover", (T, H), T),
        ("sendgrid", (H,), H),
        ("sns", (T,), T),
    ],
)
def test_each_service_gets_the_form_that_suits_it(scheme: str, forms: tuple[Form, ...], expected: Form) -> None:
    assert preferred(Abilities(scheme, forms, 250, 30_000)) is expected


def test_what_fits_is_not_touched() -> None:
    fitted = fit(SHORT, T, Abilities("sns", (T,), 250, 30_000), "en")
    assert (fitted.title, fitted.body, fitted.form) == ("Title <b> & *stars*", "the text", T)


def test_a_long_text_ends_with_a_sentence_says_so_and_keeps_its_links() -> None:
    short = shorten(LONG.text, 500, "en")
    assert len(short) <= 500
    head, _, rest = short.partition("\n\n…")
    closing, _, foot = rest.partition("\n\n")
    assert head.endswith(("thing.", "another!"))
    assert closing == " (shortened; see the link)"
    assert foot == FOOT
    assert "… (abrégé ; voir le lien)" in shorten(LONG.text, 500, "fr")
    without_link = shorten(LONG.text, 60, "en")
    assert without_link.endswith("… (shortened)\n\nAlert x1")
    assert len(without_link) <= 60


def test_long_markdown_is_cut_between_lines_only() -> None:
    fitted = fit(LONG, M, Abilities("discord", (T, M), 250, 2000, joint=True), "en")
    assert len(fitted.body) + len(fitted.title) <= 2000
    lines = fitted.body.split("\n")
    assert set(lines) <= set(LONG.markdown.split("\n")) | {"… (shortened; see the link)"}
    assert fitted.title == "Example now trains AI on posts"


def test_html_that_is_too_long_gives_way_to_the_shortened_text() -> None:
    fitted = fit(LONG, H, Abilities("matrix", (T, M, H), 250, 6000), "en")
    assert fitted.form is T
    assert "shortened" in fitted.body
    only_html = fit(LONG, H, Abilities("sendgrid", (H,), 250, 6000), "en")
    assert only_html.form is H
    assert only_html.body.startswith("<p>The first sentence")
    assert len(only_html.body) <= 6000


def test_mail_is_never_shortened() -> None:
    assert fit(LONG, H, Abilities("mailto", (H, T), 250, 32768), "en").body == LONG.html


def test_a_text_message_keeps_at_least_the_headline() -> None:
    fitted = fit(LONG, T, Abilities("sns", (T,), 0, 160), "en")
    assert fitted.title == "Example now trains AI on posts"
    assert "shortened" in fitted.body
    assert len(fitted.title) + 2 + len(fitted.body) <= 160
    tiny = fit(LONG, T, Abilities("sns", (T,), 0, 40), "en")
    assert (tiny.title, tiny.body) == ("", "Example now trains AI on posts")


def test_a_title_without_a_place_of_its_own_is_escaped_for_the_body() -> None:
    as_html = fit(SHORT, H, Abilities("x", (H,), 0, 30_000), "en")
    assert as_html.title == "Title &lt;b&gt; &amp; *stars*"
    as_markdown = fit(SHORT, M, Abilities("x", (M,), 0, 30_000), "en")
    assert as_markdown.title == r"Title \<b\> \& \*stars\*"


def test_words_of_a_page_call_nobody_in_a_chat() -> None:
    hostile = Message("x1", "@here", "@everyone <!channel> <@U12345678> a@b.org", "", "")
    fitted = fit(hostile, T, Abilities("slack", (M, T), 250, 30_000), "en")
    assert fitted.title == "@\u2060here"
    assert fitted.body == "@\u2060everyone <\u2060!channel> <\u2060@\u2060U12345678> a@b.org"
    assert fit(hostile, T, Abilities("mailto", (H, T), 250, 30_000), "en").body == hostile.text


@given(st.text(max_size=400), st.integers(0, 300), st.booleans())
def test_shortened_text_never_exceeds_the_room(text: str, room: int, lines: bool) -> None:  # noqa: FBT001 - hypothesis
    assert len(shorten(text, room, "en", whole_lines=lines)) <= room


@given(st.text(alphabet="ab .\n", min_size=1, max_size=900), st.sampled_from([T, M]), st.integers(50, 400))
def test_every_message_fits_a_service_with_joint_limits(text: str, form: Form, room: int) -> None:
    message = Message("i", "A headline", text, text, "")
    fitted = fit(message, form, Abilities("x", (T, M), 0, room), "en")
    assert len(fitted.title) + 4 + len(fitted.body) <= room
    assert "A headline" in fitted.title + fitted.body
