"""Plain text -> Document."""

from __future__ import annotations

import re

from watcher.extract.build import Builder
from watcher.model import BlockKind, Document

_BULLET = re.compile(r"\s*(?:[-*•▪◦‣·–]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])\s+")


def read_plain(text: str, *, language: str) -> Document:
    """Paragraphs are set apart by blank lines; lines that begin with a bullet or a short number are list items."""
    builder = Builder(language)
    for paragraph in re.split(r"\n[ \t\r\f]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        builder.start()
        for line in paragraph.split("\n"):
            if bullet := _BULLET.match(line):
                builder.start(BlockKind.ITEM)
                line = line[bullet.end() :]  # noqa: PLW2901 - the marker is layout, the rest is the line
            builder.text(line + "\n")
    return builder.finish()
