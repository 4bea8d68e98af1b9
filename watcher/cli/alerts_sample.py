"""A realistic alert about a platform that does not exist, to show what an alert looks like and whether it arrives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.check.writing import Writer
    from watcher.model import Document, Message
    from watcher.report import Language

_BEFORE: dict[Language, str] = {
    "en": "We do not use your posts, your profile or your private messages to train generative AI models.",
    "fr": "Nous n’utilisons pas vos publications, votre profil ni vos messages privés pour entraîner des modèles "
    "d’IA générative.",
}
_AFTER: dict[Language, str] = {
    "en": "From {date} we use your posts and your profile to train generative AI models, unless you opt out in your "
    "settings.\n\nWe do not use your private messages to train generative AI models.",
    "fr": "À partir du {date}, nous utilisons vos publications et votre profil pour entraîner des modèles d’IA "
    "générative, sauf si vous vous y opposez dans vos paramètres.\n\n"
    "Nous n’utilisons pas vos messages privés pour entraîner des modèles d’IA générative.",
}
_TITLES: dict[Language, str] = {"en": "AI at Example Network", "fr": "L’IA chez Example Network"}
_NOTES: dict[Language, tuple[str, str]] = {
    "en": ("[Test] ", "This is a test: Example Network does not exist. A real alert looks like this."),
    "fr": ("[Essai] ", "Ceci est un essai : Example Network n’existe pas. Une vraie alerte a cette forme."),
}
_AHEAD = dt.timedelta(days=46)  # as much time as LinkedIn's members had in 2025


def sample_message(writer: Writer, language: Language, now: dt.datetime) -> Message:
    """The sample as the message that a channel of that language would get, marked as a test in title and text."""
    from watcher.assess import assess
    from watcher.compare import compare
    from watcher.model import Alert, Outcome, TargetName, stamp
    from watcher.report import headline

    old, new = _documents(language, (now + _AHEAD).date())
    assessment = assess(compare(old, new))
    name = TargetName(
        "example-network/ai", "Example Network", _TITLES[language], "https://www.example.com/ai", language
    )
    alert = Alert(
        id=f"test-{stamp(now)}",  # mail programs and Matrix would take a second test with the same id for a repeat
        target=name,
        time=now,
        old_time=now - dt.timedelta(hours=6),
        outcome=Outcome.CHANGED,
        assessment=assessment,
        headline={language: headline(name, assessment, language, link=True, now=now.date())},
    )
    return _marked(writer(alert, language), language)


def _documents(language: Language, effective: dt.date) -> tuple[Document, Document]:
    from watcher.extract import parse_text
    from watcher.report.tongues import tongue

    def read(text: str) -> Document:
        return parse_text(f"# {_TITLES[language]}\n\n{text}\n", title=_TITLES[language], language=language)

    return read(_BEFORE[language]), read(_AFTER[language].format(date=tongue(language).date(effective)))


def _marked(message: Message, language: Language) -> Message:
    from watcher.report import noted

    mark, note = _NOTES[language]
    return replace(noted(message, note, language), title=mark + message.title)
