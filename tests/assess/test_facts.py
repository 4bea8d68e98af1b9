"""What a document says today: the facts of texts that were written for these tests, in English and French."""

from __future__ import annotations

import pytest

from watcher.assess.facts import fact_changes, facts_of
from watcher.extract import parse_text
from watcher.model import Document, Fact, FactChange, FactName, Quote

KINDS = [name.value for name in FactName]


def document(text: str, language: str = "en", title: str = "Privacy notice") -> Document:
    return parse_text(text, title=title, language=language)


def said(text: str, language: str = "en", title: str = "Privacy notice") -> dict[str, tuple[str, ...]]:
    """The answers by question; whatever is proved by a sentence that is not in the text fails at once."""
    found: dict[str, tuple[str, ...]] = {}
    whole = document(text, language, title)
    texts = {passage.text for passage in whole.passages}
    for fact in facts_of(whole):
        assert fact.quote.text in texts
        known = found.get(fact.name.value, ())
        found[fact.name.value] = (*known, *(value for value in fact.values if value not in known))
    return found


def proof(text: str, name: str, language: str = "en") -> list[str]:
    return [fact.quote.text for fact in facts_of(document(text, language)) if fact.name.value == name]


# --- does it train?

TRAINS = {
    "we may is a yes": (
        "We may use your posts and photos to train our AI models.",
        "Nous pouvons utiliser vos publications et vos photos pour entraîner nos modèles d’IA.",
        "yes",
    ),
    "unless you object": (
        "We use your posts to train our AI models, unless you opt out in your settings.",
        "Nous utilisons vos publications pour entraîner nos modèles d’IA, sauf si vous vous opposez à cet usage.",
        "unless-you-object",
    ),
    "a way out two sentences on": (
        "We use your posts to train our AI models.\nWe are glad.\nYou can opt out of AI training in your settings.",
        (
            "Nous utilisons vos publications pour entraîner nos modèles d’IA.\nNous en sommes heureux.\n"
            "Vous pouvez vous opposer à l’entraînement de nos modèles d’IA dans vos réglages."
        ),
        "unless-you-object",
    ),
    "only with consent": (
        "With your consent, we use your conversations to train our AI models.",
        "Avec votre consentement, nous utilisons vos conversations pour entraîner nos modèles d’IA.",
        "only-if-you-agree",
    ),
    "not without consent": (
        "We do not use your data to train our AI models unless you give us your consent.",
        "Nous n’utilisons pas vos données pour entraîner nos modèles d’IA sans votre consentement.",
        "only-if-you-agree",
    ),
    "a plain denial": (
        "We do not use your data to train AI models.",
        "Nous n’utilisons pas vos données pour entraîner des modèles d’IA.",
        "no",
    ),
    "a denial of the training itself": (
        "We do not train AI models.",
        "Nous n’entraînons pas de modèles d’IA.",
        "no",
    ),
    "some people are kept out": (
        (
            "We use your prompts to train our AI models.\n"
            "We do not use the data of business customers to train our AI models."
        ),
        (
            "Nous utilisons vos requêtes pour entraîner nos modèles d’IA.\n"
            "Nous n’utilisons pas les données des clients professionnels pour entraîner nos modèles d’IA."
        ),
        "partly",
    ),
}


@pytest.mark.parametrize("case", TRAINS)
def test_whether_it_trains_is_one_answer(case: str) -> None:
    english, french, answer = TRAINS[case]
    assert said(english)["trains"] == (answer,)
    assert said(french, "fr")["trains"] == (answer,)


SILENT = {
    "nothing about AI": ("We use cookies.\nYou may close your account at any time.", "Nous utilisons des cookies."),
    "a mission": (
        "Agora is a research company that builds reliable AI systems.\nWe improve our models every day.",
        "Agora est une société de recherche qui construit des systèmes d’IA fiables.",
    ),
    "a rule for users": (
        "You may not use our content to train AI models.\nCustomers shall not scrape it for machine learning.",
        "Vous ne pouvez pas utiliser nos contenus pour entraîner des modèles d’IA.",
    ),
    "a question alone": ("## Do you use my data to train AI models?", "## Utilisez-vous mes données pour l’IA ?"),
    "staff": ("We train our staff in data protection.", "Nous formons notre personnel à la protection des données."),
    "what only leaves out": (
        "We do not use private messages to train our AI models.",
        "Nous n’utilisons pas les messages privés pour entraîner nos modèles d’IA.",
    ),
    "the web": (
        "Our AI models are trained on publicly available data.",
        "Nos modèles d’IA sont entraînés sur des données accessibles au public.",
    ),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_no_sentence_says_is_unknown(case: str) -> None:
    for text, language in zip(SILENT[case], ("en", "fr"), strict=True):
        found = said(text, language)
        assert not found.keys() & {"trains", "data", "default", "refusal", "basis", "since"}, found


def test_the_data_that_are_left_out_are_known_even_if_the_training_is_not() -> None:
    assert said(SILENT["what only leaves out"][0]) == {"excluded-data": ("private messages",)}
    assert said(SILENT["what only leaves out"][1], "fr") == {"excluded-data": ("private messages",)}


def test_a_purpose_without_training_is_no_denial_of_training() -> None:
    text = (
        "## Why we use your data\n\n"
        "+ To improve our service (excluding model training)\n+ Your feedback\n"
        "+ To train our AI models:\n+ Your prompts\n"
    )
    found = said(text)
    assert "excluded-data" not in found
    assert found.get("trains") != ("no",)


def test_a_list_of_claims_that_are_excluded_denies_no_training() -> None:
    text = "This excludes claims arising from: (i) use of the outputs, (ii) fine-tuning or training of AI models."
    assert said(text) == {}


# --- questions and answers


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("## Do you use my data to train AI models?\n\nNo.", "en", "no"),
        ("## Is my data used to train AI models?\n\nYes, always.", "en", "yes"),
        ("## Do you use my posts to train AI models?\n\nYes, unless you opt out.", "en", "unless-you-object"),
        ("## Utilisez-vous mes données pour entraîner vos modèles d’IA ?\n\nNon, jamais.", "fr", "no"),
    ],
)
def test_an_answer_of_one_word_is_read_with_its_question(text: str, language: str, answer: str) -> None:
    assert said(text, language)["trains"] == (answer,)


def test_a_question_about_something_else_is_not_answered() -> None:
    assert said("## Do you sell my data?\n\nNo.\n\n## Do you use AI?\n\nYes.") == {}


# --- which, whose, since when

ANNOUNCED = {
    "en": (
        "From 3 November 2025 we will use the posts and profile data of members in the EU, the UK and Switzerland to "
        "train our generative AI models, relying on our legitimate interests."
    ),
    "fr": (
        "À partir du 3 novembre 2025, nous utiliserons les publications et les données de profil des membres situés "
        "dans l’UE, au Royaume-Uni et en Suisse pour entraîner nos modèles d’IA générative, sur le fondement de "
        "notre intérêt légitime."
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_sentence_can_answer_most_questions(language: str) -> None:
    found = said(ANNOUNCED[language], language)
    assert set(found["data"]) >= {"posts", "profile"}
    assert found["people"] == ("members",)
    assert found["regions"] == ("EU", "UK", "Switzerland")
    assert found["basis"] == ("legitimate interest",)
    assert found["since"] == ("2025-11-03",)
    assert "default" not in found
    assert "refusal" not in found


def test_where_data_are_sent_is_not_where_the_people_live() -> None:
    text = (
        "When you use the service, your personal data is sent to the US, also so that our AI models can be trained."
    )
    assert "regions" not in said(text)


def test_the_date_of_a_notice_is_not_the_date_of_the_training() -> None:
    text = "We use your posts to train our AI models.\nLast updated on 4 May 2025."
    assert "since" not in said(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "We do not use the following to train our AI models:\n\n- Private messages\n- Payment details\n\n"
                "We use your posts to train our AI models."
            ),
            "en",
        ),
        (
            (
                "Nous n’utilisons pas les données suivantes pour entraîner nos modèles d’IA :\n\n- Messages privés\n"
                "- Moyens de paiement\n\nNous utilisons vos publications pour entraîner nos modèles d’IA."
            ),
            "fr",
        ),
    ],
)
def test_each_item_of_a_list_is_proved_by_itself_under_its_lead(text: str, language: str) -> None:
    facts = [fact for fact in facts_of(document(text, language)) if fact.name is FactName.EXCLUDED_DATA]
    assert [fact.values for fact in facts] == [("private messages",), ("payment data",)]
    assert [fact.quote.text for fact in facts] == text.replace("- ", "").split("\n")[2:4]
    assert all(fact.quote.lead.endswith(":") for fact in facts)


def test_what_is_said_of_the_thing_that_is_not_used_is_not_left_out_itself() -> None:
    text = "We do not use the third-party content that you provide in your prompts to train our AI models."
    assert "excluded-data" not in said(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We do not use the data of members under 18 to train our AI models.", "en"),
        ("Nous n’utilisons pas les données des membres de moins de 18 ans pour entraîner nos modèles d’IA.", "fr"),
    ],
)
def test_people_who_are_spared_are_named(text: str, language: str) -> None:
    assert said(text, language)["excluded-people"] == ("minors",)


def test_regions_that_are_spared_are_people_left_out() -> None:
    text = (
        "We use members' posts to train our AI models.\n"
        "We do not train AI models on the data of members in the EU or in the UK."
    )
    found = said(text)
    assert found["excluded-people"] == ("EU", "UK")
    assert found["trains"] == ("partly",)


def test_children_of_one_place_do_not_spare_the_place() -> None:
    text = "We do not use the data of children in the US to train our AI models."
    assert said(text)["excluded-people"] == ("minors",)


def test_what_is_left_out_in_one_case_only_is_not_left_out() -> None:
    text = (
        "We use your prompts to train our AI models.\nYou may switch to the paid plan.\n"
        "In that case, we do not use your prompts to train our AI models."
    )
    assert "excluded-data" not in said(text)


def test_group_messages_are_not_called_private() -> None:
    text = "We use the following to train our AI models:\n\n- Messages in groups\n- Private messages to our assistant"
    by_sentence = {f.quote.text: f.values for f in facts_of(document(text)) if f.name is FactName.DATA}
    assert by_sentence["Messages in groups"] == ("messages",)
    assert "private messages" in by_sentence["Private messages to our assistant"]


def test_recipients_are_those_who_get_data_for_training() -> None:
    text = (
        "We share your address with our partners to deliver parcels.\n"
        "We share your posts with our affiliates, including Microsoft, so that they can train their AI models."
    )
    assert said(text)["recipients"] == ("affiliates", "Microsoft")


def test_the_basis_may_stand_in_another_cell_of_the_row() -> None:
    text = (
        "We use your prompts to train our AI models.\n\n## Purposes and bases\n\n"
        "+ To train our AI models\n  + Your prompts\n  + Our legitimate interests\n"
        "+ To send parcels\n  + Your address\n  + Performance of a contract\n"
    )
    assert said(text)["basis"] == ("legitimate interest",)


# --- default and refusal

CONTROL = {
    "en": (
        "# AI training\n\nWe use your posts to train our AI models.\n"
        "The setting is on by default.\n"
        "You can opt out at any time: [Settings > Privacy > AI](<https://agora.example/ai>).\n\n"
        "## Captions\n\nCaptions are off by default.\n"
    ),
    "fr": (
        "# Entraînement d’IA\n\nNous utilisons vos publications pour entraîner nos modèles d’IA.\n"
        "Le réglage est activé par défaut.\n"
        "Vous pouvez vous y opposer : [Réglages > Confidentialité > IA](<https://agora.example/ia>).\n"
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_default_and_refusal_are_those_beside_the_training(language: str) -> None:
    found = said(CONTROL[language], language)
    assert found["default"] == ("on",)
    assert found["trains"] == ("unless-you-object",)
    (refusal,) = [f for f in facts_of(document(CONTROL[language], language)) if f.name is FactName.REFUSAL]
    assert refusal.url.startswith("https://agora.example/")
    assert refusal.path in ("Settings > Privacy > AI", "Réglages > Confidentialité > IA")


def test_a_default_elsewhere_is_not_the_default_of_the_training() -> None:
    text = (
        "# Privacy notice\n\n## AI\n\nWe use your posts to train our AI models.\n\n"
        "## Editor\n\nUsage data are collected by default.\nYou can opt out in the settings of the editor.\n"
    )
    found = said(text)
    assert "default" not in found
    assert "refusal" not in found
    assert found["trains"] == ("yes",)


def test_a_general_right_to_withdraw_consent_is_no_way_to_refuse_training() -> None:
    text = (
        "We process data under these bases:\n\n"
        "- Legitimate interests: we improve our services, which include training AI models with your content.\n"
        "- Consent: where we rely on your consent, you can withdraw it at any time.\n"
    )
    assert "refusal" not in said(text)


def test_the_sentence_with_an_address_is_preferred() -> None:
    text = (
        "We use your prompts to train our AI models.\nYou may opt out of AI training.\n"
        "You can opt out of AI training with [this form](<https://agora.example/form>).\n"
    )
    (refusal,) = [fact for fact in facts_of(document(text)) if fact.name is FactName.REFUSAL]
    assert (refusal.values, refusal.url) == (("form",), "https://agora.example/form")


def test_where_consent_is_needed_not_to_give_it_is_the_refusal() -> None:
    assert said(TRAINS["only with consent"][0])["refusal"] == ("opt-in",)


# --- the choice of sentences


def test_the_first_person_comes_before_a_passing_mention() -> None:
    clear = "We use your conversations to train our AI models."
    text = (
        "For more information about AI training with your personal data, see our help pages.\n"
        f"Conversations help AI models that are trained with user content.\n{clear}\n"
    )
    assert proof(text, "trains") == [clear]


def test_a_link_to_more_proves_nothing() -> None:
    text = "[Learn more about how we use your data to train AI models](<https://agora.example/more>) today."
    assert said(text) == {}


def test_facts_come_in_the_order_of_the_questions() -> None:
    names = [fact.name.value for fact in facts_of(document(CONTROL["en"]))]
    assert names == sorted(names, key=KINDS.index)


def test_an_empty_document_has_no_facts() -> None:
    assert facts_of(document("")) == ()


def test_what_the_service_has_no_part_in_is_not_its_training() -> None:
    text = (
        "We do not control how the model makers handle your prompts, including for the training of their AI models."
    )
    assert "trains" not in said(text)


def test_to_choose_a_private_mode_is_a_way_out() -> None:
    text = "If you choose to enable private mode, we will not use your prompts to train our AI models."
    assert said(text)["trains"] == ("unless-you-object",)


# --- changes


def fact(name: FactName, *values: str) -> Fact:
    return Fact(name, values, Quote("…"))


def test_a_change_of_facts_is_a_change_of_answers() -> None:
    old = [fact(FactName.DEFAULT, "off"), fact(FactName.DATA, "posts"), fact(FactName.BASIS, "consent")]
    new = [fact(FactName.DATA, "posts"), fact(FactName.DATA, "photos"), fact(FactName.DEFAULT, "on")]
    assert fact_changes(old, new) == (
        FactChange(FactName.DATA, ("posts",), ("posts", "photos")),
        FactChange(FactName.DEFAULT, ("off",), ("on",)),
        FactChange(FactName.BASIS, ("consent",), ()),
    )


def test_the_same_answers_in_other_sentences_are_no_change() -> None:
    old = [fact(FactName.DATA, "posts", "photos")]
    new = [fact(FactName.DATA, "photos"), fact(FactName.DATA, "posts")]
    assert fact_changes(old, new) == ()


OTHER_LANGUAGES = {
    "de": (
        "Wir verwenden Ihre Beiträge, um unsere KI-Modelle zu trainieren.",
        "Wir verwenden Ihre Daten nicht, um KI-Modelle zu trainieren.",
    ),
    "es": (
        "Utilizamos sus publicaciones para entrenar nuestros modelos de IA.",
        "No utilizamos sus datos para entrenar modelos de IA.",
    ),
    "it": (
        "Utilizziamo i tuoi post per addestrare i nostri modelli di IA.",
        "Non utilizziamo i tuoi dati per addestrare modelli di IA.",
    ),
    "pt": (
        "Utilizamos as suas publicações para treinar os nossos modelos de IA.",
        "Não utilizamos os seus dados para treinar modelos de IA.",
    ),
    "nl": (
        "We gebruiken je berichten om onze AI-modellen te trainen.",
        "We gebruiken je gegevens niet om AI-modellen te trainen.",
    ),
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_other_languages_answer_too(language: str) -> None:
    use, denial = OTHER_LANGUAGES[language]
    assert said(use, language)["trains"] == ("yes",)
    assert said(denial, language)["trains"] == ("no",)
