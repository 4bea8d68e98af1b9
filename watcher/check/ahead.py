"""Texts that are to come: which of those that a page announces is watched, and as what. Pure.

page says "we are updating our terms on 3 November, see here" -> a target of its own beside the page's, checked with
    it for as long as the page links it: at first beside the text in force, then beside what it was the time before
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from watcher.capture.visit_site import site_of
from watcher.config import Ahead, Target
from watcher.model import Assessment, Claim, Direction, Finding, FindingKind, Quote, Severity
from watcher.model.upcoming import Upcoming

_MOST_NOTED = 20  # of one page
_SUFFIX = "-upcoming"
_TITLES = {"fr": "{title} (à venir)"}
_TITLE = "{title} (upcoming)"


def watched(announced: Sequence[Upcoming], target: Target, targets: Iterable[Target]) -> Upcoming | None:
    """The first one of the same site that is no document of its own; None where there is none, where the
    configuration does not want it, and for what is itself to come."""
    if not announced or not target.previews or target.ahead is not None:
        return None
    known = {urldefrag(page.url)[0] for other in targets for page in other.pages}
    site = site_of(urlsplit(target.url).hostname or "")
    for found in announced:
        parts = urlsplit(found.url)
        same_site = parts.scheme in ("http", "https") and site_of(parts.hostname or "") == site
        if same_site and urldefrag(found.url)[0] not in known:
            return replace(found, url=urldefrag(found.url)[0])
    return None


def upcoming_id(target_id: str) -> str:
    """The id of the text that is to come of a document."""
    return f"{target_id}{_SUFFIX}"


def document_of(target_id: str) -> str:
    """The id of the document whose text it is or will be."""
    return target_id.removesuffix(_SUFFIX)


def target_of(found: Upcoming, target: Target, targets: Iterable[Target]) -> Target | None:
    """The text that is to come as a target, read as the page is that announces it; None where another document has
    its id."""
    own = upcoming_id(target.id)
    if any(other.id == own for other in targets):
        return None
    page = target.pages[0]
    return replace(
        page,
        id=own,
        title=_TITLES.get(target.language, _TITLE).format(title=target.title),
        url=found.url,
        ahead=Ahead(target, found.date, found.quote),
    )


def coming(note: str, target: Target, targets: Sequence[Target]) -> Target | None:
    """The text that is watched beside a document, as a target, by what the state remembers; None for none."""
    found = watched(remembered(note), target, targets)
    return target_of(found, target, targets) if found is not None else None


def noted(announced: Iterable[Upcoming]) -> str:
    """What the state remembers of them until the page is read again; empty for none. All of them, because which one
    is watched is for the configuration to say, which may be another one by then."""
    notes = [{"url": a.url, "date": a.date and a.date.isoformat(), "quote": a.quote} for a in announced]
    notes = notes[:_MOST_NOTED]
    return json.dumps(notes) if notes else ""


def remembered(note: str) -> list[Upcoming]:
    """The same again."""
    notes = json.loads(note) if note else []
    if isinstance(notes, dict):  # as it was written before: the one that was watched
        notes = [notes]
    return [
        Upcoming(part["url"], dt.date.fromisoformat(part["date"]) if part["date"] else None, part["quote"])
        for part in notes
    ]


def dated(assessment: Assessment, ahead: Ahead) -> Assessment:
    """The findings with the day from which the whole text holds, where they name none themselves, and as the last one
    the sentence that gives that day."""
    news = [finding for finding in assessment.findings if finding.severity is not Severity.LOW]
    if ahead.date is None or not news:
        return assessment
    findings = [
        replace(finding, claim_after=_from(finding.claim_after, ahead.date)) for finding in assessment.findings
    ]
    if not any(finding.kind is FindingKind.TAKES_EFFECT for finding in findings):
        claim = Claim(news[0].topic, effective=ahead.date)
        findings.append(
            Finding(
                news[0].topic, FindingKind.TAKES_EFFECT, Direction.NEUTRAL, Severity.LOW, None, Quote(ahead.said),
                None, claim, rule="announced",
            )
        )  # fmt: skip
    return replace(assessment, findings=tuple(findings))


def _from(claim: Claim | None, day: dt.date) -> Claim | None:
    return claim if claim is None or claim.effective is not None else replace(claim, effective=day)
