"""What sentences state in each language, which ones state nothing, and which changes of a whole page are news.

The sentences stand in tests/assess/languages/, a module a language; English has test_what_is_news.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import pytest

from tests.assess.languages import ALL
from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots
from watcher.assess import DEFAULT_TOPICS, assess, read
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Assessment, BlockKind, Claim, Passage, Severity

_T = TypeVar("_T")


def _each(choose: Callable[[Samples], Sequence[_T]], name: Callable[[_T], str]) -> Iterable[object]:
    """The samples of all languages, each with its language's; their names go into those of the tests."""
    return [
        pytest.param(samples, sample, id=f"{samples.language}-{name(sample)[:40]}")
        for samples in ALL
        for sample in choose(samples)
    ]


def _claims(text: str, language: str) -> dict[str, Claim]:
    lead, _, item = text.rpartition(" / ")
    passage = Passage(item, lead=lead, kind=BlockKind.ITEM if lead else BlockKind.PARAGRAPH)
    return {claim.topic: claim for claim in read(passage, language) if claim.topic in DEFAULT_TOPICS}


def _assessed(samples: Samples, old: str, new: str) -> Assessment:
    title, opening, heading, ending = samples.page
    documents = []
    for lines in (old, new):
        changing = (line for line in lines.split(" / ") if line)
        page = "\n\n".join([f"# {title}", opening, *changing, f"## {heading}", ending])
        documents.append(extract(page.encode(), "text/markdown", language=samples.language).document)
    assert [document.language for document in documents] == [samples.language, samples.language]
    return assess(compare(*documents))


@pytest.mark.parametrize(("samples", "case"), _each(lambda samples: samples.training, lambda case: case[0]))
def test_a_sentence_on_training_states_its_claim(samples: Samples, case: tuple[str, Slots]) -> None:
    text, slots = case
    claim = _claims(text, samples.language)[TRAIN]
    assert {slot: getattr(claim, slot) for slot in slots} == slots


@pytest.mark.parametrize(("samples", "case"), _each(lambda samples: samples.settings, lambda case: case[0]))
def test_a_sentence_on_settings_states_its_claim(samples: Samples, case: tuple[str, Slots]) -> None:
    text, slots = case
    claims = _claims(text, samples.language)
    assert TRAIN not in claims
    assert {slot: getattr(claims[DEFAULT], slot) for slot in slots} == slots


@pytest.mark.parametrize(("samples", "text"), _each(lambda samples: samples.off_topic, str))
def test_a_sentence_on_other_matters_states_nothing(samples: Samples, text: str) -> None:
    assert _claims(text, samples.language) == {}


@pytest.mark.parametrize(("samples", "text"), _each(lambda samples: samples.for_users, str))
def test_a_rule_for_users_is_none_of_the_service(samples: Samples, text: str) -> None:
    assert TRAIN not in _claims(text, samples.language)
    assert [claim.topic for claim in read(Passage(text), samples.language)][:1] == ["ai-restriction"]


@pytest.mark.parametrize(("samples", "change"), _each(lambda samples: samples.news, lambda change: change[0]))
def test_a_change_of_the_rules_is_found(samples: Samples, change: Change) -> None:
    _, old, new, expected = change
    found = _assessed(samples, old, new).findings
    assert expected in {(f.topic, f.kind.value, f.direction.value) for f in found}


@pytest.mark.parametrize(("samples", "change"), _each(lambda samples: samples.quiet, lambda change: change[0]))
def test_a_change_that_alters_no_rule_is_not_news(samples: Samples, change: tuple[str, str, str]) -> None:
    _, old, new = change
    for found in (_assessed(samples, old, new), _assessed(samples, new, old)):
        assert [f for f in found.findings if f.severity.rank >= Severity.MEDIUM.rank] == []
