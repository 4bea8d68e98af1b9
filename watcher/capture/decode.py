"""Content codings, undone a bounded piece at a time.

The decoders of HTTP clients inflate a whole network read in one call: 64 kB of zstd can become 2 GB before anybody
can count it. Here every step gives back at most a few megabytes, so that the caller can stop.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships no types
import zstandard

PIECE = 64 * 1024
_ZSTD_SLICE = 64  # bytes: at least four make a block of at most 128 kB, so a slice gives at most 2 MB
_ZSTD_WINDOW = 8 * 1024 * 1024  # the most that a server may ask for (RFC 9659)
_MOST_CODINGS = 3
_MOST_MEMBERS = (
    10_000  # of one body; 20 MB in the usual members of 64 kB have 320. Empty ones cost time and give nothing
)


class CodingError(Exception):
    """The body is not what its Content-Encoding says; the message is a clause."""


class BombError(Exception):
    """What is unpacked on the way to the body is larger than the body may be."""


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded bytes that `data` adds, in bounded pieces."""

    def complete(self) -> bool:
        """Whether the coded data came to its own end."""


class _Gzip:
    """One or several members; padding or rubbish behind a complete one is ignored, as browsers do.

    With other `wbits` the same for zlib or raw deflate data.
    """

    def __init__(self, wbits: int = zlib.MAX_WBITS | 16) -> None:
        self._wbits = wbits
        self._inflater = zlib.decompressobj(wbits)
        self._members = 0
        self._over = False  # what follows is rubbish

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._over:
            if self._inflater.eof:
                self._members += 1
                if self._members > _MOST_MEMBERS:
                    raise CodingError("is damaged: it is packed in too many parts")
                self._inflater = zlib.decompressobj(self._wbits)
            try:
                piece = self._inflater.decompress(data, PIECE)
            except zlib.error:
                if not self._members:
                    raise CodingError("is damaged: it cannot be decompressed") from None
                self._over = True
                return
            data = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            yield piece

    def complete(self) -> bool:
        return self._inflater.eof or self._over


class _Deflate:
    """With the zlib header or, as some servers send it, without."""

    def __init__(self) -> None:
        self._start = b""
        self._inner: _Gzip | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inner is None:
            self._start += data
            if len(self._start) < 2:
                return
            data = self._start
            headed = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0  # RFC 1950, 2.2
            self._inner = _Gzip(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
        yield from self._inner.feed(data)

    def complete(self) -> bool:
        return self._inner is not None and self._inner.complete()


class _Brotli:
    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decompressor.is_finished():
            return
        try:
            piece = self._decompressor.process(data, output_buffer_limit=PIECE)
            while piece or not self._decompressor.can_accept_more_data():
                yield piece
                piece = self._decompressor.process(b"", output_buffer_limit=PIECE)
        except brotli.error:
            raise CodingError("is damaged: it cannot be decompressed") from None

    def complete(self) -> bool:
        return bool(self._decompressor.is_finished())


class _Zstandard:
    def __init__(self) -> None:
        self._frames = 0
        self._next_frame()

    def _next_frame(self) -> None:
        self._frames += 1
        if self._frames > _MOST_MEMBERS:
            raise CodingError("is damaged: it is packed in too many parts")
        self._frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_SLICE):
            rest = data[start : start + _ZSTD_SLICE]
            while rest:
                if self._frame.eof:
                    self._next_frame()
                try:
                    piece = self._frame.decompress(rest)
                except zstandard.ZstdError:
                    raise CodingError("is damaged or wants too much memory: it cannot be decompressed") from None
                rest = self._frame.unused_data if self._frame.eof else b""
                if piece:
                    yield piece

    def complete(self) -> bool:
        return self._frame.eof


def _decoder(coding: str) -> _Decoder:
    if coding in ("gzip", "x-gzip"):
        return _Gzip()
    if coding == "deflate":
        return _Deflate()
    if coding == "br":
        return _Brotli()
    if coding == "zstd":
        return _Zstandard()
    raise CodingError(f"is packed as {coding[:40]!r}, which was not asked for")


class BodyDecoder:
    """Undoes the codings of one body. Raises CodingError for a header or for data that it cannot read, BombError when
    what lies between two codings is larger than `most` bytes; the caller counts what comes out at the end.
    """

    def __init__(self, content_encoding: str, most: int = 20 * 1024 * 1024) -> None:
        codings = [coding.strip().lower() for coding in content_encoding.split(",")]
        codings = [coding for coding in codings if coding not in ("", "identity")]
        if len(codings) > _MOST_CODINGS:
            raise CodingError(f"is packed {len(codings)} times over")
        self._decoders = [_decoder(coding) for coding in reversed(codings)]
        self._most = most
        self._between = 0
        self._empty = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The plain bytes that `data` adds, in pieces of at most about 2 MB."""
        self._empty = self._empty and not data
        return self._through(0, data)

    def _through(self, level: int, data: bytes) -> Iterator[bytes]:
        if level == len(self._decoders):
            yield data
            return
        for piece in self._decoders[level].feed(data):
            if level + 1 < len(self._decoders):
                self._between += len(piece)
                if self._between > self._most:
                    raise BombError
            yield from self._through(level + 1, piece)

    def complete(self) -> bool:
        """Whether all coded data came to its end; an empty body is complete."""
        return self._empty or all(decoder.complete() for decoder in self._decoders)
