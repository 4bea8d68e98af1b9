"""One visit of the browser to one page: what the page asks for, and the answers, which this program fetches itself.

    page in Chromium -> Visit.receive -> may it? -> turn of the host -> Wire.exchange -> back to the page
                                          no: aborted, nothing is sent

So the rules about addresses, TLS, proxies, sizes, times and codings are those of every other request of this program:
it is the same code. A visit is one turn of its host: the pause stands between visits, not between the scripts of one.
It judges no page and knows nothing of Chromium's process.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from http.cookiejar import Cookie
from typing import TYPE_CHECKING

import httpx

from watcher.capture.asking import Asker, host_of
from watcher.capture.exchange import REDIRECTS, Terms, Wire
from watcher.capture.outcome import Answer, EndedError, Failure
from watcher.capture.pacing import Pacer
from watcher.capture.redirects import clean, next_address, take_cookies
from watcher.capture.request import FetchRequest, accept_language
from watcher.capture.visit_headers import belonging, sent, set_cookies, shown
from watcher.capture.visit_site import belongs
from watcher.model import Capture

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Route

log = logging.getLogger(__name__)

MOST_REQUESTS = 150
MOST_BYTES = 60_000_000  # of all answers of a visit, decompressed
_MOST_REDIRECTS = 5
_MOST_RELOADS = 2  # some pages set a cookie and then load themselves once more
_LARGEST_POST = 64_000
_SILENCE = 20.0  # seconds for one answer

# Pictures, films, fonts, beacons, prefetches: nothing of them is in the text.
_WANTED = frozenset({"script", "stylesheet", "xhr", "fetch"})
_METHODS = frozenset({"GET", "HEAD", "POST"})  # data is often asked for by POST; nothing else is mere reading
_ASKING_LESS = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Net:
    """The parts of a Fetcher that a visit goes through."""

    wire: Wire
    pacer: Pacer
    asker: Asker


class _RefusedError(Exception):
    """A request that is not made; the message says why."""


@dataclass
class Visit:
    """A visit to the page of `start`, which was fetched plainly: that is what the browser gets for its first request.

    `cookies` came with it, `agent` is the User-Agent, `delay` the pause in seconds that the host is owed before.

    Afterwards `shown` is the answer that the browser's document came with, `pdf` the address of a PDF that the page
    sent us to, `elsewhere` another one, `refused` counts what was not fetched, by reason. `last` is when (by
    time.monotonic) the page last got an answer.
    """

    net: Net
    request: FetchRequest
    start: Capture
    cookies: tuple[Cookie, ...]
    agent: str
    delay: float
    page: Page | None = None
    pdf: str = ""
    elsewhere: str = ""
    loads: int = 0
    last: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    _requests: int = 0
    _bytes: int = 0
    _ends: float = 0.0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _bugs: list[asyncio.Task[None]] = field(default_factory=list)
    _turns: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    _hosts: dict[str, asyncio.Lock] = field(default_factory=dict)
    _entered: set[str] = field(default_factory=set)
    _closed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.url = clean(self.start.final_url)
        self.host = host_of(self.url)
        headers = (*self.start.headers, *set_cookies(self.cookies, self.host))
        self.shown = Answer(str(self.url), self.start.status, headers, self.start.body, self.start.time)

    @property
    def pending(self) -> int:
        """How many requests of the page have no answer yet."""
        return len(self._tasks)

    @property
    def left(self) -> float:
        """Seconds that are left of the visit."""
        return self._ends - time.monotonic()

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Inside, the visit has its host to itself and its time runs. Raises EndedError for one that wants none."""
        self.net.asker.check(self.url)
        async with self._turns:
            await self._turns.enter_async_context(self.net.pacer.turn(self.host, self.delay))
            self._entered.add(self.host)
            self.net.asker.check(self.url)  # somebody may have learned it while we waited
            self._ends = time.monotonic() + self.request.timeout.total_seconds()
            try:
                yield
            finally:
                self._ends = 0.0
                tasks = tuple(self._tasks)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        for bug in self._bugs:
            bug.result()  # raises it

    async def begin(self, page: Page) -> None:
        """Takes over all that the page asks for, and lets it ask for the page itself."""
        self.page = page
        await page.context.route("**/*", self._receive)

    def _receive(self, route: Route) -> None:
        task = asyncio.create_task(self._reply(route))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self.last = time.monotonic()
        if not task.cancelled() and task.exception() is not None:
            self._bugs.append(task)

    async def _reply(self, route: Route) -> None:
        from playwright.async_api import Error  # only those who have a browser have this package

        request = route.request
        try:
            answer = await self._navigate(request) if request.is_navigation_request() else await self._serve(request)
        except (_RefusedError, EndedError) as error:
            self.refused[str(error)] += 1
            log.debug("not fetched for %s: %s (%s)", self.host, request.url[:200], error)
            answer = None
        with contextlib.suppress(Error):  # the page is gone
            if answer is None:
                await route.abort("aborted" if request.is_navigation_request() else "blockedbyclient")
            else:
                await route.fulfill(status=answer.status, headers=shown(answer.headers), body=answer.body)

    # --- the document

    async def _navigate(self, request: Request) -> Answer:
        """The page itself, once and, should it load itself again, anew. Anywhere else the browser does not go."""
        if not self._of_the_page(request):
            self._note_pdf(request.url)
            raise _RefusedError("a frame or window of its own")
        if not self.loads:
            self.loads = 1
            return self.shown
        if clean(request.url) != self.url or request.method != "GET":
            self._note_pdf(request.url)
            self.elsewhere = self.elsewhere or request.url
            raise _RefusedError("the page wants to be left for another")
        if self.loads > _MOST_RELOADS:
            raise _RefusedError("the page loads itself again and again")
        self.shown = await self._fetch(request)
        self.loads += 1
        return self.shown

    def _of_the_page(self, request: Request) -> bool:
        from playwright.async_api import Error  # only those who have a browser have this package

        try:
            return self.page is not None and request.frame == self.page.main_frame
        except Error:  # a window that is just being opened
            return False

    def _note_pdf(self, address: str) -> None:
        """The first PDF of the same site that the page leads to or has in a frame."""
        with contextlib.suppress(EndedError, _RefusedError):
            url = clean(address)
            if not self.pdf and url.path.lower().endswith(".pdf"):
                self._permit(url)
                self.pdf = str(url)

    # --- what the page asks for besides

    async def _serve(self, request: Request) -> Answer:
        if request.resource_type not in _WANTED:
            raise _RefusedError(f"{request.resource_type}: not text")
        if request.method not in _METHODS:
            raise _RefusedError(f"{request.method}: we only read")
        return await self._fetch(request)

    async def _fetch(self, request: Request) -> Answer:
        """The answer to a request of the page, redirects followed."""
        method, url, content = request.method, clean(request.url), request.post_data_buffer
        if content is not None and len(content) > _LARGEST_POST:
            raise _RefusedError("too much to send")
        headers = sent(request.headers) | {
            "user-agent": self.agent,
            "accept-language": accept_language(self.request.language),
            "accept-encoding": "gzip, br, zstd",
        }
        cookie = request.headers.get("cookie", "")
        jar, first = httpx.Cookies(), host_of(url)
        for hop in range(_MOST_REDIRECTS + 1):
            given = headers | ({"cookie": cookie} if cookie.isascii() and cookie.isprintable() and cookie else {})
            ours = httpx.Request(method, url, headers=given, content=content)
            answer = await self._exchange(ours)
            target = answer.header("location")
            if answer.status not in REDIRECTS or target is None:
                return replace(answer, headers=_for_first(answer, jar, first)) if hop else answer
            take_cookies(jar, answer, ours)
            if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
                method, content = "GET", None
                headers.pop("content-type", None)
            came_from, url = host_of(url), next_address(url, target)
            if host_of(url) != came_from:
                headers.pop("authorization", None)
            cookie = await self._cookies_for(url, jar)
        raise _RefusedError("too many redirects")

    async def _cookies_for(self, url: httpx.URL, jar: httpx.Cookies) -> str:
        """What the browser holds for an address, and what the way there gave."""
        held = await self.page.context.cookies(str(url)) if self.page is not None else []
        found = {cookie.get("name", ""): cookie.get("value", "") for cookie in held}
        found |= {cookie.name: cookie.value or "" for cookie in belonging(jar.jar, host_of(url))}
        return "; ".join(f"{name}={value}" for name, value in found.items())

    async def _exchange(self, request: httpx.Request) -> Answer:
        """One request in the host's turn; nothing but the page's own site is ever called."""
        self._permit(request.url)
        host = host_of(request.url)
        async with self._hosts.setdefault(host, asyncio.Lock()):
            self._permit(request.url)  # an answer to somebody before us may have changed it
            await self._enter(host)
            self._requests += 1
            limit = min(self.request.max_bytes, MOST_BYTES - self._bytes)
            terms = Terms(limit, self.request.allow_private_addresses, proxy=self.request.proxy)
            answer = await self.net.wire.exchange(request, terms, min(_SILENCE, max(self.left, 0.1)))
        if isinstance(answer, Failure):
            raise EndedError(answer.verdict)
        self._bytes += len(answer.body)
        if answer.status in _ASKING_LESS:
            self._closed.add(host)
            self.net.asker.heed(answer, request.url)
        return answer

    def _permit(self, url: httpx.URL) -> None:
        """Raises _RefusedError for what this visit does not ask, EndedError for a host that wants no call."""
        if not belongs(host_of(url), self.host, self.request.render_hosts):
            raise _RefusedError("another site")
        if self.url.scheme == "https" and url.scheme != "https":
            raise _RefusedError("not https, as the page is")
        if host_of(url) in self._closed:
            raise _RefusedError("its host asks for fewer requests")
        if self._requests >= MOST_REQUESTS or self._bytes >= MOST_BYTES or self.left <= 0:
            raise _RefusedError("the visit has had its share")
        self.net.asker.check(url)

    async def _enter(self, host: str) -> None:
        """The turn of a further host, kept to the end of the visit."""
        if host in self._entered:
            return
        turn = self.net.pacer.turn(host, self.request.delay.total_seconds(), slot=False)
        try:
            async with asyncio.timeout(self.left):
                await self._turns.enter_async_context(turn)
        except TimeoutError:
            raise _RefusedError("its turn did not come in time") from None
        self._entered.add(host)


def _for_first(answer: Answer, jar: httpx.Cookies, host: str) -> tuple[tuple[str, str], ...]:
    """The headers at the end of a way, for the browser, which takes them for those of the host that it asked."""
    same = host_of(httpx.URL(answer.url)) == host
    own = (pair for pair in answer.headers if same or pair[0] != "set-cookie")
    return (*own, *set_cookies(jar.jar, host))
