"""How the text of a page is found and cleaned, as pydantic models: a part of `shape`.

Imported with it only, so that commands which read no configuration do not pay for pydantic.
"""

from __future__ import annotations

import os
from typing import Annotated

# Else it looks for plugins among all packages that are installed, which takes as long as all that it does for us.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictStr,
    Tag,
    model_validator,
)

from watcher.config import checks
from watcher.config.wording import ONE_OF
from watcher.model.selecting import Cleaning, Range

Text = Annotated[StrictStr, Field(min_length=1)]
Css = Annotated[StrictStr, AfterValidator(checks.selector)]
CssSelectors = Annotated[
    tuple[Css, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]


class Shape(BaseModel):
    """A block of keys: none that is not known, each explained by the text below it."""

    # The texts are read by `published`; validators are built once, of the whole, when a file is loaded.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Between(Shape):
    """A selector of everything between two elements, in the order of the page; the first match of each counts."""

    start_before: Css | None = None
    """CSS selector of the element that it begins with."""
    start_after: Css | None = None
    """CSS selector of the element behind which it begins."""
    end_before: Css | None = None
    """CSS selector of the element before which it ends."""
    end_after: Css | None = None
    """CSS selector of the element that it ends with."""

    @model_validator(mode="after")
    def _has_both_ends(self) -> Between:
        if (self.start_before is None) == (self.start_after is None):
            raise ValueError("needs one beginning: either `start_before` or `start_after`")
        if (self.end_before is None) == (self.end_after is None):
            raise ValueError("needs one end: either `end_before` or `end_after`")
        return self

    @property
    def made(self) -> Range:
        """As the rest of the program has it."""
        return Range(
            self.start_before or self.start_after or "",
            self.end_before or self.end_after or "",
            after_start=self.start_after is not None,
            after_end=self.end_after is not None,
        )


Selector = Annotated[
    Annotated[Css, Tag(ONE_OF + "css")] | Annotated[Between, Tag(ONE_OF + "range")],
    Discriminator(lambda value: ONE_OF + ("range" if isinstance(value, dict) else "css")),
]
Selectors = Annotated[
    tuple[Selector, ...],
    BeforeValidator(checks.selectors, json_schema_input_type=str | Between | list[str | Between] | None),
]


def made(selectors: tuple[str | Between, ...]) -> tuple[str | Range, ...]:
    """Selectors as the rest of the program has them."""
    return tuple(selector if isinstance(selector, str) else selector.made for selector in selectors)


Names = Annotated[
    tuple[Annotated[StrictStr, AfterValidator(checks.name_pattern)], ...],
    BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None),
]
Beginning = Annotated[StrictStr, AfterValidator(checks.web_address)]


class Clean(Shape):
    """What is done to the page before it is read."""

    remove_query_params: Names = ()
    """Parameters that links lose, such as `[sig, utm_*]`; `*` stands for any characters."""
    unwrap_links: CssSelectors = ()
    """CSS selectors of links that lose their address and keep their words: `a` for all, `'[href^="#"]'`."""
    unwrap_redirects: dict[Beginning, Text] = {}
    """Links that begin so lead to what their parameter of that name says: `{"https://l.example.com/l": u}`."""
    rewrite_links: dict[Beginning, Beginning] = {}
    """Links that begin with the first begin with the second: `{"https://old.example.com": "https://example.com"}`."""
    remove_ids: Names = ()
    """Ids of elements that are left out; `*` stands for any characters: `ad-*`."""
    remove_invisible: bool = False
    """Whether what the markup hides is left out. Closed accordions are often hidden, too: mind them."""
    use_datetime: bool = False
    """Whether `time` elements are read as the date in their attribute instead of as "3 days ago"."""

    @property
    def made(self) -> Cleaning:
        """As the rest of the program has it."""
        return Cleaning(
            remove_query_params=self.remove_query_params,
            unwrap_links=self.unwrap_links,
            unwrap_redirects=tuple(self.unwrap_redirects.items()),
            rewrite_links=tuple(self.rewrite_links.items()),
            remove_ids=self.remove_ids,
            remove_invisible=self.remove_invisible,
            use_datetime=self.use_datetime,
        )
