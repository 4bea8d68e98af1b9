"""Markdown -> Document, for archives that keep their versions as Markdown and for local files.

text -> pieces that mean the same alone -> events of each -> blocks, kept for the next version

Read by pyromark (pulldown-cmark: CommonMark with tables), whose time is linear in the text whatever it holds. Raw
HTML in it is taken as text, but for line breaks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyromark import Markdown, Options

from watcher.extract.build import Builder, Sections, joined
from watcher.model import BlockKind, Document

if TYPE_CHECKING:
    from pyromark.event import Event

_PARSER = Markdown(options=Options.ENABLE_TABLES)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--[^<>]{0,500}-->")

# What the events say most often, and what nothing is done about.
_INLINE = frozenset(("Strong", "Emphasis"))
_NO_END = frozenset(("Paragraph", "Item", "TableCell", *_INLINE))

# Where one piece ends and the next begins: a blank line, after which a line stands that continues no list.
_BORDER = re.compile(r"\n[ \t]*+\n(?=[^\s*+\-\d]|[*+-](?![ \t\n])|\d(?!\d{0,8}[.)]))")
# What reaches across blank lines, or is said in one place for all others: addresses of links, blocks of code and of
# HTML; line ends of another kind. A text with one of these is one piece.
_REACHING = ("]:", "```", "~~~", "\r")
_REACHING_HTML = re.compile(r"<(?:script|pre|style|textarea|[!?])", re.IGNORECASE)
# Characters of a piece whose blocks are kept for the next version; it bounds the memory for that.
_LONGEST_KEPT = 4000


def read_markdown(text: str, *, url: str, language: str) -> Document:
    """The document in a Markdown text. `url` is what relative links are relative to (may be empty)."""
    whole = any(mark in text for mark in _REACHING) or ("<" in text and _REACHING_HTML.search(text) is not None)
    pieces = [text] if whole else _BORDER.split(text)
    parts = [(_kept if len(piece) <= _LONGEST_KEPT else _read)(piece, url, language) for piece in pieces]
    return joined(parts, language)


def _read(text: str, url: str, language: str) -> Sections:
    reader = _Reader(Builder(language, url))
    for event in _PARSER.events(text):
        reader.take(event)
    return reader.builder.sections()


# The versions of a page share most of their text, and the pages of a site much: it is read once.
_kept = lru_cache(maxsize=4096)(_read)


class _Reader:
    """Turns the parser's events into the builder's, keeping count of lists and columns."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._lists = 0
        self._column = -1
        self._href = ""
        self._images = 0  # around the present place: their words are no text of the page
        self._raw: list[str] | None = None  # the lines of the block of code or HTML that is open

    def take(self, event: Event) -> None:
        """One event: a bare word, or a mapping of one key."""
        if isinstance(event, str):
            self._mark(event)
            return
        [(kind, value)] = event.items()
        if kind == "Start":
            if isinstance(value, dict):
                [(name, data)] = value.items()
                self._open_with(name, data)
            elif value not in _INLINE:
                self._open(str(value))
        elif kind == "End":
            if isinstance(value, dict):
                self._close(*value)
            elif value not in _NO_END:
                self._close(str(value))
        elif isinstance(value, str):
            self._words(kind, value)

    def _mark(self, event: str) -> None:
        if event == "Rule":
            self.builder.start()
        elif self._images:
            return
        elif event == "SoftBreak":
            self.builder.text(" ", self._href)
        else:
            self.builder.line()

    def _words(self, kind: str, words: str) -> None:
        if self._raw is not None:
            self._raw.append(words)
        elif self._images:
            return
        elif kind != "InlineHtml":
            self.builder.text(words, self._href)
        elif _BREAK.fullmatch(words):
            self.builder.line()

    def _open(self, name: str) -> None:
        if name == "Paragraph":
            if self._lists:
                self.builder.part()
            else:
                self.builder.start()
        elif name == "Item":
            self.builder.start(BlockKind.ITEM, self._lists - 1)
        elif name == "TableCell":
            self._column += 1
            self.builder.start(BlockKind.CELL, self._column)
        elif name in ("TableHead", "TableRow"):
            self._column = -1
        elif name == "HtmlBlock":
            self._raw = []

    def _open_with(self, name: str, data: object) -> None:
        if name == "Link" and isinstance(data, dict):
            self._href = f"{'mailto:' * (data['link_type'] == 'Email')}{data['dest_url']}"
        elif name == "Image":
            self._images += 1
        elif name == "List":
            self._lists += 1
        elif name == "Heading" and isinstance(data, dict):
            self.builder.heading(int(data["level"][1]))
        elif name == "CodeBlock":
            self._raw = []

    def _close(self, name: str) -> None:
        if name == "Link":
            self._href = ""
        elif name == "Image":
            self._images -= 1
        elif name == "List":
            self._lists -= 1
            self.builder.start()
        elif name in ("Heading", "Table"):
            self.builder.start()
        elif name in ("CodeBlock", "HtmlBlock"):
            self.builder.start()
            self.builder.text(_TAG.sub(" ", "".join(self._raw or ())))
            self._raw = None
