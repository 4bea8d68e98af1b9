"""Sends through Apprise: one object per channel URL, every result looked at, no secret let out.

It refuses redirects (a POST that is redirected arrives as an empty GET and
would count as delivered), Apprise's own retries count for nothing here, and `?optional=yes` cannot turn a failure
into a success.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from watcher.alert import mail, matrix, redact, slack
from watcher.alert.channel import Result, SecretText
from watcher.alert.forms import Abilities, Fitted, Form, fit, preferred
from watcher.alert.library import (
    Apprise,
    AppriseAsset,
    AppriseResultStatus,
    NotifyBase,
    NotifyFormat,
    NotifyMatrix,
    OverflowMode,
    PersistentStoreMode,
)
from watcher.model import Message

MATRIX_SERVER = "off"  # the plugin's mode that speaks to a homeserver itself, not through a webhook
READ_TIMEOUT = 30.0  # seconds; Apprise's own 4 s take a slow acceptance for a failure, and the repeat follows
CONNECT_TIMEOUT = 15.0

_STATUS = re.compile(r"error=(\d{3})\b")
_ERRNO = re.compile(r"\[Errno -?\d{1,5}\] ([^'\")\]]{1,80})")
_TLS = re.compile(r"\[SSL: [A-Z0-9_ ]{1,60}\] ([^('\"]{1,80})")
_RETRY_AFTER = re.compile(r"retry_after(_ms)?\W{1,6}(\d{1,8})")
# Bad request, not authorised, forbidden, no such hook, gone, too large, not understood: asking again does not help.
_FINAL = frozenset({400, 401, 403, 404, 405, 410, 413, 422})
UNREADABLE = "Apprise does not understand this URL: see the service's page on https://appriseit.com/services/"


def open_service(url: SecretText) -> NotifyBase | None:
    """The Apprise plugin for that URL; None when Apprise does not accept it (it logs why, with the URL: silenced)."""
    asset = AppriseAsset(
        app_id="Policy Watcher",
        app_desc="Policy Watcher",
        app_url="",
        image_url_mask="",  # no picture fetched from somebody else's server by the reader's client
        image_url_logo="",
        storage_mode=PersistentStoreMode.MEMORY,  # Apprise would keep access tokens in files
        async_mode=False,
        interpret_escapes=False,
        interpret_emojis=False,
        http_redirects=False,
        allow_templates=False,
        service_timeout=0,  # the sender keeps the time; Apprise's own clock would need a thread of a shared pool
    )
    service = Apprise.instantiate(url.reveal(), asset=asset)
    if not isinstance(service, NotifyBase):
        return None
    service.optional = False
    service.overflow_mode = OverflowMode.UPSTREAM
    if isinstance(service, NotifyMatrix):
        # Apprise answers a refused log-in by registering a new account of that name. Not on our behalf.
        service._register = lambda: False  # type: ignore[method-assign]  # noqa: SLF001 - there is no switch for it
    if service.socket_read_timeout == NotifyBase.socket_read_timeout:
        service.socket_read_timeout = READ_TIMEOUT
    if service.socket_connect_timeout == NotifyBase.socket_connect_timeout:
        service.socket_connect_timeout = CONNECT_TIMEOUT
    return service


def abilities_of(service: NotifyBase, scheme: str) -> Abilities:
    """What the plugin declares about itself."""
    declared: str | tuple[str, ...] = service.notify_format  # one or several: Apprise's own type says only one
    names = (declared,) if isinstance(declared, str) else tuple(declared)
    return Abilities(
        scheme,
        tuple(Form(NotifyFormat(name).value) for name in names),
        int(service.title_maxlen),
        int(service.body_maxlen),
        joint=bool(service.overflow_amalgamate_title),
    )


class ServiceTransport:
    """One channel's live plugin. Kept between messages (Matrix logs in once), made anew after a failure."""

    def __init__(self, url: SecretText, *, attach: bool = False) -> None:
        self._url = url
        self._attach = attach
        self._scheme = url.reveal().partition("://")[0].lower()
        self._redactor = redact.Redactor(url.reveal())
        self._service: NotifyBase | None = None

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:
        """One attempt; blocks for as long as the service's sockets allow."""
        if self._service is None:
            self._service = open_service(self._url)
            if self._service is None:
                return Result(ok=False, reason=UNREADABLE, permanent=True)
        service = self._service
        abilities = abilities_of(service, self._scheme)
        form = Form(service.resolve_format(preferred(abilities).value).value)
        if mail.is_ours(service):
            sent = message if self._attach else replace(message, attachments=())
            result = mail.send(mail.settings_of(service), sent, accepted, self._redactor, html=form is Form.HTML)
        elif slack.is_ours(service) and form is not Form.TEXT:
            result = slack.send(service, message, language, accepted, self._redactor)
        else:
            result = self._notify(service, message, form, abilities, language)
        if not result.ok:
            self._service = None
        return result

    def _notify(
        self, service: NotifyBase, message: Message, form: Form, abilities: Abilities, language: str
    ) -> Result:
        fitted = fit(message, form, abilities, language)
        if isinstance(service, NotifyMatrix) and form is Form.HTML and service.mode == MATRIX_SERVER:
            fitted = _matrix_event(service, message, language)
        _name_transaction(service, message)
        sender = Apprise(asset=service.asset)
        sender.add(service)
        with redact.overhear() as lines:
            answer = sender.notify(body=fitted.body, title=fitted.title, body_format=fitted.form.value)
        # The attempt's own status: the overall one is a success for an optional service whatever happened.
        statuses = [attempt.status for part in answer for attempt in part.attempts]
        if statuses and statuses[-1] is AppriseResultStatus.SUCCESS:
            return Result(ok=True)
        return _failure(lines, self._redactor)


def _matrix_event(service: NotifyMatrix, message: Message, language: str) -> Fitted:
    """Makes the plugin send our plain text beside our HTML, and say that the event mentions nobody: its own text is
    made out of the HTML and loses addresses and marks."""
    plain, formatted = matrix.bodies(message, language)
    service._matrix_plain_fallback = lambda *_: plain  # type: ignore[method-assign]  # noqa: SLF001 - no switch for it
    fetch = type(service)._fetch  # noqa: SLF001 - the same

    def fetch_without_mentions(path: str, payload: object = None, *others: Any, **more: Any) -> Any:
        if isinstance(payload, dict) and payload.get("msgtype") in ("m.text", "m.notice"):
            payload = {**payload, "m.mentions": {}}
        return fetch(service, path, payload, *others, **more)  # type: ignore[no-untyped-call]  # as Apprise has it

    service._fetch = fetch_without_mentions  # type: ignore[method-assign]  # noqa: SLF001 - the same
    return Fitted("", formatted or plain, Form.HTML if formatted else Form.TEXT)


def _name_transaction(service: NotifyBase, message: Message) -> None:
    """Gives a Matrix send with an access token the message's id, so that the server drops a repeat after a crash.

    Apprise itself uses one transaction id for all sends with a token: the server would take the second message for a
    repeat of the first. (With user and password it counts, and each log-in has its own count.)
    """
    password = getattr(service, "password", None)
    if isinstance(service, NotifyMatrix) and password and not service.user:
        service.access_token = password
        name = re.sub(r"[^A-Za-z0-9_.\-]", "-", message.id)
        service.transaction_id = name  # type: ignore[assignment]  # Apprise too puts a text here for tokens


def _failure(lines: Iterable[tuple[str, str]], redactor: redact.Redactor) -> Result:
    """Reads Apprise's own lines about a failed attempt."""
    told = [text for level, text in lines if level in ("WARNING", "ERROR", "CRITICAL")]
    detail = [text for level, text in lines if text.startswith(("Socket Exception", "Response Details"))]
    everything = " ".join([*told, *detail])[:20_000]
    status = _STATUS.search(everything)
    code = int(status.group(1)) if status else 0
    reason = "; ".join(dict.fromkeys(told)) or "no reason given"
    if detail:
        reason = f"{reason} ({_essence(detail[-1])})"
    asked = _RETRY_AFTER.search(everything)
    wait = None
    if asked and code in (0, 429):
        wait = dt.timedelta(milliseconds=int(asked.group(2)) * (1 if asked.group(1) else 1000))
    return Result(ok=False, reason=redactor.clean(reason), permanent=code in _FINAL, retry_after=wait)


def _essence(detail: str) -> str:
    """What a person needs of a nested exception."""
    errno = _ERRNO.search(detail)
    if errno:
        return errno.group(1)
    if "timed out" in detail:
        return "timed out"
    if "CERTIFICATE_VERIFY_FAILED" in detail:
        return "the certificate could not be verified"
    tls = _TLS.search(detail)
    if tls:
        return f"TLS failed: {tls.group(1).strip()}"
    return detail.partition(":")[2].strip()
