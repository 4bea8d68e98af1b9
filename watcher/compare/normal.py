"""The words of a passage without their form: what two passages must share to say the same in the same words.

Folded: case, quotes, dashes, white space, punctuation, markup, list numbers, hyphens, British and American spelling.
Kept: every word, every number in the text, every negation, signs that say something (%, €, "18+", a tick or a cross
in a table). Equal keys mean equal wording; nothing here measures similarity.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from watcher.compare.spelling import common_spelling
from watcher.model import Document

_WORD = re.compile(
    r"[^\W_]+(?:'[^\W_]+)*|[%€$£¥₹§]|[✓✔✅☑✗✘✕✖❌☒☐⭕]"
    r"|[<>≤≥±+](?=\s?\d)|(?<=\d)\+"  # "under < 16", "18+"; elsewhere these are arrows and bullets
    r"|&"
)
# Signs of which a passage may consist; among words they are decoration.
_LONE_SIGN = re.compile(r"[●○◉◯×]")
_SAME_SIGN = {**dict.fromkeys("✔✅☑", "✓"), **dict.fromkeys("✘✕✖❌☒×", "✗"), "&": "and"}
# Marks that are not read: of writing direction, of trade.
_UNREAD = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff™®©℠]")
_QUOTES = str.maketrans("’‘ʼ′`´", "''''''")
# "its" and "it's", "users", "users'" and "user's": one is taken for the other by writers. "were" and "we're" are not.
_POSSESSIVE = re.compile(r"'(?=[st]$)")
_MONTH_FOLLOWS = (
    r"(?!(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?\s)"  # German writes "18. Mai 2025"
)
_NUMBERING = re.compile(
    rf"^\s*(?:(?:[-*•▪◦‣·–—]|\(?(?:\d{{1,3}}|[ivxlc]{{1,6}}|[a-z])[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.)\s+{_MONTH_FOLLOWS}"
    # without a dot at its end it could be the number of something: "2.5 million", but not "2.5 Your data"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?-i:(?=[^\W\d_a-zß-öø-ÿ]))"
    r"|(?:section|article|clause|part|chapter|annexe?|§)\s*(?:\d{1,3}(?:\.\d{1,2})*|[ivxlc]{1,6})\s*[.:)–—-]\s+)",
    re.IGNORECASE,
)
# Written together, with a hyphen or apart.
_JOINED = (
    ("e mail", "email"),
    ("e mails", "emails"),
    ("web site", "website"),
    ("web sites", "websites"),
    ("on line", "online"),
    ("log in", "login"),
    ("sign in", "signin"),
    ("third parties", "thirdparties"),
    ("third party", "thirdparty"),
    ("opt out", "optout"),
    ("opt in", "optin"),
    ("non ", "non"),
)
_JOIN = re.compile(r"\b(" + "|".join(re.escape(apart) for apart, _ in _JOINED) + r")(?:\b|(?<= ))")
_TOGETHER = dict(_JOINED)
_UNITS = (
    r"(?:second|minute|hour|day|week|month|year|seconde|heure|jour|semaine|mois|an|année|sekunde|stunde|tag|woche|monat"
    r"|jahr|segundo|minuto|hora|día|semana|mes|año|secondo|ora|giorno|settimana|mese|anno|dia|mês|ano)(?:e?s|e?n)?"
)
_COUNT = r"(?:\d{1,3}|an?|one|une?|einem?|einer|een|uno?|um|uma)"
# How long ago it was, said from today: it must say "ago". "30 days" alone is a rule.
_RELATIVE_TIME = re.compile(
    rf"\b(?:(?:over|about|almost|more\s+than)\s+)?{_COUNT}\s+{_UNITS}\s+(?:ago|geleden|fa|atrás)\b"
    rf"|\b(?:il\s+y\s+a|vor|hace|há)\s+(?:environ\s+|plus\s+d['’e]\s*|über\s+|etwa\s+|más\s+de\s+)?{_COUNT}\s+{_UNITS}\b",
    re.IGNORECASE,
)
# "Updated 3 months ago" is short. A long sentence that counts days back says something with them.
_LABEL_WORDS = 12


def without_numbering(text: str) -> str:
    """The text less a list or clause number at its beginning."""
    return _NUMBERING.sub("", text, count=1)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words in their common form, in order."""
    folded = unicodedata.normalize("NFKC", _UNREAD.sub("", without_numbering(text))).casefold().translate(_QUOTES)
    found = [_POSSESSIVE.sub("", word) for word in _WORD.findall(folded)] or _LONE_SIGN.findall(folded)
    plain = [common_spelling(_SAME_SIGN.get(word, word)) for word in found]
    return tuple(_JOIN.sub(lambda match: _TOGETHER[match[1]], " ".join(plain)).split())


def key(text: str) -> str:
    """One string for the words; equal keys = the same wording."""
    return " ".join(words(text))


def masked(text: str) -> str:
    """A short text with relative times ("3 months ago") replaced by a mark: they change by themselves."""
    if len(text) > 200 or len(text.split()) > _LABEL_WORDS:
        return text
    return _RELATIVE_TIME.sub("⏲", text)


def text_key(document: Document) -> str:
    """SHA-256 over the wording of a whole document: equal for texts that differ in form only.

    Headings and sentences count alike and in their order; where a sentence is cut does not matter.
    """
    return digest(key(masked(passage.text)) for passage in document.passages)


def digest(keys: Iterable[str]) -> str:
    """SHA-256 of keys joined by spaces, empty ones left out."""
    return hashlib.sha256(" ".join(k for k in keys if k).encode()).hexdigest()
