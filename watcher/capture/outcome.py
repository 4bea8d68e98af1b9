"""What one exchange with a server can end in, for the modules of this room only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from watcher.model import Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete response to one request, its body decompressed. `headers` have lower-case names, in order.

    `seconds` is how long it took, waiting for a turn not included.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    time: dt.datetime
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        """The first header of that lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


class Scope(Enum):
    """For what else a failure speaks."""

    PAGE = "page"  # only for this address
    ORIGIN = "origin"  # for every page of the same scheme, host and port
    HOST = "host"  # for every page of the host


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable response. `passing` says that another attempt is worth it."""

    verdict: Verdict
    passing: bool = False
    scope: Scope = Scope.PAGE


class EndedError(Exception):
    """Carries the verdict that ends a fetch up to `Fetcher.fetch`; never leaves this room."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.reason)


class TooManyRedirectsError(EndedError):
    """The end of a chain of redirects that is too long or a loop."""
