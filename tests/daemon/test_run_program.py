"""`watcher run` as the real program: start, signals, and the end as Docker and a terminal bring it about."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.daemon.town import WORSE, Page, assert_sound, page, subjects, tools_with_git, town, write
from watcher.state import State, database_file

STOP_LIMIT = 10.0  # what Docker gives


def command(config: Path, *arguments: str) -> list[str]:
    place = ("--config", str(config), "--data", str(config.parent / "data"))
    return [sys.executable, "-m", "watcher", *arguments, *place]


def call(config: Path, *arguments: str) -> tuple[int, str]:
    """Exit status and everything that was said."""
    done = subprocess.run(command(config, *arguments), capture_output=True, text=True, timeout=30, check=False)
    return done.returncode, done.stdout + done.stderr


@dataclass
class Program:
    """The running daemon. `said` are the messages of its log."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def entries(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    @property
    def said(self) -> list[str]:
        return [entry["message"] for entry in self.entries]

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Exit status, and how many seconds the end took."""
        begun = time.monotonic()
        self.send(number)
        return self.process.wait(timeout=20), time.monotonic() - begun


@contextlib.contextmanager
def running(config: Path, tools: Path | None = None) -> Iterator[Program]:
    path = os.environ["PATH"] if tools is None else f"{tools}:{os.environ['PATH']}"
    log = config.parent / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command(config, "run", "--log-format", "json"), stderr=stream, env={**os.environ, "PATH": path}
        )
    try:
        yield Program(process, log)
    finally:
        process.kill()
        process.wait(timeout=20)


def until(true: Callable[[], object], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.02)


def stop_between_writes(program: Program, data: Path) -> None:
    """SIGSTOP at a moment when the daemon holds no lock on its database: else nobody could write to it any more."""
    for _ in range(20):
        program.send(signal.SIGSTOP)
        probe = sqlite3.connect(database_file(data), timeout=0, isolation_level=None)
        try:
            probe.execute("BEGIN IMMEDIATE")
            probe.execute("ROLLBACK")
        except sqlite3.OperationalError:
            program.send(signal.SIGCONT)
            time.sleep(0.02)
        else:
            return
        finally:
            probe.close()
    raise AssertionError("the daemon was writing every time")


def test_the_life_of_a_service(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with town(faq=Page(), terms=Page()) as site:
        config = write(tmp_path, site, "faq")
        with running(config) as program:
            until(lambda: site.titles == ["Watching began: 1 document"])
            assert program.said == ["watching 1 target", "agora/faq: first: first version"]
            assert all(set(entry) == {"time", "level", "logger", "message"} for entry in program.entries)
            code, said = call(config, "status", "--healthcheck")
            assert (code, said.startswith("alive ")) == (0, True)

            code, said = call(config, "run")  # a second one on the same folder
            assert code == 3
            assert said.startswith(f"watcher: Another watcher (pid {program.process.pid}, since ")
            assert len(said.splitlines()) == 1

            config.write_text("platforms:\n  - nam: Agora\nalerts: 7\n", encoding="utf-8")
            program.send(signal.SIGHUP)
            until(lambda: "the old one stays in force" in program.said[-1])
            assert "nam" in program.said[-1]
            assert "alerts" in program.said[-1]

            site.pages["/faq"] = Page(page(WORSE))
            write(tmp_path, site, "terms")
            program.send(signal.SIGHUP)
            until(lambda: "agora/terms: first: first version" in program.said)
            assert "targets.yaml read again: watching 1 target" in program.said
            assert site.asked == ["/faq", "/terms"]

            # A daemon that stands still has no sign of life to show; the sign before is made old.
            stop_between_writes(program, data)
            with State.open(database_file(data)) as state:
                state.heartbeat(dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5))
            code, said = call(config, "status", "--healthcheck")
            assert (code, said[:49]) == (3, "watcher: the daemon gave no sign of life for 300 ")
            program.send(signal.SIGCONT)
            code, seconds = program.stop()
            assert (code, program.said[-1]) == (0, "stopped")
            assert seconds < STOP_LIMIT / 2
        assert subjects(data) == ["agora/terms: first version", "agora/faq: first version"]
        assert_sound(data)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_end_does_not_wait_for_a_slow_page(tmp_path: Path, number: signal.Signals) -> None:
    with town(slow=Page(gate=threading.Event())) as site, running(write(tmp_path, site, "slow")) as program:
        until(lambda: site.asked == ["/slow"])
        code, seconds = program.stop(number)
        assert (code, program.said[1:]) == (0, ["stopping, checks under way: 1", "stopped"])
        assert seconds < STOP_LIMIT / 2
        state = State.open(database_file(tmp_path / "data"))
        known = state.get("agora/slow")
        state.close()
        assert known is not None
        assert known.checked is None  # the next start makes it up


def test_a_commit_that_was_begun_is_finished_before_the_end(tmp_path: Path) -> None:
    begun, data = tmp_path / "begun", tmp_path / "data"
    slow = f'case " $* " in *" index-pack "*) touch {begun}; sleep 1;; esac'
    with town(faq=Page()) as site:
        config = write(tmp_path, site, "faq")
        with running(config, tools_with_git(tmp_path, slow)) as program:
            until(begun.exists)
            code, seconds = program.stop()
            assert code == 0
            assert seconds < STOP_LIMIT / 2
    assert subjects(data) == ["agora/faq: first version"]
    assert_sound(data)
    with State.open(database_file(data)) as state:
        known = state.get("agora/faq")
    assert known is not None
    assert (known.outcome, known.changed is not None) == ("first", True)


def test_the_end_does_not_wait_for_a_push_that_hangs(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    hanging = f'case " $* " in *" push "*) touch {begun}; exec {shutil.which("sleep")} 20;; esac'
    with town(faq=Page()) as site:
        config = write(tmp_path, site, "faq", archive=f"{{push: '{tmp_path}/nowhere.git'}}")
        with running(config, tools_with_git(tmp_path, hanging)) as program:
            until(begun.exists)
            until(lambda: site.titles == ["Watching began: 1 document"])  # no message waits for it either
            code, seconds = program.stop()
            assert code == 0
            assert seconds < STOP_LIMIT / 2


def test_an_archive_that_cannot_be_read_is_one_message_at_the_start(tmp_path: Path) -> None:
    with town(faq=Page()) as site:
        config = write(tmp_path, site, "faq")
        assert call(config, "check")[0] == 0
        shutil.rmtree(tmp_path / "data/snapshots/.git/objects")
        code, said = call(config, "run")
        assert code == 3
        assert [line[:9] for line in said.splitlines()] == ["watcher: "]
        assert len(site.asked) == 1
