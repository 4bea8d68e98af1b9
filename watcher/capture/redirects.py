"""From one address to the next until a page comes: redirects followed by hand, each hop checked before it is taken.

Cookies live as long as one such way. No Referer is sent. https is never left for http.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy

import httpx

from watcher.capture.asking import Asker
from watcher.capture.exchange import REDIRECTS, Terms
from watcher.capture.outcome import Answer, EndedError, TooManyRedirectsError
from watcher.model import Verdict, VerdictKind

log = logging.getLogger(__name__)

# As browsers do (RFC 6265): no cookies for all of co.uk, and one without a domain goes back to its own host only.
_COOKIE_RULES = DefaultCookiePolicy(strict_domain=True, strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain)
_LONGEST_ADDRESS = 8_000  # characters; what servers take by default
_LONGEST_COOKIE, _MOST_COOKIES = 4_096, 50  # with its attributes; browsers keep as much of a site (RFC 6265, 6.1)

Admit = Callable[[httpx.URL], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Trail:
    """The answer at the end of the way, the addresses passed before it, the cookies that were given on it, and the
    statuses with which those addresses sent us on."""

    answer: Answer
    redirects: tuple[str, ...]
    cookies: tuple[Cookie, ...] = ()
    statuses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """How to travel: `headers` for every hop, `admit` says (or raises EndedError) whether an address may be asked and
    gives the delay in seconds that its host is owed.
    """

    headers: Mapping[str, str]
    terms: Terms
    timeout: dt.timedelta
    admit: Admit
    most_redirects: int = 10


def clean(address: str) -> httpx.URL:
    """An http(s) address without credentials and fragment. Raises EndedError for anything else."""
    if len(address) > _LONGEST_ADDRESS:
        raise _refused(f"the address is longer than {_LONGEST_ADDRESS} characters")
    try:
        url = httpx.URL(address)
        usable = _on_the_web(url)
    except (httpx.InvalidURL, ValueError):  # ValueError: what urllib and idna let pass
        raise _refused("the address is not one that can be fetched") from None
    if not usable:
        raise _refused("the address does not begin with http:// or https:// and a host")
    return url.copy_with(username=None, password=None, fragment=None)


def _on_the_web(url: httpx.URL) -> bool:
    """Raises ValueError for a host in Punycode (`xn--…`) that stands for no name: httpx reads it only now."""
    return url.scheme in ("http", "https") and bool(url.host) and 0 < (url.port or 80) < 65536


def _refused(reason: str) -> EndedError:
    return EndedError(Verdict(VerdictKind.REFUSED, reason, permanent=True))


async def follow(asker: Asker, url: httpx.URL, journey: Journey) -> Trail:
    """The first answer that is no redirect. Raises EndedError, TooManyRedirectsError among them."""
    cookies = httpx.Cookies(CookieJar(_COOKIE_RULES))
    passed: list[str] = []
    statuses: list[int] = []
    seen: set[tuple[str, str]] = set()
    left = journey.timeout.total_seconds()
    while True:
        request = httpx.Request("GET", url, headers=dict(journey.headers))
        if len(cookies.jar):
            cookies.set_cookie_header(request)  # given to Request, they would lose their rules
        state = (str(url), request.headers.get("cookie", ""))
        if state in seen or len(passed) > journey.most_redirects:
            what = "in a circle" if state in seen else f"more than {journey.most_redirects} times"
            verdict = Verdict(VerdictKind.REFUSED, f"{httpx.URL(passed[0]).host} redirects {what}")
            raise TooManyRedirectsError(verdict)
        seen.add(state)
        delay = await journey.admit(url)
        answer = await asker.ask(request, journey.terms, delay=delay, seconds=max(left, 1.0))
        left -= answer.seconds
        target = answer.header("location")
        take_cookies(cookies, answer, request)
        if answer.status not in REDIRECTS or target is None:
            return Trail(answer, tuple(passed), tuple(cookies.jar), tuple(statuses))
        passed.append(str(url))
        statuses.append(answer.status)
        url = next_address(url, target)
        log.debug("%s redirects to %s", passed[-1], url)


def take_cookies(cookies: httpx.Cookies, answer: Answer, request: httpx.Request) -> None:
    """Puts the cookies that an answer gives into the jar; the first ones, when there are very many."""
    room = max(0, _MOST_COOKIES - len(cookies.jar))
    given = [
        (name, value)
        for name, value in answer.headers
        if name == "set-cookie" and value.isascii() and len(value) <= _LONGEST_COOKIE
    ][:room]
    if not given:
        return
    cookies.extract_cookies(httpx.Response(answer.status, headers=given, request=request))


def next_address(url: httpx.URL, location: str) -> httpx.URL:
    """Where a Location header leads. Raises EndedError for where we do not go."""
    if len(location) > _LONGEST_ADDRESS:
        raise _refused(f"{url.host} redirects to an address of more than {_LONGEST_ADDRESS} characters")
    try:
        # Bytes beyond ASCII are meant as UTF-8; header values are read as Latin-1.
        target = url.join(location.encode("latin-1").decode("utf-8", "replace"))
        usable = _on_the_web(target)
    except (httpx.InvalidURL, ValueError):
        raise _refused(f"{url.host} redirects to something that is no address") from None
    if not usable:
        raise _refused(f"{url.host} redirects to an address that is not on the web")
    if url.scheme == "https" and target.scheme == "http":
        raise _refused(f"{url.host} redirects from https to http, where anybody on the way could change the page")
    return clean(str(target))
