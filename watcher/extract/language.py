"""Which language a text is in, told by its commonest words; for files that do not say it themselves."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

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
_LOOKED_AT = 20_000  # characters
# Bytes of Latin-1: letters in lower case, space for all else.
_LETTERS = bytes(ord(char.lower()) if char.isalpha() else ord(" ") for char in map(chr, range(256)))
_FOREIGN = 0.05  # share of characters beyond Latin-1 above which a text is in another script


def detect(text: str, default: str) -> str:
    """The primary tag of the language, or `default` when the text is too short or undecided."""
    return _told(text[:_LOOKED_AT]) or default


@lru_cache(maxsize=8)  # a capture is asked about twice in a row, and versions of a page begin alike
def _told(text: str) -> str:
    """The language that a text tells; empty when it is too short or undecided."""
    found = _words(text)
    if len(found) < _ENOUGH:
        return ""
    counts = Counter(found)
    scores = {tag: sum([counts.get(word, 0) for word in words]) for tag, words in _WORDS.items()}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, second = ranked[0], ranked[1]
    return best[0] if best[1] > 1.15 * second[1] and best[1] > 0.05 * len(found) else ""


def _words(text: str) -> list[str]:
    """The words in lower case. All characters that these languages are told by are in Latin-1, where a table of bytes
    is several times as fast as a pattern."""
    western = text.encode("latin-1", "replace")
    if western.count(b"?") > _FOREIGN * len(text):
        return _WORD.findall(text.lower())
    return western.translate(_LETTERS).decode("latin-1").split()
