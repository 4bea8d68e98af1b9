"""Facts in words: every answer has a name in both languages; what the claims say is not said twice."""

from __future__ import annotations

import dataclasses

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.report.stories import AGORA, FACT_CHANGES, FACTS, OLD_TIME, announcement
from watcher.assess.lexicon import lexicon
from watcher.model import (
    Assessment,
    Direction,
    Fact,
    FactChange,
    FactName,
    Finding,
    FindingKind,
    Quote,
    Severity,
    Training,
)
from watcher.report import (
    COLUMNS,
    IndexEntry,
    Language,
    answer,
    fact_delta,
    index_readme,
    plain_cell,
    question,
    tongue,
)

LANGUAGES: tuple[Language, ...] = ("en", "fr")
# The families of the lexicon from which the answers to a question come.
FAMILIES = {
    FactName.DATA: "data",
    FactName.PEOPLE: "audience",
    FactName.REGIONS: "regions",
    FactName.REFUSAL: "controls",
    FactName.EXCLUDED_DATA: "data",
    FactName.BASIS: "basis",
    FactName.RECIPIENTS: "recipients",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_every_answer_has_a_name(language: Language) -> None:
    words = tongue(language)
    for name in FactName:
        assert question(words, name)
    for training in Training:
        assert answer(words, FactName.TRAINS, training.value) != training.value or training.value in (
            "yes",
            "no",
            "partly",
        )
    for name, family in FAMILIES.items():
        for cue in lexicon("en").named[family]:
            assert "«" not in answer(words, name, cue.name), cue.name
    assert answer(words, FactName.REFUSAL, "opt-in") in ("do not agree", "ne pas accepter")


def test_columns_ask_every_question_once() -> None:
    assert sorted(name for names in COLUMNS.values() for name in names) == sorted(FactName)


def test_a_cell_counts_what_it_does_not_show() -> None:
    words = tongue("en")
    assert plain_cell(words, FACTS, "data") == "posts, profile data, prompts, feedback, +1"
    assert plain_cell(words, FACTS, "whose") == "members, EU, EEA, UK, +1"
    assert plain_cell(words, FACTS, "trains") == "yes, unless you object"
    assert plain_cell(words, FACTS, "recipients") == "unknown"
    assert plain_cell(words, (), "trains") == "unknown"
    assert plain_cell(words, None, "trains") == "–"


def test_the_delta_leaves_out_what_the_claims_say() -> None:
    assert fact_delta(FACT_CHANGES, announcement(), "en") == (
        "AI training on users' data: unknown → yes, unless you object",
        "whose data: unknown → members",
    )
    assert fact_delta(FACT_CHANGES, Assessment(), "en")[-1] == "default: unknown → on"


def test_a_default_that_flips_is_one_line_where_no_finding_tells_it() -> None:
    changes = (FactChange(FactName.DEFAULT, ("off",), ("on",)), FactChange(FactName.SINCE, ("2025-11-03",), ()))
    assert fact_delta(changes, Assessment(), "fr") == (
        "par défaut\u00a0: désactivé → activé",
        "depuis\u00a0: 3 novembre 2025 → inconnu",
    )


def test_a_flip_is_not_told_twice() -> None:
    flipped = Finding(
        "ai-training", FindingKind.FLIPPED, Direction.WEAKER, Severity.HIGH, Quote("We do not."), Quote("We do.")
    )
    change = (FactChange(FactName.TRAINS, ("no",), ("yes",)),)
    assert fact_delta(change, Assessment((flipped,)), "en") == ()
    assert fact_delta(change, Assessment(), "en") == ("AI training on users' data: no → yes",)


def test_hostile_text_forms_no_link_and_breaks_no_row() -> None:
    fact = Fact(
        FactName.REFUSAL,
        ("setting",),
        Quote("…"),
        path="A > B](https://evil.example) | <img src=x>\n| row",
        url="javascript:alert(1)",
        line=3,
    )
    entry = IndexEntry(
        dataclasses.replace(AGORA, platform="P | [x](https://evil.example)"), OLD_TIME, 1, facts=(fact,)
    )
    html = MarkdownIt("commonmark").enable("table").render(index_readme([entry]))
    soup = BeautifulSoup(html, "html.parser")
    table = soup.find("table")
    assert table is not None
    assert [len(row.find_all(["td", "th"])) for row in table.find_all("tr")] == [10, 10]
    links = {str(tag["href"]) for tag in table.find_all("a")}
    assert links == {"agora/ai-faq/text.md", "agora/ai-faq/text.md?plain=1&display=source#L3"}
    assert table.find("img") is None
