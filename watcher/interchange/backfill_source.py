"""Asks a public archive of the web, one thing at a time, and waits as long as it wants to be left alone.

Refuses to pass off anything as the page: what the archive says about itself (a log-in, an error, another capture in
place of the one that was asked for) is no capture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from watcher.capture import Fetcher, FetchRequest
from watcher.config import Target
from watcher.errors import UsageError
from watcher.interchange.cdx import Snapshot, list_address, page_address, parse_list, replayed
from watcher.model import Capture, Verdict

Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], dt.datetime]

_LIST_BYTES = 20_000_000
_PATIENCE = 6  # times in a row that the archive may ask to wait
_FIRST_WAIT, _LONGEST_WAIT = 60.0, 900.0  # seconds
_NEAR = dt.timedelta(days=1)  # how far from the time that was asked for a capture may be
_PASSING = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Source:
    """The public archive, and how it is asked. `robots_override` is the operator's reason not to ask its
    robots.txt."""

    address: str
    user_agent: str
    delay: dt.timedelta = dt.timedelta(seconds=5)
    timeout: dt.timedelta = dt.timedelta(seconds=60)
    robots_override: str | None = None


class NotNowError(Exception):
    """The archive does not want to be asked any more now; the argument says why."""


class WebArchive:
    """A public archive, asked about one target. `sleep` waits as long as it asks for."""

    def __init__(self, source: Source, target: Target, fetcher: Fetcher, now: Clock, sleep: Sleep) -> None:
        self.source = source
        self._target, self._fetcher, self._now, self._sleep = target, fetcher, now, sleep

    async def listed(self, since: dt.datetime | None, until: dt.datetime | None) -> list[Snapshot]:
        """The captures that it has, oldest first. Raises UsageError when it does not give the list."""
        address = self.source.address
        try:
            answer = await self._asked(list_address(address, self._target.url, since, until), _LIST_BYTES)
        except NotNowError as end:
            raise UsageError(f"{end}; try again later") from None
        if isinstance(answer, Capture) and answer.status == 200:
            try:
                found = parse_list(answer.body)
            except ValueError as error:
                raise UsageError(f"{address} gives no list of captures: {error}") from None
            return [each for each in found if until is None or each.time < until]
        why = answer.reason if isinstance(answer, Verdict) else f"it answers {answer.status}"
        raise UsageError(f"{address} gives no list of captures: {why}")

    async def page(self, snapshot: Snapshot) -> Capture | str:
        """The page as its own server sent it then, or why it could not be had. Raises NotNowError."""
        answer = await self._asked(page_address(self.source.address, snapshot), self._target.max_bytes)
        if isinstance(answer, Verdict):
            return answer.reason
        return self._as_it_was(answer) if answer.status == 200 else f"the archive answers {answer.status}"

    def near(self, snapshot: Snapshot, capture: Capture) -> bool:
        """Whether the capture is the one that was asked for: an archive sends on to the nearest that it has."""
        return abs(capture.time - snapshot.time) <= _NEAR

    def _as_it_was(self, answer: Capture) -> Capture | str:
        """The answer with the page's own addresses, time and type. Without validators: those are the archive's."""
        found = replayed(answer.final_url)
        if found is None:
            return f"the archive sends on to {answer.final_url[:200]}"
        time, original = found
        ways = [
            (replayed(address), status) for address, status in zip(answer.redirects, answer.statuses, strict=False)
        ]
        passed = [(way[1], status) for way, status in ways if way is not None and way[1] != original]
        kind = answer.header("x-archive-orig-content-type") or answer.header("content-type") or "text/html"
        addresses, statuses = tuple(address for address, _ in passed), tuple(status for _, status in passed)
        headers = (("content-type", kind),)
        return Capture(self._target.url, original, time, 200, headers, answer.body, addresses, statuses)

    async def _asked(self, address: str, most: int) -> Capture | Verdict:
        """One answer; waits while it is asked to. Raises NotNowError when that does not end."""
        target, source = self._target, self.source
        request = FetchRequest(
            url=address, language=target.language, delay=source.delay, timeout=source.timeout, max_bytes=most,
            robots_override=source.robots_override, proxy=target.proxy, user_agent=source.user_agent,
            allow_private_addresses=target.allow_private_addresses,
        )  # fmt: skip
        why = ""
        for attempt in range(_PATIENCE):
            answer = await self._fetcher.fetch(request)
            wait = min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT)
            if isinstance(answer, Verdict):
                if answer.retry_after is None:
                    return answer
                why, wait = answer.reason, (answer.retry_after - self._now()).total_seconds()
            elif answer.status in _PASSING:
                why = f"it answers {answer.status}"
            else:
                return answer
            if wait > _LONGEST_WAIT:
                break
            await self._sleep(max(1.0, wait))
        raise NotNowError(f"{source.address} does not want to be asked now ({why})")
