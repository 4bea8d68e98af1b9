"""The process that the storm kills: enters what the archive has, delivers it through services that misbehave.

    python -m tests.alert.storm_worker FOLDER SEED COUNT

FOLDER gets the state database and one file per service with what it accepted, a line each, written before it answers.
Ends with 0 when nothing is left to deliver.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.alert.support import alert, render
from watcher.alert import Outbox, Policy, Result, Sender
from watcher.config import Timing
from watcher.model import Alert, Message
from watcher.state import State

TARGETS = 4
POLICY = Policy(
    first_wait=dt.timedelta(milliseconds=4),
    longest_wait=dt.timedelta(milliseconds=20),
    attempt_limit=dt.timedelta(milliseconds=60),
    refusals=1_000_000,
)


def archive(count: int) -> list[Alert]:
    """The alerts in the order of their commits."""
    return [alert(f"a{number:03}", f"target/{number % TARGETS}") for number in range(count)]


@dataclass(frozen=True)
class Stormy:
    """A service that fails, refuses, hangs, or accepts and then is slow to say so."""

    path: Path
    chance: random.Random
    trouble: float
    route: str = "storm"
    language: str = "en"
    timing: Timing = field(default_factory=Timing)

    @property
    def display(self) -> str:
        return self.path.name

    def key(self, salt: bytes) -> str:  # noqa: ARG002 - Destination
        return self.path.name

    def admits(self, alert: Alert) -> bool:  # noqa: ARG002 - Destination
        return True

    def covers(self, alert: Alert) -> bool:  # noqa: ARG002 - Destination
        return True

    def transport(self) -> Stormy:
        return self

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:  # noqa: ARG002 - Transport
        fate = self.chance.random()
        time.sleep(self.chance.random() * 0.004)
        if fate < self.trouble:
            time.sleep(0.1 if fate < self.trouble / 20 else 0)  # longer than an attempt may take
            if fate < self.trouble / 4:
                raise ConnectionResetError
            return Result(ok=False, reason="storm", permanent=fate > self.trouble / 2)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, f"{message.id}\n".encode())
        os.close(handle)
        time.sleep(0.08 if fate > 0.99 else self.chance.random() * 0.004)  # the moment when a kill makes a repeat
        return Result(ok=True)


async def work(folder: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a storm that can be repeated
    names = (("calm", 0.05), ("rough", 0.4), ("wild", 0.6))
    channels = [
        Stormy(folder / name, random.Random(f"{seed}{name}"), trouble)  # noqa: S311 - same
        for name, trouble in names
    ]
    with State.open(folder / "state.sqlite3") as state:
        outbox = Outbox(state, POLICY, chance)
        sender = Sender(outbox, channels, render, lambda: dt.datetime.now(dt.UTC))
        alerts = archive(count)
        outbox.start("0", dt.datetime.now(dt.UTC))
        print("ready", flush=True)  # noqa: T201 - the storm waits for it
        while True:
            begin = int(outbox.synced or 0)
            if begin < count:
                batch = alerts[begin : begin + 3]
                outbox.enter(batch, channels, head=str(begin + len(batch)), now=dt.datetime.now(dt.UTC))
            await sender.deliver_due()
            if begin >= count and outbox.next_due(channels) is None:
                return
            await asyncio.sleep(0.002)


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
