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
from watcher.assess.facts import fact_changes, facts_of
from watcher.check.examine import Examined, examine
from watcher.check.facts import facts_in
from watcher.check.reading import read, read_pages, reading_of
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.compare import text_key
from watcher.config import Target
from watcher.errors import UsageError
from watcher.extract import EXTRACTOR, parse_text, render_text, suffix_for
from watcher.model import Alert, Capture, Document, Fact, FactChange, Outcome, Verdict, VerdictKind, VersionMeta, iso
from watcher.model.pages import MEDIA_TYPE

log = logging.getLogger(__name__)

LANGUAGES: tuple[report.Language, ...] = ("en", "fr")


def tongue_of(language: str) -> report.Language:
    """The language in which to write about a page in that language: French for French, else English."""
    return "fr" if language == "fr" else "en"


def readme(entries: Mapping[str, Entry]) -> str:
    """snapshots/README.md for all targets in the archive: in French where all of them are read in French."""
    language = tongue_of("fr" if {entry.target.language for entry in entries.values()} == {"fr"} else "en")
    return report.index_readme((_index_entry(entry, language) for entry in entries.values()), language)


def _index_entry(entry: Entry, language: report.Language) -> report.IndexEntry:
    last = entry.last_alert
    return report.IndexEntry(
        target=entry.target,
        first=entry.first or entry.meta.time,
        versions=entry.versions,
        last_change=entry.last_change,
        alert_time=last.time if last else None,
        alert_headline=last.headline.get(language, "") if last else "",
        alert_severity=last.severity if last else None,
        facts=entry.meta.facts,
    )


@dataclass(frozen=True)
class Recorded:
    """What became of one capture in the archive. `commit` is empty when nothing was committed. `unselected`: it was
    read although the target's selectors match nothing."""

    outcome: Outcome
    verdict: Verdict
    key: str = ""
    commit: str = ""
    headline: str = ""
    alert: Alert | None = None
    suspect: str = ""
    unselected: bool = False


# Versions of a target that are looked through for a sentence: two years of a document that changes every day.
_MOST_VERSIONS = 730


def take(archive: Archive, target: Target, capture: Capture, suspect: str) -> Recorded:
    """Judge, read, weigh and, when the text is a version, commit it. Raises ArchiveError when that cannot be done."""
    stored = archive.latest(target.id)
    baseline = _baseline(archive, target, stored) if stored is not None else None
    before = (stored, baseline) if stored is not None and baseline is not None else None
    examined = examine(capture, target, baseline, suspect)
    if examined.document is None:
        return Recorded(Outcome.QUARANTINED, examined.verdict, suspect=examined.suspect)
    weighed = weigh(baseline, examined.document, target.topics)
    if weighed.archive:
        recorded = _commit(archive, target, capture, examined, weighed, before)
    elif before is not None and (anew := _anew(archive, target, *before)) is not None:
        good = Verdict(VerdictKind.GOOD)
        recorded = Recorded(Outcome.UNCHANGED, good, weighed.key, archive.record(anew), "read anew")
    else:
        recorded = Recorded(weighed.outcome, examined.verdict, weighed.key)
    return replace(recorded, unselected=examined.unselected)


def _baseline(archive: Archive, target: Target, stored: Stored) -> Baseline:
    """The last version. When the target is read differently now, its raw capture is read anew, so that only changes
    of the page are compared."""
    meta = stored.meta
    document, key = parse_text(stored.text, title=meta.title, language=meta.language), meta.text_key
    otherwise = meta.reading not in ("", reading_of(target))
    pages: dict[str, Document] = {}
    if otherwise or target.combine:
        try:
            raw = archive.raw(target.id, stored.commit)
        except UsageError:  # somebody took the raw page away: the text that was read from it is still there
            log.warning("%s: its raw page is not in the archive, it cannot be read anew", target.id)
        else:
            if otherwise:
                document = read(raw, meta.content_type, target, meta.final_url).document
                key = text_key(document)
            if target.combine:
                pages = _pages(raw, meta, target)
    seen = archive.seen_keys(target.id)
    return Baseline(document, key, meta.time, seen, lambda: _past(archive, target.id), pages)


def _pages(raw: bytes, meta: VersionMeta, target: Target) -> dict[str, Document]:
    """The pages that a stored version was made of, by their addresses; one where it was not yet made of several."""
    if not meta.content_type.startswith(MEDIA_TYPE):
        return {meta.url: read(raw, meta.content_type, target, meta.final_url).document}
    return {page.url: reading.document for page, reading in read_pages(raw, target)}


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
    before: tuple[Stored, Baseline] | None,
) -> Recorded:
    document = examined.document
    assert document is not None  # noqa: S101 - the caller has looked
    if examined.silent:
        weighed = weighed.without_findings()
    alert = None
    redline = entry = ""
    text = render_text(document)
    facts = facts_in(document, text)
    if before is not None and weighed.comparison is not None:
        stored, baseline = before
        language = tongue_of(target.language)
        # Both texts are read by this program: what another one made of the old text is no change of the page.
        changed = () if examined.silent else fact_changes(facts_of(baseline.document), facts)
        alert = _alert(target, weighed, stored, capture.time, changed)
        head = report.RedlineHead(target.name, stored.meta.time, capture.time, alert.headline[language], changed)
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
        meta=_meta(target, capture, document, weighed.key, facts),
        text=text,
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


def _anew(archive: Archive, target: Target, stored: Stored, baseline: Baseline) -> NewVersion | None:
    """An unchanged page as the archive would hold it if it were read today, without an alert; None when that is how
    it holds it. Otherwise the selectors or the extractor changed, or this program finds other facts in the text."""
    meta, text, document = stored.meta, stored.text, baseline.document
    read_otherwise = meta.reading != reading_of(target)
    if read_otherwise:
        text = render_text(document)
        meta = replace(
            meta, text_key=baseline.key, title=document.title, language=document.language,
            extractor=EXTRACTOR, reading=reading_of(target),
        )  # fmt: skip
    facts = facts_in(document, text)
    if not read_otherwise and facts == meta.facts:
        return None
    try:
        raw = archive.raw(target.id, stored.commit)
    except UsageError:
        log.warning("%s: its raw page is not in the archive, what was read from it stays as it is", target.id)
        return None
    why = "selectors or extractor changed" if read_otherwise else "its facts are found otherwise"
    subject = f"{target.id}: read anew ({why})"
    meta = replace(meta, facts=facts)
    return NewVersion(target.name, meta, text, raw, suffix_for(meta.content_type), subject, index_readme=readme)


def _meta(target: Target, capture: Capture, document: Document, key: str, facts: tuple[Fact, ...]) -> VersionMeta:
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
        facts=facts,
        rendered=capture.rendered,
    )


def _alert(
    target: Target, weighed: Weighed, stored: Stored, time: dt.datetime, facts: tuple[FactChange, ...]
) -> Alert:
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
        facts=facts,
    )


def _alert_id(target_id: str, old_key: str, weighed: Weighed) -> str:
    """The same news always has the same id: target, text before, text after, and what was found in between."""
    found = "|".join(f"{f.topic}/{f.kind}/{f.direction}" for f in weighed.assessment.findings)
    seed = f"{target_id}\0{old_key}\0{weighed.key}\0{found}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
