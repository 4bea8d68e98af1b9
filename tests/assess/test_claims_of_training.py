"""What a sentence on training says besides, in seven languages: who trains, who reads, what for, for how long."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.assess import read
from watcher.assess.dates import effective_date
from watcher.assess.lexicon import LANGUAGES, lexicon
from watcher.model import Claim, Passage


def _claim(language: str, text: str) -> Claim:
    return next(claim for claim in read(Passage(text), language) if claim.topic == "ai-training")


_READ = [
    ("en", "Your chats may be reviewed by trained reviewers.", "yes"),
    ("en", "Conversations with the assistant are read by people who label them.", "yes"),
    ("en", "No human reads your chats with the assistant.", "no"),
    ("fr", "Vos conversations peuvent être lues par des personnes.", "yes"),
    ("fr", "Des évaluateurs humains peuvent relire vos conversations.", "yes"),
    ("fr", "Aucun humain ne lit vos conversations.", "no"),
    ("de", "Menschliche Prüfer können Ihre Chats lesen.", "yes"),
    ("de", "Kein Mensch liest Ihre Chats.", "no"),
    ("es", "Tus conversaciones pueden ser leídas por personas.", "yes"),
    ("es", "Ningún ser humano lee tus conversaciones.", "no"),
    ("it", "Le tue conversazioni sono lette da persone.", "yes"),
    ("it", "Nessun essere umano legge le tue conversazioni.", "no"),
    ("nl", "Je chats worden door opgeleide mensen gelezen.", "yes"),
    ("nl", "Geen mens leest je chats.", "no"),
    ("pt", "As suas conversas podem ser lidas por pessoas.", "yes"),
    ("pt", "Nenhum ser humano lê as suas conversas.", "no"),
]


@pytest.mark.parametrize(("language", "text", "said"), _READ)
def test_that_people_read_is_an_action_of_its_own(language: str, text: str, said: str) -> None:
    claim = _claim(language, text)
    assert (claim.action, claim.review) == ("human-review", said)
    assert (claim.data or claim.excluded) == ("conversations",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Conversations that you report are reviewed by our people."),
        ("en", "Chats with customer support may be read by people who answer them."),
        ("fr", "Les conversations signalées sont lues par des personnes."),
        ("de", "Gemeldete Chats werden von Menschen gelesen."),
        ("es", "Las conversaciones denunciadas son leídas por personas."),
        ("it", "Le conversazioni segnalate sono lette da persone; ogni segnalazione conta."),
        ("nl", "Gemelde chats worden door mensen gelezen."),
        ("pt", "As conversas denunciadas são lidas por pessoas."),
    ],
)
def test_to_check_what_was_reported_or_to_help_is_no_human_review(language: str, text: str) -> None:
    assert read(Passage(text), language) == ()


_OTHERS = [
    ("en", "Third-party AI providers may train on your prompts to improve their models.", "third party"),
    ("en", "Third parties may use your posts to train AI models.", "third party"),
    ("en", "Our affiliates may use your personal data to develop their own AI models.", "affiliates"),
    ("en", "We may use your posts to train AI models, and third parties may use them, too.", "service"),
    ("en", "We share your posts with partners who may use them to train AI models.", "service"),
    ("fr", "Des prestataires d'IA peuvent utiliser vos données pour entraîner leurs propres modèles.", "third party"),
    ("fr", "Nos filiales peuvent utiliser vos photos pour entraîner leurs modèles d'IA.", "affiliates"),
    ("de", "Drittanbieter können Ihre Daten verwenden, um eigene KI-Modelle zu trainieren.", "third party"),
    ("es", "Los proveedores externos pueden utilizar tus datos para entrenar sus modelos de IA.", "third party"),
    ("it", "Fornitori terzi possono usare i tuoi dati per addestrare i propri modelli di IA.", "third party"),
    ("nl", "Leveranciers mogen je gegevens gebruiken om hun eigen AI-modellen te trainen.", "third party"),
    ("pt", "Fornecedores externos podem usar os seus dados para treinar os próprios modelos de IA.", "third party"),
]


@pytest.mark.parametrize(("language", "text", "actor"), _OTHERS)
def test_the_training_of_others_is_told_as_theirs(language: str, text: str, actor: str) -> None:
    assert _claim(language, text).actor == actor


_PAST = [
    ("en", "We use content that you have shared in the past to train AI models.", "included"),
    ("en", "We do not use past conversations to train AI models.", "spared"),
    ("en", "This does not affect training of our AI models that has already taken place.", "stays"),
    ("fr", "Nous utilisons les contenus que vous avez déjà publiés pour entraîner l'IA.", "included"),
    ("fr", "Un refus n'a pas d'effet sur l'entraînement de nos modèles d'IA déjà effectué.", "stays"),
    ("de", "Wir nutzen auch bereits veröffentlichte Beiträge, um unsere KI-Modelle zu trainieren.", "included"),
    ("es", "Usamos también las publicaciones antiguas para entrenar modelos de IA.", "included"),
    ("it", "Usiamo anche i contenuti già pubblicati per addestrare modelli di IA.", "included"),
    ("nl", "We gebruiken ook eerder geplaatste berichten om AI-modellen te trainen.", "included"),
    ("pt", "Usamos também as publicações antigas para treinar modelos de IA.", "included"),
    ("en", "We use your posts to train AI models.", ""),
]


@pytest.mark.parametrize(("language", "text", "past"), _PAST)
def test_a_rule_says_whether_it_reaches_back(language: str, text: str, past: str) -> None:
    assert _claim(language, text).past == past


_KEPT = [
    ("en", "We keep chats that we use to train our AI models for 30 days.", 30),
    ("en", "Chats that train our AI models are stored for up to five (5) years.", 1825),
    ("en", "We delete the chats that train our AI models after eighteen months.", 540),
    ("en", "We keep the chats that train our AI models for as long as we need them.", 0),
    ("en", "For five years we have trained AI models on chats.", 0),
    ("fr", "Les conversations qui servent à entraîner nos modèles d'IA sont conservées cinq ans.", 1825),
    ("fr", "Nous conservons vingt-quatre mois les échanges qui entraînent nos modèles d'IA.", 720),
    ("de", "Chats, mit denen wir unsere KI-Modelle trainieren, bewahren wir zwei Wochen auf.", 14),
    ("es", "Conservamos tres años las conversaciones que entrenan nuestros modelos de IA.", 1095),
    ("it", "Conserviamo per sei mesi le conversazioni che addestrano i nostri modelli di IA.", 180),
    ("nl", "We bewaren de chats waarmee we onze AI-modellen trainen twee jaar.", 730),
    ("pt", "Conservamos durante noventa dias as conversas que treinam os nossos modelos de IA.", 90),
]


@pytest.mark.parametrize(("language", "text", "days"), _KEPT)
def test_how_long_data_for_training_are_kept_is_read_in_days(language: str, text: str, days: int) -> None:
    assert _claim(language, text).kept == days


_PURPOSES = [
    ("en", "We use your posts to train AI models, for research and advertising.", ("advertising", "research")),
    ("en", "We train our AI models on your chats to improve our services.", ("own products",)),
    ("fr", "Nous utilisons vos photos pour entraîner l'IA et à des fins de publicité.", ("advertising",)),
    ("de", "Wir trainieren unsere KI-Modelle mit Ihren Chats, um unsere Dienste zu verbessern.", ("own products",)),
    ("es", "Entrenamos la IA con tus fotos para personalizar lo que ves.", ("personalisation",)),
    ("it", "Addestriamo l'IA con le tue foto per sviluppare nuovi prodotti.", ("new products",)),
    ("nl", "We trainen AI-modellen met je foto's voor reclame en voor de veiligheid.", ("advertising", "safety")),
    ("pt", "Treinamos a IA com as suas fotos para fins de investigação.", ("research",)),
]


@pytest.mark.parametrize(("language", "text", "purposes"), _PURPOSES)
def test_what_the_training_is_for_is_read(language: str, text: str, purposes: tuple[str, ...]) -> None:
    assert _claim(language, text).purposes == purposes


def test_the_terms_of_a_license_share_nothing() -> None:
    text = "We train AI models on your content under the license terms that third parties accepted."
    assert _claim("en", text).action == "train"
    shared = "We license your content to third parties, who train AI models on it."
    assert _claim("en", shared).action == "share-for-training"


def test_only_one_age_limit_is_an_age_limit() -> None:
    assert _claim("en", "We do not train AI models on posts of members under 16.").age == 16
    assert _claim("en", "We do not train AI models on posts of members under 16, in the EU under 18.").age == 0


_DATES = [
    ("fr", "À partir du 3/11/2025, nous utilisons vos photos.", (2025, 11, 3)),
    ("fr", "Dès le 03.11.2025, nous utilisons vos photos.", (2025, 11, 3)),
    ("fr", "À compter du 1er janv. 2026, nous utilisons vos photos.", (2026, 1, 1)),
    ("de", "Ab dem 1. Jänner 2026 nutzen wir Ihre Fotos.", (2026, 1, 1)),
    ("de", "Ab dem 3. 11. 2025 nutzen wir Ihre Fotos.", (2025, 11, 3)),
    ("es", "A partir del 3-11-2025 usamos tus fotos.", (2025, 11, 3)),
    ("es", "Desde el 3 nov. 2025 usamos tus fotos.", (2025, 11, 3)),
    ("it", "Dal 3/11/2025 usiamo le tue foto.", (2025, 11, 3)),
    ("nl", "Vanaf 3-11-2025 gebruiken we je foto's.", (2025, 11, 3)),
    ("nl", "Vanaf 3 mrt. 2026 gebruiken we je foto's.", (2026, 3, 3)),
    ("pt", "A partir de 3/11/2025 usamos as suas fotos.", (2025, 11, 3)),
    ("en", "From Nov. 3, 2025 we use your photos.", (2025, 11, 3)),
    ("en", "From 2025-11-03 we use your photos.", (2025, 11, 3)),
    ("en", "From 25/11/2025 we use your photos.", (2025, 11, 25)),
    ("en", "From 3/11/2025 we use your photos.", None),  # the third of November or the eleventh of March
    ("en", "From 31.02.2026 we use your photos.", None),
    ("en", "From version 1.2.2025.3 we use your photos.", None),
]


@pytest.mark.parametrize(("language", "text", "day"), _DATES)
def test_dates_in_figures_and_short_months_are_read(
    language: str, text: str, day: tuple[int, int, int] | None
) -> None:
    assert effective_date(text, language) == (dt.date(*day) if day else None)


def test_no_short_form_of_a_month_means_another_month_elsewhere() -> None:
    meant: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, names in enumerate(lexicon(language).months, 1):
            for form in names.split("/"):
                meant.setdefault(form, set()).add(number)
    assert {form: months for form, months in meant.items() if len(months) > 1} == {}
    assert all(len(lexicon(language).months) == 12 for language in LANGUAGES)
