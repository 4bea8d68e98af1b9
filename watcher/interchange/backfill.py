"""What a page said before we watched it, from a public archive of the web: its captures become history of ours.

    list of captures ─▶ one for each month ─▶ fetch, one at a time ─▶ Course (judge, weigh) ─▶ Archive.record_past

They come in at the times at which they were captured, marked as past: nobody is told. What our own program has
captured stands, only what came before it is added. A capture that is a wall, an error or half a page is set aside.
What was recorded stays when the run ends early, and the same call goes on where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from watcher.archive import Archive, Item, NewVersion, PastChange
from watcher.check.version import version_of
from watcher.check.weigh import weigh
from watcher.config import Target
from watcher.errors import UsageError
from watcher.extract import parse_text
from watcher.interchange.backfill_source import NotNowError, WebArchive
from watcher.interchange.cdx import STAMP, Snapshot, shown_address
from watcher.interchange.course import Course, Step
from watcher.model import Capture, Document, Outcome, VersionMeta, stamp

_FLUSH = 25  # versions that are recorded at once
_MOST_MISSED = 3  # captures in a row that cannot be had; then it is the archive that is unwell


@dataclass
class Account:
    """What became of the captures: `read`, of these `unchanged`, set `aside` (with the reasons) and `versions`;
    `failed` could not be had; `alerts` are past changes that would have been told; `added` is new in the archive.
    `stopped` says why the run ended early."""

    read: int = 0
    unchanged: int = 0
    aside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    versions: int = 0
    alerts: int = 0
    added: int = 0
    stopped: str = ""


class Backfill:
    """The captures of one target. `known` are the stamps of those that were dealt with before; `keep` is told of each
    one that is, once nothing of it can be lost any more."""

    def __init__(
        self,
        archive: Archive,
        target: Target,
        web: WebArchive,
        *,
        known: frozenset[str] = frozenset(),
        keep: Callable[[Iterable[str]], None] = lambda _: None,
    ) -> None:
        if len(target.pages) > 1:
            raise UsageError(f"{target.id} is made of several pages: an archive has each of them at times of its own")
        self.account = Account()
        self._archive, self._target, self._web, self._known, self._keep = archive, target, web, known, keep
        history = archive.history(target.id)
        own = [item for item in history if not item.meta.origin]
        self._own: Item | None = own[-1] if own else None
        self._held = [item for item in reversed(history) if self._own is None or item.meta.time < self._own.meta.time]
        self._course = Course(target)
        self._before: tuple[VersionMeta, Document] | None = None
        self._pending: list[NewVersion] = []
        self._done: list[str] = []
        self._last = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._missed = 0

    async def listed(self, since: dt.datetime | None, until: dt.datetime | None) -> list[Snapshot]:
        """The captures from before our own first version. Raises UsageError when there is no list of them."""
        ends = [time for time in (until, self._own.meta.time if self._own is not None else None) if time is not None]
        return await self._web.listed(since, min(ends, default=None))

    async def run(
        self, snapshots: Iterable[Snapshot], seen: Callable[[str], None] = lambda _: None, limit: int | None = None
    ) -> Account:
        """Fetch and record them, oldest first, at most `limit`. `seen` is told what became of each. What has been
        read is recorded however the run ends."""
        wanted = [snapshot for snapshot in snapshots if snapshot.stamp not in self._known]
        whole = False
        try:
            for snapshot in wanted[:limit]:
                self._pass_held(snapshot.time)
                seen(await self._one(snapshot))
            left = len(wanted) - len(wanted[:limit])
            self.account.stopped = f"{left} captures are left" if left else ""
            if not left:
                self._pass_held(None)
                whole = True
        except NotNowError as end:
            self.account.stopped = str(end)
        finally:
            self._flush(whole=whole)
        return self.account

    def _pass_held(self, until: dt.datetime | None) -> None:
        """What the archive holds up to a time: the next capture is compared with the last one of these."""
        while self._held and (until is None or self._held[0].meta.time <= until):
            item = self._held.pop(0)
            meta, stored = item.meta, self._archive.read(self._target.id, item.commit)
            document = parse_text(stored.text, title=meta.title, language=meta.language)
            self._course.take(document, meta.time)
            self._before, self._last = (meta, document), meta.time

    async def _one(self, snapshot: Snapshot) -> str:
        """Fetch, judge and weigh one capture; what became of it, in a word or two."""
        capture = await self._web.page(snapshot)
        if isinstance(capture, str):
            self.account.failed.append(f"{snapshot.stamp}: {capture}")
            self._missed += 1
            if self._missed == _MOST_MISSED:
                raise NotNowError(f"{_MOST_MISSED} captures in a row could not be had ({capture})")
            return "failed"
        self._missed = 0
        self._done.append(snapshot.stamp)
        if not self._web.near(snapshot, capture) or capture.time <= self._last:
            self.account.aside.append(f"{snapshot.stamp}: the archive gives another capture in its place")
            return "set aside"
        self.account.read += 1
        step = self._course.take(capture, capture.time)
        if step.document is None or step.weighed is None:
            verdict = step.examined.verdict
            self.account.aside.append(f"{snapshot.stamp}: {verdict.reason or verdict.kind.value}")
            return "set aside"
        self._last = capture.time
        if not step.weighed.archive:
            self.account.unchanged += 1
            return "unchanged"
        self._take(capture, step, step.document)
        return step.outcome.value

    def _take(self, capture: Capture, step: Step, document: Document) -> None:
        weighed = step.weighed
        assert weighed is not None  # noqa: S101 - the caller has looked
        silent, name = step.examined.silent, stamp(capture.time)
        origin = shown_address(self._web.source.address, capture.time, capture.final_url)
        made = version_of(
            self._target, capture, document, weighed, self._before, name=name, silent=silent, past=True, origin=origin
        )
        self._before = (made.meta, document)
        self.account.versions += 1
        self.account.alerts += weighed.alerts
        self._pending.append(replace(made, body=f"{made.body}\n{origin}"))
        if len(self._pending) > _FLUSH:
            self._flush(whole=False)

    def _flush(self, *, whole: bool) -> None:
        """Record what waits. While captures are missing the newest one is kept back, and read once more by a later
        run: with the last one of all comes the comparison with the first version of our own."""
        compared = self._own is None or self._own.alert is not None
        kept = [] if whole or compared else self._pending[-1:]
        now = self._pending[: len(self._pending) - len(kept)]
        if now:
            self.account.added += self._archive.record_past(now, seam=self._seam() if whole else None)
        self._pending = kept
        end = kept[0].meta.time.strftime(STAMP) if kept else "9"
        self._keep([name for name in self._done if name < end])
        self._done = [name for name in self._done if name >= end]

    def _seam(self) -> PastChange | None:
        """What changed between the last capture and our first version; None when that is known, or nothing did."""
        baseline = self._course.baseline
        if self._own is None or self._own.alert is not None or self._before is None or baseline is None:
            return None
        stored = self._archive.read(self._target.id, self._own.commit)
        meta = stored.meta
        document = parse_text(stored.text, title=meta.title, language=meta.language)
        weighed = weigh(baseline, document, self._target.topics)
        if weighed.outcome is not Outcome.CHANGED:
            return None
        headers = (("content-type", meta.content_type),)
        capture = Capture(meta.url, meta.final_url, meta.time, meta.status, headers)
        name = stamp(meta.time)
        made = version_of(self._target, capture, document, weighed, self._before, name=name, past=True)
        if made.alert is None:
            return None
        return PastChange(made.alert, made.redline_html, made.changes_entry, made.overview_entry)
