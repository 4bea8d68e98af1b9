"""Threads that do not keep the program from ending.

A name that is looked up, a push or the tidying of a repository can take minutes, and nothing depends on their end.
The event loop's own executor is waited for when the loop closes and when the interpreter ends; this one is not.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Aside(ThreadPoolExecutor):
    """For `loop.set_default_executor`, which wants this base class. Each call gets a daemon thread of its own; how
    many there are is bounded by what calls it (requests under way, one push, one tidying)."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - handed on to who awaits the future
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=run, name="aside", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the base's
        """Waits for nothing."""
