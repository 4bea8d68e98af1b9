"""The service's own name, changed everywhere, is no news; the name of anybody else, or a word of a rule, is."""

from __future__ import annotations

import time

import pytest

from tests.compare.drafts import outline, told
from watcher.compare import compare
from watcher.model import Document, Noise

_TEXT = (
    "# {name} Privacy Policy",
    "This is how {name} (“we”, “us”) handles your data.",
    "{name} trains its models on your posts.",
    "We share your data with Acme Analytics.",
    "When you use {name}, we keep your prompts for 30 days.",
    "You can object in your {name} account settings.",
    "{name}’s legal basis is legitimate interest.",
    "# How {name} uses your data:",
    "- messages that you send to {name} support",
)


def _page(name: str, *changes: tuple[str, str]) -> Document:
    lines = [line.replace("{name}", name) for line in _TEXT]
    for before, after in changes:
        assert any(before in line for line in lines)
        lines = [line.replace(before, after) for line in lines]
    document = outline(*lines)
    return Document(
        document.sections[0].heading.text if document.sections[0].heading else "", "en", document.sections
    )


def _news(old: Document, new: Document) -> list[tuple[str, str | None, str | None]]:
    return [change[:3] for change in told(compare(old, new)) if change[3] is None]


@pytest.mark.parametrize("name", ["Forum", "Forum AI", "iForum", "Forum 2"])
def test_a_new_name_of_the_service_is_noise_everywhere(name: str) -> None:
    for old, new in ((_page("Agora"), _page(name)), (_page(name), _page("Agora"))):
        found = compare(old, new)
        assert found.meaningful == ()
        assert {change.noise for change in found.changes} == {Noise.RENAMED}
        assert len(found.changes) == 8


def test_a_change_in_a_sentence_with_the_new_name_is_a_change() -> None:
    old = _page("Agora")
    new = _page("Forum", ("trains its models on your posts", "does not train its models on your posts"))
    change = ("modified", "Agora trains its models on your posts.", "Forum does not train its models on your posts.")
    assert _news(old, new) == [change]


def test_sentences_with_the_new_name_are_paired_as_if_it_were_the_old() -> None:
    old = _page("Agora")
    new = _page("Forum Republic", ("When you use Forum Republic, we keep", "We keep"))
    before = "When you use Agora, we keep your prompts for 30 days."
    assert _news(old, new) == [("modified", before, "We keep your prompts for 30 days.")]


def test_a_mention_of_the_former_name_does_not_hide_the_rename() -> None:
    old, new = _page("Agora"), _page("Forum", ("This is how Forum", "This is how Forum, formerly known as Agora,"))
    before, after = (page.passages[1].text for page in (old, new))
    assert _news(old, new) == [("modified", before, after)]


def test_an_item_under_a_renamed_lead_has_not_moved() -> None:
    lead = "{name} does not use the following to train its models:"
    old, new = (
        outline(*(line.replace("{name}", name) for line in (*_TEXT[:6], lead, "- messages", "- salary data")))
        for name in ("Agora", "Forum")
    )
    assert _news(old, new) == []


# What is renamed, the two names, and lines that are put before the text.
_CHANGES = {
    "a recipient": (
        "Acme",
        "Globex",
        "# Agora Privacy Policy",
        "We share data with {}.",
        "{} helps us.",
        "{} may use it.",
        "See {}’s policy.",
    ),
    "a region": ("EU", "US", "# {} Privacy Policy", "This is for the {}.", "{} law holds.", "{} members may object."),
    "a country": ("France", "Spain", "# {} Notice", "{} law holds.", "This is for {}.", "{} only."),
    "people": ("Users", "Children", "# {} Privacy Policy", "{} may object.", "We train on {} data.", "{} are told."),
    "data": ("Posts", "Messages", "# {} Policy", "{} train AI.", "{} are kept.", "We use {} for AI."),
    "people with a capital": ("Students", "Learners", "# {} Policy", "The {} may object.", "{} join.", "We like {}."),
    "a word in small letters": ("posts", "clips", "# Our policy on {}", "We use {} to train.", "{} are kept.", "{}."),
    "a defined term": (
        "Inbox",
        "Outbox",
        "# {} Policy",
        "We read your {}.",
        "{} training is on.",
        "{} data is used.",
    ),
    "opt-in": ("Opt-in", "Opt-out", "# {} Policy", "{} applies.", "{} is how we train.", "{} holds."),
    "a number": ("18", "16", "# {} Policy", "{} is the age.", "{} it is.", "{} years."),
    "a basis": ("Consent", "Legitimate Interest", "# {} Policy", "{} is our basis.", "{} for AI.", "{} it is."),
    "a company's form": ("Agora Ireland", "Agora Inc", "# {} Policy", "{} trains AI.", "{} it is.", "{} decides."),
    "too little": ("Agora", "Forum", "# {} Policy", "{} trains AI."),
}


@pytest.mark.parametrize("what", _CHANGES)
def test_other_words_that_change_everywhere_are_changes(what: str) -> None:
    first, second, *lines = _CHANGES[what]
    old, new = (
        Document(lines[0].format(name), "en", outline(*(line.format(name) for line in lines), "Bye now.").sections)
        for name in (first, second)
    )
    found = compare(old, new)
    assert found.noise == ()
    assert len(found.meaningful) >= sum("{}" in line for line in lines)
    assert compare(new, old).noise == ()


def test_a_name_that_is_still_used_was_not_changed() -> None:
    new = _page("Forum", ("We share your data with Acme Analytics.", "We share your data with Agora."))
    assert compare(_page("Agora"), new).noise == ()


def test_a_name_that_was_there_before_is_not_new() -> None:
    old = _page("Agora", ("We share your data with Acme Analytics.", "We share your data with Forum."))
    assert compare(old, _page("Forum")).noise == ()


def test_the_address_of_the_new_service_is_a_change() -> None:
    line = "Write to privacy@agora.example to object to training by Agora."
    old, new = (outline(*(t.replace("{name}", n) for t in _TEXT), line) for n in ("Agora", "Forum"))
    new = outline(
        *(t.replace("{name}", "Forum") for t in _TEXT), line.replace("agora", "forum").replace("Agora", "Forum")
    )
    assert _news(old, new) == [("modified", line, line.replace("agora", "forum").replace("Agora", "Forum"))]


@pytest.mark.parametrize(
    "unit", ["{} (", "{} (“", "the {} ", "formerly {} ", "formerly known as ", "{}-", "@{}.", "{} formerly called "]
)
def test_names_are_looked_for_in_bounded_time(unit: str) -> None:
    beside = [f"{{}} does it in case {number}" for number in range(20)]
    old, new = (
        Document(
            f"{name} Policy", "en", outline(*(line.replace("{}", name) for line in (*beside, unit * 20_000))).sections
        )
        for name in ("Agora", "Forum")
    )
    begun = time.perf_counter()
    compare(old, new)
    assert time.perf_counter() - begun < 5.0  # about 0.1 s
