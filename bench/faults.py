"""`python -m bench.faults`: recorded pages through the replay proxy with each of its faults, beside the same without.

The unchanged program (network, archive, state, outbox) checks recorded captures around real events; a virtual clock
stands in for the days between. Each fault alone before every capture, then bursts of four failing checks of mixed
kinds. Expected: the same alerts, the same commits, and for each burst one notice that the page cannot be seen and one
that it can again. Needs ../shared (replay/replay.py, corpus/captures); ends with 1 when something was otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import importlib.util
import json
import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import trustme

from watcher.backtest import FolderHistory
from watcher.backtest import replay as backtest
from watcher.check.opening import open_watch
from watcher.check.watch import Watch
from watcher.config import load_settings
from watcher.model import parse_stamp

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
KINDS = (
    "500", "503", "429", "403", "404", "410",
    "timeout", "reset", "truncated", "empty", "challenge", "login", "consent",
)  # fmt: skip
BURST = 4  # failing checks in a row: one more than it takes until people are told
STEP = dt.timedelta(hours=6)
AT_ONCE = 6  # runs side by side: most of their time is waiting
_TRIES = 9  # requests that a fault lasts for, at most: one check asks three times


@dataclass
class Run:
    """What the program made of one sequence. `missed` counts checks under a fault that took the page for good."""

    alerts: list[str] = field(default_factory=list)
    commits: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    missed: int = 0
    faults: int = 0


class Hands:
    """The virtual clock."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now


def load_replay() -> ModuleType:
    """The replay proxy as a module."""
    spec = importlib.util.spec_from_file_location("replay", SHARED / "replay" / "replay.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no replay proxy under {SHARED}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["replay"] = module
    spec.loader.exec_module(module)
    return module


def around_events(sequence: Any, folder: Path, events: int) -> list[dt.datetime]:
    """The times of the captures at which the program alerts, and of those before them: up to so many events."""
    history = folder / sequence.id
    history.mkdir()
    meta = json.loads((SHARED / "corpus" / "captures" / sequence.id / "sequence.json").read_text())
    (history / "target.yaml").write_text(_keys(meta))
    for when, body in sequence.pages:
        (history / f"{when:%Y-%m-%dT%H-%M-%SZ}.html").write_bytes(body)
    rows = [row for row in backtest(FolderHistory(history)) if row.as_json()["alert"]][:events]
    return sorted({parse_stamp(stamp) for row in rows for stamp in (row.before, row.to)})


def _keys(meta: dict[str, Any]) -> str:
    keys = {key: meta[key] for key in ("url", "language", "select", "remove") if meta.get(key)}
    return json.dumps(keys)  # JSON is YAML


def _config(meta: dict[str, Any], proxy: str, pem: Path) -> str:
    document = {"id": f"bench/{meta['id']}", **json.loads(_keys(meta))}
    return json.dumps(
        {
            "defaults": {"every": "6h", "delay": "0s", "timeout": "1s", "proxy": proxy},
            "network": {"ca_file": str(pem)},
            "platforms": [{"name": "Bench", "documents": [document]}],
        }
    )


@asynccontextmanager
async def proxied(module: ModuleType, sequence: Any, authority: trustme.CA) -> AsyncIterator[tuple[Any, str]]:
    """A replay proxy with a clock and faults of its own for that sequence, and its address."""
    world = object.__new__(module.World)  # its constructor would unpack all sequences again
    world.sequences = [sequence]
    world.by_url = {module.normal(sequence.url): sequence}
    world.clock = sequence.pages[0][0]
    world.faults, world.log = [], []
    server = await asyncio.start_server(module.Proxy(world, authority).serve, "127.0.0.1", 0)
    try:
        yield world, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@dataclass(frozen=True)
class Stage:
    """What every run needs: the replay module, its authority, the sequence and the times of the captures to show."""

    module: ModuleType
    authority: trustme.CA
    pem: Path
    sequence: Any
    times: tuple[dt.datetime, ...]


async def watch_sequence(stage: Stage, faults: tuple[str, ...]) -> Run:
    """All those captures, each after failing checks of these kinds, and each looked at twice."""
    run, sequence = Run(), stage.sequence
    meta = json.loads((SHARED / "corpus" / "captures" / sequence.id / "sequence.json").read_text())
    async with proxied(stage.module, sequence, stage.authority) as (world, proxy):
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder) / "targets.yaml"
            config.write_text(_config(meta, proxy, stage.pem))
            settings = load_settings(config, os.environ)
            hands = Hands(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
            async with open_watch(settings, Path(folder) / "data", show=lambda _: None, clock=hands) as watch:
                await _show(watch, world, stage, faults, hands, run)
                _note(watch, run)
    return run


async def _show(watch: Watch, world: Any, stage: Stage, faults: tuple[str, ...], hands: Hands, run: Run) -> None:
    target = watch.settings.targets[0]
    for index, when in enumerate(stage.times):
        world.clock = when
        hands.now = max(when, hands.now + STEP)
        for kind in faults if index else ():
            world.faults = [[stage.sequence.url, kind, _TRIES]]
            checked = await watch.check(target)
            run.faults += 1
            run.missed += not checked.failed
            await watch.deliver()
            hands.now += STEP
        world.faults = []
        for _ in range(2):
            await watch.check(target)
            await watch.deliver()
            hands.now += STEP


def _note(watch: Watch, run: Run) -> None:
    run.alerts = sorted(entry.headline for entry in watch.outbox.list(10_000) if entry.kind == "alert")
    run.notices = [notice.kind for notice in reversed(watch.state.notices(10_000))]
    entry = next(iter(watch.archive.entries().values()), None)
    run.commits = [] if entry is None else [version.subject for version in watch.archive.history(entry.target.id)]


async def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sequences", type=int, default=5, help="how many sequences, those with most events first")
    parser.add_argument("--events", type=int, default=3, help="how many events of each")
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    module = load_replay()
    sequences = [module.Sequence(path.parent) for path in sorted(module.CORPUS.glob("*/sequence.json"))]
    authority = trustme.CA()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        pem = Path(folder) / "ca.pem"
        authority.cert_pem.write_to_path(str(pem))
        chosen = [(around_events(sequence, Path(folder), args.events), sequence) for sequence in sequences]
        chosen.sort(key=lambda pair: -len(pair[0]))
        for times, sequence in chosen[: args.sequences]:
            good &= await judge(Stage(module, authority, pem, sequence, tuple(times)), args.kinds)
    return int(not good)


async def judge(stage: Stage, kinds: list[str]) -> bool:
    """One sequence without faults, with each, and with bursts, side by side; prints a line for each."""
    bursts = [tuple((kinds * 2)[start : start + BURST]) for start in range(0, len(kinds), BURST)]
    cases = [(), *((kind,) for kind in kinds), *bursts]
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(faults: tuple[str, ...]) -> Run:
        async with turns:
            return await watch_sequence(stage, faults)

    calm, *runs = await asyncio.gather(*(one(faults) for faults in cases))
    say(f"{stage.sequence.id}: {len(stage.times)} captures, {len(calm.alerts)} alerts, {len(calm.commits)} versions")
    good = True
    for faults, run in zip(cases[1:], runs, strict=True):
        good &= compare("+".join(faults), calm, run, bursts=len(stage.times) - 1 if len(faults) > 1 else 0)
    return good


def compare(name: str, calm: Run, run: Run, bursts: int) -> bool:
    problems = []
    if run.alerts != calm.alerts:
        problems.append(f"alerts {len(run.alerts)} instead of {len(calm.alerts)}")
    if run.commits != calm.commits:
        problems.append(f"versions {len(run.commits)} instead of {len(calm.commits)}")
    if run.notices != ["unwell", "recovered"] * bursts:
        problems.append(f"notices {run.notices}")
    if run.missed:
        problems.append(f"{run.missed} faults taken for the page")
    say(f"  {name:<32} {run.faults:>3} faults  {'; '.join(problems) or 'as without'}")
    return not problems


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
