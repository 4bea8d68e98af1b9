"""From a weighed capture to one commit: the version, the comparison and the alert to send, all in it.

Runs in a worker thread: it reads the archive, computes, and commits. It knows neither the network nor the state.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from watcher import report
from watcher.archive import Archive, Entry, NewVersion, Stored
from watcher.check.examine import Examined, examine, read, reading_of
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.compare import text_key
from watcher.config import Target
from watcher.errors import UsageError
from watcher.extract import EXTRACTOR, parse_text, render_text, suffix_for
from watcher.model import Alert, Capture, Document, Outcome, Verdict, VerdictKind, VersionMeta, iso

log = logging.getLogger(__name__)

LANGUAGES: tuple[report.Language, ...] = ("en", "fr")


def tongue_of(language: str) -> report.Language:
    """The language in which to write about a page in that language: French for French, else English."""
    return "fr" if language == "fr" else "en"


def readme(entries: Mapping[str, Entry]) -> str:
    """snapshots/README.md for all targets in the archive."""
    return report.index_readme(
        report.IndexEntry(
            target=entry.target,
            first=entry.first or entry.meta.time,
            versions=entry.versions,
            last_change=entry.last_change,
            alert_time=entry.last_alert.time if entry.last_alert else None,
            alert_headline=entry.last_alert.headline.get("en", "") if entry.last_alert else "",
            alert_severity=entry.last_alert.severity if entry.last_alert else None,
        )
        for entry in entries.values()
    )


@dataclass(frozen=True)
class Recorded:
    """What became of one capture in the archive. `commit` is empty when nothing was committed."""

    outcome: Outcome
    verdict: Verdict
    key: str = ""
    commit: str = ""
    headline: str = ""
    alert: Alert | None = None
    suspect: str = ""


# Versions of a target that are looked through for a sentence: two years of a document that changes every day.
_MOST_VERSIONS = 730


def take(archive: Archive, target: Target, capture: Capture, suspect: str) -> Recorded:
    """Judge, read, weigh and, when the text is a version, commit it. Raises ArchiveError when that cannot be done."""
    stored = archive.latest(target.id)
    baseline = _baseline(archive, target, stored) if stored is not None else None
    examined = examine(capture, target, baseline, suspect)
    if examined.document is None:
        return Recorded(Outcome.QUARANTINED, examined.verdict, suspect=examined.suspect)
    weighed = weigh(baseline, examined.document, target.topics)
    read_otherwise = stored is not None and stored.meta.reading != reading_of(target)
    if stored is not None and baseline is not None and read_otherwise and not weighed.archive:
        return _read_anew(archive, target, stored, baseline, weighed)
    if not weighed.archive:
        return Recorded(weighed.outcome, examined.verdict, weighed.key)
    return _commit(archive, target, capture, examined, weighed, stored)


def _baseline(archive: Archive, target: Target, stored: Stored) -> Baseline:
    """The last version. When the target is read differently now, its raw capture is read anew, so that only changes
    of the page are compared."""
    meta = stored.meta
    document, key = parse_text(stored.text, title=meta.title, language=meta.language), meta.text_key
    if meta.reading not in ("", reading_of(target)):
        try:
            raw = archive.raw(target.id, stored.commit)
        except UsageError:  # somebody took the raw page away: the text that was read from it is still there
            log.warning("%s: its raw page is not in the archive, it cannot be read anew", target.id)
        else:
            document = read(raw, meta.content_type, target, meta.final_url).document
            key = text_key(document)
    return Baseline(document, key, meta.time, archive.seen_keys(target.id), lambda: _past(archive, target.id))


def _past(archive: Archive, target_id: str) -> Memory:
    """What the versions of a target said, from the archive. Read only when there is something to tell: some times a
    year for a busy document."""
    memory = Memory()
    for meta, text in archive.texts(target_id, _MOST_VERSIONS):
        memory.learn(meta.time, parse_text(text, title=meta.title, language=meta.language))
    return memory


def _commit(
    archive: Archive,
    target: Target,
    capture: Capture,
    examined: Examined,
    weighed: Weighed,
    stored: Stored | None,
) -> Recorded:
    document = examined.document
    assert document is not None  # noqa: S101 - the caller has looked
    if examined.silent:
        weighed = weighed.without_findings()
    alert = None
    redline = entry = ""
    if stored is not None and weighed.comparison is not None:
        language = tongue_of(target.language)
        alert = _alert(target, weighed, stored, capture.time)
        head = report.RedlineHead(target.name, stored.meta.time, capture.time, alert.headline[language])
        redline = report.redline_html(weighed.comparison, weighed.assessment, head, language)
        entry = report.changes_entry(alert, language, name=archive.change_name(target.id, capture.time))
    subject = report.commit_subject(
        target.name,
        weighed.assessment,
        outcome=weighed.outcome,
        back_to=weighed.returned_to.date() if weighed.returned_to is not None else None,
    )
    version = NewVersion(
        target=target.name,
        meta=_meta(target, capture, document, weighed.key),
        text=render_text(document),
        raw=capture.body,
        suffix=suffix_for(capture.content_type),
        subject=subject,
        body=f"{capture.final_url}\ncaptured {iso(capture.time)}",
        alert=alert,
        redline_html=redline,
        changes_entry=entry,
        index_readme=readme,
    )
    commit = archive.record(version)
    headline = subject.removeprefix(f"{target.id}: ")
    return Recorded(weighed.outcome, examined.verdict, weighed.key, commit, headline, alert)


def _read_anew(archive: Archive, target: Target, stored: Stored, baseline: Baseline, weighed: Weighed) -> Recorded:
    """The page is as it was; only how it is read has changed. Committed as such, without an alert."""
    meta = replace(
        stored.meta, text_key=baseline.key, title=baseline.document.title, language=baseline.document.language,
        extractor=EXTRACTOR, reading=reading_of(target),
    )  # fmt: skip
    raw = archive.raw(target.id, stored.commit)
    subject = f"{target.id}: read anew (selectors or extractor changed)"
    text = render_text(baseline.document)
    suffix = suffix_for(meta.content_type)
    commit = archive.record(NewVersion(target.name, meta, text, raw, suffix, subject, index_readme=readme))
    return Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), weighed.key, commit, "read anew")


def _meta(target: Target, capture: Capture, document: Document, key: str) -> VersionMeta:
    return VersionMeta(
        url=capture.url,
        final_url=capture.final_url,
        time=capture.time,
        status=capture.status,
        content_type=capture.header("content-type") or "text/html",
        sha256=hashlib.sha256(capture.body).hexdigest(),
        text_key=key,
        language=document.language,
        title=document.title,
        extractor=EXTRACTOR,
        etag=capture.validators.etag,
        last_modified=capture.validators.last_modified,
        reading=reading_of(target),
    )


def _alert(target: Target, weighed: Weighed, stored: Stored, time: dt.datetime) -> Alert:
    name, assessment = target.name, weighed.assessment
    return Alert(
        id=_alert_id(target.id, stored.meta.text_key, weighed),
        target=name,
        time=time,
        old_time=stored.meta.time,
        outcome=weighed.outcome,
        assessment=assessment,
        # No date to compare with: what a page announces stays an announcement in the archive, whenever it is read.
        headline={language: report.headline(name, assessment, language, link=True) for language in LANGUAGES},
    )


def _alert_id(target_id: str, old_key: str, weighed: Weighed) -> str:
    """The same news always has the same id: target, text before, text after, and what was found in between."""
    found = "|".join(f"{f.topic}/{f.kind}/{f.direction}" for f in weighed.assessment.findings)
    seed = f"{target_id}\0{old_key}\0{weighed.key}\0{found}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
