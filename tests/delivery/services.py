"""The other side: a web proxy that plays Agora and Slack, a Matrix server, and a mail server, all on this machine.

The program under test is another process, so nothing in it can be replaced. It reaches `https://hooks.slack.com` as
it always does, through the proxy that its environment names; the proxy answers for a few hosts itself, with
certificates of an authority that exists only for the test, and refuses all others.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.delivery import agora

SLACK = "hooks.slack.com"
ROOM = "!legal:matrix.example"


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `host` is the name that was asked for."""

    host: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(self.body))


Answer = tuple[int, str, bytes]
Site = Callable[[Request], Answer]


class Agora:
    """The watched site: one page, the text of which can be changed."""

    def __init__(self) -> None:
        self.page = agora.before()

    def __call__(self, request: Request) -> Answer:
        if request.path == agora.PATH:
            return 200, "text/html; charset=utf-8", self.page
        return 404, "text/plain", b"not found"


@dataclass
class Slack:
    """An incoming webhook; keeps what was posted to it."""

    posts: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        self.posts.append(request)
        return 200, "text/html", b"ok"


@dataclass
class Matrix:
    """Log-in, join and send of the client-server API, version 3; keeps the events."""

    events: list[dict[str, object]] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        path = request.path.partition("?")[0].replace("%21", "!").replace("%3A", ":")
        if path == "/_matrix/client/v3/login":
            return _json({"access_token": "syt_1", "user_id": "@watcher:matrix.example"})
        if request.headers.get("Authorization") != "Bearer syt_1":
            return 401, "application/json", b'{"errcode": "M_UNKNOWN_TOKEN"}'
        if path.startswith("/_matrix/client/v3/join/"):
            return _json({"room_id": ROOM})
        if path.startswith(f"/_matrix/client/v3/rooms/{ROOM}/send/m.room.message/"):
            self.events.append(request.json())
            return _json({"event_id": f"$event{len(self.events)}"})
        if path in ("/_matrix/client/v3/logout", "/_matrix/client/v3/joined_rooms"):
            return _json({"joined_rooms": [ROOM]})
        return 404, "application/json", b'{"errcode": "M_UNRECOGNIZED"}'


def _json(value: dict[str, object]) -> Answer:
    return 200, "application/json", json.dumps(value).encode()


class _Handler(BaseHTTPRequestHandler):
    """Serves plain requests by `sites[""]` and tunnels by the site of that name."""

    protocol_version = "HTTP/1.1"
    sites: dict[str, Site]
    contexts: dict[str, ssl.SSLContext]
    host = ""

    def do_CONNECT(self) -> None:
        host, _, port = self.path.partition(":")
        if host not in self.contexts or port != "443":
            self.send_error(403)
            return
        self.send_response(200)
        self.end_headers()
        self.host = host
        self.connection = self.contexts[host].wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.close_connection = False

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the server knows only the socket that the tunnel's took over

    def _serve(self) -> None:
        site = self.sites.get(self.host)
        if site is None:
            self.send_error(403)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, kind, answer = site(Request(self.host, self.command, self.path, dict(self.headers.items()), body))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = _serve  # noqa: N815 - the names that the standard library calls

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def _server(sites: dict[str, Site], contexts: dict[str, ssl.SSLContext]) -> Iterator[int]:
    handler = type("Handler", (_Handler,), {"sites": sites, "contexts": contexts})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mailbox:
    """Takes every mail and keeps it as the bytes that came over the wire."""

    mails: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - a hook
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 OK"


class Office(Controller):
    """aiosmtpd knocks at its own door when it starts; with port 0 it must first learn which door."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.base_events.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has no types here


@dataclass(frozen=True)
class World:
    """Everything that the program talks to, and what it must be told to get there."""

    site: Agora
    slack: Slack
    matrix: Matrix
    mailbox: Mailbox
    alert_urls: str
    proxy: str
    ca_file: Path


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """All servers, running; `folder` takes the authority's certificate."""
    site, slack, matrix, mailbox = Agora(), Slack(), Matrix(), Mailbox()
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    ca_file.write_bytes(authority.cert_pem.bytes())
    contexts = {}
    for host in (agora.HOST, SLACK):
        contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(contexts[host])
    mail = Office(mailbox, hostname="127.0.0.1", port=0)
    mail.start()
    try:
        with _server({agora.HOST: site, SLACK: slack}, contexts) as proxy, _server({"": matrix}, {}) as homeserver:
            sender, reader = "watcher@works-council.example", "members@works-council.example"
            urls = (
                f"mailto://127.0.0.1:{mail.port}/?from={sender}&to={reader}&name=Policy%20Watcher&mode=insecure",
                "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#legal",
                f"matrix://watcher:swordfish@127.0.0.1:{homeserver}/{ROOM.replace(':', '%3A')}",
            )
            yield World(site, slack, matrix, mailbox, "\n".join(urls), f"http://127.0.0.1:{proxy}", ca_file)
    finally:
        mail.stop()
