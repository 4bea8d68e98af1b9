"""PDF -> Document: lines back into paragraphs, headings and lists, without what stands on every page.

    lines -> running headers, footers and page numbers out -> paragraphs -> headings by size, weight and number

A PDF does not say what is a paragraph; this goes by the distance between lines, their size and their indentation. The
aim is that the same text on other pages (another size, another width) gives the same sentences.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from watcher.extract.build import Builder
from watcher.extract.pdf_lines import Line, UnreadablePdfError, lines_of
from watcher.model import BlockKind, Document

__all__ = ["UnreadablePdfError", "read_pdf"]

# U+007F is what pypdf makes of the bullet of old Western fonts, U+F0B7 and U+F0A7 are those of Symbol and Wingdings.
_BULLETS = "-*•▪◦‣·–●○■□➢\x7f\uf0b7\uf0a7"
_BULLET = re.compile(rf"\s*(?:[{re.escape(_BULLETS)}]|o(?=\s))\s*(?=\S|$)")
_LONE_BULLET = re.compile(rf"\s*(?:[{re.escape(_BULLETS)}]|o|\(?(?:[0-9]{{1,2}}|[a-z]|[ivx]{{1,4}})[.)])\s*")
_LABEL = re.compile(r"\s*\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:(?:article|section|artikel|§|annex|annexe|anhang)\s*)?([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?\s+\S",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"\W*(?:p|page|seite|página|pagina|pág|pag)?\W*(?:[0-9]{1,4}|[ivxl]{1,6})\W*"
    r"(?:(?:of|von|sur|de|di|van|/)\W*[0-9]{1,4})?\W*",
    re.IGNORECASE,
)
_EDGE = 0.12  # of a page's height at its top and bottom, where running headers and footers stand
_RUNNING = 0.5  # of the pages that hold the same line there
_EDGE_LINES = 4  # lines at most that such a header has
_LARGER = 1.12  # than the text is a heading
_LONGEST_HEADING = 160
_NEXT_PARAGRAPH = 1.35  # times the usual distance of two lines
_ENDS = ".!?:;…”»\"')"
_HYPHENATED = re.compile(r"(\w+)[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    item: bool = False
    text: str = ""
    column: int | None = None  # of a table, from 0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def read_pdf(body: bytes, *, language: str) -> Document:
    """The text layer of a PDF. Raises UnreadablePdfError for what is no PDF, is locked or holds no text."""
    lines = _without_running(lines_of(body))
    paragraphs = _paragraphs(lines)
    words = Counter(word.lower() for line in lines for word in _FIRST_WORD.findall(line.text))
    for paragraph in paragraphs:
        paragraph.text = _joined(paragraph, words)
    builder = Builder(language)
    _find_rows(paragraphs)
    levels = _levels(paragraphs)
    for paragraph, level in zip(paragraphs, levels, strict=True):
        if level:
            builder.heading(level)
        elif paragraph.column is not None:
            builder.start(BlockKind.CELL, paragraph.column)
        else:
            builder.start(BlockKind.ITEM if paragraph.item else BlockKind.PARAGRAPH)
        builder.text(paragraph.text)
    return builder.finish()


# --- what stands on every page


def _without_running(lines: list[Line]) -> list[Line]:
    """Without headers, footers and page numbers: the same line (but for digits) at the same edge of most pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) == 1:
        return lines
    edges = {number: _edge_lines(page) for number, page in pages.items()}
    counts = Counter(mark for edge in edges.values() for mark in {_mark(line) for line in edge})
    least = max(2, _RUNNING * len(pages))
    kept = []
    for number, page in pages.items():
        edge = {id(line) for line in edges[number]}
        kept += [
            line
            for line in page
            if id(line) not in edge or not (counts[_mark(line)] >= least or _PAGE_NUMBER.fullmatch(line.text.strip()))
        ]
    return kept


def _edge_lines(page: list[Line]) -> list[Line]:
    top = sorted((line for line in page if line.y > line.height * (1 - _EDGE)), key=lambda line: -line.y)
    bottom = sorted((line for line in page if line.y < line.height * _EDGE), key=lambda line: line.y)
    return top[:_EDGE_LINES] + bottom[:_EDGE_LINES]


def _mark(line: Line) -> tuple[bool, str]:
    return line.y > line.height / 2, re.sub(r"\d+|\b[ivxl]+\b", "0", " ".join(line.text.lower().split()))


# --- paragraphs


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    pitch = _pitches(lines)
    usual = _usual_size(lines)
    longest = Counter({line.size: len(line.text) for line in sorted(lines, key=lambda line: len(line.text))})
    out: list[_Paragraph] = []
    lone = False  # the last line was a bullet whose text stands beside it
    for line in lines:
        if _LONE_BULLET.fullmatch(line.text):
            out.append(_Paragraph([line], item=True))
            lone = True
            continue
        last = out[-1] if out else None
        if last is not None and (lone or _goes_on(last.lines[-1], line, pitch, longest[line.size], usual)):
            last.lines.append(line)
            if lone:
                last.lines.pop(0)
        else:
            item = bool(
                _BULLET.match(line.text) or (_LABEL.match(line.text) and not line.bold and line.size <= usual)
            )
            out.append(_Paragraph([line], item))
        lone = False
    return out


def _usual_size(lines: list[Line]) -> float:
    """The size in which most of the text is."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _pitches(lines: list[Line]) -> dict[float, float]:
    """The usual distance of two lines, by size."""
    found: dict[float, Counter[float]] = {}
    for above, below in itertools.pairwise(lines):
        step = above.y - below.y
        if above.page == below.page and above.size == below.size and 0 < step < 3 * above.size:
            found.setdefault(above.size, Counter())[round(step, 1)] += 1
    return {size: min(steps, key=lambda step: (-steps[step], step)) for size, steps in found.items()}


def _goes_on(above: Line, below: Line, pitch: dict[float, float], longest: int, usual: float) -> bool:
    """Whether the second line belongs to the paragraph of the first."""
    if abs(above.size - below.size) > 0.6 or _BULLET.match(below.text) or above.bold != below.bold:
        return False
    step = above.y - below.y
    ended = above.text.rstrip()[-1:] in _ENDS
    if below.page != above.page or step < 0:  # the next page or column: a sentence that is under way goes on
        return not ended and below.size <= usual * _LARGER and not _LABEL.match(below.text)
    if abs(step) < 1:  # another cell of the same row
        return False
    if step > _NEXT_PARAGRAPH * pitch.get(above.size, 1.2 * above.size):
        return False
    short = len(above.text) < 0.6 * longest
    if ended and (short or _LABEL.match(below.text) or _NUMBERED.match(below.text)):
        return False
    return not (short and not ended and below.text[:1].isupper() and below.x < above.x - 1)


def _joined(paragraph: _Paragraph, words: Counter[str]) -> str:
    """The lines as one text. A hyphen at the end of a line goes when the word is known without it, or its halves are
    no words of the document; it stays where it belongs to the word.
    """
    text = ""
    for position, line in enumerate(paragraph.lines):
        piece = line.text.strip()
        if not position and paragraph.item:
            piece = piece[found.end() :] if (found := _BULLET.match(piece) or _LABEL.match(piece)) else piece
        broken = _HYPHENATED.search(text)
        first = _FIRST_WORD.match(piece)
        if broken and first and first[0][:1].islower():
            whole = broken[1] + first[0]
            halves = words[broken[1].lower()] > 1 and words[first[0].lower()] > 1
            keep = text[-1] != "\u00ad" and not words[whole.lower()] and halves
            text = (text if keep else text[:-1]) + piece
        elif broken and text[-1] != "\u00ad":
            text += piece
        else:
            text += f" {piece}" if text else piece
    return text


def _find_rows(paragraphs: list[_Paragraph]) -> None:
    """Paragraphs that begin at the same height, one right of the other, are the cells of a row."""
    for left, right in itertools.pairwise(paragraphs):
        one, other = left.lines[0], right.lines[0]
        if one.page == other.page and abs(one.y - other.y) < 1 and one.x < other.x and not left.item:
            left.column = left.column or 0
            right.column = left.column + 1


# --- headings


def _levels(paragraphs: list[_Paragraph]) -> list[int]:
    """The level of each paragraph as a heading, 0 for what is none: the larger, the higher; bold and numbered lines
    of the usual size come below all of them.
    """
    usual = _usual_size([line for paragraph in paragraphs for line in paragraph.lines])
    larger = sorted({p.size for p in paragraphs if _may_be_heading(p) and p.size >= usual * _LARGER}, reverse=True)
    ranks = {size: rank for rank, size in enumerate(larger, 1)}
    below = len(ranks) + 1
    bold_text = sum(len(p.text) for p in paragraphs if p.bold) > 0.5 * sum(len(p.text) for p in paragraphs)
    levels = []
    for paragraph in paragraphs:
        level = 0
        if _may_be_heading(paragraph):
            if paragraph.size in ranks:
                level = ranks[paragraph.size]
            elif paragraph.bold and not bold_text and paragraph.size >= usual - 0.6:
                level = below
            elif numbered := _stands_alone(paragraph):
                level = below + numbered
        levels.append(min(level, 6))
    return levels


def _may_be_heading(paragraph: _Paragraph) -> bool:
    text = paragraph.text.rstrip()
    plain = any(letter.isalpha() for letter in text) and paragraph.column is None
    return plain and not paragraph.item and len(text) <= _LONGEST_HEADING and text[-1:] not in ".;,"


def _stands_alone(paragraph: _Paragraph) -> int:
    """Of a short line with a number before it ("2.3 Your data"), how deep the number is; 0 for any other."""
    found = _NUMBERED.match(paragraph.text)
    if found is None or len(paragraph.lines) > 1 or len(paragraph.text) > 80 or paragraph.text.rstrip()[-1:] in _ENDS:
        return 0
    return 1 + found[1].count(".")
