"""A message as it would be sent, written out: the mail, Slack's payload, the Matrix event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.model import Message

FORMATS = ("text", "markdown", "html", "email", "slack", "matrix")


def written(message: Message, output: str, language: str) -> str:
    """What a channel of that kind would get. `output` is one of FORMATS; a mail has made-up addresses."""
    if output == "html":
        return message.html
    if output == "markdown":
        return message.markdown
    if output == "email":
        return _mail(message)
    if output == "slack":
        from watcher.alert.blocks import payload

        return _json(payload(message, language))
    if output == "matrix":
        from watcher.alert.matrix import content

        return _json(content(message, language))
    return message.text


def _mail(message: Message) -> str:
    from watcher.alert.mail import MailSettings, compose

    reader = ("", "reader@example.org")
    sender = ("Policy Watcher", "watcher@example.org")
    settings = MailSettings("mail.example.org", 587, "starttls", True, "", "", sender, (reader,))  # noqa: FBT003 - verify
    return compose(settings, message, reader, html=True).as_bytes().decode("utf-8").replace("\r\n", "\n")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
