"""Several captured pages in one file: MHTML (RFC 2557), which browsers open, and from which each page comes back byte
for byte. Pure.

    multipart/related
      page 1: Content-Type, Content-Location (its address), Content-Length, the bytes as they were sent
      page 2 …

Parts are read by their length, not by the boundary, so that nothing inside a page can end it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

MEDIA_TYPE = "multipart/related"
_LINE = b"\r\n"
_MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: the address that it was asked for under, the one that answered, and the bytes."""

    url: str
    final_url: str
    content_type: str
    body: bytes


def pack(pages: Sequence[Page]) -> bytes:
    """The pages as one file; the same pages always give the same file."""
    seed = hashlib.sha256(b"".join(hashlib.sha256(page.body).digest() for page in pages)).hexdigest()
    boundary = f"page-{seed[:32]}".encode()
    out = [
        b"MIME-Version: 1.0", _LINE,
        b'Content-Type: multipart/related; type="text/html"; boundary="', boundary, b'"', _LINE, _LINE,
    ]  # fmt: skip
    for page in pages:
        head = (
            b"--" + boundary,
            b"Content-Type: " + _value(page.content_type or "text/html"),
            b"Content-Transfer-Encoding: binary",
            b"Content-Location: " + _value(page.final_url),
            b"X-Requested: " + _value(page.url),
            b"Content-Length: " + str(len(page.body)).encode(),
        )
        out += [_LINE.join(head), _LINE, _LINE, page.body, _LINE]
    out += [b"--", boundary, b"--", _LINE]
    return b"".join(out)


def unpack(body: bytes) -> tuple[Page, ...]:
    """The pages of such a file. Raises ValueError for anything that `pack` has not written."""
    at = _after_head(body, 0)[1]
    pages: list[Page] = []
    while len(pages) < _MOST_PAGES and body.startswith(b"--", at):
        head, start = _after_head(body, at)
        if not head:
            break  # the boundary after the last page
        length = int(head.get("content-length", ""))
        end = start + length
        if length < 0 or body[end : end + 2] != _LINE:
            raise ValueError("a page is cut off")
        url = head.get("x-requested", "")
        pages.append(Page(url, head.get("content-location", url), head.get("content-type", ""), body[start:end]))
        at = end + 2
    if not pages:
        raise ValueError("there is no page in it")
    return tuple(pages)


def _after_head(body: bytes, at: int) -> tuple[dict[str, str], int]:
    """The header fields that begin there, and where their empty line ends; none at the end of the file."""
    end = body.find(_LINE * 2, at)
    if end < 0:
        return {}, len(body)
    fields = (line.partition(b":") for line in body[at:end].split(_LINE))
    head = {name.decode("latin-1").lower(): value.strip().decode("utf-8", "replace") for name, _, value in fields}
    return head, end + 4


def _value(text: str) -> bytes:
    """Text as the value of a header field: one line of visible characters."""
    return "".join(char if char.isprintable() else "%20" for char in text).encode()
