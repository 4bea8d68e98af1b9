"""Slips of the typist and hidden addresses are form; a word that is another word is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compare.drafts import prose, told
from watcher.compare import compare

_SLIPS = [
    ("dependent on YYour consent", "dependent on Your consent", "We ask for your data."),
    ("when you recieve an answer", "when you receive an answer", "You receive a letter."),
    ("the infomation that you give", "the information that you give", "This information is yours."),
    ("the trainning of models", "the training of models", "We tell you about training."),
    ("the adress of our officer", "the address of our officer", "Your address is kept."),
    ("we colllect posts", "we collect posts", "We collect data."),
    ("the perferences of members", "the preferences of members", "Your preferences count."),
]


@pytest.mark.parametrize(("slip", "meant", "beside"), _SLIPS)
def test_a_slip_in_a_word_that_is_used_elsewhere_is_noise(slip: str, meant: str, beside: str) -> None:
    old, new = (prose(beside, f"This is about {words}.", "Write to us.") for words in (slip, meant))
    before, after = f"This is about {slip}.", f"This is about {meant}."
    assert told(compare(old, new)) == [("modified", before, after, "spelling")]
    assert told(compare(new, old)) == [("modified", after, before, "spelling")]


_WORDS = [
    ("We retain the models.", "We retrain the models.", "We retain data and retrain the models at night."),
    ("You may reuse it.", "You may refuse it.", "You may refuse and reuse it."),
    ("We contact you.", "We contract you.", "This is a contract about how we contract."),
    ("This is in the form.", "This is in the forum.", "The forum is open."),
    ("We share uniform data.", "We share inform data.", "We inform you."),
    ("The user decides.", "The users decide.", "All users and the user decide."),
    ("Typical data is used.", "Atypical data is used.", "This is atypical."),
    ("Members share posts.", "Members shared posts.", "They shared it."),
    ("We could train.", "We would train.", "We would."),
    ("We train untill you object.", "We train until you object.", "It lasts until then."),
    ("Some settings matter.", "Some setings mater.", "The settings are yours."),
    ("Adult posts are used.", "Adutl posts are used.", "We keep it."),
    ("We use Gemini.", "We use Gemmini twice, Gemmini.", "Gemini is a model."),
]


@pytest.mark.parametrize(("before", "after", "beside"), _WORDS)
def test_another_word_or_an_unsure_one_is_a_change(before: str, after: str, beside: str) -> None:
    for one, other in ((before, after), (after, before)):
        found = compare(prose(beside, one, "Bye."), prose(beside, other, "Bye."))
        assert found.noise == ()
        assert found.meaningful


def test_a_word_that_is_misspelt_twice_is_a_change() -> None:
    old = prose("You receive it.", "They recieve posts.", "We recieve messages.")
    new = prose("You receive it.", "They receive posts.", "We receive messages.")
    assert [change[3] for change in told(compare(old, new))] == [None, None]


def test_where_one_letter_is_grammar_only_a_stutter_is_a_slip() -> None:
    beside = "Nous pourrons le faire, vous pourrez le refuser."
    for before, after, noise in (
        ("Nous pourrions entraîner nos modèles.", "Nous pourrons entraîner nos modèles.", None),
        ("VVous pourrez refuser.", "Vous pourrez refuser.", "spelling"),
    ):
        old, new = (replace(prose(beside, line), language="fr") for line in (before, after))
        assert [change[3] for change in told(compare(old, new))] == [noise]


_HIDDEN = "[email protected]"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        (f"To object, write to {_HIDDEN}.", "To object, write to dpo@agora.example."),
        (f"Data protection officer: {_HIDDEN}", "Data protection officer: dpo@agora.example"),
        (f"E-mail: {_HIDDEN}", "E-mail: dpo@agora.example"),
        (_HIDDEN, "data.protection@mail.agora.example"),
        (f"Write to {_HIDDEN} or {_HIDDEN}.", "Write to dpo@agora.example or help@agora.example."),
    ],
)
def test_an_address_that_one_capture_hides_is_noise(hidden: str, shown: str) -> None:
    old, new = prose("We train AI.", hidden, "Bye."), prose("We train AI.", shown, "Bye.")
    assert told(compare(old, new)) == [("modified", hidden, shown, "address")]
    assert told(compare(new, old)) == [("modified", shown, hidden, "address")]


def test_another_address_is_a_change_whatever_else_is_hidden() -> None:
    old = prose(f"Write to {_HIDDEN}.", "To object, write to dpo@agora.example.")
    new = prose(f"Write to {_HIDDEN}.", "To object, write to noreply@agora.example.")
    assert [change[3] for change in told(compare(old, new))] == [None]


def test_a_rule_that_changes_beside_a_hidden_address_is_a_change() -> None:
    old = prose(f"We do not train on it; write to {_HIDDEN}.")
    new = prose("We train on it; write to dpo@agora.example.")
    assert [change[3] for change in told(compare(old, new))] == [None]
