"""How a check moves what is known of a target, and when that is worth a health notice. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from watcher.check.recorded import Recorded
from watcher.model import Capture, Outcome, Verdict, VerdictKind
from watcher.state import TargetState


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check of one target came to, for tables, logs, exit codes. `unsure`: it wants a second look soon."""

    target: str
    outcome: Outcome
    verdict: Verdict
    headline: str = ""
    commit: str = ""
    alert_id: str = ""
    unsure: bool = False

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


def after_success(
    known: TargetState, capture: Capture, recorded: Recorded, now: dt.datetime, moved_to: str | None = None
) -> TargetState:
    """A good capture was read and, if it was a version, committed. An empty key = not modified, nothing was read.
    `moved_to`: permanent redirects led there."""
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
        moved_to=moved_to,
        moved_since=known.moved_since if moved_to == known.moved_to else now,
        moved_told=known.moved_told if moved_to is not None else None,
    )
    if not recorded.key:
        return told_again
    return replace(
        told_again,
        etag=validators.etag,
        last_modified=validators.last_modified,
        text_key=recorded.key,
        look=recorded.look or None,
    )


def after_crash(known: TargetState, error: Exception, now: dt.datetime) -> TargetState:
    """A bug of the watcher came to light with this page: the page cannot be seen until somebody mends it."""
    reason = f"an internal error ({type(error).__name__}); the log has the details"
    return replace(after_trouble(known, reason, now), verdict=VerdictKind.INTERNAL)
