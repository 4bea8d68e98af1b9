"""Many histories, side by side in processes; their rows in the order in which they were given.

Long histories are begun first, so that none of them is left alone at the end; short ones travel together.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from functools import partial
from multiprocessing.context import BaseContext
from multiprocessing.sharedctypes import Synchronized

from watcher.backtest.history import History, replay
from watcher.backtest.rows import Row

_TOGETHER = 24  # captures that a process is handed at a time, at least
_LOOK = 0.1  # seconds between looks at how far they are
_counter: Synchronized[int] | None = None


def run(
    histories: Sequence[History], *, jobs: int = 1, seen: Callable[[int], None] = lambda _: None
) -> Iterator[list[Row]]:
    """The rows of each history. `seen` is told now and then how many captures have been read."""
    if jobs <= 1 or len(histories) == 1:
        yield from _alone(histories, seen)
        return
    # A fork shares what is loaded already; with other threads about it is not safe, the default of the platform is.
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    context: BaseContext = multiprocessing.get_context("fork" if alone else None)
    counter = context.Value("L", 0)
    with ProcessPoolExecutor(
        min(jobs, len(histories)), mp_context=context, initializer=_settle, initargs=(counter,)
    ) as pool:
        try:
            yield from _together(pool, histories, lambda: seen(counter.value))
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops early waits for what is begun, and for nothing else


def _together(
    pool: ProcessPoolExecutor, histories: Sequence[History], look: Callable[[], None]
) -> Iterator[list[Row]]:
    answers: dict[int, tuple[Future[list[list[Row]]], int]] = {}
    for batch in _batches(histories):
        future = pool.submit(_replay_all, [histories[number] for number in batch])
        answers |= {number: (future, place) for place, number in enumerate(batch)}
    for number in range(len(histories)):
        future, place = answers.pop(number)
        while not wait((future,), _LOOK).done:
            look()
        yield future.result()[place]
        look()


def _alone(histories: Sequence[History], seen: Callable[[int], None]) -> Iterator[list[Row]]:
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        seen(count)

    for history in histories:
        yield replay(history, one_more)


def _batches(histories: Sequence[History]) -> Iterator[list[int]]:
    """Numbers of histories that go to a process together, the longest histories first."""
    sizes = [history.size for history in histories]
    batch: list[int] = []
    held = 0
    for number in sorted(range(len(histories)), key=lambda number: -sizes[number]):
        batch.append(number)
        held += sizes[number]
        if held >= _TOGETHER:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _settle(counter: Synchronized[int]) -> None:
    """Look for garbage less often, and not in what is loaded: by the defaults that takes a fifth of the time."""
    global _counter  # noqa: PLW0603 - how a process of a pool is given something for its life
    _counter = counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the first process decides
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def _replay_all(histories: list[History]) -> list[list[Row]]:
    counter = _counter
    assert counter is not None  # noqa: S101 - `_settle` has set it
    return [replay(history, partial(_one_more, counter)) for history in histories]


def _one_more(counter: Synchronized[int]) -> None:
    with counter.get_lock():
        counter.value += 1
