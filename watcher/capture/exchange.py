"""One request and its response, within all limits. No retries, no pauses, no redirects: others decide about those.

All connections of a `Fetcher` live here. There is one pool for hosts on the public internet, one for targets that may
be private and one for each proxy, so that a connection is never reused by a request with stricter rules.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import h2.exceptions
import httpcore
import httpx

from watcher.capture import failures
from watcher.capture.backend import (
    BUDGET,
    AddressRefusedError,
    Budget,
    CheckingBackend,
    FloodError,
    NameLookupError,
    Resolver,
)
from watcher.capture.decode import BodyDecoder, BombError, CodingError
from watcher.capture.guard import is_public, literal_address, names_this_machine_or_network
from watcher.capture.outcome import Answer, Failure
from watcher.capture.proxies import Proxies, for_httpcore
from watcher.capture.request import Network
from watcher.capture.tls import tls_context
from watcher.config.proxy import Proxy, ProxyChoice

log = logging.getLogger(__name__)

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_IDLE = 60.0  # seconds an unused connection is kept: longer than the usual pause between two requests to a host
_DRAINED = 64 * 1024  # of a redirect's body, so that its connection can be used again
_DRAIN_SECONDS = 2.0
# Connections kept for the next document of a host. Checks go from host to host: with few of them, none would be there
# any more when its host's turn comes again.
_MOST_IDLE = 64
_LOOKUP_SECONDS = 3.0  # for a name that a proxy will look up
_LOOKED_UP = dt.timedelta(minutes=10)  # how long it counts that a name is not known here
# Over the wire until the header is complete: the libraries allow it 100 kB, the rest is for interim responses.
_BEFORE_HEADER = 512 * 1024
# After that: a server that writes its page byte by byte sends six to ten bytes for each.
_AROUND_BODY = 512 * 1024
_PER_BODY_BYTE = 4
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
    """The limits of one exchange. `cut`: a body over `max_bytes` is cut there instead of refused. `proxy` as the
    target wants it; None leaves the choice to the environment.
    """

    max_bytes: int
    allow_private: bool
    cut: bool = False
    proxy: ProxyChoice = None


class _TooLargeError(Exception):
    pass


class Wire:
    """Sends requests. Raises ConfigError at once for a proxy or a file of authorities that cannot be used."""

    def __init__(self, network: Network, resolver: Resolver, now: Callable[[], dt.datetime]) -> None:
        self._network = network
        self._resolver = resolver
        self._now = now
        self._proxies = Proxies()
        # Authorities are read when the first page wants them, but a file that cannot be used is told at once.
        self._context = tls_context(network.ca_file) if network.ca_file is not None else None
        self._pools: dict[tuple[Proxy | str, bool], httpcore.AsyncConnectionPool] = {}
        self._unknown_here: dict[str, dt.datetime] = {}

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
        proxy = self._proxies.choose(url.scheme, host, url.port, terms.proxy)
        if proxy is not None and not terms.allow_private:
            inside = await self._private_address_of(host, url.port or 0)
            if inside is not None:
                return failures.private_address(host, inside)
        pool = self._pool(proxy, allow_private=terms.allow_private, secure=url.scheme == "https")
        progress = _Progress()
        counted = BUDGET.set(progress.budget)
        try:
            async with asyncio.timeout(seconds):
                answer = await self._converse(pool, request, terms, progress)
        except TimeoutError:
            if progress.answered:
                return failures.cut_off(f"{host} did not finish the page within {seconds:.0f} s", passing=False)
            return failures.no_answer(host)
        except CodingError as error:
            return failures.cut_off(f"the page from {host} {error}")
        except (_TooLargeError, BombError):
            return failures.too_large(host, terms.max_bytes)
        except FloodError:
            return failures.flood(host)
        except _NETWORK_ERRORS as error:
            log.debug("%s: %s: %s", host, type(error).__name__, error)
            return failures.describe(error, host, proxy.place if proxy else None, answered=progress.answered)
        finally:
            BUDGET.reset(counted)
        if proxy is not None and answer.status == 407:  # it says so itself where it need not build a tunnel
            return failures.proxy_answers("407 Proxy Authentication Required", proxy.place)
        return answer

    async def _private_address_of(self, host: str, port: int) -> str | None:
        """An address of the host that is not public, as this machine sees it; None if there is none.

        A proxy looks names up by itself, so that this is no more than a second look: what only the proxy's name
        service knows, and what changes between the two, is for the proxy to refuse. A name that cannot be looked up
        here is left to the proxy: many networks know the names of the internet only there.
        """
        if literal_address(host) is not None or self._unknown_here.get(host, self._now()) > self._now():
            return None
        try:
            async with asyncio.timeout(_LOOKUP_SECONDS):
                found = await self._resolver(host, port)
        except (NameLookupError, TimeoutError):
            self._unknown_here[host] = self._now() + _LOOKED_UP
            return None
        return next((address for address in found if not is_public(address)), None)

    async def _converse(
        self, pool: httpcore.AsyncConnectionPool, request: httpx.Request, terms: Terms, progress: _Progress
    ) -> Answer:
        began = time.monotonic()
        try:
            response = await pool.handle_async_request(self._for_httpcore(request))
        except ValueError as error:  # httpcore reads a HTTP/2 status with int() and lets what fails pass
            raise httpcore.RemoteProtocolError("no status") from error
        progress.answered = True
        progress.budget.left = _AROUND_BODY
        headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers)
        moment = self._now()
        try:
            if response.status in REDIRECTS:
                await _drain(response)
                body = b""
            else:
                body = await _read(response, dict(reversed(headers)), terms, progress.budget)
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
            content=request.content or None,
            extensions={"timeout": {"connect": connect, "read": silence, "write": silence, "pool": None}},
        )

    def _pool(self, proxy: Proxy | None, *, allow_private: bool, secure: bool) -> httpcore.AsyncConnectionPool:
        key = (proxy or ("any" if allow_private else "public"), secure)
        if key not in self._pools:
            if secure and self._context is None:
                self._context = tls_context(None)
            public_only = proxy is None and not allow_private
            self._pools[key] = httpcore.AsyncConnectionPool(
                ssl_context=self._context,
                proxy=for_httpcore(proxy, self._network.ca_file) if proxy else None,
                max_connections=None,  # the pacer counts
                max_keepalive_connections=max(_MOST_IDLE, self._network.concurrency * 2),
                keepalive_expiry=_IDLE,
                http2=True,
                network_backend=CheckingBackend(self._resolver, public_only=public_only),
            )
        return self._pools[key]


@dataclass(slots=True)
class _Progress:
    answered: bool = False
    budget: Budget = field(default_factory=lambda: Budget(_BEFORE_HEADER))


async def _drain(response: httpcore.Response) -> None:
    """Where a redirect leads is known: that its body does not come, or does not end, changes nothing."""
    left = _DRAINED
    with contextlib.suppress(TimeoutError, FloodError, *_NETWORK_ERRORS):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for chunk in response.aiter_stream():
                left -= len(chunk)
                if left < 0:
                    return


async def _read(response: httpcore.Response, headers: dict[str, str], terms: Terms, budget: Budget) -> bytes:
    """The decompressed body. Raises CodingError, BombError and _TooLargeError."""
    coding = headers.get("content-encoding", "")
    length = headers.get("content-length", "")
    if not coding and not terms.cut and length.isdecimal() and int(length[:20]) > terms.max_bytes:
        raise _TooLargeError
    decoder = BodyDecoder(coding, terms.max_bytes)
    body = bytearray()
    packed = 0
    async for chunk in response.aiter_stream():
        budget.left += _PER_BODY_BYTE * len(chunk)
        packed += len(chunk)
        if coding and packed > terms.max_bytes + _AROUND_BODY:  # packed data may go on for ever and hold nothing
            raise _TooLargeError
        for piece in decoder.feed(chunk):
            body += piece
            if len(body) > terms.max_bytes:
                if terms.cut:
                    return bytes(body[: terms.max_bytes])
                raise _TooLargeError
    if not decoder.complete():
        raise CodingError("ends too early: its compressed data is not complete")
    return bytes(body)
