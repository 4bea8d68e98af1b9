"""Sends to Slack's incoming webhooks ourselves.

Why not through Apprise: it shows the headline twice, writes mrkdwn instead of rich text (see blocks.py), and keeps to
itself the wait that Slack asks for. Slack's own word on a refusal is the reason of the failure; what it refuses as
blocks is sent once more as plain text, because an alert in plain clothes is better than none. URLs with an access
token, a template or a workflow, and `?format=text`, still go through Apprise.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import os
import re
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final, TypeGuard

from watcher.alert import redact
from watcher.alert.blocks import MAX_FALLBACK, fallback, payload
from watcher.alert.channel import Result
from watcher.alert.cutting import essence
from watcher.alert.library import NotifyBase, NotifySlack, SlackMode
from watcher.model import Message

_CHANNEL: Final = re.compile(r"([+#@]?)([A-Z0-9_-]{1,32})(?::([0-9.]{1,32}))?", re.IGNORECASE)
# What Slack answers a webhook (docs.slack.dev, "Sending messages using incoming webhooks", "Handling errors").
_SAID: Final = {
    "invalid_payload": "Slack could not read the message",
    "invalid_blocks": "Slack could not read the message",
    "too_long": "Slack found the message too long",
    "msg_blocks_too_long": "Slack found the message too long",
    "user_not_found": "Slack does not know that user",
    "channel_not_found": "Slack does not know that channel",
    "channel_is_archived": "that channel is archived",
    "action_prohibited": "the workspace's administrators do not allow this",
    "posting_to_general_channel_denied": "the workspace does not allow messages to its general channel",
    "no_service": "the webhook was taken back or never existed",
    "no_service_id": "the webhook was taken back or never existed",
    "no_team": "the workspace does not exist",
    "team_disabled": "the workspace is disabled",
    "invalid_token": "the webhook's token is wrong",
    "rollup_error": "Slack has trouble",
}
_FINAL: Final = frozenset({400, 401, 403, 404, 405, 410, 413, 422})


def is_ours(service: NotifyBase) -> TypeGuard[NotifySlack]:
    """Whether the plugin posts to an incoming webhook and the URL asks for nothing that only Apprise does."""
    return (
        type(service) is NotifySlack
        and service.mode in (SlackMode.WEBHOOK, SlackMode.WEBHOOK_GOV)
        and not service.template
        and all(channel is None or _CHANNEL.fullmatch(channel) for channel in service.channels)
    )


def send(
    service: NotifySlack, message: Message, language: str, accepted: tuple[str, ...], redactor: redact.Redactor
) -> Result:
    """One post for each channel of the URL that is not yet in `accepted` (fingerprints)."""
    done = set(accepted)
    failed: list[Result] = []
    body = payload(message, language)
    for channel in service.channels:
        mark = hashlib.blake2b(str(channel).encode(), digest_size=8).hexdigest()
        if mark in done:
            continue
        result = _post_or_plain(service, {**body, **_addressed(service, channel)}, message)
        if result.ok:
            done.add(mark)
        else:
            failed.append(result)
    if not failed:
        return Result(ok=True)
    reasons = "; ".join(dict.fromkeys(result.reason for result in failed))
    waits = [result.retry_after for result in failed if result.retry_after is not None]
    return Result(
        ok=False,
        reason=redactor.clean(reasons),
        permanent=all(result.permanent for result in failed),
        retry_after=max(waits, default=None),
        accepted=tuple(sorted(done)),
    )


def _addressed(service: NotifySlack, channel: str | None) -> dict[str, str]:
    """The channel that the URL names (only old webhooks heed it), the thread in it, and the name of the sender."""
    fields = {"username": str(service.user)} if service.user else {}
    match = _CHANNEL.fullmatch(channel or "")
    if match is not None:
        sign, name, thread = match.groups()
        fields["channel"] = name if sign == "+" else f"{sign or '#'}{name}"
        fields |= {"thread_ts": thread} if thread else {}
    return fields


def _post_or_plain(service: NotifySlack, body: dict[str, Any], message: Message) -> Result:
    """What Slack refuses as blocks goes once more as plain text."""
    status, answer, wait = _post(service, body)
    if status == 400 and ("block" in answer or "payload" in answer or "too_long" in answer):
        plain = {key: value for key, value in body.items() if key != "blocks"}
        plain["text"] = "\n".join(fallback(line) for line in essence(message, MAX_FALLBACK // 2))
        status, answer, wait = _post(service, plain)
    if status == 200:
        return Result(ok=True)
    word = next((word for word in re.findall(r"[a-z_]{4,60}", answer) if word in _SAID), "")
    said = _SAID.get(word, "")
    if not status:
        reason = answer
    elif status == 429:
        reason = "Slack asks to send less (429)"
    else:
        shown = word or " ".join(answer.split())[:80]
        reason = f"Slack answered {status} {shown}".rstrip() + (f": {said}" if said else "")
    return Result(ok=False, reason=reason, permanent=status in _FINAL, retry_after=wait)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A post that is redirected would arrive as an empty GET."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _post(service: NotifySlack, body: dict[str, Any]) -> tuple[int, str, dt.timedelta | None]:
    """Status (0: no answer, the words say why), answer, and the wait that Slack asks for."""
    base = service.webhook_gov_url if service.mode is SlackMode.WEBHOOK_GOV else service.webhook_url
    url = f"{base}/{service.token_a}/{service.token_b}/{service.token_c}"
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "policy-watcher"}
    request = urllib.request.Request(url, data, headers, method="POST")  # noqa: S310 - the address is Slack's own
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=_context(service)), _NoRedirect())
    try:
        with opener.open(request, timeout=float(service.socket_read_timeout)) as answer:
            return answer.status, answer.read(2000).decode("utf-8", "replace"), None
    except urllib.error.HTTPError as error:
        with error:
            words = error.read(2000).decode("utf-8", "replace")
            return error.code, words, _asked(error.headers.get("Retry-After", ""))
    except TimeoutError:
        return 0, "Slack did not answer in time", None
    except (OSError, http.client.HTTPException) as error:
        return 0, _trouble(error), None


def _asked(value: str) -> dt.timedelta | None:
    return dt.timedelta(seconds=int(value)) if re.fullmatch(r"\d{1,7}", value.strip()) else None


def _context(service: NotifySlack) -> ssl.SSLContext:
    context = ssl.create_default_context()
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")  # as Apprise heeds it
    if bundle and Path(bundle).is_file():
        context.load_verify_locations(cafile=bundle)
    if not service.verify_certificate:  # the operator wrote verify=no into the URL
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _trouble(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "Slack did not answer in time"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"Slack's certificate could not be verified: {cause.verify_message}"
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else type(cause).__name__
    return f"no connection to Slack: {words}"
