"""`python -m bench.limits [WORD…]`: what hostile servers and pages can cost, each in a process of its own.

A server on loopback does its worst; a child fetches from it with the limits of the program, judges and reads what
came, and tells seconds, CPU and how much its memory grew. With words, only the cases that hold one. The exit code is
1 when a case goes beyond the limits below.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import re
import sys
import tempfile
import time
from pathlib import Path

MOST_SECONDS = 35.0  # the time limit of a request is 30 s
MOST_CPU = 12.0
MOST_MEMORY = 500.0  # MB above the process with everything imported
_GIVEN_UP = 120


def _peak() -> float:
    """MB, as the kernel counts for this program alone."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def look(url: str, ca_file: str) -> None:
    """The child: one fetch as the program makes it and what follows; the figures as JSON."""
    from watcher.capture import Fetcher, FetchRequest, Network, judge_response
    from watcher.extract import extract
    from watcher.model import Capture, Verdict

    async def here(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async def fetch() -> Capture | Verdict:
        network = Network("policy-watcher-bench/1", retries=0, ca_file=ca_file)
        request = FetchRequest(
            url,
            delay=dt.timedelta(0),
            robots_override="a measurement",
            allow_private_addresses=True,
            max_bytes=20_000_000,
        )
        async with Fetcher(network, resolver=here) as web:
            return await web.fetch(request)

    def read() -> str:
        outcome = asyncio.run(fetch())
        verdict = outcome if isinstance(outcome, Verdict) else judge_response(outcome)
        if isinstance(outcome, Verdict) or not verdict.good:
            return f"{verdict.kind}: {verdict.reason}"
        found = extract(outcome.body, outcome.header("content-type") or "")
        return f"read: {len(found.document.text):,} characters {found.problem}"

    extract(b"<main><p>We keep your data.</p></main>", "text/html")  # everything is imported
    before, began, busy = _peak(), time.monotonic(), time.process_time()
    said = read()
    figures = (time.monotonic() - began, time.process_time() - busy, _peak() - before)
    print(json.dumps([said, *figures]))


async def measure(name: str, folder: Path) -> bool:
    """Whether the case keeps within the limits; prints its line of a table."""
    import trustme

    from bench.hostile_servers import CASES, hosting

    async with hosting(CASES[name], trustme.CA(), folder) as url:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.limits", "--look", url, str(folder / "ca.pem")),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_GIVEN_UP):
                answer, _ = await child.communicate()
        except TimeoutError:
            child.kill()
            await child.wait()
            answer = b""
    if child.returncode:
        print(f"| {name} | failed or never ended | | | |", flush=True)
        return False
    said, seconds, cpu, memory = json.loads(answer)
    print(f"| {name} | {said[:110]} | {seconds:.1f} | {cpu:.1f} | {memory:.0f} |", flush=True)
    return bool(seconds <= MOST_SECONDS and cpu <= MOST_CPU and memory <= MOST_MEMORY)


async def run(words: list[str]) -> int:
    import trustme

    from bench.hostile_servers import CASES

    print("| case | what the watcher says | s | CPU s | MB |\n|---|---|---:|---:|---:|")
    bounded = True
    with tempfile.TemporaryDirectory() as folder:
        trustme.CA().cert_pem.write_to_path(str(Path(folder, "ca.pem")))
        for name in CASES:
            if not words or any(word in name for word in words):
                bounded = await measure(name, Path(folder)) and bounded
    return 0 if bounded else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--look", nargs=2, metavar=("URL", "CA"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.look:
        look(*given.look)
        return 0
    return asyncio.run(run(given.words))


if __name__ == "__main__":
    sys.exit(main())
