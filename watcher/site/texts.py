"""The texts of a document: the newest one as a page in which each sentence has an address, and all of them as one
file in which the script that compares two of them finds each sentence once."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from watcher.extract import parse_text
from watcher.model import Block, BlockKind, Sentence, iso
from watcher.report.escape import html, html_link, one_line
from watcher.site.book import Book, Document, Event
from watcher.site.frame import Page, link, page, script_data
from watcher.site.part import Contents, Files

COMPARED: Final = 500
"""How many versions of one document can be compared in the browser, its newest."""

_MARKS = {BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "i", BlockKind.CELL: "c"}


def compared(document: Document) -> list[Event]:
    """The versions whose texts can be compared, oldest first; of neighbours with one text only the first."""
    found: list[Event] = []
    for event in document.events:
        if not found or event.text != found[-1].text:
            found.append(event)
    return found[-COMPARED:]


def versions_file(document: Document, versions: Sequence[Event], contents: Contents) -> Files:
    """Every sentence once, and each version as runs of their numbers: `[first, how many, first, how many …]`.

    `at` are the lines of the newest version in text.md, which are the addresses of its sentences in its page.
    """
    numbers: dict[tuple[str, str], int] = {}
    listed = []
    at: list[int] = []
    for event in versions:
        found = [(line, _line(text)) for line, text in _numbered(contents[event.text])]
        read = [numbers.setdefault(shown, len(numbers)) for _, shown in found]
        at = [line for line, _ in found]
        listed.append({"t": iso(event.time), "c": event.commit[:12], "l": _runs(read)})
    data = {"lines": [[mark, text] for mark, text in numbers], "versions": listed, "at": at}
    return {f"{document.folder}versions.js": script_data(f"versions/{document.target.id}", data)}


def _numbered(text: bytes) -> Iterator[tuple[int, str]]:
    """The lines that hold a sentence, with their numbers."""
    for number, line in enumerate(text.decode("utf-8", "replace").split("\n"), 1):
        if line.strip():
            yield number, line


@functools.lru_cache(maxsize=4096)
def _line(line: str) -> tuple[str, str]:
    """What a line of text.md is (h1 … h6, p, i for an item, c for a cell), and its words without markup."""
    document = parse_text(line.strip(" "), title="", language="")
    section = document.sections[0]
    if section.heading is not None:
        return f"h{section.level}", one_line(section.heading.text)
    return _MARKS[section.blocks[0].kind], one_line(document.text)


def _runs(numbers: Sequence[int]) -> list[int]:
    """`[4, 5, 6, 2]` as `[4, 3, 2, 1]`."""
    runs: list[int] = []
    for number in numbers:
        if runs and number == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs += [number, 1]
    return runs


def text_page(book: Book, document: Document, contents: Contents) -> Files:
    """The newest text as a page; the address of a sentence is its line in text.md."""
    words, target, newest = book.words, document.target, document.newest
    path = f"{document.folder}text.html"
    raw = contents[newest.text]
    lines = (number for number, _ in _numbered(raw))
    body = "\n".join(_sections(raw, newest.language, lines))
    read = words.say("site.read_on", date=words.date(newest.time.date()))
    live = f" · {html_link(words.say('page.live'), target.url)}" if target.url else ""
    body = (
        f'<p class="small">{html(read)}{live}</p>\n'
        f'<div class="text" lang="{html(newest.language)}" dir="auto">\n{body}\n</div>'
    )
    title = words.say("site.text_of", title=one_line(target.title))
    above = f"{html(target.platform)} · {link(target.title, 'index.html')}"
    return {path: page(book, Page(path, title, body, "documents", above, indexed=False))}


def _sections(raw: bytes, language: str, lines: Iterator[int]) -> Iterator[str]:
    document = parse_text(raw.decode("utf-8", "replace"), title="", language=language)
    levels: list[int] = []  # those of the headings above: from h2 down in order, whatever the document's numbers are
    for section in document.sections:
        if section.heading is not None:
            levels = [*(above for above in levels if above < section.level), section.level]
            tag = f"h{min(1 + len(levels), 6)}"
            yield f'<{tag} id="L{next(lines)}">{html(section.heading.text)}</{tag}>'
        for kind, group in itertools.groupby(section.blocks, lambda block: block.kind):
            blocks = list(group)
            if kind is BlockKind.ITEM:
                items = "\n".join(f'<li class="d{min(b.depth, 4)}">{_sentences(b, lines)}</li>' for b in blocks)
                yield f"<ul>\n{items}\n</ul>"
            elif kind is BlockKind.CELL:
                yield _table(blocks, lines)
            else:
                yield "\n".join(f"<p>{_sentences(block, lines)}</p>" for block in blocks)


def _table(blocks: Sequence[Block], lines: Iterator[int]) -> str:
    rows: list[str] = []
    for block in blocks:
        if block.depth == 0 or not rows:
            rows.append("")
        rows[-1] += f"<td>{_sentences(block, lines)}</td>"
    listed = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="scroll" role="group" tabindex="0"><table><tbody>{listed}</tbody></table></div>'


def _sentences(block: Block, lines: Iterator[int]) -> str:
    return " ".join(_sentence(sentence, next(lines)) for sentence in block.sentences)


def _sentence(sentence: Sentence, line: int) -> str:
    return f'<span id="L{line}">{html(sentence.text)}</span>'
