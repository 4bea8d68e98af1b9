"""A small web site and webhook on loopback whose pages can be slow, refuse, and know validators; and what else tests
of the service need: a configuration, a clock, a git that fails. Texts are invented."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CALM = "We do not use the posts of members to train generative AI models."
WORSE = "We use the posts of members to train generative AI models. You can opt out in your settings."
OTHER = "We keep the posts of members for as long as their account exists, and delete them with it."


def page(promise: str = CALM, *, more: int = 12) -> str:
    """A help page with that promise and so many further paragraphs."""
    filler = "".join(
        f"<p>Paragraph {n} says how members find, follow and write to one another.</p>" for n in range(more)
    )
    return (
        '<!doctype html><html lang="en"><head><title>Help</title></head><body><nav>Home</nav><main>'
        f"<h1>Help for members</h1><h2>Your posts</h2><p>{promise}</p><h2>The rest</h2>{filler}"
        "</main></body></html>"
    )


@dataclass
class Page:
    """What is answered at one path. `gate` holds the answer back until it is set."""

    body: str = field(default_factory=page)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: threading.Event | None = None
    etag: str = ""


@dataclass
class Town:
    """`asked` are the paths of the requests for pages, `posted` the bodies that the webhook took, oldest first."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    posted: list[dict[str, str]] = field(default_factory=list)
    hook: Page = field(default_factory=Page)
    most_at_once: int = 0
    port: int = 0

    @property
    def titles(self) -> list[str]:
        return [body["title"] for body in self.posted]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Town) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.at_once = 0
        self.counting = threading.Lock()

    def count(self, change: int) -> None:
        with self.counting:
            self.at_once += change
            self.site.most_at_once = max(self.site.most_at_once, self.at_once)

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that leaves


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        found = site.pages.get(self.path, Page("nothing here", 404))
        if self.path in site.pages:
            site.asked.append(self.path)
        self.server.count(1)
        if found.gate is not None:
            found.gate.wait(20)
        self.server.count(-1)
        unchanged = bool(found.etag) and self.headers.get("If-None-Match") == found.etag
        body = b"" if unchanged else found.body.encode()
        headers = {"Content-Type": "text/html; charset=utf-8", **found.headers}
        if found.etag:
            headers["ETag"] = found.etag
        if not unchanged:
            headers["Content-Length"] = str(len(body))
        self.send_response(304 if unchanged else found.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        site = self.server.site
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if site.hook.gate is not None:
            site.hook.gate.wait(20)
        if site.hook.status == 200:
            site.posted.append(body)
        self.send_response(site.hook.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def town(**pages: Page) -> Iterator[Town]:
    """The site with these pages at /<name>, on a free port."""
    site = Town({f"/{name}": page for name, page in pages.items()})
    server = _Server(site)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        for held in (*site.pages.values(), site.hook):
            if held.gate is not None:
                held.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


def write(folder: Path, site: Town, *names: str, keys: str = "", **blocks: str) -> Path:
    """targets.yaml for those pages of the site, `keys` for each of them; its webhook is the channel unless `alerts`
    says otherwise."""
    documents = [
        f"id: agora/{name}, title: Page {name}, url: 'http://127.0.0.1:{site.port}/{name}'{keys and f', {keys}'}"
        for name in names
    ]
    return _written(folder, site, documents, blocks)


def write_combined(folder: Path, site: Town, document: str, title: str, *names: str) -> Path:
    """targets.yaml for one document that is made of those pages; the site's webhook is the channel."""
    pages = ", ".join(f"{{url: 'http://127.0.0.1:{site.port}/{name}'}}" for name in names)
    return _written(folder, site, [f"id: {document}, title: {title}, combine: [{pages}]"], {})


def _written(folder: Path, site: Town, documents: list[str], blocks: dict[str, str]) -> Path:
    blocks = {
        "network": "{contact: 'https://agora.example/watcher'}",
        "alerts": f"[{{urls: 'json://127.0.0.1:{site.port}/hook'}}]",
        **blocks,
    }
    lines = ["defaults: {every: 1h, delay: 0s, timeout: 20s, allow_private_addresses: true}"]
    lines += [f"{name}: {block}" for name, block in blocks.items() if block]
    lines += ["platforms:", "  - name: Agora", "    documents:"]
    lines += [f"      - {{{document}}}" for document in documents]
    path = folder / "targets.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@dataclass
class Hands:
    """A clock that goes only when it is told to."""

    now: dt.datetime = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def go(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


def bare_repository(path: Path) -> Path:
    """A new one, to push to."""
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True, timeout=30)
    return path


def git(data: Path, *arguments: str) -> str:
    """What git says in the snapshots folder."""
    done = subprocess.run(
        ["git", "-C", str(data / "snapshots"), *arguments], check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout


def subjects(data: Path) -> list[str]:
    """The commits, newest first."""
    return git(data, "log", "--format=%s").splitlines()


def assert_sound(data: Path) -> None:
    """The repository is whole, and the work tree shows HEAD."""
    git(data, "fsck", "--strict")
    assert git(data, "status", "--porcelain") == ""


def tools_with_git(folder: Path, script: str) -> Path:
    """A folder with a git that first runs that shell script, in which `$*` are the arguments; then the real one."""
    tools = folder / "tools"
    tools.mkdir()
    path = tools / "git"
    path.write_text(f'#!/bin/sh\n{script}\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return tools


FULL_WHILE = (
    'case " $* " in *" index-pack "*) if [ -e "$FULL" ]; then cat >/dev/null; '
    "echo 'error: unable to write file: No space left on device' >&2; exit 128; fi;; esac"
)
"""For `tools_with_git`: the disk is full for as long as the file that $FULL names is there."""


def on_full_disk(folder: Path, setenv: Callable[[str, str], None]) -> Path:
    """Puts such a git on the PATH; the file that makes the disk full, not there yet."""
    full = folder / "full"
    setenv("FULL", str(full))
    setenv("PATH", f"{tools_with_git(folder, FULL_WHILE)}:{os.environ['PATH']}")
    return full
