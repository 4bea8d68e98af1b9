"""Pages that break the browser, and browsers that cannot be had."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.capture.server import AGENT, ask, fetcher, response, serving, site
from tests.capture.showing import TEXT, needs_chromium, page, refused, seconds, shown, web
from watcher.capture import Fetcher, Network, browser, chromium
from watcher.model import VerdictKind

__all__ = ["web"]  # a fixture

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


def group_of(opened: Fetcher) -> int:
    group = opened._browser.group
    assert group is not None
    return group


def alive(group: int) -> bool:
    """Whether a process of the group lives (a dead one that nobody has asked after does not)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text(encoding="latin-1").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            return True
    return False


async def ends(group: int) -> bool:
    for _ in range(100):
        if not alive(group):
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.mark.parametrize(
    "script",
    [
        "setTimeout(() => { while (true) {} }, 300)",
        "while (true) alert('once more')",
    ],
)
async def test_a_script_without_end_is_ended_in_time_and_the_next_page_is_shown(web: Fetcher, script: str) -> None:
    async with serving(site({"/privacy": page(script), "/good": page("m.append('well')")})) as server:
        began = time.monotonic()
        verdict = refused(await web.fetch(ask(server.url(), render="browser", timeout=seconds(3))))
        assert time.monotonic() - began < 12
        assert verdict.kind is VerdictKind.TRUNCATED
        assert verdict.reason == "the scripts of site.test did not come to an end within 3 s"
        assert "well</main>" in shown(await web.fetch(ask(server.url("/good"), render="browser")))


@pytest.mark.parametrize(
    "script",
    [
        "setInterval(() => { for (let i = 0; i < 20000; i++) m.append(document.createElement('p')) }, 10)",
        "setInterval(() => m.append('words without end '.repeat(20000)), 10)",
        "const all = []; setInterval(() => { const a = new Uint8Array(5e7); a.fill(7); all.push(a) }, 10)",
        "for (;;) document.body.append(...Array(1000).fill().map(() => document.createElement('div')))",
    ],
)
async def test_a_page_that_grows_without_end_is_ended(web: Fetcher, script: str) -> None:
    async with serving(site({"/privacy": page(script), "/good": page("m.append('well')")})) as server:
        outcome = await web.fetch(
            ask(server.url(), render="browser", timeout=seconds(8), max_bytes=2_000_000, select=("main b",))
        )
        verdict = refused(outcome) if not hasattr(outcome, "body") else None
        if verdict is not None:
            assert verdict.kind in (VerdictKind.TRUNCATED, VerdictKind.REFUSED)
        assert "well</main>" in shown(await web.fetch(ask(server.url("/good"), render="browser")))


async def test_dialogs_do_not_hold_a_page_up(web: Fetcher) -> None:
    script = "alert('a'); confirm('b'); prompt('c'); onbeforeunload = () => 'stay'; m.append('went on')"
    async with serving(site({"/privacy": page(script)})) as server:
        assert "went on</main>" in shown(await web.fetch(ask(server.url(), render="browser")))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_browser_that_dies_or_hangs_is_replaced(
    web: Fetcher, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_GOODBYE", 1.0)
    async with serving(
        site({"/privacy": page("m.append('well')"), "/slow": page("setInterval(() => m.append('x '), 50)")})
    ) as server:
        shown(await web.fetch(ask(server.url(), render="browser")))
        group = group_of(web)
        fetching = asyncio.create_task(web.fetch(ask(server.url("/slow"), render="browser", timeout=seconds(8))))
        await asyncio.sleep(1.2)
        os.killpg(group, number)
        assert refused(await fetching).kind is VerdictKind.TRUNCATED
        assert await ends(group)
        assert "well</main>" in shown(await web.fetch(ask(server.url(), render="browser")))
        assert group_of(web) != group


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_browser_that_died_while_nobody_looked_is_replaced(
    web: Fetcher, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_GOODBYE", 1.0)
    async with serving(site({"/privacy": page("m.append('well')")})) as server:
        shown(await web.fetch(ask(server.url(), render="browser")))
        group = group_of(web)
        os.killpg(group, number)
        await asyncio.sleep(0.2)
        assert "well</main>" in shown(await web.fetch(ask(server.url(), render="browser")))


async def test_a_cancelled_visit_leaves_nothing_behind(web: Fetcher) -> None:
    async with serving(site({"/privacy": page("setInterval(() => m.append('x '), 50)")})) as server:
        fetching = asyncio.create_task(web.fetch(ask(server.url(), render="browser")))
        await asyncio.sleep(1.5)
        group = group_of(web)
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching
        assert await ends(group)


async def test_the_browser_ends_with_the_fetcher_and_when_it_is_idle(
    web: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_IDLE", 0.3)
    async with serving(site({"/privacy": page("")})) as server:
        async with fetcher() as opened:
            shown(await opened.fetch(ask(server.url(), render="browser")))
            idle = group_of(opened)
            assert await ends(idle)
            assert opened._browser.group is None
            monkeypatch.setattr(browser, "_IDLE", 300.0)
            shown(await opened.fetch(ask(server.url(), render="browser")))
            last = group_of(opened)
            assert alive(last)
        assert await ends(last)


async def test_the_environment_of_chromium_holds_no_secret(web: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALERT_URLS", "mailtos://user:hunter2@example.org")
    async with serving(site({"/privacy": page("")})) as server, fetcher() as opened:
        shown(await opened.fetch(ask(server.url(), render="browser")))
        group = group_of(opened)
        environment = await asyncio.to_thread(Path(f"/proc/{group}/environ").read_bytes)
    assert b"PATH=" in environment
    assert b"hunter2" not in environment
    assert b"ALERT" not in environment


async def test_without_chromium_the_verdict_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("WATCHER_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_DEBIAN", str(tmp_path / "chromium"))
    async with serving(site({"/privacy": response()})) as server, fetcher() as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert (verdict.kind, verdict.permanent) == (VerdictKind.UNREACHABLE, True)
    assert "no Chromium is installed: install one (Debian: apt-get install chromium)" in verdict.reason


async def test_without_playwright_the_verdict_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_CHROMIUM", sys.executable)
    monkeypatch.setenv("WATCHER_CHROMIUM_NO_SANDBOX", "1")
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    async with serving(site({"/privacy": response()})) as server, fetcher() as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert "Playwright is not installed: pip install 'policy-watcher[browser]'" in verdict.reason


async def test_a_chromium_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho 'libnss3.so: cannot open' >&2\nexit 127\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("WATCHER_CHROMIUM_NO_SANDBOX", "1")
    network = Network(AGENT, chromium=str(program))
    async with serving(site({"/privacy": response()})) as server, fetcher(network=network) as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert f"{program} does not start" in verdict.reason
    assert verdict.permanent


async def test_a_driver_that_ends_in_the_midst_of_a_visit_is_replaced(web: Fetcher) -> None:
    pages = {"/privacy": page("m.append('well')"), "/slow": page("setInterval(() => m.append('x '), 50)")}
    async with serving(site(pages)) as server:
        fetching = asyncio.create_task(web.fetch(ask(server.url("/slow"), render="browser", timeout=seconds(8))))
        await asyncio.sleep(1.5)
        assert web._browser._running is not None
        driver = web._browser._running.driver
        assert driver is not None
        os.kill(driver, signal.SIGKILL)
        assert refused(await fetching).kind is VerdictKind.TRUNCATED
        assert "well</main>" in shown(await web.fetch(ask(server.url(), render="browser")))


async def test_a_driver_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_chromium()
    monkeypatch.setenv("WATCHER_CHROMIUM_NO_SANDBOX", "1")
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    async with serving(site({"/privacy": response()})) as server, fetcher() as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert "Playwright's driver does not start" in verdict.reason
    assert verdict.permanent


async def test_a_program_that_is_none_is_told(tmp_path: Path) -> None:
    network = Network(AGENT, chromium=str(tmp_path / "missing"))
    async with serving(site({"/privacy": response()})) as server, fetcher(network=network) as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert "(network.chromium) is not a program that can be run" in verdict.reason


@pytest.mark.skipif(os.geteuid() != 0, reason="about root")
async def test_root_has_to_say_that_it_wants_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_chromium()
    monkeypatch.delenv("WATCHER_CHROMIUM_NO_SANDBOX", raising=False)
    monkeypatch.delenv("container", raising=False)
    monkeypatch.setattr(chromium, "_CONTAINER_MARKS", ())
    async with serving(site({"/privacy": response()})) as server, fetcher() as opened:
        verdict = refused(await opened.fetch(ask(server.url(), render="browser")))
    assert "WATCHER_CHROMIUM_NO_SANDBOX=1" in verdict.reason
    monkeypatch.setattr(chromium, "_CONTAINER_MARKS", ("/",))
    assert not chromium.sandboxed(os.environ)


async def test_the_time_of_a_capture_is_that_of_the_answer(web: Fetcher) -> None:
    async with serving(site({"/privacy": page(f"m.append('{TEXT}')")})) as server:
        before = dt.datetime.now(dt.UTC)
        outcome = await web.fetch(ask(server.url(), render="browser"))
        assert hasattr(outcome, "time")
        assert outcome.time - before < dt.timedelta(seconds=1)
