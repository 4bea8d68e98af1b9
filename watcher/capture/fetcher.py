"""Gets pages: the one door of this room to the network.

    request -> robots.txt -> turn of the host -> exchange -> (redirect: again) -> Capture or Verdict
                                                             render: the same in a browser, fed by exchange

A `Fetcher` is opened once and serves all checks; connections, turns, robots files and the memory of hosts that cannot
be called live as long as it does. It judges no page: that is `judge_response`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.cookiejar import Cookie
from types import TracebackType
from typing import Self

import httpx

from watcher.capture.asking import Asker, Backoff, full_jitter
from watcher.capture.backend import Resolver, resolve
from watcher.capture.browser import Browser
from watcher.capture.exchange import Terms, Wire
from watcher.capture.outcome import EndedError
from watcher.capture.pacing import Chance, Clock, Pacer, Sleep
from watcher.capture.redirects import Journey, clean, follow
from watcher.capture.request import FetchRequest, Network, accept_language
from watcher.capture.robots import NOTHING_KEPT, Robots, Shelf
from watcher.capture.visit import Net, Visit
from watcher.model import Capture, Validators, Verdict, VerdictKind
from watcher.model.capture import RENDERED

log = logging.getLogger(__name__)

_ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/markdown;q=0.5, text/plain;q=0.5, */*;q=0.1"
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")  # what no header of ours may hold
# What belongs to the transfer and not to the page, and what must not be kept.
_NOT_KEPT = frozenset(
    {"set-cookie", "content-encoding", "content-length", "transfer-encoding", "connection", RENDERED}
)
_NOT_OF_THE_DOM = frozenset({"content-type", "content-disposition", "etag", "last-modified"})
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})
_A_TEXT = 500  # characters; a page with fewer that leads to a PDF is only its cover


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class _Fetched(Capture):
    """A capture with the cookies that came on the way to it, in case a browser is to go on from there. They are kept
    nowhere else.
    """

    cookies: tuple[Cookie, ...] = field(default=(), repr=False, compare=False)


class Fetcher:
    """An async context manager. `shelf` is where robots files are kept for the next start. `now`, `resolver`,
    `backoff`, `clock`, `sleep` and `chance` can be replaced in tests.

    Raises ConfigError when it is made with a proxy or a file of authorities that cannot be used.
    """

    def __init__(
        self,
        network: Network,
        *,
        now: Callable[[], dt.datetime] = _utc_now,
        resolver: Resolver = resolve,
        backoff: Backoff = full_jitter,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        chance: Chance = random.random,
        shelf: Shelf = NOTHING_KEPT,
    ) -> None:
        self._network = network
        self._now = now
        self._wire = Wire(network, resolver, now)
        pacer = Pacer(network.concurrency, clock, sleep, chance)
        self.room = pacer.room
        """To be cleared while enough captures wait to be read: requests that are under way end, no other begins."""
        self._asker = Asker(self._wire, pacer, now, network.retries, backoff)
        self._robots = Robots(self._asker, now, shelf)
        self._net = Net(self._wire, pacer, self._asker)
        self._browser = Browser(network.chromium)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._browser.aclose()
        finally:
            await self._wire.aclose()

    async def fetch(self, request: FetchRequest) -> Capture | Verdict:
        """What the page's server gave (also an error page or a 304), or why nothing could be had. With `render`
        "browser" the page as a browser shows it, always whole.

        Never raises for what a network, a server or an address can do.
        """
        if request.render == "browser":
            capture = await self.fetch(replace(request, render="plain", validators=None))
            return capture if isinstance(capture, Verdict) else await self.render(request, capture)
        try:
            return await self._fetch(request)
        except EndedError as end:
            log.info("%s: %s", end.verdict.kind, end.verdict.reason)
            return end.verdict

    async def render(self, request: FetchRequest, capture: Capture) -> Capture | Verdict:
        """The page of a capture that `fetch` brought, as its scripts make it in a browser; the page is not asked for
        again. What is no HTML stays as it is; a page that only leads to a PDF of its site is that PDF.

        The header `x-watcher-rendered` of the result names the browser; there are no validators. Never raises for
        what a network, a page or a browser can do.
        """
        if not _is_page(capture):
            return capture
        try:
            return await self._render(request, capture)
        except EndedError as end:
            log.info("%s: %s", end.verdict.kind, end.verdict.reason)
            return end.verdict

    async def _render(self, request: FetchRequest, capture: Capture) -> Capture | Verdict:
        agent = self._agent(request)
        cookies = capture.cookies if isinstance(capture, _Fetched) else ()
        delay = await self._admit(clean(capture.final_url), request, agent)
        visit = Visit(self._net, request, capture, cookies, agent, delay)
        taken, browser = await self._browser.show(visit)
        if visit.refused:
            log.debug("%s: not fetched: %s", visit.host, dict(visit.refused))
        if taken.characters < _A_TEXT and visit.pdf:
            paper = await self.fetch(replace(request, url=visit.pdf, render="plain", validators=None))
            if isinstance(paper, Verdict) or paper.content_type == "application/pdf":
                return paper
        if taken.characters < _A_TEXT and visit.elsewhere:
            log.info("the page of %s wants to be left for %s", visit.host, visit.elsewhere[:200])
        shown = visit.shown
        kept = [(name, value) for name, value in shown.headers if name not in _NOT_KEPT | _NOT_OF_THE_DOM]
        kept += [("content-type", "text/html; charset=utf-8"), (RENDERED, browser)]
        log.debug("%s shown by %s, %d bytes", shown.url, browser, len(taken.html))
        return replace(capture, time=shown.time, status=shown.status, headers=tuple(kept), body=taken.html)

    def _agent(self, request: FetchRequest) -> str:
        return _UNPRINTABLE.sub("", request.user_agent or self._network.user_agent)

    async def _admit(self, address: httpx.URL, request: FetchRequest, agent: str) -> float:
        """Seconds of delay that the host is owed. Raises EndedError when robots.txt does not allow the page."""
        if request.robots_override is not None:
            return request.delay.total_seconds()
        return await self._robots.admit(address, request, agent)

    async def _fetch(self, request: FetchRequest) -> Capture | Verdict:
        url = clean(request.url)
        agent = self._agent(request)

        async def admit(address: httpx.URL) -> float:
            return await self._admit(address, request, agent)

        headers = _headers(request, agent)
        terms = Terms(request.max_bytes, request.allow_private_addresses, proxy=request.proxy)
        trail = await follow(self._asker, url, Journey(headers, terms, request.timeout, admit))
        answer = trail.answer
        if answer.status == 304 and not {"If-None-Match", "If-Modified-Since"} & headers.keys():
            return Verdict(VerdictKind.ERROR_PAGE, f"{url.host} answers 304 to a question that was not asked")
        kept = tuple((name, value) for name, value in answer.headers if name not in _NOT_KEPT)
        log.debug("%s answers %d, %d bytes", answer.url, answer.status, len(answer.body))
        return _Fetched(
            str(url),
            answer.url,
            answer.time,
            answer.status,
            kept,
            answer.body,
            trail.redirects,
            statuses=trail.statuses,
            cookies=trail.cookies,
        )


def _is_page(capture: Capture) -> bool:
    """Whether a browser would show it as a page of its own making: HTML, and not nothing."""
    return capture.content_type in _HTML and bool(capture.body) and capture.status not in (204, 205, 304)


def _headers(request: FetchRequest, agent: str) -> dict[str, str]:
    headers = {
        "User-Agent": agent,
        "Accept": _ACCEPT,
        "Accept-Language": _UNPRINTABLE.sub("", accept_language(request.language)),
        "Accept-Encoding": "gzip, br, zstd",
    }
    validators = request.validators or Validators()
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    sendable = {name: value for name, value in conditions.items() if value and not _UNPRINTABLE.search(value)}
    return headers | sendable
