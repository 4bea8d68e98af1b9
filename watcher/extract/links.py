"""Cleans addresses: absolute, http(s) or mailto, without what changes at every fetch."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from watcher.extract import hidden

# Query keys that name a visit or a campaign, never a document. Collected from the links of recorded policy pages and
# from the documentation of the analytics services that set them.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|mc_[ce]id|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|twclid|ttclid"
    r"|yclid|igshid|_ga|_gl|li_fat_id|lipi|licu|trk\w*|sessionid|session_id|phpsessid|jsessionid|sid|cid|nonce|csrf\w*"
    r"|_csrf|ref_?|refid|tracking\w*|visit_id|rd|cb|timestamp|ts|_t|_)",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?://)")
# What may not stand in an address as it is, and would break the line or the brackets that it is written in.
_UNSAFE = re.compile(r"[\s<>\\\x00-\x20\x7f]")


@lru_cache(maxsize=4096)
def clean(href: str, base: str) -> str:
    """The address as it is kept; empty when it leads nowhere a reader could go (javascript:, data:, fragments)."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(base, href) if base else href)
        if parts.scheme == "mailto" and parts.path:
            return _UNSAFE.sub(lambda match: quote(match[0]), f"mailto:{parts.path}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        if hidden.is_hiding(parts.path):
            address = hidden.decode(parts.fragment)
            return f"mailto:{address}" if address else ""
        query = parts.query
        if query:
            pairs = parse_qsl(query, keep_blank_values=True)
            query = urlencode([(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)])
        path = _SESSION_IN_PATH.sub("", parts.path)
        url = urlunsplit((parts.scheme, parts.netloc.lower(), path, query, parts.fragment))
    except ValueError:  # an address that no browser would open either
        return ""
    return _UNSAFE.sub(lambda match: quote(match[0]), _ARCHIVED.sub("", url))
