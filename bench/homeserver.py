"""`python -m bench.homeserver PYTHON`: our Matrix channel against Synapse, the reference homeserver.

Synapse installs from the package index into an environment of its own, which is not part of the project's:

    python -m venv /tmp/synapse && /tmp/synapse/bin/pip install matrix-synapse
    python -m bench.homeserver /tmp/synapse/bin/python

It is started on loopback with two accounts and a room. One account is the channel's, the other reads what came. Sent
are a plain alert, the same again (a crash before the answer), a hundred hostile texts, one far too long and, with the
server's own limits, many at once. The exit code is 1 when one is lost, told twice, or stands in the room otherwise
than it was written.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watcher.alert import Channel, Result
from watcher.alert.matrix import bodies
from watcher.config import Secret
from watcher.model import Message
from watcher.report.escape import plain

_BURST = 12
_MOST_WAITS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Home:
    """The homeserver's client interface, as a person's program calls it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def call(self, method: str, path: str, body: object = None, token: str = "") -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/_matrix/client/v3{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    def token(self, name: str) -> str:
        """A session of an account, made by the flow that needs no proof."""
        body = {"username": name, "password": "swordfish", "auth": {"type": "m.login.dummy"}}
        answer = self.call("POST", "/register", body)
        return str(answer["access_token"])

    def events(self, room: str, token: str) -> list[dict[str, Any]]:
        """The messages of the room, oldest first."""
        found: list[dict[str, Any]] = []
        start = ""
        for _ in range(50):
            query = {"dir": "b", "limit": "100"} | ({"from": start} if start else {})
            answer = self.call(
                "GET", f"/rooms/{urllib.parse.quote(room)}/messages?{urllib.parse.urlencode(query)}", None, token
            )
            found += [event for event in answer["chunk"] if event["type"] == "m.room.message"]
            start = answer.get("end", "")
            if not start or not answer["chunk"]:
                break
        return found[::-1]


@contextlib.contextmanager
def synapse(python: str, folder: Path, *, limits: bool) -> Iterator[Home]:
    """A running homeserver in that folder. `limits`: with Synapse's own limits of messages a second."""
    port = _free_port()
    config = folder / "homeserver.yaml"
    make = [python, "-m", "synapse.app.homeserver", "-c", str(config), "--server-name", "matrix.example"]
    subprocess.run([*make, "--generate-config", "--report-stats", "no"], check=True, cwd=folder, capture_output=True)
    free = "{per_second: 10000, burst_count: 10000}"
    config.write_text(
        config.read_text()
        + f"\nenable_registration: true\nenable_registration_without_verification: true\nrc_registration: {free}\n"
        + ("" if limits else f"rc_message: {free}\n")
        + f"rc_login: {{address: {free}, account: {free}, failed_attempts: {free}}}\n"
        + f"listeners: [{{port: {port}, bind_addresses: ['127.0.0.1'], type: http, tls: false,"
        + " resources: [{names: [client]}]}]\ntrusted_key_servers: []\n"
    )
    process = subprocess.Popen(make[:5], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    home = Home(port)
    try:
        for _ in range(_MOST_WAITS * 2):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_matrix/client/versions", timeout=5)
                break
            time.sleep(0.5)
        yield home
    finally:
        process.terminate()
        process.wait(30)


def _message(key: str, said: str) -> Message:
    import html

    return Message(key, f"Title of {key}", f"Title of {key}\n\n{said}\n", said, f"<p>{html.escape(said)}</p>")


def _send(url: str, messages: list[Message]) -> tuple[list[Result], int]:
    """The last answer to each, and how often the server asked to wait."""
    transport = Channel("home", Secret(url), lambda _: True, "en", lambda _: True).transport()
    results, waits = [], 0
    for message in messages:
        for _ in range(_MOST_WAITS):
            result = transport.send(message, "en", ())
            if result.ok or result.permanent:
                break
            waits += 1
            time.sleep(min(result.retry_after.total_seconds() if result.retry_after else 1.0, 10))
        results.append(result)
    return results, waits


def _wrong(events: list[dict[str, Any]], messages: list[Message]) -> list[str]:
    """What stands in the room otherwise than it was written."""
    problems = []
    wanted = [bodies(message, "en") for message in messages]
    came = [(event["content"].get("body"), event["content"].get("formatted_body", "")) for event in events]
    if came != wanted:
        problems.append(
            f"{len(came)} events for {len(wanted)} messages; first difference at "
            f"{next((i for i, (a, b) in enumerate(zip(came, wanted, strict=False)) if a != b), 'the end')}"
        )
    problems += ["an event mentions somebody" for event in events if event["content"].get("m.mentions") != {}]
    return problems


def main(python: str) -> int:
    from tests.delivery.hostile import TEXTS

    problems: list[str] = []
    for limits in (False, True):
        with tempfile.TemporaryDirectory() as name, synapse(python, Path(name), limits=limits) as home:
            bot, reader = home.token("bot"), home.token("reader")
            room = str(
                home.call(
                    "POST",
                    "/createRoom",
                    {"preset": "public_chat", "room_alias_name": "watch", "invite": ["@bot:matrix.example"]},
                    reader,
                )["room_id"]
            )
            home.call("POST", f"/join/{urllib.parse.quote(room)}", {}, bot)
            place = urllib.parse.quote("#watch:matrix.example", safe="")  # Apprise knows no room ids of version 12
            began = time.perf_counter()
            if limits:
                messages = [_message(f"burst-{n}", f"Number {n} of a burst.") for n in range(_BURST)]
                results, waits = _send(f"matrix://{bot}@127.0.0.1:{home.port}/{place}", messages)
                print(
                    f"with the server's limits: {_BURST} at once, asked to wait {waits} times, "
                    f"{time.perf_counter() - began:.1f} s"
                )
            else:
                messages = [
                    _message("alert-1", "We may use your posts to train AI models."),
                    _message("long", "Word by word. " * 9000),
                ]
                messages += [_message(f"hostile-{n}", plain(text)) for n, text in enumerate(TEXTS)]
                results, waits = _send(f"matrix://{bot}@127.0.0.1:{home.port}/{place}", messages)
                repeated, _ = _send(f"matrix://{bot}@127.0.0.1:{home.port}/{place}", messages[-2:])
                results += repeated
                print(
                    f"{len(messages)} messages and 2 repeats after a restart: {time.perf_counter() - began:.1f} s, "
                    f"waits {waits}"
                )
            problems += [f"not accepted: {result.reason}" for result in results if not result.ok]
            problems += _wrong(home.events(room, reader), messages)
    print("\n".join(problems) or "every message came once, as it was written")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
