"""How a check moves what is known of a target, and when that is worth a health notice. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from watcher.check.record import Recorded
from watcher.model import Capture, Outcome, Verdict, iso
from watcher.state import Notice, TargetState

# A target that cannot be seen is worth a notice after so many checks, or so much time, whichever comes first.
UNWELL_CHECKS = 3
UNWELL_TIME = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check of one target came to, for tables, logs and exit codes."""

    target: str
    outcome: Outcome
    verdict: Verdict
    headline: str = ""
    commit: str = ""
    alert_id: str = ""

    @property
    def failed(self) -> bool:
        return self.outcome in (Outcome.FAILED, Outcome.QUARANTINED)


def after_failure(known: TargetState, verdict: Verdict, outcome: Outcome, now: dt.datetime) -> TargetState:
    """The target could not be seen: no capture, or one that is not the page."""
    return replace(
        known,
        checked=now,
        outcome=outcome,
        verdict=verdict.kind,
        reason=verdict.reason,
        failures=known.failures + 1,
        unwell_since=known.unwell_since or now,
        not_before=verdict.retry_after,
    )


def after_trouble(known: TargetState, reason: str, now: dt.datetime) -> TargetState:
    """The watcher itself failed: nothing can be said of the page, hence no verdict. What is known of the last good
    capture stays, so the next check asks for the whole page again and the change is found then."""
    return replace(
        known,
        checked=now,
        outcome=Outcome.FAILED,
        verdict=None,
        reason=reason,
        failures=known.failures + 1,
        unwell_since=known.unwell_since or now,
        not_before=None,
    )


def after_success(known: TargetState, capture: Capture, recorded: Recorded, now: dt.datetime) -> TargetState:
    """A good capture was read and, if it was a version, committed. An empty key = not modified, nothing was read."""
    validators = capture.validators
    told_again = replace(
        known,
        checked=now,
        good=now,
        changed=now if recorded.commit and recorded.outcome is not Outcome.UNCHANGED else known.changed,
        outcome=recorded.outcome,
        verdict=recorded.verdict.kind,
        reason=recorded.verdict.reason,
        failures=0,
        unwell_since=None,
        not_before=None,
    )
    if not recorded.key:
        return told_again
    return replace(
        told_again, etag=validators.etag, last_modified=validators.last_modified, text_key=recorded.key
    )  # fmt: skip


def notice_after(before: TargetState, after: TargetState, *, told: bool, now: dt.datetime) -> Notice | None:
    """The health notice that this step calls for. `told` says that the target's present illness was told before.

    `before` and `after` are the same when the check was not made (the host asked to wait): time alone counts then.
    """
    if after.unwell_since is not None:
        lasted = now - after.unwell_since
        if after.failures < UNWELL_CHECKS and lasted < UNWELL_TIME:
            return None
        facts = {
            "reason": after.reason,
            "verdict": str(after.verdict) if after.verdict is not None else "",
            "checks": str(after.failures),
            "last_good": iso(after.good) if after.good is not None else "",
        }
        return Notice.of("unwell", after.id, since=after.unwell_since, created=now, target=after.id, facts=facts)
    if before.unwell_since is not None and told:
        facts = {"reason": before.reason}
        return Notice.of("recovered", after.id, since=before.unwell_since, created=now, target=after.id, facts=facts)
    return None


def illness(state: TargetState) -> Notice | None:
    """The notice by which the target's present illness is, or would be, known."""
    if state.unwell_since is None:
        return None
    return Notice.of("unwell", state.id, since=state.unwell_since, created=state.unwell_since)
