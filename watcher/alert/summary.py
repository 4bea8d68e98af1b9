"""Two sentences by a language model of the operator's own, for each alert and language at most once. Off by default.

    Sender ──alert──▶ Summarizer ──▶ known already? ──▶ may it be asked? ──▶ noted as asked ──▶ asked ──▶ text kept

The text is an addition to the message and nothing else: whatever the model answers or fails to answer, the alert goes
out as it is. What was asked is noted before asking, so that neither a crash nor a resend asks again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from watcher.alert.summary_answer import NoSummary
from watcher.alert.summary_call import ask
from watcher.alert.summary_prompt import Tongue
from watcher.config import Summary
from watcher.model import Alert
from watcher.state import State
from watcher.state.times import to_db

log = logging.getLogger(__name__)

WINDOW = 600.0  # seconds
BUDGET = 120.0  # seconds in each WINDOW that alerts may wait for the model: as long as for a channel that hangs

_DAY = dt.timedelta(days=1)


class Summarizer:
    """Asks the model, within its limits of time and cost, and keeps what it answered. For one event loop."""

    def __init__(
        self,
        model: Summary | None,
        state: State,
        clock: Callable[[], dt.datetime],
        *,
        user_agent: str,
        ca_file: Path | None = None,
        budget: float = BUDGET,
    ) -> None:
        self._model = model
        self._state = state
        self._clock = clock
        self._user_agent = user_agent
        self._ca_file = ca_file
        self._budget = budget
        self._waits: list[tuple[float, float]] = []  # when a question ended, and what it counts for in the budget
        self._turns: weakref.WeakValueDictionary[tuple[str, str], asyncio.Lock] = weakref.WeakValueDictionary()
        self._at_limit = False

    async def summarize(self, alert: Alert, language: str) -> str:
        """The summary; "" when it is off, failed now or before, is over a limit, or was of no use.

        Takes at most the model's timeout; a second caller with the same alert waits for the first. Raises OutboxError
        when the state database cannot be used.
        """
        if self._model is None:
            return ""
        tongue: Tongue = "fr" if language == "fr" else "en"
        turn = self._turns.setdefault((alert.id, tongue), asyncio.Lock())
        async with turn:
            known = self._state.rows(
                "SELECT text FROM summaries WHERE alert = ? AND language = ?", (alert.id, tongue)
            )
            if known:
                return str(known[0]["text"])
            allowed = self._allowed(self._model)
            self._state.execute(
                "INSERT INTO summaries (alert, language, text, created, asked) VALUES (?, ?, '', ?, ?)",
                (alert.id, tongue, to_db(self._clock()), int(allowed)),
            )
            text = await self._ask(self._model, alert, tongue) if allowed else ""
            if text:
                self._state.execute(
                    "UPDATE summaries SET text = ? WHERE alert = ? AND language = ?", (text, alert.id, tongue)
                )
            return text

    def _allowed(self, model: Summary) -> bool:
        """Whether the limits leave room for another question."""
        now = time.monotonic()
        self._waits = [(ended, counted) for ended, counted in self._waits if now - ended < WINDOW]
        if sum(counted for _, counted in self._waits) >= self._budget:
            return False
        question = "SELECT count(*) AS asked FROM summaries WHERE asked = 1 AND created > ?"
        asked = self._state.rows(question, (to_db(self._clock() - _DAY),))[0]["asked"]
        if asked >= model.per_day and not self._at_limit:
            log.warning("no summaries for now: %d were asked for within 24 hours (summary.per_day)", asked)
        self._at_limit = asked >= model.per_day
        return not self._at_limit

    async def _ask(self, model: Summary, alert: Alert, language: Tongue) -> str:
        begun, rests = time.monotonic(), False
        try:
            return await ask(model, alert, language, self._user_agent, self._ca_file)
        except NoSummary as problem:
            reason, rests = problem.reason, problem.resting
        except Exception as error:  # noqa: BLE001 - a boundary: no fault in reading what a model wrote may keep an
            # alert from going out. The words of the error may hold the answer; its type does not.
            reason, rests = f"an internal error: {type(error).__name__}", True
        finally:
            ended = time.monotonic()
            self._waits.append((ended, self._budget if rests else ended - begun))
        log.warning("%s goes out without a summary: %s", alert.id, reason)
        return ""
