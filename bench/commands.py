"""The part of `make bench` that starts the program as a user does: commands, and the daemon with 1,000 documents."""

from __future__ import annotations

import datetime as dt
import functools
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.figures import Board, median
from bench.pages import page, page_of, prose, sentences

_WATCHER = (sys.executable, "-m", "watcher")
_MANY = 1_000


def run(*arguments: str) -> None:
    """The program as a user starts it."""
    subprocess.run((*_WATCHER, *arguments), check=True, capture_output=True)


def comparison(board: Board, folder: Path, size: int, goal: float | None = None) -> None:
    """The whole command: read and compare two versions of a document with one sentence in ten changed."""
    lines = sentences(int(size / 110))
    changed = [line.replace("may use", "will not use") if i % 10 else f"New: {line}" for i, line in enumerate(lines)]
    old, new = (page(text).encode() for text in (lines, changed))
    paths = [folder / f"{name}-{size}.html" for name in ("old", "new")]
    for path, body in zip(paths, (old, new), strict=True):
        path.write_bytes(body)
    taken = median(lambda: run("compare", *map(str, paths), "--format", "json"), 3)
    board.say(f"`watcher compare` of two documents of {len(old) // 1000} kB", taken, "s", goal)


def backtest(board: Board, folder: Path) -> None:
    """Changes a second over two-version histories of 60 kB, one sentence in a hundred changed."""
    count = 200
    for number in range(count):
        lines = sentences(540, number)
        changed = [line.replace("may use", "will not use") if i % 100 == 0 else line for i, line in enumerate(lines)]
        history = folder / "histories" / f"h{number:03}"
        history.mkdir(parents=True)
        for day, text in enumerate((lines, changed), 1):
            (history / f"2026-11-0{day}T06-00-00Z.md").write_text(prose(text), encoding="utf-8")
    where = str(folder / "histories")
    for jobs, goal in ((1, 100.0), (2, 200.0)):
        taken = median(functools.partial(run, "backtest", where, "--json", "--jobs", str(jobs)), 3)
        named = "one process" if jobs == 1 else f"{jobs} processes"
        board.say(f"`watcher backtest` of {count} changes of 60 kB, {named}", count / taken, "/s", goal)


class _Server:
    """One page on loopback, with a new nonce at every fetch."""

    def __init__(self, size: int) -> None:
        self.count = 0
        bodies = [page_of(size, nonce=str(i)).encode() for i in range(4)]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.count += 1
                body = b"" if self.path == "/robots.txt" else bodies[outer.count % 4]
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


def _targets(folder: Path, url: str, count: int) -> Path:
    path = folder / f"targets-{count}.yaml"
    documents = "".join(
        f"      - {{id: agora/p{i}, title: Page {i}, select: main, url: '{url}/p{i}'}}\n" for i in range(count)
    )
    path.write_text(
        "defaults: {every: 1d, delay: 0s, allow_private_addresses: true}\n"
        f"platforms:\n  - name: Agora\n    documents:\n{documents}"
    )
    return path


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def unchanged(board: Board, folder: Path) -> None:
    """CPU of one more unchanged page: what 41 targets cost more than one, by forty."""
    server = _Server(300_000)
    cpu = []
    for count in (1, 41):
        config, data = _targets(folder, server.url, count), folder / f"data-{count}"
        check = functools.partial(run, "check", "--config", str(config), "--data", str(data))
        cpu.append(median(check, 3, _children_cpu))
    server.server.shutdown()
    what = "check of an unchanged page of 300 kB, new nonce, all in all (CPU)"
    board.say(what, (cpu[1] - cpu[0]) / 40 * 1000, "ms")


def configuration(board: Board, folder: Path) -> None:
    """Reading targets.yaml with 1,000 documents."""
    from watcher.config import load_settings  # after --help was measured: nothing of it is in memory before

    path = _targets(folder, "http://127.0.0.1:9", _MANY)
    what = f"reading targets.yaml of {_MANY:,} documents (CPU)"
    board.say(what, median(lambda: load_settings(path, os.environ), clock=time.process_time) * 1000, "ms")


def thousand(board: Board, folder: Path) -> None:
    """`status` and the idle daemon with 1,000 documents that were all checked a moment ago."""
    config, data = _targets(folder, "http://127.0.0.1:9", _MANY), folder / "data-many"
    _pretend_checked(data)
    where = ("--config", str(config), "--data", str(data))
    board.say("`watcher --help`", median(lambda: run("--help")), "s", 0.25)
    board.say(f"`watcher status` of {_MANY:,} documents", median(lambda: run("status", *where), 3), "s", 0.25)
    begun = time.perf_counter()
    daemon = subprocess.Popen((*_WATCHER, "run", *where), stderr=subprocess.PIPE, text=True)
    for line in daemon.stderr or ():
        if f"watching {_MANY} targets" in line:
            break
    board.say(f"daemon with {_MANY:,} documents: ready after", time.perf_counter() - begun, "s", 1.5)
    time.sleep(20)
    rss = int(Path(f"/proc/{daemon.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    board.say(f"daemon with {_MANY:,} documents: memory when idle", rss, "MB", 120)
    begun = time.perf_counter()
    daemon.send_signal(signal.SIGTERM)
    daemon.wait(20)
    board.say("daemon: SIGTERM to exit", time.perf_counter() - begun, "s", 10)


def _pretend_checked(data: Path) -> None:
    from watcher.model import Outcome
    from watcher.state import State, TargetState, database_file

    now = dt.datetime.now(dt.UTC)
    database_file(data).parent.mkdir(parents=True)
    with State.open(database_file(data)) as state:
        state.put_many(
            TargetState(f"agora/p{i}", checked=now, good=now, changed=now, outcome=Outcome.UNCHANGED)
            for i in range(_MANY)
        )
