"""Does a page's markup end in the middle? Pure.

End tags of `html`, `head` and `body` may be left out, and some sites do; those for `div`, `main` or `table` may not.
All 645 recorded captures of policies have the last two.
"""

from __future__ import annotations

import re

# Elements that only an end tag closes. Whoever cuts a page inside of its text leaves one of them open.
_CLOSED = tuple(
    (re.compile(rb"<" + name + rb"[\s>]"), b"</" + name)
    for name in (b"div", b"main", b"section", b"article", b"ul", b"ol", b"table", b"script", b"style", b"form")
)
_TAG = re.compile(rb"<[^<>]*>?")
_TAIL = 2000  # bytes
_BEGINS = re.compile(rb"<(?:!doctype html|html|head|body)\b")


def cut_off(body: bytes) -> bool:
    """Whether this HTML was cut off before its end. A page without end tags that closes all else was not."""
    markup = body.lower()
    if b"</body" in markup or b"</html" in markup or not _BEGINS.search(markup, 0, 2000):
        return False
    if markup.rfind(b"<") > markup.rfind(b">"):
        return True
    return any(len(opening.findall(markup)) > markup.count(end) for opening, end in _CLOSED)


def last_words(body: bytes) -> str:
    """The text in the last two kilobytes of this HTML, without tags: what a cut page ends with."""
    return _TAG.sub(b" ", body[-_TAIL:]).decode("utf-8", "replace").strip()
