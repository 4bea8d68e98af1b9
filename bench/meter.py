"""Memory and CPU of processes that a benchmark has started, from /proc (Linux)."""

from __future__ import annotations

import os
import threading
from collections import Counter
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
_TICK = os.sysconf("SC_CLK_TCK")


_EVERY = 0.2  # seconds between two looks
_SURE = 10  # looks


class Memory:
    """The resident memory of a process and all that it starts, sampled until `end`.

    A process that was started a moment ago still uses the memory of the one that started it: what runs the same
    program counts when it was there for two seconds, what runs another one counts at once.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._seen: Counter[int] = Counter()
        self.peak = 0.0
        self.others = 0.0
        """How much of the peak was not the process itself."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            own, pids = program(self._pid), family(self._pid)[1:]
            self._seen = Counter({pid: self._seen[pid] + 1 for pid in pids})
            others = sum(resident(pid) for pid in pids if self._seen[pid] >= _SURE or program(pid) not in ("", own))
            total = others + resident(self._pid)
            if total > self.peak:
                self.peak, self.others = total, others


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        try:
            tasks = list(Path(f"/proc/{one}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:  # it has just ended
            continue
    return found


def program(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/exe").readlink())
    except OSError:
        return ""


def resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0.0


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
