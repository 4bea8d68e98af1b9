"""robots.txt (RFC 9309): whether a page may be asked for, and how slowly.

The file of an origin is kept for a day, also from one start to the next. What is not allowed is a verdict, raised as
EndedError.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import httpx
from protego import Protego

from watcher.capture.asking import Asker, host_of
from watcher.capture.exchange import Terms
from watcher.capture.outcome import EndedError, TooManyRedirectsError
from watcher.capture.redirects import Journey, follow
from watcher.capture.request import FetchRequest, product_token
from watcher.model import Verdict, VerdictKind

log = logging.getLogger(__name__)

_KEPT = dt.timedelta(hours=24)  # RFC 9309, 2.4
_KEPT_FAILED = dt.timedelta(minutes=5)
_MOST_BYTES = 500 * 1024  # RFC 9309, 2.5
_LONGEST_KEPT = 50_000  # characters
_MOST_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_LONGEST_CRAWL_DELAY = 60.0  # seconds; some files ask for hours, meant for crawlers of whole sites
_AGENT_LINE = re.compile(r"[ \t]*user(?:-|[ \t]+)?agent(?=[\s:]|$)[ \t]*:?([^#]*)", re.IGNORECASE)


class Shelf(Protocol):
    """Keeps texts from one start to the next. What it holds may get lost."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, text: str) -> None: ...


class _NoShelf:
    """Keeps nothing."""

    def get(self, key: str) -> str | None:  # noqa: ARG002 - as every shelf
        return None

    def put(self, key: str, text: str) -> None:
        pass


NOTHING_KEPT: Shelf = _NoShelf()


@dataclass(frozen=True, slots=True)
class _File:
    """The rules of an origin: `text` is empty when all is allowed; `problem` says why nothing is for now."""

    until: dt.datetime
    text: str = ""
    problem: str = ""
    read: dict[str, Protego] = field(default_factory=dict, compare=False)

    def rules_for(self, agent: str) -> Protego:
        """Parsed once: a file may have 500 kB."""
        if agent not in self.read:
            self.read[agent] = Protego.parse(only_for(self.text, agent))
        return self.read[agent]

    def note(self) -> str:
        """For the shelf; empty for what is not to be kept: a host that does not answer is asked again after a start,
        and the text of a file that is longer than any real one is not worth its room."""
        if self.problem or len(self.text) > _LONGEST_KEPT:
            return ""
        return f"{self.until.isoformat()}\n{self.text}"

    @classmethod
    def noted(cls, note: str | None) -> _File | None:
        """The same again; None for anything else."""
        until, line_end, text = (note or "").partition("\n")
        try:
            return cls(dt.datetime.fromisoformat(until), text) if line_end else None
        except ValueError:
            return None


class Robots:
    """Asks and remembers. `user_agent` of each request decides which group of rules applies."""

    def __init__(self, asker: Asker, now: Callable[[], dt.datetime], shelf: Shelf) -> None:
        self._asker = asker
        self._now = now
        self._shelf = shelf
        self._files: dict[str, _File] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def admit(self, url: httpx.URL, request: FetchRequest, user_agent: str) -> float:
        """Seconds of delay that the host of `url` is owed. Raises EndedError when the page may not be asked for."""
        file = await self._file(url, request, user_agent)
        host = host_of(url)
        if file.problem:
            reason = f"{file.problem}; until it can be read, no page of {host} may be (RFC 9309)"
            raise EndedError(Verdict(VerdictKind.REFUSED, reason))
        agent = product_token(user_agent)
        rules = file.rules_for(agent)
        if not rules.can_fetch(str(url), agent):
            reason = (
                f"robots.txt of {host} does not allow {url.path} for {agent}; "
                'set `robots: {ignore: "reason"}` on the target to override'
            )
            raise EndedError(Verdict(VerdictKind.REFUSED, reason, permanent=True))
        asked = min(rules.crawl_delay(agent) or 0.0, _LONGEST_CRAWL_DELAY)
        return max(asked, request.delay.total_seconds())

    async def _file(self, url: httpx.URL, request: FetchRequest, user_agent: str) -> _File:
        address = url.copy_with(path="/robots.txt", query=None)
        key = str(address)
        async with self._locks.setdefault(key, asyncio.Lock()):
            known = self._files.get(key) or _File.noted(self._shelf.get(key))
            if known is None or not self._now() < known.until <= self._now() + _KEPT:
                known = await self._read(address, request, user_agent)
                if note := known.note():
                    self._shelf.put(key, note)
            self._files[key] = known
            return known

    async def _read(self, address: httpx.URL, request: FetchRequest, user_agent: str) -> _File:
        """Raises EndedError when the host itself cannot be reached, must not be, or asks to wait."""
        delay = request.delay.total_seconds()

        async def admit(_: httpx.URL) -> float:
            return delay

        headers = {"User-Agent": user_agent, "Accept": "text/plain, */*;q=0.1", "Accept-Encoding": "gzip, br, zstd"}
        terms = Terms(_MOST_BYTES, request.allow_private_addresses, cut=True, proxy=request.proxy)
        journey = Journey(headers, terms, request.timeout, admit, _MOST_REDIRECTS)
        try:
            trail = await follow(self._asker, address, journey)
        except TooManyRedirectsError:
            return _File(self._now() + _KEPT)  # RFC 9309, 2.3.1.2: as if there were none
        except EndedError as end:
            if end.verdict.kind is not VerdictKind.TRUNCATED:
                raise  # it is about the host, not about this file
            return _File(self._now() + _KEPT_FAILED, problem=f"robots.txt of {host_of(address)} comes incomplete")
        status = trail.answer.status
        log.debug("%s answers %d", address, status)
        if 200 <= status < 300:
            return _File(self._now() + _KEPT, trail.answer.body.decode("utf-8-sig", "replace"))
        if 400 <= status < 500 and status != 429:  # "too many requests" is no leave to make more
            return _File(self._now() + _KEPT)
        return _File(self._now() + _KEPT_FAILED, problem=f"robots.txt of {host_of(address)} answers {status}")


def only_for(text: str, agent: str) -> str:
    """The file with the names of all other agents made one, so that reading it takes time in proportion to its size.

    The parser copies each rule for each agent of its group: a file of 500 kB can make it copy 10^8. It also takes
    a name for ours when ours only begins with it; RFC 9309 wants the whole name.
    """
    return "\n".join(_line(line, agent) for line in text.splitlines())


def _line(line: str, agent: str) -> str:
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    named = product_token(found[1].strip()).lower()
    ours = named in ("*", agent.lower())
    return f"User-agent: {named}" if ours else "User-agent: (another)"
