"""What the tests of this room share: alerts, secrets, channels without a network, servers on this machine."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from watcher.alert import Digest, Item, Reminder, Result, Told
from watcher.config import Timing
from watcher.model import (
    Alert,
    Assessment,
    Claim,
    Direction,
    Finding,
    FindingKind,
    Message,
    Outcome,
    Quote,
    Severity,
    TargetName,
)
from watcher.state import Notice

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Hidden:
    """A secret text as the configuration hands it over."""

    _text: str = field(repr=False)

    def reveal(self) -> str:
        return self._text


def alert(key: str, target: str = "example/terms", findings: tuple[Finding, ...] = ()) -> Alert:
    name = TargetName(target, "Example", "Terms", f"https://example.org/{target}", "en")
    return Alert(
        id=key,
        target=name,
        time=NOON,
        old_time=NOON - dt.timedelta(days=1),
        outcome=Outcome.CHANGED,
        assessment=Assessment(findings),
        headline={"en": f"Headline of {key}", "fr": f"Titre de {key}"},
    )


def finding(
    after: str,
    severity: Severity = Severity.HIGH,
    effective: dt.date | None = None,
    known: dt.datetime | None = None,
) -> Finding:
    """A new sentence on AI training."""
    return Finding(
        "ai-training", FindingKind.USE_ADDED, Direction.WEAKER, severity, None, Quote(after),
        claim_after=Claim("ai-training", effective=effective), known_since=known,
    )  # fmt: skip


def render(item: Item, language: str) -> Message:
    """A stand-in for the report room: the id is in every form."""
    if isinstance(item, Digest):
        words = " ".join([told.alert.id for told in item.alerts] + [alert.id for alert in item.others])
        return Message(item.id, "Digest", words, words, f"<p>{words}</p>")
    if isinstance(item, Reminder):
        return Message(item.id, f"Reminder of {item.date}", item.alert.id, item.alert.id, f"<p>{item.alert.id}</p>")
    if isinstance(item, Told):
        return render(item.alert, language)
    if isinstance(item, Notice):
        words = f"{item.kind} {item.subject} {' '.join(item.facts.values())}"
        return Message(item.id, f"Notice {item.kind}", words, words, f"<p>{item.kind}</p>")
    title = item.headline[language]
    return Message(
        item.id,
        title,
        f"Text of {item.id}: we may use your posts.",
        f"**Text** of {item.id}: we may use your posts.",
        f"<p>Text of <b>{item.id}</b>: we may use your posts.</p>",
    )


@dataclass
class Service:
    """A service without a network: answers what the script says, then yes."""

    script: list[Result] = field(default_factory=list)
    got: list[str] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:  # noqa: ARG002 - Transport
        self.before()
        result = self.script.pop(0) if self.script else Result(ok=True)
        if result.ok:
            self.got.append(message.id)
        return result


@dataclass(frozen=True)
class Line:
    """A destination that leads to a `Service`."""

    route: str
    service: Service = field(default_factory=Service, compare=False)
    language: str = "en"
    wants: Callable[[Alert], bool] = lambda _: True
    secret: str = "1"
    timing: Timing = field(default_factory=Timing)

    @property
    def display(self) -> str:
        return f"line {self.route}"

    def key(self, salt: bytes) -> str:  # noqa: ARG002 - Destination
        return f"{self.route}-{self.secret}"

    def admits(self, alert: Alert) -> bool:
        return self.wants(alert)

    def covers(self, alert: Alert) -> bool:
        return alert.target.id != "uncovered/page"

    def transport(self) -> Service:
        return self.service


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        loaded: dict[str, object] = json.loads(self.body)
        return loaded


Answer = tuple[int, bytes]


@contextmanager
def web_server(answer: Callable[[Request], Answer]) -> Iterator[tuple[int, list[Request]]]:
    """A web server on 127.0.0.1: its port, and the requests that it got."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = Request(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
            requests.append(request)
            status, body = answer(request)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = _serve  # noqa: N815 - the names that the standard library calls

        def log_request(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
