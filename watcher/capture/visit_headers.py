"""Headers and cookies between the browser and the network: what of a page's request is sent, and what of the answer
the page is shown. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http.cookiejar import Cookie

# What belongs to the connection, what says who asks (that is ours to say), conditions, and cookies, which are added.
_NOT_SENT = re.compile(
    r"host|connection|content-length|accept-encoding|accept-language|user-agent|upgrade.*|proxy-.*|sec-.*|te|trailer"
    r"|transfer-encoding|if-.*|range|priority|purpose|cookie2?"
)
# What belongs to the transfer, and what would make the browser do more than show the page.
_NOT_SHOWN = frozenset(
    "content-encoding content-length transfer-encoding connection keep-alive content-disposition refresh link "
    "alt-svc clear-site-data report-to reporting-endpoints nel strict-transport-security trailer upgrade".split()
)
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\x20-\x7e]*")


def sent(headers: Mapping[str, str]) -> dict[str, str]:
    """Of the headers of a page's request (lower-case names), those that are sent on. No cookies."""
    return {name: value for name, value in headers.items() if not _NOT_SENT.fullmatch(name) and _fit(name, value)}


def shown(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of the headers of an answer (lower-case names), those that the page is shown, in the form of Playwright: one
    value a name, several Set-Cookie apart by line ends.
    """
    kept: dict[str, str] = {}
    for name, value in headers:
        if name in _NOT_SHOWN or not _fit(name, value):
            continue
        apart = "\n" if name == "set-cookie" else ", "
        kept[name] = f"{kept[name]}{apart}{value}" if name in kept else value
    return kept


def _fit(name: str, value: str) -> bool:
    return bool(_NAME.fullmatch(name) and _VALUE.fullmatch(value))


def set_cookies(cookies: Iterable[Cookie], host: str) -> list[tuple[str, str]]:
    """Those of the cookies that belong to `host`, as Set-Cookie headers of an answer of it. All end with the visit,
    so their times do not matter.
    """
    return [("set-cookie", _written(cookie)) for cookie in belonging(cookies, host)]


def belonging(cookies: Iterable[Cookie], host: str) -> list[Cookie]:
    """Those of the cookies that a request to `host` carries, whatever its path."""
    return [cookie for cookie in cookies if cookie.value is not None and _of(cookie.domain, host)]


def _of(domain: str, host: str) -> bool:
    name = domain.lstrip(".").removesuffix(".local")  # cookiejar's ending for names without a dot
    return name == host or (domain.startswith(".") and host.endswith(f".{name}"))


def _written(cookie: Cookie) -> str:
    parts = [f"{cookie.name}={cookie.value}", f"Path={cookie.path}"]
    if cookie.domain_specified:
        parts.append(f"Domain={cookie.domain.lstrip('.')}")
    if cookie.secure:
        parts.append("Secure")
    if any(cookie.has_nonstandard_attr(name) for name in ("HttpOnly", "httponly", "HTTPOnly")):
        parts.append("HttpOnly")
    return "; ".join(parts)
