"""The history of a document in a collection becomes history of ours, as if we had been there: nothing of it is told.

    its versions ─▶ Course (judge, weigh) ─▶ versions of ours, with dates and origins ─▶ Archive.record_past

What our own program has captured stands: a collection only adds what came before it. The same import once more adds
nothing, and one that was interrupted goes on where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from watcher.archive import Archive, NewVersion, PastChange
from watcher.check.foreign import read_by_another
from watcher.check.version import version_of
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.config import Target
from watcher.extract import parse_text
from watcher.interchange.course import Course, Step
from watcher.interchange.git_source import Files, Source
from watcher.interchange.ota_versions import MEDIA_TYPE, Kind, OtaHistory, OtaText, OtaVersion, content, text
from watcher.model import Capture, Document, Outcome, VersionMeta, iso, stamp

_FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_LISTED = 20  # addresses in a commit


@dataclass
class Account:
    """What became of one history: versions that were read, that make a version here, that were set aside, that came
    after our own captures; `alerts` are past changes that would have been told; `added` is new in the archive."""

    read: int = 0
    versions: int = 0
    aside: int = 0
    later: int = 0
    alerts: int = 0
    added: int = 0


@dataclass(frozen=True)
class _Own:
    """The oldest version that this program captured itself."""

    meta: VersionMeta
    text: str


def bring(
    archive: Archive, source: Source, history: OtaHistory, target: Target, seen: Callable[[], None] = lambda: None
) -> Account:
    """Import one history as that target's. `seen` is called after each version. Raises ArchiveError."""
    account = Account()
    own = _oldest_own(archive, target.id)
    bringing = _Bringing(target, account)
    with source.files() as files:
        made = bringing.versions(history, files, own.meta.time if own is not None else None, seen)
        if own is None:
            account.added = archive.record_past(made)
            return account
        last: list[NewVersion] = []
        account.added = archive.record_past(_but_last(made, last))
    if last:  # what changed between the collection's last version and our first one comes with it
        account.added += archive.record_past(last, seam=bringing.seam(own, last[0].meta))
    return account


def _oldest_own(archive: Archive, target_id: str) -> _Own | None:
    own = [item for item in archive.history(target_id) if not item.meta.origin]
    if not own:
        return None
    stored = archive.read(target_id, own[-1].commit)
    return _Own(stored.meta, stored.text)


def _but_last(versions: Iterator[NewVersion], last: list[NewVersion]) -> Iterator[NewVersion]:
    """All but the last one, which is left in `last`."""
    for version in versions:
        if last:
            yield last.pop()
        last.append(version)


class _Bringing:
    """One history under way."""

    def __init__(self, target: Target, account: Account) -> None:
        self._target = target
        self._account = account
        self._course = Course(target)
        self._before: tuple[VersionMeta, Document] | None = None

    def versions(
        self, history: OtaHistory, files: Files, end: dt.datetime | None, seen: Callable[[], None]
    ) -> Iterator[NewVersion]:
        """The versions that this history makes here, up to `end`, oldest first."""
        ends = (*(version.time for version in history.versions[1:]), _FOREVER)
        for version, until in zip(history.versions, ends, strict=True):
            if end is not None and version.time >= end:
                self._account.later += 1
                continue
            self._account.read += 1
            made = self._made(version, until, text(version, files), history)
            if made is not None:
                self._account.versions += 1
                yield made
            seen()

    def _made(
        self, version: OtaVersion, until: dt.datetime, found: OtaText | None, history: OtaHistory
    ) -> NewVersion | None:
        if found is None:
            self._account.aside += 1
            return None
        read = content(found, version, self._target.url, self._target.language)
        anew = version.kind is not Kind.CHANGE and self._course.begun
        step = (
            self._course.read_anew(read, version.time) if anew else self._course.take(read, version.time, until=until)
        )
        if step.document is None or step.weighed is None:
            self._account.aside += 1
            return None
        if not step.weighed.archive:
            return None
        self._account.alerts += step.weighed.alerts
        return self._new(version, found, history, step, step.document, step.weighed)

    def _new(
        self, version: OtaVersion, found: OtaText, history: OtaHistory, step: Step, document: Document,
        weighed: Weighed,
    ) -> NewVersion:  # fmt: skip
        target = self._target
        capture = Capture(target.url, target.url, version.time, 200, (("content-type", MEDIA_TYPE),), found.body)
        origin = found.origins[0] if found.origins else f"commit {version.commit}"
        made = version_of(
            target, capture, document, weighed, self._before, name=stamp(version.time), silent=step.examined.silent,
            past=True, origin=origin,
        )  # fmt: skip
        # Without a reading: another program made the text of the page, no selectors of ours can read it again.
        meta = replace(made.meta, reading="")
        subject = made.subject
        if version.kind is Kind.TECHNICAL and self._before is not None:
            subject = f"{target.id}: read anew by Open Terms Archive"
        self._before = (meta, document)
        return replace(made, meta=meta, subject=subject, body=_body(version, found, history))

    def seam(self, own: _Own, last: VersionMeta) -> PastChange | None:
        """What changed between the last version of the collection and our first one, None for nothing to tell."""
        if self._before is None:
            return None
        old, document = self._before
        new = parse_text(own.text, title=own.meta.title, language=own.meta.language)
        baseline = Baseline(document, last.text_key, last.time, {})
        weighed = read_by_another(weigh(baseline, new, self._target.topics), document, new)
        if weighed.outcome is not Outcome.CHANGED:
            return None
        capture = Capture(own.meta.url, own.meta.final_url, own.meta.time, own.meta.status)
        made = version_of(self._target, capture, new, weighed, (old, document), name=stamp(own.meta.time), past=True)
        if made.alert is None:
            return None
        return PastChange(made.alert, made.redline_html, made.changes_entry, made.overview_entry)


def _body(version: OtaVersion, found: OtaText, history: OtaHistory) -> str:
    """Where it comes from: the collection's document and commit, and the snapshots that it was made of."""
    lines = [
        f"Imported from Open Terms Archive: {history.name}",
        f"captured {iso(version.time)}, commit {version.commit}",
        *found.origins[:_LISTED],
    ]
    return "\n".join(lines)
