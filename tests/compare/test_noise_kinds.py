"""What is a difference in form, of which kind; and what never is."""

from __future__ import annotations

import pytest

from tests.compare.drafts import outline, prose, told
from watcher.compare import compare
from watcher.compare.noise import is_date_line
from watcher.model import Block, BlockKind, Document, Link, Section, Sentence

_BESIDE = ("We offer a service.", "You can reach us by e-mail.")

_NOISE = [
    ("typography", "We say “we train AI” – always.", "We say 'we train AI' - always"),
    ("typography", "We train AI on our web site.", "We train AI on our website."),
    ("typography", "YOUR RIGHTS OF ACCESS", "Your rights of access"),
    ("numbering", "1. We train AI.", "2. We train AI."),
    ("numbering", "(a) We train AI.", "We train AI."),
    ("numbering", "4.1 Your posts", "5.1 Your posts"),
    ("spelling", "We analyse the behaviour of organisations.", "We analyze the behavior of organizations."),
    ("spelling", "We hold a licence.", "We hold a license."),
    ("date", "Last updated: 3 May 2025", "Last updated: 1 June 2025"),
    ("date", "Effective May 3, 2025", "Effective June 1, 2025"),
    ("date", "Updated 3 months ago", "Updated 4 months ago"),
    ("date", "3 months ago", "4 months ago"),
    ("date", "Dernière mise à jour : 3 mai 2025", "Dernière mise à jour : 1er juin 2025"),
    ("date", "Dernière mise à jour : il y a 3 jours", "Dernière mise à jour : il y a 2 semaines"),
    ("date", "The terms of Agora, last updated 3 May 2025", "The terms of Agora, last updated 1 June 2025"),
]


@pytest.mark.parametrize(("kind", "before", "after"), _NOISE)
def test_a_difference_in_form_is_noise_of_its_kind(kind: str, before: str, after: str) -> None:
    old, new = prose(_BESIDE[0], before, _BESIDE[1]), prose(_BESIDE[0], after, _BESIDE[1])
    assert told(compare(old, new)) == [("modified", before, after, kind)]
    assert told(compare(new, old)) == [("modified", after, before, kind)]


_MEANING = [
    ("We do not use your posts to train AI.", "We may use your posts to train AI."),
    ("The setting is on by default.", "The setting is off by default."),
    ("We use the data of members over 18.", "We use the data of members over 16."),
    ("We share your data with partners.", "We do not share your data with partners."),
    ("Training on your data is opt-in.", "Training on your data is opt-out."),
    ("We keep your prompts for 30 days.", "We keep your prompts for 90 days."),
    ("We use it unless you object.", "We use it even if you object."),
    ("We never sell your data.", "We sell your data."),
    ("Effective 3 November 2025, we train AI on posts.", "Effective 3 December 2025, we train AI on posts."),
    ("Nous n’utilisons pas vos messages.", "Nous utilisons vos messages."),
    ("Used for training: ✗", "Used for training: ✓"),
    ("We may use your posts.", "We will use your posts."),
    ("Only with your consent", "Without your consent"),
]


@pytest.mark.parametrize(("before", "after"), _MEANING)
def test_a_difference_of_words_is_never_noise(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        comparison = compare(prose(_BESIDE[0], old, _BESIDE[1]), prose(_BESIDE[0], new, _BESIDE[1]))
        assert comparison.noise == ()
        assert comparison.meaningful
        assert {c.before.text for c in comparison.meaningful if c.before} == {old}
        assert {c.after.text for c in comparison.meaningful if c.after} == {new}


def test_a_similar_sentence_is_shown_beside_the_old_one() -> None:
    for before, after in _MEANING[:9]:
        assert [c[0] for c in told(compare(prose(before), prose(after)))] == ["modified"]


def test_a_link_elsewhere_is_noise() -> None:
    def page(href: str) -> Document:
        sentence = Sentence("See the settings.", (Link("settings", href),))
        return Document("", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (sentence,)),)),))

    old, new = page("https://agora.example/a"), page("https://agora.example/b")
    assert told(compare(old, new)) == [("modified", "See the settings.", "See the settings.", "links")]


def test_markup_alone_is_no_difference_at_all() -> None:
    assert compare(outline("# Data", "- posts"), outline("## Data", "posts")).changes == ()


def test_a_sentence_cut_in_two_or_joined_is_noise() -> None:
    whole, parts = prose("We train AI; you may object."), prose("We train AI;", "you may object.")
    expected = ("modified", "We train AI; you may object.", "We train AI; you may object.", "split")
    assert told(compare(whole, parts)) == [expected]
    assert told(compare(parts, whole)) == [expected]


def test_sentences_recut_at_another_place_are_noise() -> None:
    old = prose("We train AI e.g.", "on posts of members.")
    new = prose("We train AI e.g. on posts", "of members.")
    assert [change[3] for change in told(compare(old, new))] == ["split"]


def test_the_same_sentence_in_another_place_is_noise() -> None:
    old = prose("We train AI.", "You may object.", "Write to us.", "We answer.")
    new = prose("You may object.", "Write to us.", "We answer.", "We train AI.")
    assert told(compare(old, new)) == [("moved", "We train AI.", "We train AI.", "order")]


def test_a_date_line_that_comes_or_goes_is_noise() -> None:
    old, new = prose("We train AI."), prose("Last updated 3 May 2025", "We train AI.")
    assert told(compare(old, new)) == [("added", None, "Last updated 3 May 2025", "date")]
    assert told(compare(new, old)) == [("removed", "Last updated 3 May 2025", None, "date")]


def test_marks_without_words_that_come_or_go_are_noise() -> None:
    assert told(compare(prose("We train AI."), prose("We train AI.", "* * *"))) == [
        ("added", None, "* * *", "typography")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 3 May 2025",
        "This Privacy Policy was last updated on May 3, 2025.",
        "Effective date: 12.03.2024",
        "Version 3.2, effective as of 2025-05-03",
        "Last modified: May 25, 2018 (view archived versions)",
        "Updated 2 months ago",
        "Entrée en vigueur le 1er janvier 2024",
        "Conditions générales d’utilisation mises à jour le 3 mai 2025",
        "Mis à jour il y a 3 mois",
        "Stand: 3. Mai 2025",
        "Zuletzt aktualisiert am 3. Mai 2025",
    ],
)
def test_a_line_that_only_dates_the_text_is_known(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Effective 3 November 2025, we train AI.",
        "We do not use your data, effective 3 May 2025",
        "Training effective 3 May 2025",
        "3 May 2025",
        "Updated",
        "Terms of service",
        "We keep it for 30 days, updated daily",
        "We use data posted since 3 May 2025",
        "À partir du 3 novembre 2025, nous entraînons l’IA.",
    ],
)
def test_a_line_that_says_more_is_not_a_date_line(line: str) -> None:
    assert not is_date_line(line)
