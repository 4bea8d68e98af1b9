"""A version to record, made of a weighed text: its files, its texts for people and the alert about it. Pure.

document + weighed + the version before -> text, facts, alert, redline, entry of CHANGES.md, commit message
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace

from watcher import report
from watcher.archive import Entry, Header, NewVersion
from watcher.assess.facts import fact_changes, facts_of
from watcher.check.facts import facts_in
from watcher.check.reading import reading_of
from watcher.check.weigh import Weighed
from watcher.config import Target
from watcher.extract import EXTRACTOR, render_text, suffix_for
from watcher.model import Alert, Capture, Document, Fact, FactChange, VersionMeta, iso

LANGUAGES: tuple[report.Language, ...] = ("en", "fr")


def tongue_of(language: str) -> report.Language:
    """The language in which to write about a page in that language: French for French, else English."""
    return "fr" if language == "fr" else "en"


def readme(entries: Mapping[str, Entry], unseen: Mapping[str, report.Unseen] | None = None) -> str:
    """snapshots/README.md for all targets in the archive: in French where all of them are read in French. `unseen`
    are those that cannot be read at the moment."""
    language = tongue_of("fr" if {entry.target.language for entry in entries.values()} == {"fr"} else "en")
    ill = unseen or {}
    return report.index_readme((_index_entry(e, language, ill.get(key)) for key, e in entries.items()), language)


def _index_entry(entry: Entry, language: report.Language, unseen: report.Unseen | None) -> report.IndexEntry:
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
        held=entry.meta.time,
        alert_sent=last is None or not last.past,
        unseen=unseen,
        over=entry.meta.over,
    )


def version_of(
    target: Target,
    capture: Capture,
    document: Document,
    weighed: Weighed,
    before: tuple[VersionMeta, Document] | None,
    *,
    name: str,
    silent: bool = False,
    past: bool = False,
    origin: str = "",
) -> NewVersion:
    """The version that a capture becomes. `before` is the version that it was compared with, None for the first one;
    `name` is what its files under changes/ will be called. `silent`: what it lacks and brings is no news; `past`: it
    was over when we learned of it; `origin` is where its text was taken from, if we did not fetch it ourselves."""
    alert = None
    redline = entry = line = ""
    language = tongue_of(target.language)
    text = render_text(document)
    facts = facts_in(document, text)
    if before is not None and weighed.comparison is not None:
        old, old_document = before
        # Both texts are read by this program: what another one made of the old text is no change of the page.
        changed = () if silent else fact_changes(facts_of(old_document), facts)
        alert = replace(_alert(target, weighed, old, capture.time, changed), past=past)
        head = report.RedlineHead(target.name, old.time, capture.time, alert.headline[language], changed, origin)
        redline = report.redline_html(weighed.comparison, weighed.assessment, head, language)
        entry = report.changes_entry(alert, language, name=name, origin=origin)
        line = report.overview_entry(alert, language)
    subject = report.commit_subject(
        target.name,
        weighed.assessment,
        outcome=weighed.outcome,
        back_to=weighed.returned_to.date() if weighed.returned_to is not None else None,
    )
    return NewVersion(
        target=target.name,
        meta=replace(_meta(target, capture, document, weighed.key, facts), origin=origin),
        text=text,
        raw=capture.body,
        suffix=suffix_for(capture.content_type),
        subject=subject,
        body=f"{capture.final_url}\ncaptured {iso(capture.time)}",
        alert=alert,
        redline_html=redline,
        changes_entry=entry,
        changes_header=Header(*report.list_head(language, target.name)),
        overview_entry=line,
        overview_header=Header(*report.list_head(language)),
        index_readme=readme,
    )


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
    target: Target, weighed: Weighed, old: VersionMeta, time: dt.datetime, facts: tuple[FactChange, ...]
) -> Alert:
    name, assessment = target.name, weighed.assessment
    return Alert(
        id=_alert_id(target.id, old.text_key, weighed),
        target=name,
        time=time,
        old_time=old.time,
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
