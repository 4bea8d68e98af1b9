"""What RFC 4287 asks of a feed document, as far as ours use it; each breach is a line."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from lxml import etree, html

ATOM: Final = "{http://www.w3.org/2005/Atom}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG: Final = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9/._~:@!$&'()*+,;=%-]+")  # RFC 4151
_TIME: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
)  # RFC 3339, as RFC 4287 3.3 asks
_ONCE: Final = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
_AT_MOST_ONCE: Final = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
_MANY: Final = {
    "feed": ("author", "category", "contributor", "link", "entry"),
    "entry": ("author", "category", "link"),
}
_ATTRIBUTES: Final = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "title": {"type"},
    "summary": {"type"},
    "content": {"type", "src"},
}


def breaches(document: bytes) -> list[str]:
    """All that is wrong with a feed; [] is what a test wants."""
    try:
        feed = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [f"XML: {error}"]
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    found = [*_container(feed, "feed")]
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        found += _container(entry, "entry")
        if not entry.findall(f"{ATOM}author") and not feed.findall(f"{ATOM}author"):
            found.append("4.1.2: an entry without an author in a feed without one")
        alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if entry.find(f"{ATOM}content") is None and not alternates:
            found.append("4.1.2: neither content nor an alternate link")
    ids = Counter(_text(entry, "id") for entry in entries)
    found += [f"4.1.1: {name} stands {count} times" for name, count in ids.items() if count > 1]
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        found.append("4.1.1: no link to itself (should)")
    if any(_text(entry, "updated") > _text(feed, "updated") for entry in entries):
        found.append("the feed is older than an entry")
    return found


def _container(element: etree._Element, kind: str) -> Iterator[str]:
    names = Counter(str(child.tag).removeprefix(ATOM) for child in element)
    known = {*_ONCE[kind], *_AT_MOST_ONCE[kind], *_MANY[kind]}
    yield from (f"{kind}: {names[name]} of {name}" for name in _ONCE[kind] if names[name] != 1)
    yield from (f"{kind}: {names[name]} of {name}" for name in _AT_MOST_ONCE[kind] if names[name] > 1)
    yield from (f"{kind}: {name} is not of Atom" for name in names if name not in known)
    if not _TAG.fullmatch(_text(element, "id")):
        yield f"4.2.6: {_text(element, 'id')} is no IRI that we would write"
    if not _is_time(_text(element, "updated")):
        yield f"3.3: {_text(element, 'updated')} is no time"
    links: Counter[tuple[str, str | None, str | None]] = Counter()
    for child in element:
        name = str(child.tag).removeprefix(ATOM)
        allowed = _ATTRIBUTES.get(name, set())
        yield from (f"{name}: attribute {key}" for key in map(str, child.attrib) if key not in {*allowed, _LANG})
        if name == "link":
            links[child.get("rel", "alternate"), child.get("type"), child.get("hreflang")] += 1
            yield from _link(child)
        elif name == "category" and not child.get("term"):
            yield "4.2.2.1: a category without a term"
        elif name == "author" and not _text(child, "name"):
            yield "3.2.1: an author without a name"
        elif name in ("title", "summary", "content"):
            yield from _said(child, name)
    for (relation, *rest), count in links.items():
        if relation == "alternate" and count > 1:
            yield f"4.1.1: {count} alternate links of one kind {rest}"


def _link(link: etree._Element) -> Iterator[str]:
    if not link.get("href") or re.search(r"[\s<>\"{}|\\^`]", link.get("href", "")):
        yield f"4.2.7.1: {link.get('href')!r} is no address"
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", link.get("type", "a/b")):
        yield f"4.2.7.3: {link.get('type')} is no media type"


def _said(element: etree._Element, name: str) -> Iterator[str]:
    kind = element.get("type", "text")
    if kind not in ("text", "html"):
        yield f"3.1.1: {name} of type {kind}"
    if len(element):
        yield f"3.1.1: {name} of type {kind} has child elements"
    if kind == "html":
        tree = html.fromstring(f"<div>{element.text}</div>")
        tags = {str(child.tag) for child in tree.iter()}
        if tags - {"div", "p", "ul", "li", "strong", "blockquote"}:
            yield f"{name} has {tags}"


def _is_time(text: str) -> bool:
    try:
        return _TIME.fullmatch(text) is not None and dt.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}", "") or ""


def is_absolute(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")
