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
from watcher.model.combining import stream_safe

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
_QUOTES = "’‘ʼ′`´"
# Signs beyond Latin-1 that say nothing between words; without them nearly all Western texts are Latin-1.
_BETWEEN = re.compile("[^\\w\x00-\xff€₹✓✔✅☑✗✘✕✖❌☒☐⭕≤≥]")
# Bytes of Latin-1: letters in lower case, digits and apostrophes; _SIGN for those that `_WORD` looks at closely.
_SIGN = b"\0"
_LETTERS = bytes(
    ord(char.lower()) if char.isalnum() or char == "'" else _SIGN[0] if char in "%$&<>+£¥§±" else ord(" ")
    for char in map(chr, range(256))
)
_MOST_FORMS = 50_000
# What every numbering begins with; most texts begin otherwise, and need no closer look.
_MAY_BE_NUMBERED = re.compile(r"\s*(?:[^\w\s]|\w[^\w\s]|[\dsacp]|[ivxlc]{2,6}[.)])", re.IGNORECASE)
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
_APART = tuple(apart for apart, _ in _JOINED)
_FIRST_APART = frozenset(apart.split()[0] for apart in _APART)
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
_AGO = frozenset("ago geleden fa atrás y vor hace há".split())  # one of these words is in all that it matches
# "Updated 3 months ago" is short. A long sentence that counts days back says something with them.
_LABEL_WORDS = 12
_LABEL = 200  # characters


def without_numbering(text: str) -> str:
    """The text less a list or clause number at its beginning."""
    if not _MAY_BE_NUMBERED.match(text):
        return text
    return _NUMBERING.sub("", text, count=1)


def words(text: str) -> tuple[str, ...]:
    """The words in their common form, in order."""
    return tuple(key(text).split())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """One string for the words; equal keys = the same wording."""
    folded = without_numbering(text)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", stream_safe(_UNREAD.sub("", folded))).casefold()
        for quote in _QUOTES:
            folded = folded.replace(quote, "'")
    found = _western_words(folded) or _WORD.findall(folded.lower()) or _LONE_SIGN.findall(folded)
    forms = list(filter(None, map(_FORMS.__getitem__, found)))
    plain = " ".join(forms)
    if _FIRST_APART.isdisjoint(forms) and "'" not in plain:  # "d'e-mail" begins with no word of that list
        return plain
    return _JOIN.sub(lambda match: _TOGETHER[match[1]], plain) if any(map(plain.__contains__, _APART)) else plain


def _western_words(text: str) -> list[str] | None:
    """What `_WORD` finds in lower case, apostrophes around a word apart; None where a sign says something, and for
    other scripts. A table of bytes instead of a pattern: nearly all texts are read this way, several times as fast.
    """
    try:
        letters = (text if text.isascii() else _BETWEEN.sub(" ", text)).encode("latin-1").translate(_LETTERS)
    except UnicodeEncodeError:
        return None
    return None if _SIGN in letters else letters.decode("latin-1").split()


def _common_form(word: str) -> str:
    """Of one word, as it is found in the folded text; empty for an apostrophe.

    "its" and "it's", "users", "users'" and "user's" are one: they are taken for each other by writers. "were" and
    "we're" are not.
    """
    if "'" in word:
        if "''" in word:
            return " ".join(filter(None, map(_common_form, word.split("''"))))
        word = word.strip("'")
        if word.endswith(("'s", "'t")):
            word = word[:-2] + word[-1]
    return common_spelling(_SAME_SIGN.get(word, word))


class _Forms(dict[str, str]):
    """The common forms of the words seen so far; a mapping is looked into twice as fast as a cached function."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[word] = form = _common_form(word)
        return form


_FORMS = _Forms()


def masked(text: str) -> str:
    """A short text with relative times ("3 months ago") replaced by a mark: they change by themselves."""
    if len(text) > _LABEL or _AGO.isdisjoint(key(text).split()) or len(text.split()) > _LABEL_WORDS:
        return text
    return _RELATIVE_TIME.sub("⏲", text)


_latest: tuple[Document | None, str] = (None, "")


def text_key(document: Document) -> str:
    """SHA-256 over the wording of a whole document: equal for texts that differ in form only.

    Headings and sentences count alike and in their order; where a sentence is cut does not matter.
    """
    global _latest  # noqa: PLW0603 - a check asks for the key of the same document two or three times in a row
    latest, found = _latest
    if latest is not document:
        texts = [passage.text for passage in document.passages]
        found = digest([key(text) if len(text) > _LABEL else _undated_key(text) for text in texts])
        _latest = (document, found)
    return found


@lru_cache(maxsize=8192)
def _undated_key(text: str) -> str:
    """`key(masked(text))`"""
    found = key(text)
    return found if _AGO.isdisjoint(found.split()) else key(masked(text))


def digest(keys: Iterable[str]) -> str:
    """SHA-256 of keys joined by spaces, empty ones left out."""
    return hashlib.sha256(" ".join(filter(None, keys)).encode()).hexdigest()
