"""What the selectors of a target find on a page: elements, or everything between two of them.

A range is the smallest element that holds both of its ends, less what stands before and behind it. An element that
stands across an end (a `div` that the range begins in) is entered, so that the text keeps its structure. The first
match of each end counts; an end that is missing, or comes before the beginning, makes the range find nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from watcher.model.selecting import Range, Selector


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a selector found: an element, less the nodes in it that do not belong to it. Nodes are told apart by their
    identity; `across` are elements that are neither in the part nor outside of it."""

    root: Tag
    outside: frozenset[int] = frozenset()
    across: frozenset[int] = frozenset()

    def holds(self, tag: Tag) -> bool:
        """Does this element belong to the part with all that is in it?"""
        if id(tag) in self.across:
            return False
        at: Tag | None = tag
        while at is not None and at is not self.root and id(at) not in self.outside:
            at = at.parent
        return at is self.root and (at is not tag or not self.outside)

    @property
    def nodes(self) -> list[PageElement]:
        """The outermost nodes that belong to it, in their order."""
        if not self.outside:
            return [self.root]
        found: list[PageElement] = []
        stack: list[PageElement] = [self.root]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag) and (node is self.root or id(node) in self.across):
                stack += [child for child in reversed(node.contents) if id(child) not in self.outside]
            else:
                found.append(node)
        return found

    @property
    def text(self) -> str:
        """Its words, shown or not, with one space between them."""
        return " ".join(" ".join(node.get_text(" ") for node in self.nodes).split())


def parts(page: BeautifulSoup, selectors: Iterable[Selector]) -> list[Part]:
    """What they find, in their order, without repetitions and without what lies inside another find."""
    found = [part for selector in selectors for part in find(page, selector)]
    elements = {id(part.root) for part in found if not part.outside}
    ranges = [part for part in found if part.outside]
    chosen: list[Part] = []
    seen: set[tuple[int, frozenset[int]]] = set()
    for part in found:
        key = id(part.root), part.outside
        inside = any(id(parent) in elements for parent in part.root.parents)
        if part.outside:
            inside = inside or id(part.root) in elements
        else:
            inside = inside or any(between.holds(part.root) for between in ranges)
        if key not in seen and not inside:
            seen.add(key)
            chosen.append(part)
    return chosen


def find(page: BeautifulSoup, selector: Selector) -> list[Part]:
    """What one selector finds: any number of elements, or one range."""
    if isinstance(selector, str):
        return [Part(tag) for tag in page.select(selector)]
    start, end = page.select_one(selector.start), page.select_one(selector.end)
    if start is None or end is None:
        return []
    begins, ends = _path(start, after=selector.after_start), _path(end, after=selector.after_end)
    if [index for _, index in begins] >= [index for _, index in ends]:
        return []
    common = sum(one is other for (one, _), (other, _) in zip(begins, ends, strict=False)) - 1
    outside = [id(node) for parent, index in begins[common:-1] for node in parent.contents[:index]]
    outside += [id(node) for parent, index in ends[common:-1] for node in parent.contents[index + 1 :]]
    (first, before), (last, behind) = begins[-1], ends[-1]
    outside += [id(node) for node in (*first.contents[:before], *last.contents[behind:])]
    across = [id(parent) for parent, _ in (*begins[common + 1 :], *ends[common + 1 :])]
    return [Part(begins[common][0], frozenset(outside), frozenset(across))]


def why_nothing(page: BeautifulSoup, selector: Range) -> str:
    """What is wrong with a range that finds nothing."""
    lost = next((css for css in (selector.start, selector.end) if page.select_one(css) is None), None)
    return f"{lost} is not on the page" if lost is not None else "its end comes before its beginning"


def _path(tag: Tag, *, after: bool) -> list[tuple[Tag, int]]:
    """The place before an element, or behind it, from the top: each parent, and the index of what comes next."""
    steps: list[tuple[Tag, int]] = []
    child, parent = tag, tag.parent
    while parent is not None:
        steps.append((parent, parent.index(child) + (after and child is tag)))
        child, parent = parent, parent.parent
    return steps[::-1]
