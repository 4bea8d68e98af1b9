"""When a failed delivery is tried again, and when not. Pure: time and chance are passed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

LONGEST_RETRY_AFTER = dt.timedelta(days=1)  # what a service may ask for at most; a wrong header must not silence it


@dataclass(frozen=True, slots=True)
class Policy:
    """The law of retries.

    Waits double from `first_wait` to `longest_wait`. A delivery is given up `give_up_after` its first attempt, or
    when the service refused it for good `refusals` times in a row (one such answer can be a passing fault of the
    service). `attempt_limit` is the time that one attempt may take.
    """

    first_wait: dt.timedelta = dt.timedelta(minutes=1)
    longest_wait: dt.timedelta = dt.timedelta(hours=6)
    give_up_after: dt.timedelta = dt.timedelta(days=7)
    refusals: int = 3
    attempt_limit: dt.timedelta = dt.timedelta(seconds=60)

    def wait(self, attempts: int, chance: float, retry_after: dt.timedelta | None = None) -> dt.timedelta:
        """How long to wait after that many failed attempts (from 1). `chance` in [0, 1) spreads the channels.

        The doubled wait is spread over 80 to 120 % of itself, then held within first and longest wait; what the
        service asked for is never undercut, up to a day.
        """
        doubled = self.first_wait * (1 << min(attempts - 1, 20))
        spread = min(doubled, self.longest_wait) * (0.8 + 0.4 * chance)
        chosen = max(self.first_wait, min(spread, self.longest_wait))
        return chosen if retry_after is None else max(chosen, min(retry_after, LONGEST_RETRY_AFTER))

    def gives_up(
        self, first_try: dt.datetime, now: dt.datetime, refusals: int, retry_for: dt.timedelta | None = None
    ) -> bool:
        """Whether a delivery that just failed again is to be given up; `retry_for` is what its route says of that."""
        return refusals >= self.refusals or now - first_try >= (retry_for or self.give_up_after)
