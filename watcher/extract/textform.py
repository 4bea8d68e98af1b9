"""text.md: the text of a version as people diff it, one sentence a line, and back again.

It is Markdown, so a git host shows it well: headings, list items (`- `), the cells of a table row as items with a
plus sign, links with their addresses. `parse_text(render_text(d))` is `d` but for title and language, which
capture.json holds; that holds for documents as the extractor makes them: sentences folded and not empty, addresses
without white space and angle brackets, links in the order in which their words stand, at most one section without
heading, the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.model import Block, BlockKind, Document, Link, Section, Sentence

# Also what git hosts read besides CommonMark: entities, struck-out words.
_SPECIAL = re.compile(r"([\\`*_\[\]<]|&(?=#?\w{1,40};)|~(?=~)|(?<=~)~)")
_LINE_START = re.compile(r"^(?:([-+#>=~|])|(\d{1,9})([.)]))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escapes are consumed first, so that no search begins at a bracket that is escaped.
_LINK = re.compile(r"\\.|\[((?:[^\[\]\\]|\\.)*+)\]\(<([^<>]*)>\)")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_MARKED = re.compile(r"( *)([-+]) (.*)")
_MARKS = {BlockKind.ITEM: "-", BlockKind.CELL: "+"}
_KINDS = {mark: kind for kind, mark in _MARKS.items()}


def render_text(document: Document) -> str:
    """The text form, ending in one newline (empty for a document without text)."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    begun = False
    for section in document.sections:
        if section.heading is not None:
            if begun:
                yield ""
            yield f"{'#' * section.level} {_sentence(section.heading)}"
            begun = True
        previous: Block | None = None
        for block in section.blocks:
            if begun and not (
                previous is not None and block.kind is previous.kind and block.kind is not BlockKind.PARAGRAPH
            ):
                yield ""
            yield from _block(block)
            begun = True
            previous = block


def _block(block: Block) -> Iterator[str]:
    indent = "  " * block.depth
    mark = _MARKS.get(block.kind)
    for index, sentence in enumerate(block.sentences):
        line = _sentence(sentence)
        if mark is None:
            yield line
        else:
            yield f"{indent}{mark} {line}" if index == 0 else f"{indent}  {line}"


def _sentence(sentence: Sentence) -> str:
    out: list[str] = []
    position = 0
    for link in sentence.links:
        start = sentence.text.find(link.text, position)
        if start < 0:
            continue
        out.append(_escape(sentence.text[position:start]))
        out.append(f"[{_escape(link.text)}](<{link.href}>)")
        position = start + len(link.text)
    out.append(_escape(sentence.text[position:]))
    return _LINE_START.sub(_escape_start, "".join(out))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escape_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def parse_text(text: str, *, title: str, language: str) -> Document:
    """The document that `render` wrote. Lines that it would not write are taken as sentences of a paragraph."""
    sections: list[Section] = []
    heading: Sentence | None = None
    level = 0
    blocks: list[Block] = []
    open_block = False
    for line in text.split("\n"):
        if not line.strip():
            open_block = False
        elif match := _HEADING.fullmatch(line):
            if heading is not None or blocks:
                sections.append(Section(heading, level, tuple(blocks)))
            heading, level, blocks, open_block = _read(match[2]), len(match[1]), [], False
        elif match := _MARKED.fullmatch(line):
            blocks.append(Block(_KINDS[match[2]], (_read(match[3]),), len(match[1]) // 2))
            open_block = True
        elif open_block:
            last = blocks[-1]
            blocks[-1] = Block(last.kind, (*last.sentences, _read(line.strip(" "))), last.depth)
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, (_read(line),)))
            open_block = True
    if heading is not None or blocks:
        sections.append(Section(heading, level, tuple(blocks)))
    return Document(title, language, tuple(sections))


def _read(line: str) -> Sentence:
    text: list[str] = []
    links: list[Link] = []
    position = 0
    for match in _LINK.finditer(line):
        if match[1] is None:  # an escaped character
            continue
        words = _ESCAPED.sub(r"\1", match[1])
        text += [_ESCAPED.sub(r"\1", line[position : match.start()]), words]
        links.append(Link(words, match[2]))
        position = match.end()
    text.append(_ESCAPED.sub(r"\1", line[position:]))
    return Sentence("".join(text), tuple(links))
