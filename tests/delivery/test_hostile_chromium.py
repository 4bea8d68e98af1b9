"""The hostile texts as pages in a real Chromium: what a parser may overlook, a browser would do."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.alert.support import web_server
from tests.delivery.hostile import CANARY, TEXTS
from tests.delivery.test_hostile import alert_about, comparison_of, messages
from tests.report.stories import NEW_TIME, OLD_TIME
from watcher.alert.mail import page
from watcher.capture import chromium
from watcher.report import RedlineHead, redline_html


def test_there_are_sixty_of_them_and_chromium_finds_none_active(tmp_path: Path) -> None:
    """Every message as the page that a mail program shows, and every redline, without its own policy against scripts:
    nothing runs, nothing is fetched, no dialog opens, no page leaves."""
    assert len(set(TEXTS)) >= 60
    binary = needs_chromium()
    with canary() as (address, called):
        pages = []
        for number, text in enumerate(text.replace(CANARY, address) for text in TEXTS):
            alert = alert_about(text)
            head = RedlineHead(alert.target, OLD_TIME, NEW_TIME, alert.headline["en"])
            redline = redline_html(comparison_of(text), alert.assessment, head, "en")
            bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", redline)
            for form, html in [
                ("redline", bare),
                *((f"mail{n}", page(sent)) for n, sent in enumerate(messages(text))),
            ]:
                file = tmp_path / f"{number:02}-{form}.html"
                file.write_text(html.replace("<title>", "<title>sound "), "utf-8")
                pages.append(file)
        active = file_of_hostile_control(tmp_path, address)
        titles = visit(binary, [*pages, active])
        assert titles.pop(active) == "owned"
        assert called() == ["/img"]  # by the one page that is meant to show that the trap works
    assert [file.name for file, title in titles.items() if not title.startswith("sound ")] == []


def file_of_hostile_control(folder: Path, address: str) -> Path:
    """The first texts unescaped: a test that cannot fail proves nothing."""
    file = folder / "control.html"
    file.write_text(f"<title>sound</title><img src='{address}/img'>{TEXTS[0]}", "utf-8")
    return file


def needs_chromium() -> str:
    """Where Chromium is; skips without one, fails in CI."""
    try:
        return chromium.find(None, os.environ)
    except chromium.ChromiumError:
        assert os.environ.get("CI") != "true", "no Chromium in CI: .ci/run installs it"
        pytest.skip("needs Chromium: apt-get install chromium")


@contextmanager
def canary() -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """A server that nobody should call: its address, and the paths that were asked for."""
    with web_server(lambda _: (200, b"document.title='owned'")) as (port, requests):
        yield f"http://127.0.0.1:{port}", lambda: [request.path for request in requests]


def visit(binary: str, files: list[Path]) -> dict[Path, str]:
    """The titles of the pages after all their scripts and loads; one Chromium for all."""
    from playwright.sync_api import sync_playwright  # starts a process of its own

    titles = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("dialog", lambda dialog: dialog.dismiss())
        for file in files:
            tab.goto(file.as_uri())
            tab.mouse.move(200, 200)
            assert tab.url == file.as_uri()
            titles[file] = tab.title()
        browser.close()
    return titles
