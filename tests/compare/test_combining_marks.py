"""Runs of combining marks: no writing has thirty in a row, and a text that has must not make comparing slow."""

from __future__ import annotations

import time

import pytest

from watcher.compare import key
from watcher.model.combining import stream_safe

_MARKS = "\u0316\u0301\u0323"


@pytest.mark.parametrize("text", ["plain", "é à ñ", "e\u0301\u0323", "نص عربي مُشَكَّل", "x" + _MARKS * 10])
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    assert stream_safe(text) == text


def test_the_marks_after_the_thirtieth_are_left_out() -> None:
    assert stream_safe("a" + _MARKS * 40 + "b" + "\u0301" * 31) == "a" + _MARKS * 10 + "b" + "\u0301" * 30


def test_what_is_no_mark_begins_a_run_anew() -> None:
    text = ("\u0301" * 20 + "…") * 4
    assert stream_safe(text) == text


def test_a_megabyte_of_marks_is_compared_in_a_second() -> None:
    text = "We train AI on posts" + _MARKS * 300_000
    begun = time.process_time()
    assert key(text)
    assert time.process_time() - begun < 1
