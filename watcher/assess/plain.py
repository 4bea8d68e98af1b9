"""The form in which texts and phrases meet, and the words of a text in it. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from watcher.model.combining import stream_safe

_SAME = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("‐", " "), ("‑", " "), ("–", " "), ("—", " "))
_ONE_PASSAGE = 5000  # characters; longer texts are whole documents, which no memory should keep
_RUN = re.compile(r"\w+")
# What stands between the words of Western texts and is not in Latin-1; without it nearly all of them are.
_BETWEEN = "’‘“”–—•…"
# Bytes of Latin-1: letters in lower case and digits, space for all else.
_LETTERS = bytes(ord(char.lower()) if char.isalnum() else ord(" ") for char in map(chr, range(256)))


def plain(text: str) -> str:
    """Straight quotes, no hyphens, single spaces; case is kept."""
    return _plain(text) if len(text) <= _ONE_PASSAGE else _plain.__wrapped__(text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", stream_safe(text))
        for sign, other in _SAME:  # one pass each is faster than a pattern or a table for all of them
            text = text.replace(sign, other)
    if "(s)" in text:
        text = text.replace("(s)", "s")
    return " ".join(text.replace("-", " ").replace("_", " ").split())


def words_of(text: str) -> list[str]:
    """The words of the plain form of a text, in lower case. Of Western texts a table of bytes tells them, in half of
    the time that a pattern takes; the text need not be plain for that."""
    western = text.replace("(s)", "s") if "(s)" in text else text
    if not text.isascii():
        for sign in _BETWEEN:
            western = western.replace(sign, " ")
    try:
        letters = western.encode("latin-1").translate(_LETTERS).decode("latin-1")
    except UnicodeEncodeError:
        return _RUN.findall(plain(text).casefold())
    return letters.replace("ß", "ss").split()
