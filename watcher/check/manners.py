"""How a target is asked for, and when its host must not be asked at all. Pure."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from watcher.archive import Entry
from watcher.capture import FetchRequest
from watcher.check.reading import reading_of
from watcher.config import Target
from watcher.model import Validators, Verdict, VerdictKind, iso
from watcher.state import TargetState

_LONGEST_PAUSE = dt.timedelta(days=1)
_USUAL_INTERVAL = dt.timedelta(hours=6)  # for a target with a cron expression, which has no interval
_REFUSED_TWICE = 2  # different documents without a good one since: then it is the host that refuses, not one page


def current(target: Target, known: TargetState, entry: Entry | None) -> bool:
    """Whether what is known of the last good capture speaks for the version in the archive as it is read today."""
    return (
        entry is not None
        and entry.meta.facts is not None
        and entry.meta.reading == reading_of(target)
        and known.text_key == entry.meta.text_key
    )


def request(target: Target, known: TargetState, entry: Entry | None, user_agent: str | None = None) -> FetchRequest:
    """The fetch of one target. Validators are sent only while they speak for the version in the archive (`entry`) as
    it is read today: a page that is read in another way now has to be seen whole, and so has one without facts, and
    one of several that make a document, for the others may have changed.

    With `render: auto` a page that only a browser could show before is shown by it at once: what it looks like
    without scripts would be another text.
    """
    shown = target.render == "browser" or (target.render == "auto" and entry is not None and entry.meta.rendered)
    return FetchRequest(
        url=target.url,
        language=target.language,
        validators=Validators(known.etag, known.last_modified) if current(target, known, entry) else None,
        delay=target.delay,
        timeout=target.timeout,
        max_bytes=target.max_bytes,
        robots_override=target.robots_override,
        allow_private_addresses=target.allow_private_addresses,
        proxy=target.proxy,
        user_agent=user_agent,
        render="browser" if shown else "plain",
        select=target.css,
        render_hosts=target.render_hosts,
    )


# What stands in for a page that is made by scripts.
WORTH_A_BROWSER = frozenset(
    (
        VerdictKind.BLOCKED,
        VerdictKind.EMPTY,
        VerdictKind.TRUNCATED,
        VerdictKind.SELECTOR_LOST,
        VerdictKind.CONSENT_WALL,
    )
)


def worth_a_browser(target: Target, request: FetchRequest, verdict: Verdict) -> bool:
    """Whether a page that was fetched plainly and judged so should be shown by a browser: where the target allows it,
    and unless the host said when to come back."""
    allowed = target.render == "auto" and request.render == "plain"
    return allowed and verdict.kind in WORTH_A_BROWSER and verdict.retry_after is None


def not_shown(verdict: Verdict, shown: Verdict) -> Verdict:
    """The verdict on a plain page with the reason why a browser did not show it either."""
    return replace(verdict, reason=f"{verdict.reason}; and in a browser: {shown.reason}")


def asked_to_wait(until: dt.datetime) -> str:
    """The reason why a target is not asked for now."""
    return f"the host asked not to be called before {iso(until)}"


def host_waits(
    target: Target, targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime
) -> dt.datetime | None:
    """Until when the target's host wants to be left alone, by what it said to any target of the same host; None when
    it may be asked. The fetcher knows that, too, but not after a restart."""
    waiting = {name: known.not_before for name, known in states.items() if known.not_before is not None}
    if not waiting:
        return None
    hosts = target.hosts
    there = [waiting[other.id] for other in targets if other.id in waiting and hosts & other.hosts]
    latest = max(there, default=now)
    return latest if latest > now else None


def backoff(refusals: int, interval: dt.timedelta, chance: float) -> dt.timedelta:
    """How long to leave alone who refused so many checks in a row: the interval between two checks, doubled with each
    refusal, at most a day. `chance`, from 0 to 1, takes 10 to 30 % off: so the check of the schedule at that time is
    made, and a fleet of watchers does not come back in step.
    """
    doubled = min(interval * (1 << min(max(refusals, 1) - 1, 16)), _LONGEST_PAUSE)
    return doubled * (0.9 - 0.2 * chance)


def left_alone(
    target: Target, targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime
) -> dt.datetime | None:
    """Until when the schedule leaves a target alone because it was refused (403, 429, 999, a check for robots), None
    when it may be checked.

    A document that was refused backs off by itself. Its host is left alone, too, once two of its documents were
    refused and none was good since: one page that nobody may read must not keep us from the others.
    """
    hosts = target.hosts
    there = [
        (other, known) for other in targets if hosts & other.hosts and (known := states.get(other.id)) is not None
    ]
    good = max((known.good for _, known in there if known.good is not None), default=None)
    refused = {
        other.id: (known.checked, until)
        for other, known in there
        if (until := _pause(other, known)) and known.checked
    }
    since = [until for checked, until in refused.values() if good is None or checked > good]
    own = [refused[target.id][1]] if target.id in refused else []
    latest = max(own + since if len(since) >= _REFUSED_TWICE else own, default=now)
    return latest if latest > now else None


def _pause(target: Target, known: TargetState) -> dt.datetime | None:
    """The end of the pause that a refused document makes."""
    if known.verdict is not VerdictKind.BLOCKED or known.checked is None or known.failures < 1:
        return None
    chance = zlib.crc32(f"{target.id} {known.failures}".encode()) / 2**32  # the same after a restart
    return known.checked + backoff(known.failures, target.schedule.every or _USUAL_INTERVAL, chance)
