"""Markdown is read piece by piece, so that versions share what they have in common; that must not show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.extract.markdown import read_markdown
from watcher.model import Document

# An address that no link uses: it says nothing, and a text that has one is read as a whole.
_WHOLE = "\n\n[unused]: https://agora.example/unused\n"
_LINES = (
    "We train AI.|Posts|- item|* item|+ item|1. first|12) twelfth|2024 was|**all** of it|*some*|# Title|## Part ##"
    "|===|***|---|> quoted|    indented|  - inner|\t|  |<div>|</div>|<br>|<p>|`b|[x](y)|![i](z)|&amp;|_|\u00a0|\x0c|é"
).split("|")
_PARTS = st.lists(
    st.sampled_from(
        [f"{line}{end}" for line in (*_LINES, "|a|b|", "|-|-|") for end in ("", "\n", "\n\n", "\n \n\n")]
    ),
    max_size=14,
)


def _read(text: str) -> Document:
    return read_markdown(text, url="https://agora.example/", language="en")


@settings(max_examples=400, deadline=None)
@given(_PARTS)
def test_pieces_say_what_the_whole_text_says(parts: list[str]) -> None:
    text = "".join(parts)
    assert _read(text) == _read(f"{text}{_WHOLE}")


@pytest.mark.parametrize(
    "text",
    [
        "We use:\n\n- posts\n\n- photos\n\n  of pets\n\nNothing else.\n",
        "1. First.\n\n2. Second.\n\n2024 was a year.\n",
        "| Data | Used |\n|---|---|\n| Posts | yes |\n\nAfter the table.\n\n## Next\n\nMore.\n",
        "Before.\n\n# One\n\n## Two\n\n- item\n\n# Three\n",
    ],
)
def test_lists_tables_and_headings_go_on_where_they_do_in_the_whole_text(text: str) -> None:
    assert _read(text) == _read(f"{text}{_WHOLE}")


def test_an_address_is_found_however_far_below_it_stands() -> None:
    (section,) = _read("See [our notice][n].\n\nMore.\n\n[n]: /notice\n").sections
    assert section.blocks[0].sentences[0].links[0].href == "https://agora.example/notice"


def test_code_goes_on_across_blank_lines() -> None:
    (section,) = _read("```\nOne.\n\nTwo.\n```\n").sections
    assert len(section.blocks) == 1


def test_versions_share_what_they_have_in_common() -> None:
    one, other = _read("Same words.\n\nOld words.\n"), _read("Same words.\n\nNew words.\n")
    assert one.sections[0].blocks[0] is other.sections[0].blocks[0]
    assert [block.sentences[0].text for block in other.sections[0].blocks] == ["Same words.", "New words."]
