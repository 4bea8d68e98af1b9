"""From two texts in Markdown to an assessment, on the way that captures take; and how a finding turns round."""

from __future__ import annotations

from functools import lru_cache

from tests.assess.policies import POLICIES
from watcher.assess import assess
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Assessment, Direction, Document, Finding, FindingKind, Severity


@lru_cache(maxsize=64)
def document(text: str, language: str) -> Document:
    return extract(text.encode(), "text/markdown", url="https://agora.example/privacy", language=language).document


def assessed(old: str, new: str, language: str) -> Assessment:
    """The assessment of two texts in Markdown."""
    return assess(compare(document(old, language), document(new, language)))


def policy(language: str, place: str = "") -> str:
    """The policy of that language with a text of one's own in its section on artificial intelligence."""
    return POLICIES[language].replace("{place}", place)


def around(language: str, old: str, new: str) -> Assessment:
    """The assessment of the policy in which one text takes the place of another."""
    return assessed(policy(language, old), policy(language, new), language)


def news(assessment: Assessment) -> list[Finding]:
    """What a subscriber is told of: findings of medium severity or higher."""
    return [finding for finding in assessment.findings if finding.severity.rank >= Severity.MEDIUM.rank]


def shown(findings: list[Finding]) -> list[str]:
    """Findings in a form that a failed test can be read by."""
    return [
        f"{f.topic} {f.kind} {f.direction} {f.severity} ({f.rule}): "
        f"{f.before.text if f.before else '—'} -> {f.after.text if f.after else '—'}"
        for f in findings
    ]


_PAIRS = (
    (FindingKind.USE_ADDED, FindingKind.USE_REMOVED),
    (FindingKind.PROMISE_ADDED, FindingKind.PROMISE_REMOVED),
    (FindingKind.DATA_WIDENED, FindingKind.DATA_NARROWED),
    (FindingKind.EXCLUSION_ADDED, FindingKind.EXCLUSION_REMOVED),
    (FindingKind.REGIONS_WIDENED, FindingKind.REGIONS_NARROWED),
    (FindingKind.RECIPIENTS_WIDENED, FindingKind.RECIPIENTS_NARROWED),
    (FindingKind.CONTROL_ADDED, FindingKind.CONTROL_REMOVED),
    (FindingKind.REVIEW_ADDED, FindingKind.REVIEW_REMOVED),
    (FindingKind.REACH_WIDENED, FindingKind.REACH_NARROWED),
    (FindingKind.PURPOSE_WIDENED, FindingKind.PURPOSE_NARROWED),
    (FindingKind.KEPT_LONGER, FindingKind.KEPT_SHORTER),
)
_KIND = dict(_PAIRS) | {other: one for one, other in _PAIRS}
_DIRECTION = {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}


def turned(kind: FindingKind, direction: Direction) -> tuple[FindingKind, Direction]:
    """Kind and direction of a finding once old and new have changed places. Kinds without a pair stay."""
    return _KIND.get(kind, kind), _DIRECTION.get(direction, direction)
