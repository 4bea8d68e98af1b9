"""Texts that are to come: which of those that a page announces is watched, and as what. Pure.

page says "we are updating our terms on 3 November, see here" -> a target of its own beside the page's, checked with
    it for as long as the page links it: at first beside the text in force, then beside what it was the time before
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from watcher.capture.visit_site import site_of
from watcher.config import Ahead, Target
from watcher.model import Assessment, Claim, Direction, Finding, FindingKind, Quote, Severity

if TYPE_CHECKING:
    from watcher.assess.upcoming import Upcoming

_SUFFIX = "-upcoming"
_TITLES = {"fr": "{title} (à venir)"}
_TITLE = "{title} (upcoming)"


def watched(announced: Iterable[Upcoming], target: Target, targets: Iterable[Target]) -> Upcoming | None:
    """The first one of the same site that is no document of its own; None where there is none, where the
    configuration does not want it, and for what is itself to come."""
    if not target.previews or target.ahead is not None:
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


def noted(found: Upcoming | None) -> str:
    """What the state remembers of it until the page is read again; empty for none."""
    if found is None:
        return ""
    return json.dumps({"url": found.url, "date": found.date and found.date.isoformat(), "quote": found.quote})


def remembered(note: str) -> Upcoming | None:
    """The same again."""
    if not note:
        return None
    parts = json.loads(note)
    from watcher.assess.upcoming import Upcoming  # with all that is known of wording; few pages announce anything

    return Upcoming(parts["url"], dt.date.fromisoformat(parts["date"]) if parts["date"] else None, parts["quote"])


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
