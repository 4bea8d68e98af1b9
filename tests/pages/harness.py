"""A page that we make, opened in a real Chromium: what axe-core, the console, the policy and the network say of it.

    violations(page)          all that is wrong with it, a line each; [] is what a test wants
    mended(html)              where the browser read other tags than stand there: wrong nesting, forgotten ends
    opened(browser, address)  a tab with the page, for walks by keyboard and for pictures
    in_chromium(work)         work(browser) in the one browser of this process

Playwright's synchronous form leaves an event loop running in its thread, in which no other test could start its own:
the browser has a thread to itself, is started by the first page and stopped with the process.
"""

from __future__ import annotations

import atexit
import difflib
import functools
import os
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

import pytest

from watcher.capture import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

T = TypeVar("T")
Scheme = Literal["light", "dark"]
DESKTOP, PHONE = 1280, 375
_HEIGHT = 900
_PATIENCE = 50  # seconds for one piece of work, on a busy machine
_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch style sheets, which a page's own policy refuses
}
_WATCH_POLICY = """window.refused = [];
addEventListener("securitypolicyviolation", e => refused.push(e.violatedDirective + " " + e.blockedURI))"""


def violations(
    page: Path | str, width: int = DESKTOP, scheme: Scheme = "light", language: str = "en", *, alone: bool = False
) -> list[str]:
    """All that is wrong with a page: `page` is a file, an address on this machine, or the HTML itself.

    Accessibility (WCAG 2.2 A and AA and axe-core's good practice), scripts that fail, messages of the console,
    breaches of the page's own policy, requests to other hosts (`alone`: any request), another language than
    `language`, and text that is wider than the window of `width` pixels.
    """
    with address_of(page) as address:
        return in_chromium(lambda browser: _judged(browser, address, width, scheme, language, alone=alone))


def _judged(browser: Browser, address: str, width: int, scheme: Scheme, language: str, *, alone: bool) -> list[str]:
    found: list[str] = []
    asked: list[str] = []

    def listen(tab: Page) -> None:
        tab.on("console", lambda message: found.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: found.append(f"script: {error}"))
        tab.on("request", lambda request: asked.append(request.url))

    with opened(browser, address, width, scheme, listen) as tab:
        tab.evaluate(_axe())
        for rule in tab.evaluate("rules => axe.run(rules)", _RULES)["violations"]:
            places = "; ".join(node["html"][:160] for node in rule["nodes"][:3])
            found.append(f"axe: {rule['id']}: {rule['help']}: {places}")
        found += [f"policy: {line}" for line in tab.evaluate("refused")]
        wide = tab.evaluate("document.documentElement.scrollWidth")
        found += [f"wider than the window: {wide} of {width} pixels"] if wide > width else []
        said = tab.evaluate("document.documentElement.lang")
        found += [f"language: {said!r}, not {language!r}"] if said != language else []
    others = [url for url in asked if url != address]
    host = urlsplit(address)[:2]
    return found + [f"request: {url}" for url in others if alone or urlsplit(url)[:2] != host]


def mended(html: str) -> list[str]:
    """The tags that the browser added or left out to make sense of a page that closes all its elements, as a diff."""

    def parsed(browser: Browser) -> str:
        with address_of(html) as address, opened(browser, address) as tab:
            return str(tab.content())

    ours, theirs = _Tags(html).found, _Tags(in_chromium(parsed)).found
    return [line for line in difflib.ndiff(ours, theirs) if not line.startswith(" ")] if ours != theirs else []


class _Tags(HTMLParser):
    """The start and end tags of a text as they stand there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its interface
        self.found.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")


@contextmanager
def opened(
    browser: Browser,
    address: str,
    width: int = DESKTOP,
    scheme: Scheme = "light",
    listen: Callable[[Page], None] | None = None,
) -> Iterator[Page]:
    """A tab of its own with the page at `address`; `listen` may set up what is to be heard from the start."""
    context = browser.new_context(viewport={"width": width, "height": _HEIGHT}, color_scheme=scheme)
    try:
        tab = context.new_page()
        tab.add_init_script(_WATCH_POLICY)
        if listen is not None:
            listen(tab)
        tab.goto(address)
        yield tab
    finally:
        context.close()


@contextmanager
def address_of(page: Path | str) -> Iterator[str]:
    """The address of a file, of HTML (put into a file for as long as it is needed), or the address that it is."""
    if isinstance(page, Path):
        yield page.absolute().as_uri()
    elif page.startswith(("http://127.0.0.1:", "file://")):
        yield page
    else:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "page.html"
            file.write_text(page, "utf-8")
            yield file.as_uri()


@functools.cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def in_chromium(work: Callable[[Browser], T]) -> T:
    """What `work` makes of the browser. Skips without a Chromium, fails without one in CI."""
    try:
        binary = chromium.find(None, os.environ)
    except chromium.ChromiumError:
        assert os.environ.get("CI") != "true", "no Chromium in CI: .ci/run installs it"
        pytest.skip("needs Chromium: apt-get install chromium")
    done: Future[T] = Future()
    _browser(binary).put((work, done))
    return done.result(timeout=_PATIENCE)


_Work = tuple[Callable[["Browser"], Any], "Future[Any]"]


@functools.cache
def _browser(binary: str) -> queue.Queue[_Work | None]:
    """The queue of the thread in which the browser lives."""
    tasks: queue.Queue[_Work | None] = queue.Queue()
    thread = threading.Thread(target=_live, args=(binary, tasks), daemon=True)
    thread.start()

    def stop() -> None:
        tasks.put(None)
        thread.join(10)

    atexit.register(stop)
    return tasks


def _live(binary: str, tasks: queue.Queue[_Work | None]) -> None:
    from playwright.sync_api import sync_playwright  # starts a process of its own

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        while (task := tasks.get()) is not None:
            work, done = task
            try:
                done.set_result(work(browser))
            except BaseException as error:  # noqa: BLE001 - it belongs to the test that waits for it
                done.set_exception(error)
        browser.close()
