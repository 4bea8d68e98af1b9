"""A proxy: its address, and the name and password that it wants. Pure.

The credentials stand in `auth` and nowhere else: not in `url`, not in `repr`, not in any message.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass, field
from typing import Literal

DIRECT = "direct"  # no proxy, whatever the environment says
ENVIRONMENT = "environment"  # those of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY

_PORTS = {"http": 80, "https": 443}
_FORM = "write http://HOST:PORT or https://HOST:PORT"


@dataclass(frozen=True, slots=True)
class Proxy:
    """`url` has no credentials in it; `place` is its host and port for messages."""

    url: str
    place: str
    auth: tuple[bytes, bytes] | None = field(default=None, repr=False)


ProxyChoice = Proxy | Literal["direct"] | None
"""What a target wants: this proxy, none, or (None) what the environment says."""


def choice_of(text: str) -> ProxyChoice:
    """What a text that was checked chooses."""
    if text == ENVIRONMENT:
        return None
    return "direct" if text == DIRECT else parse_proxy(text)


def parse_proxy(text: str) -> Proxy:
    """The proxy that a text names; without a scheme it is reached by http, as everywhere.

    Raises ValueError that says what is wrong and never repeats the text.
    """
    try:
        parts = urllib.parse.urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:  # no port, no IPv6 address
        raise ValueError(f"is no proxy that can be used: {_FORM}") from None
    if parts.scheme.startswith("socks"):
        raise ValueError(f"is a SOCKS proxy, which is not supported: {_FORM}")
    usable = host is not None and host.isascii() and host.isprintable() and " " not in host
    if parts.scheme not in _PORTS or not host or not usable or port == 0:
        raise ValueError(f"is no proxy that can be used: {_FORM}")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"is no proxy that can be used: nothing stands behind its port; {_FORM}")
    place = f"{f'[{host}]' if ':' in host else host}:{port or _PORTS[parts.scheme]}"
    auth = None
    if parts.username is not None:
        user, password = (urllib.parse.unquote_to_bytes(part or "") for part in (parts.username, parts.password))
        auth = (user, password)
    return Proxy(f"{parts.scheme}://{place}", place, auth)
