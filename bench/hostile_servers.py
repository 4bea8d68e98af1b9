"""Servers that do their worst, on loopback: each case is what one of them sends when it is asked for a page."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import hpack
import trustme
import zstandard
from hyperframe.frame import ContinuationFrame, DataFrame, Frame, HeadersFrame, PingFrame, SettingsFrame

Send = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_BLOCK = 65_536
_HTML = b"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n"
_POLICY = b"<html><body><main><p>" + b"We keep your data for long. " * 20 + b"</p>"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Case:
    """`send` writes the answer; with `http2` it begins when the client has said hello. `prepare` is called before."""

    send: Send
    http2: bool = False
    prepare: Callable[[], object] = lambda: None


async def _write(writer: asyncio.StreamWriter, blocks: Iterator[bytes]) -> None:
    for block in blocks:
        writer.write(block)
        await writer.drain()
        await asyncio.sleep(0)  # drain does not always wait, and then nobody hears that the other side is gone
        if writer.is_closing():
            return


def _for_ever(unit: bytes) -> Iterator[bytes]:
    block = unit * max(1, _BLOCK // len(unit))
    while True:
        yield block


def _sized(unit: bytes, size: int) -> Iterator[bytes]:
    if not unit:
        return
    block = unit * max(1, _BLOCK // len(unit))
    for _ in range(size // len(block) + 1):
        yield block


def _raw(head: bytes, blocks: Callable[[], Iterator[bytes]]) -> Case:
    async def send(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        await _write(writer, blocks())
        writer.close()

    return Case(send)


def _page(unit: bytes, size: int = 8_500_000, before: bytes = _POLICY, after: bytes = b"") -> Case:
    """A page of so many bytes, closed by the end of the connection."""
    return _raw(_HTML + b"connection: close\r\n\r\n" + before, lambda: iter([*_sized(unit, size), after]))


def _packed(coding: str, make: Callable[[], bytes]) -> Case:
    ready = functools.cache(make)

    async def send(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = ready()
        writer.write(_HTML + f"content-encoding: {coding}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    return Case(send, prepare=ready)


def _zeros() -> Iterator[bytes]:
    return iter([bytes(MEGABYTE)] * 1000)


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(piece) for piece in _zeros()) + packer.flush()


def _deflate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for piece in _zeros()) + packer.flush()


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(piece) for piece in _zeros()) + bytes(packer.finish())


def _zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(packer.compress(piece) for piece in _zeros()) + packer.flush()


def _empty_blocks() -> bytes:
    """Packed three times; in the middle gigabytes of blocks that hold nothing, at the end nothing at all."""
    inner = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * (20 * MEGABYTE)
    return gzip.compress(gzip.compress(inner, 9), 9)


def _redirects(location: Callable[[int], str], cookie: Callable[[int], str] = lambda _: "") -> Case:
    count = 0

    async def send(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        while True:
            count += 1
            head = f"HTTP/1.1 302 Found\r\nlocation: {location(count)}\r\n{cookie(count)}content-length: 0\r\n\r\n"
            writer.write(head.encode())
            await writer.drain()
            await reader.readuntil(b"\r\n\r\n")

    return Case(send)


async def _drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"\r\n")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(1)


async def _drip_header(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML)
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(1)


async def _silence(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


def _attributes(count: int) -> Case:
    body = b"<p " + b" ".join(b"a%d=1" % number for number in range(count)) + b">"
    return _raw(_HTML + b"connection: close\r\n\r\n" + _POLICY, lambda: iter([body]))


def _h2(frames: Callable[[hpack.Encoder], Iterator[Frame]], *, answered: bool = True) -> Case:
    async def send(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(SettingsFrame(0).serialize())
        encoder = hpack.Encoder()
        if answered:
            head = encoder.encode([(":status", "200"), ("content-type", "text/html")])
            writer.write(HeadersFrame(1, head, flags=["END_HEADERS"]).serialize())
        await _write(writer, _gathered(frames(encoder)))

    return Case(send, http2=True)


def _gathered(frames: Iterator[Frame]) -> Iterator[bytes]:
    block = bytearray()
    for frame in frames:
        block += frame.serialize()
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()


def _many(frame: Callable[[], Frame]) -> Callable[[hpack.Encoder], Iterator[Frame]]:
    return lambda _: iter(frame, None)


def _continuations(_: hpack.Encoder) -> Iterator[Frame]:
    yield HeadersFrame(1, b"\x00\x01a\x01b")
    while True:
        yield ContinuationFrame(1, b"\x00\x01a\x01b" * 100)


def _interim(encoder: hpack.Encoder) -> Iterator[Frame]:
    while True:
        yield HeadersFrame(1, encoder.encode([(":status", "103")]), flags=["END_HEADERS"])


def _header_bomb(encoder: hpack.Encoder) -> Iterator[Frame]:
    """One long header, told once and then named again and again by its number in the table."""
    first = encoder.encode([(":status", "200"), ("x", "a" * 4000)])
    yield HeadersFrame(1, first + b"\xbe" * 12_000, flags=["END_HEADERS"])


CASES: dict[str, Case] = {
    # packed
    "gzip bomb, 1 GB": _packed("gzip", _gzip_bomb),
    "deflate bomb, 1 GB": _packed("deflate", _deflate_bomb),
    "brotli bomb, 1 GB": _packed("br", _brotli_bomb),
    "zstd bomb, 1 GB": _packed("zstd", _zstd_bomb),
    "gzip in gzip, 1 GB": _packed("gzip, gzip", lambda: gzip.compress(_gzip_bomb(), 9)),
    "brotli in zstd in gzip, 1 GB": _packed(
        "br, zstd, gzip", lambda: gzip.compress(zstandard.compress(_brotli_bomb()), 9)
    ),
    "gzip three times, nothing in it": _packed("gzip, gzip, gzip", _empty_blocks),
    "gzip members without end, empty": _raw(
        _HTML + b"content-encoding: gzip\r\n\r\n", lambda: _for_ever(gzip.compress(b""))
    ),
    "zstd frames without end, empty": _raw(
        _HTML + b"content-encoding: zstd\r\n\r\n", lambda: _for_ever(zstandard.compress(b""))
    ),
    "deflate blocks without end, empty": _raw(
        _HTML + b"content-encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10],
        lambda: _for_ever(b"\x00\x00\x00\xff\xff"),
    ),
    "ten codings": _packed("gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip", lambda: b"x"),
    # HTTP/1.1
    "body without end": _raw(_HTML + b"\r\n", lambda: _for_ever(b"We keep your data. ")),
    "body of one byte a second": Case(_drip),
    "header of one byte a second": Case(_drip_header),
    "silence": Case(_silence),
    "headers without end": _raw(b"HTTP/1.1 200 OK\r\n", lambda: _for_ever(b"x-more: yes\r\n")),
    "100,000 headers": _raw(b"HTTP/1.1 200 OK\r\n", lambda: iter([b"a: b\r\n" * 100_000, b"\r\n"])),
    "one header of 100 MB": _raw(b"HTTP/1.1 200 OK\r\nx: ", lambda: _sized(b"a", 100 * MEGABYTE)),
    "folded header without end": _raw(b"HTTP/1.1 200 OK\r\nx: a\r\n", lambda: _for_ever(b" a\r\n")),
    "interim responses without end": _raw(b"", lambda: _for_ever(b"HTTP/1.1 103 Early Hints\r\n\r\n")),
    "chunk extensions without end": _raw(
        _HTML + b"transfer-encoding: chunked\r\n\r\n", lambda: _for_ever(b"1;x=" + b"a" * 60_000 + b"\r\na\r\n")
    ),
    "chunks of one byte without end": _raw(
        _HTML + b"transfer-encoding: chunked\r\n\r\n", lambda: _for_ever(b"1\r\na\r\n")
    ),
    "trailers without end": _raw(
        _HTML + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", lambda: _for_ever(b"x: y\r\n")
    ),
    "redirects in a circle": _redirects(lambda _: "/"),
    "redirects without end": _redirects(lambda n: f"/{n}"),
    "redirects with a new cookie each": _redirects(lambda _: "/", lambda n: f"set-cookie: c={n}\r\n"),
    "redirect with a body without end": _raw(
        b"HTTP/1.1 302 Found\r\nlocation: ftp://x/\r\n\r\n", lambda: _for_ever(b"moved ")
    ),
    "redirect to an address of 60 kB": _redirects(lambda _: "/" + "a" * 60_000),
    # HTTP/2
    "HTTP/2 continuations without end": _h2(_continuations, answered=False),
    "HTTP/2 interim responses without end": _h2(_interim, answered=False),
    "HTTP/2 header bomb": _h2(_header_bomb, answered=False),
    "HTTP/2 empty data frames without end": _h2(_many(lambda: DataFrame(1, b""))),
    "HTTP/2 data frames of one byte without end": _h2(_many(lambda: DataFrame(1, b"a"))),
    "HTTP/2 pings without end": _h2(_many(lambda: PingFrame(0, b"12345678")), answered=False),
    "HTTP/2 settings without end": _h2(_many(lambda: SettingsFrame(0, {4: 65_536})), answered=False),
    "HTTP/2 streams without end": _h2(
        lambda encoder: (
            HeadersFrame(n, encoder.encode([(":status", "200")]), flags=["END_HEADERS"])
            for n in range(2, 2**31 - 1, 2)
        )
    ),
    # markup
    "HTML of 50 MB": _page(b"<p>We keep your data.</p>", 50 * MEGABYTE),
    "HTML of 50 MB, its length announced": _raw(
        _HTML + b"content-length: 50000000\r\n\r\n", lambda: _sized(b"<p>We keep your data.</p>", 50 * MEGABYTE)
    ),
    "HTML of 19 MB": _page(b"<p>We keep your data.</p>", 19 * MEGABYTE),
    "HTML, an open instruction of 19 MB": _page(b"<?", 19 * MEGABYTE),
    "HTML, an open instruction of 8.5 MB": _page(b"<?"),
    "HTML, 10,000 deep": _page(b"", 0, _POLICY + b"<div>" * 10_000 + b"text", b"</div>" * 10_000),
    "HTML, 90,000 deep": _page(b"", 0, _POLICY + b"<div>" * 90_000 + b"text", b"</div>" * 90_000),
    "HTML, 90,000 paragraphs": _page(b"", 0, _POLICY + b"<p>We keep it.</p>" * 90_000),
    "HTML, 90,000 list items": _page(b"", 0, _POLICY + b"<ul>" + b"<li>We keep it." * 90_000),
    "HTML, 90,000 table cells": _page(b"", 0, _POLICY + b"<table><tr>" + b"<td>We keep it." * 90_000),
    "HTML, a million tags without end": _page(b"", 0, _POLICY + b"<b>" * MEGABYTE),
    "HTML, 2.8 million tags": _page(b"<b>"),
    "HTML, an attribute of 8.5 MB": _page(b"a", before=_POLICY + b'<p title="'),
    "HTML, a class of 4 million names": _page(b"a ", before=_POLICY + b'<p class="', after=b'">x</p>'),
    "HTML, 100,000 attributes": _attributes(100_000),
    "HTML, 1,000 attributes": _attributes(1_000),
    "HTML, a word of 8.5 MB": _page(b"a"),
    "HTML, text of 8.5 MB": _page(b"We keep your data. "),
    "HTML, text of 4.9 MB": _page(b"We keep your data. ", 4_900_000),
    "HTML, a word of 4.9 MB": _page(b"a", 4_900_000),
    "HTML, 4.9 MB of NUL": _page(b"\0", 4_900_000),
    "HTML, 4.9 MB of <": _page(b"<", 4_900_000),
    "HTML, 4.9 MB of full stops": _page(b". ", 4_900_000),
    "HTML, a comment of 8.5 MB": _page(b"-", before=_POLICY + b"<!--"),
    "HTML, a script of 8.5 MB": _page(b"a<b ", before=_POLICY + b"<script>"),
    "HTML, 8.5 MB of entities": _page(b"&amp;"),
    "plain text of 19 MB": _raw(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n",
        lambda: _sized(b"We keep your data. ", 19 * MEGABYTE),
    ),
}


@contextlib.asynccontextmanager
async def hosting(case: Case, authority: trustme.CA, folder: Path) -> AsyncIterator[str]:
    """Runs the server of a case; gives the address of its page. The authority's certificate is `folder/ca.pem`."""
    case.prepare()
    context = None
    if case.http2:
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("site.test").configure_cert(context)
        context.set_alpn_protocols(["h2"])

    at_work: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine that asyncio runs
        at_work.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            if not case.http2:
                await reader.readuntil(b"\r\n\r\n")
            else:
                await reader.read(_BLOCK)
                await asyncio.sleep(0.05)
            await case.send(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(converse, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if case.http2 else 'http'}://site.test:{port}/"
    finally:
        server.close()
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
