"""A small real web site and a real webhook on loopback, for tests of the whole line. Texts are invented."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CALM = """<!DOCTYPE html><html lang="en"><head><title>Agora and AI</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>Agora and generative AI</h1>
<p>Agora is a place where members meet, talk and share what they make with one another.</p>
<h2>Does Agora train AI on my data?</h2>
<p>We do not use the data of members in the EU to train generative AI models.</p>
<p>Agora shows your contributions to the people you choose, and you can delete every one of them.</p>
</main><footer>Agora 2027</footer></body></html>"""

NEWS = CALM.replace(
    "<p>We do not use the data of members in the EU to train generative AI models.</p>",
    "<p>From 3 November 2027 we will use the data of members in the EU to train generative AI models, on the basis of"
    ' legitimate interest.</p><p>The setting is on by default. You can opt out in your <a href="https://agora.example/'
    'settings/ai">privacy settings</a> at any time.</p>',
)


@dataclass
class Site:
    """Pages by path; what is posted to /hook is kept in `received` (bodies, oldest first).

    `on_hook` is called while a post is being handled, before it is answered.
    """

    pages: dict[str, str] = field(default_factory=dict)
    received: list[bytes] = field(default_factory=list)
    on_hook: Callable[[], None] = lambda: None
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site in a thread, on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = site.pages.get(self.path)
            body = (page or "<h1>not found</h1>").encode()
            self.send_response(200 if page is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            site.received.append(body)
            site.on_hook()
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_targets(folder: Path, site: Site, *ids: str, hook: bool = True) -> Path:
    """A targets.yaml for pages /<name> of the site, with its webhook as the channel."""
    documents = "".join(
        f"      - {{id: agora/{name}, title: Agora {name}, url: '{site.url('/' + name)}'}}\n" for name in ids
    )
    alerts = f"alerts:\n  - urls: 'json://127.0.0.1:{site.port}/hook'\n" if hook else ""
    path = folder / "targets.yaml"
    path.write_text(
        "defaults: {every: 1h, delay: 0s, allow_private_addresses: true}\n"
        f"platforms:\n  - name: Agora\n    documents:\n{documents}{alerts}"
    )
    return path
