"""One request at a time per host, a pause after each, and no host waits for another."""

from __future__ import annotations

import asyncio
import datetime as dt
import time

from tests.capture.server import AGENT, Seen, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.model import Capture


async def test_a_host_never_gets_two_requests_at_once_and_has_its_pause() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(response(body=b"" if seen.path == "/robots.txt" else b"<p>page</p>"))

    async with serving(handle) as server, fetcher() as web:
        requests = [
            ask(server.url(f"/{n}"), delay=dt.timedelta(milliseconds=50), robots_override=None) for n in range(5)
        ]
        outcomes = await asyncio.gather(*(web.fetch(request) for request in requests))
    assert all(isinstance(outcome, Capture) for outcome in outcomes)
    assert server.most_running == 1
    assert server.paths == ["/robots.txt", "/0", "/1", "/2", "/3", "/4"]
    gaps = [after.began - before.ended for before, after in zip(server.log, server.log[1:], strict=False)]
    assert min(gaps) > 0.045


async def test_redirects_and_attempts_are_paced_too() -> None:
    pages = site({"/privacy": response(302, b"", location="/b")}, response(500, b""))
    async with serving(pages) as server, fetcher() as web:
        await web.fetch(ask(server.url(), delay=dt.timedelta(milliseconds=50)))
    assert server.paths == ["/privacy", "/b", "/b", "/b"]
    gaps = [after.began - before.ended for before, after in zip(server.log, server.log[1:], strict=False)]
    assert min(gaps) > 0.045


async def test_a_slow_host_does_not_delay_the_others() -> None:
    """Two slots; five requests queue for the slow host, which holds only one of them."""

    async def slow(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(response())

    network = Network(AGENT, concurrency=2)
    async with serving(slow) as first, serving(site({}, response())) as second, fetcher(network=network) as web:
        waiting = [asyncio.create_task(web.fetch(ask(first.url(f"/{n}")))) for n in range(5)]
        await asyncio.sleep(0.02)
        began = time.monotonic()
        for n in range(5):
            assert isinstance(await web.fetch(ask(second.url(f"/{n}", host="quick.test"))), Capture)
        took = time.monotonic() - began
        await asyncio.gather(*waiting)
    assert took < 1.0


async def test_no_more_requests_run_than_there_are_slots() -> None:
    running: list[int] = [0, 0]

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        running[0] += 1
        running[1] = max(running)
        await asyncio.sleep(0.03)
        running[0] -= 1
        writer.write(response())

    network = Network(AGENT, concurrency=3)
    async with serving(handle) as server, fetcher(network=network) as web:
        await asyncio.gather(*(web.fetch(ask(server.url(host=f"host{n}.test"))) for n in range(9)))
    assert running[1] == 3
