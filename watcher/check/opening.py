"""Opens everything a Watch is made of, in the right order, and closes it again whatever happens.

lock the folder -> state -> archive -> (new installation: the past is not news) -> channels -> network
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from watcher.alert import Outbox
from watcher.archive import Archive, lock_folder
from watcher.capture import Fetcher, Network
from watcher.check.aside import Aside
from watcher.check.letters import keep_past
from watcher.check.watch import Clock, Watch
from watcher.config import Settings
from watcher.state import State, database_file, snapshots, state_folder

_ROBOTS = "robots/"


def utc_now() -> dt.datetime:
    """The clock of the live program."""
    return dt.datetime.now(dt.UTC)


@asynccontextmanager
async def open_watch(
    settings: Settings,
    data: Path,
    *,
    show: Callable[[str], None],
    clock: Clock = utc_now,
    checkpoint: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Watch]:
    """A Watch on the data folder, alone on it.

    `show` prints alerts when no channel is configured; `checkpoint` is called between the steps of a commit with the
    step's name (for crash tests). Raises LockedError when another watcher works in the folder,
    ArchiveError or OutboxError when what is there cannot be used. Gives the event loop an executor that does not keep
    the program from ending.
    """
    asyncio.get_running_loop().set_default_executor(Aside())
    state_dir = state_folder(data)
    with lock_folder(state_dir), State.open(database_file(data)) as state:
        archive = Archive.open(snapshots(data), state_dir=state_dir, now=clock, checkpoint=checkpoint)
        outbox = Outbox(state, chance=random.Random())  # noqa: S311 - jitter, no secret
        if outbox.synced is None:
            keep_past(archive, state)
            outbox.start(archive.head or "", clock())
        async with Fetcher(network(settings), now=clock, shelf=_Shelf(state)) as fetcher:
            watch = Watch(
                archive=archive,
                state=state,
                outbox=outbox,
                fetcher=fetcher,
                clock=clock,
                show=show,
                settings=settings,
            )
            try:
                yield watch
            finally:
                watch.close()


class _Shelf:
    """What hosts say to robots, kept in the state: a check that runs from cron need not ask them every time."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, key: str) -> str | None:
        return self._state.meta(_ROBOTS + key)

    def put(self, key: str, text: str) -> None:
        with self._state.transaction(flush=False):  # lost, it is asked for again
            self._state.set_meta(_ROBOTS + key, text)


def network(settings: Settings) -> Network:
    """How the configuration wants the network to be used."""
    return Network(
        user_agent=settings.user_agent,
        concurrency=settings.concurrency,
        ca_file=str(settings.ca_file) if settings.ca_file is not None else None,
        chromium=str(settings.chromium) if settings.chromium is not None else None,
    )
