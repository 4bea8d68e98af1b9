"""Pages made to exhaust the reader: each is read, in a time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from watcher.extract import extract, render_text

# Generous: each takes well under a second on the slowest machine used so far; quadratic work would take minutes.
_SECONDS = 8.0

_PAGES = {
    "deep elements": "<div>" * 10_000 + "We train AI.",
    "deep inline elements": "<p>" + "<b>" * 10_000 + "We train AI.",
    "deep hidden elements": "<div hidden>" * 10_000 + "We train AI. <a href=/a>x</a>",
    "deep banners": '<div class="cookie-banner">' * 10_000 + "<h1>We train AI.</h1>",
    "deep headers": "<article>" + "<header>" * 10_000 + "<h2>We train AI.</h2>",
    "deep lists": "<ul><li>a" * 5_000 + "We train AI.",
    "deep tables": "<table><tr><td>a</td><td>" * 2_000 + "We train AI.",
    "deep accordions": '<div role="button" aria-expanded="true">' * 5_000 + "<h3>We train AI.</h3>",
    "deep summaries": "<details><summary>" * 3_000 + "<h3>We train AI.</h3>",
    "a wide row": "<table><tr>" + "<td>x</td>" * 10_000 + "</tr></table>We train AI.",
    "vast spans": "<table><tr><td colspan=999999 rowspan=999999>a</td></tr>"
    + "<tr><td>b<td>c</tr>" * 5_000
    + "</table>We train AI.",
    "many hidden elements": "<div hidden>a</div>" * 10_000 + "We train AI.",
    "quotation marks": "<p>" + '« “" ' * 50_000 + "</p>We train AI.",
    "brackets": "<p>" + "[([" * 50_000 + "</p>We train AI.",
    "abbreviations": "<p>" + "e.g. art. z. B. " * 20_000 + "</p>We train AI.",
    "no sentence ends": "<p>" + "word " * 100_000 + "</p>We train AI.",
    "no space": "<p>" + "w" * 500_000 + "</p>We train AI.",
    "breaks": "<p>" + "a<br>" * 10_000 + "</p>We train AI.",
    "unclosed comments": "<!--" * 50_000 + "-->We train AI.",
    "open brackets": "<" * 100_000 + "<p>We train AI.",
    "attributes": "<p " + "a=1 " * 50_000 + ">We train AI.",
}


@pytest.mark.parametrize("name", _PAGES)
def test_a_hostile_page_is_read_in_bounded_time(name: str) -> None:
    begun = time.perf_counter()
    document = extract(_PAGES[name].encode(), "text/html; charset=utf-8", url="https://agora.example/").document
    text = render_text(document)
    assert time.perf_counter() - begun < _SECONDS
    assert "train AI." in text or name in ("deep banners", "unclosed comments")
    assert len(text) < 20 * len(_PAGES[name]) + 20_000


def test_control_characters_do_not_get_into_a_document() -> None:
    page = "<p>We\x00 tr\x1bain &#1;A\x7fI\x9b.</p>"
    text = extract(page.encode(), "text/html; charset=utf-8").document.text
    assert not [char for char in text if not char.isprintable() and char != "\n"]
    assert text.endswith("AI.")
