"""Cookies live as long as one way to a page, go back only to those who gave them, and are kept nowhere."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from tests.capture.server import AGENT, Handler, Seen, Server, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.model import Capture, Verdict, VerdictKind


def _asks_for(cookie: str, given: str) -> Handler:
    """A page that sends everybody back to itself until they bring the cookie."""

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        known = cookie in seen.headers.get("cookie", "")
        writer.write(response() if known else response(302, b"", location=seen.path, set_cookie=given))

    return handle


@pytest.mark.parametrize(
    "given",
    [
        "seen=yes",
        "seen=yes; Path=/; HttpOnly; SameSite=Lax",
        "seen=yes; Path=/; Max-Age=60; Partitioned",
        "seen=yes; Domain=site.test; Path=/",
        "seen=yes; Domain=.site.test; Expires=Thu, 18 Sep 2098 12:00:00 GMT",
        "seen=yes; path=/privacy",
    ],
)
async def test_a_check_for_cookies_is_passed(given: str) -> None:
    async with serving(_asks_for("seen=yes", given)) as server, fetcher() as web:
        outcome = await web.fetch(ask(server.url()))
        assert isinstance(outcome, Capture)
        assert [seen.headers.get("cookie") for seen in server.log] == [None, "seen=yes"]
        assert isinstance(await web.fetch(ask(server.url())), Capture)  # from the beginning, nothing was kept
    assert [seen.headers.get("cookie") for seen in server.log] == [None, "seen=yes", None, "seen=yes"]
    assert "seen=yes" not in repr(outcome)


async def test_a_check_by_way_of_another_page_and_two_cookies_is_passed() -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        cookies = seen.headers.get("cookie", "")
        if seen.path == "/check":
            writer.write(response(302, b"", location="/privacy", set_cookie="b=2; Path=/"))
        elif "b=2" in cookies and "a=1" in cookies:
            writer.write(response())
        else:
            writer.write(response(302, b"", location="/check", set_cookie="a=1; Path=/"))

    async with serving(handle) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url())), Capture)
    assert server.paths == ["/privacy", "/check", "/privacy"]


async def test_a_site_that_is_never_satisfied_is_left() -> None:
    count = 0

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        count += 1
        writer.write(response(302, b"", location="/privacy", set_cookie=f"n={count}"))

    async with serving(handle) as server, fetcher() as web:
        outcome = await web.fetch(ask(server.url()))
    assert outcome == Verdict(VerdictKind.REFUSED, "site.test redirects more than 10 times")
    assert len(server.log) == 11


@pytest.mark.parametrize(
    ("given", "to", "sent"),
    [
        ("a=1; Path=/", "other.test", None),
        ("a=1; Domain=other.test", "other.test", None),
        ("a=1; Domain=test", "other.test", None),
        ("a=1; Domain=.site.test; Path=/", "www.site.test", "a=1"),
        ("a=1; Path=/", "www.site.test", None),
        ("a=1; Domain=site.test; Path=/", "mysite.test", None),
        ("a=1; Domain=127.0.0.1", "127.0.0.1", None),
        ("a=1; Path=/elsewhere", "site.test", None),
        ("a=1; Path=/", "site.test", "a=1"),
        ("a=1; Path=/; Secure", "site.test", None),
        ("a=1; Path=/; Max-Age=0", "site.test", None),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "site.test", None),
    ],
)
async def test_cookies_go_back_only_where_they_came_from(given: str, to: str, sent: str | None) -> None:
    async with serving(site({}, response())) as second:
        pages = {"/a/page": response(302, b"", location=second.url("/b", host=to), set_cookie=given)}
        async with serving(site(pages)) as first, fetcher() as web:
            assert isinstance(await web.fetch(ask(first.url("/a/page"))), Capture)
    assert second.log[0].headers.get("cookie") == sent


async def test_no_site_sets_cookies_for_all_of_a_country() -> None:
    async with serving(site({}, response())) as second:
        location = second.url("/", host="b.co.uk")
        pages = {"/": response(302, b"", location=location, set_cookie="a=1; Domain=.co.uk; Path=/")}
        async with serving(site(pages)) as first, fetcher() as web:
            assert isinstance(await web.fetch(ask(first.url("/", host="a.co.uk"))), Capture)
    assert "cookie" not in second.log[0].headers


async def test_what_is_for_safe_connections_stays_on_them(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("site.test").configure_cert(context)
    network = Network(AGENT, ca_file=str(tmp_path / "ca.pem"))
    async with serving(_asks_for("a=1", "a=1; Secure; Path=/"), context) as server, fetcher(network=network) as web:
        assert isinstance(await web.fetch(ask(server.url(scheme="https"))), Capture)


async def test_robots_txt_is_asked_without_the_cookies_of_a_page() -> None:
    def paths(server: Server) -> dict[str, str | None]:
        return {seen.path: seen.headers.get("cookie") for seen in server.log}

    async with serving(site({"/robots.txt": response(body=b"", set_cookie="r=1; Path=/")}, response())) as second:
        page = response(302, b"", location=second.url("/end"), set_cookie="a=1; Path=/; Domain=site.test")
        pages = {"/robots.txt": response(body=b"", set_cookie="r=1; Path=/"), "/privacy": page}
        async with serving(site(pages)) as first, fetcher() as web:
            assert isinstance(await web.fetch(ask(first.url(), robots_override=None)), Capture)
    assert paths(first) == {"/robots.txt": None, "/privacy": None}
    assert paths(second) == {"/robots.txt": None, "/end": "a=1"}


async def test_of_too_many_and_too_long_cookies_only_some_are_taken() -> None:
    many = "".join(f"set-cookie: c{n}={'x' * 20}\r\n" for n in range(500))
    head = f"HTTP/1.1 302 Found\r\nlocation: /end\r\nset-cookie: long={'x' * 9000}\r\n{many}content-length: 0\r\n\r\n"
    pages = {"/privacy": head.encode(), "/end": response()}
    async with serving(site(pages)) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url())), Capture)
    sent = server.log[1].headers["cookie"].split("; ")
    assert (len(sent), sent[0]) == (50, f"c0={'x' * 20}")


@pytest.mark.parametrize(
    "given",
    ["", "=", ";;;", "a", "a=\x01", "=1; Domain", "a=1; Expires=" + "9" * 3000, "é=1", "a=1; Max-Age=x", "\t" * 4000],
)
async def test_no_cookie_is_too_odd_to_go_on(given: str) -> None:
    pages = {"/privacy": response(302, b"", location="/end", set_cookie=given), "/end": response()}
    async with serving(site(pages)) as server, fetcher() as web:
        outcome = await web.fetch(ask(server.url()))
    assert isinstance(outcome, Capture) or outcome.kind is VerdictKind.UNREACHABLE, outcome
