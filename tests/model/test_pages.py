"""Several pages in one file: each comes back byte for byte, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.model.pages import Page, pack, unpack

_ADDRESSES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40).map(
    lambda tail: "https://agora.example/" + tail
)
_TYPES = st.sampled_from(["text/html; charset=utf-8", "application/pdf"])
_PAGES = st.builds(Page, _ADDRESSES, _ADDRESSES, _TYPES, st.binary())


def _page(body: bytes, url: str = "https://agora.example/1") -> Page:
    return Page(url, url, "text/html", body)


@given(st.lists(_PAGES, min_size=1, max_size=4))
def test_every_page_comes_back_as_it_was(captured: list[Page]) -> None:
    assert unpack(pack(captured)) == tuple(captured)


def test_a_page_that_quotes_the_boundary_does_not_end_there() -> None:
    quoting = _page(pack([_page(b"<p>one</p>")]))
    assert unpack(pack([quoting])) == (quoting,)


def test_the_same_pages_make_the_same_file() -> None:
    assert pack([_page(b"<p>one</p>")]) == pack([_page(b"<p>one</p>")])


@pytest.mark.parametrize("kept", [1, 20, 250, 500])
def test_a_file_that_is_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(ValueError, match=r"cut off|no page"):
        unpack(pack([_page(b"<p>one</p>" * 100)])[:kept])


def test_an_address_with_a_line_break_cannot_add_a_header() -> None:
    page = _page(b"<p>one</p>", "https://agora.example/\r\nContent-Length: 0")
    assert unpack(pack([page]))[0].body == b"<p>one</p>"
