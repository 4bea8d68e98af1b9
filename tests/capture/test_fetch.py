"""Getting a page: requests, conditions, redirects, retries, limits."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import time

import pytest

from tests.capture.server import AGENT, PAGE, Seen, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.model import Capture, Validators, Verdict, VerdictKind

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)


def captured(outcome: Capture | Verdict) -> Capture:
    assert isinstance(outcome, Capture), outcome
    return outcome


def refused(outcome: Capture | Verdict) -> Verdict:
    assert isinstance(outcome, Verdict), outcome
    return outcome


async def test_a_page_comes_as_a_capture() -> None:
    async with (
        serving(site({"/privacy": response(etag='"v1"', set_cookie="id=1")})) as server,
        fetcher(now=lambda: NOON) as web,
    ):
        capture = captured(await web.fetch(ask(server.url(), language="fr")))
    assert capture.url == capture.final_url == server.url()
    assert (capture.status, capture.body, capture.time) == (200, PAGE, NOON)
    assert capture.validators == Validators('"v1"', None)
    assert capture.header("set-cookie") is None
    headers = server.log[0].headers
    assert headers["user-agent"] == AGENT
    assert headers["accept-language"] == "fr, en;q=0.3"
    assert headers["accept-encoding"] == "gzip, br, zstd"
    assert "referer" not in headers


async def test_credentials_and_fragment_of_an_address_stay_at_home() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        address = server.url().replace("http://", "http://user:hunter2@") + "#top"
        capture = captured(await web.fetch(ask(address)))
    assert capture.url == capture.final_url == server.url()
    assert "authorization" not in server.log[0].headers


async def test_validators_are_sent_and_304_is_a_capture() -> None:
    async with serving(site({}, response(304, b""))) as server, fetcher() as web:
        validators = Validators('"v1"', "Thu, 18 Sep 2025 06:00:00 GMT")
        capture = captured(await web.fetch(ask(server.url(), validators=validators)))
    assert (capture.status, capture.body) == (304, b"")
    assert server.log[0].headers["if-none-match"] == '"v1"'
    assert server.log[0].headers["if-modified-since"] == "Thu, 18 Sep 2025 06:00:00 GMT"


async def test_304_to_a_question_that_was_not_asked_is_an_error() -> None:
    async with serving(site({}, response(304, b""))) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict.kind is VerdictKind.ERROR_PAGE


async def test_a_validator_that_would_smuggle_a_header_is_not_sent() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        captured(await web.fetch(ask(server.url(), validators=Validators('"a"\r\nx-evil: 1'))))
    assert "if-none-match" not in server.log[0].headers
    assert "x-evil" not in server.log[0].headers


async def test_connections_are_reused() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        for _ in range(3):
            captured(await web.fetch(ask(server.url())))
    assert server.connections == 1


async def test_redirects_are_followed_and_recorded_with_cookies_only_on_the_way() -> None:
    pages = {
        "/privacy": response(302, b"go on", location="/legal?x=1#part", set_cookie="seen=yes; Path=/"),
        "/legal?x=1": response(301, b"", location="policy"),
        "/policy": response(),
    }
    async with serving(site(pages)) as server, fetcher() as web:
        capture = captured(await web.fetch(ask(server.url())))
        captured(await web.fetch(ask(server.url("/policy"))))
    assert capture.url == server.url()
    assert capture.final_url == server.url("/policy")
    assert capture.redirects == (server.url(), server.url("/legal?x=1"))
    assert capture.statuses == (302, 301)
    assert [seen.headers.get("cookie") for seen in server.log] == [None, "seen=yes", "seen=yes", None]
    assert server.connections == 1


async def test_a_redirect_circle_ends_at_once() -> None:
    pages = {"/privacy": response(302, b"", location="/b"), "/b": response(302, b"", location="/privacy")}
    async with serving(site(pages)) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict == Verdict(VerdictKind.REFUSED, "site.test redirects in a circle")
    assert server.paths == ["/privacy", "/b"]


async def test_a_page_that_sets_a_cookie_and_comes_back_to_itself_is_no_circle() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        known = seen.headers.get("cookie") == "seen=yes"
        writer.write(response() if known else response(302, b"", location="/privacy", set_cookie="seen=yes"))

    async with serving(handle) as server, fetcher() as web:
        captured(await web.fetch(ask(server.url())))


async def test_more_than_ten_redirects_are_refused() -> None:
    pages = {f"/{n}": response(302, b"", location=f"/{n + 1}") for n in range(20)}
    async with serving(site(pages)) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url("/0"))))
    assert verdict.reason == "site.test redirects more than 10 times"
    assert len(server.log) == 11


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("ftp://site.test/x", "site.test redirects to an address that is not on the web"),
        ("javascript:alert(1)", "site.test redirects to an address that is not on the web"),
        ("http://[::1", "site.test redirects to something that is no address"),
        ("http://xn--a/", "site.test redirects to something that is no address"),
        ("http://site.test/" + "a" * 9000, "site.test redirects to an address of more than 8000 characters"),
        ("http://site.test:99999/", "site.test redirects to an address that is not on the web"),
    ],
)
async def test_a_redirect_to_nowhere_is_refused(location: str, reason: str) -> None:
    async with serving(site({"/privacy": response(302, b"", location=location)})) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert (verdict.kind, verdict.reason) == (VerdictKind.REFUSED, reason)


@pytest.mark.parametrize(
    "address", ["ftp://site.test/x", "http://xn--a/", "/privacy", "http://", "http://[::1", "mailto:a@b.c", ""]
)
async def test_an_address_that_cannot_be_fetched_is_refused(address: str) -> None:
    async with fetcher() as web:
        verdict = refused(await web.fetch(ask(address)))
    assert (verdict.kind, verdict.permanent) == (VerdictKind.REFUSED, True)


async def test_after_503_with_a_short_retry_after_the_page_comes() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)
        ticks[0] += seconds

    ticks = [100.0]
    answers = [response(503, b"busy", retry_after="7"), response()]

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.pop(0))

    async with serving(handle) as server, fetcher(sleep=sleep, clock=lambda: ticks[0]) as web:
        captured(await web.fetch(ask(server.url())))
    assert len(server.log) == 2
    assert waits == [7.0]


@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_a_long_retry_after_blocks_the_host_until_then(form: str) -> None:
    now = [NOON]
    until = NOON + dt.timedelta(hours=1)
    value = "3600" if form == "seconds" else email.utils.format_datetime(until, usegmt=True)
    pages = {"/privacy": response(429, b"", retry_after=value), "/terms": response()}
    async with serving(site(pages)) as server, fetcher(now=lambda: now[0]) as web:
        first = refused(await web.fetch(ask(server.url())))
        second = refused(await web.fetch(ask(server.url("/terms"))))
        assert server.paths == ["/privacy"]
        now[0] = until
        captured(await web.fetch(ask(server.url("/terms"))))
    assert (first.kind, first.retry_after, first.permanent) == (VerdictKind.BLOCKED, until, False)
    assert second == first
    assert first.reason == "site.test answers 429 and asks not to be called before 2025-09-18 13:00 UTC"


async def test_an_error_that_does_not_pass_is_given_back_as_it_is() -> None:
    async with serving(site({}, response(500, b"<h1>sorry</h1>"))) as server, fetcher() as web:
        capture = captured(await web.fetch(ask(server.url())))
    assert (capture.status, capture.body) == (500, b"<h1>sorry</h1>")
    assert len(server.log) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
async def test_an_error_that_will_not_pass_is_not_asked_again(status: int) -> None:
    async with serving(site({}, response(status, b"no"))) as server, fetcher() as web:
        assert captured(await web.fetch(ask(server.url()))).status == status
    assert len(server.log) == 1


async def test_after_a_reset_the_page_comes() -> None:
    resets = [1, 1]

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if resets:
            resets.pop()
            writer.transport.abort()
        else:
            writer.write(response())

    async with serving(handle) as server, fetcher() as web:
        captured(await web.fetch(ask(server.url())))
    assert len(server.log) == 3


async def test_a_host_that_always_hangs_up_is_unreachable() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with serving(handle) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict == Verdict(VerdictKind.UNREACHABLE, "site.test closed the connection without an answer")
    assert len(server.log) == 3


@pytest.mark.parametrize("framing", ["length", "chunked"])
async def test_a_page_that_is_cut_off_is_truncated_after_all_attempts(framing: str) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
    cut = {
        "length": head + b"content-length: 1000\r\n\r\n<p>half",
        "chunked": head + b"transfer-encoding: chunked\r\n\r\n7\r\n<p>half\r\n",
    }[framing]

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(cut)
        await writer.drain()
        writer.close()

    async with serving(handle) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict.kind is VerdictKind.TRUNCATED
    assert len(server.log) == 3


async def test_silence_is_waited_for_only_so_long() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    network = Network(AGENT, retries=1, silence=dt.timedelta(seconds=0.1))
    async with serving(handle) as server, fetcher(network=network) as web:
        began = time.monotonic()
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict == Verdict(VerdictKind.UNREACHABLE, "site.test did not answer in time")
    assert len(server.log) == 2
    assert time.monotonic() - began < 2


async def test_a_body_that_drips_for_ever_ends_at_the_time_limit() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            writer.write(b"<p>drip ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(handle) as server, fetcher() as web:
        began = time.monotonic()
        verdict = refused(await web.fetch(ask(server.url(), timeout=dt.timedelta(seconds=1))))
        took = time.monotonic() - began
    assert verdict == Verdict(VerdictKind.TRUNCATED, "site.test did not finish the page within 1 s")
    assert 0.9 < took < 2
    assert len(server.log) == 1


async def test_headers_without_end_are_refused() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"x-more: " + b"a" * 1000 + b"\r\n")
            await writer.drain()

    async with serving(handle) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict == Verdict(VerdictKind.REFUSED, "the header of the response from site.test is over 100 kB")
    assert len(server.log) == 1


async def test_interim_responses_without_end_are_cut_off() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)

    network = Network(AGENT, retries=0)
    async with serving(handle) as server, fetcher(network=network) as web:
        verdict = refused(await web.fetch(ask(server.url(), timeout=dt.timedelta(seconds=1))))
    assert verdict == Verdict(VerdictKind.UNREACHABLE, "site.test did not answer in time")


@pytest.mark.parametrize(
    "answer", [b"\x16\x03\x01 no http\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"SSH-2.0-x\r\n\r\n"]
)
async def test_what_is_no_http_is_unreachable(answer: bytes) -> None:
    async with serving(site({}, answer)) as server, fetcher() as web:
        verdict = refused(await web.fetch(ask(server.url())))
    assert verdict == Verdict(VerdictKind.UNREACHABLE, "site.test does not answer in a way that HTTP allows")


async def test_a_closed_port_is_unreachable_and_remembered_for_a_minute() -> None:
    now = [NOON]
    async with serving(site({})) as server:
        port_was = server.port
    calls: list[str] = []

    async def resolver(host: str, port: int) -> list[str]:
        calls.append(host)
        return ["127.0.0.1"]

    async with fetcher(resolver=resolver, now=lambda: now[0]) as web:
        address = f"http://site.test:{port_was}/privacy"
        first = refused(await web.fetch(ask(address)))
        second = refused(await web.fetch(ask(address)))
        assert len(calls) == 3
        now[0] += dt.timedelta(seconds=61)
        await web.fetch(ask(address))
    assert len(calls) == 6
    assert first == second
    assert first.reason == "no connection to site.test: connection refused"


async def test_logs_hold_no_credentials(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "watcher")
    sends = site({"/privacy": response(302, b"", location="http://me:hunter2@site.test:1/")})
    async with serving(sends) as server, fetcher() as web:
        address = server.url().replace("http://", "http://user:hunter2@")
        verdict = refused(await web.fetch(ask(address)))
    assert caplog.records
    assert "hunter2" not in caplog.text
    assert "hunter2" not in verdict.reason
