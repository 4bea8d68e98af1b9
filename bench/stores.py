"""The part of `make bench` about what is kept: an outbox with a long past, an archive with many versions."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.commands import run
from bench.figures import Board, median, used
from bench.pages import prose, sentences
from watcher.alert import Outbox, Sender
from watcher.alert.channel import Transport
from watcher.archive import Archive, NewVersion
from watcher.check.record import take
from watcher.check.version import readme
from watcher.config import Target, Timing, read_target_yaml
from watcher.model import Alert, Capture, Message
from watcher.state import State, database_file
from watcher.state.times import to_db

_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_OLD = 100_000  # deliveries
_BUSY, _QUIET = 2_000, 300  # versions of one document, and other documents


@dataclass(frozen=True)
class _Line:
    """A channel that nothing is due on."""

    route: str
    display: str = "nowhere"
    language: str = "en"

    @property
    def timing(self) -> Timing:
        return Timing()

    def key(self, salt: bytes) -> str:
        return f"{self.route}-{len(salt)}"

    def admits(self, alert: Alert) -> bool:
        return bool(alert)

    def covers(self, alert: Alert) -> bool:
        return bool(alert)

    def transport(self) -> Transport:
        raise AssertionError("nothing is due")


def outbox(board: Board, folder: Path) -> None:
    """A round of the daemon with nothing to do: digests, what is due, when the next is, with 100,000 old deliveries
    and forty that wait for another day."""
    lines = (_Line("members"), _Line("press"))
    with State.open(folder / "old.sqlite3") as state:
        _fill(state, lines)
        box = Outbox(state)

        def write(item: object, language: str) -> Message:
            raise AssertionError(f"nothing is due, yet {item} was, in {language}")

        async def sum_up(alert: Alert, language: str) -> str:
            raise AssertionError(f"nothing is due, yet {alert} was, in {language}")

        sender = Sender(box, lines, write, lambda: _NOW, sum_up)

        def once() -> None:
            box.gather(lines, _NOW)
            asyncio.run(sender.deliver_due())
            box.next_due(lines)

        board.say(f"outbox round with {_OLD:,} old deliveries", median(once) * 1000, "ms", 50)


def _fill(state: State, lines: tuple[_Line, ...]) -> None:
    at, salt = to_db(_NOW), state.salt()
    with state.transaction():
        for number in range(_OLD // len(lines)):
            target, waits = f"t/{number % 50}", number < 20
            state.execute(
                "INSERT INTO messages (id, kind, target, headline, created, platform, news) "
                "VALUES (?, 'alert', ?, 'x', ?, 'Example', 'abc')",
                (f"old{number}", target, at),
            )
            for line in lines:
                state.execute(
                    "INSERT INTO deliveries (message, channel, route, display, target, state, due_at) "
                    "VALUES (?, ?, ?, '', ?, ?, ?)",
                    (f"old{number}", line.key(salt), line.route, target, "due" if waits else "delivered", at + waits),
                )


def archive(board: Board, folder: Path) -> None:
    """What is asked of an archive in which one document has 2,000 versions and 300 have one, and a commit into it."""
    data = folder / "archive"
    busy = _target(folder, 0)
    store = _open(data)
    for number in range(_QUIET + 1):
        _take(store, _target(folder, number), _NOW, 0)
    before = median(functools.partial(_next, store, busy, iter(range(1, 100))), 9, used)
    store.record_past(_versions(store, busy))
    named = f"archive of {_BUSY:,} + {_QUIET} versions"
    board.say("check and commit of a change, few versions (CPU with git)", before * 1000, "ms")
    after = median(functools.partial(_next, store, busy, iter(range(100, 200))), 9, used)
    board.say(f"check and commit of a change, {named} (CPU)", after * 1000, "ms", 150)
    for what, ask in (
        ("entries of all documents", lambda: _open(data).entries()),
        ("history of the busiest document", lambda: _open(data).history(busy.id)),
        ("history of the busiest document, asked again", lambda: store.history(busy.id)),
        ("the newest version of a document", lambda: store.latest(busy.id)),
        ("README.md of all documents", functools.partial(readme, store.entries())),
    ):
        board.say(f"{named}: {what} (CPU)", median(ask, 3, used) * 1000, "ms")
    config = _config(folder)
    where = ("--config", str(config), "--data", str(data))
    for command in (("status",), ("history", busy.id, "--json")):
        taken = median(functools.partial(run, *command, *where), 3)
        board.say(f"{named}: `watcher {command[0]}`", taken, "s")


def _open(data: Path) -> Archive:
    return Archive.open(data / "snapshots", state_dir=database_file(data).parent, now=lambda: _NOW)


def _target(folder: Path, number: int) -> Target:
    file = folder / "target.yaml"
    keys = {"id": f"agora/p{number}", "platform": "Agora", "url": f"https://agora.example/p{number}"}
    file.write_text(json.dumps({**keys, "title": f"Page {number}"}), "utf-8")
    return read_target_yaml(file)


def _config(folder: Path) -> Path:
    documents = [{"id": f"agora/p{n}", "url": f"https://agora.example/p{n}"} for n in range(_QUIET + 1)]
    path = folder / "archive.yaml"
    path.write_text(json.dumps({"platforms": [{"name": "Agora", "documents": documents}]}), "utf-8")
    return path


def _text(number: int, version: int) -> str:
    lines = sentences(120, number)
    return prose([*lines, *sentences(1, 1_000 + version)])


def _take(store: Archive, target: Target, time: dt.datetime, version: int) -> None:
    body = _text(int(target.id.rpartition("p")[2]), version).encode()
    headers = (("content-type", "text/markdown"),)
    done = take(store, target, Capture(target.url, target.url, time, 200, headers, body), "")
    if not done.commit:
        raise SystemExit(f"{target.id}: version {version} was not recorded: {done.outcome}")


def _next(store: Archive, target: Target, numbers: Iterator[int]) -> None:
    number = next(numbers)
    _take(store, target, _NOW + dt.timedelta(minutes=number), number)


def _versions(store: Archive, target: Target) -> Iterator[NewVersion]:
    """A long past: an hour apart, each with one other sentence."""
    newest = store.latest(target.id)
    assert newest is not None  # noqa: S101 - one has just been recorded
    for number in range(_BUSY):
        time, text = _NOW - dt.timedelta(hours=_BUSY - number), _text(0, 10_000 + number)
        meta = replace(newest.meta, time=time, text_key=f"key {number}", sha256=f"{number:064x}")
        yield NewVersion(target.name, meta, text, text.encode(), ".md", f"{target.id}: text changed")
