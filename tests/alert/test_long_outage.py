"""One channel is down for a week: the others are on time, and when it is up again it gets everything in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.alert.support import NOON, Clock, Line, Service, alert, render
from watcher.alert import Outbox, Result, Sender
from watcher.config import Timing
from watcher.model import Message
from watcher.state import State

DAYS = 7
HEARTBEAT = dt.timedelta(minutes=30)


class Down(Service):
    """Refuses everything until it is up."""

    up = False

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:
        if not self.up:
            return Result(ok=False, reason="connection refused")
        return super().send(message, language, accepted)


async def test_a_channel_that_was_down_for_a_week_gets_everything_in_order(tmp_path: Path) -> None:
    clock, dead = Clock(), Down()
    lines = [Line("a"), Line("b"), Line("down", dead)]
    late: list[str] = []
    with State.open(tmp_path / "state.sqlite3") as state:
        outbox = Outbox(state)
        sender = Sender(outbox, lines, render, clock)
        wanted: list[str] = []
        for step in range(int(dt.timedelta(days=DAYS) / HEARTBEAT)):
            if step % 12 == 0:  # four alerts a day, on three targets in turn
                wanted.append(f"x{len(wanted):03}")
                outbox.enter([alert(wanted[-1], f"t/{len(wanted) % 3}")], lines, head=wanted[-1], now=clock.now)
            await sender.deliver_due()
            late += [line.route for line in lines[:2] if line.service.got != wanted]
            clock.now += HEARTBEAT
        assert late == []
        assert dead.got == []
        dead.up = True
        for _ in range(int(dt.timedelta(hours=12) / HEARTBEAT)):
            await sender.deliver_due()
            clock.now += HEARTBEAT
        assert sorted(dead.got) == wanted
        for target in range(3):
            of_target = [key for key in dead.got if (int(key[1:]) + 1) % 3 == target]
            assert of_target == sorted(of_target)


async def test_how_long_a_route_tries_is_its_own_to_say(tmp_path: Path) -> None:
    clock = Clock()
    lines = [
        Line("short", Down(), timing=Timing(retry_for=dt.timedelta(hours=2))),
        Line("long", Down(), timing=Timing(retry_for=dt.timedelta(days=30))),
    ]
    with State.open(tmp_path / "state.sqlite3") as state:
        outbox = Outbox(state)
        sender = Sender(outbox, lines, render, clock)
        outbox.enter([alert("x1")], lines, head="h", now=NOON)
        for _ in range(10 * 48):
            await sender.deliver_due()
            clock.now += HEARTBEAT
        states = {entry.display: entry.state for entry in outbox.list() if entry.kind == "alert"}
    assert states == {"line short": "given-up", "line long": "due"}
