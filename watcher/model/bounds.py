"""How much markup is read at all. A page may not cost more time and memory than any real one does. Pure.

Of 645 recorded captures of policies the one with most markup has 2,668 elements, no element more than 21 attributes,
and the longest 1.2 MB. Readers keep one to two kilobytes for each element; a megabyte of `<b>` would be gigabytes.
"""

from __future__ import annotations

from lxml import etree

# libxml2 2.14.6 never comes to an end with a processing instruction that is over 10 MB and not closed, and takes
# other things of that size for what they are not, unless it is told to allow them (`huge_tree`), as not every reader
# does.
MOST_BYTES = 9_000_000
MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 1_000  # of one element; the parser compares each with all before it
MOST_NAMES = 2_000_000  # characters in classes and other lists of names, of which readers keep each name
MOST_CHARACTERS = 5_000_000  # of text, scripts and styles not counted

_NAMES = frozenset("class rel rev headers accesskey dropzone accept-charset archive sizes sandbox for".split())
_UNREAD = frozenset(("script", "style"))


class _ExcessError(Exception):
    pass


class _Counter:
    """A target of lxml's parser that keeps nothing of what it is told."""

    def __init__(self) -> None:
        self.elements = 0
        self.characters = 0
        self.names = 0
        self._unread = False

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self.elements += 1
        self._unread = tag in _UNREAD
        if self.elements > MOST_ELEMENTS:
            raise _ExcessError(f"has more than {MOST_ELEMENTS:,} elements")
        if len(attrib) > MOST_ATTRIBUTES:
            raise _ExcessError(f"has an element with more than {MOST_ATTRIBUTES:,} attributes")

        self.names += sum(len(value) for name, value in attrib.items() if name in _NAMES)
        if self.names > MOST_NAMES:
            raise _ExcessError(f"has more than {MOST_NAMES // 1_000_000} million characters of class names")

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002 - lxml's interface
        self._unread = False

    def data(self, data: str | bytes) -> None:
        if not self._unread:
            self.characters += len(data)
            if self.characters > MOST_CHARACTERS:
                raise _ExcessError(f"has more than {MOST_CHARACTERS // 1_000_000} million characters of text")

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        pass


def excess(markup: str | bytes, charset: str | None = None) -> str:
    """Why this HTML is not read ("has more than 100,000 elements"), empty when it is. Takes a millisecond for a page.

    `charset` as for the parser that will read it: what it cannot know counts as UTF-8.
    """
    size = len(markup) if isinstance(markup, bytes) or markup.isascii() else len(markup.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        return f"has more than {MOST_BYTES / 1_000_000:.0f} MB of markup"
    try:
        parser = etree.HTMLParser(target=_Counter(), encoding=charset, huge_tree=True, no_network=True)
    except (LookupError, ValueError):  # no charset that exists, or no name at all
        parser = etree.HTMLParser(target=_Counter(), encoding="utf-8", huge_tree=True, no_network=True)
    try:
        parser.feed(markup)
        parser.close()
    except _ExcessError as error:
        return str(error)
    except (etree.XMLSyntaxError, ValueError):  # nothing in it: the reader will find nothing either
        return ""
    return ""
