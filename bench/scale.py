"""`python -m bench.scale [--targets N] [--rounds N]`: days of the daemon on a simulated web of 20,000 documents.

The unchanged daemon (network, archive, state, schedule) watches N documents, ten on a host, every six hours, so many
rounds long. The web is `bench.scale_site`: sizes, changes and delays as public archives and networks have them,
failures among them; the clock is moved (`bench.scale_clock`). Both run as processes of their own: what the site costs
is told apart. Memory is that of the daemon with all that it starts, looked at five times a second.

docs/scale.md explains the figures. Linux, and only loopback addresses.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.meter import Memory, cpu, resident
from bench.scale_clock import BEGIN
from bench.scale_more import multiply
from bench.scale_pages import EACH, HOSTS
from bench.scale_site import address

_EVERY = 6  # hours between two checks of a document
_NEEDED = 150.0  # MB, the most that issue and container promise
Line = dict[str, Any]


def configuration(targets: int, port: int) -> str:
    """targets.yaml with so many documents, ten on a host; the manners are the program's own."""
    lines = [f"defaults: {{every: {_EVERY}h, allow_private_addresses: true}}", "platforms:"]
    for number in range(targets):
        host, place = divmod(number, EACH)
        if place == 0:
            lines += [f"  - name: Host {host}", "    documents:"]
        url = f"http://{address(host)}:{port}/d/{place}"
        lines.append(f"      - {{id: host-{host}/notice-{place}, title: Notice {place}, select: main, url: '{url}'}}")
    return "\n".join(lines) + "\n"


def simulate(folder: Path, options: argparse.Namespace) -> Line:
    """Both sides; what was measured. With more documents than texts, a small run and its copies come first."""
    clock = folder / "clock"
    clock.write_bytes(bytes(8))
    hours = options.hours or options.rounds * _EVERY
    copies = -(-options.targets // options.texts)
    web = [sys.executable, "-m", "bench.scale_site", str(clock), "--seed", str(options.seed)]
    web += [
        "--hosts",
        str(-(-options.targets // EACH)),
        "--days",
        str(-(-hours // 24)),
        "--speed",
        str(options.speed),
    ]
    site = subprocess.Popen([*web, "--texts", str(options.texts)], stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None  # noqa: S101 - it was asked for
    try:
        port = int(site.stdout.readline())
        data = options.keep or folder / "data"
        if copies == 1:
            result = watch(Run(clock, data, port, options.targets, 0, hours), options)
        else:
            watch(Run(clock, data, port, options.texts, 0, 1), options)
            multiply(data, options.texts // EACH, copies, BEGIN + dt.timedelta(hours=1))
            result = watch(Run(clock, data, port, options.targets, 1, hours), options)
        result["site_cpu_s"] = cpu(site.pid)
        result["site_mb"] = resident(site.pid)
        site.terminate()
        result["site"] = json.loads(site.stdout.readline())
    finally:
        site.kill()
        site.wait()
    return result | archive(data)


@dataclass(frozen=True)
class Run:
    """One life of the daemon: `hours` from hour `begin` of the simulation on."""

    clock: Path
    data: Path
    port: int
    targets: int
    begin: int
    hours: int


def watch(run: Run, options: argparse.Namespace) -> Line:
    config = run.clock.with_name("targets.yaml")
    config.write_text(configuration(run.targets, run.port))
    command = [sys.executable, "-m", "bench.scale_day", str(run.clock), "--config", str(config)]
    command += ["--data", str(run.data), "--begin", str(run.begin), "--hours", str(run.hours)]
    command += ["--speed", str(options.speed)]
    if options.profile:
        command += ["--profile", str(options.profile)]
    begun = time.perf_counter()
    day = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    memory = Memory(day.pid)
    lines: list[Line] = []
    try:
        for line in day.stdout or ():
            lines.append(json.loads(line))
            if not options.quiet:
                show_hour(lines)
        code = day.wait()
    finally:
        memory.end()
        if day.poll() is None:
            day.kill()
            day.wait()
    if code or len(lines) <= run.hours:
        raise SystemExit(f"the daemon ended with {code} after {len(lines)} of {run.hours + 1} hours")
    wall = time.perf_counter() - begun
    return {
        "targets": run.targets,
        "hours": lines,
        "seen_before": run.begin > 0,
        "peak_tree_mb": memory.peak,
        "peak_others_mb": memory.others,
        "wall_s": wall,
    }


def archive(data: Path) -> Line:
    """What the run has left on the disk."""
    root = data / "snapshots"

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout

    every = [path.lstat() for path in root.rglob("*")]
    state = sum(path.stat().st_size for path in (data / ".watcher").glob("*.sqlite3*"))
    return {
        "commits": int(git("rev-list", "--count", "HEAD")),
        "archive_mb": sum(entry.st_blocks for entry in every) * 512 / 1e6,
        "git_mb": sum(path.lstat().st_blocks for path in (root / ".git").rglob("*")) * 512 / 1e6,
        "state_mb": state / 1e6,
    }


def show_hour(lines: list[Line]) -> None:
    now = lines[-1]
    if len(lines) == 1:
        print(
            f"{'hour':>4} {'checks':>7} {'CPU s':>7} {'of it git':>9} {'memory':>8} {'files':>6} {'longest turn':>12}"
        )
        return
    before = lines[-2]
    used = now["cpu_own_s"] + now["cpu_git_s"] - before["cpu_own_s"] - before["cpu_git_s"]
    print(
        f"{now['hour']:>4} {sum(now['ended'].values()):>7} {used:>7.1f} "
        f"{now['cpu_git_s'] - before['cpu_git_s']:>9.1f} "
        f"{now['rss_mb']:>5.0f} MB {now['files']:>6} {now['longest_turn_s'] * 1000:>9.0f} ms",
        flush=True,
    )


def report(result: Line) -> None:
    """The table."""
    hours = result["hours"]
    first, last, long = hours[1], hours[-1], len(hours) - 1
    ended = Counter[str]()
    for hour in hours:
        ended.update(hour["ended"])
    later = sum(sum(hour["ended"].values()) for hour in hours[2:])
    start = hours[0]["cpu_own_s"] + hours[0]["cpu_git_s"]
    began, total = (hour["cpu_own_s"] + hour["cpu_git_s"] for hour in (first, last))
    grown = max([hour["rss_mb"] for hour in hours[2:]], default=first["rss_mb"]) - first["rss_mb"]
    print()
    say("targets", f"{result['targets']:,}")
    say("simulated hours, and how long that took", f"{long} h, {result['wall_s']:.0f} s")
    say("checks", f"{sum(ended.values()):,}")
    for outcome, count in sorted(ended.items()):
        say(f"  {outcome}", f"{count:,}")
    say("commits", f"{result['commits']:,}")
    say("CPU, all", f"{total / 60:.1f} min")
    what = "as the others" if result["seen_before"] else "all is seen for the first time"
    say(f"  first hour: {what}", f"{began / 60:.1f} min")
    if later:
        say("  later, an hour", f"{(total - began) / (long - 1):.1f} s")
        say("  later, a check (with all that goes on besides)", f"{(total - began) / later * 1000:.1f} ms")
    elif first["ended"]:
        say("  a check", f"{(began - start) / sum(first['ended'].values()) * 1000:.1f} ms")
    say("  git commands", f"{last['cpu_git_s'] / 60:.1f} min")
    say("  main thread (event loop)", f"{last['cpu_loop_s'] / 60:.1f} min")
    say("peak memory, daemon alone", f"{last['peak_mb']:.0f} MB")
    say("peak memory, with all that it starts", f"{result['peak_tree_mb']:.0f} MB", f"{_NEEDED:.0f} MB")
    say("  of it git and other processes", f"{result['peak_others_mb']:.0f} MB")
    say("memory after the first hour, and at the end", f"{first['rss_mb']:.0f}, {last['rss_mb']:.0f} MB")
    say("most above the first hour", f"{grown:.0f} MB", "0 MB")
    say("open files, most", f"{max(hour['files'] for hour in hours)}")
    say("event loop held up, longest", f"{max(hour['longest_turn_s'] for hour in hours) * 1000:.0f} ms")
    say(
        "archive, of it git; state",
        f"{result['archive_mb']:.0f}, {result['git_mb']:.0f}; {result['state_mb']:.1f} MB",
    )
    say("the site: CPU, memory", f"{result['site_cpu_s']:.0f} s, {result['site_mb']:.0f} MB")
    say("the site: sent", f"{result['site']['sent_mb']:.0f} MB")
    say("  " + ", ".join(f"{count:,} {what}" for what, count in result["site"]["served"].items()), "")


def say(what: str, value: str, goal: str = "") -> None:
    print(f"{what:<54} {value:>16}  {goal}".rstrip(), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=1_000, help=f"at most {HOSTS * EACH:,}")
    parser.add_argument("--rounds", type=int, default=4, help="checks of every document, six hours apart")
    parser.add_argument("--hours", type=int, help="instead of --rounds: so many hours of the simulation")
    parser.add_argument("--texts", type=int, default=1_000, help="different ones; with more targets they repeat")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=40.0, help="of the clock while a host is waited for")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--keep", type=Path, help="a data folder to leave behind, or to go on with")
    parser.add_argument("--profile", type=Path, help="write a profile (pstats) of the main thread there")
    parser.add_argument("--quiet", action="store_true", help="no line for each hour")
    options = parser.parse_args()
    if not 1 <= options.targets <= HOSTS * EACH or options.rounds < 1:
        parser.error(f"--targets takes 1 to {HOSTS * EACH:,}, --rounds 1 or more")
    if options.targets > options.texts and (options.texts % EACH or options.targets % options.texts):
        parser.error(f"--texts takes a multiple of {EACH}, and more --targets than texts a multiple of these")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # both sides are ended then
    with tempfile.TemporaryDirectory(prefix="scale-") as made:
        result = simulate(Path(made), options)
    result["machine"] = f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
    report(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
