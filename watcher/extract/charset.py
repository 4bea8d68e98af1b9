"""Bytes -> text, as browsers decode it. Pure."""

from __future__ import annotations

from codecs import getincrementaldecoder

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode


def decoded(body: bytes, content_type: str) -> str:
    """The text as browsers decode it: a byte order mark beats the header, the header beats what the page says.

    "latin-1" and "ascii" mean windows-1252, "utf-16" is little-endian, and a page that can be read far enough to find
    "utf-16" in it is not UTF-16 (WHATWG Encoding, HTML standard). Bytes that are not of the encoding become U+FFFD.
    """
    marked, mark = read_bom(body)
    if marked is not None and mark is not None:
        return body[len(mark) :].decode(marked, errors="replace")
    encoding = _encoding(body, content_type)
    return to_unicode(body, "utf-16-le" if encoding == "utf-16" else encoding)


def is_utf8(body: bytes, content_type: str) -> bool:
    """Whether `decoded` does nothing but decode UTF-8 without a mark and without an error."""
    if read_bom(body)[0] is not None or _encoding(body, content_type) != "utf-8":
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def says_utf8(body: bytes, content_type: str) -> bool:
    """The same for a page without errors, told without reading it where the header says it."""
    named = http_content_type_encoding(content_type) == "utf-8" and read_bom(body[:4])[0] is None
    return named or is_utf8(body, content_type)


def _encoding(body: bytes, content_type: str) -> str:
    """What the header says, else the page, else a guess."""
    encoding = http_content_type_encoding(content_type)
    if encoding is None:
        encoding = html_body_declared_encoding(body) or _guess(body)
        if encoding.startswith(("utf-16", "utf-32")):
            encoding = "utf-8"
    return encoding


def _guess(body: bytes) -> str:
    """The encoding of a page that names none: UTF-8 if it is that, else what browsers assume in the West."""
    try:
        getincrementaldecoder("utf-8")().decode(body)  # the last character may be cut off
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
