"""An outbox with a long past: what is not due costs nothing. `make bench` measures it with 100,000 deliveries."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.alert.support import NOON, Line
from watcher.alert import Outbox
from watcher.state import State
from watcher.state.times import to_db

LINES = [Line("a"), Line("b")]
QUESTIONS = (
    (
        "SELECT h.*, m.kind, m.headline FROM heads AS h JOIN messages AS m ON m.id = h.message "
        "WHERE h.channel = 'a-1' AND h.due_at <= 1 ORDER BY h.seq LIMIT 100"
    ),
    (
        "SELECT d.seq, d.part, m.* FROM deliveries AS d JOIN messages AS m ON m.id = d.message "
        "WHERE d.channel = 'a-1' AND d.state = 'held' AND d.due_at <= 1 ORDER BY d.seq"
    ),
    "UPDATE deliveries SET gathering = 0 WHERE state = 'due' AND gathering = 1",
)


def filled(state: State, count: int) -> None:
    """So many old deliveries, and a few that wait for another day."""
    at = to_db(NOON)
    with state.transaction():
        for number in range(count // 2):
            target, waits = f"t/{number % 50}", number >= count // 2 - 20
            state.execute(
                "INSERT INTO messages (id, kind, target, headline, created, platform, news) "
                "VALUES (?, 'alert', ?, 'x', ?, 'Example', 'abc')",
                (f"old{number}", target, at),
            )
            for line in LINES:
                row = (f"old{number}", line.key(b""), line.route, target, "due" if waits else "delivered", at + waits)
                state.execute(
                    "INSERT INTO deliveries (message, channel, route, display, target, state, due_at) "
                    "VALUES (?, ?, ?, '', ?, ?, ?)",
                    row,
                )


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_of_a_round_reads_the_whole_past(tmp_path: Path, question: str) -> None:
    with State.open(tmp_path / "state.sqlite3") as state:
        steps = [row["detail"] for row in state.rows(f"EXPLAIN QUERY PLAN {question}")]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]


def test_what_waits_for_another_day_is_not_due(tmp_path: Path) -> None:
    with State.open(tmp_path / "state.sqlite3") as state:
        filled(state, 2_000)
        outbox = Outbox(state)
        assert outbox.due("a-1", NOON - dt.timedelta(days=1)) == ()
        assert len(outbox.due("a-1", NOON + dt.timedelta(days=1))) == 20
        assert outbox.gather(LINES, NOON + dt.timedelta(days=400)) == 0
