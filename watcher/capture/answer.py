"""What status, headers and redirects say of a capture, before anybody looks at what came. Pure."""

from __future__ import annotations

import datetime as dt
import email.message
import urllib.parse

from watcher.capture.moved import sent_home
from watcher.capture.retry_after import retry_after
from watcher.model import Capture, Verdict, VerdictKind

HTML = frozenset({"text/html", "application/xhtml+xml"})
_BLOCKED = {
    403: "refuses to serve us",
    429: "says that we ask too often",
    451: "says that it is not served for legal reasons",
    999: "refuses to serve us",
}
_TELLING = frozenset({VerdictKind.BLOCKED, VerdictKind.LOGIN_WALL, VerdictKind.MAINTENANCE})
_LOGIN_SEGMENTS = frozenset(
    "login log-in signin sign-in authwall checkpoint sso oauth oauth2 saml connexion anmelden inloggen".split()
)
_LOST_SEGMENTS = frozenset({"404", "not-found", "notfound", "page-not-found", "pagenotfound", "404.html", "error404"})
_DOWN_SEGMENTS = frozenset(
    {"maintenance", "maintenance.html", "wartung", "mantenimiento", "manutenzione", "onderhoud"}
)
_LOGIN_HOSTS = ("login.", "signin.", "accounts.", "sso.", "auth.")
_CONSENT_HOSTS = ("consent.", "guce.")


def judge_answer(capture: Capture) -> Verdict | None:
    """What status, headers and redirects alone say against a capture; None when they say nothing."""
    return _by_status(capture) or _by_address(capture)


def _by_status(capture: Capture) -> Verdict | None:
    status = capture.status
    host = _host(capture.final_url)
    if status == 304:
        return Verdict(VerdictKind.NOT_MODIFIED)
    if capture.header("cf-mitigated") == "challenge" or capture.header("x-amzn-waf-action") is not None:
        return Verdict(VerdictKind.BLOCKED, f"{host} wants a check for robots passed first (status {status})")
    if status == 404:
        return Verdict(VerdictKind.GONE, f"{host} says that the page does not exist (404)")
    if status == 410:
        return Verdict(VerdictKind.GONE, f"{host} says that the page was taken away for good (410)", permanent=True)
    if status == 401:
        return Verdict(VerdictKind.LOGIN_WALL, f"{host} asks to log in (401)")
    said = _said(capture) if status >= 400 else None
    if said is not None:
        return Verdict(said.kind, f"{host}: {said.reason} (status {status})", _asked_time(capture))
    if status in _BLOCKED:
        return Verdict(VerdictKind.BLOCKED, f"{host} {_BLOCKED[status]} ({status})", _asked_time(capture))
    if status == 206:
        return Verdict(VerdictKind.TRUNCATED, f"{host} sends only a part of the page (206)")
    if status in (204, 205):
        return Verdict(VerdictKind.EMPTY, f"{host} sends no page ({status})")
    if 200 <= status < 300:
        return None
    return Verdict(VerdictKind.ERROR_PAGE, f"{host}: the server answers {status}", _asked_time(capture))


def _said(capture: Capture) -> Verdict | None:
    """What the page that comes with an error says, when that tells a person more than its status."""
    if capture.content_type not in HTML:
        return None
    from watcher.capture.markup import shape_of  # what is known of walls takes a while to import
    from watcher.capture.walls import wall

    verdict = wall(shape_of(capture.body, charset_of(capture)))
    return verdict if verdict is not None and verdict.kind in _TELLING else None


def _asked_time(capture: Capture) -> dt.datetime | None:
    wait = retry_after(capture.header("retry-after"), capture.time)
    return capture.time + wait if wait else None


def _by_address(capture: Capture) -> Verdict | None:
    """Redirects to where pages ask to log in or to consent, to an error page or to the site's home page, unless the
    page itself is such a place."""
    if not capture.redirects:
        return None
    asked, final = (urllib.parse.urlsplit(url) for url in (capture.url, capture.final_url))
    name, path = (final.hostname or "").lower(), _segments(final.path)
    moved = name != (asked.hostname or "").lower()
    if (path & _LOGIN_SEGMENTS) - _segments(asked.path) or (moved and name.startswith(_LOGIN_HOSTS)):
        return Verdict(VerdictKind.LOGIN_WALL, f"redirected to where one logs in ({name}{final.path})")
    if moved and name.startswith(_CONSENT_HOSTS):
        return Verdict(VerdictKind.CONSENT_WALL, f"redirected to a question about cookies ({name})")
    elsewhere = path - _segments(asked.path)
    if elsewhere & _LOST_SEGMENTS:
        return Verdict(VerdictKind.GONE, f"redirected to a page for what does not exist ({name}{final.path})")
    if elsewhere & _DOWN_SEGMENTS:
        return Verdict(VerdictKind.MAINTENANCE, f"redirected to a page for maintenance ({name}{final.path})")
    if sent_home(capture):
        return Verdict(VerdictKind.OTHER_DOCUMENT, f"redirected to the home page ({name})")
    return None


def _segments(path: str) -> frozenset[str]:
    return frozenset(path.lower().strip("/").split("/"))


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url


def charset_of(capture: Capture) -> str | None:
    """The charset that the header names; None leaves the choice to the markup's own word."""
    header = email.message.Message()
    header["content-type"] = capture.header("content-type") or ""
    charset = header.get_param("charset")
    return charset.strip("\"' ") if isinstance(charset, str) else None
