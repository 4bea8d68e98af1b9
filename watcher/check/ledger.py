"""Writes down what a check came to, and enters the health notice that it calls for, in one transaction.

A target that cannot be seen is told by itself; an archive that cannot be written is told once for all targets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from watcher.alert import Outbox
from watcher.archive import Entry
from watcher.capture.moved import moved_to
from watcher.check import ahead, letters
from watcher.check.health import bulletins, notice_of
from watcher.check.posts import HealthPost, covering, split
from watcher.check.progress import Checked, after_crash, after_failure, after_success, after_trouble
from watcher.check.recorded import Recorded
from watcher.check.suspicion import first_look
from watcher.check.trouble import failed, over
from watcher.config import Settings, Target
from watcher.errors import ArchiveError
from watcher.model import Capture, Outcome, Verdict, iso
from watcher.state import AHEAD, Notice, State, TargetState

Clock = Callable[[], dt.datetime]
RECORDING_CHECKS = 3  # in a row that an archive must have refused before that is worth a notice
PUSH_PATIENCE = dt.timedelta(minutes=5)  # a push that fails for less than this is not worth a notice
SELECTOR_NEWS = dt.timedelta(days=7)  # selectors that match one time and not the next are told once in that time
_SUSPECT = "suspect/"
_SELECT = "select/"
_ANNOUNCED = "announced"
_REPORTED = "reported"
_PUSH = "push-failing"
_RECORDING = "recording-failing"


class Ledger:
    """One per Watch. `health` is where notices go; it changes with the configuration. Every method may raise
    OutboxError."""

    def __init__(self, state: State, outbox: Outbox, clock: Clock) -> None:
        self.health: tuple[HealthPost, ...] = ()
        self._state = state
        self._outbox = outbox
        self._clock = clock

    def known(self, target_id: str) -> TargetState:
        """As it is now: others write while a check waits for its host (the schedule, a check on the same host)."""
        return self._state.get(target_id) or TargetState(target_id)

    def suspect(self, target_id: str) -> str:
        """The key of the text that the check before held back until it is seen once more; empty if none."""
        return self._state.meta(_SUSPECT + target_id) or ""

    def failed(self, target: Target, verdict: Verdict, outcome: Outcome, suspect: str | None = None) -> Checked:
        """The target could not be seen. `suspect` is None when nothing was captured."""
        known, now = self.known(target.id), self._clock()
        after = after_failure(known, verdict, outcome, now)
        with self._state.transaction():
            if suspect is not None:
                self._state.set_meta(_SUSPECT + target.id, suspect)
            self._state.put(after)
        return Checked(target.id, outcome, verdict, unsure=first_look(suspect or ""))

    def ahead(self, target: Target, targets: Sequence[Target]) -> Target | None:
        """The text that is to come of a document, as a target; None when its page announces none."""
        return ahead.coming(self._state.meta(AHEAD + target.id) or "", target, targets)

    def withdrawn(self, target: Target, coming: Entry | None) -> bool:
        """Whether the page announces no more what the archive has as to come. A database that knows of no
        announcement says nothing: the one before it may have known of one."""
        if coming is None or coming.meta.over or not coming.target.upcoming_of:
            return False
        return self._state.meta(AHEAD + target.id) is not None

    def succeeded(self, target: Target, capture: Capture, recorded: Recorded) -> Checked:
        """It was seen, and committed if it was a version."""
        known, now = self.known(target.id), self._clock()
        after = after_success(known, capture, recorded, now, moved_to(capture))
        # That a page is as it was is by far the most that there is to write, and lost, it is soon found again.
        news = recorded.commit or recorded.unselected or known.failures
        with self._state.transaction(flush=bool(news)):
            if self.suspect(target.id):
                self._state.set_meta(_SUSPECT + target.id, "")
            self._state.put(after)
            if recorded.announced is not None:
                note = ahead.noted(recorded.announced)
                if note != (self._state.meta(AHEAD + target.id) or ""):
                    self._state.set_meta(AHEAD + target.id, note)
            self._selectors(target, recorded, now)
            if recorded.commit or letters.not_recorded(known):
                self._tell(letters.recording_works(over(self._state, _RECORDING), self._state, now))
        alert_id = recorded.alert.id if recorded.alert is not None and recorded.alert.assessment.worth_telling else ""
        return Checked(target.id, recorded.outcome, recorded.verdict, recorded.headline, recorded.commit, alert_id)

    def not_recorded(self, target: Target, error: ArchiveError) -> None:
        """The archive failed, not the page. Told once for all targets: one full disk is one notice, not eighty."""
        now = self._clock()
        with self._state.transaction():
            self._state.put(after_trouble(self.known(target.id), str(error), now))
            trouble = failed(self._state, _RECORDING, now)
            if trouble.times >= RECORDING_CHECKS:
                self._tell(letters.recording_fails(trouble, self._state.targets(), str(error), now))

    def crashed(self, target: Target, error: Exception) -> None:
        """A bug came to light with this page."""
        self._state.put(after_crash(self.known(target.id), error, self._clock()))

    def pushed(self) -> None:
        """The copy of the archive is up to date."""
        over(self._state, _PUSH)

    def not_pushed(self, reason: str) -> None:
        """It is not; told once, when that lasts."""
        now = self._clock()
        with self._state.transaction():
            trouble = failed(self._state, _PUSH, now)
            if now - trouble.since >= PUSH_PATIENCE:
                self._tell(letters.push_fails(trouble, reason, now))

    def announce(self, targets: Sequence[Target]) -> None:
        """Once in the life of a state database, when every target has been looked at: watching has begun.

        Also when the archive is older than the database: silence is this program's normal state, and after a move to
        another machine one message is the only proof that the new one reaches anybody. Without a channel it waits for
        the first one, for the same reason.
        """
        if not self.health or self._state.meta(_ANNOUNCED) is not None:
            return
        notice = letters.watching_began(targets, self._state.targets(), self._clock())
        if notice is not None:
            with self._state.transaction():
                self._state.set_meta(_ANNOUNCED, iso(notice.created))
                self._tell(notice)

    def report(self, targets: Sequence[Target], entries: Mapping[str, Entry]) -> None:
        """Enters the message that the watcher is at work, about the time since the last one, or since it began."""
        now = self._clock()
        since = self.reported or now
        with self._state.transaction():
            self._state.set_meta(_REPORTED, iso(now))
            self._tell(letters.still_watching(targets, self._state.targets(), entries, since, now))

    @property
    def reported(self) -> dt.datetime | None:
        """When the last such message was entered, or watching began; None when nothing has been told yet."""
        time = self._state.meta(_REPORTED) or self._state.meta(_ANNOUNCED)
        return dt.datetime.fromisoformat(time) if time else None

    def tell_health(self, settings: Settings) -> None:
        """Enters the notices about targets that are due now: who fell ill, got well, moved. Each is entered together
        with the note that it was told, for every channel that wants to hear of one of its targets.

        While somebody is well, only hosts are looked at on which somebody is not: this is asked after each check.
        """
        now, notable, get = self._clock(), self._state.notable(), self._state.get
        if not notable:
            return
        if any(t.enabled and t.id not in notable and get(t.id) is not None for t in settings.targets):
            near = settings.neighbours(*(target for target in settings.targets if target.id in notable))
            said, silent = bulletins(near, self._state.some(t.id for t in near), now, others_well=True)
        else:
            said, silent = bulletins(settings.targets, self._state.targets(), now)
        if not said and not silent:
            return
        with self._state.transaction():
            self._state.put_many((*silent, *(state for bulletin in said for state in bulletin.after)))
            for bulletin in said:
                for channels, patients in split(self.health, bulletin.patients):
                    self._outbox.enter_notice(notice_of(bulletin.kind, patients, now), channels, now)

    def _selectors(self, target: Target, recorded: Recorded, now: dt.datetime) -> None:
        """Selectors that match nothing any more, although the page was read: told once, for the channels that want to
        hear of the target."""
        key, selectors = _SELECT + target.id, ", ".join(map(str, target.select))
        told_of, _, told = (self._state.meta(key) or "").rpartition("|")
        if recorded.unselected and told_of != selectors:
            self._state.set_meta(key, f"{selectors}|{iso(now)}")
            channels = tuple(post.channel for post in self.health if post.covers(target.name))
            self._outbox.enter_notice(letters.selectors_lost(target, now), channels, now)
        matched = bool(recorded.key) and not recorded.unselected
        if matched and told and now - dt.datetime.fromisoformat(told) >= SELECTOR_NEWS:
            self._state.set_meta(key, "")

    def _tell(self, notice: Notice | None) -> None:
        """A notice about the watcher as a whole."""
        if notice is not None:
            self._outbox.enter_notice(notice, covering(self.health), self._clock())
