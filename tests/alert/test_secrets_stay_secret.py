"""Whatever goes wrong with a channel, no part of its URL is written anywhere."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alert.support import NOON, Clock, Hidden, alert, render, web_server
from tests.alert.test_mail import post_office
from watcher.alert import Channel, Outbox, Sender, check_channel
from watcher.state import State

SECRETS = ("swordfish", "T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7", "tok-en-99", "hook-path-7", "s3cret-room")

URLS = (
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#s3cret-room",
    "slack://T1JJ3T3L2/A1BRTD4JD/not a token TIiajkdnlazkcOXrIdevi7",
    "matrix://bot:swordfish@127.0.0.1:{port}/#s3cret-room",
    "matrix://bot:swordfish@127.0.0.1:{dead}/#s3cret-room?token=tok-en-99",
    "mailto://127.0.0.1:{post}?from=w@example.org&to=s3cret-room@example.org&name=swordfish&+X-Key=tok-en-99",
    "mailto://anna:swordfish@127.0.0.1:{dead}?from=w@example.org&to=anna@example.org",
    "json://anna:swordfish@127.0.0.1:{port}/hook-path-7?-token=tok-en-99&+X-Key=tok-en-99",
    "json://anna:swordfish@127.0.0.1:{dead}/hook-path-7?-token=tok-en-99",
    "jsons://anna:swordfish@127.0.0.1:{port}/hook-path-7",
    "unknown://swordfish/hook-path-7",
    "swordfish",
)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that any handler of the root logger, or of the libraries themselves, is given at the lowest level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setLevel(1)
    names = (None, "apprise", "urllib3", "urllib3.connectionpool", "requests")
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(1)
    yield stream
    for logger, level in zip(loggers, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def files(folder: Path) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]


async def test_nothing_secret_is_logged_stored_or_shown(
    tmp_path: Path,
    written: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(1)
    monkeypatch.setattr(logging.getLogger("mail.log"), "disabled", True)  # the stand-in's own log, not ours
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with web_server(lambda _: (200, b"ok")) as (dead, _):
        pass

    def echo_everything(request: object) -> tuple[int, bytes]:
        return 403, f"not allowed: {request}".encode()

    with (
        web_server(echo_everything) as (port, _),
        post_office() as (post, post_port),
        State.open(tmp_path / "state.sqlite3") as state,
    ):
        post.after_data = "554 s3cret-room@example.org says: swordfish and tok-en-99 are no passwords"
        monkeypatch.setattr("apprise.plugins.slack.NotifySlack.webhook_url", f"http://127.0.0.1:{port}/services")
        urls = [url.format(port=port, dead=dead, post=post_port) for url in URLS]
        channels = [Channel(f"route {place}", Hidden(url), lambda _: True) for place, url in enumerate(urls)]
        outbox = Outbox(state)
        outbox.enter([alert("x1")], channels, head="h", now=NOON)
        clock = Clock()
        sender = Sender(outbox, channels, render, clock)
        for _ in range(4):
            tally = await sender.deliver_due()
            assert tally.delivered <= len(urls)
            clock.move(hours=1)
        listed = outbox.list(limit=1000)
        problems = [check_channel(Hidden(url)) for url in urls]

    assert {row.state for row in listed if row.kind == "alert"} == {"due", "given-up"}
    assert all(row.error for row in listed if row.attempts)
    said = [repr(channels), repr(outbox), repr(sender), repr(listed), repr(problems), written.getvalue(), caplog.text]
    said += capfd.readouterr()
    said += files(tmp_path)
    for secret in SECRETS:
        assert secret.lower() not in "\n".join(said).lower()
