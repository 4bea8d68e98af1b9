"""Run as a process of its own: records one version and kills itself at a given step, the hard way."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.archive.making import open_archive, told


def main(data: str, point: str) -> None:
    def die(step: str) -> None:
        if step == point:
            os.kill(os.getpid(), signal.SIGKILL)

    open_archive(Path(data), checkpoint=die).record(told("New.\n", "new", 60))


if __name__ == "__main__":
    main(*sys.argv[1:])
