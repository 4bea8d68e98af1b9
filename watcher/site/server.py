"""The folder of a site over HTTP: for reading only, and only what the site's own list names.

An address is looked up in the list of files and never turned into a path, so no address leads out of the folder, to a
listing, or to a file that somebody put there; that of a folder without its slash is redirected to the one with it.
The protocol is read by h11, which httpx brings: docs/decisions/0010.
No TLS, no compression, no access control: that is the part of a reverse proxy, where the site is shown to others.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import h11

from watcher.errors import SiteError

log = logging.getLogger(__name__)

_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "xml": "application/atom+xml; charset=utf-8",
}
_CLOSED: Final = "default-src 'none'; sandbox"
_META: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"<>]{1,2000})">')
_SAFE: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_PATIENCE: Final = 20.0
"""Seconds for which a connection may say nothing, or take nothing."""
_MOST_CONNECTIONS: Final = 100
_MOST_REQUESTS: Final = 1000  # of one connection
_MOST_HEADERS: Final = 16 * 1024
_AT_ONCE: Final = 64 * 1024

Headers = list[tuple[str, str]]


class Server:
    """Serves what `show` was given last. Nothing before that: every address is answered with 503."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._files: Mapping[str, str] = {}
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    def show(self, folder: Path, files: list[str]) -> None:
        """From now on these files of the folder are served."""
        paths = {f"/{path}": path for path in files}
        for path in files:
            if path == "index.html" or path.endswith("/index.html"):
                paths[f"/{path.removesuffix('index.html')}"] = path
        self._folder, self._files = folder, paths

    async def start(self, host: str, port: int) -> int:
        """Listen; the port, which the system chooses where `port` is 0. Raises SiteError when that cannot be done."""
        try:
            self._server = await asyncio.start_server(self._connected, host, port, limit=_AT_ONCE)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise SiteError(f"The site cannot be served at {host}:{port}: {reason}.") from error
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening, and end what is under way."""
        if self._server is not None:
            self._server.close()
        under_way = tuple(self._open)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._open) >= _MOST_CONNECTIONS:
            writer.close()
            return
        self._open.add(task)
        try:
            await self._talk(reader, writer)
        except (OSError, TimeoutError, h11.ProtocolError, asyncio.CancelledError):
            pass  # whoever called has gone, is too slow or does not speak HTTP; or `close` ends it
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(writer.wait_closed(), 1.0)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=_MOST_HEADERS)
        for _ in range(_MOST_REQUESTS):
            try:
                request = await _next_request(connection, reader)
            except h11.RemoteProtocolError as error:
                await _send(connection, writer, error.error_status_hint, _plain("Bad request"), close=True)
                return
            if request is None:
                return
            status, headers, body = await self._answer(request)
            await _send(connection, writer, status, (headers, b"" if request.method == b"HEAD" else body))
            if connection.our_state is h11.MUST_CLOSE or connection.their_state is not h11.DONE:
                return
            connection.start_next_cycle()

    async def _answer(self, request: h11.Request) -> tuple[int, Headers, bytes]:
        if request.method not in (b"GET", b"HEAD"):
            headers, body = _plain("Only for reading")
            return 405, [*headers, ("Allow", "GET, HEAD")], body
        if self._folder is None:
            headers, body = _plain("The site is being made")
            return 503, [*headers, ("Retry-After", "10")], body
        asked_for = _path_of(request.target)
        path = self._files.get(asked_for)
        if path is None and f"{asked_for}/" in self._files:
            headers, body = _plain("It is a folder")
            # Relative: the site may stand below a path of a reverse proxy that we know nothing of.
            return 301, [*headers, ("Location", f"{quote(asked_for.rpartition('/')[2])}/")], body
        content = await asyncio.to_thread(_read, self._folder, path) if path else None
        if path is None or content is None:
            return 404, *_plain("Not found")
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = [
            ("Content-Type", _TYPES.get(path.rpartition(".")[2], "application/octet-stream")),
            ("Content-Security-Policy", _policy(path, content)),
            ("ETag", tag),
            ("Cache-Control", "no-cache"),
        ]
        asked = b",".join(value for name, value in request.headers if name == b"if-none-match").decode("latin-1")
        if asked.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in asked.split(",")):
            return 304, headers, b""
        return 200, [*headers, ("Content-Length", str(len(content)))], content


async def _next_request(connection: h11.Connection, reader: asyncio.StreamReader) -> h11.Request | None:
    """The next request without its body, which nobody needs; None when there is no more."""
    request: h11.Request | None = None
    async with asyncio.timeout(_PATIENCE):
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                connection.receive_data(await reader.read(_MOST_HEADERS // 2))
            elif isinstance(event, h11.Request):
                request = event
                if request.method not in (b"GET", b"HEAD"):
                    return request  # its body is not read
            elif isinstance(event, h11.EndOfMessage):
                return request
            elif not isinstance(event, h11.Data):
                return None


async def _send(
    connection: h11.Connection,
    writer: asyncio.StreamWriter,
    status: int,
    content: tuple[Headers, bytes],
    *,
    close: bool = False,
) -> None:
    headers, body = content
    close = close or connection.their_state is not h11.DONE
    said = [*headers, *_SAFE, *([("Connection", "close")] if close else [])]
    parts = [connection.send(h11.Response(status_code=status, headers=said, reason=b""))]
    parts += [connection.send(h11.Data(data=body))] if body else []
    parts += [connection.send(h11.EndOfMessage())]
    whole = b"".join(part or b"" for part in parts)
    for start in range(0, len(whole), _AT_ONCE):
        writer.write(whole[start : start + _AT_ONCE])
        async with asyncio.timeout(_PATIENCE):
            await writer.drain()


def _plain(text: str) -> tuple[Headers, bytes]:
    body = f"{text}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    return [*headers, ("Content-Security-Policy", _CLOSED)], body


def _path_of(target: bytes) -> str:
    """The address without its query, decoded once."""
    return unquote(target.split(b"?", 1)[0].decode("latin-1"), errors="replace")


def _policy(path: str, content: bytes) -> str:
    """What a page says itself, for the browser to keep to from the first byte; what says nothing may do nothing."""
    found = _META.search(content[:4096]) if path.endswith(".html") else None
    policy = found[1].decode("ascii", "ignore").replace("\r", " ").replace("\n", " ") if found else ""
    return f"{policy}; frame-ancestors 'none'" if policy else _CLOSED


def _read(folder: Path, path: str) -> bytes | None:
    """The content of a file that the list names; None when it is not there, or a link was put in its place."""
    try:
        handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:  # noqa: PTH123 (opened above, without following a link)
            return file.read()
    except OSError:
        return None
