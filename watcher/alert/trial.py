"""Tries a channel outside the outbox: can its URL be read, and does a message get through."""

from __future__ import annotations

from watcher.alert.channel import Destination, Result, SecretText
from watcher.model import Message


def check_channel(url: SecretText) -> str | None:
    """What is wrong with an Apprise URL, without its secrets; None when Apprise can use it. Sends nothing."""
    from watcher.alert import service  # Apprise: only who asks pays for it

    opened = service.open_service(url)
    if opened is None:
        return service.UNREADABLE
    return (
        None if opened.enabled else f"{opened.service_name} cannot be used here: a package that it needs is missing"
    )


def send_test(channel: Destination, message: Message) -> Result:
    """Sends that message now, once, without recording anything. Blocks; an expected failure is a Result."""
    return channel.transport().send(message, channel.language, ())
