"""Whose turn it is: one request at a time for each host, a pause after each, a limit over all hosts.

The pause that a host is owed is the least one: up to a fifth is added by chance, so that it is no drumbeat and
several watchers of one host do not stay in step.

Waiting for a host's turn takes no place from the others; only a request that runs holds one of the common slots.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]
Chance = Callable[[], float]
"""A number from 0 to 1."""

_JITTER = 0.2


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended: float | None = None  # when its last request ended
    not_before: float = 0.0

    def ready(self, delay: float) -> float:
        return self.not_before if self.ended is None else max(self.not_before, self.ended + delay)


class Pacer:
    """Gives turns. `clock` is monotonic, in seconds; it, `sleep` and `chance` can be replaced in tests."""

    def __init__(self, concurrency: int, clock: Clock, sleep: Sleep, chance: Chance) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self.room = asyncio.Event()  # cleared while what was fetched waits to be read: no request begins then
        self.room.set()
        self._hosts: dict[str, _Host] = {}
        self._clock = clock
        self._sleep = sleep
        self._chance = chance

    @contextlib.asynccontextmanager
    async def turn(self, host: str, delay: float, *, slot: bool = True) -> AsyncIterator[None]:
        """Inside, the caller alone talks to `host`, at least `delay` seconds after the one before it ended.

        Whoever has a turn already and needs another host besides takes that one without a `slot`: holding one of the
        common slots while waiting for another could leave everybody waiting.
        """
        state = self._hosts.setdefault(host, _Host())
        owed = delay * (1 + _JITTER * self._chance())
        async with state.lock:
            while (wait := state.ready(owed) - self._clock()) > 0:
                await self._sleep(wait)
            async with self._slots if slot else contextlib.nullcontext():
                if slot:
                    await self.room.wait()
                try:
                    yield
                finally:
                    state.ended = self._clock()

    def pause(self, host: str, seconds: float) -> None:
        """Nobody's turn comes for `host` before that time has passed."""
        state = self._hosts.setdefault(host, _Host())
        state.not_before = max(state.not_before, self._clock() + seconds)
