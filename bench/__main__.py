"""`make bench`: the figures of docs/performance.md, measured here and now. Medians of several runs."""

from __future__ import annotations

import datetime as dt
import functools
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.pages import page, page_of, prose, sentences

_WATCHER = (sys.executable, "-m", "watcher")


def say(what: str, value: str, goal: str = "") -> None:
    print(f"{what:<58} {value:>12}  {goal}", flush=True)


def run(*arguments: str) -> None:
    """The program as a user starts it."""
    subprocess.run((*_WATCHER, *arguments), check=True, capture_output=True)


def median(action: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the median run, after one run that does not count."""
    action()
    taken = []
    for _ in range(runs):
        begun = clock()
        action()
        taken.append(clock() - begun)
    return statistics.median(taken)


def comparison(folder: Path, size: int, goal: str) -> None:
    """The whole command: read and compare two versions of a document with one sentence in ten changed."""
    lines = sentences(int(size / 110))
    changed = [line.replace("may use", "will not use") if i % 10 else f"New: {line}" for i, line in enumerate(lines)]
    old, new = (page(text).encode() for text in (lines, changed))

    paths = [folder / f"{name}-{size}.html" for name in ("old", "new")]
    for path, body in zip(paths, (old, new), strict=True):
        path.write_bytes(body)
    taken = median(lambda: run("compare", *map(str, paths), "--format", "json"), 3)
    say(f"`watcher compare` of two documents of {len(old) // 1000} kB", f"{taken:.2f} s", goal)


def rooms(size: int, goal: str) -> None:
    """CPU of each step on two versions of a policy; each run has new sentences, so that none is known yet."""
    from watcher.assess import assess
    from watcher.compare import compare
    from watcher.extract import extract

    spent: dict[str, list[float]] = {}
    for seed in range(5):
        lines = sentences(int(size / 110), seed)
        changed = [
            line.replace("may use", "will not use") if i % 10 else f"New: {line}" for i, line in enumerate(lines)
        ]
        begun = time.process_time()
        old, new = (extract(prose(text).encode(), "text/markdown").document for text in (lines, changed))
        read = time.process_time()
        found = compare(old, new)
        compared = time.process_time()
        assess(found)
        done = time.process_time()
        for name, seconds in (("read", (read - begun) / 2), ("compare", compared - read), ("both", done - read)):
            spent.setdefault(name, []).append(seconds)
    what = f"{size // 1000:,} kB (CPU)"
    for name, text, wanted in (
        ("read", f"reading Markdown of {what}", ""),
        ("compare", f"comparison of two policies of {what}", ""),
        ("both", f"claims and comparison of two policies of {what}", goal),
    ):
        say(text, f"{statistics.median(spent[name]) * 1000:.1f} ms", wanted)


def backtest(folder: Path) -> None:
    """Changes a second over two-version histories of 60 kB, one sentence in a hundred changed."""
    count = 200
    for number in range(count):
        lines = sentences(540, number)
        changed = [line.replace("may use", "will not use") if i % 100 == 0 else line for i, line in enumerate(lines)]
        history = folder / "histories" / f"h{number:03}"
        history.mkdir(parents=True)
        for day, text in enumerate((lines, changed), 1):
            (history / f"2026-11-0{day}T06-00-00Z.md").write_text(prose(text), encoding="utf-8")
    taken = median(lambda: run("backtest", str(folder / "histories"), "--json"), 3)
    say(f"`watcher backtest` of {count} changes of 60 kB", f"{count / taken:.0f} /s", "100 /s")


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
    documents = "".join(f"      - {{id: agora/p{i}, title: Page {i}, url: '{url}/p{i}'}}\n" for i in range(count))
    path.write_text(
        "defaults: {every: 1d, delay: 0s, allow_private_addresses: true}\n"
        f"platforms:\n  - name: Agora\n    documents:\n{documents}"
    )
    return path


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def unchanged(folder: Path) -> None:
    """CPU of one more unchanged page: what 41 targets cost more than one, by forty."""
    server = _Server(300_000)
    cpu = []
    for count in (1, 41):
        config, data = _targets(folder, server.url, count), folder / f"data-{count}"
        check = functools.partial(run, "check", "--config", str(config), "--data", str(data))
        cpu.append(median(check, 3, _children_cpu))
    say("check of an unchanged page of 300 kB, new nonce (CPU)", f"{(cpu[1] - cpu[0]) / 40 * 1000:.0f} ms", "150 ms")
    server.server.shutdown()


def thousand(folder: Path) -> None:
    """`status` and the idle daemon with 1,000 targets that were all checked a moment ago."""
    config, data = _targets(folder, "http://127.0.0.1:9", 1000), folder / "data-1000"
    _pretend_checked(data)
    where = ("--config", str(config), "--data", str(data))
    say("`watcher status` of 1,000 targets", f"{median(lambda: run('status', *where), 3):.2f} s", "1 s")
    say("`watcher --help`", f"{median(lambda: run('--help')):.2f} s")
    begun = time.perf_counter()
    daemon = subprocess.Popen((*_WATCHER, "run", *where), stderr=subprocess.PIPE, text=True)
    for line in daemon.stderr or ():
        if "watching 1000 targets" in line:
            break
    say("daemon with 1,000 targets: ready after", f"{time.perf_counter() - begun:.2f} s")
    time.sleep(20)
    rss = int(Path(f"/proc/{daemon.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    say("daemon with 1,000 targets: memory when idle", f"{rss:.0f} MB", "120 MB")
    begun = time.perf_counter()
    daemon.send_signal(signal.SIGTERM)
    daemon.wait(20)
    say("daemon: SIGTERM to exit", f"{time.perf_counter() - begun:.2f} s", "10 s")


def _pretend_checked(data: Path) -> None:
    from watcher.model import Outcome
    from watcher.state import State, TargetState, database_file

    now = dt.datetime.now(dt.UTC)
    database_file(data).parent.mkdir(parents=True)
    with State.open(database_file(data)) as state:
        state.put_many(
            TargetState(f"agora/p{i}", checked=now, good=now, changed=now, outcome=Outcome.UNCHANGED)
            for i in range(1000)
        )


def main() -> None:
    say("", "measured", "goal")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rooms(60_000, "60 ms")
        rooms(1_000_000, "1,500 ms")
        backtest(folder)
        comparison(folder, 60_000, "")
        comparison(folder, 300_000, "1.5 s")
        comparison(folder, 1_000_000, "")
        unchanged(folder)
        thousand(folder)


main()
