"""Has a page moved for good? Pure: from the redirects that a capture came by.

Told only when every redirect was permanent (301, 308) and leads to an address that differs in more than the ways in
which sites put the same page at several: https for http, `www.`, a slash, an index file, a language, a tracking code.
"""

from __future__ import annotations

import re
import urllib.parse

from watcher.model import Capture
from watcher.model.addresses import telling_query

_PERMANENT = frozenset({301, 308})
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp)")
# Two letters that are more often a word than a language or a country.
_NO_LANGUAGE = frozenset({"ai", "go", "my", "to", "id"})


def moved_to(capture: Capture) -> str | None:
    """The address to which the page has moved for good; None when it has not, or when nothing says so."""
    if not capture.statuses or not all(status in _PERMANENT for status in capture.statuses):
        return None
    return capture.final_url if _place(capture.url) != _place(capture.final_url) else None


def sent_home(capture: Capture) -> bool:
    """Whether the redirects led from a page to the home page of the same site."""
    if not capture.redirects:
        return False
    asked, final = _place(capture.url), _place(capture.final_url)
    return asked[0] == final[0] and bool(asked[1]) and not final[1] and not final[2]


def _place(url: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Host, path and query of an address, without what does not tell one page from another."""
    parts = urllib.parse.urlsplit(url)
    labels = (parts.hostname or "").lower().split(".")
    if len(labels) > 2 and (labels[0] == "www" or _is_language(labels[0])):
        labels = labels[1:]
    path = [segment for segment in urllib.parse.unquote(parts.path).lower().split("/") if segment]
    if path and _INDEX.fullmatch(path[-1]):
        path.pop()
    while path and _is_language(path[0]):
        path.pop(0)
    return ".".join(labels), tuple(path), tuple(telling_query(parts.query))


def _is_language(text: str) -> bool:
    return bool(_LANGUAGE.fullmatch(text)) and text not in _NO_LANGUAGE
