"""A range takes what stands between two elements, wherever they are, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from watcher.extract import Extraction, extract, render_text
from watcher.extract.ranges import find, parts, why_nothing
from watcher.model.selecting import Range, Selector

FLAT = (
    "<main><p>Menu.</p><h1 id=t>Terms</h1><p>First.</p><h2 id=a>Annex</h2><p>Second.</p>"
    "<footer id=f>Imprint.</footer><p>Last.</p></main>"
)
NESTED = (
    "<main><div><p>Menu.</p><section id=one><h2>Rules</h2><p id=p>First.</p></section></div>"
    "<ul><li>Second.</li><li id=l>Third.<b id=b> Bold.</b> Rest.</li></ul><p>Last.</p></main>"
)


def reading(html: str, *select: Selector, remove: tuple[Selector, ...] = ()) -> Extraction:
    return extract(html.encode(), "text/html; charset=utf-8", select=select, remove=remove)


def lines(html: str, *select: Selector, remove: tuple[Selector, ...] = ()) -> list[str]:
    text = render_text(reading(html, *select, remove=remove).document)
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (Range("#t", "#f"), ["# Terms", "First.", "## Annex", "Second."]),
        (Range("#t", "#f", after_start=True), ["First.", "## Annex", "Second."]),
        (Range("#t", "#f", after_end=True), ["# Terms", "First.", "## Annex", "Second.", "Imprint."]),
        (Range("#a", "#a", after_end=True), ["## Annex"]),
        (Range("p", "#a"), ["Menu.", "# Terms", "First."]),
        (Range("#a", "main", after_end=True), ["## Annex", "Second.", "Imprint.", "Last."]),
    ],
)
def test_each_kind_of_end_counts_as_it_says(between: Range, expected: list[str]) -> None:
    assert lines(FLAT, between) == expected


def test_elements_across_an_end_are_entered_and_keep_their_structure() -> None:
    assert lines(NESTED, Range("#p", "#l")) == ["First.", "- Second."]
    assert lines(NESTED, Range("h2", "#b")) == ["## Rules", "First.", "- Second.", "- Third."]
    assert lines(NESTED, Range("#one", "#b", after_start=True, after_end=True)) == [
        "- Second.",
        "- Third.",
        "  Bold.",
    ]
    assert lines(NESTED, Range("#b", "main", after_start=True, after_end=True)) == ["- Rest.", "Last."]


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        (Range("#t", "#none"), "#none is not on the page"),
        (Range("#none", "#t"), "#none is not on the page"),
        (Range("#f", "#t"), "its end comes before its beginning"),
        (Range("#t", "#t"), "its end comes before its beginning"),
        (Range("#a", "main"), "its end comes before its beginning"),
    ],
)
def test_a_range_without_both_ends_finds_nothing_and_the_reason_is_told(between: Range, reason: str) -> None:
    page = BeautifulSoup(FLAT, "lxml")
    assert find(page, between) == []
    assert why_nothing(page, between) == reason
    assert not reading(FLAT, between).selector_matched


def test_elements_and_ranges_come_in_the_order_of_the_selectors_and_none_twice() -> None:
    between = Range("#t", "#a")
    assert lines(FLAT, "footer", between) == ["Imprint.", "# Terms", "First."]
    assert lines(FLAT, between, "#t", "footer") == ["# Terms", "First.", "Imprint."]
    assert lines(FLAT, between, between) == ["# Terms", "First."]
    assert lines(FLAT, "main", between) == lines(FLAT, "main")
    assert lines(NESTED, Range("#p", "#b"), "li") == [
        "First.",
        "- Second.",
        "- Third.",
        "- Third.",
        "  Bold.",
        "  Rest.",
    ]


def test_a_range_is_removed_and_what_stands_across_its_ends_stays() -> None:
    assert lines(FLAT, "main", remove=(Range("#t", "#f"),)) == ["Menu.", "Imprint.", "Last."]
    assert lines(NESTED, "main", remove=(Range("#p", "#b"),)) == ["Menu.", "## Rules", "- Bold.", "  Rest.", "Last."]


def test_an_end_may_lie_in_what_another_selector_removes() -> None:
    assert lines(FLAT, Range("#t", "#f"), remove=("h1", "footer", Range("#a", "#f"))) == ["First."]


def test_a_part_has_the_words_of_its_nodes_alone() -> None:
    page = BeautifulSoup(NESTED, "lxml")
    (part,) = parts(page, [Range("#p", "#b")])
    assert part.text == "First. Second. Third."


@given(st.lists(st.sampled_from(["<i>", "</i>", "<div>", "</div>", "w "]), max_size=30), st.data())
def test_any_two_ends_cut_the_words_where_they_stand(pieces: list[str], data: st.DataObject) -> None:
    """Whatever the nesting: the words between the two marks, in their order, as a reader of the source sees them."""
    words = itertools.count()
    marked = [piece if piece.startswith("<") else f"w{next(words)} " for piece in pieces]
    first = data.draw(st.integers(0, len(marked)))
    second = data.draw(st.integers(first, len(marked)))
    source = [*marked[:first], "<hr id=from>", *marked[first:second], "<hr id=to>", *marked[second:]]
    page = BeautifulSoup(f"<div>{''.join(source)}</div>", "lxml")
    found = find(page, Range("#from", "#to", after_start=True))
    expected = [piece.strip() for piece in marked[first:second] if piece.startswith("w")]
    assert (found[0].text.split() if found else []) == expected
