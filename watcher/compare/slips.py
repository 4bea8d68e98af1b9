"""Slips of the typist: "YYour", "recieve". Told only where the word that was meant is beyond doubt.

A slip is one word of a passage that differs by one letter, doubled, missing, added or changed places with its
neighbour, from a word that the same text uses elsewhere; it stands nowhere else, and is no word itself. Grammar lives
in single letters too ("pourrons" and "pourrions" are "will" and "would"), so this holds for English. In other
languages only a doubled first letter and a letter three times in a row are slips.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources

from watcher.compare.spelling import common_spelling

_SHORTEST = 5  # letters of the longer of the two
_SHORTEST_MEANT = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_TRIPLED = re.compile(r"([^\W\d_])\1\1")
# Whatever stands in their place is not for this program to guess.
_RULES = frozenset(
    "never none neither nothing nobody unless without except cannot would could should might must shall only while"
    " until optin optout under above below over consent object refuse disable enable".split()
)


def slipped(before: str, after: str, counts: tuple[Counter[str], Counter[str]], language: str) -> bool:
    """Do two keys differ in one slip? `counts` are the words of the old and of the new text."""
    change = _one_word(before, after)
    if change is None:
        return False
    old, new = counts
    return any(
        _is_slip(bad, meant, language) and here[bad] == 1 and there[bad] == 0 and here[meant] > 0
        for (bad, meant), here, there in ((change, old, new), (change[::-1], new, old))
    )


def near_miss(before: str, after: str) -> bool:
    """Could two keys differ in one slip? Asked before the words of whole texts are counted."""
    change = _one_word(before, after)
    return change is not None and (_one_letter(*change) or _one_letter(*change[::-1]))


def _one_word(before: str, after: str) -> tuple[str, str] | None:
    """The one word that is another one now, and what it is."""
    if abs(len(before) - len(after)) > 1:
        return None
    one, other = before.split(), after.split()
    if len(one) != len(other):
        return None
    changed = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return changed[0] if len(changed) == 1 else None


def _is_slip(bad: str, meant: str, language: str) -> bool:
    if max(len(bad), len(meant)) < _SHORTEST or len(meant) < _SHORTEST_MEANT or {bad, meant} & _RULES:
        return False
    if not _LETTERS.fullmatch(bad) or not _LETTERS.fullmatch(meant) or not _one_letter(bad, meant):
        return False
    if bad == meant[0] + meant or (_TRIPLED.search(bad) and not _TRIPLED.search(meant)):
        return True
    return language == "en" and bad not in _real_words() and common_spelling(bad) not in _real_words()


def _one_letter(bad: str, meant: str) -> bool:
    """Is `bad` the word with one letter doubled, single, missing, added or out of place? Not at its ends: there
    letters are grammar (user, users) or make another word (typical, atypical)."""
    if len(bad) == len(meant):
        place = next((i for i, (x, y) in enumerate(zip(bad, meant, strict=True)) if x != y), 0)
        swapped = bad[:place] + bad[place : place + 2][::-1] + bad[place + 2 :]
        return place > 0 and swapped == meant
    longer, shorter = (bad, meant) if len(bad) > len(meant) else (meant, bad)
    if len(longer) != len(shorter) + 1:
        return False
    place = next((i for i, (x, y) in enumerate(zip(longer, shorter, strict=False)) if x != y), len(shorter))
    if longer[:place] + longer[place + 1 :] != shorter:
        return False
    doubled = place > 0 and longer[place] == longer[place - 1]
    return doubled or 0 < place < len(longer) - 1


@cache
def _real_words() -> frozenset[str]:
    text = resources.files("watcher.compare").joinpath("real_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
