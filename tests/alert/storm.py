"""A storm: alerts on three channels that fail, refuse, reset and hang, while the program is killed again and again.

python -m tests.alert.storm --kills 50 --alerts 200
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.alert.storm_worker import TARGETS, archive

CHANNELS = ("calm", "rough", "wild")


@dataclass(frozen=True)
class Outcome:
    """How often it was killed, and the repeats on each channel. `lost` and `disordered` should be empty."""

    kills: int
    repeats: dict[str, int]
    lost: list[str]
    disordered: list[str]


def start(folder: Path, seed: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.alert.storm_worker", str(folder), str(seed), str(count)]
    with (folder / "log").open("a") as log:
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n", (folder / "log").read_text()[-2000:]
    return worker


def end(worker: subprocess.Popen[str]) -> int:
    code = worker.wait(timeout=45)
    assert worker.stdout is not None
    worker.stdout.close()
    return code


def storm(folder: Path, seed: int, kills: int, count: int) -> Outcome:
    """Kills the worker so often at random instants, lets it end in peace, and reads what the channels got."""
    chance = random.Random(seed)  # noqa: S311 - a storm that can be repeated
    killed = 0
    for turn in range(kills):
        worker = start(folder, seed + turn, count)
        time.sleep(chance.random() * 0.15)
        worker.kill()
        killed += end(worker) == -9
    assert end(start(folder, seed + kills, count)) == 0, (folder / "log").read_text()[-2000:]
    wanted = [alert.id for alert in archive(count)]
    repeats: dict[str, int] = {}
    lost: list[str] = []
    disordered: list[str] = []
    for name in CHANNELS:
        got = (folder / name).read_text().split()
        counts = Counter(got)
        repeats[name] = sum(number - 1 for number in counts.values())
        lost += [f"{name}: {key}" for key in wanted if key not in counts]
        for target in range(TARGETS):
            of_target = [key for key in got if int(key[1:]) % TARGETS == target]
            if of_target != sorted(of_target):
                disordered.append(f"{name}: target {target}")
    return Outcome(killed, repeats, lost, disordered)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--alerts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20250918)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = storm(Path(folder), args.seed, args.kills, args.alerts)
    sys.stdout.write(
        f"{args.alerts} alerts on {len(CHANNELS)} channels, {outcome.kills} kills: {len(outcome.lost)} lost, "
        f"{len(outcome.disordered)} out of order, repeats {outcome.repeats}\n"
    )
    return int(bool(outcome.lost or outcome.disordered or max(outcome.repeats.values()) > outcome.kills))


if __name__ == "__main__":
    sys.exit(main())
