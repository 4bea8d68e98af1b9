"""Which proxy a request goes through: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in upper or lower case.

A proxy is the operator's own choice and may stand in a private network. Its credentials never leave this module
except inside the object that authenticates with it.
"""

from __future__ import annotations

import urllib.parse
import urllib.request
from dataclasses import dataclass

import httpcore

from watcher.capture.tls import tls_context
from watcher.errors import ConfigError, Problem


@dataclass(frozen=True, slots=True)
class Proxy:
    """One proxy: `place` is its host and port for messages; `url` has no credentials in it."""

    url: str
    place: str
    auth: tuple[bytes, bytes] | None

    def __repr__(self) -> str:
        return f"Proxy({self.place})"

    def for_httpcore(self, ca_file: str | None) -> httpcore.Proxy:
        """The same for the HTTP library. Of a proxy that is reached by TLS the certificate is verified, too."""
        context = tls_context(ca_file) if self.url.startswith("https:") else None
        return httpcore.Proxy(self.url, auth=self.auth, ssl_context=context)


class Proxies:
    """The proxies of the environment, read once. Raises ConfigError for one that cannot be used."""

    def __init__(self) -> None:
        configured = urllib.request.getproxies()
        self._by_scheme: dict[str, Proxy] = {}
        for scheme in ("http", "https"):
            name = scheme if configured.get(scheme) else "all"
            if configured.get(name):
                self._by_scheme[scheme] = _read(configured[name], variable=f"{name.upper()}_PROXY")

    def choose(self, scheme: str, host: str, port: int | None) -> Proxy | None:
        """The proxy for an address, None to go there directly."""
        proxy = self._by_scheme.get(scheme)
        if proxy is None or urllib.request.proxy_bypass(f"{host}:{port}" if port else host):
            return None
        return proxy


def _read(value: str, *, variable: str) -> Proxy:
    parts = urllib.parse.urlsplit(value if "://" in value else f"http://{value}")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        message = "is no proxy that can be used: write http://HOST:PORT or https://HOST:PORT"
        raise ConfigError((Problem(variable, message),))
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    auth = None
    if parts.username is not None:
        user, password = (urllib.parse.unquote_to_bytes(part or "") for part in (parts.username, parts.password))
        auth = (user, password)
    return Proxy(f"{parts.scheme}://{host}:{port}", f"{host}:{port}", auth)
