"""Says whether a capture is the page. Pure: the same capture always gets the same verdict.

`judge_response` looks at status, headers and raw markup, before extraction; `judge_document` at the text that was
extracted. What is doubtful but may be the page passes: a wrong refusal hides a change.
"""

from __future__ import annotations

import datetime as dt
import email.message
import urllib.parse
from dataclasses import dataclass

from watcher.capture.language import LANGUAGES, other_language
from watcher.capture.markup import plain, shape_of
from watcher.capture.moved import sent_home
from watcher.capture.retry_after import retry_after
from watcher.capture.walls import speaks, wall
from watcher.model import Capture, Document, Verdict, VerdictKind
from watcher.model.bounds import MOST_CHARACTERS, excess

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_PDF = "application/pdf"
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
_FEWEST_CHARACTERS = 120
_FEW_WORDS = 60  # of documents with less the shortest that we know speaks of two kinds of things
_NONE_OF_THEM = (
    " and none that a policy or its help page has;"
    " if it is the page all the same, name its text in the target's selectors"
)
_COLLAPSED = 0.5  # of the size before; 4.5 % of 10,682 recorded changes of a public archive halved a document


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the document should be like. `language` as configured; `previous_chars` is the length of the last
    version's text, None for the first; `selector_matched` as extraction reports it; `selected` says that somebody
    named the part of the page that is the document, or that it is no page but a file of text.
    """

    language: str
    previous_chars: int | None = None
    selector_matched: bool = True
    selected: bool = False


def judge_response(capture: Capture) -> Verdict:
    """The verdict from status, headers and markup. GOOD means: nothing speaks against reading it."""
    by_status = _by_status(capture)
    if by_status is not None:
        return by_status
    sent = _by_address(capture)
    if sent is not None:
        return sent
    if not capture.body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Verdict(VerdictKind.EMPTY, "the page is empty")
    kind = capture.content_type
    if capture.body.startswith(b"%PDF-") and kind not in _HTML:
        return Verdict(VerdictKind.GOOD)
    if kind == _PDF and not _looks_like_html(capture.body):
        return Verdict(VerdictKind.OTHER_DOCUMENT, "the server promises a PDF and sends something else")
    if kind in _TEXT and not _looks_like_html(capture.body):
        return _bounded("has too much text to be read" if len(capture.body) > MOST_CHARACTERS else "")
    if kind and kind not in _HTML | _TEXT | {_PDF}:
        return Verdict(VerdictKind.OTHER_DOCUMENT, f"the server sends {kind[:60]}, which is no text document")
    verdict = _bounded(excess(capture.body, _charset(capture)))
    return (wall(shape_of(capture.body, _charset(capture))) if verdict.good else None) or verdict


def _bounded(why: str) -> Verdict:
    """What is far beyond any real policy is not read: it could cost minutes and gigabytes."""
    return Verdict(VerdictKind.REFUSED, f"the page {why}") if why else Verdict(VerdictKind.GOOD)


def judge_document(document: Document, expectation: Expectation) -> Verdict:
    """The verdict from the extracted text. GOOD makes it a candidate for a version."""
    if not expectation.selector_matched:
        return Verdict(VerdictKind.SELECTOR_LOST, "no part of the page matches the target's selectors")
    text = document.text
    before = expectation.previous_chars
    if len(text) < min(_FEWEST_CHARACTERS, (before or _FEWEST_CHARACTERS) // 2):
        return Verdict(VerdictKind.EMPTY, f"the page holds only {len(text)} characters of text")
    if before is None and not expectation.selected and document_words(text, expectation.language) == 0:
        return Verdict(VerdictKind.EMPTY, f"the page holds only {len(text.split())} words{_NONE_OF_THEM}")
    other = other_language(text, expectation.language)
    if other is not None:
        reason = f"the page is in another language ({other}) than expected ({expectation.language})"
        return Verdict(VerdictKind.OTHER_LANGUAGE, reason)
    if before and len(text) < _COLLAPSED * before:
        return Verdict(VerdictKind.TRUNCATED, f"the page holds {len(text)} characters, before {before}")
    return Verdict(VerdictKind.GOOD)


def document_words(text: str, language: str) -> int | None:
    """Of how many kinds of things a short text speaks that policies and their help pages speak of; None when it is
    long enough to be one whatever it says, or in a language that we do not read."""
    if len(text.split(maxsplit=_FEW_WORDS)) >= _FEW_WORDS or language.partition("-")[0].lower() not in LANGUAGES:
        return None
    return speaks((plain(text),))


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
    if capture.content_type not in _HTML:
        return None
    verdict = wall(shape_of(capture.body, _charset(capture)))
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


def _charset(capture: Capture) -> str | None:
    """The charset that the header names; None leaves the choice to the markup's own word."""
    header = email.message.Message()
    header["content-type"] = capture.header("content-type") or ""
    charset = header.get_param("charset")
    return charset.strip("\"' ") if isinstance(charset, str) else None


def _looks_like_html(body: bytes) -> bool:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
