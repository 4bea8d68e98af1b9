"""Word marks: the law, and that they fall where a reader expects them."""

from __future__ import annotations

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from watcher.report import Span, word_diff
from watcher.report.worddiff import alike, shorten, side

WORDS = st.lists(st.sampled_from("we do not may use your posts data , . to train AI\n  l'IA".split(" ")), max_size=30)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_rebuilt_from_their_spans(before: str, after: str) -> None:
    spans = word_diff(before, after)
    assert "".join(span.text for span in spans if span.op != "insert") == before
    assert "".join(span.text for span in spans if span.op != "delete") == after
    assert all(span.text for span in spans)


@given(WORDS, WORDS)
def test_two_sentences_are_rebuilt_and_neighbours_are_joined(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    spans = word_diff(before, after)
    assert "".join(span.text for span in side(spans, "delete")) == before
    assert "".join(span.text for span in side(spans, "insert")) == after
    assert all(left.op != right.op for left, right in itertools.pairwise(spans))


def test_whole_words_are_marked() -> None:
    assert word_diff("We do not use posts to train AI.", "We may use posts to train AI.") == (
        Span("equal", "We "),
        Span("delete", "do not"),
        Span("insert", "may"),
        Span("equal", " use posts to train AI."),
    )


def test_neighbouring_words_are_marked_together() -> None:
    assert word_diff("kept for ten long years here", "kept for two short days here") == (
        Span("equal", "kept for "),
        Span("delete", "ten long years"),
        Span("insert", "two short days"),
        Span("equal", " here"),
    )


def test_equal_texts_have_one_span_and_empty_ones_none() -> None:
    assert word_diff("same", "same") == (Span("equal", "same"),)
    assert word_diff("", "") == ()
    assert word_diff("", "new") == (Span("insert", "new"),)


def test_unlike_sentences_are_not_alike() -> None:
    assert alike(word_diff("We do not use posts.", "We may use posts."))
    assert not alike(word_diff("We like cats and dogs a lot.", "Training begins on Monday for everyone else."))


def test_hostile_lengths_end_in_time() -> None:
    started = time.perf_counter()
    for size in (4_000, 9_000, 200_000):
        word_diff(" ".join(f"a{n}" for n in range(size)), " ".join(f"b{n}" for n in range(size)))
    assert time.perf_counter() - started < 3


def test_long_quotes_are_cut_around_the_changed_words() -> None:
    filler = "These words stay the same and say nothing of interest to anybody. " * 20
    before, after = f"{filler}We do not share it. {filler}", f"{filler}We may share it. {filler}"
    spans, missing = shorten(side(word_diff(before, after), "insert"), 200)
    text = "".join(span.text for span in spans)
    assert len(text) < 320
    assert "We may share it." in text
    assert text.startswith("…")
    assert text.endswith("…")
    assert missing > 400
    for word in text.replace("…", " ").split():
        assert word in after.split()


def test_short_quotes_are_not_cut() -> None:
    spans = word_diff("one", "two")
    assert shorten(spans, 200) == (spans, 0)


def test_a_long_new_sentence_is_cut_at_a_word() -> None:
    spans, missing = shorten((Span("equal", "word " * 300),), 100)
    assert "".join(span.text for span in spans) == "word " * 20 + "…"
    assert missing == 280
