"""The watcher's side of `bench.scale`: the daemon on a clock that is moved, for so many hours of the simulation.

    python -m bench.scale_day CLOCK --config targets.yaml --data DIR --hours 24 [--profile FILE]

It is `watcher run` in all but its clock (see `bench.scale_clock`) and its end. For every simulated hour it prints a
line of JSON: what it has used so far, what it has done in that hour. Messages go to a channel that drops them.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import gc
import json
import logging
import mmap
import os
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from bench.scale_clock import MovedClock, MovingLoop

_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
_TICK = os.sysconf("SC_CLK_TCK")


class Checks(logging.Handler):
    """Counts how checks ended, by what the daemon logs of them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.ended: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "watcher.daemon" and len(record.args or ()) >= 2 and isinstance(record.args, tuple):
            self.ended[str(record.args[1])] += 1


def figures(begun: float) -> dict[str, float]:
    """What this process has used since `begun` (of `time.perf_counter`)."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    main = sum(map(int, Path(f"/proc/self/task/{os.getpid()}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return {
        "wall_s": time.perf_counter() - begun,
        "cpu_loop_s": main / _TICK,
        "cpu_own_s": own.ru_utime + own.ru_stime,
        "cpu_git_s": children.ru_utime + children.ru_stime,
        "rss_mb": int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE,
        "peak_mb": own.ru_maxrss * 1024 / 1e6,
        "git_peak_mb": children.ru_maxrss * 1024 / 1e6,
        "files": len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - no paths are needed
        "objects": len(gc.get_objects()),
    }


async def live(clock: MovedClock, options: argparse.Namespace, checks: Checks) -> None:
    from watcher.check.opening import open_watch  # after the clock was put in place
    from watcher.config import load_settings
    from watcher.daemon import Daemon

    settings = load_settings(options.config, os.environ)
    loop = asyncio.get_running_loop()
    assert isinstance(loop, MovingLoop)  # noqa: S101 - the runner below makes it
    begun = time.perf_counter()
    async with open_watch(settings, options.data, show=lambda _: None, clock=clock) as watch:
        loop.busy = lambda: watch.busy_since is not None
        telling = asyncio.create_task(tell(clock, loop, options, begun, checks))
        try:
            await Daemon(watch, reload=lambda: settings, clock=clock).run()
        finally:
            telling.cancel()


async def tell(
    clock: MovedClock, loop: MovingLoop, options: argparse.Namespace, begun: float, checks: Checks
) -> None:
    """A line for each hour; at the end the daemon is asked to stop, as an operator would ask it."""
    before: Counter[str] = Counter()
    for hour in range(options.begin, options.begin + options.hours + 1):
        await asyncio.sleep(max(0.0, hour * 3600 - clock.passed))
        done, before = checks.ended - before, checks.ended.copy()
        late = clock.passed / 3600 - hour
        line = {"hour": hour, "late_h": late, "longest_turn_s": loop.longest_turn, **figures(begun)}
        print(json.dumps({**line, "ended": dict(done)}), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clock", type=Path)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--begin", type=int, default=0, help="the hour of the simulation at which it is")
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--speed", type=float, default=40.0)
    parser.add_argument("--profile", type=Path)
    options = parser.parse_args()
    checks = Checks()
    logging.basicConfig(level=logging.INFO, handlers=[checks], force=True)
    for chatty in ("apscheduler", "httpx", "httpcore", "hpack", "h2"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    profile = cProfile.Profile() if options.profile else None
    with options.clock.open("r+b") as file, mmap.mmap(file.fileno(), 8) as seen:
        clock = MovedClock(seen, options.begin * 3600)
        clock.install()
        with asyncio.Runner(loop_factory=lambda: MovingLoop(clock, options.speed)) as runner:
            if profile is not None:
                profile.enable()
            runner.run(live(clock, options, checks))
    if profile is not None:
        profile.disable()
        profile.dump_stats(options.profile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
