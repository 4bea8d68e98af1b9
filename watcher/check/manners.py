"""How a target is asked for, and when its host must not be asked at all. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from watcher.archive import Entry
from watcher.capture import FetchRequest
from watcher.check.examine import reading_of
from watcher.config import Target
from watcher.model import Validators, iso
from watcher.state import TargetState


def request(target: Target, known: TargetState, entry: Entry | None, user_agent: str) -> FetchRequest:
    """The fetch of one target. Validators are sent only while they speak for the version in the archive (`entry`) as
    it is read today: a page that is read in another way now has to be seen whole, and so has one without facts."""
    current = (
        entry is not None
        and entry.meta.facts is not None
        and entry.meta.reading == reading_of(target)
        and known.text_key == entry.meta.text_key
    )
    return FetchRequest(
        url=target.url,
        language=target.language,
        validators=Validators(known.etag, known.last_modified) if current else None,
        delay=target.delay,
        timeout=target.timeout,
        max_bytes=target.max_bytes,
        robots_override=target.robots_override,
        allow_private_addresses=target.allow_private_addresses,
        user_agent=user_agent,
    )


def asked_to_wait(until: dt.datetime) -> str:
    """The reason why a target is not asked for now."""
    return f"the host asked not to be called before {iso(until)}"


def host_waits(
    target: Target, targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime
) -> dt.datetime | None:
    """Until when the target's host wants to be left alone, by what it said to any target of the same host; None when
    it may be asked. The fetcher knows that, too, but not after a restart."""
    host = urlsplit(target.url).hostname
    asked = [
        known.not_before
        for other in targets
        if urlsplit(other.url).hostname == host
        and (known := states.get(other.id)) is not None
        and known.not_before is not None
    ]
    latest = max(asked, default=now)
    return latest if latest > now else None
