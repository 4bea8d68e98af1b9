"""A target's captures as text: with its language and selectors, page by page where it is made of several. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from watcher.config import Target
from watcher.extract import EXTRACTOR
from watcher.model import Capture, Document, Section, Sentence
from watcher.model.capture import RENDERED
from watcher.model.pages import MEDIA_TYPE, Page, pack, unpack
from watcher.model.selecting import NO_CLEANING

if TYPE_CHECKING:
    from watcher.extract import Extraction  # with all that reads; needed when a page is not as it was

_SEAM = re.compile(rb"\n- - -\n")


def reading_of(target: Target) -> str:
    """A fingerprint of how this program reads the target's captures: extractor version, selectors, what is cleaned,
    and the addresses of its pages where there are several."""
    parts = [str(EXTRACTOR)]
    for page in target.pages:
        parts += [f"={page.url}"] if target.combine else []
        parts += [*(f"+{s}" for s in page.select), *(f"-{r}" for r in page.remove)]
        parts += [f"~{page.clean}"] if page.clean != NO_CLEANING else []
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def read(capture_body: bytes, content_type: str, target: Target, url: str = "") -> Extraction:
    """Extract with the target's language and selectors. `url` is the address that answered."""
    if content_type.startswith(MEDIA_TYPE):
        return _read_pages(capture_body, target)
    from watcher.extract import extract

    page = target.pages[0]
    return extract(
        capture_body,
        content_type,
        url=url or page.url,
        language=page.language,
        select=page.select,
        remove=page.remove,
        clean=page.clean,
    )


def read_pages(body: bytes, target: Target) -> list[tuple[Page, Extraction]]:
    """The pages of a capture that the target is made of, each with what is read in it. Raises ValueError when they
    cannot be told apart."""
    wanted = {page.url: page for page in target.pages}
    return [
        (page, read(page.body, page.content_type or "text/html", wanted[page.url], page.final_url))
        for page in unpack(body)
        if page.url in wanted
    ]


def _read_pages(body: bytes, target: Target) -> Extraction:
    """Their texts one after the other. A page that the target is no longer made of is left out."""
    from watcher.extract import Extraction

    try:
        readings = read_pages(body, target)
    except ValueError as error:
        return Extraction(Document("", target.language), problem=f"the pages cannot be told apart: {error}")
    if not readings:
        return Extraction(Document("", target.language), problem="none of its pages is configured any more")
    first = readings[0][1]
    return Extraction(
        one_document([(page.final_url, reading.document) for page, reading in readings]),
        all(reading.selector_matched for _, reading in readings),
        first.page_title,
        first.page_language,
        next((f"{page.final_url}: {reading.problem}" for page, reading in readings if reading.problem), ""),
    )


def sources(raw: bytes) -> list[bytes]:
    """The pages of a text in which a collection of Open Terms Archive joined several."""
    return _SEAM.split(raw)


def one_document(documents: list[tuple[str, Document]]) -> Document:
    """One document of several, each with its address. Each but the first begins with a heading of its own, so that
    nothing of it stands under the last heading of the one before."""
    first = documents[0][1]
    sections: list[Section] = list(first.sections)
    for address, document in documents[1:]:
        begins = document.sections[0] if document.sections else None
        if begins is None or begins.heading is None or begins.level > 1:
            sections.append(Section(Sentence(document.title or address), 1))
        sections += document.sections
    return replace(first, sections=tuple(sections))


def joined(target: Target, captures: list[Capture]) -> Capture:
    """The good captures of a target's pages, in their order, as one."""
    if len(captures) == 1:
        return captures[0]
    asked = zip(target.pages, captures, strict=True)
    pages = [Page(page.url, c.final_url, c.header("content-type") or "", c.body) for page, c in asked]
    shown = [(name, value) for capture in captures for name, value in capture.headers if name == RENDERED]
    return replace(
        captures[0],
        time=captures[-1].time,
        headers=(("content-type", MEDIA_TYPE), *shown[:1]),
        body=pack(pages),
        redirects=(),
        statuses=(),
    )


def single(capture: Capture) -> Iterator[Capture]:
    """The pages of a capture, each as a capture of its own. Raises ValueError when they cannot be told apart."""
    if capture.content_type != MEDIA_TYPE:
        yield capture
        return
    for page in unpack(capture.body):
        headers = (("content-type", page.content_type),) if page.content_type else ()
        yield replace(capture, url=page.url, final_url=page.final_url, headers=headers, body=page.body)
