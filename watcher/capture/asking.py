"""One request with everything that courtesy and bad networks ask for: turns, retries, Retry-After, and a memory of
hosts that cannot or do not want to be called now.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Callable

import httpx

from watcher.capture.exchange import Terms, Wire
from watcher.capture.outcome import Answer, EndedError, Failure, Scope
from watcher.capture.pacing import Pacer
from watcher.capture.retry_after import retry_after
from watcher.model import Verdict, VerdictKind

log = logging.getLogger(__name__)

PASSING_STATUS = frozenset({429, 500, 502, 503, 504})

_SHORT_WAIT = dt.timedelta(seconds=30)  # a Retry-After up to this is waited for
_REMEMBERED = dt.timedelta(seconds=60)  # a dead host is not asked again for this long

Backoff = Callable[[int], float]


def full_jitter(attempt: int) -> float:
    """Seconds before the attempt after number `attempt` (from 0): anything up to 1, 2, 4… 30 s.

    Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("full jitter").
    """
    return random.uniform(0, min(30.0, 2.0**attempt))  # noqa: S311 - spreads load, protects no secret


def host_of(url: httpx.URL) -> str:
    """The host as the key under which turns and memories are kept."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def _origin_of(url: httpx.URL) -> str:
    return f"{url.scheme}://{host_of(url)}:{url.port or ''}"


class Memory:
    """Which hosts are not to be called now, and the verdict to give back instead."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._now = now
        self._closed: dict[str, tuple[dt.datetime, Verdict]] = {}

    def check(self, url: httpx.URL) -> None:
        """Raises EndedError when this address is not to be called now."""
        for key in (host_of(url), _origin_of(url)):
            until, verdict = self._closed.get(key, (None, None))
            if until is not None and verdict is not None:
                if self._now() < until:
                    raise EndedError(verdict)
                del self._closed[key]

    def note(self, url: httpx.URL, failure: Failure) -> None:
        """Remembers a failure that speaks for more than its page, for a minute."""
        if failure.scope is not Scope.PAGE:
            key = host_of(url) if failure.scope is Scope.HOST else _origin_of(url)
            self._closed[key] = (self._now() + _REMEMBERED, failure.verdict)

    def close(self, url: httpx.URL, until: dt.datetime, verdict: Verdict) -> None:
        """The host does not want to be called before `until`."""
        self._closed[host_of(url)] = (until, verdict)


class Asker:
    """Asks politely until there is an answer or no point in asking again."""

    def __init__(
        self, wire: Wire, pacer: Pacer, now: Callable[[], dt.datetime], retries: int, backoff: Backoff
    ) -> None:
        self._wire = wire
        self._pacer = pacer
        self._now = now
        self._retries = retries
        self._backoff = backoff
        self._memory = Memory(now)

    async def ask(self, request: httpx.Request, terms: Terms, *, delay: float, seconds: float) -> Answer:
        """The answer, also when its status is an error that did not pass. Raises EndedError when there is none.

        `delay` is the pause owed to the host, `seconds` the time limit of each attempt.
        """
        url = request.url
        for attempt in range(self._retries + 1):
            self._memory.check(url)
            async with self._pacer.turn(host_of(url), delay):
                self._memory.check(url)  # somebody may have learned it while we waited
                outcome = await self._wire.exchange(request, terms, seconds)
            last = attempt == self._retries
            if isinstance(outcome, Failure):
                if last or not outcome.passing:
                    self._memory.note(url, outcome)
                    raise EndedError(outcome.verdict)
                wait = self._backoff(attempt)
                log.info("%s; attempt %d follows", outcome.verdict.reason, attempt + 2)
            elif outcome.status not in PASSING_STATUS:
                return outcome
            else:
                wait = self._wait(outcome, url, attempt)
            self._pacer.pause(host_of(url), wait)
            if last and isinstance(outcome, Answer):
                return outcome
        raise AssertionError("the last attempt returns or raises")

    def check(self, url: httpx.URL) -> None:
        """Raises EndedError when the host of this address is not to be called now."""
        self._memory.check(url)

    def heed(self, answer: Answer, url: httpx.URL) -> None:
        """Takes to heart what an answer that was had without `ask` says about asking again. Raises EndedError when
        the host asks for a long wait.
        """
        if answer.status in PASSING_STATUS:
            self._pacer.pause(host_of(url), self._wait(answer, url, 0))

    def _wait(self, answer: Answer, url: httpx.URL, attempt: int) -> float:
        """Seconds to wait before the next attempt. Raises EndedError when the host asks for too long a wait."""
        asked = retry_after(answer.header("retry-after"), self._now())
        if asked is not None and asked > _SHORT_WAIT:
            until = self._now() + asked
            reason = f"{url.host} answers {answer.status} and asks not to be called before {until:%Y-%m-%d %H:%M} UTC"
            verdict = Verdict(VerdictKind.BLOCKED, reason, retry_after=until)
            self._memory.close(url, until, verdict)
            raise EndedError(verdict)
        log.info("%s answers %d (attempt %d)", url.host, answer.status, attempt + 1)
        return max(self._backoff(attempt), asked.total_seconds() if asked else 0.0)
