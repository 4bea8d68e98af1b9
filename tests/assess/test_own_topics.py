"""Phrases of the user's own: for a topic that they invent, and for a built-in one."""

from __future__ import annotations

import pytest

from watcher.assess import assess
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Direction, Document, Finding, FindingKind, OwnTopic, Severity

_FACES = OwnTopic(
    "biometrics", {"en": ("facial recognition", "(face|voice) print*"), "fr": ("reconnaissance faciale",)}
)
_TEACH = OwnTopic("ai-training", {"en": ("teach* ... assistant",)})
_BASE = "# Terms\n\nWe keep orders for ten years and show them in your account.\n"


def _document(text: str, language: str) -> Document:
    return extract(text.encode(), "text/markdown", language=language).document


def _found(before: str, after: str, topics: tuple[str, ...], language: str = "en") -> tuple[Finding, ...]:
    old, new = (_document(f"{_BASE}\n{text}\n", language) for text in (before, after))
    return assess(compare(old, new), topics).findings


def test_a_sentence_with_a_phrase_of_ones_own_topic_is_a_finding_when_it_comes_and_when_it_goes() -> None:
    sentence = "Cameras at the entrance use facial recognition to greet visitors."
    for before, after in (("", sentence), (sentence, "")):
        (finding,) = _found(before, after, (_FACES,))
        assert (finding.topic, finding.kind) == ("biometrics", FindingKind.RULE_CHANGED)
        assert (finding.direction, finding.severity) == (Direction.NEUTRAL, Severity.MEDIUM)


def test_a_sentence_of_ones_own_topic_that_changes_is_a_finding() -> None:
    (finding,) = _found("We make a voice print of you.", "We never make a voice print of you.", (_FACES,))
    assert finding.topic == "biometrics"


def test_a_sentence_of_ones_own_topic_that_moves_is_none() -> None:
    one, two = "We make a voice print of you when you call.", "The shop is closed on Sundays and on holidays."
    assert _found(f"{one}\n\n{two}", f"{two}\n\n{one}", (_FACES,)) == ()


def test_phrases_count_in_the_language_that_they_were_given_for() -> None:
    french = "Les caméras de nos magasins utilisent la reconnaissance faciale pour vous accueillir à l'entrée."
    assert [f.topic for f in _found("", french, (_FACES,), "fr")] == ["biometrics"]
    only_english = OwnTopic("biometrics", {"en": ("reconnaissance faciale",)})
    assert _found("", french, (only_english,), "fr") == ()


def test_phrases_for_a_built_in_topic_make_more_sentences_speak_of_it() -> None:
    sentence = "Your messages teach our new assistant how people talk."
    assert _found("", sentence, ("ai-training",)) == ()
    (finding,) = _found("", sentence, (_TEACH,))
    assert (finding.topic, finding.kind, finding.direction) == (
        "ai-training", FindingKind.USE_ADDED, Direction.WEAKER,
    )  # fmt: skip
    (denied,) = _found("", "Your messages never teach our new assistant how people talk.", (_TEACH,))
    assert denied.direction is Direction.STRONGER


@pytest.mark.parametrize("name", ["biometrics", "ai-training"])
def test_a_topic_with_phrases_is_equal_to_its_name(name: str) -> None:
    assert OwnTopic(name, {"en": ("x",)}) == name
    assert {OwnTopic(name, {})} == {name}
