"""Sentences of our own on AI training and default settings: each is news when it comes or goes."""

from __future__ import annotations

from collections.abc import Iterator

ENGLISH = """\
use-added weaker: We may use your voice recordings to improve our speech recognition models.
use-added weaker: Your prompts and the answers to them help us to train our language models.
use-added weaker: Our affiliates may use your personal data to develop their own AI models.
use-added weaker: We train machine learning algorithms on the location data of our members.
use-added weaker: Human reviewers read conversations with the assistant so that we can improve our AI models.
use-added weaker: We share the content of members with research partners, who use it to train AI models.
use-added weaker: Content that you have already published before today is also used for training our AI models.
use-added weaker: We collect publicly available information from the internet to help train our AI models.
use-added weaker: Your feedback on answers may be used to train and improve our models.
use-added weaker: Members in India and Brazil have their posts used for the training of generative AI.
use-added weaker: We retain your conversations for up to five years so that we can train new models on them.
use-added weaker: By default we train our AI models on your search history.
announced weaker: From 12 January 2027, we will use the comments of members in the UK to train AI models.
announced weaker: Starting on 1 March 2027, your messages with pages may be used to train generative AI.
announced weaker: As of 3 November 2026, we train our models on the posts of members in Switzerland.
promise-added stronger: We will never train AI models without asking you first.
exclusion-added stronger: Customer data of the enterprise plan is not used to train our models.
exclusion-added stronger: We do not train AI on health data.
exclusion-added stronger: Voice recordings are never used for the training of AI models.
exclusion-added stronger: We no longer use photos to train AI models.
exclusion-added stronger: Our vendors are not permitted to use your personal data to train their AI models.
promise-added stronger: We don't train our models on anything that members under 18 share.
control-added stronger: You can object to the use of your photos for AI training with this form.
control-added stronger: To stop the use of your chats for model training, turn “Improve the model” off in settings.
control-added stronger: Members in the EU have the right to object to the training of AI models on their data.
default-changed weaker: Location sharing is on by default.
default-changed weaker: By default, everyone can see your list of contacts.
default-changed weaker: Personalised ads are enabled by default for new members.
default-changed weaker: Your profile is public by default and can be found by search engines.
default-changed stronger: The history of your activity is off by default.
default-changed stronger: Accounts of members under 16 are private by default.
choice-changed stronger: We use your precise location only with your consent.
choice-changed stronger: We share your personal data with data brokers only if you opt in.
choice-changed stronger: We ask for your explicit consent before we process biometric data.
control-added stronger: You can turn off personalised recommendations in your privacy settings.
control-added stronger: You may opt out of the sale of your personal information at any time.
control-added stronger: You can object to the processing of your data for profiling by writing to us.
control-added stronger: You can choose who sees your activity in your privacy settings.
control-added stronger: Our website honours the Global Privacy Control signal of your browser.
basis-changed weaker: We process your data for advertising on the basis of our legitimate interests.
choice-changed weaker: Unless you opt out, we may share your usage data with advertisers.
use-added weaker: We use public posts of adult members to develop and train large language models.
use-added weaker: We use the photos and videos that you upload to train our image recognition models.
use-added weaker: Files that business customers upload are used to fine-tune our models.
use-added weaker: Microsoft may use the data of its customers for training AI models.
exclusion-added stronger: We do not allow our partners to train their models on your contacts.
exclusion-added stronger: We do not use the content of direct messages to train our AI models.
exclusion-added stronger: Your code is not used to train our AI models.
control-added stronger: You may withdraw your consent to the processing of your location data in your settings."""

FRENCH = """\
use-added weaker: Nous utilisons les photos que vous mettez en ligne pour entraîner nos modèles d’IA.
use-added weaker: Nous pouvons utiliser vos conversations avec l’assistant pour améliorer nos modèles d’IA.
use-added weaker: Vos requêtes et les réponses servent à l’entraînement de nos modèles de langage.
use-added weaker: Nos filiales peuvent utiliser vos données personnelles pour entraîner leurs propres modèles d’IA.
use-added weaker: Nous partageons vos contenus avec des partenaires afin qu’ils entraînent des modèles d’IA.
announced weaker: À partir du 12 janvier 2027, nous utiliserons les publications de Suisse pour entraîner l’IA.
exclusion-added stronger: Nous n’utilisons jamais vos données de santé pour entraîner nos modèles d’IA.
exclusion-added stronger: Vos enregistrements vocaux ne sont pas utilisés pour l’entraînement de nos modèles.
exclusion-added stronger: Nous n’utilisons plus les photos de nos membres pour entraîner l’IA.
control-added stronger: Vous pouvez refuser que vos photos servent à entraîner l’IA au moyen de ce formulaire.
control-added stronger: Pour désactiver l’entraînement de l’IA sur vos conversations, ouvrez vos paramètres.
default-changed weaker: Le partage de la localisation est activé par défaut.
default-changed stronger: L’historique de votre activité est désactivé par défaut.
default-changed weaker: Par défaut, tout le monde peut voir vos publications.
default-changed stronger: Les comptes des adolescents sont privés par défaut.
choice-changed stronger: Nous utilisons votre position précise uniquement avec votre consentement.
choice-changed stronger: Nous recueillons votre consentement explicite avant de traiter des données biométriques.
control-added stronger: Vous pouvez désactiver les recommandations personnalisées dans vos paramètres.
control-added stronger: Vous pouvez vous opposer au traitement de vos données à des fins de profilage.
basis-changed weaker: Nous traitons vos données à des fins publicitaires sur la base de notre intérêt légitime.
use-added weaker: Les évaluations que vous donnez aux réponses servent à améliorer nos modèles d’IA.
exclusion-added stronger: Les données de nos clients professionnels ne servent pas à entraîner nos modèles d’IA.
exclusion-added stronger: Vos fichiers et vos documents ne servent pas à entraîner nos modèles d’IA.
control-added stronger: Vous pouvez retirer votre consentement au partage de vos données à tout moment."""


def _read(language: str, lines: str) -> Iterator[tuple[str, str, str, str]]:
    for line in lines.splitlines():
        expected, _, text = line.partition(": ")
        kind, _, direction = expected.partition(" ")
        yield language, kind, direction, text


# Language, kind and direction of a finding that the sentence has to give when it comes, and the sentence.
STATED: tuple[tuple[str, str, str, str], ...] = (*_read("en", ENGLISH), *_read("fr", FRENCH))

# A rule before and after, and the kind and direction of a finding that this has to give.
REWRITTEN: tuple[tuple[str, str, str, str, str], ...] = (
    ("en", "flipped", "weaker", "We never train AI on your chats.", "We train AI on your chats."),
    (
        "en", "flipped", "weaker",
        "We will not use your code to train our models.",
        "We may use your code to train our models.",
    ),
    (
        "en", "data-widened", "weaker",
        "We may use your prompts to train our AI models.",
        "We may use your prompts, your photos and your voice to train our AI models.",
    ),
    (
        "en", "exclusion-removed", "weaker",
        "We do not use health data or photos to train our AI models.",
        "We do not use health data to train our AI models.",
    ),
    (
        "en", "regions-widened", "weaker",
        "We train AI models on the comments of members in Canada.",
        "We train AI models on the comments of members in Canada and the EU.",
    ),
    (
        "en", "regions-widened", "weaker",
        "We train AI models on prompts of people outside the UK.",
        "We train AI models on prompts of people.",
    ),
    (
        "en", "recipients-widened", "weaker",
        "We share your prompts with our affiliates so that they can train AI models.",
        "We share your prompts with our affiliates and other companies so that they can train AI models.",
    ),
    (
        "en", "choice-changed", "weaker",
        "We train our AI models on your voice only with your consent.",
        "We train our AI models on your voice unless you opt out.",
    ),
    (
        "en", "choice-changed", "weaker",
        "We train our AI models on your code, and you can opt out.",
        "We train our AI models on your code.",
    ),
    (
        "en", "default-changed", "weaker",
        "The use of your chats for AI training is off by default.",
        "The use of your chats for AI training is on by default.",
    ),
    ("en", "default-changed", "weaker", "Location sharing is off by default.", "Location sharing is on by default."),
    ("en", "default-changed", "weaker", "Playlists are private by default.", "Playlists are public by default."),
    (
        "en", "basis-changed", "weaker",
        "The basis for training our AI models on your comments is your consent.",
        "The basis for training our AI models on your comments is our legitimate interest.",
    ),
    (
        "en", "choice-changed", "weaker",
        "We share your location with advertisers only if you opt in.",
        "We share your location with advertisers unless you opt out.",
    ),
    (
        "en", "rule-changed", "weaker",
        "We use your comments to train generative AI models.",
        "We use your comments to train AI models.",
    ),
    (
        "fr", "flipped", "weaker",
        "Nous n’entraînons jamais l’IA sur vos conversations.",
        "Nous pouvons entraîner l’IA sur vos conversations.",
    ),
    (
        "fr", "data-widened", "weaker",
        "Nous utilisons vos requêtes pour entraîner nos modèles d’IA.",
        "Nous utilisons vos requêtes et vos photos pour entraîner nos modèles d’IA.",
    ),
    (
        "fr", "exclusion-removed", "weaker",
        "Nous n’utilisons pas vos photos ou vos données de santé pour entraîner l’IA.",
        "Nous n’utilisons pas vos données de santé pour entraîner l’IA.",
    ),
    (
        "fr", "exclusion-removed", "weaker",
        "Nous n’utilisons ni vos images ni vos données de santé pour entraîner l’IA.",
        "Nous n’utilisons pas vos données de santé pour entraîner l’IA.",
    ),
    (
        "en", "control-added", "stronger",
        "You can object to AI training on your voice by e-mail.",
        "You can object to AI training on your voice with a form or by e-mail.",
    ),
    (
        "en", "basis-changed", "weaker",
        "We train AI models on your playlists.",
        "We train AI models on your playlists on the basis of legitimate interest.",
    ),
    (
        "en", "rule-changed", "weaker",
        "We train AI models on your comments.",
        "We train AI models on your comments and on the metadata of events.",
    ),
    (
        "en", "rule-changed", "weaker",
        "We train AI models on the voice of members aged 18 or older.",
        "We train AI models on the voice of members aged 16 or older.",
    ),
    (
        "fr", "regions-widened", "weaker",
        "Nous entraînons l’IA sur les commentaires des membres au Canada.",
        "Nous entraînons l’IA sur les commentaires des membres au Canada et dans l’Union européenne.",
    ),
    (
        "fr", "choice-changed", "weaker",
        "Nous entraînons l’IA sur votre voix uniquement avec votre consentement.",
        "Nous entraînons l’IA sur votre voix sauf si vous vous y opposez.",
    ),
    (
        "fr", "default-changed", "weaker",
        "Le partage de la localisation est désactivé par défaut.",
        "Le partage de la localisation est activé par défaut.",
    ),
    (
        "fr", "basis-changed", "weaker",
        "L’entraînement de l’IA sur vos commentaires repose sur votre consentement.",
        "L’entraînement de l’IA sur vos commentaires repose sur notre intérêt légitime.",
    ),
)  # fmt: skip
