"""Which differences of form are folded away, and which words never are."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.drafts import outline, prose
from watcher.compare import key, text_key
from watcher.compare.normal import masked, without_numbering
from watcher.compare.spelling import common_spelling

_SAME = [
    ("We train AI.", "we  TRAIN ai"),
    ("Members' data", "members’ data"),
    ("“Data” – and more…", '"Data" - and more...'),
    ("opt-out", "opt out"),
    ("opt‑in", "Opt in"),
    ("third-party", "third party"),
    ("e-mail", "email"),
    ("1. Your data", "2. Your data"),
    ("1.2 Your data", "3.1. Your data"),
    ("(a) posts", "b) posts"),
    ("iv. posts", "posts"),
    ("Section 4: Your data", "Article 5. Your data"),
    ("§ 4. Daten", "§ 5. Daten"),
    ("• posts", "- posts"),
    ("Agora™ and Agora®", "Agora and Agora"),
    ("Terms & conditions", "Terms and conditions"),
    ("It's the users' data", "its the user's data"),
    ("dona\u0301es", "don\u00e1es"),
    ("ﬁles", "files"),
    ("we\u00adb da\u200bta", "web data"),
    ("\u200fdata\u200e", "data"),
    ("✔", "✅"),
    ("10,000 €", "10 000€"),
    ("Settings > Data > AI", "Settings → Data / AI"),
]


@pytest.mark.parametrize(("one", "other"), _SAME)
def test_form_is_folded_away(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert text_key(prose("We say this.", one)) == text_key(prose("We say this.", other))


_OTHER = [
    ("We do not use your posts.", "We may use your posts."),
    ("The setting is on.", "The setting is off."),
    ("members over 18", "members over 16"),
    ("18 years", "18+ years"),
    ("under <16", "under >16"),
    ("We sell data.", "We do not sell data."),
    ("This is opt-in.", "This is opt-out."),
    ("We were told", "We're told"),
    ("30 days", "60 days"),
    ("kept for 6 months", "kept for 12 months"),
    ("deleted after one year", "deleted after two years"),
    ("2.5 million members", "3.5 million members"),
    ("18. Mai 2025", "25. Mai 2025"),
    ("1.5", "15"),
    ("5 %", "5 €"),
    ("✓", "✗"),
    ("●", "○"),
    ("la donnée", "l’a donnée"),
    ("your data", "our data"),
    ("four years", "for years"),
    ("advice", "advise"),
    ("the price", "the prize"),
    ("personal data", "non-personal data"),
    ("We can share.", "We cannot share."),
    ("sensitive", "insensitive"),
    ("On 3 November 2025 we start.", "On 3 December 2025 we start."),
]


@pytest.mark.parametrize(("one", "other"), _OTHER)
def test_words_numbers_and_signs_are_kept(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert text_key(prose("We say this.", one)) != text_key(prose("We say this.", other))


# The words of a text, told by a pattern alone: what the fast way must find as well.
_PLAIN_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[%$§]|[<>+](?=\s?\d)|(?<=\d)\+|&")


@given(st.text(st.sampled_from("abkst019 .,'-_&%<>+(éßÀ§«\n\t"), max_size=30).map("We ".__add__))
def test_the_fast_way_to_the_words_finds_what_the_pattern_finds(text: str) -> None:
    found = _PLAIN_WORDS.findall(text.casefold().replace("&", " and "))
    shortened = [word[:-2] + word[-1] if word.endswith(("'s", "'t")) else word for word in found]
    assert key(text) == " ".join(shortened)
    assert key(f"{text} “”") == key(text)  # and with signs beyond ASCII around them


@pytest.mark.parametrize(
    "number",
    ["1.", "12)", "(3)", "(a)", "b.", "iv.", "(xii)", "1.2.", "4.1", "-", "•", "§ 3:", "Section 4:", "ANNEX II."],
)
def test_a_number_before_a_text_is_no_part_of_it(number: str) -> None:
    assert without_numbering(f"{number} Your data") == "Your data"
    assert without_numbering(f"  {number}  Your data") == "Your data"
    assert without_numbering(f"{number}Your data") == f"{number}Your data"


_BRITISH = """organise/organize organisation/organization personalised/personalized personalising/personalizing
    anonymisation/anonymization analyse/analyze analysed/analyzed analyses/analyzes behaviour/behavior
    behavioural/behavioral honour/honor favourite/favorite colour/color neighbour/neighbor labour/labor
    endeavours/endeavors cancelled/canceled labelling/labeling modelled/modeled travelling/traveling licence/license
    licences/licenses licensed/licenced practise/practice practised/practiced defence/defense offences/offenses
    centre/center centres/centers theatre/theater fibre/fiber catalogue/catalog dialogue/dialog fulfil/fulfill
    fulfilment/fulfillment enrol/enroll enrolment/enrollment enrols/enrolls judgement/judgment programme/program
    programmes/programs grey/gray whilst/while amongst/among towards/toward ageing/aging
    acknowledgement/acknowledgment skilful/skillful sceptical/skeptical artefacts/artifacts utilise/utilize
    authorised/authorized unauthorised/unauthorized recognise/recognize"""


@pytest.mark.parametrize("pair", _BRITISH.split())
def test_british_and_american_spelling_are_one(pair: str) -> None:
    british, american = pair.split("/")
    assert common_spelling(british) == common_spelling(american)
    assert text_key(prose(f"We {british} it.")) == text_key(prose(f"We {american} it."))


# Real words of English and French that some rule could touch: each must stay apart from all others.
_APART = """
    our or your yore four for hour hours hoar pour pore poor tour tor tours flour floor sour sore soured scour
    score scoured scored scouring scoring contour devour detour velour autour auteur parcours jour jours
    toujours retour wise rise rises raise raised raze razed prize price prise praise advise advice advised
    device devise devised revise revised promise promised premise precise exercise enterprise surprise otherwise
    likewise expertise franchise disguise arise comprise noise poise raisin basis crisis thesis sense since
    science license hence fence fencing pence sentence sentenced absence presence evidence influence reference
    residence essence commence experience audience intense incense dense immense expense expenses expanse
    suspense fulfilled filled called calling controlled controller controler controllers selling filling
    installed installer stalled staled smaller taller dollar dolor controlling program programmer programming
    program meter metric cheque check checks checking chequers enquiry inquiry judge judges acknowledge while
    whole among toward grey greyhound age aging forage programmatic licensee practicable practical practice
    practitioner
""".split()


def test_no_two_different_words_are_made_one() -> None:
    seen: dict[str, str] = {}
    for word in dict.fromkeys(_APART):
        assert seen.setdefault(common_spelling(word), word) == word


def test_relative_times_are_masked_only_in_short_labels_that_say_ago() -> None:
    for label in (
        "3 months ago",
        "Updated 2 days ago",
        "Mis à jour il y a 3 mois",
        "vor 2 Tagen aktualisiert",
        "hace 3 días",
    ):
        assert masked(label) != label
    for rule in (
        "We keep it for 3 months",
        "30 days",
        "Nous conservons vos données pendant 3 mois.",
        "What you deleted more than 30 days ago is no longer used to train the models of our service.",
    ):
        assert masked(rule) == rule


def test_the_key_of_a_text_does_not_depend_on_links_cuts_and_blocks() -> None:
    one = outline("# Data", "We train AI. You may object.", "- posts", "- profile")
    other = outline("Data", "We train AI.", "You may object.", "- 1. posts", "Profile")
    assert text_key(one) == text_key(other)
    assert text_key(one) != text_key(outline("# Data", "We train AI. You may object.", "- profile", "- posts"))


def test_the_key_of_a_text_changes_with_any_word() -> None:
    words = (
        "We do not use the posts of members under 18 in the EU to train generative AI unless they opt in .".split()
    )
    whole = text_key(prose(" ".join(words)))
    for place in range(len(words) - 1):
        assert text_key(prose(" ".join(words[:place] + words[place + 1 :]))) != whole
        assert text_key(prose(" ".join([*words[:place], "other", *words[place + 1 :]]))) != whole


@pytest.mark.parametrize(
    "unit", ["a ", "1.", "(a) ", "3 months ", "il y a ", "opt ", "'s", "§ 1.1.1 ", "🙂", "-", "x'"]
)
def test_hostile_texts_are_read_in_bounded_time(unit: str) -> None:
    begun = time.perf_counter()
    text_key(prose(unit * (200_000 // len(unit))))
    assert time.perf_counter() - begun < 3.0
