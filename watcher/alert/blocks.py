"""A message as blocks of Slack's rich text. Pure.

Not as mrkdwn, where words of a page can be marks (`*`, `_`, `~` have no escape there) and marks fail beside letters:
in rich text every word is shown as it is, bold and strike are properties of a run, and nothing is a mention or a link
that was not made one here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from watcher.alert.cutting import SHORTEST, closing, cut_sentences, essence, keep
from watcher.model import Mark, Message, Row, RowKind, Run

Block = dict[str, Any]

# docs.slack.dev, "Block Kit reference": 50 blocks a message, 3,000 characters a text. What all blocks may take is not
# documented; requests above some 13,000 characters of JSON are refused (slackapi/bolt-js #2509 and #2867).
MAX_BLOCKS: Final = 50
MAX_TEXT: Final = 2900
MAX_JSON: Final = 12_000
MAX_FALLBACK: Final = 3000

_QUOTES: Final = frozenset({RowKind.OLD, RowKind.NEW})
_STRONG: Final = frozenset({RowKind.HEADLINE, RowKind.TITLE, RowKind.SUBTITLE})
_MARKS: Final = re.compile(r"([*_~`])")
_COLONS: Final = {"fr": "\u00a0:"}
_CALLS: Final = re.compile(r"@(?=\w)")


def payload(message: Message, language: str) -> dict[str, Any]:
    """What the webhook gets: blocks, and the title for notifications and screen readers. Nothing is fetched for a
    preview, and nobody is called."""
    return {
        "text": fallback(message.title),
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": blocks(message, language),
    }


def fallback(text: str) -> str:
    """Text as mrkdwn that is shown as it is: `&`, `<`, `>` as entities, marks without power."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub("@\u2060", _MARKS.sub("\u2060\\1\u2060", line))[:MAX_FALLBACK]


def blocks(message: Message, language: str) -> list[Block]:
    """The parts of the message within Slack's limits; one without parts as its plain text."""
    if not message.parts:
        return _plain_blocks(message.text, language)
    room = MAX_JSON
    while room > 0:
        made = _fitted(message, room, language)
        if made is None:
            break
        if len(made) <= MAX_BLOCKS and _length(made) <= MAX_JSON:
            return made
        room -= 1000  # many small blocks: the number is the limit, not the length
    return _plain_blocks("\n\n".join((*essence(message, MAX_TEXT - 60), closing(language, linked=False))), language)


def _fitted(message: Message, room: int, language: str) -> list[Block] | None:
    kept = keep(message.parts, room, lambda part: _length(part_blocks(part.rows, language)), language)
    if kept is None:
        return None
    made: list[Block] = []
    for part in kept.above:
        rows = _beginning(part.rows, kept.room, language) if part is kept.partial else part.rows
        made += part_blocks(rows, language)
    if kept.closing:
        made.append(_rich([_section([_text(kept.closing)])]))
    for part in kept.below:
        made += part_blocks(part.rows, language)
    return made


def _length(made: Sequence[Block]) -> int:
    return len(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def _beginning(rows: Sequence[Row], room: int, language: str) -> tuple[Row, ...]:
    """As many whole rows as fit, and the next one up to a sentence."""
    kept: list[Row] = []
    for row in rows:
        left = room - _length(part_blocks((*kept, row), language))
        if left >= 0:
            kept.append(row)
            continue
        words = cut_sentences(row.words, room - _length(part_blocks(kept, language)) - 200, whole_lines=False)
        if len(words) >= SHORTEST // 2:
            kept.append(Row(row.kind, (Run(words),), row.label))
        break
    return tuple(kept)


def part_blocks(rows: Sequence[Row], language: str) -> list[Block]:
    """The rows as blocks: what is small in grey, everything else as rich text."""
    made: list[Block] = []
    if rows and all(row.kind in (RowKind.SMALL, RowKind.FOOT) and not _links(row) for row in rows):
        words = "\n".join(f"{row.label} {row.words}".strip() for row in rows)
        return [{"type": "context", "elements": [_plain_text(words)]}]
    elements: list[Block] = []
    taken = 0
    for element, size in _elements(rows, _COLONS.get(language, ":")):
        if elements and taken + size > MAX_TEXT:
            made.append(_rich(elements))
            elements, taken = [], 0
        elements.append(element)
        taken += size
    return [*made, _rich(elements)] if elements else made


def _elements(rows: Sequence[Row], colon: str) -> Iterator[tuple[Block, int]]:
    """Sections, lists and quotes, with the number of characters in each; none is longer than MAX_TEXT."""
    for group in _groups(rows):
        kind = group[0].kind
        lines = [list(_cut_runs(_runs(row, colon))) for row in group]
        size = sum(len(run["text"]) if "text" in run else len(run["url"]) for line in lines for run in line)
        if kind is RowKind.ITEM:
            yield {"type": "rich_text_list", "style": "bullet", "elements": [_section(line) for line in lines]}, size
        elif kind in _QUOTES:
            yield {"type": "rich_text_quote", "elements": lines[0]}, size
        else:
            joined = [piece for at, line in enumerate(lines) for piece in ([_text("\n")] if at else []) + line]
            yield _section(joined), size


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that make one element: a few items of a list, one quote, paragraphs that follow each other."""
    group: list[Row] = []
    taken = 0
    for row in rows:
        size = len(row.words)
        same = group and _group_of(row) == _group_of(group[0]) and row.kind not in _QUOTES
        if group and not (same and taken + size <= MAX_TEXT):
            yield group
            group, taken = [], 0
        group.append(row)
        taken += size
    if group:
        yield group


def _group_of(row: Row) -> str:
    return "list" if row.kind is RowKind.ITEM else "quote" if row.kind in _QUOTES else "section"


def _runs(row: Row, colon: str) -> Iterator[Block]:
    """The pieces of a row: its label in bold, its words, its links behind them."""
    if row.label and row.kind is not RowKind.LINKS:
        yield _text(f"{row.label} " if row.kind is RowKind.SUBTITLE else f"{row.label}{colon} ", bold=True)
    strong = row.kind in _STRONG
    words = [run for run in row.runs if not (run.url or run.mark is Mark.ADDRESS)]
    for run in words:
        marked = run.mark in (Mark.NEW, Mark.STRONG)
        yield _text(run.text, bold=strong or marked, strike=run.mark is Mark.GONE)
    if row.kind is RowKind.HEADLINE:
        yield _text(".", bold=True)
        return
    for at, run in enumerate(_links(row)):
        if at or words:
            yield _text("\n" if words and not at else " · ")
        if not run.url:
            yield _text(run.text)
        elif run.mark is Mark.ADDRESS:
            yield {"type": "link", "url": run.url}
        else:
            yield {"type": "link", "url": run.url, "text": run.text}


def _links(row: Row) -> list[Run]:
    return [run for run in row.runs if run.url or run.mark is Mark.ADDRESS]


def _cut_runs(runs: Iterator[Block]) -> Iterator[Block]:
    left = MAX_TEXT
    for run in runs:
        if run["type"] == "text":
            text = run["text"] if len(run["text"]) <= left else run["text"][: max(left - 1, 0)] + "…"
            if not text or left <= 0:
                return
            left -= len(text)
            yield {**run, "text": text}
        else:
            yield run


def _text(text: str, *, bold: bool = False, strike: bool = False) -> Block:
    style = {name: True for name, on in (("bold", bold), ("strike", strike)) if on}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def _plain_text(text: str) -> Block:
    return {"type": "plain_text", "text": text[:2000] or " ", "emoji": False}


def _section(pieces: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": pieces}


def _rich(elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": elements}


def _plain_blocks(text: str, language: str) -> list[Block]:
    made: list[Block] = []
    for paragraph in text.strip().split("\n\n"):
        piece = _rich([_section([_text(paragraph[:MAX_TEXT])])])
        if len(made) >= MAX_BLOCKS - 1 or _length([*made, piece]) > MAX_JSON - 200:
            return [*made, _rich([_section([_text(closing(language, linked=False))])])]
        made.append(piece)
    return made
