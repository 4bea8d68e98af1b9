"""What a hostile server or page can cost: bounded, and said in one sentence. `bench/limits.py` measures the same."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import tracemalloc

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
import zstandard

from tests.capture.server import AGENT, Handler, Seen, ask, fetcher, response, serving
from watcher.capture import Network, judge_response
from watcher.capture.decode import BodyDecoder, BombError, CodingError
from watcher.extract import extract
from watcher.model import Capture, Verdict, VerdictKind
from watcher.model.bounds import excess

HTML = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
CHUNKED = HTML + b"transfer-encoding: chunked\r\n\r\n"
FLOOD = Verdict(VerdictKind.REFUSED, "site.test sends far more data around the page than the page has")
NOON = dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)


def _endless(head: bytes, unit: bytes) -> Handler:
    """Sends the head, then the unit until the other side has had enough."""
    block = unit * max(1, 65_536 // len(unit))

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(block)
            await writer.drain()
            await asyncio.sleep(0)

    return handle


async def _from(handler: Handler, *, attempts: int = 1, most: int = 1_000_000) -> Capture | Verdict:
    async with serving(handler) as server, fetcher(network=Network(AGENT, retries=2)) as web:
        outcome = await web.fetch(ask(server.url(), max_bytes=most))
    assert len(server.log) == attempts
    return outcome


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\nx: y\r\n\r\n"),
        (CHUNKED, b"1;x=" + b"a" * 60_000 + b"\r\na\r\n"),
    ],
)
async def test_a_flood_around_the_page_is_refused_at_once(head: bytes, unit: bytes) -> None:
    assert await _from(_endless(head, unit)) == FLOOD


@pytest.mark.parametrize(
    "unit", [b"x: y\r\n", b"x: " + b"a" * 9_000, b" folded\r\n", b"x: " + b"a" * 90_000 + b"\r\n"]
)
async def test_headers_of_whatever_form_end_at_100_kb(unit: bytes) -> None:
    verdict = await _from(_endless(b"HTTP/1.1 200 OK\r\nfirst: x\r\n", unit))
    assert verdict == Verdict(VerdictKind.REFUSED, "the header of the response from site.test is over 100 kB")


async def test_a_page_in_small_chunks_is_no_flood() -> None:
    """Some programs send each letter by itself."""
    body = b"<p>We keep your data.</p>" * 2_000
    whole = CHUNKED + b"".join(b"1\r\n%c\r\n" % letter for letter in body) + b"0\r\n\r\n"

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(whole)

    outcome = await _from(handle)
    assert isinstance(outcome, Capture)
    assert outcome.body == body


async def test_after_a_flood_the_connection_is_not_used_again() -> None:
    floods = [True, False]
    flood = _endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n")

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if floods.pop(0):
            await flood(seen, writer)
        else:
            writer.write(response())

    async with serving(handle) as server, fetcher() as web:
        assert await web.fetch(ask(server.url())) == FLOOD
        assert isinstance(await web.fetch(ask(server.url())), Capture)
    assert server.connections == 2


async def test_a_redirect_is_followed_whatever_its_body_does() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.path == "/privacy":
            writer.write(b"HTTP/1.1 302 Found\r\nlocation: /end\r\ncontent-length: 1000000\r\n\r\nhalf")
            await writer.drain()
            writer.close()
        else:
            writer.write(response())

    async with serving(handle) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url())), Capture)
    assert server.paths == ["/privacy", "/end"]


def _zeros(size: int) -> bytes:
    return bytes(size)


BOMBS = {
    "gzip, gzip": gzip.compress(gzip.compress(_zeros(50_000_000))),
    "br, gzip": gzip.compress(brotli.compress(_zeros(50_000_000), quality=1)),
    "gzip, zstd": zstandard.compress(gzip.compress(_zeros(50_000_000))),
    "gzip, br, zstd": zstandard.compress(brotli.compress(gzip.compress(_zeros(50_000_000)))),
}


@pytest.mark.parametrize("coding", BOMBS)
async def test_nested_bombs_are_refused_within_little_memory(coding: str) -> None:
    bomb = BOMBS[coding]

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(response(body=bomb, content_encoding=coding))

    tracemalloc.start()
    try:
        verdict = await _from(handle)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert verdict == Verdict(VerdictKind.REFUSED, "the page from site.test is larger than 0.954 MB", permanent=True)
    assert peak < 20_000_000


def test_what_lies_between_two_codings_counts() -> None:
    """Gigabytes of blocks that hold nothing, packed once more, give no byte at the end and would take minutes."""
    nothing = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 2_000_000
    with pytest.raises(BombError):
        list(BodyDecoder("gzip, gzip", 1_000_000).feed(gzip.compress(nothing)))


@pytest.mark.parametrize(
    ("coding", "member"),
    [("gzip", gzip.compress(b"", mtime=0)), ("zstd", zstandard.compress(b""))],
    ids=["gzip", "zstd"],
)
def test_a_body_in_too_many_parts_is_damaged(coding: str, member: bytes) -> None:
    with pytest.raises(CodingError, match="too many parts"):
        list(BodyDecoder(coding).feed(member * 10_002))
    assert list(BodyDecoder(coding).feed(member * 9_000)) in ([], [b""] * 9_000)


async def test_packed_data_that_holds_nothing_ends_at_the_limit() -> None:
    head = HTML + b"content-encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10]
    verdict = await _from(_endless(head, b"\x00\x00\x00\xff\xff"))
    assert verdict == Verdict(VerdictKind.REFUSED, "the page from site.test is larger than 0.954 MB", permanent=True)


# --- markup

START = b"<html><body><main><p>" + b"We keep your data for long. " * 20
HEAVY = {
    "has more than 100,000 elements": START + b"<b>" * 1_000_000,
    "has an element with more than 1,000 attributes": START
    + b"<p "
    + b" ".join(b"a%d" % n for n in range(50_000))
    + b">",
    "has more than 2 million characters of class names": START + b'<p class="' + b"a " * 1_100_000 + b'">x</p>',
    "has more than 9 MB of markup": START + b"<?" * 5_500_000,  # libxml2 would read it for ever
    "has more than 5 million characters of text": START + b"We keep. " * 700_000,
}


@pytest.mark.parametrize("why", HEAVY)
def test_what_is_far_beyond_any_policy_is_not_read(why: str) -> None:
    page = HEAVY[why]
    capture = Capture("https://a.test/", "https://a.test/", NOON, 200, (("content-type", "text/html"),), page)
    assert judge_response(capture) == Verdict(VerdictKind.REFUSED, f"the page {why}")
    assert extract(page, "text/html").problem == f"the page {why}"
    assert excess(page.decode()) == why


@pytest.mark.parametrize("unit", [b"<?", b"<!", b"<!--", b"</", b"<![CDATA[", b'<p a="', "<?€".encode()])
def test_what_is_never_closed_comes_to_an_end(unit: bytes) -> None:
    page = START + unit * (8_900_000 // len(unit))
    headers = (("content-type", "text/html; charset=utf-8"),)
    judge_response(Capture("https://a.test/", "https://a.test/", NOON, 200, headers, page))
    extract(page, "text/html; charset=utf-8")
    odd = Capture(
        "https://a.test/", "https://a.test/", NOON, 200, (("content-type", "text/html; charset=cp1252"),), page
    )
    judge_response(odd)


def test_scripts_and_long_attributes_do_not_count() -> None:
    script = b"<script>" + b"if (a<b && c<d) { x = '<p>'; } " * 150_000 + b"</script>"
    page = START + script + b'<p data-state="' + b"x " * 1_500_000 + b'">end</p>'
    assert excess(page) == ""


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "no-such-charset", "", "\x00", None])
def test_a_charset_hides_nothing(charset: str | None) -> None:
    page = HEAVY["has more than 100,000 elements"]
    body = page.decode().encode("utf-16-le") if charset == "utf-16-le" else page
    kind = "text/html" if charset is None else f"text/html; charset={charset}"
    capture = Capture("https://a.test/", "https://a.test/", NOON, 200, (("content-type", kind),), body)
    assert judge_response(capture).kind is VerdictKind.REFUSED
    assert extract(body, kind).problem


def test_plain_text_without_end_is_not_read_either() -> None:
    headers = (("content-type", "text/plain"),)
    capture = Capture("https://a.test/", "https://a.test/", NOON, 200, headers, b"We keep. " * 700_000)
    assert judge_response(capture).kind is VerdictKind.REFUSED
