"""The words of a passage without their form: what two passages must share to say the same in the same words.

Folded: case, quotes, dashes, white space, punctuation, markup, list numbers, hyphens, British and American spelling.
Kept: every word, every number in the text, every negation. Equal keys mean equal wording; nothing here measures
similarity.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from watcher.model import Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%€$£§]")
_NUMBERING = re.compile(
    r"^\s*(?:[-*•▪◦‣·–—]|\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
    r"|(?:section|article|clause|part|chapter|annexe?|§)\s*(?:\d{1,3}(?:\.\d{1,2})*|[ivxlc]{1,6})\s*[.:)–—-])\s+",
    re.IGNORECASE,
)
# Two spellings of one word. Suffix rules first, then single words; applied to both sides alike, so a rule that
# produces no English word does no harm as long as it never makes two different words equal.
_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(\w{3,})is(e|ed|es|ing|ation|ations|er|ers|able)$", r"\1iz\2"),
        (r"^(\w{2,})ys(e|ed|es|ing|er)$", r"\1yz\2"),
        (r"^(\w{2,})our(s|ed|ing|able|ite|ites|ful|al|hood|ly)?$", r"\1or\2"),
        (r"^(\w{3,})ll(ed|ing|er|ers|ation)$", r"\1l\2"),
        (r"^(\w+)ence$", r"\1ense"),
        (r"^(cent|theat|fib|met|lit)re(s?)$", r"\1er\2"),
        (r"^(catal|dial|anal)ogue(s?)$", r"\1og\2"),
        (r"^(enrol|fulfil|instal)l?(s|ment|ments)?$", r"\1\2"),
        (r"^(judg|acknowledg)ement(s?)$", r"\1ment\2"),
        (r"^practis", "practic"),
        (r"^licens", "licenc"),
        (r"^programme", "program"),
        (r"^(grey)$", "gray"),
        (r"^(cheque)(s?)$", r"check\2"),
        (r"^(whilst)$", "while"),
        (r"^(amongst)$", "among"),
        (r"^(towards)$", "toward"),
        (r"^(ageing)$", "aging"),
    )
)
# Written together, with a hyphen or apart.
_JOINED = (
    ("e mail", "email"),
    ("e mails", "emails"),
    ("web site", "website"),
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
_RELATIVE_TIME = re.compile(
    r"\b(?:(?:over|about|almost|more than|environ|plus d(?:e|'un)|il y a|vor|hace|fa|há|geleden)\s+)*"
    r"(?:\d{1,3}|an?|one|une?|einem?|einer|een)\s+"
    r"(?:second|minute|hour|day|week|month|year|seconde|heure|jour|semaine|mois|an|année|tag|woche|monat|jahr|stunde)"
    r"(?:s|e|en|n)?\b(?:\s+ago)?",
    re.IGNORECASE,
)


def without_numbering(text: str) -> str:
    """The text less a list or clause number at its beginning."""
    return _NUMBERING.sub("", text, count=1)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words in their common form, in order."""
    folded = unicodedata.normalize("NFKC", without_numbering(text)).casefold().replace("’", "'")
    plain = [_spell(word.replace("'", "")) for word in _WORD.findall(folded)]
    return tuple(_JOIN.sub(lambda match: _TOGETHER[match[1]], " ".join(plain)).split())


@lru_cache(maxsize=32768)
def _spell(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


def key(text: str) -> str:
    """One string for the words; equal keys = the same wording."""
    return " ".join(words(text))


def masked(text: str) -> str:
    """The text with relative times ("3 months ago") replaced by a mark: they change by themselves."""
    return _RELATIVE_TIME.sub("⏲", text)


def text_key(document: Document) -> str:
    """SHA-256 over the wording of a whole document: equal for texts that differ in form only.

    Headings and sentences count alike and in their order; where a sentence is cut does not matter.
    """
    return digest(key(masked(passage.text)) for passage in document.passages)


def digest(keys: Iterable[str]) -> str:
    """SHA-256 of keys joined by spaces, empty ones left out."""
    return hashlib.sha256(" ".join(k for k in keys if k).encode()).hexdigest()
