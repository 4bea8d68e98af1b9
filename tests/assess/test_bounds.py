"""No text makes the reading slow. CPU time, so that a busy machine does not matter; bounds are several times what was
measured. `python -m bench.fuzz_assess` does the same with documents of 1 MB and every phrase of the lexicons."""

from __future__ import annotations

import time

import pytest

from bench.fuzz_assess import phrases
from bench.fuzz_assess import steps as taken
from bench.hostile import PAIRS
from watcher.assess.lexicon import LANGUAGES, lexicon

_SIZE = 25_000
_BOUND = 2.5  # seconds; the slowest took 0.6


@pytest.fixture(scope="module", autouse=True)
def _lexicons_are_read() -> None:
    for language in LANGUAGES:
        lexicon(language)
    taken(PAIRS["choices"](5_000))


@pytest.mark.parametrize("name", list(PAIRS))
def test_a_hostile_document_is_read_in_time(name: str) -> None:
    assert sum(taken(PAIRS[name](_SIZE))) < _BOUND


@pytest.mark.parametrize(
    "name",
    ["items", "lettered paragraphs", "table", "choices", "references", "renamed", "misspelt", "links", "dates"],
)
def test_four_times_the_text_takes_no_more_than_eight_times_as_long(name: str) -> None:
    short, long = (min(sum(taken(PAIRS[name](size))) for _ in range(2)) for size in (12_000, 48_000))
    assert long < 8 * short + 0.1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_without_end_is_read_in_time(language: str) -> None:
    """All phrases of the lexicon, each for 2 kB; one that is slow for its length makes the sum leap."""
    found = [make for name, make in phrases() if name.startswith(f"{language}:")]
    begun = time.process_time()
    slowest = max(sum(taken(make(2_000))) for make in found[::15])
    assert slowest < 1.0
    assert time.process_time() - begun < 20
