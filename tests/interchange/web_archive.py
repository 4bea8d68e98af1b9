"""A stand-in for the Internet Archive on this machine: the CDX list and raw captures, its limits and its failures."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = "https://agora.example/privacy"
HEADER = ["timestamp", "original", "statuscode", "mimetype", "digest"]


@dataclass(frozen=True)
class Answer:
    """What comes instead of a capture. `hang` seconds pass first; `cut` bytes are promised and not sent."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    hang: float = 0.0
    cut: int = 0


@dataclass
class WebArchive:
    """What it holds: bodies by time stamp, rows of the list, and answers that come first, by a part of the path."""

    address: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    first: dict[str, list[Answer]] = field(default_factory=dict)
    robots: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    left: threading.Event = field(default_factory=threading.Event)  # ends whatever hangs

    def add(self, stamp: str, body: bytes, *, status: str = "200", mime: str = "text/html", digest: str = "") -> None:
        self.bodies[stamp] = body
        self.rows.append([stamp, PAGE, status, mime, digest or f"D{hash(body)}"])

    @property
    def pages(self) -> list[str]:
        """The stamps that were asked for, in order."""
        return [path.split("/")[2].removesuffix("id_") for path in self.asked if path.startswith("/web/")]

    def answer(self, path: str) -> Answer:
        for part, answers in self.first.items():
            if part in path and answers:
                return answers.pop(0)
        if path == "/robots.txt":
            return Answer(200 if self.robots else 404, self.robots.encode(), (("content-type", "text/plain"),))
        if path.startswith("/cdx/"):
            return Answer(200, json.dumps(self._list(path)).encode(), (("content-type", "application/json"),))
        body = self.bodies.get(path.split("/")[2].removesuffix("id_")) if path.startswith("/web/") else None
        html = (("content-type", "text/html; charset=utf-8"), ("x-archive-orig-etag", '"theirs"'), ("etag", '"ours"'))
        return Answer(404, b"<p>not archived</p>") if body is None else Answer(200, body, html)

    def _list(self, path: str) -> list[list[str]]:
        asked = parse_qs(urlsplit(path).query)
        start, end = asked.get("from", ["0"])[0], asked.get("to", ["9"])[0]
        rows = [row for row in self.rows if start <= row[0] <= end and not row[2].startswith(("3", "4", "5"))]
        return [HEADER, *rows] if rows else []


@contextlib.contextmanager
def serving(archive: WebArchive) -> Iterator[WebArchive]:
    """The archive at a free port of 127.0.0.1."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            archive.asked.append(self.path)
            archive.agents.add(self.headers["user-agent"])
            answer = archive.answer(self.path)
            archive.left.wait(answer.hang)
            with contextlib.suppress(OSError):
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body) + answer.cut))
                self.end_headers()
                self.wfile.write(answer.body)
                if answer.cut:
                    self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: ARG002 - the library's
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    archive.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield archive
    finally:
        archive.left.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Ticking:
    """A clock that moves only when somebody waits."""

    elapsed: float = 0.0
    naps: list[float] = field(default_factory=list)

    def read(self) -> dt.datetime:
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=self.elapsed)

    def seconds(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.elapsed += max(0.0, seconds)
