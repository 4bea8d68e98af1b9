"""What opens a list decides what is done with its items: a sentence, words without a colon, or the heading."""

from __future__ import annotations

import pytest

from watcher.assess import assess
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Assessment, Severity

_GREETING = "# Agora\n\nWelcome to the forum of the town and of everybody who lives here.\n\n"
_BONJOUR = "# Agora\n\nBienvenue sur le forum de la ville et de tous ceux qui y vivent.\n\n"


def _assessed(old: str, new: str, language: str = "en") -> Assessment:
    opening = _BONJOUR if language == "fr" else _GREETING
    documents = (
        extract((opening + text).encode(), "text/markdown", language=language).document for text in (old, new)
    )
    return assess(compare(*documents))


def _directions(old: str, new: str, language: str = "en") -> set[str]:
    findings = _assessed(old, new, language).findings
    return {f.direction.value for f in findings if f.topic == "ai-training" and f.severity is not Severity.LOW}


def _list(opening: str, *items: str) -> str:
    return opening + "\n\n" + "".join(f"- {item}\n" for item in items) + "\n"


_NOT, _USED = "### We do not use the following to train AI", "### We use the following to train AI"


def test_a_heading_over_a_list_that_turns_over_is_news_in_both_directions() -> None:
    old, new = (_list(heading, "private messages", "salary data") for heading in (_NOT, _USED))
    assert _directions(old, new) == {"weaker"}
    assert _directions(new, old) == {"stronger"}


def test_a_heading_without_a_list_states_nothing() -> None:
    old, new = (f"{heading}\n\nWe say more about this in the help center.\n" for heading in (_NOT, _USED))
    assert _directions(old, new) == set()


@pytest.mark.parametrize(
    ("left_out", "used"),
    [
        (_NOT, _USED),
        ("We do not use the following to train AI:", "We use the following to train AI:"),
        ("To train our AI models, we do not use", "To train our AI models, we use"),
    ],
    ids=["headings", "sentences with a colon", "words without a colon"],
)
def test_an_item_that_moves_from_what_is_left_out_to_what_is_used_is_news(left_out: str, used: str) -> None:
    old = _list(used, "posts") + _list(left_out, "private messages", "salary data")
    new = _list(used, "posts", "private messages") + _list(left_out, "salary data")
    assert "weaker" in _directions(old, new)
    assert "stronger" in _directions(new, old)


@pytest.mark.parametrize(
    ("language", "used", "item"),
    [
        ("en", "We use the following to train AI:", "drafts that you have not published"),
        ("fr", "Nous utilisons ce qui suit pour entraîner l’IA :", "brouillons que vous n’avez pas publiés"),
    ],
)
def test_a_negation_of_the_item_itself_does_not_deny_the_use(language: str, used: str, item: str) -> None:
    others = ("posts", "photos") if language == "en" else ("publications", "photos")
    assert _directions(_list(used, *others), _list(used, *others, item), language) == {"weaker"}


@pytest.mark.parametrize(
    "clause", ["même si vous n’avez pas ouvert l’application depuis un an", "que vous soyez connecté ou non"]
)
def test_a_clause_about_the_reader_hides_no_denial(clause: str) -> None:
    old = f"Nous utilisons vos publications, {clause}, pour entraîner nos modèles d’IA."
    new = f"Nous n’utilisons pas vos publications, {clause}, pour entraîner nos modèles d’IA."
    assert _directions(old, new, "fr") == {"stronger"}
    assert _directions(new, old, "fr") == {"weaker"}


def test_what_cannot_be_undone_is_no_promise() -> None:
    sentence = "Once your data has been used to train a model, it cannot be removed from that model."
    assert _directions("", sentence) == {"weaker"}


def test_a_setting_of_administrators_is_a_control() -> None:
    sentence = "Administrators can disable the use of workspace data for AI training in their settings."
    assert _directions("", sentence) == {"stronger"}


def test_what_a_model_is_for_is_no_data_that_it_learns_from() -> None:
    opening = "To train our content-generating AI we process data in order to offer:"
    old, new = _list(opening, "your posts"), _list(opening, "your posts", "Drafting messages that members may send")
    assert _directions(old, new) == set()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("your private messages", ("private messages",)),
        ("group messages", ("messages",)),
        ("your answers to screening questions", ("job data",)),
    ],
)
def test_a_part_of_a_longer_name_is_not_named_by_itself(words: str, named: tuple[str, ...]) -> None:
    (finding,) = _assessed("", f"We use {words} to train our AI models.").findings
    assert finding.claim_after is not None
    assert finding.claim_after.data == named
