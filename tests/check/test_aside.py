"""Threads that the end of the program does not wait for."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from watcher.check.aside import Aside


def test_a_call_that_never_ends_does_not_keep_the_loop_from_closing() -> None:
    never = threading.Event()

    async def work() -> str:
        asyncio.get_running_loop().set_default_executor(Aside())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(never.wait, 30), 0.05)
        return await asyncio.to_thread(lambda: threading.current_thread().name)

    begun = time.monotonic()
    assert asyncio.run(work()) == "aside"
    assert time.monotonic() - begun < 5
    never.set()


async def test_what_a_call_raises_reaches_who_awaits_it() -> None:
    asyncio.get_running_loop().set_default_executor(Aside())
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 // 0)
