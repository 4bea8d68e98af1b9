"""`python -m bench.fuzz_network [COUNT] [--seed N]`: answers that no server should give, over real sockets.

Each case is a good answer with damage done to it (bytes changed, parts doubled or dropped, odd headers, cut off), or
noise; over HTTP/1.1, and every fourth one over HTTP/2 with damaged frames. The fetcher must come to a Capture or a
Verdict within the limit, and judging and reading what came must, too. The exit code is 1 otherwise; the seed of the
case is shown, and `--only SEED` repeats it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import gzip
import random
import ssl
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import hpack
import trustme
import zstandard
from hyperframe.frame import DataFrame, HeadersFrame, SettingsFrame

LIMIT = 5.0  # seconds for one case; a fetch here is allowed one second, and one redirect after another
_PAGE = b"<html lang=en><head><title>Privacy</title></head><body><main><p>" + b"We keep your data. " * 40 + b"</main>"
_CODINGS = {
    "": lambda body: body,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
    "x-unknown": lambda body: body,
}
_HEADERS = (
    "location: /next", "location: http://[::1", "location: //", "location: \x00", "location: http://é.test/",
    "location: https://site.test:0/", "location: http://127.0.0.1:1/", "location: http://a..b/", "location: \xff\xfe",
    "location: http://xn--a/", "location: http://" + "a" * 300 + "/", "set-cookie: a=1", "set-cookie: =; ;;=",
    "set-cookie: a=1; expires=Thu, 99 Foo 99999 99:99:99", "set-cookie: a=1; domain=.; path=\x7f", "retry-after: 1e9",
    "retry-after: -5", "retry-after: Thu, 99 Foo 2025", "retry-after: " + "9" * 400, "content-length: -1",
    "content-length: 5, 5", "content-length: " + "9" * 500, "content-length: 0x10", "content-length: ٣",
    "transfer-encoding: chunked", "transfer-encoding: gzip, chunked", "transfer-encoding: identity",
    "connection: close",
    'content-type: text/html; charset="', "content-type: text/html; charset=utf-7", "content-type: ;;;=",
    "content-type: application/pdf", "content-type: text/html; charset=utf-16", "content-type: =?utf-8?q?x?=",
    "etag: \x01", "last-modified: yesterday", " folded", ": no name", "no colon", "upgrade: h2c", "x" * 3000 + ": y",
)  # fmt: skip
_STATUS = (200,) * 4 + (204, 206, 301, 302, 303, 304, 307, 308, 403, 404, 429, 500, 503, 100, 101, 103, 999, 0, 42)


def answer(chance: random.Random) -> bytes:
    """The bytes of one answer over HTTP/1.1."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(3000))
    coding = chance.choice(list(_CODINGS))
    body = bytes(_CODINGS[coding](_PAGE))
    lines = [
        f"HTTP/1.{chance.choice('1110')} {chance.choice(_STATUS)} Fine",
        "content-type: text/html; charset=utf-8",
    ]
    lines += [f"content-encoding: {coding}"] * bool(coding)
    lines += chance.choices(_HEADERS, k=chance.choice((0, 0, 1, 2, 4)))
    if chance.random() < 0.6:
        lines.append(f"content-length: {len(body)}")
    elif chance.random() < 0.6:
        lines.append("transfer-encoding: chunked")
        cut = chance.randrange(len(body))
        body = (
            b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:cut], body[cut:]) if part) + b"0\r\n\r\n"
        )
    first, *rest = lines
    chance.shuffle(rest)
    lines = [first, *rest]
    whole = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body
    return damaged(whole, chance)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same with up to four kinds of damage done to it."""
    out = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 1, 4, 50, 500))
        part = bytes(out[at : at + length])
        match chance.randrange(6):
            case 0:
                out[at : at + length] = chance.randbytes(len(part))
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = part * chance.choice((1, 3, 50))
            case 3:
                out[at:at] = chance.choice((b"\r\n", b"\n", b"\0", b"\r\n\r\n", b" ", b"\xff", b"0\r\n\r\n", b":"))
            case 4:
                out = out[:at]
            case _:
                out += chance.randbytes(length)
        if not out:
            break
    return bytes(out)


def frames(chance: random.Random) -> bytes:
    """The bytes of one answer over HTTP/2, after the handshake."""
    encoder = hpack.Encoder()
    coding = chance.choice(list(_CODINGS))
    pairs = [(":status", str(chance.choice(_STATUS))), ("content-type", "text/html")]
    pairs += [("content-encoding", coding)] * bool(coding)
    for line in chance.choices(_HEADERS, k=chance.choice((0, 1, 3))):
        name, _, value = line.partition(":")
        pairs.append((name.strip().lower() or "x", value.strip()))
    body = bytes(_CODINGS[coding](_PAGE))
    whole = SettingsFrame(0).serialize()
    whole += HeadersFrame(1, encoder.encode(pairs), flags=["END_HEADERS"]).serialize()
    whole += DataFrame(1, body, flags=["END_STREAM"]).serialize()
    return damaged(whole, chance)


@contextlib.asynccontextmanager
async def serving(tls: ssl.SSLContext | None) -> AsyncIterator[tuple[int, list[random.Random]]]:
    """A server whose answers come from the last chance in the list; gives its port and that list."""
    chances: list[random.Random] = []
    at_work: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine that asyncio runs
        at_work.add(task)
        with contextlib.suppress(
            OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError
        ):
            while not writer.is_closing():
                if tls is None:
                    await reader.readuntil(b"\r\n\r\n")
                elif not await reader.read(65_536):
                    break
                chance = chances[-1]
                writer.write(answer(chance) if tls is None else frames(chance))
                await writer.drain()
                if chance.random() < 0.7:
                    break
        at_work.discard(task)
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1], chances
    finally:
        server.close()
        for task in list(at_work):
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


async def case(seed: int, place: tuple[int, list[random.Random]], ca_file: str, *, http2: bool) -> str:
    """What one case came to. Raises whatever should not be raised, TimeoutError when it takes too long."""
    from watcher.capture import Fetcher, FetchRequest, Network, judge_response
    from watcher.extract import extract
    from watcher.model import Verdict

    async def here(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    port, chances = place
    chances.append(random.Random(seed))
    second = dt.timedelta(seconds=1)
    network = Network("bench/1", retries=0, ca_file=ca_file, connect=second, silence=second / 4)
    request = FetchRequest(
        f"{'https' if http2 else 'http'}://site.test:{port}/",
        delay=dt.timedelta(0),
        timeout=second,
        robots_override="a test" if seed % 3 else None,
        allow_private_addresses=True,
        max_bytes=1_000_000,
    )
    async with asyncio.timeout(LIMIT), Fetcher(network, resolver=here) as web:
        outcome = await web.fetch(request)
    if isinstance(outcome, Verdict):
        return str(outcome.kind)
    verdict = judge_response(outcome)
    if verdict.good:
        extract(outcome.body, outcome.header("content-type") or "text/html")
    return f"answer, {verdict.kind}"


async def run(seeds: list[int], every_http2: int = 4) -> tuple[Counter[str], list[str], float]:
    """What all cases came to, what went wrong, and the seconds of the slowest."""
    found: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("site.test").configure_cert(tls)
    tls.set_alpn_protocols(["h2"])
    with tempfile.TemporaryDirectory() as folder:
        ca_file = str(Path(folder, "ca.pem"))
        authority.cert_pem.write_to_path(ca_file)
        async with serving(None) as plain, serving(tls) as safe:
            for seed in seeds:
                http2 = seed % every_http2 == 0
                began = time.monotonic()
                try:
                    found[await case(seed, safe if http2 else plain, ca_file, http2=http2)] += 1
                except Exception as error:  # noqa: BLE001 - whatever it is, it is what this program looks for
                    wrong.append(f"seed {seed}: {type(error).__name__}: {error}")
                slowest = max(slowest, time.monotonic() - began)
    return found, wrong, slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    seeds = [given.only] if given.only is not None else list(range(given.seed, given.seed + given.count))
    found, wrong, slowest = asyncio.run(run(seeds))
    for kind, number in found.most_common():
        print(f"{number:6} {kind}")
    print(f"{len(wrong)} of {len(seeds)} went wrong; the slowest took {slowest:.1f} s")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
