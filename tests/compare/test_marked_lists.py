"""Lists that are written as paragraphs have their lead, as lists with markup have it."""

from __future__ import annotations

import pytest

from tests.compare.drafts import outline, told
from watcher.compare import compare

_LEAD = "We do not use the following to train:"


def _leads(*lines: str) -> list[str]:
    return [passage.lead for passage in outline(*lines).passages]


@pytest.mark.parametrize(
    "marks",
    [
        "(i) (ii) (iii)",
        "i. ii. iii.",
        "a) b) c)",
        "• • •",
        "1. 2. 3.",
        "(h) (i) (j)",
        "· · ·",
        "– – –",
        "(xi) (xii) (xiii)",
    ],
)
def test_marked_paragraphs_after_a_colon_have_it_as_their_lead(marks: str) -> None:
    items = [f"{mark} {words}" for mark, words in zip(marks.split(), ("messages", "salary", "photos"), strict=True)]
    assert _leads("Before.", _LEAD, *items, "After.") == ["", "", _LEAD, _LEAD, _LEAD, ""]


def test_a_list_in_an_item_has_the_item_as_its_lead_and_ends_where_the_outer_one_goes_on() -> None:
    assert _leads(_LEAD, "(a) messages:", "(i) private", "(ii) in groups", "(b) salary", "(c) photos") == [
        "", _LEAD, "(a) messages:", "(a) messages:", _LEAD, _LEAD,
    ]  # fmt: skip


def test_marks_of_two_kinds_are_two_lists() -> None:
    assert _leads(_LEAD, "1. messages, and these:", "• private", "• in groups", "2. salary") == [
        "", _LEAD, "1. messages, and these:", "1. messages, and these:", _LEAD,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("We use this.", "(a) messages", "(b) salary"),  # no colon
        (_LEAD, "Messages", "(a) salary"),  # not right after it
        (_LEAD, "# Another section", "(a) messages"),
        (_LEAD, "+ a cell", "(a) messages"),
    ],
)
def test_other_paragraphs_have_no_lead(lines: tuple[str, ...]) -> None:
    assert not any(_leads(*lines)[1:])


def test_the_list_ends_with_a_mark_that_does_not_go_on_from_the_last() -> None:
    assert _leads(_LEAD, "(a) messages", "(b) salary", "(a) another thing") == ["", _LEAD, _LEAD, ""]


def test_an_item_written_as_a_paragraph_that_moves_under_another_lead_is_no_noise() -> None:
    use = "We use the following to train:"
    old = outline(use, "(a) posts", "(b) comments", _LEAD, "(a) messages", "(b) salary data")
    new = outline(use, "(a) posts", "(b) comments", "(c) messages", _LEAD, "(a) salary data")
    assert told(compare(old, new)) == [
        ("moved", "(a) messages", "(c) messages", None),
        ("modified", "(b) salary data", "(a) salary data", "numbering"),
    ]


def test_a_list_that_gets_markup_keeps_its_leads_and_has_not_changed() -> None:
    old, new = outline(_LEAD, "• messages", "• salary"), outline(_LEAD, "- messages", "- salary")
    assert {change.noise for change in compare(old, new).changes} == {"typography"}
