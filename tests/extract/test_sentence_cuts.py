"""Where running text is cut: hard sentences of legal texts, and the law that nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.extract.sentences import fold, split

# A bar shows where a cut is expected.
_HARD = [
    ("en", "We rely on art. 6 (1) of the GDPR, e.g. for security.| You may object."),
    ("en", "Agora Inc. operates the service.| It is based in the U.S. and in the U.K. since 2019."),
    ("en", "We process it under Art. 6(1)(f) GDPR, i.e. our legitimate interest.| See sec. 4 and pp. 3 and 4."),
    ("en", "See section 1.2.| We apply version 2.0 of it, cf. para. 3."),
    ("en", "1.2. We collect posts, comments, etc.| The rest stays private."),
    ("en", "(a) Your posts are used.| (b) Your messages are not used."),
    ("en", "Go to https://agora.example/a.b?c=d.| Then open www.agora.example/Settings.| Done."),
    ("en", "Write to dpo@agora.example.| We answer within 30 days."),
    ("en", "Wait... and see.| We do not train... yet.| Really?!| Yes."),
    ("en", 'We say: "We do not train."| Then we train.'),
    ("en", "From Nov. 3, 2025 we train AI.| Before that, we did not."),
    ("en", "Do you sell my data?| We do not sell data."),
    ("en", "Clause no. 5 applies.| Dr. Smith and Mr. Jones wrote it."),
    ("en", 'We keep it for 1.5 years.| Agora Ltd. and its affiliates ("we") decide.'),
    ("en", "Members in the EU, EEA, U.K. and Switzerland may object.| Others may not."),
    ("fr", "« Oui. »| Il a dit : « Non ! »| Puis il est parti."),
    ("fr", "Voir l’art. 6 du RGPD, p. ex. pour la photo.| Vous pouvez vous opposer."),
    ("fr", "Nous traitons vos données (cf. art. 13, al. 2).| M. Dupont et Mme. Martin sont responsables."),
    ("fr", "Nous utilisons vos publications, vos commentaires, etc. pour entraîner l’IA.| Vos messages sont exclus."),
    ("fr", "À partir du 3 nov. 2025, le réglage est activé par défaut.| Écrivez à dpo@agora.example."),
    ("fr", "Qui est responsable ?| Agora S.A. est responsable !| Elle est établie à Paris."),
    ("fr", "1. Objet.| Cette notice décrit nos traitements.| 2. Finalités.| Elles sont limitées."),
    ("de", "Wir verarbeiten Daten, z. B. Ihre E-Mail.| Siehe Art. 6 Abs. 1 lit. f DSGVO.| Sie können widersprechen."),
    ("de", "Das gilt ab dem 3. November 2025 gem. § 5 Nr. 2.| Ihre Nachrichten werden nicht genutzt."),
    ("de", "Wir nutzen Beiträge bzw. Kommentare, ggf. auch Fotos usw. zum Training.| Das ist voreingestellt."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked"), _HARD)
def test_hard_sentences_are_cut_where_they_end(language: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert split(marked.replace("|", ""), language) == expected


def test_a_short_answer_is_a_sentence() -> None:
    assert split("No. We do not sell the data of our members.", "en") == [
        "No.",
        "We do not sell the data of our members.",
    ]


def test_white_space_is_folded_and_invisible_characters_go() -> None:
    assert split(" We\u00a0 train\n\tAI.\u2028You\u200b may ob\u00adject. ", "en") == [
        "We train AI.",
        "You may object.",
    ]
    assert split(" \u200b\n", "en") == []


def test_a_cut_needs_no_space_in_scripts_that_write_none() -> None:
    assert split("私たちはAIを訓練します。異議を唱えることができます。設定で変更できます。", "ja") == [
        "私たちはAIを訓練します。",
        "異議を唱えることができます。",
        "設定で変更できます。",
    ]


_PARTS = st.sampled_from(
    ["We train AI. ", "art. ", "e.g. ", "1.2. ", "« Oui. » ", '"No." ',
     "... ", "(a) ", "U.S. ", "。", "!", "?", "\u200b", "\n", "I.", "A"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(_PARTS, st.text(max_size=10)), max_size=12).map("".join),
    st.sampled_from("en fr de xx".split()),
)
def test_nothing_is_lost_or_added_but_white_space(text: str, language: str) -> None:
    sentences = split(text, language)
    assert re.sub(r"\s", "", "".join(sentences)) == re.sub(r"\s", "", fold(text))
    assert all(sentence and sentence == fold(sentence) for sentence in sentences)
    assert all(sentence in fold(text) for sentence in sentences)


def test_a_very_long_block_is_cut_like_a_short_one() -> None:
    sentence = "We use the posts of our members, e.g. comments, to train AI."
    assert split(f"{sentence} " * 2_000, "en") == [sentence] * 2_000
    assert "".join(split("w" * 50_000, "en")) == "w" * 50_000
