"""One request and its response, within all limits. No retries, no pauses, no redirects: others decide about those.

All connections of a `Fetcher` live here. There is one pool for hosts on the public internet, one for targets that may
be private and one for each proxy, so that a connection is never reused by a request with stricter rules.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass

import h2.exceptions
import httpcore
import httpx

from watcher.capture import failures
from watcher.capture.backend import AddressRefusedError, CheckingBackend, NameLookupError, Resolver
from watcher.capture.decode import BodyDecoder, CodingError
from watcher.capture.guard import names_this_machine_or_network
from watcher.capture.outcome import Answer, Failure
from watcher.capture.proxies import Proxies, Proxy
from watcher.capture.request import Network
from watcher.capture.tls import tls_context

log = logging.getLogger(__name__)

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_IDLE = 60.0  # seconds an unused connection is kept: longer than the usual pause between two requests to a host
_DRAINED = 64 * 1024  # of a redirect's body, so that its connection can be used again
_NETWORK_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    h2.exceptions.H2Error,
    ssl.SSLError,
    AddressRefusedError,
    NameLookupError,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of one exchange. `cut`: a body over `max_bytes` is cut there instead of refused."""

    max_bytes: int
    allow_private: bool
    cut: bool = False


class _TooLargeError(Exception):
    pass


class Wire:
    """Sends requests. Raises ConfigError at once for a proxy or a file of authorities that cannot be used."""

    def __init__(self, network: Network, resolver: Resolver, now: Callable[[], dt.datetime]) -> None:
        self._network = network
        self._resolver = resolver
        self._now = now
        self._proxies = Proxies()
        self._context = tls_context(network.ca_file)
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}

    async def aclose(self) -> None:
        """Closes all connections."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    async def exchange(self, request: httpx.Request, terms: Terms, seconds: float) -> Answer | Failure:
        """The response to `request`, complete within `seconds`, or why there is none."""
        url = request.url
        host = url.raw_host.decode("ascii")
        if not terms.allow_private and names_this_machine_or_network(host):
            return failures.private_address(host)
        proxy = self._proxies.choose(url.scheme, host, url.port)
        pool = self._pool(proxy, allow_private=terms.allow_private)
        progress = _Progress()
        try:
            async with asyncio.timeout(seconds):
                return await self._converse(pool, request, terms, progress)
        except TimeoutError:
            if progress.answered:
                return failures.cut_off(f"{host} did not finish the page within {seconds:.0f} s", passing=False)
            return failures.no_answer(host)
        except CodingError as error:
            return failures.cut_off(f"the page from {host} {error}")
        except _TooLargeError:
            return failures.too_large(host, terms.max_bytes)
        except _NETWORK_ERRORS as error:
            log.debug("%s: %s: %s", host, type(error).__name__, error)
            return failures.describe(error, host, proxy.place if proxy else None, answered=progress.answered)

    async def _converse(
        self, pool: httpcore.AsyncConnectionPool, request: httpx.Request, terms: Terms, progress: _Progress
    ) -> Answer:
        began = time.monotonic()
        try:
            response = await pool.handle_async_request(self._for_httpcore(request))
        except ValueError as error:  # httpcore reads a HTTP/2 status with int() and lets what fails pass
            raise httpcore.RemoteProtocolError("no status") from error
        progress.answered = True
        headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers)
        moment = self._now()
        try:
            if response.status in REDIRECTS:
                await _drain(response)
                body = b""
            else:
                body = await _read(response, dict(reversed(headers)), terms)
        finally:
            await response.aclose()
        return Answer(str(request.url), response.status, headers, body, moment, time.monotonic() - began)

    def _for_httpcore(self, request: httpx.Request) -> httpcore.Request:
        url = request.url
        silence = self._network.silence.total_seconds()
        connect = self._network.connect.total_seconds()
        return httpcore.Request(
            request.method.encode(),
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions={"timeout": {"connect": connect, "read": silence, "write": silence, "pool": None}},
        )

    def _pool(self, proxy: Proxy | None, *, allow_private: bool) -> httpcore.AsyncConnectionPool:
        key = proxy.place if proxy else ("any" if allow_private else "public")
        if key not in self._pools:
            public_only = proxy is None and not allow_private
            self._pools[key] = httpcore.AsyncConnectionPool(
                ssl_context=self._context,
                proxy=proxy.for_httpcore(self._network.ca_file) if proxy else None,
                max_connections=None,  # the pacer counts
                max_keepalive_connections=self._network.concurrency * 2,
                keepalive_expiry=_IDLE,
                http2=True,
                network_backend=CheckingBackend(self._resolver, public_only=public_only),
            )
        return self._pools[key]


@dataclass(slots=True)
class _Progress:
    answered: bool = False


async def _drain(response: httpcore.Response) -> None:
    left = _DRAINED
    async for chunk in response.aiter_stream():
        left -= len(chunk)
        if left < 0:
            return


async def _read(response: httpcore.Response, headers: dict[str, str], terms: Terms) -> bytes:
    """The decompressed body. Raises CodingError and _TooLargeError."""
    coding = headers.get("content-encoding", "")
    length = headers.get("content-length", "")
    if not coding and not terms.cut and length.isdecimal() and int(length[:20]) > terms.max_bytes:
        raise _TooLargeError
    decoder = BodyDecoder(coding)
    body = bytearray()
    async for chunk in response.aiter_stream():
        for piece in decoder.feed(chunk):
            body += piece
            if len(body) > terms.max_bytes:
                if terms.cut:
                    return bytes(body[: terms.max_bytes])
                raise _TooLargeError
    if not decoder.complete():
        raise CodingError("ends too early: its compressed data is not complete")
    return bytes(body)
