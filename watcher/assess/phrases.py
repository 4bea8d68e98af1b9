"""A phrase of the lexicon as a regular expression, and the words without which it cannot be in a text. Pure.

How phrases are written is told at the head of lexicon/en.yaml. A gap is at most 24 words, so no text makes one slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SOME = r"(?:[ ,;:()\"«»/.]+[^ ,;:()\"«»/.]+){0,%d}?[ ,;:()\"«»/.]+"
_GAPS = {"...": _SOME % 6, "....": _SOME % 24}  # the words that may stand in between
_CLAUSE = r"(?:^|(?<=[.;:,)] ))"  # "^": at the beginning of the text or of a clause
_CLASS = re.compile(r"\\\[(\w+)\\\]")  # "[sz]" after escaping
_RUN = re.compile(r"\w+")
_PARENTHESIS = re.compile(r"[()]")
_OPTIONAL = re.compile(r"[()\[\]|*?]")
_MARKS = {" ": re.compile(r"[() ]"), "|": re.compile(r"[()|]")}

# Words that a match must have one of: "train" is that word, "train*" any word that begins so.
Words = frozenset[str]


def expression(phrase: str) -> str:
    """A phrase (in its plain form, without `=`) as a regular expression without its outer word borders."""
    out = ""
    if phrase.startswith("^"):
        out, phrase = _CLAUSE, phrase[1:]
    begun = False  # has a word that must be there been written? Only then a space comes before the next
    for token in _split(phrase, " "):
        if token in _GAPS:
            out += _GAPS[token]
            begun = False
            continue
        word, times = token, ""
        if token.endswith(")*"):
            word, times = token[:-1], "{0,3}"
        elif token.endswith("?") and len(token) > 1:
            word, times = token[:-1], "?"
        if not times:
            out += (" " if begun else "") + _word(word)
            begun = True
        else:  # none to three of them, or none or one
            out += f"(?: {_word(word)}){times}" if begun else f"(?:{_word(word)} ){times}"
    return out


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks outside parentheses. Raises ValueError for a parenthesis left open."""
    parts = []
    depth = begin = 0
    for found in _MARKS[mark].finditer(text):
        if found[0] != mark:
            depth += 1 if found[0] == "(" else -1
        elif depth == 0:
            parts.append(text[begin : found.start()])
            begin = found.end()
    if depth != 0:
        raise ValueError(f"lexicon: a parenthesis is left open in {text!r}")
    return [part for part in (*parts, text[begin:]) if part]


def _word(word: str) -> str:
    """Letters, `*` for the rest of the word, `[sz]` for one of these letters, `(…|…)` for alternatives."""
    start = word.find("(")
    if start >= 0:
        end = _closing(word, start)
        inner = "|".join(expression(part) for part in _split(word[start + 1 : end], "|"))
        return _word(word[:start]) + f"(?:{inner})" + _word(word[end + 1 :])
    return _CLASS.sub(r"[\1]", re.escape(word)).replace(r"\*", r"[\w']*").replace(r"\?", "?")


def _closing(word: str, start: int) -> int:
    depth = 0
    for found in _PARENTHESIS.finditer(word, start):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.start()
    raise ValueError(f"lexicon: a parenthesis is left open in {word!r}")


@lru_cache(maxsize=4096)  # most are branches of alternatives: "your", "data"
def needed(phrase: str) -> tuple[Words, ...]:
    """Sets of words of which every match of the phrase has at least one each: a word that must be there gives itself,
    an alternative those of all its branches. In lower case, the rarest first; none when nothing can be said.
    Raises ValueError for a parenthesis left open.
    """
    tokens = _split(phrase.removeprefix("=").removeprefix("^"), " ")
    return tuple(sorted({words for token in tokens for words in _needed_by(token)}, key=_rank))


def _needed_by(token: str) -> Iterator[Words]:
    if token.removesuffix("*").isalnum():  # nearly all are one word, or the beginning of one
        yield _only(token.casefold())
        return
    if token in _GAPS or token.endswith((")*", "?")):
        return
    start = token.find("(")
    end = _closing(token, start) if start >= 0 else -1
    yield from map(_only, _runs(token.casefold()))
    # "d'(ia|algorithmes)": the branches are words of their own, and nothing follows on them
    if start >= 0 and end == len(token) - 1 and not (token[:start] and _joins(token[start - 1])):
        branches = [needed(part) for part in _split(token[start + 1 : end], "|")]
        if branches and all(branches):
            yield frozenset[str]().union(*(branch[0] for branch in branches))


def _only(word: str) -> Words:
    return frozenset((word,))


def _joins(char: str) -> bool:
    """Can a word go on after the character?"""
    return _RUN.match(char) is not None or char in "*?]"


def _runs(token: str) -> Iterator[str]:
    """The words of a token up to the first alternative; one that may go on is a beginning."""
    end = 0
    for run in _RUN.finditer(token):
        if _OPTIONAL.search(token, end, run.start()):
            return
        word, end = run[0], run.end()
        following = token[end : end + 1]
        if following and following in "?*[(":
            word = word[:-1] if following == "?" else word  # "colou?r": the last letter may be missing
            if word:
                yield f"{word}*"
            return
        yield word


# Beginnings of words that stand in every other sentence of a policy, whatever it is about, and rule little out; and
# of those that stand in nearly every sentence of all texts, and rule nothing out.
_FREQUENT = frozenset(
    "use usi usin used can info infor data serv servi cont conte person perso cer certa have has inclu produ purpo"
    " right accou donn donné util utili per pers informa droit compt final datos nues nuest uso usar derec cuent dei"
    " dati nost nostr dirit dado noss nossa direi date daten nutz nutze recht zweck konto gege gegev gebr gebru"
    " doele".split()
)
_EVERYWHERE = frozenset(
    "you your not may our the and for with from this that any are will when where onl only vos votre nous vous pour"
    " dans avec les des une sus del dos das seu sua der die und wir sie ihre een het van uw uwe".split()
)
_FREQUENT_COST, _EVERYWHERE_COST = 12, 60  # they are worth so many others
_SHORT = 2  # letters of a word that is frequent in any language
_TOLD_BY = 5  # letters


def _rank(words: Words) -> tuple[int, int, list[str]]:
    stems = [word.rstrip("*") for word in words]
    return sum(map(_cost, stems)), -min(map(len, stems)), sorted(words)


def _cost(stem: str) -> int:
    if len(stem) <= _SHORT or stem[:_TOLD_BY] in _EVERYWHERE:
        return _EVERYWHERE_COST
    return _FREQUENT_COST if stem[:_TOLD_BY] in _FREQUENT else 1
