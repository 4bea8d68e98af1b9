"""Runs the real program as a person or a script would, against a small real web server."""

from __future__ import annotations

import contextlib
import dataclasses
import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEAD = "<!doctype html><html lang='en'><head><title>Privacy notice</title></head><body><nav>Home</nav><main>"
TAIL = "</main><footer>Example Network</footer></body></html>"
NOTICE = (
    "<h1>Privacy notice</h1>"
    "<p>This notice explains how Example Network handles the data that you share. It applies to everybody.</p>"
    "<h2>Your posts and AI</h2><p>{promise}</p>"
    "<h2>Your choices</h2><p>You can change who sees your profile in the settings of your account.</p>"
)
BEFORE = "We do not use your posts to train generative AI models."
AFTER = "We use your posts to train generative AI models. You can opt out in your settings."


def page(promise: str = BEFORE) -> bytes:
    """The notice of a platform that does not exist, with that promise in it."""
    return (HEAD + NOTICE.format(promise=promise) + TAIL).encode()


@dataclass(frozen=True)
class Reply:
    """What the server says at one path. `endless` repeats the body until the reader goes away."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False


@dataclass
class Site:
    """A web server on this machine; `pages` can be changed while it runs. `posted` are the bodies sent to it."""

    url: str
    pages: dict[str, Reply] = field(default_factory=dict)
    posted: list[bytes] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A Site at a free port of 127.0.0.1; with `tls` over HTTPS."""
    site = Site("")

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = site.pages.get(self.path, Reply(b"nothing here", 404))
            headers = {"content-type": "text/html; charset=utf-8", "content-length": str(len(reply.body))}
            self.send_response(reply.status)
            for name, value in ({} if reply.endless else headers | dict(reply.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(reply.body)
                while reply.endless:
                    self.wfile.write(reply.body)

        def do_POST(self) -> None:
            site.posted.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(site.pages.get(self.path, Reply(status=404)).status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: ARG002 - the library's
            return

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the library's
            return  # a client that refuses our certificate, or leaves

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Done:
    """How one call ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON, one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def message(self) -> str:
        """The one message of a call that failed as it should: no traceback, no data, every line named."""
        assert "Traceback" not in self.err, self.err
        assert self.out == "", self.out
        lines = self.err.splitlines()
        assert lines, "no message"
        assert all(line.startswith("watcher: ") for line in lines), self.err
        return "\n".join(line.removeprefix("watcher: ") for line in lines)


@dataclass(frozen=True)
class Program:
    """`watcher` in a folder that holds targets.yaml, with an environment of its own."""

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    before_start: Callable[[], None] | None = None

    def __call__(self, *arguments: str) -> Done:
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment, capture_output=True, timeout=30,
            check=False, preexec_fn=self.before_start, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "watcher", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the tester's settings but the way to git and to the program's own modules."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **self.environ,
        }

    def having(self, **environ: str) -> Program:
        """The same with more variables."""
        return dataclasses.replace(self, environ={**self.environ, **environ})

    def watch(self, *documents: str, **blocks: str) -> Program:
        """Writes targets.yaml: each document as `id url` and, after `|`, further keys; further blocks by name."""
        lines = ["defaults: {delay: 0s, timeout: 5s, max_bytes: 200kB, allow_private_addresses: true}"]
        lines += [f"{name}: {block}" for name, block in blocks.items()]
        lines += ["platforms:", "  - name: Example Network", "    documents:"]
        for document in documents:
            named, _, keys = document.partition("|")
            target_id, url = named.split()
            lines.append(f"      - {{id: {target_id}, url: '{url}'{', ' + keys.strip() if keys else ''}}}")
        (self.folder / "targets.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self
