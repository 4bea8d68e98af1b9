"""What alters the meaning is news, in the right direction, and the other way round in the other one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.law_lists import FORMS, HEADED, ITEMS, LEADS, List
from tests.assess.law_negations import TONGUES
from tests.assess.law_sentences import REWRITTEN, STATED
from tests.assess.laws import around, assessed, news, shown, turned
from watcher.assess.lexicon import LANGUAGES
from watcher.model import Assessment, Direction, FindingKind, Severity

TRAINING = "ai-training"
_fixed = settings(derandomize=True, deadline=None, max_examples=60, database=None)


def _kinds(assessment: Assessment) -> list[tuple[str, FindingKind, Direction]]:
    return sorted((f.topic, f.kind, f.direction) for f in assessment.findings)


def _turned(assessment: Assessment) -> list[tuple[str, FindingKind, Direction]]:
    return sorted((f.topic, *turned(f.kind, f.direction)) for f in assessment.findings)


@pytest.mark.parametrize(("language", "kind", "direction", "text"), STATED, ids=[row[3][:40] for row in STATED])
def test_a_rule_that_comes_is_news_and_so_is_its_going(language: str, kind: str, direction: str, text: str) -> None:
    come, gone = around(language, "", text), around(language, text, "")
    told = {(f.kind.value, f.direction.value) for f in news(come)}
    assert (kind, direction) in told, shown(list(come.findings))
    if kind != "announced":
        assert _kinds(gone) == _turned(come)


@pytest.mark.parametrize("text", [row[3] for row in STATED if row[1] == "announced"])
def test_an_announcement_that_goes_takes_nothing_back(text: str) -> None:
    language = next(row[0] for row in STATED if row[3] == text)
    (finding,) = around(language, text, "").findings
    assert (finding.kind, finding.direction, finding.severity) == (
        FindingKind.DATE_CHANGED, Direction.NEUTRAL, Severity.LOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "kind", "direction", "old", "new"), REWRITTEN, ids=[row[3][:40] for row in REWRITTEN]
)
def test_a_rule_that_is_rewritten_is_news_in_both_directions(
    language: str, kind: str, direction: str, old: str, new: str
) -> None:
    there, back = around(language, old, new), around(language, new, old)
    told = {(f.kind.value, f.direction.value) for f in news(there)}
    assert (kind, direction) in told, shown(list(there.findings))
    assert _kinds(back) == _turned(there)


# What of a pair of sentences turns to itself: where one region, or one default, takes the place of another, people
# are newly concerned whichever way it goes.
_BOTH_WAYS = {FindingKind.REGIONS_WIDENED, FindingKind.REGIONS_NARROWED, FindingKind.DEFAULT_CHANGED}


@st.composite
def _two(draw: st.DrawFn) -> tuple[str, str, str]:
    rules = [row for row in STATED if row[1] != "announced"]
    language, _, _, old = draw(st.sampled_from(rules))
    return language, old, draw(st.sampled_from([row[3] for row in rules if row[0] == language]))


@given(_two())
@_fixed
def test_one_rule_in_place_of_another_is_the_opposite_the_other_way_round(rules: tuple[str, str, str]) -> None:
    language, old, new = rules
    there, back = around(language, old, new), around(language, new, old)
    assert [row for row in _kinds(back) if row[1] not in _BOTH_WAYS] == [
        row for row in _turned(there) if row[1] not in _BOTH_WAYS
    ]
    assert bool(there.findings) == (old != new)


# --- "not"

_MOST_WORDS = 400


@st.composite
def _long_sentences(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, and a sentence on training as stated and as denied, alike but for that, of up to 400 words."""
    language = draw(st.sampled_from([tag for tag in TONGUES if tag in LANGUAGES]))
    tongue = TONGUES[language]
    stated, denied, purpose = draw(st.sampled_from(tongue.cores))
    most = draw(st.sampled_from([1, 3, 8, 16]))
    before = draw(st.lists(st.sampled_from(tongue.before), min_size=language in ("de", "nl"), max_size=most))
    between, after = (draw(st.lists(st.sampled_from(tongue.aside), max_size=most)) for _ in range(2))

    def sentence(core: str) -> str:
        middle = f", {', '.join(between)}," if between else ""
        text = f"{' '.join([*before, core])}{middle} {', '.join([purpose, *after])}."
        return text[0].upper() + text[1:]

    return language, sentence(stated), sentence(denied)


@given(_long_sentences())
@settings(derandomize=True, deadline=None, max_examples=150, database=None)
def test_a_not_in_a_sentence_of_any_length_is_found(sentences: tuple[str, str, str]) -> None:
    language, stated, denied = sentences
    assert len(denied.split()) <= _MOST_WORDS
    greeting = f"# Agora\n\n{TONGUES[language].greeting}\n\n"
    put_in = news(assessed(greeting + stated, greeting + denied, language))
    taken_out = news(assessed(greeting + denied, greeting + stated, language))
    assert Direction.STRONGER in {f.direction for f in put_in}, shown(put_in)
    assert Direction.WEAKER in {f.direction for f in taken_out}, shown(taken_out)


# --- lists


@st.composite
def _lists(draw: st.DrawFn, forms: dict[str, List]) -> tuple[str, List, tuple[str, str], list[str], int]:
    """A language, a form of lists, the leads of what is left out and of what is used, items, and the place of one."""
    language = draw(st.sampled_from(sorted(ITEMS)))
    items = draw(st.lists(st.sampled_from(ITEMS[language]), min_size=2, unique=True))
    form = forms[draw(st.sampled_from(sorted(forms)))]
    return language, form, draw(st.sampled_from(LEADS[language])), items, draw(st.integers(0, len(items) - 1))


def _training(language: str, old: str, new: str) -> set[Direction]:
    """The directions of what is told of training where the list is all that a page says of it."""
    page = f"# Agora\n\n{TONGUES[language].greeting}\n\n{{}}\n\n## Contact\n\nhello@agora.example\n"
    return {f.direction for f in news(assessed(page.format(old), page.format(new), language)) if f.topic == TRAINING}


@given(_lists(FORMS | HEADED))
@_fixed
def test_an_item_of_what_is_left_out_is_news(
    given_list: tuple[str, List, tuple[str, str], list[str], int],
) -> None:
    language, form, (left_out, used), items, place = given_list
    rest = [*items[:place], *items[place + 1 :]]
    assert _training(language, form(left_out, items), form(left_out, rest)) == {Direction.WEAKER}
    assert _training(language, form(left_out, rest), form(left_out, items)) == {Direction.STRONGER}
    assert _training(language, form(used, items), form(used, rest)) == {Direction.STRONGER}
    assert _training(language, form(used, rest), form(used, items)) == {Direction.WEAKER}


@given(_lists(FORMS))
@_fixed
def test_an_item_that_moves_from_what_is_left_out_to_what_is_used_is_news(
    given_list: tuple[str, List, tuple[str, str], list[str], int],
) -> None:
    language, form, (left_out, used), items, place = given_list
    item, rest = items[place], [*items[:place], *items[place + 1 :]]
    before = f"{form(used, ['articles'])}\n\n{form(left_out, items)}"
    after = f"{form(used, ['articles', item])}\n\n{form(left_out, rest)}"
    assert _training(language, before, after) == {Direction.WEAKER}
    assert _training(language, after, before) == {Direction.STRONGER}


@given(_lists(FORMS | {"a table": HEADED["a table"]}))
@_fixed
def test_the_opening_words_decide_for_the_whole_list(
    given_list: tuple[str, List, tuple[str, str], list[str], int],
) -> None:
    language, form, (left_out, used), items, _ = given_list
    assert _training(language, form(left_out, items), form(used, items)) == {Direction.WEAKER}
    assert _training(language, form(used, items), form(left_out, items)) == {Direction.STRONGER}
    assert _training(language, form(left_out, items), "") == {Direction.WEAKER}
