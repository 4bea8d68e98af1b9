"""A model of two hundred documents on twelve hosts, in virtual time: what each host's own log says."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from itertools import pairwise

import pytest

from watcher.capture.pacing import Pacer

HOSTS = tuple(f"host{number}.test" for number in range(12))
TARGETS = tuple((HOSTS[number % 12], number) for number in range(200))
DELAY = 5.0
Log = dict[str, list[tuple[float, float]]]


class _VirtualLoop(asyncio.SelectorEventLoop):
    """Its clock jumps to the next thing that waits, when nothing else is to be done."""

    _now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        waiting, ready = self._scheduled, self._ready  # type: ignore[attr-defined]  # inside of asyncio's own loop
        if waiting and not ready:
            self._now = max(self._now, waiting[0].when())
        super()._run_once()  # type: ignore[misc]  # the same


async def _model(seconds: dict[str, float], chance: random.Random, concurrency: int = 4) -> Log:
    """All targets asked at once; `seconds` is how long a host takes for an answer, 0.3 where it says nothing."""
    loop = asyncio.get_running_loop()
    pacer = Pacer(concurrency, loop.time, asyncio.sleep, chance.random)
    log: Log = defaultdict(list)

    async def one(host: str) -> None:
        async with pacer.turn(host, DELAY):
            began = loop.time()
            await asyncio.sleep(seconds.get(host, 0.3))
            log[host].append((began, loop.time()))

    await asyncio.gather(*(one(host) for host, _ in TARGETS))
    return log


def _run(seconds: dict[str, float], seed: int = 1) -> Log:
    with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
        return runner.run(_model(seconds, random.Random(seed)))  # noqa: S311 - no secret


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_requests_to_a_host_never_overlap_and_never_come_closer_than_the_delay(seed: int) -> None:
    log = _run({"host3.test": 20.0}, seed)
    assert sorted(log) == sorted(HOSTS)
    assert sum(len(requests) for requests in log.values()) == 200
    gaps = [after[0] - before[1] for requests in log.values() for before, after in pairwise(requests)]
    assert len(gaps) == 188
    assert min(gaps) >= DELAY
    assert max(gaps) <= DELAY * 1.2 + 25.0  # a fifth by chance, and the wait for one of the common slots


def test_the_delay_varies_by_chance_up_to_a_fifth() -> None:
    log = _run({})
    gaps = [after[0] - before[1] for requests in log.values() for before, after in pairwise(requests)]
    spread = [round(gap, 1) for gap in gaps]
    assert {5.0, 5.2, 5.4, 5.6, 5.8, 6.0} <= set(spread)


def test_a_slow_host_does_not_delay_the_others() -> None:
    """One host takes twenty seconds for each answer: the others are done as early as without it."""
    usual, with_slow = _run({}), _run({"host3.test": 20.0})
    others = [host for host in HOSTS if host != "host3.test"]
    done, done_with_slow = (max(log[host][-1][1] for host in others) for log in (usual, with_slow))
    assert done_with_slow <= done * 1.05
    assert with_slow["host3.test"][-1][1] > 400
