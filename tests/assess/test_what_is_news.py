"""Which changes of a policy are news, of which kind and in whose favour; and which are none. English and French."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.compare.drafts import outline
from watcher.assess import assess
from watcher.compare import compare
from watcher.model import Assessment, Finding

_AROUND = {
    "en": ("# AI at Agora", "This page explains how the service works.", "We store photos on our servers."),
    "fr": ("# L’IA chez Agora", "Cette page décrit le service.", "Nous conservons les photos sur nos serveurs."),
}
_TRAIN = "ai-training"
_DEFAULT = "default-setting"


def _assessed(language: str, old: str, new: str) -> Assessment:
    """Of a page whose lines (apart by " / ") change; the rest of it stays."""
    documents = []
    for lines in (old, new):
        written = outline(*_AROUND[language], *(line for line in lines.split(" / ") if line))
        documents.append(replace(written, language=language))
    return assess(compare(*documents))


def _told(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(f.topic, f.kind.value, f.direction.value) for f in findings}


_NOT = "We do not use the following data to train generative AI:"
_USE = "We use the following data to train generative AI:"
_PAS = "Nous n’utilisons pas les données suivantes pour entraîner l’IA générative :"
_OUI = "Nous utilisons les données suivantes pour entraîner l’IA générative :"

_NEWS = [
    (
        "a use is announced with its date",
        "en",
        "",
        "On 3 November 2025, we start to use posts of members in the EU and the UK to train generative AI models.",
        (_TRAIN, "announced", "weaker"),
    ),
    ("a use is added", "en", "", "We use your posts to train our AI models.", (_TRAIN, "use-added", "weaker")),
    ("a use is removed", "en", "We use your posts to train our AI models.", "", (_TRAIN, "use-removed", "stronger")),
    (
        "a promise is removed",
        "en",
        "We do not use private messages to train generative AI.",
        "",
        (_TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "a promise is added",
        "en",
        "",
        "We do not use private messages to train generative AI.",
        (_TRAIN, "exclusion-added", "stronger"),
    ),
    (
        "a promise becomes a permission",
        "en",
        "We do not use your posts to train our AI models.",
        "We may use your posts to train our AI models.",
        (_TRAIN, "flipped", "weaker"),
    ),
    (
        "a use becomes a promise",
        "en",
        "We use your posts to train our AI models.",
        "We do not use your posts to train our AI models.",
        (_TRAIN, "flipped", "stronger"),
    ),
    (
        "an item goes from a list of exclusions",
        "en",
        f"{_NOT} / - private messages / - salary data / - login credentials",
        f"{_NOT} / - private messages / - login credentials",
        (_TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "an item comes to a list of exclusions",
        "en",
        f"{_NOT} / - private messages",
        f"{_NOT} / - private messages / - salary data",
        (_TRAIN, "exclusion-added", "stronger"),
    ),
    (
        "an item comes to a list of what is used",
        "en",
        f"{_USE} / - your profile",
        f"{_USE} / - your profile / - your posts",
        (_TRAIN, "use-added", "weaker"),
    ),
    (
        "an item moves from what is not used to what is used",
        "en",
        f"{_USE} / - your posts / {_NOT} / - salary data / - private messages",
        f"{_USE} / - your posts / - salary data / {_NOT} / - private messages",
        (_TRAIN, "flipped", "weaker"),
    ),
    (
        "a cell of a table is turned over",
        "en",
        "+ Data / ++ Use / + Private messages / ++ Not used to train generative AI",
        "+ Data / ++ Use / + Private messages / ++ Used to train generative AI",
        (_TRAIN, "flipped", "weaker"),
    ),
    (
        "data is added in a sentence",
        "en",
        "We use your profile to train generative AI.",
        "We use your profile and your posts to train generative AI.",
        (_TRAIN, "data-widened", "weaker"),
    ),
    (
        "an exclusion is dropped from a sentence",
        "en",
        "We do not use private messages or salary data to train AI.",
        "We do not use private messages to train AI.",
        (_TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "regions are added",
        "en",
        "We train generative AI on the data of members in the US.",
        "We train generative AI on the data of members in the US, the EU and Switzerland.",
        (_TRAIN, "regions-widened", "weaker"),
    ),
    (
        "an exception for a region is dropped",
        "en",
        "We train generative AI on the data of members, except in the EU.",
        "We train generative AI on the data of members.",
        (_TRAIN, "regions-widened", "weaker"),
    ),
    (
        "opt-in becomes opt-out",
        "en",
        "We train generative AI on your posts only if you opt in.",
        "We train generative AI on your posts unless you opt out.",
        (_TRAIN, "choice-changed", "weaker"),
    ),
    (
        "off becomes on by default",
        "en",
        "The setting for training generative AI is off by default.",
        "The setting for training generative AI is on by default.",
        (_TRAIN, "default-changed", "weaker"),
    ),
    (
        "a default of training is one of the settings",
        "en",
        "The setting for training generative AI is off by default.",
        "The setting for training generative AI is on by default.",
        (_DEFAULT, "default-changed", "weaker"),
    ),
    (
        "consent becomes legitimate interest",
        "en",
        "We rely on your consent to train AI models on your data.",
        "We rely on legitimate interest to train AI models on your data.",
        (_TRAIN, "basis-changed", "weaker"),
    ),
    (
        "a control is added",
        "en",
        "",
        "You can opt out of the use of your data for training generative AI in your settings.",
        (_TRAIN, "control-added", "stronger"),
    ),
    (
        "a control is removed",
        "en",
        "You can opt out of the use of your data for training generative AI in your settings.",
        "",
        (_TRAIN, "control-removed", "weaker"),
    ),
    (
        "a control of something else is removed",
        "en",
        "You can turn off personalised ads in your privacy settings.",
        "",
        (_DEFAULT, "control-removed", "weaker"),
    ),
    (
        "recipients are added",
        "en",
        "We share your data with our affiliates to train AI models.",
        "We share your data with our affiliates and third parties to train AI models.",
        (_TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "the date is put off",
        "en",
        "From 3 November 2025, we will train generative AI on your posts.",
        "From 3 December 2025, we will train generative AI on your posts.",
        (_TRAIN, "date-changed", "neutral"),
    ),
    (
        "une utilisation est annoncée avec sa date",
        "fr",
        "",
        "À partir du 3 novembre 2025, nous utiliserons vos publications dans l’UE pour entraîner l’IA générative.",
        (_TRAIN, "announced", "weaker"),
    ),
    (
        "une promesse disparaît",
        "fr",
        "Nous n’utilisons pas vos messages privés pour entraîner l’IA générative.",
        "",
        (_TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "une promesse apparaît",
        "fr",
        "",
        "Nous n’utilisons pas vos messages privés pour entraîner l’IA générative.",
        (_TRAIN, "exclusion-added", "stronger"),
    ),
    (
        "une promesse devient une permission",
        "fr",
        "Nous n’utilisons pas vos publications pour entraîner nos modèles d’IA.",
        "Nous pouvons utiliser vos publications pour entraîner nos modèles d’IA.",
        (_TRAIN, "flipped", "weaker"),
    ),
    (
        "un élément quitte la liste des exclusions",
        "fr",
        f"{_PAS} / - messages privés / - données de salaire / - moyens de paiement",
        f"{_PAS} / - messages privés / - moyens de paiement",
        (_TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "un élément rejoint la liste des données utilisées",
        "fr",
        f"{_OUI} / - votre profil",
        f"{_OUI} / - votre profil / - vos publications",
        (_TRAIN, "use-added", "weaker"),
    ),
    (
        "un réglage est activé par défaut",
        "fr",
        "Le réglage de l’entraînement de l’IA est désactivé par défaut.",
        "Le réglage de l’entraînement de l’IA est activé par défaut.",
        (_TRAIN, "default-changed", "weaker"),
    ),
    (
        "le consentement devient intérêt légitime",
        "fr",
        "L’entraînement de nos modèles d’IA repose sur votre consentement.",
        "L’entraînement de nos modèles d’IA repose sur notre intérêt légitime.",
        (_TRAIN, "basis-changed", "weaker"),
    ),
    (
        "un droit d’opposition apparaît",
        "fr",
        "",
        "Vous pouvez vous opposer à l’utilisation de vos données pour entraîner l’IA dans vos paramètres.",
        (_TRAIN, "control-added", "stronger"),
    ),
    (
        "un droit d’opposition disparaît",
        "fr",
        "Vous pouvez vous opposer à l’utilisation de vos données pour entraîner l’IA dans vos paramètres.",
        "",
        (_TRAIN, "control-removed", "weaker"),
    ),
    (
        "des destinataires s’ajoutent",
        "fr",
        "Nous partageons vos données avec nos filiales pour entraîner des modèles d’IA.",
        "Nous partageons vos données avec nos filiales et des tiers pour entraîner des modèles d’IA.",
        (_TRAIN, "recipients-widened", "weaker"),
    ),
]


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [row[1:] for row in _NEWS],
    ids=[row[0].replace(" ", "-") for row in _NEWS],
)
def test_a_change_of_the_rules_is_found(language: str, old: str, new: str, expected: tuple[str, str, str]) -> None:
    found = _assessed(language, old, new)
    assert expected in _told(found.findings)
    for finding in found.findings:  # the proof: word for word, where it stood
        assert finding.before or finding.after
        if finding.before:
            assert finding.before.text in [line.lstrip("-+ ") for line in old.split(" / ")]
        if finding.after:
            assert finding.after.text in [line.lstrip("-+ ") for line in new.split(" / ")]


_TOLD_ELSEWHERE = "We use your posts to train our AI models."
_QUIET = [
    ("a sentence that moves", "en", f"{_TOLD_ELSEWHERE} / Write to us.", f"Write to us. / {_TOLD_ELSEWHERE}"),
    (
        "unsubscribing",
        "en",
        "",
        "You can unsubscribe from our newsletter at any time by opting out of marketing e-mails.",
    ),
    ("an AI feature", "en", "", "Our assistant uses AI to answer your questions faster."),
    ("a generative AI feature", "en", "", "Agora offers generative AI features that help you write posts."),
    ("a date of the page", "en", "Last updated: 3 May 2025", "Last updated: 4 June 2025"),
    (
        "spelling",
        "en",
        "We analyse your behaviour to train our AI models.",
        "We analyze your behavior to train our AI models.",
    ),
    ("typography", "en", "We use members' posts to train “AI”.", 'We use members’ posts to train "AI".'),
    ("numbering", "en", "1. We use your posts to train AI.", "2. We use your posts to train AI."),
    ("security settings", "en", "", "You can enable two-factor authentication in your account settings."),
    ("acceptance of the contract", "en", "", "By using the service, you agree and consent to these terms."),
    ("consent in writing", "en", "", "You may not assign this agreement without our prior written consent."),
    ("arbitration", "en", "", "You may opt out of arbitration within 30 days by sending us a notice."),
    (
        "a sentence cut in two",
        "en",
        "We use your posts to train our AI models; you can object in your settings.",
        "We use your posts to train our AI models; / you can object in your settings.",
    ),
    ("a heading", "en", "", "# How we train our AI models"),
    ("a question", "en", "", "Do you use my posts to train AI?"),
    ("a rule for users", "en", "", "You may not use our content to train AI models."),
    (
        "une reformulation",
        "fr",
        "Nous utilisons vos publications pour entraîner nos modèles d’IA.",
        "Vos publications sont utilisées pour entraîner nos modèles d’IA.",
    ),
    (
        "une phrase déplacée",
        "fr",
        "Nous utilisons vos publications pour entraîner nos modèles d’IA. / Écrivez-nous.",
        "Écrivez-nous. / Nous utilisons vos publications pour entraîner nos modèles d’IA.",
    ),
    (
        "la formation du personnel",
        "fr",
        "",
        "Nous assurons la formation de notre personnel à la protection des données.",
    ),
    ("un désabonnement", "fr", "", "Vous pouvez vous désabonner de notre newsletter à tout moment."),
    ("une fonction d’IA", "fr", "", "Notre assistant utilise l’IA pour répondre à vos questions."),
    ("j’ai n’est pas l’IA", "fr", "", "J’ai des questions sur mon compte et l’équipe m’a répondu."),
    ("une date de page", "fr", "Dernière mise à jour : 3 mai 2025", "Dernière mise à jour : 4 juin 2025"),
    ("la sécurité", "fr", "", "Vous pouvez activer l’authentification à deux facteurs."),
    ("l’acceptation du contrat", "fr", "", "En utilisant le service, vous acceptez les présentes conditions."),
    ("un défaut de paiement", "fr", "", "En cas de défaut de paiement, nous suspendons le service."),
]


@pytest.mark.parametrize(
    ("language", "old", "new"), [row[1:] for row in _QUIET], ids=[row[0].replace(" ", "-") for row in _QUIET]
)
def test_a_change_that_alters_no_rule_is_not_news(language: str, old: str, new: str) -> None:
    assert _told(_assessed(language, old, new).findings) == set()
    assert _told(_assessed(language, new, old).findings) == set()


def test_a_finding_names_the_date_the_regions_and_the_section() -> None:
    text = "From 3 November 2025, we will use the posts of members in the EU and Switzerland to train generative AI."
    [finding] = [f for f in _assessed("en", "", text).findings if f.topic == _TRAIN]
    assert finding.claim_after is not None
    assert finding.claim_after.effective == dt.date(2025, 11, 3)
    assert finding.claim_after.regions == ("EU", "Switzerland")
    assert finding.claim_after.model == "generative AI"
    assert finding.after is not None
    assert finding.after.section == ("AI at Agora",)


def test_topics_that_nobody_asked_for_are_not_assessed() -> None:
    comparison = compare(
        outline("We offer a service."), outline("We offer a service.", "You can opt out of ads in your settings.")
    )
    assert {f.topic for f in assess(comparison).findings} == {_DEFAULT}
    assert assess(comparison, (_TRAIN,)).findings == ()


def test_changes_are_counted() -> None:
    old = outline("One sentence stays.", "The second one goes.", "3. Third.", "Alpha beta.", "Gamma delta.", "Omega.")
    new = outline("One sentence stays.", "4. Third.", "Gamma delta.", "Omega.", "Alpha beta.", "Something new came.")
    assert assess(compare(old, new)).counts == {"added": 1, "removed": 1, "modified": 0, "moved": 1, "noise": 2}
