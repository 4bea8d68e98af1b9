"""Compressed bodies: read rightly, and never bigger in memory than allowed."""

from __future__ import annotations

import gzip
import hashlib
import tracemalloc
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
import zstandard

from tests.capture.server import PAGE, ask, fetcher, response, serving, site
from watcher.capture.decode import BodyDecoder, CodingError
from watcher.model import Capture, Verdict, VerdictKind


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=4))


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": _brotli,
    "zstd": zstandard.compress,
}
_RAW = zlib.compressobj(wbits=-15)
CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:10]) + gzip.compress(PAGE[10:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": _RAW.compress(PAGE) + _RAW.flush(),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE[:20]) + zstandard.compress(PAGE[20:]),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_codings_are_undone_however_they_arrive(coding: str, step: int) -> None:
    decoder = BodyDecoder(coding)
    data = CODED[coding]
    plain = b"".join(piece for at in range(0, len(data), step) for piece in decoder.feed(data[at : at + step]))
    assert plain == PAGE
    assert decoder.complete()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_large_bodies_come_whole_where_they_pack_well_and_where_not(coding: str) -> None:
    body = (
        b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(16_000))
        + b"<p>the same again and again " * 100_000
    )
    packed = PACK[coding](body)
    decoder = BodyDecoder(coding)
    pieces = [piece for at in range(0, len(packed), 65536) for piece in decoder.feed(packed[at : at + 65536])]
    assert b"".join(pieces) == body
    assert max(map(len, pieces)) <= 2 * 1024 * 1024
    assert decoder.complete()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_ends_too_early_is_not_complete(coding: str) -> None:
    decoder = BodyDecoder(coding)
    assert PAGE.startswith(b"".join(decoder.feed(CODED[coding][:-3])))
    assert not decoder.complete()


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_rubbish_is_told_from_data(coding: str) -> None:
    decoder = BodyDecoder(coding)
    with pytest.raises(CodingError):
        list(decoder.feed(b"this is not compressed at all, whatever the header says" * 10))


def test_padding_after_gzip_is_ignored() -> None:
    decoder = BodyDecoder("gzip")
    assert b"".join(decoder.feed(CODED["gzip"] + b"\0" * 512)) == PAGE
    assert b"".join(decoder.feed(b"\0" * 512 + b"rubbish")) == b""
    assert decoder.complete()


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip, gzip"])
def test_codings_that_were_not_asked_for_are_refused(coding: str) -> None:
    with pytest.raises(CodingError):
        BodyDecoder(coding)


def test_a_zstd_window_over_8_mb_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = packed.compress(b"a" * 20_000_000) + packed.flush()
    with pytest.raises(CodingError):
        for _ in BodyDecoder("zstd").feed(data):
            pass


def _bomb(coding: str) -> bytes:
    """200 MB of zeros."""
    block, blocks = b"\0" * 1_000_000, 200
    if coding == "gzip":
        packer = zlib.compressobj(9, wbits=31)
        return b"".join([*(packer.compress(block) for _ in range(blocks)), packer.flush()])
    if coding == "br":
        brotler = brotli.Compressor(quality=5)
        return b"".join([*(brotler.process(block) for _ in range(blocks)), brotler.finish()])
    if coding == "gzip, gzip":
        return gzip.compress(_bomb("gzip"))
    zstd = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join([*(zstd.compress(block) for _ in range(blocks)), zstd.flush()])


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "gzip, gzip"])
async def test_a_bomb_is_refused_in_bounded_memory(coding: str) -> None:
    bomb = _bomb(coding)
    assert len(bomb) < 300_000
    async with serving(site({"/privacy": response(body=bomb, content_encoding=coding)})) as server, fetcher() as web:
        tracemalloc.start()
        try:
            verdict = await web.fetch(ask(server.url(), max_bytes=2 * 1024 * 1024))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert verdict == Verdict(VerdictKind.REFUSED, "the page from site.test is larger than 2 MB", permanent=True)
    assert peak < 15_000_000


@pytest.mark.parametrize("told", [True, False])
async def test_a_page_over_the_limit_is_refused_and_one_at_the_limit_is_not(told: bool) -> None:  # noqa: FBT001
    body = b"x" * 1000
    plain = response(body=body)
    if not told:
        plain = response(body=gzip.compress(body), content_encoding="gzip")
    async with serving(site({"/privacy": plain})) as server, fetcher() as web:
        over = await web.fetch(ask(server.url(), max_bytes=999))
        fits = await web.fetch(ask(server.url(), max_bytes=1000))
    assert isinstance(over, Verdict)
    assert over.kind is VerdictKind.REFUSED
    assert isinstance(fits, Capture)
    assert fits.body == body
    assert fits.header("content-encoding") is None


async def test_damaged_compression_is_a_truncated_page() -> None:
    damaged = response(body=CODED["gzip"][:-4], content_encoding="gzip")
    async with serving(site({"/privacy": damaged})) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url()))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.TRUNCATED
    assert len(server.log) == 3
