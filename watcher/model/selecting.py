"""Where the text of a page is and what is cleaned of it: what a target says of it, as frozen data. Pure.

A selector is a CSS selector, or a range from one element to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Range:
    """What stands between two elements, in the order of the page; the first match of each CSS selector counts.

    It begins before the element `start`, or behind it (`after_start`), and ends before `end`, or behind it.
    """

    start: str
    end: str
    after_start: bool = False
    after_end: bool = False

    @property
    def keys(self) -> dict[str, str]:
        """As targets.yaml has it."""
        start, end = ("after" if after else "before" for after in (self.after_start, self.after_end))
        return {f"start_{start}": self.start, f"end_{end}": self.end}

    def __str__(self) -> str:
        return "{" + ", ".join(f"{key}: {css}" for key, css in self.keys.items()) + "}"


Selector: TypeAlias = str | Range


def as_written(selector: Selector) -> str | dict[str, str]:
    """A selector as targets.yaml has it."""
    return selector if isinstance(selector, str) else selector.keys


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is done to a page before it is read. Each is off unless it says something.

    `remove_query_params` are names of parameters that links lose, `remove_ids` ids of elements that are left out; in
    both `*` stands for any characters. `unwrap_links` are CSS selectors of links that lose their address and keep
    their words. `unwrap_redirects` are pairs: links that begin so lead to what their parameter of that name says.
    `rewrite_links` are pairs: links that begin with the first begin with the second. `remove_invisible` leaves out
    what the markup hides. `use_datetime` puts the date in a `time` element's attribute in place of its words ("3 days
    ago").
    """

    remove_query_params: tuple[str, ...] = ()
    unwrap_links: tuple[str, ...] = ()
    unwrap_redirects: tuple[tuple[str, str], ...] = ()
    rewrite_links: tuple[tuple[str, str], ...] = ()
    remove_ids: tuple[str, ...] = ()
    remove_invisible: bool = False
    use_datetime: bool = False


NO_CLEANING = Cleaning()
