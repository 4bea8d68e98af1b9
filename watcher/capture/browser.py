"""A browser for pages that are made by their scripts: one Chromium, started when it is needed, ended when it is not.

It shows one page at a time, each in a context of its own that nothing outlives: no cookie, no storage, no cache. What
the page asks for goes through `visit.py`; Chromium itself has no network. One that crashes, hangs or grows beyond
its bounds is ended with all its processes; the next page gets a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watcher.capture import chromium
from watcher.capture.browser_page import Taken, read, script
from watcher.capture.outcome import EndedError
from watcher.capture.visit import Visit
from watcher.model import Verdict, VerdictKind

if TYPE_CHECKING:
    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import CDPSession, Page, Playwright, WebSocketRoute

log = logging.getLogger(__name__)

_IDLE = 300.0  # seconds after which an unused browser is ended: the pages of a round come closer together
_START = 30_000.0  # milliseconds
_GOODBYE = 5.0  # seconds that closing may take
_WATCHED = 0.3  # seconds between two looks at its memory
_MOST_MEMORY = 1 << 30  # bytes that its processes have for themselves; a small page takes 260 MB, one of 3 MB 370
_VIEW = 4000  # pixels: what is made when it comes into view is in view, for most pages


@dataclass(slots=True)
class _Running:
    playwright: Playwright
    browser: PlaywrightBrowser
    group: int
    driver: int | None
    session: CDPSession
    home: tempfile.TemporaryDirectory[str]
    grew: bool = False


class Browser:
    """`executable` is the path of Chromium, None to look for an installed one. Used from one event loop."""

    def __init__(self, executable: str | None) -> None:
        self._executable = executable
        self._alone = asyncio.Lock()
        self._running: _Running | None = None
        self._later: asyncio.Task[None] | None = None
        self._warned = False

    @property
    def group(self) -> int | None:
        """The process group of the Chromium that runs, None while none does."""
        return self._running.group if self._running else None

    async def aclose(self) -> None:
        """Ends Chromium, if it runs."""
        async with self._alone:
            self._stay()
            await self._end()

    async def show(self, visit: Visit) -> tuple[Taken, str]:
        """The page of the visit as its scripts made it, and the browser's name and version.

        Raises EndedError when there is no browser, when the page does not come to an end or must not be read.
        """
        async with self._alone:
            self._stay()
            try:
                running = await self._start()
                version = running.browser.version
                async with visit.turn():
                    return await self._visit(running, visit), f"chromium {version}"
            finally:
                self._later = asyncio.create_task(self._end_later()) if self._running else None

    # --- one page

    async def _visit(self, running: _Running, visit: Visit) -> Taken:
        from playwright.async_api import Error

        watchman = asyncio.create_task(self._watch(running))
        sound = False
        try:
            async with asyncio.timeout(visit.left):
                taken = await _show(running.browser, visit)
            sound = True
        except EndedError:
            sound = True
            raise
        except TimeoutError:
            seconds = visit.request.timeout.total_seconds()
            raise _failed(f"the scripts of {visit.host} did not come to an end within {seconds:.0f} s") from None
        except Error as error:
            log.debug("%s: %s", visit.host, error)
            how = "took more memory than a page may" if running.grew else "crashed"
            raise _failed(f"the browser {how} while it showed the page of {visit.host}") from error
        finally:
            watchman.cancel()
            if not sound:
                await self._end()
        return taken

    async def _watch(self, running: _Running) -> None:
        """Ends the browser when it takes too much memory."""
        while not running.grew:
            await asyncio.sleep(_WATCHED)
            running.grew = await asyncio.to_thread(chromium.memory, running.group) > _MOST_MEMORY
        chromium.kill(running.group, None)

    # --- the process

    async def _start(self) -> _Running:
        """The Chromium that runs, a new one if need be. Raises EndedError when there is none to be had."""
        if self._running is not None and await _answers(self._running):
            return self._running
        await self._end()
        try:
            path = chromium.find(self._executable, os.environ)
            sandbox = chromium.sandboxed(os.environ)
            self._running = await _launch(path, sandbox=sandbox)
        except chromium.ChromiumError as error:
            reason = f"this page is to be shown by a browser, but {error}"
            raise EndedError(Verdict(VerdictKind.UNREACHABLE, reason, permanent=True)) from error
        if not sandbox and not self._warned:
            self._warned = True
            log.warning("Chromium runs without its sandbox (docs/browser.md says what that means)")
        log.debug("started %s %s", path, self._running.browser.version)
        return self._running

    def _stay(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None

    async def _end_later(self) -> None:
        await asyncio.sleep(_IDLE)
        async with self._alone:
            self._later = None
            await self._end()

    async def _end(self) -> None:
        """Ends Chromium with all its processes and its driver, whatever state they are in."""
        running, self._running = self._running, None
        if running is None:
            return
        chromium.kill(running.group, None)
        await _stop(running.playwright)
        chromium.kill(running.group, running.driver)
        running.home.cleanup()


def _failed(reason: str) -> EndedError:
    return EndedError(Verdict(VerdictKind.TRUNCATED, reason))


async def _launch(path: str, *, sandbox: bool) -> _Running:
    """Starts Chromium. Raises ChromiumError when that cannot be."""
    try:
        from playwright.async_api import Error
    except ImportError:
        raise chromium.ChromiumError("Playwright is not installed: pip install 'policy-watcher[browser]'") from None
    home = tempfile.TemporaryDirectory(prefix="watcher-browser-", ignore_cleanup_errors=True)
    playwright: Playwright | None = None
    try:
        playwright = await _start_driver()
        browser = await playwright.chromium.launch(
            executable_path=path,
            args=chromium.arguments(),
            chromium_sandbox=sandbox,
            env=chromium.environment(Path(home.name), os.environ),
            handle_sighup=False,
            handle_sigint=False,
            handle_sigterm=False,
            timeout=_START,
        )
        session = await browser.new_browser_cdp_session()
        processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
        group = next(int(process["id"]) for process in processes if process["type"] == "browser")
    except BaseException as error:  # also when we are cancelled: a driver and a folder must not stay behind
        if playwright is not None:
            await _stop(playwright)
        home.cleanup()
        if isinstance(error, Error):
            raise chromium.ChromiumError(chromium.why_not(str(error), path)) from error
        raise
    return _Running(playwright, browser, group, chromium.parent(group), session, home)


async def _answers(running: _Running) -> bool:
    """Whether the browser is there and not stuck."""
    from playwright.async_api import Error

    with contextlib.suppress(Error, TimeoutError):
        async with asyncio.timeout(_GOODBYE):
            await running.session.send("Browser.getVersion")
            return True
    return False


async def _start_driver() -> Playwright:
    """Playwright's own process, which speaks with the browser. Raises ChromiumError when it does not start."""
    from playwright.async_api import async_playwright

    try:
        return await async_playwright().start()
    except Exception as error:  # Playwright raises nothing more telling when its driver ends at once
        reason = f"Playwright's driver does not start ({error}); is a library missing (Debian: libatomic1)?"
        raise chromium.ChromiumError(reason) from error


async def _stop(playwright: Playwright) -> None:
    """Ends Playwright's driver, and with it the browser that it started."""
    from playwright.async_api import Error

    with contextlib.suppress(Error, TimeoutError):
        async with asyncio.timeout(_GOODBYE):
            await playwright.stop()


async def _show(browser: PlaywrightBrowser, visit: Visit) -> Taken:
    """The page in a context of its own. Raises what `read` does."""
    context = await browser.new_context(
        accept_downloads=False,
        locale=visit.request.language,
        reduced_motion="reduce",
        service_workers="block",
        timezone_id="UTC",
        user_agent=visit.agent,
        viewport={"width": 1280, "height": _VIEW},
    )
    await context.grant_permissions([])  # all that a page may ask for is denied
    await context.add_init_script(script("browser_start.js"))
    await context.route_web_socket("**/*", _hang_up)
    page = await context.new_page()
    closing: set[asyncio.Task[None]] = set()

    def close(other: Page) -> None:
        task = asyncio.create_task(_close(other))
        closing.add(task)
        task.add_done_callback(closing.discard)

    context.on("page", close)
    await visit.begin(page)
    try:
        await page.goto(str(visit.url), wait_until="commit")
        taken = await read(page, visit)
    except EndedError:
        await context.close()
        raise
    await context.close()
    return taken


async def _close(window: Page) -> None:
    from playwright.async_api import Error

    with contextlib.suppress(Error):  # it is gone already
        await window.close()


async def _hang_up(socket: WebSocketRoute) -> None:
    await socket.close()
