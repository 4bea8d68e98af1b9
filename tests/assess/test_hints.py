"""What the look at a text's words may and may not rule out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.assess.hints import CLAIMS, ELSEWHERE, hints, spoken
from watcher.assess.lexicon import LANGUAGES
from watcher.assess.plain import plain, words_of
from watcher.assess.reading import _read
from watcher.model import Passage

_CUES = Path(__file__).parent / "cues"
_ALPHABET = "abßſéÉœŒıİK0²ª_-()s'’“”–…• \t\n.,;ŁжΩ\u0301\u0308\u00ad"


def _sentences(language: str) -> list[str]:
    """One for each cue of a language, with the phrase in it."""
    lines = (_CUES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("|")[1].strip() for line in lines if line.count("|") > 1]


@given(st.text(alphabet=_ALPHABET, max_size=60))
def test_the_words_of_a_text_are_those_that_a_pattern_finds_in_its_plain_form(text: str) -> None:
    assert words_of(text) == re.findall(r"\w+", plain(text).casefold())


@pytest.mark.parametrize("document", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_that_states_something_is_ruled_out(language: str, document: str) -> None:
    """Whatever the language of the document in which it stands."""
    for sentence in _sentences(language):
        if _read(Passage(sentence), document):
            assert hints(sentence, document) & (CLAIMS | ELSEWHERE), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_in_another_language_than_the_document_is_not_ruled_out(language: str) -> None:
    for other in LANGUAGES:
        for sentence in _sentences(other):
            if spoken(sentence, language) != language:
                assert hints(sentence, language) & ELSEWHERE, sentence


def test_a_sentence_about_something_else_says_nothing_to_the_rules() -> None:
    assert hints("Our offices are closed on Sundays, and parcels are handed out at the gate.", "en") == 0
