"""What `make bench` prints: each figure beside its goal and beside the baseline of bench/baseline.json.

A figure that is more than a quarter off its baseline is marked, in both directions. That is a hint and no error:
machines differ, and this one may be busy. `python -m bench --save` makes the figures of a run the baseline.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BASELINE = Path(__file__).with_name("baseline.json")
MARKED = 0.25
_DIGITS = {"ms": 1, "s": 2, "/s": 0, "MB": 0, "kB": 0}


@dataclass
class Board:
    """The figures of one run. `baseline` are those of an earlier one by name, `machine` what that was measured on."""

    baseline: dict[str, float] = field(default_factory=dict)
    machine: str = ""
    found: dict[str, float] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path = BASELINE) -> Board:
        """Beside the stored baseline, if there is one."""
        if not path.is_file():
            return cls()
        stored = json.loads(path.read_text("utf-8"))
        return cls({name: float(value) for name, value in stored["figures"].items()}, str(stored["machine"]))

    def head(self) -> None:
        print(f"this machine: {this_machine()}")
        if self.baseline and self.machine != this_machine():
            print(f"the baseline is of another one: {self.machine}")
        print(f"\n{'':<66} {'measured':>10} {'goal':>10} {'baseline':>10} {'ratio':>6}", flush=True)

    def say(self, what: str, value: float, unit: str, goal: float | None = None) -> None:
        """One figure; its name has to stay the same for a baseline to be of use."""
        self.found[what] = value
        before = self.baseline.get(what)
        ratio = value / before if before else None
        cells = [_text(value, unit), _text(goal, unit), _text(before, unit), f"{ratio:.2f}" if ratio else ""]
        row = f"{what:<66} {cells[0]:>10} {cells[1]:>10} {cells[2]:>10} {cells[3]:>6}"
        print(f"{row}  {_mark(ratio, unit)}".rstrip(), flush=True)

    def save(self, path: Path = BASELINE) -> None:
        """What was measured becomes the baseline; figures that were not measured in this run stay."""
        kept = self.baseline if self.machine == this_machine() else {}
        figures = {name: float(f"{value:.4g}") for name, value in (kept | self.found).items()}
        stored: dict[str, Any] = {"machine": this_machine(), "figures": figures}
        path.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _text(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:,.{_DIGITS[unit]}f} {unit}"


def _mark(ratio: float | None, unit: str) -> str:
    if ratio is None or 1 / (1 + MARKED) <= ratio <= 1 + MARKED:
        return ""
    more = ratio > 1
    return "<- better" if more is (unit == "/s") else "<- WORSE"


def this_machine() -> str:
    """Processor, number of them that may be used, system and Python."""
    model = platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{model}, {usable} CPUs, {platform.system()}, Python {platform.python_version()}"


def used() -> float:
    """Seconds of CPU of this process and of those that it has started: steadier than the wall clock."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def median(action: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the median run, after one run that does not count."""
    action()
    taken = []
    for _ in range(runs):
        begun = clock()
        action()
        taken.append(clock() - begun)
    return statistics.median(taken)
