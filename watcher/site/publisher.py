"""The service's site: built into a folder of the state after commits, off the event loop, and served from there.

    a commit ─▶ `changed` ─▶ (a moment, for the commits that come with it) ─▶ build in a thread ─▶ the server shows it

What goes wrong here is logged and tried again with the next commit, and holds up neither checks nor alerts.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from watcher.archive import Archive
from watcher.config import Serve
from watcher.errors import WatcherError
from watcher.site.build import Site
from watcher.site.folder import Folder
from watcher.site.server import Server

log = logging.getLogger(__name__)

TOGETHER: Final = 2.0
"""Seconds that a build waits after a commit: checks that were begun together are shown together."""
_AGAIN: Final = 60.0  # seconds until a port that is taken is tried again


class Publisher:
    """Builds and serves until it is cancelled."""

    def __init__(self, archive: Archive, folder: Path, serve: Serve, *, together: float = TOGETHER) -> None:
        self._archive = archive
        self._place = folder
        self._serve = serve
        self._together = together
        self._site = Site(archive, base_url=serve.base_url)
        self._server = Server()
        self._changed = asyncio.Event()
        self._built = asyncio.Event()
        self.listening = asyncio.Event()
        """Set once the site is served, at `port`."""
        self.port = serve.port

    def changed(self) -> None:
        """Something was committed."""
        self._changed.set()

    async def built(self) -> None:
        """Returns when the next build has come to its end, good or bad."""
        self._built.clear()
        await self._built.wait()

    async def run(self) -> None:
        """Works until it is cancelled; a build that was begun is finished first."""
        listening = asyncio.create_task(self._listen(), name="site/listen")
        try:
            while True:
                self._changed.clear()
                await self._build()
                await self._changed.wait()
                await asyncio.sleep(self._together)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await self._server.close()

    async def _listen(self) -> None:
        serve, told = self._serve, ""
        while not self.listening.is_set():
            try:
                self.port = await self._server.start(serve.host, serve.port)
                self.listening.set()
                log.info("the site is at http://%s:%d/", serve.host, self.port)
            except WatcherError as error:
                if str(error) != told:
                    log.error("%s It is tried again every minute.", error)
                told = str(error)
                await asyncio.sleep(_AGAIN)

    async def _build(self) -> None:
        try:
            files = await asyncio.to_thread(self._work)
        except WatcherError as error:
            log.error("the site was not made anew: %s", error)
        else:
            self._server.show(self._place.resolve(), files)
        self._built.set()

    def _work(self) -> list[str]:
        folder = Folder.open(self._place, tracked=self._archive.root)
        built = self._site.build(folder)
        if built.made:
            log.info("site: %d of %d parts made anew, %d files written", built.made, built.parts, built.written)
        return folder.files
