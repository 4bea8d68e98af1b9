"""`python -m bench.politeness`: 200 documents on 12 hosts, real sockets, as the hosts' own logs show them.

Each host is a server on an address of its own (127.0.0.1 to 127.0.0.12). One takes two seconds for each answer, one
refuses with 403, one with 503. The exit code is 1 when requests to a host overlap or come closer than the delay.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise

DELAY = 0.5
COUNT, HOSTS = 200, 12
SLOW, REFUSING, BUSY = 3, 5, 7


@dataclass
class Host:
    number: int
    slow: bool
    port: int = 0
    log: list[tuple[float, float]] = field(default_factory=list)
    server: asyncio.Server | None = None

    @property
    def name(self) -> str:
        return f"host{self.number}.test"

    @property
    def address(self) -> str:
        return f"127.0.0.{self.number + 1}"

    async def start(self) -> None:
        self.server = await asyncio.start_server(self.converse, self.address, 0)
        self.port = self.server.sockets[0].getsockname()[1]

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                began = time.monotonic()
                await asyncio.sleep(2.0 if self.slow else 0.02)
                status = {REFUSING: 403, BUSY: 503}.get(self.number, 200)
                writer.write(
                    b"HTTP/1.1 %d X\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>x</p>\n" % status
                )
                await writer.drain()
                self.log.append((began, time.monotonic()))
        writer.close()


async def model(*, slow: bool) -> tuple[list[Host], float]:
    """The hosts after all documents were asked for, and the seconds until all but the slow host were done."""
    from watcher.capture import Fetcher, FetchRequest, Network

    hosts = [Host(number, slow and number == SLOW) for number in range(HOSTS)]
    for host in hosts:
        await host.start()

    async def resolver(name: str, _port: int) -> list[str]:
        return [next(host.address for host in hosts if host.name == name)]

    ended: dict[int, float] = {}
    began = time.monotonic()
    async with Fetcher(Network("bench/1", concurrency=4, retries=0), resolver=resolver) as web:

        async def one(number: int) -> None:
            host = hosts[number % HOSTS]
            request = FetchRequest(
                f"http://{host.name}:{host.port}/{number}",
                delay=dt.timedelta(seconds=DELAY),
                allow_private_addresses=True,
                robots_override="a measurement",
            )
            await web.fetch(request)
            ended[host.number] = time.monotonic() - began

        await asyncio.gather(*(one(number) for number in range(COUNT)))
    for host in hosts:
        if host.server is not None:
            host.server.close()
    return hosts, max(seconds for number, seconds in ended.items() if number != SLOW)


async def main() -> int:
    _, without = await model(slow=False)
    hosts, with_slow = await model(slow=True)
    print("| host | requests | smallest gap, s | largest gap, s | overlaps | done after, s |")
    print("|---|---:|---:|---:|---:|---:|")
    start = min(host.log[0][0] for host in hosts)
    polite = True
    for host in hosts:
        gaps = [after[0] - before[1] for before, after in pairwise(host.log)]
        overlaps = sum(gap < 0 for gap in gaps)
        polite = polite and min(gaps) >= DELAY
        kind = {SLOW: " (slow)", REFUSING: " (403)", BUSY: " (503)"}.get(host.number, "")
        print(
            f"| {host.name}{kind} | {len(host.log)} | {min(gaps):.3f} | {max(gaps):.3f} | {overlaps} |"
            f" {host.log[-1][1] - start:.1f} |"
        )
    print(f"\nall others done after {without:.1f} s without a slow host, {with_slow:.1f} s with one")
    return 0 if polite else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
