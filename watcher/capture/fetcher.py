"""Gets pages: the one door of this room to the network.

    request -> robots.txt -> turn of the host -> exchange -> (redirect: again) -> Capture or Verdict

A `Fetcher` is opened once and serves all checks; connections, turns, robots files and the memory of hosts that cannot
be called live as long as it does. It judges no page: that is `judge_response`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx

from watcher.capture.asking import Asker, Backoff, full_jitter
from watcher.capture.backend import Resolver, resolve
from watcher.capture.exchange import Terms, Wire
from watcher.capture.outcome import EndedError
from watcher.capture.pacing import Clock, Pacer, Sleep
from watcher.capture.redirects import Journey, clean, follow
from watcher.capture.request import FetchRequest, Network, accept_language
from watcher.capture.robots import Robots
from watcher.model import Capture, Validators, Verdict, VerdictKind

log = logging.getLogger(__name__)

_ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/markdown;q=0.5, text/plain;q=0.5, */*;q=0.1"
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")  # what no header of ours may hold
# What belongs to the transfer and not to the page, and what must not be kept.
_NOT_KEPT = frozenset({"set-cookie", "content-encoding", "content-length", "transfer-encoding", "connection"})


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Fetcher:
    """An async context manager. `now`, `resolver`, `backoff`, `clock` and `sleep` can be replaced in tests.

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
    ) -> None:
        self._network = network
        self._now = now
        self._wire = Wire(network, resolver, now)
        self._asker = Asker(self._wire, Pacer(network.concurrency, clock, sleep), now, network.retries, backoff)
        self._robots = Robots(self._asker, now)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.aclose()

    async def fetch(self, request: FetchRequest) -> Capture | Verdict:
        """What the page's server gave (also an error page or a 304), or why nothing could be had.

        Never raises for what a network, a server or an address can do.
        """
        try:
            return await self._fetch(request)
        except EndedError as end:
            log.info("%s: %s", end.verdict.kind, end.verdict.reason)
            return end.verdict

    async def _fetch(self, request: FetchRequest) -> Capture | Verdict:
        url = clean(request.url)
        agent = _UNPRINTABLE.sub("", request.user_agent or self._network.user_agent)

        async def admit(address: httpx.URL) -> float:
            if request.robots_override is not None:
                return request.delay.total_seconds()
            return await self._robots.admit(address, request, agent)

        headers = _headers(request, agent)
        terms = Terms(request.max_bytes, request.allow_private_addresses)
        trail = await follow(self._asker, url, Journey(headers, terms, request.timeout, admit))
        answer = trail.answer
        if answer.status == 304 and not {"If-None-Match", "If-Modified-Since"} & headers.keys():
            return Verdict(VerdictKind.ERROR_PAGE, f"{url.host} answers 304 to a question that was not asked")
        kept = tuple((name, value) for name, value in answer.headers if name not in _NOT_KEPT)
        log.debug("%s answers %d, %d bytes", answer.url, answer.status, len(answer.body))
        return Capture(str(url), answer.url, answer.time, answer.status, kept, answer.body, trail.redirects)


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
