"""A skeleton that was vouched for is equal only for pages of the same text, and stays the same under other nonces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.test_fingerprint import HTML, PAGE, PIECES, READINGS, key
from watcher.extract.skeleton import skeleton, vouched


def stands_for(one: str, two: str, selectors: tuple[str, ...] = ("main",)) -> bool:
    """Whether the second page is taken for the first one."""
    before = vouched(one.encode(), HTML, selectors)
    return before != "" and skeleton(two.encode(), HTML, selectors) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nonce="n1"', 'nonce="n2"'),
        ('token = "t1"', 'token = "<p>t2</p>"'),
        ('token = "t1"', "token = 'é'; // <script>"),
        ("color: red", "color: blue"),
        ('data-build="b1"', 'data-build="b2 &amp; more"'),
        ("session=s1", "session=s2&amp;utm_source=x"),
        ("rendered in 12 ms", "rendered 2027-03-01\n\n15 ms"),
    ],
)
def test_what_nobody_reads_may_change(old: str, new: str) -> None:
    assert old in PAGE
    assert stands_for(PAGE, PAGE.replace(old, new))
    assert stands_for(PAGE, PAGE.replace(old, new), ("main:not(.x)",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("not use", "use"),
        ("messages", "messages "),
        ('class="page"', 'class="home"'),
        ("mailto:a@agora.example", "mailto:b@agora.example"),
        ("/help?session=s1", "/preview"),
        ("/help?session=s1", "/help?to=mailto:a"),
        ("/help?session=s1", ""),
        ('data-build="b1"', "data-build='b1'"),
        ('data-build="b1"', 'data-other="b1"'),
        ('data-build="b1"', 'data-build="it\'s"'),
        ('data-build="b1"', 'data-build="é"'),
        ('token = "t1"', "token = 1 <!-- 2"),
        ('token = "t1"', "token = 1 --> 2"),
        ('token = "t1"', "</SCRIPT>"),
        ('token = "t1"', "\x01"),
        ('token = "t1"', "\ufffe"),
        ("color: red", "</Style>"),
        ("rendered in 12 ms", "rendered > 12 ms"),
        ("<!-- rendered in 12 ms -->", ""),
    ],
)
def test_what_the_parser_could_take_otherwise_may_not_change(old: str, new: str) -> None:
    assert old in PAGE
    assert not stands_for(PAGE, PAGE.replace(old, new))


PLACES = (
    '<p>Write nonce="{}" into it.</p>',
    "<p title=' nonce=\"{}\" '>Text</p>",
    '<p title="<script>{}</script>">Text</p>',
    '<a title=x nonce="{}"">Text</a>',
    '<textarea><p nonce="{}"></textarea>',
    '<p>Write href="/{}" into it.</p>',
    "<scripts>{}</scripts>",
    "<p>We do not <script/>train<p>models {}</p></script>",
    '<base  href="/{}">',
)


@pytest.mark.parametrize("place", PLACES)
def test_a_piece_that_lies_elsewhere_than_it_seems_gives_no_skeleton_or_one_without_it(place: str) -> None:
    one, two = (PAGE.replace("<h1>", f"{place.format(word)}<h1>") for word in ("one", "two"))
    assert vouched(one.encode(), HTML) == "" or key(one, ()) == key(two, ())


@pytest.mark.parametrize(
    ("page", "kind", "selectors"),
    [
        (PAGE, "text/plain", ()),
        (PAGE, "application/pdf", ()),
        (PAGE.replace("Agora", "Agora\0"), HTML, ()),
        (PAGE, "text/html; charset=iso-8859-1", ()),
        (PAGE.replace("</script>", ""), HTML, ()),
        (PAGE, HTML, ("[data-build=b1]",)),
        (PAGE, HTML, ("main", "a[HREF^='/x']")),
    ],
)
def test_there_is_none_where_it_would_say_nothing(page: str, kind: str, selectors: tuple[str, ...]) -> None:
    assert vouched(page.encode(), kind, selectors) == ""


def test_bytes_that_are_no_character_stay_what_they_are_or_leave_no_skeleton() -> None:
    """Whatever the header says: a page that is not in UTF-8 is read in another way."""
    page = PAGE.encode()
    wrong = page.replace(b'token = "t1"', b'token = "\xff"'), page.replace(b"messages", b"messages \xff")
    before = vouched(page, HTML)
    assert [skeleton(body, HTML) == before for body in wrong] == [False, False]
    assert [vouched(body, HTML) for body in wrong] == ["", ""]


def test_one_that_was_not_vouched_for_and_says_nothing_is_still_one() -> None:
    """Which is why it counts beside one from `vouched` only."""
    one, two = (f'<main><p>Write nonce="{word}" into it.</p></main>' for word in ("one", "two"))
    assert skeleton(one.encode(), HTML) == skeleton(two.encode(), HTML) != ""


WORDS = st.text("ab =&;#/-x\n", max_size=4)
CUT_PIECES = (
    ' nonce="{}"', ' data-n="{}"', ' href="/{}"', ' href="{}"', '<p nonce="{}">', '<a href="/a{}">',
    "<!--{}-->", "<script>{}</script>", '<script nonce="{}">', "<style>{}</style>", ' title="', " title='",
)  # fmt: skip
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(CUT_PIECES)), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(SOUP, st.data())
def test_equal_ones_mean_equal_texts(pieces: list[str], data: st.DataObject) -> None:
    """Any soup of tags in which the pieces that may change do, and one more piece, now and then, too."""
    inside = st.one_of(WORDS, st.sampled_from(("<b>x</b>", "'", '"', ">", "--", "-->", "]]>", "</p>", "</", "?>")))

    def page(pieces: list[str]) -> str:
        filled = "".join(piece.replace("{}", data.draw(inside)) for piece in pieces)
        return f"<body><p>We keep data.<main>{filled} for you"

    one = page(pieces)
    at, less = data.draw(st.integers(0, len(pieces))), data.draw(st.integers(0, 1))
    more = data.draw(st.lists(st.sampled_from(PIECES), max_size=1)) if less else []
    two = page([*pieces[:at], *more, *pieces[at + less :]])
    for select, remove in READINGS:
        if stands_for(one, two, (*select, *remove)):
            assert key(one, select, remove) == key(two, select, remove)
