"""From a weighed capture to one commit: the version, the comparison and the alert to send, all in it.

Runs in a worker thread: it reads the archive, computes, and commits. It knows neither the network nor the state.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from watcher.archive import Archive, Entry, NewVersion, Stored
from watcher.assess.upcoming import upcoming
from watcher.check.ahead import dated, upcoming_id
from watcher.check.examine import Examined, examine
from watcher.check.facts import facts_in
from watcher.check.foreign import read_by_another
from watcher.check.reading import read, read_pages, reading_of, sources
from watcher.check.recall import Memory
from watcher.check.recorded import Recorded
from watcher.check.version import readme, version_of
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.compare import text_key
from watcher.config import Target
from watcher.errors import UsageError
from watcher.extract import EXTRACTOR, parse_text, render_text, suffix_for
from watcher.model import Capture, Document, Outcome, Verdict, VerdictKind, VersionMeta
from watcher.model.pages import MEDIA_TYPE
from watcher.report import Unseen

log = logging.getLogger(__name__)


OVER = "no longer announced"
"""What is said of a text that was to come, when its page announces it no more: because it came, as a rule."""

# Versions of a target that are looked through for a sentence: two years of a document that changes every day.
_MOST_VERSIONS = 730


def take(
    archive: Archive, target: Target, capture: Capture, suspect: str, unseen: Mapping[str, Unseen] | None = None
) -> Recorded:
    """Judge, read, weigh and, when the text is a version, commit it. `unseen` are targets that cannot be read at the
    moment, for the index. Raises ArchiveError when that cannot be done."""
    stored, basis = archive.latest(target.id), target
    # A text that is to come is new beside the one in force, and so is the next one after it.
    if target.ahead is not None and (stored is None or stored.meta.over):
        stored, basis = archive.latest(target.ahead.of.id), target.ahead.of
    baseline = _baseline(archive, basis, stored) if stored is not None else None
    before = (stored, baseline) if stored is not None and baseline is not None else None
    examined = examine(capture, target, baseline, suspect)
    if examined.document is None:
        return Recorded(Outcome.QUARANTINED, examined.verdict, suspect=examined.suspect)
    weighed = weigh(baseline, examined.document, target.topics)
    if target.ahead is not None:
        weighed = replace(weighed, assessment=dated(weighed.assessment, target.ahead))
    if before is not None and basis is target and _by_another(before[0], capture):
        weighed = read_by_another(weighed, before[1].document, examined.document)
    if weighed.archive:
        recorded = _commit(archive, target, capture, examined, weighed, before, partial(readme, unseen=unseen))
    elif before is not None and basis is target and (anew := _anew(archive, target, *before)) is not None:
        good = Verdict(VerdictKind.GOOD)
        commit = archive.record(replace(anew, index_readme=partial(readme, unseen=unseen)))
        recorded = Recorded(Outcome.UNCHANGED, good, weighed.key, commit, "read anew")
    else:
        recorded = Recorded(weighed.outcome, examined.verdict, weighed.key)
    coming = upcoming(examined.document, capture.time.date())
    return replace(recorded, unselected=examined.unselected, announced=coming)


def close(archive: Archive, target_id: str, unseen: Mapping[str, Unseen] | None = None) -> str:
    """Note that a text is to come no more: the index and the site do not show it as one that is, its history stays.
    The commit, "" where there is nothing to note. Raises ArchiveError when that cannot be done."""
    stored = archive.latest(target_id)
    if stored is None or stored.meta.over:
        return ""
    try:
        raw = archive.raw(target_id, stored.commit)
    except UsageError:
        log.warning("%s: its raw page is not in the archive, what was read from it stays as it is", target_id)
        return ""
    meta = replace(stored.meta, over=True)
    index = partial(readme, unseen=unseen)
    subject = f"{target_id}: {OVER}"
    return archive.record(
        NewVersion(stored.target, meta, stored.text, raw, suffix_for(meta.content_type), subject, index_readme=index)
    )


def _by_another(stored: Stored, capture: Capture) -> bool:
    """Whether another program read the last version: one that was imported, and is of another kind of file."""
    kind = stored.meta.content_type.partition(";")[0].strip().lower()
    return bool(stored.meta.origin) and kind != (capture.content_type or "text/html")


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
    """The pages that a stored version was made of, by their addresses; one where it was not yet made of several, none
    where it came from others and cannot be told apart into as many."""
    if not meta.content_type.startswith(MEDIA_TYPE):
        if meta.origin:
            parts = sources(raw)
            pairs = zip(target.pages, parts, strict=True) if len(parts) == len(target.pages) else ()
            return {page.url: read(part, meta.content_type, page, page.url).document for page, part in pairs}
        return {meta.url: read(raw, meta.content_type, target, meta.final_url).document}
    return {page.url: reading.document for page, reading in read_pages(raw, target)}


def _past(archive: Archive, target_id: str) -> Memory:
    """What the versions of a target said, from the archive. Read only when there is something to tell: some times a
    year for a busy document."""
    memory = Memory()
    for meta, text in archive.texts(target_id, _MOST_VERSIONS):
        memory.learn(meta.time, parse_text(text, title=meta.title, language=meta.language))
    if (coming := archive.latest(upcoming_id(target_id))) is not None:  # what was told when it was announced
        meta = coming.meta
        memory.learn(meta.time, parse_text(coming.text, title=meta.title, language=meta.language))
    return memory


def _commit(
    archive: Archive,
    target: Target,
    capture: Capture,
    examined: Examined,
    weighed: Weighed,
    before: tuple[Stored, Baseline] | None,
    index: Callable[[Mapping[str, Entry]], str],
) -> Recorded:
    document = examined.document
    assert document is not None  # noqa: S101 - the caller has looked
    if examined.silent:
        weighed = weighed.without_findings()
    stored = (before[0].meta, before[1].document) if before is not None else None
    name = archive.change_name(target.id, capture.time)
    version = version_of(target, capture, document, weighed, stored, name=name, silent=examined.silent)
    if before is not None and weighed.outcome is Outcome.UNCHANGED:
        version = replace(version, subject=f"{target.id}: read anew (the version before was read by another program)")
    commit = archive.record(replace(version, index_readme=index))
    headline = version.subject.removeprefix(f"{target.id}: ")
    return Recorded(weighed.outcome, examined.verdict, weighed.key, commit, headline, version.alert)


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
    return NewVersion(target.name, meta, text, raw, suffix_for(meta.content_type), subject)
