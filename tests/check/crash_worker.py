"""Checks and delivers once, in a process that kills itself at a named step. Started by test_crash.py."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from watcher.check.opening import open_watch
from watcher.config import load_settings


def main(config: Path, data: Path, step: str) -> None:
    def checkpoint(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    async def work() -> None:
        settings = load_settings(config, os.environ)
        async with open_watch(settings, data, show=print, checkpoint=checkpoint) as watch:
            checkpoint("opened")
            await watch.check_all(settings.targets, lambda _: None)
            checkpoint("checked")
            watch.enter()
            checkpoint("entered")
            await watch.deliver()
            checkpoint("delivered")

    asyncio.run(work())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
