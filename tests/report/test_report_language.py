"""The language files: the same keys, the same slots, a sentence for everything that the model can say."""

from __future__ import annotations

import datetime as dt
from string import Formatter

import pytest

from watcher.model import Direction, FindingKind, Noise, Severity, VerdictKind
from watcher.report.tongues import tongue

EN, FR = tongue("en"), tongue("fr")


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_the_same_keys() -> None:
    french = {key for key in FR.words if not key.startswith("in_regions.")}
    assert set(EN.words) == french


def test_french_can_place_every_region_that_it_names() -> None:
    placed = {key.removeprefix("in_regions.") for key in FR.words if key.startswith("in_regions.")}
    assert placed == {key.removeprefix("regions.") for key in FR.words if key.startswith("regions.")}


@pytest.mark.parametrize("key", sorted(EN.words))
def test_templates_have_the_same_slots_or_a_grammatical_form_of_them(key: str) -> None:
    def bare(names: set[str]) -> set[str]:
        return {
            name.removeprefix("of_").removeprefix("to_").removeprefix("in_").removeprefix("some_") for name in names
        }

    assert bare(slots(EN.words[key])) == bare(slots(FR.words[key]))


@pytest.mark.parametrize("words", [EN, FR])
def test_there_is_a_sentence_for_everything(words: object) -> None:
    for one in (EN, FR):
        for kind in FindingKind:
            assert one.has(f"kind.{kind}")
            for topic in ("ai-training", "default-setting", "other"):
                assert one.has(f"explain.{topic}.{kind}")
        for group, members in (
            ("direction", Direction),
            ("severity", Severity),
            ("noise", Noise),
            ("verdict", VerdictKind),
            ("advice", VerdictKind),
        ):
            for member in members:
                assert one.has(f"{group}.{member}")


def test_french_has_its_spaces_and_apostrophes() -> None:
    assert FR.say("grammar.colon", label="Avant", text="x") == "Avant\u00a0: x"
    assert FR.say("grammar.quote", text="x") == "«\u00a0x\u00a0»"
    assert not [key for key, text in FR.words.items() if " ;" in text or " :" in text or " !" in text or "l'" in text]


def test_dates_are_written_out() -> None:
    assert EN.date(dt.date(2025, 11, 1)) == "1 November 2025"
    assert FR.date(dt.date(2025, 11, 1)) == "1er novembre 2025"
    assert FR.date(dt.date(2026, 2, 12)) == "12 février 2026"
    moment = dt.datetime(2025, 9, 18, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert EN.time(moment) == "18 September 2025, 12:05 UTC"
    assert FR.time(moment) == "18 septembre 2025, 12 h 05 UTC"


def test_numbers_are_grouped() -> None:
    assert EN.number(12345) == "12,345"
    assert FR.number(12345) == "12\u202f345"


def test_french_contracts_articles() -> None:
    assert FR.of("les messages privés") == "des messages privés"
    assert FR.of("le contrat") == "du contrat"
    assert FR.of("IA génératives") == "d’IA génératives"
    assert FR.of("l’UE") == "de l’UE"
    assert FR.to("le Royaume-Uni") == "au Royaume-Uni"
    assert FR.to("les États-Unis") == "aux États-Unis"
    assert FR.in_all(["EU", "UK", "Switzerland"]) == "dans l’UE, au Royaume-Uni et en Suisse"
