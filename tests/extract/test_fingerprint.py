"""A fingerprint is equal only for pages of the same text, and the same for pages that differ in what nobody reads."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.compare import text_key
from watcher.extract import extract
from watcher.extract.fingerprint import fingerprint
from watcher.extract.following import Following
from watcher.model.selecting import Cleaning, Range
from watcher.model.simple_css import UnfollowedError, steps

HTML = "text/html; charset=utf-8"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Agora</title><script nonce="n1">var token = "t1";</script>
<style>.a { color: red }</style></head><body class="page"><nav><a href="/">Home</a></nav>
<div class="banner">1,204 members are online</div>
<main id="text" data-build="b1"><h1>Privacy at Agora</h1><!-- rendered in 12 ms -->
<p data-request="r1">We do not use <b>your</b> messages to train models.</p>
<button aria-expanded="false"><span class="arrow"></span>Which data do you keep?</button>
<div hidden><p>Only what you give us, see <a href="/help?session=s1">the help pages</a>.</p></div>
<table><tr><th>Data</th><td>Kept for</td></tr>
<tr><th>Posts</th><td>30 days <i class="ago">3 days ago</i></td></tr></table>
<p class="ago">Read 4 times</p><a href="mailto:a@agora.example">[email protected]</a>
</main><footer>Agora 2027</footer></body></html>"""

READINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ()),
    ((), (".ago",)),
    (("main",), ()),
    (("#text", "footer"), (".ago", "main > .x")),
    (("body main[id]",), ("[class=ago]", "i:first-child")),
)


def mark(page: str, select: tuple[str, ...] = ("main",), remove: tuple[str, ...] = ()) -> str:
    return fingerprint(page.encode(), HTML, select=select, remove=remove)


def key(page: str, select: tuple[str, ...] = ("main",), remove: tuple[str, ...] = ()) -> str:
    """What the extractor makes of it; the words with their line breaks, which are more than the key of the text."""
    document = extract(page.encode(), HTML, url="https://agora.example/p", select=select, remove=remove).document
    return f"{text_key(document)} {document.text}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nonce="n1"', 'nonce="n2"'),
        ('token = "t1"', 'token = "<p>t2</p>"'),
        ("color: red", "color: blue"),
        ('data-build="b1"', 'data-build="b2" data-more=""'),
        ('data-request="r1"', 'data-request="r2"'),
        ("session=s1", "session=s2&amp;utm_source=x"),
        ("rendered in 12 ms", "rendered in 15 ms"),
    ],
)
@pytest.mark.parametrize(("select", "remove"), READINGS[:3])
def test_what_nobody_reads_may_change(old: str, new: str, select: tuple[str, ...], remove: tuple[str, ...]) -> None:
    assert old in PAGE
    assert mark(PAGE, select, remove) == mark(PAGE.replace(old, new), select, remove) != ""


def test_what_is_not_selected_or_is_removed_may_change() -> None:
    other = PAGE.replace("1,204 members", "1,210 members").replace("Read 4 times", "Read 5 times")
    assert mark(PAGE, ("main",), (".ago",)) == mark(other, ("main",), (".ago",)) != ""
    assert mark(PAGE, ("main",)) != mark(other, ("main",))
    assert mark(PAGE, ()) != mark(other, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("not use", "use"),
        ("<b>your</b>", "<b>your </b>"),
        ("your</b>", "your</b><i hidden>secret</i>"),
        ("messages", "messa&shy;ges&#33;"),
        ('aria-expanded="false"', ""),
        ("<table>", '<table role="presentation">'),
        ("<th>Posts", '<th colspan="2">Posts'),
        ("mailto:a@agora.example", "mailto:b@agora.example"),
        ("mailto:a@agora.example", "/cdn-cgi/l/email-protection#2a4b6a4b"),
        ("<h1>", "<h2>"),
        ("<!-- rendered in 12 ms -->", ""),
        ('lang="en"', 'lang="fr"'),
        ("<p data-request", '<p role="heading" data-request'),
        ("</main>", "</main><main>More.</main>"),
        ("30 days <i", "<i"),
    ],
)
@pytest.mark.parametrize(("select", "remove"), READINGS[:3])
def test_what_is_read_may_not_change(old: str, new: str, select: tuple[str, ...], remove: tuple[str, ...]) -> None:
    assert mark(PAGE, select, remove) != mark(PAGE.replace(old, new), select, remove)


def test_on_a_page_without_selectors_names_count_that_make_furniture() -> None:
    for new in ('<div class="cookie-banner">', '<div hidden class="menu">', '<div style="display:none" id="nav">'):
        assert mark(PAGE, ()) != mark(PAGE.replace('<div class="banner">', new), ())


def test_removed_words_count_where_the_extractor_asks_how_much_there_is() -> None:
    other = PAGE.replace("3 days ago", "")
    assert mark(PAGE, ("main",), (".ago",)) != mark(other, ("main",), (".ago",))


@pytest.mark.parametrize(
    ("page", "kind", "select", "remove", "clean"),
    [
        ("<main>x", HTML, ("article",), (), Cleaning()),
        ("<main>x", HTML, ("main:not(.x)",), (), Cleaning()),
        ("<main>x", HTML, ("main",), ("p:has(b)",), Cleaning()),
        ("<main>x", HTML, (Range("h1", "footer"),), (), Cleaning()),
        ("<main>x", HTML, ("main",), (), Cleaning(use_datetime=True)),
        ("# x", "text/markdown", (), (), Cleaning()),
        ("%PDF-1.4", HTML, (), (), Cleaning()),
        ("<main>x\0y", HTML, ("main",), (), Cleaning()),
        ("", HTML, ("main",), (), Cleaning()),
        ("<template><main>x</main></template>", HTML, ("main",), (), Cleaning()),
        ("<main>" + "<b>x" * 300_000, HTML, ("main",), (), Cleaning()),
    ],
)
def test_there_is_none_where_equal_ones_would_say_nothing(
    page: str, kind: str, select: tuple[str | Range, ...], remove: tuple[str, ...], clean: Cleaning
) -> None:
    assert fingerprint(page.encode(), kind, select=select, remove=remove, clean=clean) == ""


def test_the_charset_counts_and_the_bytes_of_the_same_words_do_not() -> None:
    page = "<html><main>Café – très privé</main></html>"
    marks = [
        fingerprint(page.encode(), "text/html; charset=utf-8", select=("main",)),
        fingerprint(page.encode("cp1252"), "text/html; charset=iso-8859-1", select=("main",)),
        fingerprint(b"\xef\xbb\xbf" + page.encode(), "text/html", select=("main",)),
        fingerprint(page.encode("utf-16"), "text/html", select=("main",)),
    ]
    assert len(set(marks)) == 1
    assert fingerprint(page.encode(), "text/html; charset=iso-8859-1", select=("main",)) not in ("", marks[0])


# --- never equal for another text

PIECES = (
    "<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<div hidden>", '<div class="cookie-banner">', "<main>",
    "</main>", "<nav>", "</nav>", "<li>", "<ul>", "</ul>", "<br>", "<table>", "<tr>", "<td>", "</table>",
    "<h2>", "</h2>", "<button aria-expanded=true>", "</button>", "<summary>", "</summary>", "<script>",
    "</script>", "<!--", "-->", "<style>", "</style>", "<textarea>", "</textarea>", "<template>", "</template>",
    "<title>", "</title>", "<xmp>", "</xmp>", "<![CDATA[", "]]>", "<?pi ?>", "<!doctype html>", "<svg>",
    "</svg>", "<noscript>", "</noscript>", '<i class="ago">', "</i>", '<a href="/x?s=1">',
    '<a href="mailto:a@b.example">', "</a>", '<span data-n="1">', "</span>", "<article role=main>",
    "</article>", "<form>", "<input>", "</form>", '<p title="', '">', "'", "&lt;", "&#0;", "&shy;", " ", "\n",
    "no ", "not", "use", "data", "[email protected]", "<html lang=fr hidden>", "<base href=/y>",
)  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(MARKUP, st.data())
def test_equal_fingerprints_mean_equal_texts(pieces: list[str], data: st.DataObject) -> None:
    """Any soup of tags, and the same one with a piece more, less or another."""
    at, less = data.draw(st.integers(0, len(pieces))), data.draw(st.integers(0, 1))
    more = data.draw(st.lists(st.sampled_from(PIECES), max_size=2))
    other = [*pieces[:at], *more, *pieces[at + less :]]
    one, two = (f"<body><p>We keep data.<main>{''.join(them)} for you" for them in (pieces, other))
    for select, remove in READINGS:
        if mark(one, select, remove) == mark(two, select, remove) != "":
            assert key(one, select, remove) == key(two, select, remove)


SELECTORS = (
    "p", ".ago", "i.ago", "[role]", "[role=main]", "[href^='/x']", "[href*=mailto]", "[data-n='1']", "main b",
    "main > b", "div p > b", "li:first-child", ":nth-child(2)", "body > :nth-child(3)",
    "article[role='main'] b, td",
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(MARKUP)
def test_simple_selectors_match_what_the_library_finds(pieces: list[str]) -> None:
    soup = BeautifulSoup(f"<body><p class=ago>x<main>{''.join(pieces)}<b>y", "lxml")
    for selector in SELECTORS:
        ways = steps(selector)
        assert ways is not None
        following, found = Following([ways]), []
        stack = [(tag, True) for tag in reversed(soup.find_all(name=True, recursive=False))]
        try:
            while stack:
                tag, entering = stack.pop()
                if not entering:
                    following.end(tag.name)
                    continue
                attributes = {n: " ".join(v) if isinstance(v, list) else str(v) for n, v in tag.attrs.items()}
                if following.start(tag.name, attributes):
                    found.append(tag)
                stack.append((tag, False))
                stack += [(child, True) for child in reversed(tag.find_all(name=True, recursive=False))]
        except UnfollowedError:
            continue
        assert [id(tag) for tag in found] == [id(tag) for tag in soup.select(selector)]


@pytest.mark.parametrize(
    "selector", ["", "[class]", "p:not(.x)", "a + b", "> a", "a >", "p:nth-child(2n)", "#a#b", "É"]
)
def test_other_selectors_are_left_to_the_library(selector: str) -> None:
    assert steps(selector) is None
