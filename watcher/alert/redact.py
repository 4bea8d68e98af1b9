"""Keeps the secrets of channel URLs out of everything that is written down.

Apprise, requests and urllib3 log whole URLs with their tokens. Not one of their lines reaches a log handler; those of
an attempt are overheard to learn the reason of a failure, and that is cleaned of every part of the URL. When in doubt
a harmless word is struck out rather than a secret shown.
"""

from __future__ import annotations

import base64
import contextvars
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

MASK = "***"
LONGEST_REASON = 300  # characters

_APPRISE = "apprise"
_HTTP_LIBRARIES = (
    "urllib3",
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.util.retry",
    "requests",
    "requests_oauthlib",
    "oauthlib",
)
_overheard: contextvars.ContextVar[list[tuple[str, str]] | None] = contextvars.ContextVar("overheard", default=None)
_LONG_TOKEN = re.compile(r"[A-Za-z0-9_\-]{24,}")  # a token even if it is not in the URL: one that a log-in gave
_ADDRESS = re.compile(r"[\w.+\-]{1,64}@[\w.\-]{1,255}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_HOST = re.compile(r"(?:[A-Za-z0-9_\-]{1,63}\.){1,10}[A-Za-z0-9\-]{2,63}|localhost|\d{1,3}(?:\.\d{1,3}){3}")

# Schemes whose place after `://` is a server and not a token. Only these show it.
_SERVERS = frozenset(
    "mailto mailtos json jsons xml xmls form forms matrix matrixs ntfy ntfys gotify gotifys mmost mmosts rocket "
    "rockets apprise apprises nctalk nctalks ncloud nclouds xmpp xmpps mqtt mqtts".split()
)


class _Swallow(logging.Filter):
    """Lets nothing through to any handler. Lines of Apprise go to who overhears them in the same thread."""

    def filter(self, record: logging.LogRecord) -> bool:
        lines = _overheard.get()
        if lines is not None and record.name == _APPRISE and record.levelno >= logging.DEBUG:
            lines.append((record.levelname, record.getMessage()[:2000]))
        return False


_SWALLOW = _Swallow()


def silence() -> None:
    """Stops every log line of Apprise and its HTTP libraries at its source. Calling it again does nothing."""
    for name in (_APPRISE, *_HTTP_LIBRARIES):
        logger = logging.getLogger(name)
        logger.addFilter(_SWALLOW)
        logger.propagate = False  # for loggers below these, which the filter does not see
    logging.getLogger(_APPRISE).setLevel(logging.DEBUG)  # so that an attempt's lines carry their detail


@contextmanager
def overhear() -> Iterator[list[tuple[str, str]]]:
    """Collects the (level, words) that Apprise logs in this thread meanwhile: uncleaned, not to be kept."""
    lines: list[tuple[str, str]] = []
    token = _overheard.set(lines)
    try:
        yield lines
    finally:
        _overheard.reset(token)


def display(url: str) -> str:
    """A name for a channel that shows no secret: scheme, server where there is one, first letter of a recipient.

    >>> display("mailto://user:word@example.org?to=anna@example.net")
    'mailto to a…@example.net'
    """
    scheme, separator, rest = url.partition("://")
    if not separator or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]{0,30}", scheme):
        return "unreadable URL"
    scheme = scheme.lower()
    host = _host(url)
    if scheme in ("mailto", "mailtos"):
        recipients = _recipients(url, host)
        more = f" and {len(recipients) - 1} more" if len(recipients) > 1 else ""
        return f"{scheme} to {recipients[0]}{more}" if recipients else scheme
    if scheme in ("http", "https"):
        return f"{scheme} webhook"  # Apprise takes a service's own address too, and its path is the secret
    return f"{scheme} at {host}" if rest and scheme in _SERVERS and host else scheme


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
        return name if _HOST.fullmatch(name) else ""
    except ValueError:
        return ""


def _recipients(url: str, host: str) -> list[str]:
    try:
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        named = [unquote(piece) for piece in parts.path.split("/")] + re.split(r"[,; ]+", query.get("to", ""))
        found = [address for address in named if "@" in address]
        if not found and parts.username:
            user = unquote(parts.username)
            found = [user if "@" in user else f"{user}@{host}"]
    except ValueError:
        return []
    return [_shortened(address) for address in found]


def _shortened(address: str) -> str:
    user, _, domain = address.strip().rpartition("@")
    domain = domain.rstrip(">")
    return f"{user[:1]}…@{domain}" if _HOST.fullmatch(domain) else f"{user[:1]}…"


class Redactor:
    """Strikes every part of one channel URL out of a text."""

    def __init__(self, url: str) -> None:
        parts = _parts(url)
        long = sorted((re.escape(part) for part in parts if len(part) >= 4), key=len, reverse=True)
        short = sorted(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts if len(part) < 4)
        self._pattern = re.compile("|".join([*long, *short]) or r"(?!)", re.IGNORECASE)

    def __repr__(self) -> str:
        return "Redactor(***)"

    def clean(self, text: str) -> str:
        """One line without any part of the URL, without control characters, at most LONGEST_REASON characters."""
        masked = _LONG_TOKEN.sub(MASK, _ADDRESS.sub(MASK, self._pattern.sub(MASK, text[:10_000])))
        line = " ".join(_CONTROL.sub(" ", masked).split())
        return line if len(line) <= LONGEST_REASON else line[: LONGEST_REASON - 1] + "…"


def _parts(url: str) -> set[str]:
    """The URL, and all that it is made of but the scheme, the server that `display` shows, and parameter names."""
    scheme, _, rest = url.partition("://")
    shown = _host(url) if scheme.lower() in _SERVERS else ""
    place, _, query = rest.partition("?")
    # Values only: `mode=starttls` would else strike "mode" out of every sentence.
    values = [pair.partition("=")[2] or pair for pair in query.split("&")]
    values = [value for value in values if value.lower() not in ("yes", "no", "true", "false")]
    values += [pair.partition("=")[0][1:] for pair in query.split("&") if pair[:1] in "+-:"]  # headers of the user
    login = place.split("/")[0].rpartition("@")[0]
    raw = {url, rest, place, login, unquote(login), *values}
    raw |= {base64.b64encode(unquote(login).encode()).decode()} if login else set()
    for piece in (place, *values):
        for text in (piece, unquote(piece), unquote(unquote(piece))):
            raw.add(text)
            raw |= set(re.split(r"[/@:;,&=#?+\s]+", text)) | set(re.split(r"[/;,&=?\s]+", text))
    user, _, word = login.partition(":")
    secrets = {each for part in (user, word) for each in (part, unquote(part)) if each}
    return {part for part in raw if part.lower() != shown.lower() and (len(part) >= 4 or part in secrets)}
