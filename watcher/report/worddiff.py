"""What changed between two wordings, word by word.

Law: the equal and deleted spans joined are `before`, the equal and inserted ones are `after`.

Words, single punctuation marks and spaces are mapped to one character each, as diff-match-patch does with lines. The
edit script comes from rapidfuzz (longest common subsequence, bit-parallel): diff-match-patch's own search takes three
seconds for two unlike texts of 3,000 words, and a hostile page chooses its sentences. Its semantic clean-up follows,
which joins edits that only a word or two keep apart and moves them to where words begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]  # ships no types
from rapidfuzz.distance import LCSseq

Op = Literal["equal", "delete", "insert"]
Side = Literal["delete", "insert"]

MAX_TOKENS: Final = (
    10_000  # a side, some 5,000 words; beyond it time would pass a second, so the texts count as replaced
)
_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|\s|[^\w\s]")
_WORDS_FROM: Final = 0x4E00  # letters, so that the clean-up sees words where words are
_WORDS_FROM_2: Final = 0x20000
_WORDS: Final = 0x9FA5 - _WORDS_FROM
_MARKS_FROM: Final = 0xE000  # neither letter nor space


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that both sides share (`equal`) or that only one has. Never empty."""

    op: Op
    text: str


def word_diff(before: str, after: str) -> tuple[Span, ...]:
    """The spans that turn `before` into `after`, in reading order; deletions stand before insertions."""
    if before == after:
        return _spans([("equal", before)])
    if not (before and after):
        return _spans([("delete", before), ("insert", after)])
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > MAX_TOKENS:
        return _spans([("delete", before), ("insert", after)])
    letters = _letters(old, new)
    left, right = ("".join(letters[token] for token in side) for side in (old, new))
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # the default depends on the speed of the machine
    diffs = _edits(left, right)
    differ.diff_cleanupMerge(diffs)
    differ.diff_cleanupSemantic(diffs)
    tokens = {letter: token for token, letter in letters.items()}
    ops: dict[int, Op] = {0: "equal", -1: "delete", 1: "insert"}
    return _spans([(ops[op], "".join(tokens[letter] for letter in text)) for op, text in diffs])


def _edits(left: str, right: str) -> list[tuple[int, str]]:
    """The edit script in diff-match-patch's form. A lone space between two edits belongs to them: the clean-up would
    find that too, but one by one, in quadratic time where everything differs."""
    codes = list(LCSseq.opcodes(left, right))
    diffs: list[tuple[int, str]] = []
    for number, code in enumerate(codes):
        old, new = left[code.src_start : code.src_end], right[code.dest_start : code.dest_end]
        if code.tag == "equal" and not (old.isspace() and 0 < number < len(codes) - 1):
            diffs.append((0, old))
            continue
        diffs += [(-1, old)] if old else []
        diffs += [(1, new)] if new else []
    return diffs


def _letters(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """One character for each different token: letters for words, the space for a space, private ones for marks."""
    letters: dict[str, str] = {" ": " "}
    words = marks = 0
    for token in (*old, *new):
        if token in letters:
            continue
        if token[0].isalnum():
            start, offset = (_WORDS_FROM, words) if words < _WORDS else (_WORDS_FROM_2, words - _WORDS)
            letters[token] = chr(start + offset)
            words += 1
        else:
            letters[token] = chr(_MARKS_FROM + marks) if marks < 0x1900 else chr(0xF0000 + marks)
            marks += 1
    return letters


def _spans(parts: Iterable[tuple[Op, str]]) -> tuple[Span, ...]:
    """Empty parts out, neighbours of one kind joined, deletions before insertions."""
    spans: list[Span] = []
    deleted = inserted = ""
    for op, text in (*parts, ("equal", "")):
        if op == "delete":
            deleted += text
        elif op == "insert":
            inserted += text
        else:
            if text == "" and not (deleted or inserted):
                continue
            spans += [Span("delete", deleted)] * bool(deleted) + [Span("insert", inserted)] * bool(inserted)
            deleted = inserted = ""
            if spans and text and spans[-1].op == "equal":
                spans[-1] = Span("equal", spans[-1].text + text)
            elif text:
                spans.append(Span("equal", text))
    return tuple(spans)


def side(spans: Iterable[Span], op: Side) -> tuple[Span, ...]:
    """The old (`delete`) or the new (`insert`) text alone, with its own changed words still marked."""
    return tuple(span for span in spans if span.op in ("equal", op))


def alike(spans: Sequence[Span]) -> bool:
    """Whether marks help: at least a third of the longer side is shared. Else the whole passage is the change."""
    shared = sum(len(span.text) for span in spans if span.op == "equal")
    sides = [sum(len(span.text) for span in side(spans, op)) for op in _SIDES]
    return shared * 3 >= max(sides)


_SIDES: Final[tuple[Side, ...]] = ("delete", "insert")


def shorten(spans: Sequence[Span], limit: int = 600, context: int = 90) -> tuple[tuple[Span, ...], int]:
    """Cut around the changed words until about `limit` characters remain; also the number of words left out.

    Cuts fall between words and are marked by "…" inside the span that was cut.
    """
    if sum(len(span.text) for span in spans) <= limit:
        return tuple(spans), 0
    changed = sum(1 for span in spans if span.op != "equal")
    room = max(context, (limit - sum(min(len(s.text), limit) for s in spans if s.op != "equal")) // (changed + 1))
    kept: list[Span] = []
    missing = 0
    total = 0
    for number, span in enumerate(spans):
        if total >= limit:
            missing += _count(span.text)
            continue
        if span.op != "equal" or not changed:
            text, lost = _middle(span.text, limit - total, 0)
        else:
            head = 0 if number == 0 else room // 2
            text, lost = _middle(span.text, head, 0 if number == len(spans) - 1 else room // 2)
        missing += lost
        total += len(text)
        kept.append(Span(span.op, text))
    if total >= limit and kept and len(kept) < len(spans) and not kept[-1].text.endswith("…"):
        kept[-1] = Span(kept[-1].op, kept[-1].text.rstrip() + " …")
    return tuple(kept), missing


def _middle(text: str, head: int, tail: int) -> tuple[str, int]:
    """`text` without its middle: about `head` characters from the start and `tail` from the end."""
    if len(text) <= head + tail + 3:
        return text, 0
    start = text[:head]
    if head and " " in start:
        start = start[: start.rfind(" ")] + " "
    end = text[len(text) - tail :] if tail else ""
    if end and " " in end:
        end = " " + end[end.find(" ") + 1 :]
    return f"{start}…{end}", _count(text) - _count(start) - _count(end)


def _count(text: str) -> int:
    return len(text.split())
