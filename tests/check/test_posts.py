"""The writer: each item of the outbox as a message, with its links and its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.stories import NEW_TIME, alert, announcement, documents
from watcher.alert import Digest, Reminder, Told
from watcher.check.posts import channels
from watcher.check.writing import MAX_ATTACHED, Writer
from watcher.compare import compare
from watcher.config import Route, Secret, Settings
from watcher.errors import ArchiveError
from watcher.model import Alert
from watcher.report import RedlineHead, redline_html

ALERT = replace(alert(announcement()), redline="agora/ai-faq/changes/2025-09-18T12-34-39Z.html", commit="4b1d7c0")
OTHER = replace(
    ALERT, id="b", target=replace(ALERT.target, id="agora/terms", title="Terms", url="https://agora.example/terms")
)


def settings(*, attach: bool = False, browse_url: str | None = "https://git.example/{commit}/{path}") -> Settings:
    route = Route("team", (Secret("mailto://w:x@example.org?to=a@example.org"),), attach=attach)
    return Settings(
        targets=(), routes=(route,), health_routes=(), contact=None, user_agent="policy-watcher", concurrency=4,
        push=None, browse_url=browse_url, timezone="UTC", file=Path("targets.yaml"),
    )  # fmt: skip


def writer(redline: bytes | None = None, *, attach: bool = False) -> Writer:
    return Writer(settings(attach=attach), lambda: NEW_TIME, lambda _: redline)


def test_an_alert_is_written_alone_or_with_the_pages_that_say_the_same() -> None:
    write = writer()
    assert write(ALERT, "en") == write(Told(ALERT), "en")
    told = write(Told(ALERT, (OTHER,), "Two sentences. By a machine."), "fr").text
    assert "La même chose sur 1 autre page\u00a0:" in told
    assert "https://agora.example/terms" in told
    assert "https://git.example/4b1d7c0/agora/ai-faq/changes/2025-09-18T12-34-39Z.html" in told
    assert "Two sentences. By a machine." in told
    assert "Encore 46 jours" in told


def test_reminders_and_digests_are_written_with_their_links() -> None:
    write = writer()
    reminder = write(Reminder("r-1", ALERT, dt.date(2025, 11, 3)), "en")
    assert (reminder.id, reminder.title[:24]) == ("r-1", "Reminder, 46 days left ·")
    digest = write(Digest("g-1", (Told(ALERT, (OTHER,)),), (OTHER,)), "en")
    assert (digest.id, digest.title) == ("g-1", "1 change at Agora, 18 September 2025")
    for message in (reminder, digest):
        assert "https://git.example/4b1d7c0/agora/ai-faq/changes/2025-09-18T12-34-39Z.html" in message.text
    assert "The same on 1 other page:" in digest.text


def test_the_redline_is_read_only_where_a_route_wants_it() -> None:
    asked: list[str] = []

    def redline(found: Alert) -> bytes:
        asked.append(found.id)
        return b"<!DOCTYPE html>"

    assert Writer(settings(), lambda: NEW_TIME, redline)(ALERT, "en").attachments == ()
    assert asked == []
    (file,) = Writer(settings(attach=True), lambda: NEW_TIME, redline)(ALERT, "en").attachments
    assert (file.name, file.media_type, file.content) == (
        "agora-ai-faq-2025-09-18T12-34-39Z.html",
        "text/html",
        b"<!DOCTYPE html>",
    )
    assert [getattr(channel, "attach", None) for channel in channels(settings(attach=True), print)] == [True]


@pytest.mark.parametrize("content", [None, b"x" * (MAX_ATTACHED + 1)])
def test_a_redline_that_is_missing_or_too_large_is_linked_only(content: bytes | None) -> None:
    message = writer(content, attach=True)(ALERT, "en")
    assert message.attachments == ()
    assert "Redline: https://git.example/" in message.text


def test_an_archive_that_cannot_be_read_keeps_no_alert_back() -> None:
    def broken(_: Alert) -> bytes:
        raise ArchiveError("git does not answer")

    assert Writer(settings(attach=True), lambda: NEW_TIME, broken)(ALERT, "en").attachments == ()


def test_the_attached_redline_holds_no_script() -> None:
    head = RedlineHead(ALERT.target, NEW_TIME, NEW_TIME, "Headline")
    page = redline_html(compare(*documents()), ALERT.assessment, head, "en")
    (file,) = writer(page.encode(), attach=True)(ALERT, "en").attachments
    assert page.count("<script>") == 1
    assert file.content.decode() == page[: page.index("<script>")] + page[page.index("</script>") + 10 :]
