from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.alert.support import NOON, Clock, Line, Service, alert, finding, render
from watcher.alert import Item, Outbox, Policy, Result, Sender, TerminalChannel, Told
from watcher.model import Message, Severity
from watcher.state import State

NO = Result(ok=False, reason="busy")


def waiting(release: threading.Event) -> Callable[[], None]:
    def wait() -> None:
        release.wait(5)

    return wait


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with State.open(tmp_path / "state.sqlite3") as opened:
        yield opened


@pytest.fixture
def outbox(state: State) -> Outbox:
    return Outbox(state, Policy(attempt_limit=dt.timedelta(milliseconds=150)))


async def test_everything_due_goes_out_in_order(outbox: Outbox) -> None:
    line, clock = Line("a"), Clock()
    outbox.enter([alert("x1"), alert("x2"), alert("y1", "t2")], [line], head="h", now=NOON)
    tally = await Sender(outbox, [line], render, clock).deliver_due()
    assert (tally.delivered, tally.failed) == (3, 0)
    assert sorted(line.service.got) == ["x1", "x2", "y1"]
    assert line.service.got.index("x1") < line.service.got.index("x2")
    assert outbox.next_due([line]) is None


async def test_a_dead_channel_is_left_alone_after_two_failures_a_round(outbox: Outbox) -> None:
    dead, alive, clock = Line("a", Service([NO] * 50)), Line("b"), Clock()
    outbox.enter([alert(f"x{number}", f"t{number}") for number in range(10)], [dead, alive], head="h", now=NOON)
    tally = await Sender(outbox, [dead, alive], render, clock).deliver_due()
    assert (tally.delivered, tally.failed) == (10, 2)


async def test_a_channel_that_hangs_delays_no_other(outbox: Outbox) -> None:
    release = threading.Event()
    hanging, alive, clock = Line("a", Service(before=waiting(release))), Line("b"), Clock()
    outbox.enter([alert("x1"), alert("x2")], [hanging, alive], head="h", now=NOON)
    sender = Sender(outbox, [hanging, alive], render, clock)
    begun = time.monotonic()
    tally = await sender.deliver_due()
    assert time.monotonic() - begun < 2
    assert alive.service.got == ["x1", "x2"]
    assert (tally.delivered, tally.failed) == (2, 1)
    release.set()


async def test_an_acceptance_that_comes_late_is_not_repeated(outbox: Outbox) -> None:
    release = threading.Event()
    slow, clock = Line("a", Service(before=waiting(release))), Clock()
    outbox.enter([alert("x1")], [slow], head="h", now=NOON)
    sender = Sender(outbox, [slow], render, clock)
    assert (await sender.deliver_due()).failed == 1
    clock.move(minutes=10)
    assert (await sender.deliver_due()).delivered == 0  # still under way: left alone though it is due again
    release.set()
    await asyncio.sleep(0.1)
    assert (await sender.deliver_due()).delivered == 1
    assert slow.service.got == ["x1"]
    assert [row.state for row in outbox.list()] == ["delivered"]


async def test_an_attempt_that_never_returns_is_abandoned_after_a_quarter_of_an_hour(outbox: Outbox) -> None:
    release = threading.Event()
    calls: list[int] = []

    def first_hangs() -> None:
        calls.append(1)
        if len(calls) == 1:
            release.wait(5)
            raise TimeoutError

    line, clock = Line("a", Service(before=first_hangs)), Clock()
    outbox.enter([alert("x1")], [line], head="h", now=NOON)
    sender = Sender(outbox, [line], render, clock)
    await sender.deliver_due()
    clock.move(minutes=16)
    assert (await sender.deliver_due()).delivered == 1
    release.set()


async def test_stopping_finishes_the_message_under_way_and_begins_no_other(outbox: Outbox) -> None:
    line, clock = Line("a"), Clock()
    outbox.enter([alert("x1"), alert("x2")], [line], head="h", now=NOON)
    sender = Sender(outbox, [line], render, clock)
    line.service.before = sender.stop
    assert (await sender.deliver_due()).delivered == 1
    assert [row.state for row in outbox.list()] == ["due", "delivered"]


async def test_being_cancelled_records_what_the_service_has_accepted(outbox: Outbox) -> None:
    line, clock = Line("a", Service(before=lambda: time.sleep(0.1))), Clock()
    outbox.enter([alert("x1"), alert("x2")], [line], head="h", now=NOON)
    task = asyncio.create_task(Sender(outbox, [line], render, clock).deliver_due())
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert line.service.got == ["x1"]
    assert [row.state for row in outbox.list()] == ["due", "delivered"]


async def test_giving_up_is_logged_and_told_on_the_other_channels(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Line("a", Service([Result(ok=False, reason="error=410", permanent=True)] * 3))
    alive, clock = Line("b"), Clock()
    outbox.enter([alert("x1")], [gone, alive], head="h", now=NOON)
    sender = Sender(outbox, [gone, alive], render, clock)
    tallies = []
    for _ in range(4):
        tallies.append(await sender.deliver_due())
        clock.move(hours=1)
    assert [len(tally.given_up) for tally in tallies] == [0, 0, 1, 0]
    assert alive.service.got[0] == "x1"
    assert len(alive.service.got) == 2
    assert alive.service.got[1].startswith("n-")
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert errors == [
        "line a: gave up delivering x1 after 3 attempts: error=410. `watcher alerts retry x1` tries again."
    ]


async def test_a_message_that_cannot_be_written_holds_up_no_other(outbox: Outbox) -> None:
    def breaks(item: Item, language: str) -> Message:
        if isinstance(item, Told) and item.alert.id == "x1":
            raise KeyError("json://user:swordfish@localhost")
        return render(item, language)

    line, clock = Line("a"), Clock()
    outbox.enter([alert("x1", "t1"), alert("y1", "t2")], [line], head="h", now=NOON)
    await Sender(outbox, [line], breaks, clock).deliver_due()
    assert line.service.got == ["y1"]
    (failed,) = outbox.list(state="due")
    assert failed.error.startswith("an internal error: KeyError in tests.alert.test_sender:")
    assert "swordfish" not in failed.error


async def test_what_is_worth_no_alert_is_not_shown_on_the_terminal_either(outbox: Outbox) -> None:
    shown: list[str] = []
    terminal, clock = TerminalChannel(shown.append), Clock()
    low, old = finding("a link moved", Severity.LOW), finding("said before", known=NOON)
    alerts = [alert("x1"), alert("x2", findings=(low,)), alert("x3", findings=(old,))]
    outbox.enter(alerts, [terminal], head="h", now=NOON)
    await Sender(outbox, [terminal], render, clock).deliver_due()
    assert shown == []


async def test_without_a_channel_alerts_are_shown_on_the_terminal(outbox: Outbox) -> None:
    shown: list[str] = []
    terminal, clock = TerminalChannel(shown.append, language="fr"), Clock()
    outbox.enter([alert("x1", findings=(finding("new"),))], [terminal], head="h", now=NOON)
    await Sender(outbox, [terminal], render, clock).deliver_due()
    assert shown == ["Titre de x1\n\nText of x1: we may use your posts."]
    assert [(row.display, row.state) for row in outbox.list()] == [("terminal", "delivered")]
