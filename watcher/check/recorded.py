"""What a check found and did in the archive."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.model import Alert, Outcome, Verdict
from watcher.model.upcoming import Upcoming


@dataclass(frozen=True)
class Recorded:
    """What became of one capture in the archive. `commit` is empty when nothing was committed. `unselected`: it was
    read although the target's selectors match nothing; `announced` are the texts that it says are to come, None when
    it was not read; `look` is what to know the same page by (see `fast`)."""

    outcome: Outcome
    verdict: Verdict
    key: str = ""
    commit: str = ""
    headline: str = ""
    alert: Alert | None = None
    suspect: str = ""
    unselected: bool = False
    announced: tuple[Upcoming, ...] | None = None
    look: str = ""
