"""The simulated web of `bench.scale`: 20,000 documents on 2,000 hosts of 127.0.0.0/8, served by one process.

    python -m bench.scale_site CLOCK --seed 1 --days 2 --hosts 100 --speed 40

CLOCK is a file of eight bytes in which the watcher's side writes the seconds that have passed in the simulation:
pages change by it, and hosts are down by it. A host answers after a delay of its own, divided by `--speed`. Hosts
differ: some compress, some send validators and answer 304, most send a new nonce with every answer; some refuse
everybody, are down for an hour or two, or forbid by robots.txt. Single requests fail, too. What was served is told as
JSON on SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import hashlib
import json
import mmap
import random
import signal
import struct
import sys
from collections import Counter
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from bench.scale_pages import DAY, EACH, Paper, gzipped

_FAULTS = (("503", 0.006), ("reset", 0.003), ("hang", 0.002), ("429", 0.001))  # of the requests
_REASONS = {200: "OK", 304: "Not Modified", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}
_ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /search\nSitemap: /sitemap.xml\n"


def address(host: int) -> str:
    return f"127.{16 + host // 62_500}.{host // 250 % 250}.{host % 250 + 1}"


@dataclass(frozen=True)
class Host:
    """How one host behaves."""

    gzip: bool
    validators: bool
    nonce: bool
    delay: float
    refuses: bool
    robots: str | None
    down: tuple[float, float]

    @classmethod
    def of(cls, seed: int, number: int, days: int) -> Host:
        chance = random.Random(f"{seed}/host/{number}")
        validators = chance.random() < 0.3
        lot = chance.random()
        robots = None if lot < 0.35 else _ROBOTS
        if lot > 0.995:
            robots = "User-agent: *\nDisallow: /\n"
        elif lot > 0.95:
            robots = f"{_ROBOTS}Crawl-delay: 10\n"
        begins = chance.uniform(0, days * DAY) if chance.random() < 0.02 * days else -DAY
        return cls(
            gzip=chance.random() < 0.8,
            validators=validators,
            nonce=not validators and chance.random() < 0.85,
            delay=min(5.0, chance.lognormvariate(-1.4, 0.7)),
            refuses=chance.random() < 0.01,
            robots=robots,
            down=(begins, begins + chance.uniform(1_200, 7_200)),
        )


@dataclass(frozen=True)
class Answer:
    """What is sent; `cut`: so much of the body, then the connection is reset."""

    status: int
    body: bytes = b""
    headers: tuple[str, ...] = ()
    cut: bool = False


class Web:
    """All hosts and documents, made when they are first asked for."""

    def __init__(self, seed: int, days: int, texts: int, clock: mmap.mmap) -> None:
        self.seed = seed
        self.days = days
        self.texts = texts
        self.served: Counter[str] = Counter()
        self.sent = 0
        self._clock = clock
        self._hosts: dict[int, Host] = {}
        self._papers: dict[int, Paper] = {}
        self._asked: Counter[int] = Counter()

    @property
    def now(self) -> float:
        return float(struct.unpack_from("d", self._clock)[0])

    def host(self, number: int) -> Host:
        if number not in self._hosts:
            self._hosts[number] = Host.of(self.seed, number, self.days)
        return self._hosts[number]

    def _lot(self, what: str) -> float:
        digest = hashlib.blake2b(f"{self.seed}/{what}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64

    def answer(self, number: int, path: str, asked: dict[str, str]) -> Answer | None:
        """None: nothing ever comes."""
        host = self.host(number)
        if host.down[0] <= self.now < host.down[1]:
            return None if number % 2 else Answer(502, b"<html><title>502 Bad Gateway</title></html>")
        if path == "/robots.txt":
            return Answer(404, b"none") if host.robots is None else Answer(200, host.robots.encode())
        name = path.removeprefix("/d/")
        if not name.isdecimal() or int(name) >= EACH or self._lot(f"gone/{number}/{name}") < 0.003:
            return Answer(404, b"<html><title>Not found</title><h1>Not found</h1></html>")
        if host.refuses:
            return Answer(403, b"<html><title>Access denied</title><h1>Access denied</h1></html>")
        return self._page(number, int(name), host, asked)

    def _page(self, number: int, place: int, host: Host, asked: dict[str, str]) -> Answer | None:
        index = number * EACH + place
        self._asked[index] += 1
        fault = self._fault(index)
        if fault == "hang":
            return None
        if fault in ("503", "429"):
            return Answer(int(fault), b"<html><title>Try again</title></html>", ("Retry-After: 5",))
        text = index % self.texts
        paper = self._papers.get(text)
        if paper is None:
            paper = self._papers[text] = Paper(self.seed, text, self.days)
        nonce = f"{self._lot(f'nonce/{index}/{self._asked[index]}'):.16f}"[2:]
        pieces = paper.with_nonce(self.now, nonce) if host.nonce else paper.at(self.now)
        headers: tuple[str, ...] = ()
        if host.validators:
            etag = f'"{text:x}-{paper.edition}"'
            if asked.get("if-none-match") == etag:
                return Answer(304, headers=(f"ETag: {etag}",))
            headers = (f"ETag: {etag}", f"Last-Modified: {formatdate(1_750_000_000 + paper.edition, usegmt=True)}")
        if host.gzip:
            body = gzipped(pieces)
            headers = (*headers, "Content-Encoding: gzip")
        else:
            body = b"".join(part.raw for part in pieces)
        return Answer(200, body, (*headers, "Content-Type: text/html; charset=utf-8"), cut=fault == "reset")

    def _fault(self, index: int) -> str:
        lot = self._lot(f"fault/{index}/{self._asked[index]}")
        for kind, share in _FAULTS:
            if lot < share:
                return kind
            lot -= share
        return ""


class Conversation(asyncio.Protocol):
    """HTTP/1.1 with one client, as much of it as is needed here."""

    def __init__(self, web: Web, number: int, speed: float) -> None:
        self._web = web
        self._number = number
        self._speed = speed
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what a TCP server gives
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        while b"\r\n\r\n" in self._got:
            head, _, self._got = self._got.partition(b"\r\n\r\n")
            request, *lines = head.decode("latin-1").split("\r\n")
            asked = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            path = request.split(" ")[1]
            answer = self._web.answer(self._number, path, asked)
            kind = "robots" if path == "/robots.txt" else "pages"
            result = "no answer" if answer is None else "reset" if answer.cut else str(answer.status)
            self._web.served[f"{kind} {result}"] += 1
            if answer is not None:
                delay = self._web.host(self._number).delay / self._speed
                asyncio.get_running_loop().call_later(delay, self._send, answer)

    def _send(self, answer: Answer) -> None:
        if self._transport.is_closing():
            return
        reason = _REASONS.get(answer.status, "Error")
        head = [f"HTTP/1.1 {answer.status} {reason}", *answer.headers]
        if answer.status != 304:
            head.append(f"Content-Length: {len(answer.body)}")
        body = answer.body[: len(answer.body) // 2] if answer.cut else answer.body
        self._web.sent += len(body)
        self._transport.write("\r\n".join([*head, "", ""]).encode() + body)
        if answer.cut:
            asyncio.get_running_loop().call_later(0.01, self._transport.abort)


async def serve(web: Web, hosts: int, port: int, speed: float) -> None:
    """Until SIGTERM."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, done.set)
    servers = []
    for number in range(hosts):
        server = await loop.create_server(
            functools.partial(Conversation, web, number, speed), address(number), port, backlog=64
        )
        servers.append(server)
        port = server.sockets[0].getsockname()[1]  # the first one's, which is free on the other addresses, too
    print(port, flush=True)
    await done.wait()
    for server in servers:
        server.close()
    print(json.dumps({"served": dict(sorted(web.served.items())), "sent_mb": web.sent / 1e6}), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clock", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--texts", type=int, default=20_000, help="different documents; then they repeat")
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--speed", type=float, default=40.0)
    options = parser.parse_args()
    with options.clock.open("r+b") as file, mmap.mmap(file.fileno(), 8) as clock:
        asyncio.run(
            serve(Web(options.seed, options.days, options.texts, clock), options.hosts, options.port, options.speed)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
