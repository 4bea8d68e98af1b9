"""The notices that are about the watcher as a whole and not about one target, and which alerts are old news."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from watcher.archive import Archive, Entry
from watcher.check.trouble import Trouble
from watcher.config import Target
from watcher.model import Outcome
from watcher.state import Notice, State, TargetState

_PAST = "past"


def watching_began(targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime) -> Notice | None:
    """Every enabled target has been looked at; None while one has not been."""
    enabled = [target.id for target in targets if target.enabled]
    known = [states.get(target_id) or TargetState(target_id) for target_id in enabled]
    if any(state.checked is None for state in known):
        return None
    facts = {"targets": " ".join(enabled), "unseen": str(sum(state.good is None for state in known))}
    return Notice.of("watching-began", "", since=now, created=now, facts=facts)


def still_watching(
    targets: Iterable[Target],
    states: Mapping[str, TargetState],
    entries: Mapping[str, Entry],
    since: dt.datetime,
    now: dt.datetime,
) -> Notice:
    """The watcher is at work: how many documents it watches, how many changed `since` by the archive (a first version
    is no change), and which cannot be seen."""
    enabled = [target for target in targets if target.enabled]
    changes = [entry.last_change for target in enabled if (entry := entries.get(target.id)) is not None]
    known = [states.get(target.id) or TargetState(target.id) for target in enabled]
    unwell = [state for state in known if state.unwell_since is not None]
    facts = {
        "targets": " ".join(state.id for state in unwell),
        "verdicts": " ".join(str(state.verdict or "-") for state in unwell),
        "watched": str(len(enabled)),
        "changed": str(sum(change is not None and change >= since for change in changes)),
    }
    return Notice.of("still-watching", "", since=since, created=now, facts=facts)


def selectors_lost(target: Target, now: dt.datetime) -> Notice:
    """The page is read, but no longer by the target's selectors: somebody has to correct them."""
    return Notice.of("selectors-lost", target.id, since=now, created=now, target=target.id)


def push_fails(trouble: Trouble, reason: str, now: dt.datetime) -> Notice:
    """The copy of the archive falls behind."""
    return Notice.of("push-failed", "", since=trouble.since, created=now, facts={"reason": reason})


def not_recorded(state: TargetState) -> bool:
    """The last check failed because of the watcher, not because of the page."""
    return state.outcome is Outcome.FAILED and state.verdict is None


def recording_fails(trouble: Trouble, states: Mapping[str, TargetState], reason: str, now: dt.datetime) -> Notice:
    """The archive takes no version: one notice, naming the targets that were hit so far."""
    hit = sorted(state.id for state in states.values() if not_recorded(state))
    return _archive("unwell", trouble, now, {"targets": " ".join(hit), "reason": reason})


def recording_works(trouble: Trouble | None, state: State, now: dt.datetime) -> Notice | None:
    """It takes versions again; None when it always did, or when nobody was told that it did not."""
    if trouble is None:
        return None
    told = state.notice(_archive("unwell", trouble, now, {}).id)
    return _archive("recovered", trouble, now, told.facts) if told is not None else None


def _archive(kind: str, trouble: Trouble, now: dt.datetime, facts: dict[str, str]) -> Notice:
    return Notice.of(kind, "the archive", since=trouble.since, created=now, facts=facts)


def keep_past(archive: Archive, state: State) -> None:
    """For a new state database: notes which alerts the archive holds already, so that they stay history when its
    commits are rewritten (`git pull --rebase`) and it cannot be told any more which of them are new."""
    alerts, _ = archive.alerts_since(None)
    if alerts:
        state.set_meta(_PAST, json.dumps([alert.id for alert in alerts]))


def old_alerts(state: State) -> frozenset[str]:
    """The ids of alerts that were history at the start or have been entered since. A channel that is added later is
    not sent them when the archive's commits were rewritten."""
    entered = (row["id"] for row in state.rows("SELECT id FROM messages WHERE kind = 'alert'"))
    return frozenset((*json.loads(state.meta(_PAST) or "[]"), *entered))
