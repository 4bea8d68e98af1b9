"""Plain text and PDF -> Document."""

from __future__ import annotations

import io
import re

from watcher.extract.build import Builder
from watcher.model import BlockKind, Document

_BULLET = re.compile(r"\s*(?:[-*•▪◦‣·–]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])\s+")
_MAX_PAGES = 2000


class UnreadablePdfError(ValueError):
    """The bytes are not a PDF that can be read; the message says why."""


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


def read_pdf(body: bytes, *, language: str) -> Document:
    """The text layer of a PDF, page after page. Raises UnreadablePdfError for what is no PDF or is encrypted.

    A PDF of images only gives a document without text; the judge of captures says so.
    """
    from pypdf import PdfReader  # PDFs are rare, the import is not cheap
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        pages = [page.extract_text() for page in reader.pages[:_MAX_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pypdf raises all of these for files that break the format's rules; each means "not readable"
        raise UnreadablePdfError(f"not a readable PDF ({type(error).__name__}: {error})") from error
    return read_plain("\n\n".join(_unwrap(page) for page in pages), language=language)


def _unwrap(page: str) -> str:
    """Lines of a page back into paragraphs: a line that ends a sentence ends a paragraph."""
    return re.sub(r"([.:;!?»”])[ \t]*\n(?=\s*\S)", r"\1\n\n", page)
