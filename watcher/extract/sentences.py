"""Cuts running text into sentences, without losing or inventing a character other than white space.

The boundaries come from sentencex, the best of those measured (docs/decisions): F1 .89 on hard legal sentences in
seven languages. What is added here are the legal abbreviations that it does not know ("art. 6", "al. 2", "Abs. 1").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import segment

# Soft hyphens, zero-width spaces, word joiners: they say where a line may be broken, and are no part of a word.
# Control characters and halves of characters (from PDFs, mostly) are no text either.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_KEEP_WITH_NEXT = re.compile(
    r"(?:^|[\s(’'«“])(?:art|arts|al|p|pp|n|no|nos|num|cf|réf|ref|sect|sec|abs|ziff|nr|lit|bzw|ggf|sog|z\.\s?b|p\.\s?ex"
    r"|par|para|ch|chap|ex|env|inc|ltd|vs|st|dr|mr|mrs|ms|m|mme|mm|e\.g|i\.e|etc|cap|cpv|ss|segg|núm|pág|artt|bijv"
    r"|resp|incl|excl|u\.s|u\.k|e\.u|janv|févr?|avr|juil|sept|oct|nov|déc|jan|feb|apr|aug|dec|okt|dez)\.\s*$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"[\s]*[a-zà-ÿ0-9(§«“\"']")
_ETC_STARTS_NEW = re.compile(
    r"(?:etc|inc|ltd|u\.s|u\.k|e\.u|p\.\s?ex|no|(?-i:m)|nov|oct|dec|déc|sept)\.\s*$", re.IGNORECASE
)
# The number of a clause is no sentence: "1.2.", "(a)", "iv)", "B."
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[a-z])[.)]", re.IGNORECASE)
_ONLY_MARKS = re.compile(r"[\W_]+")
_LOWER = re.compile(r"[a-zà-ÿ]")
_LONGEST_ABBREVIATION = 20
_LONGEST_LABEL = 8  # of letters, with its brackets: "(xxviii)"
# The splitter's time is quadratic in quotation marks: longer texts are given to it in portions of this size. The
# longest block of text in 600 real policies has 9,000 characters.
_PORTION = 10_000
_MAY_END = re.compile(r"[.!?…]\s|[。！？]")
_SENTENCE_END = re.compile(r"(?s:.*)[.!?…。！？] ")


def visible(text: str) -> str:
    """The text without the characters that nobody sees. Marks of writing direction stay: they order what is seen."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)  # none of them counts as printable


def fold(text: str) -> str:
    """White space of all kinds to single spaces, ends trimmed, invisible characters dropped."""
    if text.isprintable() and "  " not in text:  # the space is the only white space that counts as printable
        return text.strip(" ")
    return " ".join(visible(text).split())


def split(text: str, language: str) -> list[str]:
    """The sentences of one block of text, folded, none empty. See `spans`."""
    text = fold(text)
    return [text[start:end] for start, end in spans(text, language)]


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where the sentences of a folded text begin and end; between them is white space or nothing at all.

    `language` is a primary tag; languages that the splitter does not know are cut by general rules.
    """
    if not text:
        return []
    if len(text) < 40 and not _MAY_END.search(text):
        return [(0, len(text))]
    if len(text) <= _PORTION:
        pieces = segment(language, text)
    else:
        pieces = [piece for portion in _portions(text) for piece in segment(language, portion)]
    if len(pieces) == 1:
        return [(0, len(text))]
    out: list[tuple[int, int]] = []
    position = 0
    for piece in pieces:
        part = piece.strip()
        if not part:
            continue
        start = text.index(part, position)
        position = start + len(part)
        if out and _belongs_to_previous(text[slice(*out[-1])][-_LONGEST_ABBREVIATION:], part):
            out[-1] = (out[-1][0], position)
        else:
            out.append((start, position))
    return out


def _portions(text: str) -> Iterator[str]:
    """The text in one piece, or in several that end where a sentence may end, at worst in the middle of a word."""
    while len(text) > _PORTION:
        head = text[:_PORTION]
        match = _SENTENCE_END.match(head)
        size = match.end() if match else head.rfind(" ") + 1 or _PORTION
        yield text[:size]
        text = text[size:]
    yield text


def _belongs_to_previous(before: str, after: str) -> bool:
    if not after[0].isalnum() and _ONLY_MARKS.fullmatch(after):
        return True
    if before[-1] not in ".)…":
        return False
    if (
        len(before) > _LONGEST_LABEL and before[-6:-1].isalpha()
    ):  # an ordinary word, as at most ends: no need to search
        return bool(_LOWER.match(after)) and before[-1] in ".…"
    if _LABEL.fullmatch(before):
        return True
    if _KEEP_WITH_NEXT.search(before) and (_CONTINUES.match(after) or not _ETC_STARTS_NEW.search(before)):
        return True
    return bool(_LOWER.match(after)) and before[-1] in ".…"
