"""Invariant 2: killed at any instant, each alert arrives on each channel, with at most one repeat per kill."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.alert.storm_worker import TARGETS, archive

COUNT = 240
KILLS = 14


def start(folder: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.alert.storm_worker", str(folder), str(seed), str(COUNT)]
    with (folder / "log").open("a") as log:
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    return worker


def end(worker: subprocess.Popen[str]) -> int:
    code = worker.wait(timeout=45)
    assert worker.stdout is not None
    worker.stdout.close()
    return code


@pytest.mark.parametrize("seed", [20250918])
def test_a_storm_of_kills_loses_nothing_and_repeats_once_per_kill_at_most(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a storm that can be repeated
    kills = 0
    for turn in range(KILLS):
        worker = start(tmp_path, seed + turn)
        time.sleep(chance.random() * 0.15)
        worker.kill()
        kills += end(worker) == -9
    assert end(start(tmp_path, seed + KILLS)) == 0, (tmp_path / "log").read_text()[-2000:]

    assert kills >= KILLS // 2  # else the storm was over before it began
    wanted = [alert.id for alert in archive(COUNT)]
    repeats = {}
    for name in ("calm", "rough", "wild"):
        got = (tmp_path / name).read_text().split()
        counts = Counter(got)
        assert set(counts) == set(wanted)
        repeats[name] = sum(count - 1 for count in counts.values())
        assert repeats[name] <= kills
        for target in range(TARGETS):
            of_target = [key for key in got if int(key[1:]) % TARGETS == target]
            assert of_target == sorted(of_target)
    print(f"{kills} kills, repeats {repeats}")  # noqa: T201 - shown by pytest -s
