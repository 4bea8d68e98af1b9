"""Which addresses lead to one and the same page. Pure: nothing is asked of anybody."""

from __future__ import annotations

import re
import urllib.parse

_ASIDE = re.compile(
    r"utm_\w+|[a-z]*clid|trk\w*|mc_[ce]id|_ga|_gl|ref|referrer|source|lang|locale|hl|cookies?check\w*"
)


def telling_query(query: str) -> list[tuple[str, str]]:
    """The parameters of a query that tell one page from another, in order: not those by which a visit is followed or
    a language is chosen."""
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
    return sorted((name, value) for name, value in pairs if not _ASIDE.fullmatch(name.lower()))


def same_but_for_query(one: str, other: str) -> bool:
    """Whether two addresses differ at most in parameters that tell no page from another, or in their order."""
    if one == other:
        return True
    try:
        parts = [urllib.parse.urlsplit(url) for url in (one, other)]
    except ValueError:  # no browser would open it either
        return False
    first, second = (part._replace(query="") for part in parts)
    return first == second and telling_query(parts[0].query) == telling_query(parts[1].query)
