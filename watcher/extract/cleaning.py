"""What a target wants cleaned of a page before it is read. Changes the parsed page; pure otherwise.

Links are cleaned in this order: redirects are unwrapped, beginnings rewritten, parameters removed. Selectors are
looked up before anything is changed, here and by the caller. Patterns are names with `*`; each costs time in
proportion to the text that it is held against.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_plus, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

from watcher.model.selecting import Cleaning

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def clean(page: BeautifulSoup, wanted: Cleaning, base: str) -> set[int]:
    """Clean the page; the elements that are to be left out, by their identity. `base` is what links start from."""
    unwrapped = [tag for css in wanted.unwrap_links for tag in page.select(css)]
    dropped: set[int] = set()
    if wanted.remove_ids:
        dropped |= {id(tag) for tag in page.select("[id]") if matches(str(tag["id"]), wanted.remove_ids)}
    if wanted.remove_invisible:
        dropped |= {id(tag) for tag in page.select("[hidden], [style]") if _is_invisible(tag)}
    for tag in unwrapped:
        tag.attrs.pop("href", None)
    if wanted.unwrap_redirects or wanted.rewrite_links or wanted.remove_query_params:
        for tag in page.select("a[href]"):
            tag["href"] = _link(str(tag["href"]), wanted, base)
    for tag in page.select("time[datetime]") if wanted.use_datetime else ():
        if moment := str(tag["datetime"]).strip():
            dropped |= {id(node) for node in tag.contents}  # left in the tree, where their identity stays theirs
            tag.append(moment)
    return dropped


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns is this name; `*` in a pattern stands for any characters."""
    return any(_matches(name, pattern.split("*")) for pattern in patterns)


def _matches(name: str, pieces: list[str]) -> bool:
    """The leftmost place of each piece is as good as any other: no way has to be tried twice."""
    if len(pieces) == 1:
        return name == pieces[0]
    first, *middle, last = pieces
    if not name.startswith(first) or not name.endswith(last) or len(name) < len(first) + len(last):
        return False
    at, end = len(first), len(name) - len(last)
    for piece in middle:
        found = name.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _is_invisible(tag: Tag) -> bool:
    hidden = tag.get("hidden")
    folded = str(hidden).lower() == "until-found"  # shown as soon as somebody searches for it
    return (hidden is not None and not folded) or bool(_HIDING.search(str(tag.get("style") or "")))


def _link(href: str, wanted: Cleaning, base: str) -> str:
    try:
        link = urljoin(base, href.strip()) if wanted.unwrap_redirects or wanted.rewrite_links else href
        link = _unwrapped(link, wanted.unwrap_redirects)
        for begins, new in wanted.rewrite_links:
            if link.startswith(begins):
                link = new + link[len(begins) :]
                break
        return _without(link, wanted.remove_query_params) if wanted.remove_query_params else link
    except ValueError:  # an address that no browser would open either
        return href


def _unwrapped(link: str, redirects: tuple[tuple[str, str], ...]) -> str:
    """Where a redirect leads to, if this is one and it says so."""
    for begins, parameter in redirects:
        if link.startswith(begins):
            said = dict(parse_qsl(urlsplit(link).query)).get(parameter, "")
            return said if urlsplit(said).scheme in ("http", "https") else link
    return link


def _without(link: str, names: tuple[str, ...]) -> str:
    """The link without those parameters; what is left of its query stands as it was."""
    parts = urlsplit(link)
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not matches(unquote_plus(pair.partition("=")[0]), names)]
    return link if kept == pairs else urlunsplit(parts._replace(query="&".join(kept)))
