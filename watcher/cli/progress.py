"""A progress bar on standard error, for people: nothing is shown where no terminal is, and no thread is started."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from watcher.cli.common import console, is_terminal

_STEP = 0.1  # seconds between two pictures


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar for the time of the block; what it gives is told how many of `total` are done."""
    if not is_terminal():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Pictures are drawn here and not by a thread: a process with threads cannot be forked safely.
    with Progress(*columns, console=console(err=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=total)
        shown = 0.0

        def done(count: int) -> None:
            nonlocal shown
            now = time.monotonic()
            if now - shown >= _STEP or count >= total:
                shown = now
                bar.update(task, completed=count, refresh=True)

        bar.refresh()
        yield done
