"""A file of JavaScript filters as text: which functions it has, in pieces (tokens). Nothing is ever run.

What counts is only whether a function is, piece by piece, one that is known (`declarations_filters`). A text that is
cut wrongly is like no known one: the mistake costs a warning, never a wrong reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CHARACTERS = 500_000  # of one file; the largest known one has 10,000
_PIECE = re.compile(
    r"(?P<comment>//[^\n]*|/\*(?:.*?\*/|.*))"
    r"|(?P<text>'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"|`(?:[^`\\]|\\.)*+`)"
    r"|(?P<word>[\w$]+)|(?P<space>\s+)|(?P<sign>=>|\.\.\.|.)",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}/[a-z]{0,8}")
_BEFORE_PATTERN = frozenset("( , = : [ ! & | ? { } ; + =>".split()) | {"return", ""}
_OPENING = {"(": ")", "[": "]", "{": "}"}
_FROM = re.compile(r"""export\s*\{([^{}]{1,2000})\}\s*from\s*['"]\./([^'"/\n]{1,200})\.filters\.js['"]""")

Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """One function: the names of its parameters, its body without the braces, and the comment before it."""

    parameters: Pieces
    body: Pieces
    comment: str = ""


def pieces(text: str) -> list[str]:
    """The pieces of a script, comments among them, white space not."""
    found: list[str] = []
    last, at = "", 0
    text = text[:MOST_CHARACTERS]
    while at < len(text):
        match = _PIECE.match(text, at)
        if text[at] == "/" and last in _BEFORE_PATTERN and text[at + 1 : at + 2] not in ("/", "*"):
            match = _PATTERN.match(text, at) or match
        if match is None:  # cannot be: every character is a sign
            break
        at = match.end()
        if match[0].isspace():
            continue
        found.append(match[0])
        last = last if is_comment(match[0]) else match[0]
    return found


def functions(text: str) -> dict[str, Function]:
    """The functions at the top of a file of filters, by name: declared, or kept as constants."""
    every = pieces(text)
    found: dict[str, Function] = {}
    at = depth = 0
    comments: list[str] = []
    while at < len(every):
        piece = every[at]
        if is_comment(piece):
            comments.append(piece)
        elif piece in _OPENING or piece in ")]}":
            depth += 1 if piece in _OPENING else -1
        elif depth == 0 and piece in ("function", "const") and at + 1 < len(every):
            function, end = _function(every, at, _plain(comments))
            if function is not None:
                found.setdefault(every[at + 1], function)
                at = end
            comments = []
        elif piece not in ("export", "async"):
            comments = []
        at += 1
    return found


def handed_on(text: str) -> dict[str, str]:
    """Functions that the file takes from another one, with the name of the service that has them."""
    return {
        name.strip(): match[2]
        for match in _FROM.finditer(text)
        for name in match[1].split(",")
        if name.strip().isidentifier()
    }


def is_comment(piece: str) -> bool:
    return piece.startswith(("//", "/*"))


def _function(every: list[str], at: int, comment: str) -> tuple[Function | None, int]:
    """The function that begins at `function NAME` or `const NAME =`, and the index of its last piece."""
    begin = at + 2
    if every[at] == "const":
        if every[begin : begin + 1] != ["="]:
            return None, at
        begin += 1
        begin += every[begin : begin + 1] == ["async"]
    end = _end(every, begin) if every[begin : begin + 1] == ["("] else begin
    parameters = every[begin + 1 : end] if end > begin else every[begin : begin + 1]
    begin = end + 1
    if every[at] == "const":
        if every[begin : begin + 1] != ["=>"]:
            return None, at
        begin += 1
    if every[begin : begin + 1] != ["{"]:
        return None, at
    end = _end(every, begin)
    body = tuple(piece for piece in every[begin + 1 : end] if not is_comment(piece))
    return Function(tuple(piece for piece in parameters if not is_comment(piece)), normal(body), comment), end


def _end(every: list[str], at: int) -> int:
    """The index of the bracket that closes the one at `at`; the last index when none does."""
    depth = 0
    for index in range(at, len(every)):
        if every[index] in _OPENING:
            depth += 1
        elif every[index] in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                return index
    return len(every) - 1


def normal(body: Pieces) -> Pieces:
    """Without what may be left away: semicolons, a last comma, brackets around one parameter. Every text gets the
    same quotes."""
    kept: list[str] = []
    for index, piece in enumerate(body):
        following = body[index + 1] if index + 1 < len(body) else ""
        if piece == ";" or (piece == "," and following in (")", "]", "}")):
            continue
        kept.append(_requoted(piece))
        if piece == "=>" and kept[-4:-3] == ["("] and kept[-2] == ")":
            kept[-4:] = [kept[-3], "=>"]
    return tuple(kept)


def said(piece: str) -> str | None:
    """What a piece of text says; None for everything else, and for a text that holds an escape or a variable."""
    if len(piece) < 2 or piece[0] not in "'\"`" or "\\" in piece or (piece[0] == "`" and "${" in piece):
        return None
    return piece[1:-1]


def _requoted(piece: str) -> str:
    text = said(piece)
    return piece if text is None or "'" in text else f"'{text}'"


def _plain(comments: list[str]) -> str:
    """The words of comments without their signs."""
    words = (word for comment in comments for word in comment.replace("*/", " ").split())
    return " ".join(word for word in (word.lstrip("/*") for word in words) if word)
