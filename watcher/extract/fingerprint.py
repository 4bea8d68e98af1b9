"""One hash of all that the extractor looks at in a page: equal fingerprints, equal text. Pure.

It listens to the same parser as the extractor, to the same events (Beautiful Soup is built of nothing else), and
leaves out what the extractor never looks at:

- what is in scripts, styles and comments, and the attributes that nobody asks for (nonces, `data-*`, sources);
- the addresses of ordinary links: they are no words;
- with selectors, all that stands outside of what is selected, and what is removed.

What it keeps too much costs a reading that finds nothing; it must not keep too little. Where it could (a selector
that is not simple, a cleaning, a range, no element selected) there is no fingerprint. It says nothing of where links
lead, and of titles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from lxml import etree

from watcher.extract.charset import decoded, is_utf8
from watcher.extract.following import Following
from watcher.model.bounds import MOST_BYTES, MOST_ELEMENTS
from watcher.model.selecting import NO_CLEANING, Cleaning, Selector
from watcher.model.simple_css import Steps, UnfollowedError, steps
from watcher.model.upcoming import PREVIEW_WORDS

VERSION = 2
"""To be raised when equal pages would get another fingerprint, or when the extractor looks at more than before."""

_HTML = frozenset(("", "text/html", "application/xhtml+xml"))
_UNREAD = frozenset(("script", "style"))
# What decides, besides the words, what is read of an element and how.
_LOOKED_AT = frozenset(
    "role aria-expanded aria-level data-cfemail colspan rowspan href lang xml:lang".split()  # the walk
)
# And what makes an element furniture, on pages that are read without selectors.
_LOOKED_AT_WHOLE = _LOOKED_AT | frozenset("id class style hidden aria-hidden".split())
# Addresses that are no more than addresses, wherever the page itself is: others can hide an e-mail address, which
# becomes a word, or lead to a text that is to come.
_ORDINARY = re.compile(r"(?:#|/[\w?%-]|https?://\w)", re.ASCII)
_TELLING_WORDS = ("mailto", "email-protection", *PREVIEW_WORDS)
# Of these the extractor asks how much is in them, removed or not.
_MEASURED = frozenset(("table", "summary", "button"))
_TELLING = frozenset(("html", "base"))
_MOST_PARTS = 4 * MOST_ELEMENTS  # starts, ends and the words around them; what has more is no page for a quick look


def fingerprint(
    body: bytes,
    content_type: str,
    *,
    select: tuple[Selector, ...] = (),
    remove: tuple[Selector, ...] = (),
    clean: Cleaning = NO_CLEANING,
) -> str:
    """The fingerprint of a page as it is read with these selectors; empty where there is none. Two pages with the
    same one, read in the same way, have the same text."""
    wanted, unwanted = _simple(select), _simple(remove)
    if clean != NO_CLEANING or wanted is None or unwanted is None:
        return ""
    if not is_html(content_type) or body[:5] == b"%PDF-" or len(body) > MOST_BYTES:
        return ""
    plain = is_utf8(body, content_type)  # then there is no need to decode it, and to encode it for the parser
    page = body if plain else decoded(body, content_type).removeprefix("\ufeff")
    if (b"\0" if isinstance(page, bytes) else "\0") in page:  # type: ignore[operator]
        return ""
    return _heard(page, _Selected(wanted, unwanted) if wanted else _Whole(unwanted), plain=plain)


def is_html(content_type: str) -> bool:
    """Whether a page of this type is markup; without a type it is."""
    return content_type.partition(";")[0].strip().lower() in _HTML


def sight(body: bytes) -> str:
    """All that the parser sees of a page in UTF-8, but for scripts, styles and what is in comments, and for the
    values of `nonce`, of `data-*` and of ordinary addresses; empty where it cannot see it."""
    return "" if b"\0" in body else _heard(body, _Everything(), plain=True)


def _heard(page: str | bytes, listener: _Listener, *, plain: bool) -> str:
    target = cast("etree.ParserTarget", listener)  # which is handed no bytes by this parser
    # The parser of Beautiful Soup, made as Beautiful Soup makes it.
    parser = etree.HTMLParser(target=target, encoding="utf-8" if plain else None, recover=True)
    try:
        parser.feed(page)
        parser.close()
    except (UnfollowedError, etree.ParserError, etree.XMLSyntaxError, UnicodeError):
        return ""
    return listener.digest()


@lru_cache(maxsize=1024)
def _simple(selectors: tuple[Selector, ...]) -> tuple[tuple[Steps, ...], ...] | None:
    found = [steps(selector) if isinstance(selector, str) else None for selector in selectors]
    return None if None in found else tuple(ways for ways in found if ways is not None)


def _named(tag: str, attributes: Mapping[str, str], looked_at: frozenset[str], *, addresses: bool) -> str:
    """A tag with the attributes that are looked at. Values are told apart by their lengths."""
    name = tag
    for key, value in attributes.items():
        if key in looked_at:
            if key == "href" and not addresses and tag != "base" and _is_ordinary(value):
                name += " href"
            else:
                name += f" {key}:{len(value)}:{value}"
    return name


def _is_ordinary(address: str) -> bool:
    return _ORDINARY.match(address) is not None and not telling_words(address)


def telling_words(addresses: str) -> list[str]:
    """What makes an address, or one of several, more than an address."""
    small = addresses.lower()
    return [word for word in _TELLING_WORDS if word in small]


class _Listener:
    """Collects words and marks (tags and the like). A mark stands between two NUL, of which a page has none."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.data = self.parts.append  # the parser calls this for every piece of text: nothing could be faster

    def comment(self, text: str) -> None:  # noqa: ARG002 - the parser's interface, as all below
        self.parts.append("\0!\0")  # it parts the words around it

    def pi(self, target: str, data: str | None = None) -> None:  # noqa: ARG002 - lxml's interface
        self.parts.append("\0!\0")

    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002 - same
        self.parts.append("\0!\0")

    def close(self) -> None:
        pass

    def digest(self) -> str:
        return hashlib.sha256("".join(self.parts).encode("utf-8", "surrogatepass")).hexdigest()


class _Whole(_Listener):
    """A page that is read without selectors: everything counts, also what is removed of it, because furniture is told
    by how much is in an element."""

    def __init__(self, unwanted: Sequence[Sequence[Steps]]) -> None:
        super().__init__()
        asked = {a.name for ways in unwanted for way in ways for step in way for a in step.attributes}
        self._looked_at = _LOOKED_AT_WHOLE | asked
        self._addresses = "href" in asked
        self._unread = 0  # where in `parts` the words of a script or style begin

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.parts) > _MOST_PARTS:
            raise UnfollowedError
        plain = self._looked_at.isdisjoint(attributes)
        name = tag if plain else _named(tag, attributes, self._looked_at, addresses=self._addresses)
        self.parts.append(f"\0{name}\0")
        if tag in _UNREAD:
            self._unread = len(self.parts)

    def end(self, tag: str) -> None:  # noqa: ARG002 - same
        if self._unread:
            del self.parts[self._unread :]
            self._unread = 0
        self.parts.append("\0/\0")


class _Everything(_Whole):
    """Every word and every attribute, whoever may ask for it."""

    def __init__(self) -> None:
        super().__init__(())

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.parts) > _MOST_PARTS:
            raise UnfollowedError
        looked_at = frozenset(name for name in attributes if not _is_for_scripts(name))
        self.parts.append(f"\0{_named(tag, attributes, looked_at, addresses=False)} {' '.join(attributes)}\0")
        if tag in _UNREAD:
            self._unread = len(self.parts)


def _is_for_scripts(attribute: str) -> bool:
    return attribute == "nonce" or (attribute.startswith("data-") and attribute != "data-cfemail")


class _Selected(_Listener):
    """What is selected of a page, less what is removed of it, except where the extractor asks how much there is."""

    def __init__(self, wanted: Sequence[Sequence[Steps]], unwanted: Sequence[Sequence[Steps]]) -> None:
        super().__init__()
        self._following = Following((*wanted, *unwanted))
        self._wanted = len(wanted)
        self._found = False
        self._kept = 0  # so many of `parts` count; what comes after them is dropped where a selected element begins
        self._depth = 0
        # At which depth the selected, the measured and the dropped element began, 0 for none; `_edge` is the deepest.
        self._root = self._measured = self._dropped = self._edge = 0
        self._from = 0  # where in `parts` that begins which is dropped

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.parts) > _MOST_PARTS:
            raise UnfollowedError
        self._depth += 1
        matched = self._following.start(tag, attributes)
        if self._dropped or not (self._root or matched or tag in _TELLING):
            return
        if not self._root and not self._begins(tag, attributes, matched):
            return
        removed = bool(matched) and matched[-1] >= self._wanted
        name = tag if _LOOKED_AT.isdisjoint(attributes) else _named(tag, attributes, _LOOKED_AT, addresses=False)
        self.parts.append(f"\0-{name}\0" if removed else f"\0{name}\0")
        if tag in _UNREAD or (removed and not self._measured):
            self._dropped, self._from = self._depth, len(self.parts)
            self._edge = self._depth
        elif not self._measured and (tag in _MEASURED or "aria-expanded" in attributes):
            self._measured = self._edge = self._depth

    def _begins(self, tag: str, attributes: Mapping[str, str], matched: list[int]) -> bool:
        """Does a selected element begin here? Outside of one, `html` and `base` say how it is read."""
        selectors = [number for number in matched if number < self._wanted]
        if not selectors and tag not in _TELLING:
            return False
        del self.parts[self._kept :]
        if selectors:
            self._found = True
            self._root = self._edge = self._depth
            self.parts.append(f"\0={selectors}\0")  # texts are put in the order of the selectors
        else:
            self.parts.append(f"\0{_named(tag, attributes, _LOOKED_AT, addresses=False)}\0")
            self._kept = len(self.parts)
        return bool(selectors)

    def end(self, tag: str) -> None:
        self._following.end(tag)
        if self._depth == self._edge:
            self._leave()
        else:
            self.parts.append("\0/\0")
        self._depth -= 1

    def _leave(self) -> None:
        """The end of an element that makes a difference."""
        if self._depth == self._dropped:
            del self.parts[self._from :]
            self._dropped = 0
        if self._depth == self._measured:
            self._measured = 0
        self.parts.append("\0/\0")
        if self._depth == self._root:
            self._root, self._kept = 0, len(self.parts)
        self._edge = max(self._root, self._measured)

    def digest(self) -> str:
        del self.parts[self._kept :]
        return super().digest() if self._found else ""
