"""What one fetch brought, and the judgement on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

RENDERED = "x-watcher-rendered"
"""The header that the fetcher gives to a page that a browser made of its scripts."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "changed since?" with (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer to one fetch, before anybody judged it.

    `headers` have lower-case names; `redirects` are the addresses passed on the way, in order, without the last, and
    `statuses` those with which they sent us on (empty where nobody kept them); `status` is 304 with an empty body
    when the server says that nothing changed.
    """

    url: str
    final_url: str
    time: dt.datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    redirects: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of that name (any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case; empty when the server did not say."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def rendered(self) -> bool:
        """Whether a browser made it of a page's scripts; the fetcher says so by this header, no server can."""
        return self.header(RENDERED) is not None

    @property
    def validators(self) -> Validators:
        return Validators(self.header("etag"), self.header("last-modified"))


class VerdictKind(StrEnum):
    """What the judge of captures can say. Only GOOD becomes a version; NOT_MODIFIED is the quiet good news."""

    GOOD = "good"
    NOT_MODIFIED = "not-modified"
    BLOCKED = "blocked"
    LOGIN_WALL = "login-wall"
    CONSENT_WALL = "consent-wall"
    ERROR_PAGE = "error-page"
    MAINTENANCE = "maintenance"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    OTHER_LANGUAGE = "other-language"
    OTHER_DOCUMENT = "other-document"
    UNREADABLE = "unreadable"  # a form that we cannot read: a PDF of pictures or with a password, too much of it
    SELECTOR_LOST = "selector-lost"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    INTERNAL = "internal"  # a bug of ours came to light with the page
    REFUSED = "refused"  # we may not (robots.txt) or must not (private address, limits) fetch it


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one capture, with the reason a person can act on.

    `retry_after` is the time before which the host asked not to be called again.
    `permanent` says that trying again will not help until somebody changes something.
    """

    kind: VerdictKind
    reason: str = ""
    retry_after: dt.datetime | None = None
    permanent: bool = False

    @property
    def good(self) -> bool:
        return self.kind in (VerdictKind.GOOD, VerdictKind.NOT_MODIFIED)
