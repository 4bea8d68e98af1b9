"""What a target wants cleaned is cleaned, and nothing besides."""

from __future__ import annotations

import time

import pytest

from watcher.extract import extract, render_text
from watcher.extract.cleaning import matches
from watcher.model import Document
from watcher.model.selecting import NO_CLEANING, Cleaning, Range, Selector

URL = "https://agora.example/help/terms"


def document(html: str, clean: Cleaning, *, select: tuple[Selector, ...] = ("main",)) -> Document:
    page = f"<main>{html}</main>".encode()
    return extract(page, "text/html; charset=utf-8", url=URL, select=select, clean=clean).document


def links(html: str, clean: Cleaning) -> list[str]:
    return [link.href for passage in document(html, clean).passages for link in passage.links]


def text(html: str, clean: Cleaning, *, select: tuple[Selector, ...] = ("main",)) -> str:
    return " ".join(render_text(document(html, clean, select=select)).split())


@pytest.mark.parametrize(
    ("names", "href", "expected"),
    [
        (("h",), "https://x.example/?h=1&e=2", "https://x.example/?e=2"),
        (("h", "e"), "/a?h=1&e=2#part", "https://agora.example/a#part"),
        (("exp_*",), "?exp_a=1&exp_b&experience=3", "https://agora.example/help/terms?experience=3"),
        (("a b",), "?a%20b=1&c=2", "https://agora.example/help/terms?c=2"),
        (("h",), "https://x.example/?H=1", "https://x.example/?H=1"),
        (("h",), "mailto:a@x.example?h=1", "mailto:a@x.example"),
    ],
)
def test_links_lose_the_parameters_that_are_named(names: tuple[str, ...], href: str, expected: str) -> None:
    assert links(f"<p><a href='{href}'>Read</a></p>", Cleaning(remove_query_params=names)) == [expected]


def test_links_lose_their_address_and_keep_their_words() -> None:
    html = "<p><a href='https://x.example/a' class=fold>One</a> and <a href='https://x.example/b'>two</a>.</p>"
    clean = Cleaning(unwrap_links=(".fold",))
    assert links(html, clean) == ["https://x.example/b"]
    assert text(html, clean) == "One and [two](<https://x.example/b>)."
    assert links(html, Cleaning(unwrap_links=("a",))) == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://l.example/go?u=https%3A%2F%2Fx.example%2Fa%3Fb%3D1&h=9", "https://x.example/a?b=1"),
        ("https://l.example/go?h=9", "https://l.example/go?h=9"),
        ("https://l.example/go?u=javascript:alert(1)", "https://l.example/go?u=javascript%3Aalert%281%29"),
        ("https://other.example/go?u=https://x.example/", "https://other.example/go?u=https%3A%2F%2Fx.example%2F"),
    ],
)
def test_redirects_lead_where_they_say(href: str, expected: str) -> None:
    clean = Cleaning(unwrap_redirects=(("https://l.example/go", "u"),))
    assert links(f"<p><a href='{href}'>Read</a></p>", clean) == [expected]


def test_beginnings_of_links_are_rewritten_relative_ones_too() -> None:
    clean = Cleaning(rewrite_links=(("https://agora.example/help", "https://help.agora.example"),))
    html = "<p><a href='/help/a'>A</a> <a href='https://agora.example/other'>B</a></p>"
    assert links(html, clean) == ["https://help.agora.example/a", "https://agora.example/other"]


def test_links_are_unwrapped_then_rewritten_then_lose_parameters() -> None:
    clean = Cleaning(("h",), (), (("https://l.example/", "u"),), (("https://old.example", "https://new.example"),))
    html = "<p><a href='https://l.example/?u=https%3A%2F%2Fold.example%2Fa%3Fh%3D1%26k%3D2'>A</a></p>"
    assert links(html, clean) == ["https://new.example/a?k=2"]


def test_elements_are_left_out_by_patterns_of_their_ids() -> None:
    html = "<p id=ad-1>One.</p><p id=lead>Two.</p><p id=x-ad>Three.</p><p>Four.</p>"
    assert text(html, Cleaning(remove_ids=("ad-*",))) == "Two. Three. Four."


def test_what_the_markup_hides_is_left_out_if_that_is_wanted() -> None:
    html = (
        "<p>Seen.</p><p hidden>A.</p><p style='color:red;display : none'>B.</p><p style='visibility:hidden'>C.</p>"
        "<p hidden=until-found>Folded.</p><p aria-hidden=true>Shown.</p><p style='--display: nones'>Kept.</p>"
    )
    assert text(html, Cleaning(remove_invisible=True)) == "Seen. Folded. Shown. Kept."
    assert "A. B. C." in text(html, NO_CLEANING)


def test_a_time_is_read_as_its_date() -> None:
    html = "<p>Changed <time datetime=2025-11-03>3 <b>days</b> ago</time>, read <time datetime=' '>today</time>.</p>"
    assert text(html, Cleaning(use_datetime=True)) == "Changed 2025-11-03, read today."


def test_hidden_mail_addresses_are_read_without_being_asked_for() -> None:
    hidden = (
        "<a href='/cdn-cgi/l/email-protection' data-cfemail='422302356c273a232f322e27'>[email&#160;protected]</a>"
    )
    assert text(f"<p>Write to {hidden} today.</p>", NO_CLEANING).startswith("Write to ")
    assert "a@w.example" in text(f"<p>Write to {hidden} today.</p>", NO_CLEANING)


def test_cleaning_takes_nothing_from_the_selectors() -> None:
    html = "<h2 id=ad-1>Begin</h2><p>Text. <a href='?h=1' class=x>Link</a></p><p id=ad-2>End.</p>"
    clean = Cleaning(remove_query_params=("h",), remove_ids=("ad-*",))
    assert text(html, clean, select=(Range("#ad-1", "#ad-2"),)).startswith("Text. ")
    assert "Link" in text(html, clean, select=("a[href*='h=1']",))


@pytest.mark.parametrize(
    ("name", "pattern", "expected"),
    [
        ("ad-1", "ad-*", True), ("ad-", "ad-*", True), ("bad-1", "ad-*", False), ("a-x-b", "a*b", True),
        ("ab", "ab*ab", False), ("abab", "ab*ab", True), ("axbxc", "a*b*c", True), ("axcxb", "a*b*c", False),
        ("abc", "abc", True), ("abcd", "abc", False), ("x", "*", True),
    ],
)  # fmt: skip
def test_a_star_stands_for_any_characters(name: str, pattern: str, expected: bool) -> None:  # noqa: FBT001
    assert matches(name, (pattern,)) is expected


def test_a_pattern_costs_time_in_proportion_to_the_name() -> None:
    begun = time.process_time()
    assert not matches("a" * 200_000 + "b", ("*a" * 60 + "*c",))
    assert time.process_time() - begun < 0.5
