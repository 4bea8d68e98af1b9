"""Markdown -> Document, for archives that keep their versions as Markdown and for local files.

Read by markdown-it-py (CommonMark with tables). Raw HTML in it is taken as text, but for line breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from watcher.extract.build import Builder
from watcher.model import BlockKind, Document

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--[^<>]{0,500}-->")

_MOST_BRACKETS = 1000


def read_markdown(text: str, *, url: str, language: str) -> Document:
    """The document in a Markdown text. `url` is what relative links are relative to (may be empty)."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable("table")
    parser.core.ruler.before("inline", "brackets", _tame_brackets)
    reader = _Reader(Builder(language, url))
    for token in parser.parse(text):
        reader.take(token)
    return reader.builder.finish()


def _tame_brackets(state: StateCore) -> None:
    """The parser's time is quadratic in the brackets of one paragraph; beyond any real one they are taken as text."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > _MOST_BRACKETS:
            token.content = token.content.replace("\\[", "[").replace("[", "\\[")


@dataclass
class _Reader:
    """Turns the parser's tokens into the builder's events, keeping count of lists and columns."""

    builder: Builder
    lists: int = 0
    column: int = -1

    def take(self, token: Token) -> None:
        kind, _, end = token.type.rpartition("_")
        if kind in ("bullet_list", "ordered_list"):
            self.lists += 1 if end == "open" else -1
            if end == "close":
                self.builder.start()
        elif kind in ("tr", "th", "td"):
            self._table(kind, end)
        elif token.type == "heading_open":
            self.builder.heading(int(token.tag[1]))
        elif token.type == "list_item_open":
            self.builder.start(BlockKind.ITEM, self.lists - 1)
        elif token.type == "paragraph_open" and self.lists:
            self.builder.part()
        elif token.type in ("heading_close", "paragraph_open", "table_close", "hr"):
            self.builder.start()
        elif token.type == "inline":
            _inline(token.children or [], self.builder)
        elif token.type in ("fence", "code_block", "html_block"):
            self.builder.start()
            self.builder.text(_TAG.sub(" ", token.content))

    def _table(self, kind: str, end: str) -> None:
        if kind == "tr":
            self.column = -1
        elif end == "open":
            self.column += 1
            self.builder.start(BlockKind.CELL, self.column)


def _inline(tokens: list[Token], builder: Builder) -> None:
    href = ""
    for token in tokens:
        match token.type:
            case "link_open":
                href = str(token.attrGet("href") or "")
            case "link_close":
                href = ""
            case "softbreak":
                builder.text(" ", href)
            case "hardbreak":
                builder.line()
            case "html_inline":
                if _BREAK.fullmatch(token.content):
                    builder.line()
            case "text" | "code_inline":
                builder.text(token.content, href)
            case _:
                pass
