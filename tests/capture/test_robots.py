"""robots.txt: asked once, obeyed, overridden only by the operator."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.capture.server import AGENT, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.capture.robots import only_for
from watcher.model import Capture, Verdict, VerdictKind


def _robots(text: str) -> dict[str, bytes]:
    return {"/robots.txt": response(body=text.encode()), "/privacy": response(), "/terms": response()}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /admin", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /privacy", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: policy-watcher\nDisallow:", True),
        ("User-agent: Policy-Watcher/0.1\nDisallow: /privacy", False),
        ("User-agent: policy\nDisallow: /", True),
        ("User-agent: GPTBot\nUser-agent: policy-watcher\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*priv", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html><body>Not found</body></html>", True),
    ],
)
async def test_the_rules_for_us_are_obeyed(text: str, allowed: bool) -> None:  # noqa: FBT001
    async with serving(site(_robots(text))) as server, fetcher() as web:
        outcome = await web.fetch(ask(server.url(), robots_override=None))
    assert isinstance(outcome, Capture) is allowed
    assert server.paths == (["/robots.txt", "/privacy"] if allowed else ["/robots.txt"])


async def test_what_is_not_allowed_says_how_to_override_it() -> None:
    async with serving(site(_robots("User-agent: *\nDisallow: /"))) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url(), robots_override=None))
    assert verdict == Verdict(
        VerdictKind.REFUSED,
        "robots.txt of site.test does not allow /privacy for policy-watcher; "
        'set `robots: {ignore: "reason"}` on the target to override',
        permanent=True,
    )


async def test_with_a_reason_robots_txt_is_not_asked() -> None:
    async with serving(site(_robots("User-agent: *\nDisallow: /"))) as server, fetcher() as web:
        outcome = await web.fetch(ask(server.url(), robots_override="the document binds its readers"))
    assert isinstance(outcome, Capture)
    assert server.paths == ["/privacy"]


async def test_the_file_is_asked_once_a_day() -> None:
    now = [dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)]
    async with serving(site(_robots(""))) as server, fetcher(now=lambda: now[0]) as web:
        for path in ("/privacy", "/terms"):
            await web.fetch(ask(server.url(path), robots_override=None))
        now[0] += dt.timedelta(hours=24)
        await web.fetch(ask(server.url(), robots_override=None))
    assert server.paths == ["/robots.txt", "/privacy", "/terms", "/robots.txt", "/privacy"]


class Shelf(dict[str, str]):
    """What is kept from one start to the next."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


async def test_what_a_file_said_is_known_after_a_start_for_the_rest_of_its_day() -> None:
    now = [dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)]
    shelf = Shelf()
    async with serving(site(_robots("User-agent: *\nDisallow: /terms"))) as server:
        for hours, path in ((0, "/privacy"), (23, "/terms"), (1, "/privacy")):
            now[0] += dt.timedelta(hours=hours)
            async with fetcher(now=lambda: now[0], shelf=shelf) as web:
                outcome = await web.fetch(ask(server.url(path), robots_override=None))
                assert isinstance(outcome, Capture) == (path == "/privacy")
    assert server.paths == ["/robots.txt", "/privacy", "/robots.txt", "/privacy"]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (response(404), 1),
        (response(503), 0),
        (response(body=b"#" * 60_000), 0),
    ],
)
async def test_what_may_pass_and_what_is_too_long_is_not_kept(answer: bytes, kept: int) -> None:
    shelf = Shelf()
    async with serving(site({"/robots.txt": answer, "/privacy": response()})) as server, fetcher(shelf=shelf) as web:
        await web.fetch(ask(server.url(), robots_override=None))
    assert len(shelf) == kept


@pytest.mark.parametrize("note", ["", "nonsense", "nonsense\nDisallow: /", "2099-01-01T00:00:00+00:00\nDisallow: /"])
async def test_a_note_that_nobody_wrote_and_one_from_the_future_are_not_believed(note: str) -> None:
    shelf = Shelf()
    async with serving(site(_robots(""))) as server:
        shelf.put(server.url("/robots.txt"), note)
        async with fetcher(shelf=shelf) as web:
            assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Capture)
    assert "/robots.txt" in server.paths


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_file_that_is_not_there_allows_all(status: int) -> None:
    pages = _robots("") | {"/robots.txt": response(status, b"User-agent: *\nDisallow: /")}
    async with serving(site(pages)) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Capture)


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_file_that_cannot_be_read_now_allows_nothing_now(status: int) -> None:
    now = [dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)]
    pages = _robots("") | {"/robots.txt": response(status, b"")}
    async with serving(site(pages)) as server, fetcher(now=lambda: now[0]) as web:
        verdict = await web.fetch(ask(server.url(), robots_override=None))
        await web.fetch(ask(server.url("/terms"), robots_override=None))
        assert server.paths == ["/robots.txt"] * 3
        now[0] += dt.timedelta(minutes=5)
        pages["/robots.txt"] = response(body=b"")
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Capture)
    assert verdict == Verdict(
        VerdictKind.REFUSED,
        f"robots.txt of site.test answers {status}; until it can be read, no page of site.test may be (RFC 9309)",
    )


async def test_a_file_that_comes_incomplete_allows_nothing_now() -> None:
    pages = _robots("") | {"/robots.txt": response(body=b"not packed at all", content_encoding="gzip")}
    async with serving(site(pages)) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url(), robots_override=None))
    assert isinstance(verdict, Verdict)
    assert verdict.reason.startswith("robots.txt of site.test comes incomplete")


async def test_a_host_that_cannot_be_reached_is_unreachable_and_not_forbidden() -> None:
    async with serving(site({})) as server:
        address = server.url()
    async with fetcher() as web:
        verdict = await web.fetch(ask(address, robots_override=None))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.UNREACHABLE


async def test_redirects_of_the_file_are_followed_and_a_circle_means_none() -> None:
    moved = {
        "/robots.txt": response(301, b"", location="/rules"),
        "/rules": response(body=b"User-agent: *\nDisallow: /"),
    }
    async with serving(site(moved)) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Verdict)
    circle = {"/robots.txt": response(301, b"", location="/robots.txt"), "/privacy": response()}
    async with serving(site(circle)) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Capture)


async def test_a_redirect_to_another_host_asks_that_hosts_robots_txt() -> None:
    other = {"/robots.txt": response(body=b"User-agent: *\nDisallow: /"), "/privacy": response()}
    async with serving(site(other)) as second:
        first_pages = {"/privacy": response(302, b"", location=second.url(host="other.test"))}
        async with serving(site(first_pages)) as first, fetcher() as web:
            verdict = await web.fetch(ask(first.url(), robots_override=None))
    assert isinstance(verdict, Verdict)
    assert verdict.reason.startswith("robots.txt of other.test does not allow /privacy")
    assert second.paths == ["/robots.txt"]


async def test_crawl_delay_is_kept_up_to_a_minute() -> None:
    waits: list[float] = []
    ticks = [100.0]

    async def sleep(seconds: float) -> None:
        waits.append(round(seconds, 3))
        ticks[0] += seconds

    for asked, kept in (("17", 17.0), ("3600", 60.0), ("1", 5.0)):
        waits.clear()
        pages = _robots(f"User-agent: *\nCrawl-delay: {asked}")
        async with serving(site(pages)) as server, fetcher(sleep=sleep, clock=lambda: ticks[0]) as web:
            await web.fetch(ask(server.url(), robots_override=None, delay=dt.timedelta(seconds=5)))
        assert waits == [kept]


async def test_only_the_first_500_kb_of_the_file_count() -> None:
    text = "User-agent: *\nDisallow: /privacy\n" + "# padding\n" * 60_000 + "Allow: /privacy\n"
    async with serving(site(_robots(text))) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Verdict)


async def test_a_file_made_to_be_slow_is_read_quickly() -> None:
    agents = "".join(f"user agent a{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    async with serving(site(_robots(agents + rules))) as server, fetcher() as web:
        began = time.monotonic()
        assert isinstance(await web.fetch(ask(server.url(), robots_override=None)), Capture)
    assert time.monotonic() - began < 2


def test_groups_stay_apart_when_other_names_are_made_one() -> None:
    text = "User-agent: a\nUser-agent: *  # all\nDisallow: /x\nuseragent: policy-watcher\nAllow: /x"
    assert only_for(text, "policy-watcher").splitlines() == [
        "User-agent: (another)",
        "User-agent: *",
        "Disallow: /x",
        "User-agent: policy-watcher",
        "Allow: /x",
    ]


async def test_a_robots_file_with_a_long_retry_after_blocks_the_host() -> None:
    pages = _robots("") | {"/robots.txt": response(503, b"", retry_after="86400")}
    network = Network(AGENT)
    async with serving(site(pages)) as server, fetcher(network=network) as web:
        verdict = await web.fetch(ask(server.url(), robots_override=None))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.BLOCKED
    assert server.paths == ["/robots.txt"]
