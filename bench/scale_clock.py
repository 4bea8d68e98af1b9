"""A clock that is moved: days of a daemon in minutes, with the event loop, the scheduler and the network as they are.

    nothing under way             the clock jumps to the next timer
    a check under way             it runs `speed` times as fast as a real one while the loop waits
    a thread of ours at work      it runs like a real one: work takes the time that it takes

`install` puts it in the place of `time.monotonic` (what event loops, time limits and pauses go by) and of the
scheduler's wall clock. It has to be called before the program is imported.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import mmap
import selectors
import struct
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

BEGIN = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_real = time.monotonic
_KEEP_THE_REAL_ONE = (subprocess, threading)  # they take the clock when they are imported: before it is replaced


class MovedClock:
    """Seconds since the simulation began; `seen` is eight bytes in which the simulated web reads them."""

    def __init__(self, seen: mmap.mmap, begin: float = 0.0) -> None:
        self._seen = seen
        self._begun = _real()
        self._ahead = begin

    def monotonic(self) -> float:
        """In the place of `time.monotonic`."""
        return _real() + self._ahead

    @property
    def passed(self) -> float:
        return _real() + self._ahead - self._begun

    def __call__(self) -> dt.datetime:
        """The wall clock."""
        return BEGIN + dt.timedelta(seconds=self.passed)

    def move(self, seconds: float) -> None:
        self._ahead += seconds
        struct.pack_into("d", self._seen, 0, self.passed)

    def install(self) -> None:
        time.monotonic = self.monotonic
        import apscheduler.schedulers.base as scheduler

        clock = self

        class Moved(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> Any:
                return clock().astimezone(tz)

        scheduler.datetime = Moved


class MovingLoop(asyncio.SelectorEventLoop):
    """An event loop that moves the clock while it would wait. `turns` are the longest times for which it did not
    come back to its timers and connections, by CPU and real time."""

    def __init__(self, clock: MovedClock, speed: float) -> None:
        self._waiting = _MovingSelector(clock, speed, self)
        self.threads = 0
        super().__init__(self._waiting)
        self.busy: Callable[[], bool] = lambda: False
        """Whether something is at work outside of the loop."""

    @property
    def longest_turn(self) -> float:
        """The longest time since the last call in which the loop was held up, in seconds."""
        found, self._waiting.longest = self._waiting.longest, 0.0
        return found

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        """Counts what threads are at."""
        future = super().run_in_executor(executor, func, *args)
        self.threads += 1
        future.add_done_callback(self._ended)
        return future

    def _ended(self, _: object) -> None:
        self.threads -= 1


class _MovingSelector(selectors.DefaultSelector):
    def __init__(self, clock: MovedClock, speed: float, loop: MovingLoop) -> None:
        super().__init__()
        self._clock = clock
        self._speed = speed
        self._loop = loop
        self._left = _real()
        self.longest = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.longest = max(self.longest, _real() - self._left)
        try:
            return self._select(timeout)
        finally:
            self._left = _real()

    def _select(self, timeout: float | None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self._loop.threads or self._loop.busy():
            return super().select(timeout)
        if any(task.get_name().startswith("check/") for task in asyncio.all_tasks(self._loop)):
            begun = _real()
            found = super().select(timeout / self._speed)
            self._clock.move((_real() - begun) * (self._speed - 1))
            return found
        found = super().select(0)
        if not found:
            self._clock.move(timeout)
        return found
