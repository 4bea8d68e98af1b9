"""Which language a text is in, told by its commonest words; for files that do not say it themselves."""

from __future__ import annotations

import re
from collections import Counter

# The function words that differ most between these languages; frequent enough that a hundred words decide.
_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset("the and of to you your we our or is are for that with may this us not by".split()),
    "fr": frozenset("les des vous nous et de la le vos nos pour dans que une est sur ou par avec aux ces".split()),
    "de": frozenset("der die und das sie wir ihre ist von zu mit für nicht den auf eine oder werden dass".split()),
    "es": frozenset("los las usted su de la el que para con una por sus nuestros y en o como puede se".split()),
    "it": frozenset("gli che di per con una il la dei delle sono tuoi nostri e o alla nel degli può utente".split()),
    "pt": frozenset("os as você seus de que para com uma não nossos e ou em dos das ao pela são suas".split()),
    "nl": frozenset("de het een en van uw wij je dat voor met niet of op onze worden zijn aan door kunnen".split()),
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 30


def detect(text: str, default: str) -> str:
    """The primary tag of the language, or `default` when the text is too short or undecided."""
    counts = Counter(word.lower() for word in _WORD.findall(text[:20_000]))
    if sum(counts.values()) < _ENOUGH:
        return default
    scores = {tag: sum(counts[word] for word in words) for tag, words in _WORDS.items()}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, second = ranked[0], ranked[1]
    return best[0] if best[1] > 1.15 * second[1] and best[1] > 0.05 * sum(counts.values()) else default
