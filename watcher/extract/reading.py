"""Any capture -> its text: what kind of file it is, and who reads that. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from watcher.extract.charset import decoded
from watcher.extract.language import detect
from watcher.extract.markdown import read_markdown
from watcher.extract.pdf import UnreadablePdfError, read_pdf
from watcher.extract.plain import read_plain
from watcher.model import Document
from watcher.model.bounds import excess
from watcher.model.pages import MEDIA_TYPE
from watcher.model.selecting import NO_CLEANING, Cleaning, Selector

_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".mhtml": MEDIA_TYPE,
}
_MARKDOWN = ("text/markdown", "text/x-markdown")
_TEXT = (*_MARKDOWN, "text/plain")
_SUFFIXES = {"application/pdf": ".pdf", "text/markdown": ".md", "text/plain": ".txt", MEDIA_TYPE: ".mhtml"}


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document and how it was read.

    `selector_matched` is False when the target has selectors and none matched (the text was then taken from the main
    part of the page). `page_language` is what the page declares, empty if nothing. `problem` says why there is no
    text.
    """

    document: Document
    selector_matched: bool = True
    page_title: str = ""
    page_language: str = ""
    problem: str = ""


def media_type(suffix: str) -> str:
    """The media type for a file name's ending; HTML for an unknown one."""
    return _TYPES.get(suffix.lower(), "text/html")


def suffix_for(content_type: str) -> str:
    """The file name's ending under which a raw capture of this type is kept."""
    return _SUFFIXES.get(content_type.partition(";")[0].strip().lower(), ".html")


def extract(
    body: bytes,
    content_type: str,
    *,
    url: str = "",
    language: str = "en",
    select: tuple[Selector, ...] = (),
    remove: tuple[Selector, ...] = (),
    clean: Cleaning = NO_CLEANING,
) -> Extraction:
    """The text of a capture. `content_type` may carry a charset; `language` is what the target is configured for.

    Never raises for what a page contains: an unreadable PDF gives an empty document and `problem`.
    """
    media = content_type.partition(";")[0].strip().lower()
    if media == "application/pdf" or body[:5] == b"%PDF-":
        try:
            return Extraction(read_pdf(body, language=language))
        except UnreadablePdfError as error:
            return Extraction(Document("", language), problem=str(error))
    text = decoded(body, content_type)
    if media in _MARKDOWN:
        return Extraction(read_markdown(text, url=url, language=detect(text, language)))
    if media == "text/plain":
        return Extraction(read_plain(text, language=detect(text, language)))
    if too_much := excess(text):
        return Extraction(Document("", language), problem=f"the page {too_much}")
    from watcher.extract.html import read_html  # with Beautiful Soup: a tenth of a second that text need not pay

    reading = read_html(text, url=url, language=language, select=select, remove=remove, cleaning=clean)
    document = reading.document
    spoken = detect(document.text, document.language)  # templates declare a language that the text is not in
    if spoken != document.language:
        document = replace(document, language=spoken)
    return Extraction(document, reading.selector_matched, reading.page_title, reading.page_language)


def spoken(body: bytes, content_type: str, default: str) -> tuple[str, int]:
    """The language of a capture, as `extract` finds it, and how many characters tell so. Text is not parsed."""
    media = content_type.partition(";")[0].strip().lower()
    if media in _TEXT:
        text = decoded(body, content_type)
        return detect(text, default), len(text)
    document = extract(body, content_type, language=default).document
    return document.language, len(document.text)
