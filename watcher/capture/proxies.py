"""Which proxy a request goes through: the target's own, or HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.

A proxy is the operator's own choice and may stand in a private network. Its credentials never leave the object that
authenticates with it.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping

import httpcore

from watcher.capture.tls import tls_context
from watcher.config.proxy import Proxy, ProxyChoice, parse_proxy
from watcher.errors import ConfigError, Problem

_PORTS = {"http": 80, "https": 443}


def for_httpcore(proxy: Proxy, ca_file: str | None) -> httpcore.Proxy:
    """The same for the HTTP library. Of a proxy that is reached by TLS the certificate is verified, too."""
    context = tls_context(ca_file) if proxy.url.startswith("https:") else None
    return httpcore.Proxy(proxy.url, auth=proxy.auth, ssl_context=context)


class Proxies:
    """The proxies of the environment, read once. Raises ConfigError for one that cannot be used."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._by_scheme: dict[str, Proxy] = {}
        for scheme in _PORTS:
            for name in (scheme, "all"):
                if value := _variable(environ, f"{name}_proxy"):
                    self._by_scheme[scheme] = _read(value, f"{name.upper()}_PROXY")
                    break
        self._exceptions = [item.strip() for item in _variable(environ, "no_proxy").split(",") if item.strip()]

    def choose(self, scheme: str, host: str, port: int | None, choice: ProxyChoice = None) -> Proxy | None:
        """The proxy for an address, None to go there directly. What a target chose knows no exceptions."""
        if choice == "direct":
            return None
        if choice is not None:
            return choice
        proxy = self._by_scheme.get(scheme)
        if proxy is None:
            return None
        bare = host.strip("[]").rstrip(".").lower()
        asked = port or _PORTS[scheme]
        return None if any(_excepts(item, bare, asked) for item in self._exceptions) else proxy


def _variable(environ: Mapping[str, str], name: str) -> str:
    """In lower or upper case; lower case counts where both are set, even when it is empty.

    HTTP_PROXY in upper case does not count in a CGI program, where a visitor can set it by a header (CVE-2016-5385).
    """
    if name in environ:
        return environ[name].strip()
    if name == "http_proxy" and "REQUEST_METHOD" in environ:
        return ""
    return environ.get(name.upper(), "").strip()


def _read(value: str, variable: str) -> Proxy:
    try:
        return parse_proxy(value)
    except ValueError as error:
        raise ConfigError((Problem(variable, str(error)),)) from None


def _excepts(item: str, host: str, port: int) -> bool:
    """Whether an item of NO_PROXY covers a host: `*`, a name and all below it (with or without a dot in front), an IP
    address, a network in CIDR form; each but the last with a port if wanted.
    """
    if item == "*":
        return True
    try:
        network = ipaddress.ip_network(item.strip("[]"), strict=False)
    except ValueError:
        return _names(item, host, port)
    try:
        return ipaddress.ip_address(host) in network
    except ValueError:  # a name; it is not looked up for this
        return False


def _names(item: str, host: str, port: int) -> bool:
    name, colon, wanted = item.rpartition(":")
    if colon and wanted.isdecimal():
        if int(wanted[:6]) != port:
            return False
    else:
        name = item
    bare = name.strip("[]").removeprefix("*").strip(".").lower()
    return bool(bare) and (host == bare or host.endswith(f".{bare}"))
