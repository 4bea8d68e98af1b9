"""The network backend under the HTTP client: looks names up, refuses private addresses, connects to what it checked.

Because the check and the connection use the same address, a name that answers differently the second time gains
nothing. TLS still verifies the name: httpcore passes the host of the URL to `start_tls`, not the address.

It also counts what comes in: the HTTP libraries limit a header, but not how many interim responses, empty frames or
chunk extensions stand around it.
"""

from __future__ import annotations

import asyncio
import importlib.util
import select
import socket
import ssl
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass

import httpcore

from watcher.capture.guard import is_public, literal_address

# httpcore tries to import sniffio for every lock that it makes. A package that is not there is looked for everywhere
# each time, which takes 0.1 ms, six times for a request; one that is noted as missing is not looked for.
if "sniffio" not in sys.modules and importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

Resolver = Callable[[str, int], Awaitable[list[str]]]

_MOST_ADDRESSES = 4  # tried per connection
# Bytes: as much as asyncio takes from a socket at once. httpcore asks for a quarter of it, four times as often.
_AT_ONCE = 256 * 1024
_RETRY_ELSEWHERE = (httpcore.ConnectError, httpcore.ConnectTimeout)


class AddressRefusedError(Exception):
    """The host has no address on the public internet; nothing was connected to."""

    def __init__(self, host: str, address: str) -> None:
        self.host = host
        self.address = address
        super().__init__(f"{host} has the address {address}")


class NameLookupError(Exception):
    """The name could not be looked up. `unknown`: the name service says that it does not exist."""

    def __init__(self, host: str, *, unknown: bool) -> None:
        self.host = host
        self.unknown = unknown
        super().__init__(host)


class FloodError(Exception):
    """The other side sends far more bytes than the page that it brings."""


@dataclass(slots=True)
class Budget:
    """How many bytes may still come over the wire, TLS taken off, in the exchange of the present task."""

    left: int


BUDGET: ContextVar[Budget | None] = ContextVar("BUDGET", default=None)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host in the system's order of preference. Raises NameLookupError."""
    literal = literal_address(host)
    if literal is not None:
        return [literal]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NameLookupError(host, unknown=error.errno == socket.EAI_NONAME) from None
    except UnicodeError:  # a label that no name can have
        raise NameLookupError(host, unknown=True) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckingBackend(httpcore.AsyncNetworkBackend):
    """Connects by TCP to the addresses of a name. `public_only` refuses all that are not on the public internet."""

    def __init__(self, resolver: Resolver, *, public_only: bool) -> None:
        self._resolver = resolver
        self._public_only = public_only
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address that answers, all within `timeout` seconds.

        Raises NameLookupError, AddressRefusedError, and httpcore's connection errors.
        """
        ends = time.monotonic() + (timeout or 60.0)
        addresses = await self._addresses(host, port, timeout)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for position, address in enumerate(addresses):
            share = max(ends - time.monotonic(), 0.1) / (len(addresses) - position)
            try:
                stream = await self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except _RETRY_ELSEWHERE as error:
                failure = error
            else:
                return _Stream(stream)
        raise failure

    async def _addresses(self, host: str, port: int, limit: float | None) -> list[str]:
        try:
            async with asyncio.timeout(limit):
                found = await self._resolver(host, port)
        except TimeoutError:
            raise NameLookupError(host, unknown=False) from None
        usable = [address for address in found if is_public(address)] if self._public_only else found
        if found and not usable:
            raise AddressRefusedError(host, found[0])
        return usable[:_MOST_ADDRESSES]

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.AsyncNetworkStream:
        """Refused: no page lives on a socket of this machine."""
        raise httpcore.UnsupportedProtocol(path)

    async def sleep(self, seconds: float) -> None:
        """For httpcore's own use."""
        await asyncio.sleep(seconds)


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that keeps to the budget, and is closed when its TLS handshake does not come to an end.

    httpcore closes it after an error, but leaves it open when the time limit cancels the handshake.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._socket: socket.socket | None = inner.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's interface
        data = await self._inner.read(max(max_bytes, _AT_ONCE), timeout)
        budget = BUDGET.get()
        if budget is not None:
            budget.left -= len(data)
            if budget.left < 0:
                raise FloodError
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's interface
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
    ) -> httpcore.AsyncNetworkStream:
        done = False
        try:
            stream = await self._inner.start_tls(ssl_context, server_hostname, timeout)
            done = True
        finally:
            if not done:
                await self._inner.aclose()
        return _Stream(stream)

    def get_extra_info(self, info: str) -> object:
        if info == "is_readable":
            return self._is_readable()
        return self._inner.get_extra_info(info)

    def _is_readable(self) -> bool:
        """Asked of every idle connection whenever a request begins or ends, so the socket is kept at hand."""
        if self._socket is None or self._socket.fileno() < 0:  # as good as an end that can be read
            return True
        ready = select.poll()
        ready.register(self._socket, select.POLLIN)
        return bool(ready.poll(0))
