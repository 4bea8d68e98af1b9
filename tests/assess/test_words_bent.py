"""A word in another form is the same word, in each language; a German noun is no name because it is capitalised."""

from __future__ import annotations

import pytest

from watcher.assess.reading import TRAINING
from watcher.assess.wording import rule_words_changed


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "We use public posts to train AI models.", "We are using the public post to train AI models."),
        ("fr", "Nous entraînons l'IA avec les images analysées.", "Nous entraînons l'IA avec l'image analysée."),
        ("de", "Wir trainieren die KI mit neuen Texten.", "Wir trainieren die KI mit neuem Text."),
        ("es", "Entrenamos la IA con textos nuevos.", "Entrenamos la IA con el texto nuevo."),
        ("it", "Addestriamo l'IA con testi nuovi.", "Addestriamo l'IA con il testo nuovo."),
        ("nl", "We trainen de AI met nieuwe teksten.", "We trainen de AI met een nieuwe tekst."),
        ("pt", "Treinamos a IA com textos novos.", "Treinamos a IA com o texto novo."),
    ],
)
def test_another_form_of_the_same_words_is_no_news(language: str, before: str, after: str) -> None:
    assert not rule_words_changed(before, after, TRAINING, language)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wir trainieren die KI mit Bewertungen.", "Wir trainieren die KI mit Rechnungen."),
        ("Wir trainieren die KI zur Verbesserung.", "Wir trainieren die KI zur Überwachung."),
    ],
)
def test_one_german_noun_for_another_is_news(before: str, after: str) -> None:
    assert rule_words_changed(before, after, TRAINING, "de")


def test_one_name_for_another_is_none() -> None:
    before = "Wir trainieren unser Modell Agora mit neuen Texten, die auf unserer Seite stehen."
    assert not rule_words_changed(before, before.replace("Agora", "Delphi"), TRAINING, "de")
