"""Headlines: what they say for each kind of finding, and that they never say more than the claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.report.stories import AGORA, SETTINGS_URL, TODAY, announcement, one
from watcher.model import (
    Assessment,
    Claim,
    Direction,
    Finding,
    FindingKind,
    Outcome,
    Quote,
    Severity,
    TargetName,
)
from watcher.report import Language, commit_subject, headline, subject

K = FindingKind
LINKEDIN = TargetName("linkedin/ai-faq", "LinkedIn", "AI FAQ", "https://linkedin.example/faq", "en")
DATE = dt.date(2025, 11, 3)


def plain_spaces(text: str) -> str:
    """For expected values that can be read: where the no-break spaces stand is tested with the language files."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def story_of_two_sentences() -> Assessment:
    """One sentence gives date and basis, another one in another section the opt-out and its address."""
    use = Claim(
        "ai-training",
        "service",
        "train",
        "will",
        basis="legitimate interest",
        audience=("members",),
        model="content-generating AI",
        effective=DATE,
    )
    way_out = Claim(
        "ai-training",
        "service",
        "offer-control",
        "does",
        choice="opt-out",
        control="setting",
        control_url=SETTINGS_URL,
    )
    new = Quote("New words.", ("FAQ", "Training"))
    other = Quote("Other words.", ("FAQ", "Choice"))
    return Assessment(
        (
            Finding("ai-training", K.ANNOUNCED, Direction.WEAKER, Severity.HIGH, None, new, None, use),
            Finding("ai-training", K.CONTROL_ADDED, Direction.STRONGER, Severity.HIGH, None, other, None, way_out),
        )
    )


def test_slots_of_several_findings_make_one_english_sentence() -> None:
    assert headline(LINKEDIN, story_of_two_sentences(), "en", link=True, now=TODAY) == (
        "LinkedIn announces training content-generating AI on members' data from 3 November 2025 on the basis of "
        "legitimate interest, with an opt-out in settings (https://agora.example/settings/ai-improvement)"
    )


def test_slots_of_several_findings_make_one_french_sentence() -> None:
    assert headline(LINKEDIN, story_of_two_sentences(), "fr", link=True, now=TODAY) == (
        "LinkedIn annonce l’entraînement d’IA génératrices de contenu avec les données des membres à partir du "
        "3 novembre 2025, sur la base de l’intérêt légitime, avec une option de refus dans les paramètres "
        "(https://agora.example/settings/ai-improvement)"
    )


def test_after_its_date_the_same_story_is_in_force() -> None:
    assert headline(LINKEDIN, story_of_two_sentences(), "en", now=DATE) == (
        "LinkedIn now provides for training content-generating AI on members' data, in force since 3 November 2025, "
        "on the basis of legitimate interest, with an opt-out in settings"
    )
    assert headline(LINKEDIN, story_of_two_sentences(), "fr", now=dt.date(2026, 1, 1)).startswith(
        "LinkedIn prévoit désormais l’entraînement d’IA génératrices de contenu avec les données des membres, "
        "en vigueur depuis le 3 novembre 2025, sur la base"
    )


USE = Claim("ai-training", "service", "train", "may", data=("posts",), model="AI")
NOT = replace(USE, polarity="does not", data=(), excluded=("posts",), regions=("EU",))
CONTROL = Claim("ai-training", "service", "offer-control", choice="opt-out", control="form")
LOCATION = Claim("default-setting", "service", "set-default", default="off", data=("location",))

CASES: tuple[tuple[FindingKind, Claim | None, Claim | None, str, str], ...] = (
    (K.USE_ADDED, None, USE, "may now train AI on posts", "peut désormais entraîner des IA avec les publications"),
    (
        K.USE_ADDED,
        None,
        replace(USE, polarity="does", actor="third party"),
        "now provides for training AI on posts by third parties",
        "prévoit désormais l’entraînement d’IA avec les publications par des tiers",
    ),
    (
        K.USE_REMOVED,
        USE,
        None,
        "no longer mentions training AI on posts",
        "ne mentionne plus l’entraînement d’IA avec les publications",
    ),
    (
        K.PROMISE_ADDED,
        None,
        replace(NOT, regions=()),
        "now says that it does not train AI on posts",
        "déclare désormais ne pas entraîner d’IA avec les publications",
    ),
    (
        K.PROMISE_REMOVED,
        NOT,
        None,
        "drops its promise not to train AI on posts in the EU",
        "retire sa promesse de ne pas entraîner d’IA avec les publications dans l’UE",
    ),
    (
        K.FLIPPED,
        NOT,
        USE,
        "may now train AI on posts, which the previous text ruled out",
        "peut désormais entraîner des IA avec les publications, ce que le texte précédent excluait",
    ),
    (
        K.FLIPPED,
        USE,
        replace(NOT, regions=()),
        "now says that it does not train AI on posts, which the previous text provided for",
        "déclare désormais ne pas entraîner d’IA avec les publications, ce que le texte précédent prévoyait",
    ),
    (
        K.DATA_WIDENED,
        USE,
        replace(USE, data=("posts", "private messages", "voice")),
        "adds private messages and voice data to the data for training AI",
        "ajoute les messages privés et les données vocales aux données concernées par l’entraînement d’IA",
    ),
    (
        K.DATA_NARROWED,
        replace(USE, data=("posts", "private messages")),
        USE,
        "drops private messages from the data for training AI",
        "retire les messages privés des données concernées par l’entraînement d’IA",
    ),
    (
        K.EXCLUSION_ADDED,
        None,
        replace(NOT, excluded=("private messages",), regions=()),
        "now excludes private messages from AI training",
        "exclut désormais les messages privés de l’entraînement d’IA",
    ),
    (
        K.EXCLUSION_REMOVED,
        replace(NOT, excluded=("private messages", "posts")),
        replace(NOT, excluded=("posts",), regions=()),
        "no longer excludes private messages from AI training",
        "n’exclut plus les messages privés de l’entraînement d’IA",
    ),
    (
        K.REGIONS_WIDENED,
        replace(USE, regions=("US",)),
        replace(USE, regions=("US", "EU", "UK")),
        "extends training AI on posts to the EU and the UK",
        "étend l’entraînement d’IA avec les publications à l’UE et au Royaume-Uni",
    ),
    (
        K.REGIONS_NARROWED,
        replace(USE, regions=("US", "EU")),
        replace(USE, regions=("US",)),
        "no longer names the EU for training AI on posts",
        "ne nomme plus l’UE pour l’entraînement d’IA avec les publications",
    ),
    (
        K.RECIPIENTS_WIDENED,
        USE,
        replace(USE, recipients=("Microsoft", "affiliates")),
        "adds Microsoft and affiliates to those who may receive data for training AI on posts",
        (
            "ajoute Microsoft et les sociétés affiliées aux destinataires possibles de données pour l’entraînement "
            "d’IA avec les publications"
        ),
    ),
    (
        K.RECIPIENTS_NARROWED,
        replace(USE, recipients=("third parties",)),
        USE,
        "drops third parties from those who may receive data for training AI on posts",
        "retire les tiers des destinataires possibles de données pour l’entraînement d’IA avec les publications",
    ),
    (
        K.CHOICE_CHANGED,
        replace(USE, choice="opt-in"),
        replace(USE, choice="opt-out", default="on"),
        "changes the choice over training AI on posts from opt-in to opt-out, on by default",
        (
            "change le choix concernant l’entraînement d’IA avec les publications : opt-out (refus possible) "
            "au lieu de opt-in (accord préalable), activé par défaut"
        ),
    ),
    (
        K.CONTROL_ADDED,
        None,
        CONTROL,
        "now offers an opt-out for AI training by form",
        "propose désormais une option de refus pour l’entraînement d’IA par formulaire",
    ),
    (
        K.CONTROL_REMOVED,
        CONTROL,
        None,
        "no longer mentions an opt-out for AI training by form",
        "ne mentionne plus une option de refus pour l’entraînement d’IA par formulaire",
    ),
    (
        K.CONTROL_MOVED,
        CONTROL,
        replace(CONTROL, control_path="Account > Privacy"),
        "changes where to find an opt-out for AI training: now under Account > Privacy",
        (
            "change l’endroit où se trouve une option de refus pour l’entraînement d’IA : désormais sous "
            "Account > Privacy"
        ),
    ),
    (
        K.DEFAULT_CHANGED,
        LOCATION,
        replace(LOCATION, default="on"),
        "changes the default for location data from off to on",
        "fait passer le réglage par défaut pour les données de localisation de « désactivé » à « activé »",
    ),
    (
        K.BASIS_CHANGED,
        replace(USE, basis="consent"),
        replace(USE, basis="legitimate interest"),
        "changes the legal basis for training AI on posts from consent to legitimate interest",
        (
            "change la base légale pour l’entraînement d’IA avec les publications : l’intérêt légitime remplace le "
            "consentement"
        ),
    ),
    (
        K.DATE_CHANGED,
        replace(USE, effective=dt.date(2026, 1, 1)),
        replace(USE, effective=dt.date(2026, 3, 1)),
        "moves the date for training AI on posts from 1 January 2026 to 1 March 2026",
        "déplace la date pour l’entraînement d’IA avec les publications du 1er janvier 2026 au 1er mars 2026",
    ),
    (
        K.ANNOUNCED,
        None,
        replace(USE, polarity="will", effective=DATE),
        "announces training AI on posts from 3 November 2025",
        "annonce l’entraînement d’IA avec les publications à partir du 3 novembre 2025",
    ),
    (
        K.REVIEW_ADDED,
        None,
        replace(USE, action="human-review", data=("conversations",), review="yes"),
        "now provides for human review of conversations",
        "prévoit désormais la lecture des conversations par des personnes",
    ),
    (
        K.REVIEW_REMOVED,
        replace(USE, action="human-review", data=("conversations",), review="yes"),
        None,
        "no longer mentions human review of conversations",
        "ne mentionne plus la lecture des conversations par des personnes",
    ),
    (
        K.REACH_WIDENED,
        USE,
        replace(USE, past="included"),
        "extends AI training to earlier data",
        "étend l’entraînement d’IA aux données antérieures",
    ),
    (
        K.DATA_NARROWED,
        replace(USE, data=("personal data",)),
        replace(USE, data=("conversations", "personal data"), within=("conversations",)),
        "now limits the data for AI training to conversations",
        "limite désormais les données pour l’entraînement d’IA à ce qui suit : les conversations",
    ),
    (
        K.DATA_WIDENED,
        replace(USE, data=("conversations", "personal data"), within=("conversations",)),
        replace(USE, data=("personal data",)),
        "no longer limits the data for AI training to conversations",
        "ne limite plus les données pour l’entraînement d’IA à ce qui suit : les conversations",
    ),
    (
        K.REACH_NARROWED,
        replace(USE, past="included"),
        USE,
        "no longer extends AI training to earlier data",
        "n’étend plus l’entraînement d’IA aux données antérieures",
    ),
    (
        K.PURPOSE_WIDENED,
        USE,
        replace(USE, purposes=("advertising", "research")),
        "adds advertising and research to the purposes of AI training",
        "ajoute la publicité et la recherche aux finalités de l’entraînement d’IA",
    ),
    (
        K.PURPOSE_NARROWED,
        replace(USE, purposes=("safety",)),
        USE,
        "drops safety and security from the purposes of AI training",
        "retire la sécurité des finalités de l’entraînement d’IA",
    ),
    (
        K.KEPT_LONGER,
        replace(USE, kept=30),
        replace(USE, kept=1825),
        "keeps data for AI training longer than before: 5 years instead of 30 days",
        "conserve plus longtemps les données pour l’entraînement d’IA : 5 ans au lieu de 30 jours",
    ),
    (
        K.KEPT_SHORTER,
        replace(USE, kept=540),
        replace(USE, kept=1),
        "keeps data for AI training for a shorter time than before: 1 day instead of 18 months",
        "conserve moins longtemps les données pour l’entraînement d’IA : 1 jour au lieu de 18 mois",
    ),
    (
        K.TAKES_EFFECT,
        Claim("ai-training", effective=dt.date(2026, 1, 1)),
        Claim("ai-training", effective=DATE),
        "moves the day on which the text takes effect from 1 January 2026 to 3 November 2025",
        "déplace le jour où le texte prend effet, du 1er janvier 2026 au 3 novembre 2025",
    ),
    (
        K.RULE_CHANGED,
        USE,
        USE,
        "changed a rule on AI training",
        "a changé une règle concernant l’entraînement d’IA",
    ),
)


@pytest.mark.parametrize(("kind", "before", "after", "english", "french"), CASES)
def test_each_kind_is_told_in_both_languages(
    kind: FindingKind, before: Claim | None, after: Claim | None, english: str, french: str
) -> None:
    assert headline(AGORA, one(kind, before, after), "en") == f"Agora {english}"
    assert plain_spaces(headline(AGORA, one(kind, before, after), "fr")) == f"Agora {french}"


_REVIEWED = replace(
    USE, action="human-review", data=(), excluded=("conversations",), polarity="does not", review="no"
)


@pytest.mark.parametrize(
    ("kind", "before", "after", "english", "french"),
    [
        (
            K.REVIEW_REMOVED,
            None,
            _REVIEWED,
            "now rules out human review of conversations",
            "exclut désormais la lecture des conversations par des personnes",
        ),
        (
            K.REVIEW_ADDED,
            _REVIEWED,
            None,
            "no longer rules out human review of conversations",
            "n’exclut plus la lecture des conversations par des personnes",
        ),
        (
            K.REACH_NARROWED,
            USE,
            replace(USE, past="spared"),
            "now keeps earlier data out of AI training",
            "exclut désormais les données antérieures de l’entraînement d’IA",
        ),
        (
            K.REACH_WIDENED,
            USE,
            replace(USE, past="stays"),
            "now says that a refusal does not undo what has already been learnt",
            "indique désormais qu’un refus n’efface pas ce qui a déjà été appris",
        ),
    ],
)
def test_what_is_read_and_since_when_is_told_as_the_text_has_it(
    kind: FindingKind, before: Claim | None, after: Claim | None, english: str, french: str
) -> None:
    assert headline(AGORA, one(kind, before, after), "en") == f"Agora {english}"
    assert plain_spaces(headline(AGORA, one(kind, before, after), "fr")) == f"Agora {french}"


def _aged(before: int, after: int) -> Finding:
    old, new = (replace(NOT, regions=(), age=age) for age in (before, after))
    quotes = (Quote("Under one age."), Quote("Under another."))
    return Finding("ai-training", K.RULE_CHANGED, Direction.WEAKER, Severity.HIGH, *quotes, old, new, rule="age")


def test_an_age_limit_that_moves_beside_other_news_is_told_in_the_headline() -> None:
    told = Assessment((*story_of_two_sentences().findings, _aged(18, 16)))
    assert headline(AGORA, told, "en", now=TODAY).endswith(
        "with an opt-out in settings, and lowers the age limit from 18 to 16"
    )
    assert plain_spaces(headline(AGORA, told, "fr", now=TODAY)).endswith(
        ", et abaisse la limite d’âge de 18 à 16 ans"
    )
    assert "age limit" not in subject(AGORA, told, "en", now=TODAY)


def test_an_age_limit_that_moves_alone_is_the_headline() -> None:
    told = Assessment((_aged(13, 16),))
    assert headline(AGORA, told, "en") == "Agora raises the age limit for AI training from 13 to 16"
    assert plain_spaces(headline(AGORA, told, "fr")) == (
        "Agora relève la limite d’âge pour l’entraînement d’IA de 13 à 16 ans"
    )


def test_the_cases_cover_all_kinds() -> None:
    assert {case[0] for case in CASES} == set(FindingKind)


@pytest.mark.parametrize("kind", list(FindingKind))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_empty_claims_name_only_kind_and_topic(kind: FindingKind, language: Language) -> None:
    said = headline(AGORA, one(kind, Claim("ai-training"), Claim("ai-training")), language)
    assert ("AI training" if language == "en" else "l’entraînement d’IA") in said
    assert len(said) < 95
    for unsaid in ("posts", "members", "opt-out", "from ", "legitimate", "membres", "à partir"):
        assert unsaid not in said


def test_a_denial_is_never_told_without_the_data_it_is_about() -> None:
    claim = replace(NOT, excluded=("private messages",), regions=())
    assert headline(AGORA, one(K.PROMISE_ADDED, None, claim), "en") == (
        "Agora now says that it does not train AI on private messages"
    )
    assert "private messages" in subject(AGORA, one(K.PROMISE_ADDED, None, claim), "en")


def test_a_denial_that_names_no_data_is_told_as_a_promise_only() -> None:
    claim = replace(NOT, excluded=(), regions=())
    assert headline(AGORA, one(K.PROMISE_ADDED, None, claim), "en") == "Agora adds a promise on AI training"
    assert headline(AGORA, one(K.FLIPPED, USE, claim), "en") == "Agora reversed a statement on AI training"


def test_consent_that_is_newly_asked_for_is_said_so() -> None:
    claim = Claim("default-setting", action="require-consent", choice="opt-in", data=("location",))
    assert headline(AGORA, one(K.CHOICE_CHANGED, None, claim), "en") == (
        "Agora now makes a use of location data depend on consent (opt-in)"
    )


def test_a_control_for_something_else_is_not_told_with_the_training() -> None:
    cookies = Claim("default-setting", action="offer-control", choice="opt-out", data=("cookies",), control="form")
    training = Finding(
        "ai-training", K.USE_ADDED, Direction.WEAKER, Severity.HIGH, None, Quote("a", ("A",)), None, USE
    )
    other = replace(
        training, topic="default-setting", kind=K.CONTROL_ADDED, after=Quote("b", ("A",)), claim_after=cookies
    )
    assert headline(AGORA, Assessment((training, other)), "en") == "Agora may now train AI on posts"


def test_a_region_that_is_left_out_is_said_to_be_outside() -> None:
    claim = replace(USE, regions=("US", "outside EU"))
    assert headline(AGORA, one(K.USE_ADDED, None, claim), "en").endswith("on posts in the US and outside the EU")
    assert headline(AGORA, one(K.USE_ADDED, None, claim), "fr").endswith(
        "publications aux États-Unis et hors de l’UE"
    )


def test_unknown_names_are_shown_as_they_are() -> None:
    claim = replace(USE, data=("dream diaries",))
    assert headline(AGORA, one(K.USE_ADDED, None, claim), "en") == "Agora may now train AI on dream diaries"
    assert plain_spaces(headline(AGORA, one(K.USE_ADDED, None, claim), "fr")).endswith("avec « dream diaries »")


def test_many_kinds_of_data_are_counted() -> None:
    claim = replace(USE, data=("posts", "photos", "voice", "location", "feedback"), audience=("members",))
    assert headline(AGORA, one(K.USE_ADDED, None, claim), "en") == (
        "Agora may now train AI on members' posts, photos and 3 other kinds of data"
    )


def test_a_hostile_path_cannot_break_the_line() -> None:
    claim = replace(CONTROL, control_path="Settings\r\nBcc: all@example.org\x1b[2J > \u202eevil")
    said = headline(AGORA, one(K.CONTROL_MOVED, CONTROL, claim), "en")
    assert said.endswith("now under Settings Bcc: all@example.org[2J > evil")
    script = replace(CONTROL, control_url="javascript:alert(1)")
    assert "javascript" not in headline(AGORA, one(K.CONTROL_ADDED, None, script), "en", link=True)


def test_subjects_keep_to_their_length_and_give_up_the_choice_last() -> None:
    assert subject(AGORA, announcement(), "en", now=TODAY) == (
        "Agora: AI training extended to EU, EEA, UK and Switzerland, on by default from 3 Nov 2025"
    )
    assert plain_spaces(subject(AGORA, announcement(), "fr", now=TODAY)) == (
        "Agora : entraînement d’IA étendu à l’UE et à 3 autres régions, par défaut dès le 3 nov. 2025"
    )
    for language in ("en", "fr"):
        assert len(subject(AGORA, announcement(), language, now=TODAY)) <= 96
        assert len(subject(AGORA, announcement(), language, now=TODAY, limit=60)) <= 60


def test_a_subject_says_what_where_by_default_or_not_and_from_when() -> None:
    denied = Claim("ai-training", "service", "train", "does not", regions=("EU",))
    claim = Claim("ai-training", "service", "train", "will", regions=("EU",), default="on", effective=DATE)
    turned = one(K.FLIPPED, denied, claim)
    assert subject(LINKEDIN, turned, "en") == (
        "LinkedIn: AI training extended to the EU, on by default from 3 Nov 2025"
    )
    assert plain_spaces(subject(LINKEDIN, turned, "fr")) == (
        "LinkedIn : entraînement d’IA étendu à l’UE, par défaut dès le 3 nov. 2025"
    )
    assert headline(LINKEDIN, turned, "en").endswith("which the previous text ruled out")
    posts = Claim("ai-training", "service", "train", "may", data=("posts",), choice="opt-out", regions=("UK",))
    assert subject(LINKEDIN, one(K.USE_ADDED, None, posts), "en") == (
        "LinkedIn: AI training possible on posts in the UK, with an opt-out"
    )
    wider = replace(claim, regions=("EU", "UK"), default="", effective=None)
    assert subject(LINKEDIN, one(K.REGIONS_WIDENED, replace(claim, default=""), wider), "en") == (
        "LinkedIn: AI training extended to the UK"
    )


def test_a_subject_of_another_kind_keeps_the_sentence_and_drops_what_the_previous_text_said() -> None:
    before = Claim("ai-training", "service", "share-for-training", "does not", data=("posts",))
    after = replace(before, polarity="will", effective=DATE)
    assert subject(LINKEDIN, one(K.FLIPPED, before, after), "en") == (
        "LinkedIn: now provides for sharing posts for AI training from 3 November 2025"
    )


def test_a_default_belongs_to_the_choice_that_stands_in_its_section() -> None:
    use = Claim("ai-training", "service", "train", "will", effective=DATE)
    way_out = Claim("ai-training", "service", "offer-control", "does", choice="opt-out", control="setting")
    default = Claim("default-setting", "", "set-default", "does", default="on")

    def told(section: str) -> Assessment:
        return Assessment(
            (
                Finding("ai-training", K.ANNOUNCED, Direction.WEAKER, Severity.HIGH, None, Quote("A.", ("Use",)),
                        None, use),
                Finding("ai-training", K.CONTROL_ADDED, Direction.STRONGER, Severity.MEDIUM, None,
                        Quote("B.", ("Choice",)), None, way_out),
                Finding("default-setting", K.DEFAULT_CHANGED, Direction.WEAKER, Severity.MEDIUM, None,
                        Quote("C.", (section,)), None, default),
            )
        )  # fmt: skip

    assert "on by default" in subject(LINKEDIN, told("Choice"), "en")
    assert subject(LINKEDIN, told("Advertising"), "en") == ("LinkedIn: AI training from 3 Nov 2025, with an opt-out")


def test_commit_subjects() -> None:
    counts = {"added": 1, "removed": 0, "modified": 2, "moved": 4, "noise": 9}
    assert commit_subject(AGORA, announcement(), now=TODAY) == (
        "agora/ai-faq: announces training generative AI on members' data from 3 November 2025 (high)"
    )
    assert commit_subject(AGORA, Assessment(), outcome=Outcome.FIRST) == "agora/ai-faq: first version"
    assert commit_subject(AGORA, Assessment((), counts)) == (
        "agora/ai-faq: text changed, nothing on watched topics (3 sentences)"
    )
    assert commit_subject(AGORA, Assessment(), outcome=Outcome.REVERTED, back_to=dt.date(2025, 9, 12)) == (
        "agora/ai-faq: back to the text of 2025-09-12"
    )


def test_a_version_without_findings_says_so() -> None:
    assert headline(AGORA, Assessment(), "en") == (
        "Agora changed the text; nothing on the watched topics changed in meaning"
    )
