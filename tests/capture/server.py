"""A small HTTP server on loopback that says exactly what a test wants, byte for byte, and keeps a log."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from watcher.capture import Fetcher, FetchRequest, Network

AGENT = "policy-watcher/0.1 (+https://example.org/contact)"
PAGE = b"<html><head><title>Privacy</title></head><body><main><p>We keep your data.</p></main></body></html>"


@dataclass
class Seen:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


Handler = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """`log` has all requests in order; `connections` counts accepted connections."""

    port: int = 0
    log: list[Seen] = field(default_factory=list)
    connections: int = 0
    running: int = 0
    most_running: int = 0

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.log]

    def url(self, path: str = "/privacy", host: str = "site.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@contextlib.asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Runs a server whose answers `handler` writes; a connection serves requests until either side closes it."""
    server = Server()
    open_ones: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        task = asyncio.current_task()
        assert task is not None
        open_ones[task] = writer
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                seen = _parse(head.decode("latin-1"))
                server.log.append(seen)
                server.running += 1
                server.most_running = max(server.most_running, server.running)
                try:
                    await handler(seen, writer)
                    await writer.drain()
                finally:
                    server.running -= 1
                    seen.ended = time.monotonic()
        writer.close()

    listener = await asyncio.start_server(converse, "127.0.0.1", 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task, writer in open_ones.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)
        await asyncio.sleep(0)


def _parse(head: str) -> Seen:
    first, *lines = head.strip().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Seen(first.split(" ")[1], headers, time.monotonic())


def response(status: int = 200, body: bytes = PAGE, **headers: str) -> bytes:
    """A complete response; `headers` are given with underscores for hyphens."""
    named = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Some Reason\r\n{lines}\r\n".encode("latin-1") + body


def site(pages: dict[str, bytes], default: bytes = b"") -> Handler:
    """A handler that answers with whole responses by path; robots.txt is absent unless given."""

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(pages.get(seen.path) or default or response(404, b"nothing here"))

    return handle


async def everywhere_here(host: str, port: int) -> list[str]:
    """A resolver for which every name is this machine."""
    return ["127.0.0.1"]


def fetcher(**options: object) -> Fetcher:
    """A fetcher for tests: names are this machine, no waits between attempts."""
    network = options.pop("network", None) or Network(AGENT)
    defaults: dict[str, object] = {"resolver": everywhere_here, "backoff": lambda _: 0.0, "chance": lambda: 0.0}
    return Fetcher(network, **(defaults | options))  # type: ignore[arg-type]  # options of many types, checked there


def ask(url: str, **options: object) -> FetchRequest:
    """A request without pauses that may reach this machine and does not ask for robots.txt, unless said otherwise."""
    defaults: dict[str, object] = {
        "delay": dt.timedelta(0),
        "allow_private_addresses": True,
        "robots_override": "a test of something else",
    }
    return FetchRequest(url, **(defaults | options))  # type: ignore[arg-type]  # options of many types, checked there
