"""What one capture would have led to, for people and for scripts. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from watcher.check.weigh import Weighed
from watcher.model import Finding, Outcome, TargetName


@dataclass(frozen=True)
class Row:
    """One capture beside the one before. `technical`: only its reading changed, not the page."""

    target: str
    before: str
    to: str
    outcome: Outcome
    weighed: Weighed | None
    time: dt.datetime
    named: TargetName
    technical: bool = False

    @property
    def alerts(self) -> bool:
        return self.weighed is not None and self.weighed.alerts

    def as_json(self) -> dict[str, object]:
        """The object of `backtest --json` (docs/backtest.md)."""
        assessment = self.weighed.assessment if self.weighed is not None else None
        findings = assessment.findings if assessment is not None else ()
        return {
            "target": self.target,
            "from": self.before,
            "to": self.to,
            "outcome": self.outcome.value,
            "alert": self.alerts,
            "topics": list(assessment.topics) if assessment is not None else [],
            "direction": assessment.direction.value if assessment is not None else "none",
            "severity": assessment.severity.value if assessment is not None and assessment.severity else None,
            "findings": [_finding_json(finding) for finding in findings],
        }


def _finding_json(finding: Finding) -> dict[str, object]:
    """One finding as scripts read it; `section` are the headings above the quote, outermost first."""
    quote = finding.after or finding.before
    return {
        "topic": finding.topic,
        "kind": finding.kind.value,
        "direction": finding.direction.value,
        "before": finding.before.text if finding.before else None,
        "after": finding.after.text if finding.after else None,
        "section": list(quote.section) if quote else [],
    }
