"""The few facts about a page's markup from which `walls.py` tells a page from what stands in its way. Pure.

This is no extraction: it counts words and looks for forms, and keeps no text but lower-case words to search in. It
stops reading as soon as a page holds more running text than anything that stands in the way of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from watcher.capture.phrases import MOST_PROSE
from watcher.model.bounds import excess

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe"})
_FRAME = frozenset({"header", "footer", "nav", "dialog"})
_FRAME_ROLES = frozenset({"banner", "navigation", "contentinfo", "dialog", "alertdialog", "search"})
_CONTROLS = frozenset({"a", "button", "label", "select", "legend", "option", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup time u var wbr".split()
)
# Containers of the questions about cookies that the common tools put over a page: banners, not chapters on cookies.
_ASKS = re.compile(
    r"(?:cookies?|consent|gdpr|rgpd)[-_]?(?:banner|bar|popup|pop-up|modal|dialog|overlay|wall|notification|layer)"
    r"|(?:banner|popup|modal)[-_]?cookies?|onetrust|usercentrics|didomi|cookiebot|trustarc|iubenda-cs|osano|borlabs"
    r"|axeptio|tarteaucitron|qc-cmp|sp_message|(?<![a-z])cky-|klaro"
)
_WHOLE = frozenset({"html", "body", "main"})  # never taken for such a container: it has the page in it
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_REFRESH = re.compile(r"\s*\d*\s*[;,]?\s*url\s*=", re.IGNORECASE)
_END, _FROM, _TO = "\0", "\1", "\2"  # of a line, of a link or control in it
_PRESSED = re.compile(f"{_FROM}[^{_FROM}{_TO}]*{_TO}")
_MARKS = str.maketrans("", "", _FROM + _TO)
_MOST_TEXT = 20_000  # characters kept for phrases: what stands in the way of a page is short
_MOST_CONTROLS = 400
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Shape:
    """`words` counts what a reader sees; `prose` only running text: outside of the page's frame (header, footer,
    navigation, dialogs), headings, links and controls. `lines` are the blocks of that running text, `headings` those
    above it, `controls` what can be pressed, `aside` the text of the frame. A page whose `prose` reaches MOST_PROSE
    was not read further: the other facts are those of its beginning.
    """

    title: str = ""
    words: int = 0
    prose: int = 0
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    aside: str = ""
    raw: str = ""
    unseen_text: str = ""
    password: bool = False
    fields: int = 0
    sends_on: bool = False

    @property
    def long(self) -> bool:
        """Whether it holds too much text of its own to be anything but a page."""
        return self.prose >= MOST_PROSE


def shape_of(body: bytes, charset: str | None) -> Shape:
    """The shape of a HTML page. Anything can be read: what is no markup counts as text."""
    tree = _parse(body, charset)
    if tree is None:
        return Shape(raw=_raw(body))
    seen = _Seen()
    seen.read(tree)
    if seen.enough:
        return Shape(words=seen.words, prose=MOST_PROSE)
    title = next(tree.iter("title"), None)
    inputs = [element for element in tree.iter("input") if (element.get("type") or "").lower() != "hidden"]
    kinds = [(element.get("type") or "text").lower() for element in inputs]
    pressed = [element.get("value") or "" for element, kind in zip(inputs, kinds, strict=True) if kind == "submit"]
    return Shape(
        title=plain((title.text or "")[:_LONGEST_TITLE] if title is not None else ""),
        words=seen.words,
        prose=seen.prose,
        lines=_running(seen.lines),
        headings=_plain_lines(seen.headings),
        controls=(*_plain_lines(seen.controls[:_MOST_CONTROLS]), *map(plain, pressed)),
        aside=plain(" ".join(seen.aside)),
        raw=_raw(body),
        unseen_text=plain(" ".join(seen.unseen)),
        password="password" in kinds,
        fields=sum(kind in ("text", "email", "tel") for kind in kinds),
        sends_on=any(
            (meta.get("http-equiv") or "").lower() == "refresh" and _REFRESH.match(meta.get("content") or "")
            for meta in tree.iter("meta")
        ),
    )


def plain(text: str) -> str:
    """Lower case, white space folded, straight apostrophes: the form in which phrases are written."""
    return _SPACE.sub(" ", text).strip().lower().replace("’", "'").replace("…", "...")


def _plain_lines(parts: list[str]) -> tuple[str, ...]:
    return tuple(line for line in map(plain, "".join(parts).split(_END)) if line)


def _running(parts: list[str]) -> tuple[str, ...]:
    """The lines that are not made of links and controls alone."""
    lines = "".join(parts).split(_END)
    return tuple(plain(line.translate(_MARKS)) for line in lines if _WORD.search(_PRESSED.sub("", line)))


def _raw(body: bytes) -> str:
    """The beginning of the markup, to look for the marks of its makers in."""
    return body[:200_000].decode("latin-1").lower()


def _parse(body: bytes, charset: str | None) -> etree._Element | None:
    if excess(body, charset):
        return None
    try:
        parser = etree.HTMLParser(
            encoding=charset, remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
        )
    except (LookupError, ValueError):  # no charset that exists, or no name at all
        parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
        )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):  # nothing in it
        return None


# Where a text stands, from the weakest to the strongest claim on it.
_IS_PROSE, _IS_HEADING, _IS_CONTROL, _IS_ASIDE, _IS_ASIDE_CONTROL, _IS_UNSEEN, _IS_NOTHING = range(7)


@dataclass(slots=True)
class _Seen:
    """The texts of a page by where they stand. Lists of pieces, lines of them end with _END."""

    words: int = 0
    prose: int = 0
    besides: int = 0
    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    controls: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    kept: int = 0

    @property
    def enough(self) -> bool:
        """Whether this is a page. Its text may stand in what has the name of a banner; no frame has so much of it."""
        return self.prose >= MOST_PROSE or self.besides >= MOST_PROSE

    def read(self, root: etree._Element) -> None:
        """Walks without recursion, markup may be nested as deep as it likes, and stops when there is enough prose."""
        stack: list[tuple[etree._Element, int, bool]] = [(root, _IS_PROSE, False)]
        while stack and not self.enough:
            element, place, tail = stack.pop()
            if tail:
                self._take(element.tail, place)
                continue
            tag = element.tag
            if tag not in _INLINE:
                self.lines.append(_END)
                self.headings.append(_END)
            here = _place(element, place)
            if here in (_IS_CONTROL, _IS_ASIDE_CONTROL):
                self.controls.append(_END)
            self._take(element.text, here)
            for child in reversed(element):
                stack.append((child, here, True))
                stack.append((child, here, False))

    def _take(self, text: str | None, place: int) -> None:
        if not text or place == _IS_NOTHING or text.isspace():
            return
        if place == _IS_UNSEEN:
            self.unseen.append(text[:500])
            return
        number = len(_WORD.findall(text))
        self.words += number
        self.besides += number if place == _IS_ASIDE else 0
        self.kept += len(text)
        if self.kept > _MOST_TEXT:
            self.prose += number if place == _IS_PROSE else 0
            return
        if place == _IS_PROSE:
            self.prose += number
            self.lines.append(text)
        elif place == _IS_HEADING:
            self.headings.append(text)
        elif place == _IS_ASIDE:
            self.aside.append(text)
        else:
            self.controls.append(text)
            if place == _IS_CONTROL:
                self.lines.append(f"{_FROM}{text}{_TO}")


def _place(element: etree._Element, place: int) -> int:
    """Where the text inside of an element stands, given where the element stands."""
    tag = element.tag
    if tag in ("script", "style"):
        return _IS_NOTHING
    if place >= _IS_UNSEEN or place == _IS_HEADING:
        return place
    if tag in _UNSEEN:
        return _IS_UNSEEN if tag == "noscript" else _IS_NOTHING
    aside = place in (_IS_ASIDE, _IS_ASIDE_CONTROL)
    if tag in _CONTROLS and not _is_anchor(element):
        return _IS_ASIDE_CONTROL if aside else _IS_CONTROL
    if (tag in _HEADINGS and place == _IS_PROSE) or (tag == "h1" and place == _IS_ASIDE):
        return _IS_HEADING
    if place == _IS_PROSE and (tag in _FRAME or element.get("role") in _FRAME_ROLES or _asks(element)):
        return _IS_ASIDE
    return place


def _is_anchor(element: etree._Element) -> bool:
    """Whether it only marks a place; such an element is often left open and then has the rest of the page in it."""
    return (
        element.tag == "a" and element.get("href") is None and (element.get("name") or element.get("id")) is not None
    )


def _asks(element: etree._Element) -> bool:
    if element.tag in _WHOLE:
        return False
    name = element.get("id")
    kind = element.get("class")
    return bool((name and _ASKS.search(name.lower())) or (kind and _ASKS.search(kind.lower())))
