"""The few facts about a page's markup from which `walls.py` tells a page from what stands in its way. Pure.

This is no extraction: it counts words and looks for forms, and keeps no text but lower-case words to search in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe"})
_FRAME = frozenset({"header", "footer", "nav", "form", "select", "button", "dialog"})
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_REFRESH = re.compile(r"\s*\d*\s*[;,]?\s*url\s*=", re.IGNORECASE)
_MOST_TEXT = 20_000  # characters kept for phrases: what stands in the way of a page is short


@dataclass(frozen=True, slots=True)
class Shape:
    """`words` counts what a reader sees; `own_words` the same outside of forms, buttons and the page's frame (header,
    footer, navigation). `text` is the beginning of what a reader sees, `raw` the beginning of the markup.
    """

    title: str = ""
    words: int = 0
    own_words: int = 0
    text: str = ""
    raw: str = ""
    unseen_text: str = ""
    password: bool = False
    fields: int = 0
    buttons: int = 0
    sends_on: bool = False


def shape_of(body: bytes, charset: str | None) -> Shape:
    """The shape of a HTML page. Anything can be read: what is no markup counts as text."""
    tree = _parse(body, charset)
    raw = plain(body[:200_000].decode("latin-1"))
    if tree is None:
        return Shape(raw=raw)
    seen: list[str] = []
    unseen: list[str] = []
    counts = {"words": 0, "own": 0}
    _collect(tree, seen, unseen, counts)
    title = next(tree.iter("title"), None)
    inputs = [(element.get("type") or "text").lower() for element in tree.iter("input")]
    return Shape(
        title=plain((title.text or "") if title is not None else ""),
        words=counts["words"],
        own_words=counts["own"],
        text=plain(" ".join(seen)),
        raw=raw,
        unseen_text=plain(" ".join(unseen)),
        password="password" in inputs,
        fields=sum(kind in ("text", "email", "tel") for kind in inputs),
        buttons=sum(1 for _ in tree.iter("button")) + sum(kind in ("submit", "button") for kind in inputs),
        sends_on=any(
            (meta.get("http-equiv") or "").lower() == "refresh" and _REFRESH.match(meta.get("content") or "")
            for meta in tree.iter("meta")
        ),
    )


def plain(text: str) -> str:
    """Lower case, white space folded, straight apostrophes: the form in which phrases are written."""
    return _SPACE.sub(" ", text).strip().lower().replace("’", "'").replace("…", "...")


def _parse(body: bytes, charset: str | None) -> etree._Element | None:
    try:
        parser = etree.HTMLParser(encoding=charset, remove_comments=True, remove_pis=True, no_network=True)
    except (LookupError, ValueError):  # no charset that exists, or no name at all
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):  # nothing in it
        return None


def _collect(root: etree._Element, seen: list[str], unseen: list[str], counts: dict[str, int]) -> None:
    """Walks without recursion: markup may be nested as deep as it likes."""
    length = 0
    stack: list[tuple[etree._Element, bool, bool]] = [(root, True, True)]
    while stack:
        element, visible, own = stack.pop()
        tag = element.tag
        here = visible and tag not in _UNSEEN
        mine = own and tag not in _FRAME
        texts = [(element.text, here, mine)] if tag not in ("script", "style") else []
        texts += [(child.tail, here, mine) for child in element]
        for text, shown, counted in texts:
            if not text or text.isspace():
                continue
            if shown:
                number = len(_WORD.findall(text))
                counts["words"] += number
                counts["own"] += number if counted else 0
                if length < _MOST_TEXT:
                    seen.append(text)
                    length += len(text)
            elif tag == "noscript":
                unseen.append(text[:500])
        stack.extend((child, here, mine) for child in reversed(element))
