"""The service's site: built after commits, served while it is built, and no matter to anything else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.site.making import capture, day, open_archive, target, terms
from watcher.archive import Archive
from watcher.config import Serve
from watcher.site import Publisher
from watcher.site.server import Server


@contextlib.asynccontextmanager
async def published(
    archive: Archive, place: Path, port: int = 0
) -> AsyncIterator[tuple[Publisher, httpx.AsyncClient]]:
    publisher = Publisher(archive, place, Serve(port), together=0.01)
    running = asyncio.create_task(publisher.run())
    try:
        async with asyncio.timeout(20):
            await publisher.built()
            if not port:
                await publisher.listening.wait()
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{publisher.port}", trust_env=False) as client:
                yield publisher, client
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_it_shows_what_was_committed(tmp_path: Path) -> None:
    archive, watched = open_archive(tmp_path), target(tmp_path, "net/terms", "Net", "Terms")
    async with published(archive, tmp_path / ".watcher" / "site") as (publisher, client):
        assert "No document has changed yet" in (await client.get("/")).text
        capture(archive, watched, day(1, 1), terms("one year"), "text/markdown")
        capture(archive, watched, day(2, 1), terms("two years"), "text/markdown")
        publisher.changed()
        await publisher.built()
        assert "1 Feb 2025" in (await client.get("/changes/2025-02.html")).text
        assert (await client.get("/documents/net/terms/")).status_code == 200
    with pytest.raises(httpx.ConnectError):
        await client_of(publisher).get("/")


def client_of(publisher: Publisher) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{publisher.port}", trust_env=False)


async def test_what_stands_in_its_way_is_logged_and_served_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive, place = open_archive(tmp_path), tmp_path / ".watcher" / "site"
    capture(archive, target(tmp_path, "net/terms", "Net", "Terms"), day(1, 1), terms("one year"), "text/markdown")
    async with published(archive, place) as (publisher, client):
        (place / "changes").write_bytes(b"of the user")
        capture(
            archive, target(tmp_path, "net/terms", "Net", "Terms"), day(2, 1), terms("two years"), "text/markdown"
        )
        with caplog.at_level(logging.ERROR):
            publisher.changed()
            await publisher.built()
        assert "the site was not made anew" in caplog.text
        assert (await client.get("/documents/net/terms/")).status_code == 200
        assert (place / "changes").read_bytes() == b"of the user"


async def test_a_port_that_is_taken_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    taken = Server()
    port = await taken.start("127.0.0.1", 0)
    async with published(open_archive(tmp_path), tmp_path / "site", port) as (publisher, _):
        assert not publisher.listening.is_set()
    assert f"cannot be served at 127.0.0.1:{port}" in caplog.text
    await taken.close()
