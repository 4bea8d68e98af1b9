"""The text of a good capture: sections > blocks > sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from watcher.model.marks import MarkedList


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a sentence: its words and its absolute address, tracking parameters taken off."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or what stands for one: a heading, a table cell), whitespace folded, never empty."""

    text: str
    links: tuple[Link, ...] = ()


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    CELL = "cell"  # of a table, row by row


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table cell.

    `depth` counts the lists around an item (0 = outermost) or the column of a cell (0 = first column, begins a row).
    """

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first one; `level` 1-6, 0 without heading) and the blocks up to the next heading."""

    heading: Sentence | None
    level: int
    blocks: tuple[Block, ...] = ()


class Passage(NamedTuple):
    """A sentence in its place: what compare and assess work on. There are a thousand in a comparison, looked up again
    and again: a tuple is made, compared and looked up in a third of the time that a dataclass takes.

    `section` are the headings above it, outermost first. `lead` is the text that opens the list or table row it
    belongs to ("We do not use the following to train:"), empty if none; a paragraph has one that is a list item in
    all but its markup ("(a) private messages"). `kind` is None for a heading.
    """

    text: str
    section: tuple[str, ...] = ()
    lead: str = ""
    kind: BlockKind | None = BlockKind.PARAGRAPH
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Document:
    """The text of one good capture: sections > blocks > sentences. `language` is a primary tag such as "en"."""

    title: str
    language: str
    sections: tuple[Section, ...] = ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All headings and sentences in reading order, each with its context."""
        return tuple(_passages(self))

    @cached_property
    def text(self) -> str:
        """The bare words, one passage a line."""
        return "\n".join([passage.text for passage in self.passages])


def _passages(document: Document) -> Iterator[Passage]:
    path: list[tuple[int, str]] = []
    for section in document.sections:
        if section.heading is not None:
            while path and path[-1][0] >= section.level:
                path.pop()
            above = tuple(text for _, text in path)
            yield Passage(section.heading.text, above, "", None, section.heading.links)
            path.append((section.level, section.heading.text))
        here = tuple(text for _, text in path)
        leads: dict[int, str] = {}
        before = ""  # the last sentence of the paragraph before a list
        marked = MarkedList()
        for block in section.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                before = block.sentences[-1].text
                lead = marked.lead(block.sentences[0].text, before)
            elif block.kind is BlockKind.CELL and block.depth == 0:
                lead = ""
            else:
                lead = leads.get(block.depth - 1, before if block.kind is BlockKind.ITEM else "")
            if block.kind is not BlockKind.PARAGRAPH:
                if len(leads) > 1 or block.depth not in leads:
                    leads = {depth: text for depth, text in leads.items() if depth < block.depth}
                leads[block.depth] = (
                    block.sentences[0].text if block.kind is BlockKind.CELL else block.sentences[-1].text
                )
                if block.kind is BlockKind.CELL and block.depth > 0:
                    leads[block.depth] = leads.get(0, leads[block.depth])
                marked.end()
            else:
                leads = {}
            for sentence in block.sentences:
                yield Passage(sentence.text, here, lead, block.kind, sentence.links)
