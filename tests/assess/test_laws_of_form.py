"""What alters only the form of a policy is no news: order, links, typography, spelling, numbering."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.law_off_topic import OFF_TOPIC
from tests.assess.law_sentences import STATED
from tests.assess.laws import assessed, news, policy, shown
from watcher.model import FindingKind, Severity

LANGUAGES = ("en", "fr")
_RULES = {tag: [text for language, _, _, text in STATED if language == tag] for tag in LANGUAGES}
_fixed = settings(derandomize=True, deadline=None, max_examples=25, database=None)


@st.composite
def policies(draw: st.DrawFn) -> tuple[str, str]:
    """A language and its policy, with up to eight more rules in it, as sentences of a paragraph or as paragraphs."""
    language = draw(st.sampled_from(LANGUAGES))
    rules = draw(st.lists(st.sampled_from(_RULES[language]), max_size=8, unique=True))
    return language, policy(language, draw(st.sampled_from([" ", "\n\n"])).join(rules))


def quiet(old: str, new: str, language: str) -> None:
    """Neither way round is there anything to tell."""
    for one, other in ((old, new), (new, old)):
        assert shown(news(assessed(one, other, language))) == []


@given(policies())
@_fixed
def test_a_policy_beside_itself_has_no_finding(written: tuple[str, str]) -> None:
    language, text = written
    assert assessed(text, text, language).findings == ()


def _sections(text: str) -> list[str]:
    return re.split(r"(?m)^(?=## )", text)


@given(policies(), st.randoms(use_true_random=False))
@_fixed
def test_sections_in_another_order_are_no_news(written: tuple[str, str], chance: random.Random) -> None:
    language, text = written
    head, *sections = _sections(text)
    chance.shuffle(sections)
    quiet(text, head + "".join(sections), language)


_LIST = re.compile(r"(?m)(?:^- .*\n)+")


@given(policies(), st.randoms(use_true_random=False))
@_fixed
def test_items_of_a_list_in_another_order_are_no_news(written: tuple[str, str], chance: random.Random) -> None:
    language, text = written

    def shuffled(found: re.Match[str]) -> str:
        items = found[0].splitlines(keepends=True)
        chance.shuffle(items)
        return "".join(items)

    quiet(text, _LIST.sub(shuffled, text), language)


_ADDRESS = re.compile(r"\(https://[^)]*\)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "",
        "(https://agora.example/?session=81723)",
        "(https://elsewhere.example/a/b)",
        "(/legal)",
        "(mailto:a@agora.example)",
    ],
)
def test_changed_links_are_told_at_most_at_low_severity(language: str, address: str) -> None:
    text = policy(language)
    changed = assessed(text, _ADDRESS.sub(address, text) if address else _unlinked(text), language)
    assert {finding.severity for finding in changed.findings} <= {Severity.LOW}
    assert {finding.kind for finding in changed.findings} <= {FindingKind.CONTROL_MOVED}


def _unlinked(text: str) -> str:
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)


_STRAIGHT = str.maketrans({"’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "—": "-", "–": "-", "…": "..."})
_DRESS: dict[str, Callable[[str], str]] = {
    "straight quotes": lambda text: text.translate(_STRAIGHT),
    "hard spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "hard spaces before signs": lambda text: re.sub(r"(?<=\w) ?(?=[:;!?»](?!/))", "\u202f", text),
    "double spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z]{3})", "\u00ad", text),
    "zero width spaces": lambda text: re.sub(r" (?=your |vos )", " \u200b", text),
    "other hyphens": lambda text: text.replace("e-mail", "e\u2011mail"),
    "bold words": lambda text: re.sub(r"\b(not|never|train|opt out|pas|jamais|entraîner)\b", r"**\1**", text),
    "italic sentences": lambda text: re.sub(r"(?m)^(?=[A-ZÀ-Ý])([^|\n]*[.])$", r"*\1*", text),
    "stars for dashes": lambda text: re.sub(r"(?m)^- ", "* ", text),
    "hard line breaks": lambda text: re.sub(r"(?m)^([A-Z].{60}\S*) ", r"\1\n", text),
    "capitals in headings": lambda text: re.sub(r"(?m)^#.*$", lambda found: found[0].upper(), text),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
}
_ALREADY_SO = {("en", "decomposed letters"), ("fr", "other hyphens")}  # there are none in it


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dress", _DRESS, ids=[name.replace(" ", "-") for name in _DRESS])
def test_typography_is_no_news(language: str, dress: str) -> None:
    for rules in (_RULES[language][:12], _RULES[language][12:]):
        text = policy(language, "\n\n".join(rules))
        assert _DRESS[dress](text) != text or (language, dress) in _ALREADY_SO
        quiet(text, _DRESS[dress](text), language)


_BRITISH = {
    "analyse": "analyze",
    "behaviour": "behavior",
    "enrol": "enroll",
    "centre": "center",
    "honours": "honors",
    "organisational": "organizational",
    "personalised": "personalized",
    "programmes": "programs",
    "recognise": "recognize",
    "summarise": "summarize",
    "unauthorised": "unauthorized",
}


def test_american_spelling_is_no_news() -> None:
    paragraphs = [*_RULES["en"], *(text for language, text in OFF_TOPIC if language == "en")]
    british = policy("en", "\n\n".join([*paragraphs, "We analyse your behaviour to train our AI models."]))
    american = british
    for one, other in _BRITISH.items():
        assert re.search(rf"\b{one}\b", british)
        american = re.sub(rf"\b{one}\b", other, american)
    quiet(british, american, "en")


_NUMBERED: dict[str, Callable[[str], str]] = {
    "headings": lambda text: re.sub(r"(?m)^(#+) (\d)", lambda found: f"{found[1]} {int(found[2]) + 2}", text),
    "headings in words": lambda text: re.sub(r"(?m)^(#+) (\d)\. ", r"\1 Section \2: ", text),
    "headings without": lambda text: re.sub(r"(?m)^(#+) [\d.]+ ", r"\1 ", text),
    "letters": lambda text: text.replace("(b)", "(c)").replace("(a)", "(b)"),
    "letters to figures": lambda text: text.replace("(a)", "1.").replace("(b)", "2."),
    "items": lambda text: re.sub(r"(?m)^(\d)\. ", lambda found: f"{int(found[1]) + 4}. ", text),
    "items with letters": lambda text: re.sub(r"(?m)^- ", "- (a) ", text),
    "bullets for numbers": lambda text: re.sub(r"(?m)^\d\. ", "- ", text),
    "numbers for bullets": lambda text: re.sub(r"(?m)^- ", "1. ", text),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", _NUMBERED, ids=[name.replace(" ", "-") for name in _NUMBERED])
def test_other_numbers_are_no_news(language: str, way: str) -> None:
    text = policy(language, "\n\n".join(f"{place}. {rule}" for place, rule in enumerate(_RULES[language][:9], 1)))
    assert _NUMBERED[way](text) != text
    quiet(text, _NUMBERED[way](text), language)


@given(
    policies(),
    st.lists(st.sampled_from([*_DRESS.values(), *_NUMBERED.values()]), max_size=4),
    st.randoms(use_true_random=False),
)
@_fixed
def test_all_of_it_together_is_no_news(
    written: tuple[str, str], dresses: list[Callable[[str], str]], chance: random.Random
) -> None:
    language, text = written
    head, *sections = _sections(text)
    chance.shuffle(sections)
    dressed = head + "".join(sections)
    for dress in dresses:
        dressed = dress(dressed)
    quiet(text, dressed, language)


@pytest.mark.parametrize(("language", "text"), OFF_TOPIC, ids=[text[:40] for _, text in OFF_TOPIC])
def test_a_paragraph_about_something_else_is_no_news(language: str, text: str) -> None:
    for place in ("", "\n\n".join(_RULES[language][:9])):
        old, new = policy(language, place), policy(language, f"{text}\n\n{place}")
        quiet(old, new, language)
        quiet(policy(language, place), f"{policy(language, place)}\n{text}\n", language)
