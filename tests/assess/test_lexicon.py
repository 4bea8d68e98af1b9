"""The lexicon: its phrase language, an example for each phrase and each cue, and its speed on hostile text."""

from __future__ import annotations

import time

import pytest

from tests.assess.cue_examples import examples
from tests.assess.lexicon_words import phrases, tokens
from watcher.assess.cues import Cue, compiled
from watcher.assess.lexicon import LANGUAGES, lexicon, plain


def _cue(language: str, name: str) -> Cue:
    words = lexicon(language)
    family, _, canonical = name.partition("/")
    return next(cue for cue in words.named[family] if cue.name == canonical) if canonical else words.one[name]


_PHRASES = [
    ("train*", ["train", "Training!", "we trained it"], ["strain", "tra in"]),
    ("opt out", ["opt-out", "Opt Out", "opt–out."], ["opt", "opts out", "optout"]),
    (
        "use ... to train",
        ["use to train", "use it to train", "use a b c d e f to train"],
        ["use a b c d e f g to train"],
    ),
    ("(turn|switch) off", ["turn off", "switch off"], ["off", "turn on", "turnoff"]),
    ("of your? data", ["of data", "of your data"], ["of our data", "ofdata"]),
    ("of (our|its|their)* models", ["of models", "of our models", "of our its their models"], ["of remodels"]),
    ("(use (of|in) (the|a)|share) data", ["use of the data", "use in a data", "share data"], ["use data"]),
    ("personali[sz]e", ["personalise", "personalize"], ["personalite"]),
    ("behaviou?r", ["behaviour", "behavior"], ["behavioor"]),
    ("=US", ["in the US.", "US"], ["us", "tell us", "USA"]),
    ("e?mail", ["mail", "email"], ["e-mailing"]),
    ("l'ia", ["l’IA", "L'ia"], ["lia"]),
    ("by default", ["by\u00a0default", "by  default"], ["by defaults"]),
]


@pytest.mark.parametrize(("phrase", "within", "without"), _PHRASES)
def test_a_phrase_means_what_the_lexicon_says_it_means(phrase: str, within: list[str], without: list[str]) -> None:
    cue = compiled("x", [phrase])
    assert [text for text in within if not cue.within(plain(text))] == []
    assert [text for text in without if cue.within(plain(text))] == []


def test_a_gap_does_not_leave_out_words_across_many_commas() -> None:
    cue = compiled("x", ["use ... to train"])
    assert cue.within("use, say, a (b) to train")
    assert not cue.within("used to train")


def test_phrases_of_a_cue_are_alternatives_and_none_is_never_within() -> None:
    cue = compiled("x", ["opt out", "=EU"])
    assert cue.within("Opt out")
    assert cue.within("the EU")
    assert not cue.within("the eu")
    assert not compiled("x", []).within("anything")


@pytest.mark.parametrize("phrase", ["(use", "use)", "a (b|c", "((a)"])
def test_a_parenthesis_left_open_is_an_error_that_names_the_phrase(phrase: str) -> None:
    with pytest.raises(ValueError, match="parenthesis"):
        compiled("x", [phrase])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_of_each_language_compiles_with_the_same_cues(language: str) -> None:
    words = lexicon(language)
    assert set(words.one) == set(lexicon("en").one)
    assert set(words.named) == set(lexicon("en").named)
    for family, cues in words.named.items():
        assert {cue.name for cue in cues} <= {cue.name for cue in lexicon("en").named[family]}


def test_a_language_without_a_lexicon_is_read_with_the_english_one() -> None:
    assert lexicon("eo").language == "en"


def test_every_phrase_matches_the_words_that_it_is_made_of() -> None:
    missed = [
        (language, name, phrase)
        for language, name, phrase in phrases()
        if not _cue(language, name).within(plain(" ".join([*tokens(phrase), "it."])))
    ]
    assert missed == []


def test_no_phrase_matches_an_empty_text() -> None:
    empty = [key for key in {row[:2] for row in phrases()} if _cue(*key).pattern.search("") is not None]
    assert empty == []


def test_every_cue_has_an_example() -> None:
    assert {(language, name) for language, name, _ in phrases()} == {row[:2] for row in examples()}


@pytest.mark.parametrize(("language", "name", "positive", "negative"), examples())
def test_a_cue_is_in_one_text_and_not_in_the_other(language: str, name: str, positive: str, negative: str) -> None:
    cue = _cue(language, name)
    assert cue.within(plain(positive))
    assert not cue.within(plain(negative))


_HOSTILE = [
    "do not do not ", "may use your data to train ", "a ", "(the ", "your explicit prior ", ". ", '"', "use, ",
    "outside the ", "Settings > ", "consent ", "ne pas ", "vos données ", "under 18 ", "to to ", "x, y; (z) ", "'",
    "by default ", "par défaut ",
]  # fmt: skip
_LENGTH = 6_000
_SECONDS = 0.05


def _slowest(cue: Cue, text: str) -> float:
    """The best of three, so that a busy machine does not count."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        sum(1 for _ in cue.spans(text))
        times.append(time.perf_counter() - begun)
        if times[-1] < _SECONDS:
            break
    return min(times)


def test_no_cue_is_slow_on_a_hostile_sentence() -> None:
    cues = {(language, name): _cue(language, name) for language, name, _ in phrases()}
    texts = [(unit * (_LENGTH // len(unit) + 1))[:_LENGTH] for unit in _HOSTILE]
    slow = [(key, text[:20]) for key, cue in cues.items() for text in texts if _slowest(cue, text) >= _SECONDS]
    assert slow == []


def test_no_phrase_is_slow_on_its_own_beginnings() -> None:
    slow = []
    for language, name, phrase in phrases():
        words = tokens(phrase)
        if len(words) < 2:
            continue
        unit = " ".join(words[:-1]) + " "
        text = (unit * (_LENGTH // len(unit) + 1))[:_LENGTH]
        if _slowest(_cue(language, name), text) >= _SECONDS:
            slow.append((language, name, phrase))
    assert slow == []


def test_phrases_are_found_one_by_one_where_all_of_them_in_one_expression_are() -> None:
    other = []
    texts: dict[str, list[str]] = {}
    for language, _, positive, negative in examples():
        texts.setdefault(language, []).extend((plain(positive), plain(negative)))
    for language, said in texts.items():
        words = lexicon(language)
        for name, cue in words.one.items():
            for text in said:
                spans, found = list(cue.spans(text)), words.search(name, text)
                wanted = (spans, spans[0] if spans else None, cue.pattern.sub(" ", text))
                if (list(words.spans(name, text)), found and found.span(), words.without(name, text)) != wanted:
                    other.append((language, name, text))
    assert other == []
