"""Puts a Document together from a flow of events, whatever the format that they come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from watcher.extract.links import clean
from watcher.extract.sentences import fold, spans, visible
from watcher.model import Block, BlockKind, Document, Link, Section, Sentence

# Lists deeper than this are taken as being this deep: depth is what text.md is indented by.
_DEEPEST = 30


@dataclass
class _Piece:
    text: str
    href: str = ""


@dataclass
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
    _parts: list[list[_Piece]] = field(default_factory=lambda: [[]])
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
        words = last[-1].text.rstrip() if last else ""
        if words and words[-1] in ".!?:;…”»":
            self.part()
        elif last:
            last.append(_Piece("\n"))
            if len(last) > 1 and last[-2].text == "\n":  # two in a row are a paragraph's end
                self.part()

    def text(self, text: str, href: str = "") -> None:
        if words := visible(text):
            self._parts[-1].append(_Piece(words, href))

    def finish(self, title: str = "") -> Document:
        self._flush()
        self._close()
        first = next((s.heading.text for s in self._sections if s.heading is not None), "")
        return Document(fold(title) or first, self.language, tuple(self._sections))

    def _flush(self) -> None:
        parts = [part for part in self._parts if any(piece.text.strip() for piece in part)]
        self._parts = [[]]
        if not parts:
            return
        if self._kind is None:
            sentence = _sentences([piece for part in parts for piece in (*part, _Piece(" "))], self, whole=True)
            self._close()
            self._heading, self._level = sentence[0], self._next_level
            self._kind = BlockKind.PARAGRAPH
            self._depth = 0
            return
        sentences = tuple(sentence for part in parts for sentence in _sentences(part, self))
        if sentences:
            self._blocks.append(Block(self._kind, sentences, self._depth))

    def _close(self) -> None:
        if self._heading is not None or self._blocks:
            self._sections.append(Section(self._heading, self._level, tuple(self._blocks)))
        self._heading, self._blocks = None, []


def _sentences(pieces: list[_Piece], builder: Builder, *, whole: bool = False) -> list[Sentence]:
    """Sentences of the joined pieces; each keeps the links whose first word lies in it."""
    text = ""
    links: list[tuple[int, Link]] = []
    for href, words in _runs(pieces):
        folded = fold(words)
        if not folded:
            if words and text and not text.endswith(" "):
                text += " "
            continue
        if words[0].isspace() and text and not text.endswith(" "):
            text += " "
        if href:
            address = clean(href, builder.base)
            if address:
                links.append((len(text), Link(folded, address)))
        text += folded
        if words[-1].isspace():
            text += " "
    text = text.strip()
    if not text:
        return []
    out: list[Sentence] = []
    for begin, end in [(0, len(text))] if whole else spans(text, builder.language):
        words = text[begin:end]
        mine = tuple(  # a link that runs on into the next sentence belongs to the one that it begins in
            Link(fold(words[start - begin :][: len(link.text)]), link.href) for start, link in links if start < end
        )
        links = [(start, link) for start, link in links if start >= end]
        out.append(Sentence(words, mine))
    return out


def _runs(pieces: list[_Piece]) -> list[tuple[str, str]]:
    """Neighbouring pieces with the same link joined, so that `<a><b>x</b>y</a>` is one link."""
    runs: list[tuple[str, str]] = []
    for piece in pieces:
        if runs and runs[-1][0] == piece.href:
            runs[-1] = (piece.href, runs[-1][1] + piece.text)
        else:
            runs.append((piece.href, piece.text))
    return runs
