"""Small pages for the tests of the extractor, and a short way to see what was read of them."""

from __future__ import annotations

from watcher.extract import extract, render_text
from watcher.model import Document

URL = "https://agora.example/help/article"


def document(
    html: str, *, select: tuple[str, ...] = (), remove: tuple[str, ...] = (), language: str = "en"
) -> Document:
    """The document in a page."""
    body = html.encode()
    return extract(
        body, "text/html; charset=utf-8", url=URL, language=language, select=select, remove=remove
    ).document


def lines(
    html: str, *, select: tuple[str, ...] = (), remove: tuple[str, ...] = (), language: str = "en"
) -> list[str]:
    """The lines of text.md for a page, without the empty ones."""
    text = render_text(document(html, select=select, remove=remove, language=language))
    return [line for line in text.splitlines() if line]
