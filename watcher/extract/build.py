"""Puts a Document together from a flow of events, whatever the format that they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from watcher.extract.hidden import is_placeholder
from watcher.extract.links import clean
from watcher.extract.sentences import fold, spans, visible
from watcher.model import Block, BlockKind, Document, Link, Section, Sentence

# Lists deeper than this are taken as being this deep: depth is what text.md is indented by.
_DEEPEST = 30
# Characters of a part of a block whose sentences are kept for the next version; it bounds the memory for that.
_LONGEST_KEPT = 4000


Piece: TypeAlias = tuple[str, str]  # words, and the address that they link to ("" for none)
_NEW_LINE: Piece = ("\n", "")
Sections: TypeAlias = tuple[Section, ...]


@dataclass(slots=True)
class Builder:
    """Collects text into blocks and blocks into sections.

    `start(kind, depth)` begins a block, `heading(level)` a section's title, `part()` a new part of the block that is
    open (sentences never cross parts), `line()` a line break, `text()` adds words. `finish()` gives the Document.
    """

    language: str
    base: str = ""
    _sections: list[Section] = field(default_factory=list)
    _heading: Sentence | None = None
    _level: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _parts: list[list[Piece]] = field(default_factory=lambda: [[]])
    _kind: BlockKind | None = BlockKind.PARAGRAPH  # None while a heading is collected
    _depth: int = 0
    _next_level: int = 0
    _proper: int = 0

    def start(self, kind: BlockKind = BlockKind.PARAGRAPH, depth: int = 0) -> None:
        self._flush()
        self._kind, self._depth = kind, min(depth, _DEEPEST)

    def heading(self, level: int, *, question: bool = False) -> None:
        """`question`: the header of an accordion, which does not count as the last heading proper."""
        self._flush()
        self._kind, self._next_level = None, max(1, min(6, level))
        if not question:
            self._proper = self._next_level

    @property
    def level(self) -> int:
        """Level of the last heading proper; 0 before the first."""
        return self._proper

    def part(self) -> None:
        if self._parts[-1]:
            self._parts.append([])

    def line(self) -> None:
        """A line break: ends a part where the words before it end a sentence, else it is white space."""
        last = self._parts[-1]
        words = last[-1][0].rstrip() if last else ""
        if words and words[-1] in ".!?:;…”»":
            self.part()
        elif last:
            last.append(_NEW_LINE)
            if len(last) > 1 and last[-2][0] == "\n":  # two in a row are a paragraph's end
                self.part()

    def text(self, text: str, href: str = "") -> None:
        words = text if text.isprintable() else visible(text)
        if words:
            self._parts[-1].append((words, href))

    def finish(self, title: str = "") -> Document:
        return _document(self.sections(), self.language, title)

    def sections(self) -> Sections:
        """What was collected."""
        self._flush()
        self._close()
        return tuple(self._sections)

    def _flush(self) -> None:
        if not self._parts[0] and len(self._parts) == 1:
            return
        parts = [part for part in self._parts if _says_something(part)]
        self._parts = [[]]
        if not parts:
            return
        if self._kind is None:
            joined = tuple(piece for part in parts for piece in (*part, (" ", "")))
            self._close()
            self._heading, self._level = _heading(joined, self.base), self._next_level
            self._kind = BlockKind.PARAGRAPH
            self._depth = 0
            return
        sentences: tuple[Sentence, ...] = ()
        for part in parts:
            size = len(part[0][0]) if len(part) == 1 else sum([len(words) for words, _ in part])
            read = _kept if size <= _LONGEST_KEPT else _sentences
            sentences += read(tuple(part), self.base, self.language)
        if sentences:
            self._blocks.append(Block(self._kind, sentences, self._depth))

    def _close(self) -> None:
        if self._heading is not None or self._blocks:
            self._sections.append(Section(self._heading, self._level, tuple(self._blocks)))
        self._heading, self._blocks = None, []


def joined(parts: Iterable[Sections], language: str) -> Document:
    """The document whose parts were read one by one: what stands before the first heading of a part belongs to the
    section that is open."""
    sections: list[Section] = []
    heading: Sentence | None = None
    level = 0
    blocks: list[Block] = []
    for part in parts:
        for section in part:
            if section.heading is not None:
                if heading is not None or blocks:
                    sections.append(Section(heading, level, tuple(blocks)))
                heading, level, blocks = section.heading, section.level, []
            blocks += section.blocks
    if heading is not None or blocks:
        sections.append(Section(heading, level, tuple(blocks)))
    return _document(tuple(sections), language)


def _document(sections: Sections, language: str, title: str = "") -> Document:
    """Without a title of its own it has that of its first heading."""
    first = next((section.heading.text for section in sections if section.heading is not None), "")
    return Document(fold(title) or first, language, sections)


def _says_something(part: list[Piece]) -> bool:
    for words, _ in part:  # noqa: SIM110 - half as slow as any(), asked of every block
        if not words.isspace():
            return True
    return False


def _heading(pieces: tuple[Piece, ...], base: str) -> Sentence:
    text, links = _joined(pieces, base)
    return Sentence(text, tuple(link for _, link in links))


def _sentences(pieces: tuple[Piece, ...], base: str, language: str) -> tuple[Sentence, ...]:
    """Sentences of the joined pieces; each keeps the links whose first word lies in it."""
    text, links = _joined(pieces, base)
    cuts = spans(text, language)
    if not links:
        return tuple([Sentence(text[begin:end]) for begin, end in cuts])
    out: list[Sentence] = []
    for begin, end in cuts:
        words = text[begin:end]
        mine = tuple(  # a link that runs on into the next sentence belongs to the one that it begins in
            Link(fold(words[start - begin :][: len(link.text)]), link.href) for start, link in links if start < end
        )
        links = [(start, link) for start, link in links if start >= end]
        out.append(Sentence(words, mine))
    return tuple(out)


# The versions of a page share most of their text: it is cut once, and they share the sentences.
_kept = lru_cache(maxsize=4096)(_sentences)


def _joined(pieces: tuple[Piece, ...], base: str) -> tuple[str, list[tuple[int, Link]]]:
    """The folded words of all pieces, and where in them which link begins."""
    if len(pieces) == 1 and not pieces[0][1]:
        return fold(pieces[0][0]), []
    if not any(href for _, href in pieces):
        return fold("".join([words for words, _ in pieces])), []
    text = ""
    links: list[tuple[int, Link]] = []
    for words, href in _runs(pieces):
        folded = fold(words)
        if not folded:
            if words and text and not text.endswith(" "):
                text += " "
            continue
        if words[0].isspace() and text and not text.endswith(" "):
            text += " "
        if href:
            address = clean(href, base)
            if address.startswith("mailto:") and is_placeholder(folded):
                folded = address.removeprefix("mailto:")
            if address:
                links.append((len(text), Link(folded, address)))
        text += folded
        if words[-1].isspace():
            text += " "
    return text.strip(), links


def _runs(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Neighbouring pieces with the same link joined, so that `<a><b>x</b>y</a>` is one link."""
    return [("".join([words for words, _ in run]), href) for href, run in groupby(pieces, itemgetter(1))]
