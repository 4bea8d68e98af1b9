"""Where alerts can go. A channel knows its route, its language and how to get a transport; it never shows its URL."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from watcher.alert import redact
from watcher.config import Timing, When
from watcher.model import Alert, Message, TargetName


class SecretText(Protocol):
    """A text that is shown only to who asks for it by name."""

    def reveal(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one attempt.

    `reason` is fit for the log and the database: no secret in it. `permanent` says that the service refused for good;
    `retry_after` what it asked for; `accepted` are fingerprints of the recipients that have the message although the
    whole failed, so that the next attempt leaves them out.
    """

    ok: bool
    reason: str = ""
    permanent: bool = False
    retry_after: dt.timedelta | None = None
    accepted: tuple[str, ...] = ()


class Transport(Protocol):
    """One live connection to a service. Used by one thread at a time."""

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:
        """Blocks until the service has accepted or refused. An expected failure is a Result, never an exception."""
        ...


class Destination(Protocol):
    """What the outbox and the sender need to know of a channel."""

    @property
    def route(self) -> str: ...
    @property
    def display(self) -> str: ...
    @property
    def language(self) -> str: ...
    def key(self, salt: bytes) -> str: ...
    @property
    def timing(self) -> Timing: ...
    def admits(self, alert: Alert) -> bool: ...
    def covers(self, alert: Alert) -> bool: ...
    def transport(self) -> Transport: ...


@dataclass(frozen=True)
class Channel:
    """One Apprise URL of one route. `wants` is the route's condition, `about` whether it is for that document at all;
    notices go to every channel. `attach`: an e-mail carries the files of its message."""

    route: str
    url: SecretText = field(repr=False)
    wants: Callable[[Alert], bool] = field(repr=False)
    language: str = "en"
    about: Callable[[TargetName], bool] = field(default=lambda _: True, repr=False)
    timing: Timing = field(default_factory=Timing)
    attach: bool = False

    @property
    def display(self) -> str:
        """Scheme and redacted place, such as `mailto to a…@example.org`."""
        return redact.display(self.url.reveal())

    def key(self, salt: bytes) -> str:
        """A stable fingerprint of route and URL that tells nothing about either without the salt."""
        named = f"{self.route}\0{self.url.reveal()}"
        return hashlib.blake2b(named.encode(), key=salt, digest_size=12).hexdigest()

    def admits(self, alert: Alert) -> bool:
        return self.wants(alert)

    def covers(self, alert: Alert) -> bool:
        return self.about(alert.target)

    def transport(self) -> Transport:
        from watcher.alert.service import ServiceTransport  # Apprise: a fifth of a second and 45 MB

        return ServiceTransport(self.url, attach=self.attach)


_WORTH = When()


@dataclass(frozen=True)
class TerminalChannel:
    """Where alerts go when no channel is configured: `show` prints the text of what a route without conditions takes,
    so that what is worth no alert is not printed like one."""

    show: Callable[[str], None] = field(repr=False)
    language: str = "en"
    route: str = "terminal"
    display: str = "terminal"
    timing: Timing = field(default_factory=Timing)

    def key(self, salt: bytes) -> str:  # noqa: ARG002 - the same in every database: there is nothing to hide
        return "terminal"

    def admits(self, alert: Alert) -> bool:
        return _WORTH.admits(alert)

    def covers(self, alert: Alert) -> bool:  # noqa: ARG002 - it is about every document
        return True

    def transport(self) -> Transport:
        return _Terminal(self.show)


@dataclass(frozen=True)
class _Terminal:
    show: Callable[[str], None]

    def send(self, message: Message, language: str, accepted: tuple[str, ...]) -> Result:  # noqa: ARG002 - the protocol's
        self.show(f"{message.title}\n\n{message.text}")
        return Result(ok=True)
