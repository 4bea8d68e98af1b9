"""Every kind of finding comes about, with its direction and its weight, from a change that a reader would call so."""

from __future__ import annotations

import pytest

from tests.assess.laws import around, shown
from watcher.model import FindingKind

# The finding (topic, kind, direction, severity), the language, and a line that takes the place of another ("": none).
_CHANGES: tuple[tuple[str, str, str, str], ...] = (
    ("ai-training review-added weaker high", "en", "", "Your chats may be reviewed by trained reviewers."),
    ("ai-training review-added weaker high", "fr", "", "Vos conversations peuvent être lues par des personnes."),
    ("ai-training review-removed stronger medium", "en", "Human reviewers read conversations.", ""),
    ("ai-training review-removed stronger high", "en", "", "No human reads your chats with the assistant."),
    ("ai-training review-added weaker high", "fr", "Aucun humain ne lit vos conversations.", ""),
    (
        "ai-training review-added weaker high",
        "en",
        "No human reads your chats with the assistant.",
        "Human reviewers may read your chats with the assistant.",
    ),
    (
        "ai-training review-added weaker high",
        "en",
        "We use your conversations to improve our AI models.",
        "We use your conversations, which are read by human reviewers, to improve our AI models.",
    ),
    (
        "ai-training reach-widened weaker high",
        "en",
        "We use your posts to train our AI models.",
        "We use your posts, including content you posted in the past, to train our AI models.",
    ),
    (
        "ai-training reach-narrowed stronger high",
        "fr",
        "Nous entraînons l’IA sur vos publications, y compris celles que vous avez déjà publiées.",
        "Nous entraînons l’IA sur vos publications.",
    ),
    (
        "ai-training reach-widened weaker medium",
        "en",
        "If you opt out, we stop training our AI models on your chats.",
        "If you opt out, we stop training our AI models on your chats, but not undo training already completed.",
    ),
    (
        "ai-training purpose-widened weaker medium",
        "en",
        "We use your posts to train our AI models.",
        "We use your posts to train our AI models and for advertising.",
    ),
    (
        "ai-training purpose-narrowed stronger medium",
        "fr",
        "Nous utilisons vos photos pour entraîner l’IA et à des fins de publicité.",
        "Nous utilisons vos photos pour entraîner l’IA.",
    ),
    (
        "ai-training purpose-widened neutral medium",
        "en",
        "We use your posts to train our AI models.",
        "We use your posts to train our AI models for safety.",
    ),
    (
        "ai-training kept-longer weaker high",
        "en",
        "We keep chats with which we train our AI models for 30 days.",
        "We keep chats with which we train our AI models for up to five years.",
    ),
    (
        "ai-training kept-shorter stronger high",
        "fr",
        "Les échanges avec lesquels nous entraînons nos modèles d’IA sont conservés pendant cinq ans.",
        "Les échanges avec lesquels nous entraînons nos modèles d’IA sont conservés pendant 30 jours.",
    ),
    (
        "ai-training takes-effect neutral low",
        "en",
        "These rules take effect on 3 November 2026.",
        "These rules take effect on 1 February 2027. We also train AI models on your photos.",
    ),
    (
        "ai-training data-narrowed stronger high",
        "en",
        "We use your personal data to train our AI models.",
        "We use your personal data from your chats to train our AI models.",
    ),
    (
        "ai-training data-widened weaker high",
        "fr",
        "Nous utilisons vos données personnelles issues de vos conversations pour entraîner nos modèles d’IA.",
        "Nous utilisons vos données personnelles pour entraîner nos modèles d’IA.",
    ),
    ("ai-training use-added weaker high", "en", "", "We use your photos to train our AI models."),
    ("ai-training use-added weaker medium", "en", "", "We also train AI models."),
    ("ai-training use-removed stronger medium", "en", "We use your photos to train our AI models.", ""),
    (
        "ai-training use-removed mixed medium",
        "en",
        "We use your photos to train our AI models unless you opt out.",
        "",
    ),
    ("ai-training promise-added stronger high", "en", "", "We will never train AI models without asking you first."),
    ("ai-training promise-removed weaker high", "en", "We will never train AI models without asking you first.", ""),
    (
        "ai-training flipped weaker high",
        "en",
        "We do not use your code to train our AI models.",
        "We may use your code to train our AI models.",
    ),
    (
        "ai-training flipped stronger high",
        "fr",
        "Nous entraînons l’IA sur vos conversations.",
        "Nous n’entraînons plus l’IA sur vos conversations.",
    ),
    (
        "ai-training data-widened weaker high",
        "en",
        "We use your prompts to train our AI models.",
        "We use your prompts and your photos to train our AI models.",
    ),
    (
        "ai-training data-narrowed stronger high",
        "en",
        "We use your prompts and your photos to train our AI models.",
        "We use your prompts to train our AI models.",
    ),
    ("ai-training exclusion-added stronger high", "en", "", "We do not use health data to train our AI models."),
    ("ai-training exclusion-removed weaker high", "en", "We do not use health data to train our AI models.", ""),
    (
        "ai-training exclusion-removed weaker high",
        "fr",
        "Nous n’utilisons pas vos photos ou votre voix pour entraîner l’IA.",
        "Nous n’utilisons pas vos photos pour entraîner l’IA.",
    ),
    (
        "ai-training regions-widened weaker high",
        "en",
        "We train AI models on the comments of members in Canada.",
        "We train AI models on the comments of members in Canada and the EU.",
    ),
    (
        "ai-training regions-narrowed stronger high",
        "en",
        "We train AI models on the comments of members.",
        "We train AI models on the comments of members, except in the EU.",
    ),
    (
        "ai-training recipients-widened weaker high",
        "en",
        "We share your prompts with our affiliates to train AI models.",
        "We share your prompts with our affiliates and third parties to train AI models.",
    ),
    (
        "ai-training recipients-narrowed stronger high",
        "en",
        "We share your prompts with our affiliates and third parties to train AI models.",
        "We share your prompts with our affiliates to train AI models.",
    ),
    (
        "ai-training choice-changed weaker high",
        "en",
        "We train our AI models on your voice only if you opt in.",
        "We train our AI models on your voice unless you opt out.",
    ),
    (
        "default-setting choice-changed stronger medium",
        "en",
        "",
        "We use your precise location only with your consent.",
    ),
    (
        "default-setting choice-changed weaker high",
        "en",
        "We share your location with advertisers only if you opt in.",
        "We share your location with advertisers unless you opt out.",
    ),
    (
        "ai-training control-added stronger medium",
        "en",
        "",
        "You can object to the use of your photos for AI training with this form.",
    ),
    (
        "ai-training control-removed weaker medium",
        "en",
        "You can object to the use of your photos for AI training with this form.",
        "",
    ),
    (
        "default-setting control-added stronger medium",
        "en",
        "",
        "You can turn off personalised recommendations in your privacy settings.",
    ),
    (
        "default-setting control-removed weaker medium",
        "fr",
        "Vous pouvez désactiver les recommandations personnalisées dans vos paramètres.",
        "",
    ),
    (
        "default-setting control-moved neutral medium",
        "en",
        "You can object to the profiling of your data with a form.",
        "You can object to the profiling of your data by e-mail.",
    ),
    (
        "ai-training control-moved neutral low",
        "en",
        "You can [opt out](https://agora.example/settings/a) of AI training on your photos.",
        "You can [opt out](https://agora.example/settings/b) of AI training on your photos.",
    ),
    (
        "default-setting default-changed weaker high",
        "en",
        "Location sharing is off by default.",
        "Location sharing is on by default.",
    ),
    (
        "default-setting default-changed stronger high",
        "fr",
        "Le partage de la localisation est activé par défaut.",
        "Le partage de la localisation est désactivé par défaut.",
    ),
    (
        "ai-training default-changed weaker high",
        "en",
        "The use of chats for AI training is off by default.",
        "The use of chats for AI training is on by default.",
    ),
    (
        "ai-training basis-changed weaker high",
        "en",
        "The basis for training our AI models on your comments is your consent.",
        "The basis for training our AI models on your comments is our legitimate interest.",
    ),
    (
        "default-setting basis-changed weaker medium",
        "en",
        "",
        "We process your data for advertising on the basis of our legitimate interests.",
    ),
    (
        "ai-training date-changed neutral low",
        "en",
        "From 3 November 2026, we will train AI models on your comments.",
        "",
    ),
    (
        "ai-training date-changed neutral medium",
        "en",
        "From 3 November 2026, we will train AI models on your comments.",
        "From 9 December 2026, we will train AI models on your comments.",
    ),
    (
        "ai-training announced weaker high",
        "en",
        "",
        "From 3 November 2026, we will train AI models on the comments of members in the EU.",
    ),
    (
        "ai-training announced weaker high",
        "fr",
        "",
        "À partir du 3 novembre 2026, nous entraînerons l’IA sur les commentaires des membres de l’UE.",
    ),
    (
        "ai-training rule-changed weaker high",
        "en",
        "We use your comments to train generative AI models.",
        "We use your comments to train AI models.",
    ),
    (
        "ai-training rule-changed weaker high",
        "en",
        "We do not train AI models on the voice of members under 18.",
        "We do not train AI models on the voice of members under 16.",
    ),
    (
        "ai-training rule-changed weaker medium",
        "en",
        "We use your comments to train our AI models.",
        "We use your comments and their drafts to train our AI models.",
    ),
)


@pytest.mark.parametrize(
    ("expected", "language", "old", "new"), _CHANGES, ids=[f"{row[0]}-{place}" for place, row in enumerate(_CHANGES)]
)
def test_a_change_gives_the_finding_that_it_should(expected: str, language: str, old: str, new: str) -> None:
    findings = list(around(language, old, new).findings)
    told = {f"{f.topic} {f.kind} {f.direction} {f.severity}" for f in findings}
    assert expected in told, shown(findings)


def test_there_is_a_change_for_every_kind_of_finding() -> None:
    assert {row[0].split()[1] for row in _CHANGES} == {kind.value for kind in FindingKind}


_CHOICE = "You can [opt out]({}) of AI training on your photos."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://agora.example/settings", "https://agora.example/settings?lang=en"),
        ("https://agora.example/settings?hl=fr&tab=ai", "https://agora.example/settings?tab=ai"),
        ("https://agora.example/settings?locale=en_US", "https://agora.example/settings?locale=en_GB"),
        ("https://agora.example/settings?utm_source=policy", "https://agora.example/settings?trk=footer"),
        ("https://agora.example/settings?a=1&b=2#ai", "https://agora.example/settings?b=2&ref=terms&a=1#ai"),
    ],
)
def test_a_choice_stays_where_it_is_when_its_link_only_names_a_language_or_a_visit(old: str, new: str) -> None:
    assert around("en", _CHOICE.format(old), _CHOICE.format(new)).findings == ()


@pytest.mark.parametrize(
    "new",
    [
        "https://agora.example/settings?tab=photos&lang=en",
        "https://agora.example/settings?lang=en&tab=",
        "https://agora.example/settings?tab=ai#photos",
        "https://forum.example/settings?tab=ai",
    ],
)
def test_a_choice_has_moved_when_another_part_of_its_address_differs(new: str) -> None:
    findings = around("en", _CHOICE.format("https://agora.example/settings?tab=ai"), _CHOICE.format(new)).findings
    assert {finding.kind for finding in findings} == {FindingKind.CONTROL_MOVED}, shown(list(findings))
