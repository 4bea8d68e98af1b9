"""A stand-in for an OpenAI-compatible service on this machine, that answers as its script says."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.alert.support import Request

KEY = "sk-swordfish-0123456789"
GOOD = "Posts may now be used for training. People have to say no if they do not want that."


@dataclass
class Model:
    """The server's port, what it was asked, and what it answers."""

    answer: Callable[[BaseHTTPRequestHandler], None]
    port: int = 0
    asked: list[Request] = field(default_factory=list, repr=False)
    connections: int = 0
    secure: bool = False

    @property
    def url(self) -> str:
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}/v1"


def completion(text: object) -> bytes:
    """The body of an answer in the form of the chat completions interface."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return json.dumps({"id": "c-1", "object": "chat.completion", "choices": [choice]}).encode()


def whole(
    body: bytes, status: int = 200, kind: str = "application/json", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    """A script that answers with that body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(text: object) -> Callable[[BaseHTTPRequestHandler], None]:
    """A script that answers properly, with that text."""
    return whole(completion(text))


def raw(answer: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A script that writes bytes instead of an HTTP answer, and closes."""

    def script(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)

    return script


PROPER = says(GOOD)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Writes until the other side has enough, at most 20 MB."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" " * 100_000)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then: no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing for three seconds."""
    time.sleep(3)


def resets(handler: BaseHTTPRequestHandler) -> None:
    """Ends the connection the hard way."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


@contextmanager
def model_server(
    answer: Callable[[BaseHTTPRequestHandler], None] = PROPER, tls: ssl.SSLContext | None = None
) -> Iterator[Model]:
    """Serves until the block ends, with TLS if there is a context; `answer` can be changed meanwhile."""
    model = Model(answer, secure=tls is not None)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = Request(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
            model.asked.append(request)
            model.answer(self)

        def do_GET(self) -> None:
            model.asked.append(Request(self.command, self.path, dict(self.headers.items()), b""))
            model.answer(self)

        def log_request(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def process_request(self, request: object, client_address: object) -> None:
            model.connections += 1
            super().process_request(request, client_address)  # type: ignore[arg-type]  # passed on as it came

        def handle_error(self, *_: object) -> None:  # a client that had enough is no error here
            return

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    model.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
