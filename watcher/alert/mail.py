"""Sends e-mail with the settings that Apprise read from a mailto:// URL.

Why not through Apprise: its plugin makes the plain-text alternative out of the HTML (links lose their addresses),
gives a repeat a new Message-ID, hides what the server answered, and sends again to recipients that already have the
message. Here the text part is ours, a repeat has the same Message-ID (mail programs merge it), the server's reply is
the reason of a failure, and each recipient is accounted for. URLs with PGP, and the mail services with an HTTP
interface, still go through Apprise.
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, parseaddr
from html import escape
from typing import TypeGuard

from watcher.alert import redact
from watcher.alert.channel import Result
from watcher.alert.library import PGP_MODE_DEFAULT, NotifyBase, NotifyEmail
from watcher.model import Message

_HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
    "<style>:root{color-scheme:light dark;supported-color-schemes:light dark}</style>\n"
)
TIMEOUT = 30.0  # seconds for each answer of the server
_OURS = frozenset({"subject", "from", "to", "cc", "bcc", "date", "message-id", "content-type", "mime-version"})


@dataclass(frozen=True)
class MailSettings:
    """Where and as whom to send. Addresses are (name, address) pairs; `bcc` stands in no header."""

    host: str
    port: int
    mode: str  # insecure, starttls, ssl
    verify: bool
    user: str
    password: str = field(repr=False)
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...] = ()
    bcc: tuple[tuple[str, str], ...] = ()
    reply_to: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def is_ours(service: NotifyBase) -> TypeGuard[NotifyEmail]:
    """Whether the plugin is plain SMTP without PGP."""
    return type(service) is NotifyEmail and service.pgp_mode == PGP_MODE_DEFAULT


def settings_of(service: NotifyEmail) -> MailSettings:
    """What Apprise made of the URL, provider defaults (Gmail, GMX …) included."""
    name, address = service.from_addr
    names: Mapping[str, str | bool] = service.names

    def named(addresses: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((str(names.get(each) or ""), each) for each in sorted(addresses))

    return MailSettings(
        host=service.smtp_host,
        port=int(service.port or 0),  # 0: smtplib's default of the mode
        mode=service.secure_mode or "insecure",
        verify=bool(service.verify_certificate),
        user=service.user or "",
        password=service.password or "",
        sender=(str(name or ""), str(address)),
        to=tuple((str(shown or ""), each) for shown, each in service.targets),
        cc=named(service.cc),
        bcc=named(service.bcc),
        reply_to=named(service.reply_to),
        headers=dict(service.headers),
    )


def send(
    settings: MailSettings, message: Message, accepted: tuple[str, ...], redactor: redact.Redactor, *, html: bool
) -> Result:
    """One connection, one copy per recipient that is not yet in `accepted` (fingerprints)."""
    done = set(accepted)
    refused: list[tuple[int, str]] = []
    waiting = [pair for pair in (*settings.to, *settings.cc, *settings.bcc) if _fingerprint(pair[1]) not in done]
    if not waiting and not done:
        return Result(ok=False, reason="the mail URL names no recipient", permanent=True)
    try:
        with _connection(settings) as server:
            for recipient in waiting:
                problem = _hand_over(server, settings, message, recipient, html=html)
                if problem is None:
                    done.add(_fingerprint(recipient[1]))
                else:
                    refused.append(problem)
    except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: a header that cannot be written
        refused.append(_reply(error))
    if not refused:
        return Result(ok=True)
    reasons = "; ".join(dict.fromkeys(redactor.clean(reason) for _, reason in refused))
    final = all(500 <= code < 600 for code, _ in refused)
    return Result(ok=False, reason=redactor.clean(reasons), permanent=final, accepted=tuple(sorted(done)))


def compose(settings: MailSettings, message: Message, recipient: tuple[str, str], *, html: bool) -> EmailMessage:
    """The mail for one recipient: our text, and our HTML beside it. Message-ID = message and recipient."""
    mail = EmailMessage(policy=SMTP)
    for name, value in settings.headers.items():
        if name.strip().lower() not in _OURS:
            mail[_line(name)] = _line(value)
    domain = settings.sender[1].rpartition("@")[2]
    identity = hashlib.blake2b(f"{message.id}\0{recipient[1]}".encode(), digest_size=12).hexdigest()
    mail["Subject"] = _line(message.title)
    mail["From"] = _address(settings.sender)
    # As many copies as recipients: everybody in To sees only themselves, as Apprise does it.
    mail["To"] = _address(recipient if recipient in settings.to else settings.to[0])
    if settings.cc:
        mail["Cc"] = [_address(pair) for pair in settings.cc]
    if settings.reply_to:
        mail["Reply-To"] = [_address(pair) for pair in settings.reply_to]
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = f"<{identity}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers to this
    mail["X-Policy-Watcher-Id"] = _line(message.id)
    mail.set_content(message.text, cte="quoted-printable")
    if html:
        mail.add_alternative(page(message), subtype="html", cte="quoted-printable")
    for file in message.attachments:
        main, _, sub = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=_line(file.name), cte="base64")
    return mail


def page(message: Message) -> str:
    """The HTML of a mail as a whole page. Its head says that it suits dark grounds, too; what a list of mails shows
    beside the subject comes first and is not seen in the mail itself."""
    preview = ""
    if message.preview:
        hidden = "display:none;max-height:0;overflow:hidden;mso-hide:all"
        preview = f'<div aria-hidden="true" style="{hidden}">{escape(message.preview)}</div>\n'
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n{_HEAD}<title>{escape(message.title)}</title>\n'
        f'</head>\n<body style="margin:0;padding:0">\n{preview}{message.html}</body>\n</html>\n'
    )


def _hand_over(
    server: smtplib.SMTP, settings: MailSettings, message: Message, recipient: tuple[str, str], *, html: bool
) -> tuple[int, str] | None:
    """None when the server took it, else its reply. A broken connection is an exception."""
    mail = compose(settings, message, recipient, html=html)
    try:
        server.send_message(mail, settings.sender[1], [recipient[1]])
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        return _reply(error)
    return None


class _connection:  # noqa: N801 - used like a function
    """A logged-in connection. QUIT that fails is nobody's problem: the server has said yes to the message by then."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> smtplib.SMTP:
        wanted = self._settings
        context = ssl.create_default_context()
        if not wanted.verify:  # the operator wrote verify=no into the URL
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if wanted.mode == "ssl":
            self._server = smtplib.SMTP_SSL(wanted.host, wanted.port, timeout=TIMEOUT, context=context)
        else:
            self._server = smtplib.SMTP(wanted.host, wanted.port, timeout=TIMEOUT)
        try:
            if wanted.mode == "starttls":
                self._server.starttls(context=context)
            if wanted.user and wanted.password:
                self._server.login(wanted.user, wanted.password)
        except BaseException:
            self._server.close()
            raise
        return self._server

    def __exit__(self, *exception: object) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server.close()


def _reply(error: Exception) -> tuple[int, str]:
    """Code (0 if none) and words of what went wrong."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b"refused"))
        return code, f"the mail server refused the recipient: {code} {_words(words)}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return error.smtp_code, f"the mail server refused the log-in: {error.smtp_code} {_words(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, f"the mail server answered {error.smtp_code} {_words(error.smtp_error)}"
    if isinstance(error, TimeoutError) or "timed out" in str(error):  # smtplib makes a lost connection of a timeout
        return 0, "the mail server did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return 0, "the mail server broke the connection off"
    if isinstance(error, ssl.SSLCertVerificationError):
        return 0, f"the mail server's certificate could not be verified: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return 0, f"no connection to the mail server: {error.strerror}"
    return 0, f"the mail could not be sent: {type(error).__name__} {error}"


def _words(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def _fingerprint(address: str) -> str:
    return hashlib.blake2b(address.lower().encode(), digest_size=8).hexdigest()


def _address(pair: tuple[str, str]) -> Address:
    name, address = pair
    plain = parseaddr(address)[1] or address
    return Address(display_name=_line(name), addr_spec=plain)


def _line(text: str) -> str:
    """One header line: a line break in it would start a header of somebody else's making."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
