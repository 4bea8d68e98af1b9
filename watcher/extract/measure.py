"""How much text, linked text and structure each element of a page holds, counted once for the whole page.

The rules on furniture ask this of every element; asked anew each time, a deeply nested page would cost a quadratic
amount of work.
"""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString, PageElement

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TEXT = ("main", "article")
_WORDS = 40


@dataclass(slots=True)
class Size:
    """Of one element with all that is in it: characters without the space around them, in links too, and marks."""

    in_text: bool  # inside a `main` or `article`
    text: int = 0
    words: str = ""  # the text itself, as far as _WORDS characters
    linked: int = 0
    has_h1: bool = False
    has_title: bool = False  # h1 or h2
    has_heading: bool = False  # h1 to h6
    has_input: bool = False

    def put(self, words: str, length: int) -> None:
        """Count text that stands directly in this one."""
        self.text += length
        if len(self.words) < _WORDS and words:
            self.words = f"{self.words} {words}".strip()[:_WORDS]

    def add(self, inner: Size, tag: Tag) -> None:
        """Count an element that stands directly in this one."""
        self.put(inner.words, inner.text)
        self.linked += inner.text if tag.name == "a" else inner.linked
        self.has_h1 |= inner.has_h1 or tag.name == "h1"
        self.has_title |= inner.has_title or tag.name in ("h1", "h2")
        self.has_heading |= inner.has_heading or tag.name in HEADINGS
        self.has_input |= inner.has_input or tag.name in ("input", "form")

    @property
    def mostly_links(self) -> bool:
        """Also true for what holds no text at all."""
        return self.text == 0 or self.linked > 0.5 * self.text


class Sizes:
    """The sizes of an element and of everything below it, `whole` the characters of all its text.

    What is not below it is measured when it is asked for.
    """

    def __init__(self, root: Tag) -> None:
        self._sizes: dict[int, Size] = {}
        self._measure(root)
        self.whole = self._sizes[id(root)].text

    def of(self, tag: Tag) -> Size:
        if id(tag) not in self._sizes:
            self._measure(tag)
        return self._sizes[id(tag)]

    def _measure(self, root: Tag) -> None:
        self._sizes[id(root)] = Size(any(parent.name in _TEXT for parent in root.parents))
        stack: list[tuple[PageElement, Tag | None, bool]] = [(root, None, True)]
        while stack:
            node, parent, entering = stack.pop()
            if not isinstance(node, Tag):
                if parent is not None and type(node) is NavigableString:
                    words = node.strip()
                    self._sizes[id(parent)].put(words, len(words))
            elif entering:
                if parent is not None:
                    self._sizes[id(node)] = Size(self._sizes[id(parent)].in_text or parent.name in _TEXT)
                stack.append((node, parent, False))
                stack.extend((child, node, True) for child in node.contents)
            elif parent is not None:
                self._sizes[id(parent)].add(self._sizes[id(node)], node)
