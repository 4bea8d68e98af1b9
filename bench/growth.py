"""`python -m bench.growth [--targets N] [--years N]`: the archive after years of checks, and what it costs then.

Every target is checked four times a day on a clock that runs in jumps; judgement, comparison, alert, redline and
commit are the program's own (`check.record.take`), there is no network. Texts and changed sentences come from
../shared/corpus when it is there, else they are generated. How often a text changes, and that some documents change
all the time, follows what public archives measured: 6.1 changes a year in the mean, 5 % of the documents with 60 % of
them, 29 % in form only, 36 % back to an earlier text.

A check of an unchanged page writes nothing; that is shown on a sample and not repeated 400,000 times.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import ClassVar

from bench.growth_pages import Paper, papers
from watcher.archive import Archive, NewVersion
from watcher.check.record import take
from watcher.check.recorded import Recorded
from watcher.check.version import readme
from watcher.config import Schedule, Target
from watcher.model import Capture, Outcome

_START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_CHECK = dt.timedelta(hours=6)
_SAMPLE = 200  # unchanged checks that are shown to write nothing
_WINDOW = 100  # commits that make a figure "at the start" and "at the end"


class Timed(Archive):
    """An archive that notes how long each commit took, README.md and the lists included."""

    commits: ClassVar[list[float]] = []

    def record(self, version: NewVersion) -> str:
        begun = time.perf_counter()
        commit = super().record(version)
        self.commits.append(time.perf_counter() - begun)
        return commit


@dataclass
class Year:
    """What the simulation has gone through."""

    archive: Timed
    targets: dict[str, Target]
    clock: dt.datetime = _START
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    takes: list[float] = field(default_factory=list)
    maintenance: list[float] = field(default_factory=list)
    suspects: dict[str, str] = field(default_factory=dict)
    memory: float = 0.0

    def check(self, paper: Paper, when: dt.datetime) -> Recorded:
        """One check of one page, with the memory of doubts that the program would have."""
        target = self.targets[paper.id]
        headers = (("content-type", "text/html; charset=utf-8"), ("etag", f'"{when:%s}"'))
        capture = Capture(target.url, target.url, when, 200, headers, paper.page(when))
        begun = time.perf_counter()
        recorded = take(self.archive, target, capture, self.suspects.get(paper.id, ""))
        self.takes.append(time.perf_counter() - begun)
        self.suspects[paper.id] = recorded.suspect
        self.outcomes[recorded.outcome] = self.outcomes.get(recorded.outcome, 0) + 1
        return recorded

    def tidy(self) -> None:
        begun = time.perf_counter()
        self.archive.maintenance()
        self.maintenance.append(time.perf_counter() - begun)


def live(year: Year, sheets: list[Paper], days: int, seen: Callable[[int], None]) -> None:
    """All first versions, then the changes of each day in their order, with maintenance once a day as the daemon
    does it."""
    for number, paper in enumerate(sheets):
        year.check(paper, year.clock + number * dt.timedelta(seconds=60))
    year.tidy()
    year.archive.commits.clear()
    year.memory = peak()
    for day in range(1, days):
        events = [(at, paper) for paper in sheets for at in paper.due(day)]
        for at, paper in sorted(events, key=lambda event: (event[0], event[1].id)):
            when = _START + day * dt.timedelta(days=1) + at * _CHECK + paper.offset
            year.clock = when
            paper.move()
            for look in range(4):  # a doubtful text counts only when it is still there
                recorded = year.check(paper, when + look * _CHECK)
                if not recorded.suspect:
                    break
        year.tidy()
        seen(day)


def unchanged(year: Year, sheets: list[Paper]) -> tuple[bool, float]:
    """Whether checks of unchanged pages (with new nonces) leave the folder as it is, and how long one takes."""
    before = (year.archive.head, _objects(year.archive.root), _newest(year.archive.root))
    taken = len(year.takes)
    for number in range(_SAMPLE):
        year.check(sheets[number % len(sheets)], year.clock + number * dt.timedelta(minutes=1))
    same = before == (year.archive.head, _objects(year.archive.root), _newest(year.archive.root))
    return same, median(year.takes[taken:])


def _objects(root: Path) -> str:
    return subprocess.run(["git", "count-objects", "-v"], cwd=root, check=True, capture_output=True, text=True).stdout


def _newest(root: Path) -> float:
    return max(path.stat().st_mtime for path in root.rglob("*"))


def size(folder: Path, leave_out: str = "") -> float:
    """MB on the disk, in blocks."""
    found = (path for path in folder.rglob("*") if path.is_file() and leave_out not in path.parts)
    return sum(path.stat().st_blocks * 512 for path in found) / 1e6


def peak() -> float:
    """MB of this process, the simulated pages included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(action: Callable[[], object], runs: int = 3) -> float:
    """Milliseconds of the median run."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return median(taken) * 1000


def reading(data: Path, sheets: list[Paper]) -> Iterator[tuple[str, float]]:
    """What commands ask of the archive, each in a new process's state: milliseconds."""
    busy = max(sheets, key=lambda paper: paper.moves).id
    quiet = min(sheets, key=lambda paper: paper.moves).id
    now = _START

    def fresh() -> Archive:
        return Archive.open(data / "snapshots", state_dir=data / ".watcher", now=lambda: now, repair=False)

    yield "open, all targets", timed(lambda: fresh().entries())
    yield "history, busiest document", timed(lambda: fresh().history(busy))
    yield "history, quietest document", timed(lambda: fresh().history(quiet))
    yield "keys of all versions, busiest", timed(lambda: fresh().seen_keys(busy))
    yield "alerts since the last commit but ten", timed(lambda: fresh().alerts_since(_ago(data, 10)))
    yield "alerts of all time", timed(lambda: fresh().alerts_since(None), 1)
    entries = fresh().entries()
    yield "README.md of all targets", timed(lambda: readme(entries))
    yield "git log of one text.md", timed(lambda: _git(data, "log", "--oneline", "--", f"{quiet}/text.md"))


def _ago(data: Path, commits: int) -> str:
    return _git(data, "rev-parse", f"HEAD~{commits}").strip()


def _git(data: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=data / "snapshots", check=True, capture_output=True, text=True)
    return done.stdout


def say(what: str, value: str) -> None:
    print(f"{what:<44} {value:>16}", flush=True)


def milliseconds(taken: list[float]) -> str:
    """Median and 95th percentile."""
    found = sorted(value * 1000 for value in taken)
    return f"{median(found):.0f} / {quantiles(found, n=20)[-1]:.0f} ms" if len(found) > 1 else "-"


def report(data: Path, year: Year, sheets: list[Paper]) -> None:
    root, commits = year.archive.root, year.archive.commits
    say("commits, all", _git(data, "rev-list", "--count", "HEAD").strip())
    say("versions of the busiest document", str(max(e.versions for e in year.archive.entries().values())))
    for outcome, count in sorted(year.outcomes.items()):
        say(f"  checks that ended as {outcome}", str(count))
    say(f"commit, first {_WINDOW} (median / 95 %)", milliseconds(commits[:_WINDOW]))
    say(f"commit, last {_WINDOW} (median / 95 %)", milliseconds(commits[-_WINDOW:]))
    say("whole check with a change, first", milliseconds(year.takes[len(sheets) :][:_WINDOW]))
    say("whole check with a change, last", milliseconds(year.takes[-_WINDOW:]))
    say("maintenance, a day (median / 95 %)", milliseconds(year.maintenance))
    say("maintenance, longest", f"{max(year.maintenance):.1f} s")
    for what, taken in reading(data, sheets):
        say(what, f"{taken:.0f} ms")
    for name in ("README.md", "CHANGES.md"):
        say(name, f"{(root / name).stat().st_size / 1000:.0f} kB")
    lists = [path.stat().st_size for path in root.glob("*/*/CHANGES*.md")]
    say("largest list of changes of a document", f"{max(lists, default=0) / 1000:.0f} kB")
    say("files in the folder", f"{size(root, '.git'):.0f} MB")
    say("git objects", f"{size(root / '.git'):.0f} MB")
    for line in _objects(root).splitlines():
        if line.startswith(("count", "in-pack", "packs", "size-pack")):
            say(f"  {line.partition(':')[0]}", line.partition(": ")[2])
    say("peak memory, all pages included, then, now", f"{year.memory:.0f}, {peak():.0f} MB")


def target_of(paper: Paper) -> Target:
    second = dt.timedelta(seconds=1)
    return Target(
        id=paper.id, platform=paper.platform, title=paper.title, url=f"https://{paper.platform.lower()}.example/x",
        select=("main",), remove=(), schedule=Schedule(every=_CHECK), language="en",
        topics=("ai-training", "default-setting"), delay=second, timeout=second, max_bytes=10**7,
        robots_override=None, allow_private_addresses=False,
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=300)
    parser.add_argument("--years", type=float, default=1.0)
    parser.add_argument("--keep", type=Path, help="a folder to leave the archive in")
    options = parser.parse_args()
    days = int(options.years * 365)
    sheets = papers(options.targets, days)
    with tempfile.TemporaryDirectory(prefix="growth-") as made:
        data = options.keep or Path(made)
        clock = [_START]
        archive = Timed.open(data / "snapshots", state_dir=data / ".watcher", now=lambda: clock[0])
        assert isinstance(archive, Timed)  # noqa: S101 - `open` makes what it is called on
        year = Year(archive, {paper.id: target_of(paper) for paper in sheets})
        say("targets, days", f"{len(sheets)}, {days}")

        def seen(day: int) -> None:
            clock[0] = year.clock
            if day % 73 == 0:
                print(f"  day {day}: {len(archive.commits)} commits", file=sys.stderr, flush=True)

        live(year, sheets, days, seen)
        report(data, year, sheets)
        same, taken = unchanged(year, sheets)
        say(f"{_SAMPLE} unchanged checks write", "nothing" if same else "SOMETHING")
        say("  one of them", f"{taken * 1000:.0f} ms")
        done = subprocess.run(["git", "fsck", "--strict"], cwd=data / "snapshots", check=False, capture_output=True)
        say("git fsck --strict", "clean" if done.returncode == 0 and not done.stdout else "NOT CLEAN")
        return done.returncode or int(not same)


if __name__ == "__main__":
    sys.exit(main())
