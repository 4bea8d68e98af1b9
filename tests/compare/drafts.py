"""Short ways to write documents for the tests of the comparison."""

from __future__ import annotations

from watcher.model import Block, BlockKind, Comparison, Document, Section, Sentence


def prose(*sentences: str) -> Document:
    """One paragraph a sentence, under no heading."""
    blocks = (Block(BlockKind.PARAGRAPH, (Sentence(sentence),)) for sentence in sentences)
    return Document("AI at Agora", "en", (Section(None, 0, tuple(blocks)),))


def outline(*lines: str) -> Document:
    """Lines as in text.md, each a block: `# heading`, `- item`, `+ first cell`, `++ next cell`, else a paragraph."""
    sections: list[Section] = []
    heading: Sentence | None = None
    level = 0
    blocks: list[Block] = []
    for line in lines:
        mark, _, words = line.partition(" ")
        if set(mark) == {"#"}:
            sections.append(Section(heading, level, tuple(blocks)))
            heading, level, blocks = Sentence(words), len(mark), []
        elif set(mark) == {"-"}:
            blocks.append(Block(BlockKind.ITEM, (Sentence(words),), len(mark) - 1))
        elif set(mark) == {"+"}:
            blocks.append(Block(BlockKind.CELL, (Sentence(words),), len(mark) - 1))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, (Sentence(line),)))
    sections.append(Section(heading, level, tuple(blocks)))
    return Document("AI at Agora", "en", tuple(s for s in sections if s.heading is not None or s.blocks))


def told(comparison: Comparison) -> list[tuple[str, str | None, str | None, str | None]]:
    """Kind, text before, text after and kind of noise of each change."""
    return [
        (
            change.kind.value,
            change.before.text if change.before else None,
            change.after.text if change.after else None,
            change.noise.value if change.noise else None,
        )
        for change in comparison.changes
    ]


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]
