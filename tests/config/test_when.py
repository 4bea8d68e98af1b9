"""Which alerts a route takes: the truth table of `When`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from watcher.config import When
from watcher.model import Alert, Assessment, Direction, Finding, FindingKind, Outcome, Severity, TargetName

FAQ = TargetName("linkedin/ai-faq", "LinkedIn", "FAQ", "https://linkedin.example/faq", "en")
TIME = dt.datetime(2025, 9, 18, 6, tzinfo=dt.UTC)


def finding(topic: str, severity: Severity, direction: Direction) -> Finding:
    return Finding(topic, FindingKind.USE_ADDED, direction, severity, None, None)


def alert(*findings: Finding) -> Alert:
    return Alert("id", FAQ, TIME, TIME, Outcome.CHANGED, Assessment(findings), {})


TRAINING_HIGH_WEAKER = finding("ai-training", Severity.HIGH, Direction.WEAKER)
DEFAULT_LOW_STRONGER = finding("default-setting", Severity.LOW, Direction.STRONGER)


@pytest.mark.parametrize(
    ("when", "admitted"),
    [
        (When(), True),
        (When(topics=("ai-training",)), True),
        (When(topics=("default-setting",)), False),
        (When(topics=("default-setting", "ai-training")), True),
        (When(at_least=Severity.LOW), True),
        (When(at_least=Severity.MEDIUM), True),
        (When(at_least=Severity.HIGH), True),
        (When(directions=(Direction.WEAKER,)), True),
        (When(directions=(Direction.STRONGER, Direction.MIXED)), False),
        (When(platforms=("LinkedIn",)), True),
        (When(platforms=("linkedin",)), True),
        (When(platforms=("Link*",)), True),
        (When(platforms=("OpenAI",)), False),
        (When(targets=("linkedin/ai-faq",)), True),
        (When(targets=("linkedin/*",)), True),
        (When(targets=("*/privacy", "*/ai-?aq")), True),
        (When(targets=("openai/*",)), False),
        (When(platforms=("OpenAI",), targets=("linkedin/*",)), False),
        (When(("ai-training",), Severity.HIGH, ("LinkedIn",), ("linkedin/*",), (Direction.WEAKER,)), True),
    ],
)
def test_a_high_weakening_of_ai_training_at_linkedin(when: When, *, admitted: bool) -> None:
    assert when.admits(alert(TRAINING_HIGH_WEAKER)) is admitted


@pytest.mark.parametrize(
    ("severity", "at_least", "admitted"),
    [
        (Severity.LOW, Severity.LOW, True),
        (Severity.LOW, Severity.MEDIUM, False),
        (Severity.LOW, Severity.HIGH, False),
        (Severity.MEDIUM, Severity.LOW, True),
        (Severity.MEDIUM, Severity.MEDIUM, True),
        (Severity.MEDIUM, Severity.HIGH, False),
        (Severity.HIGH, Severity.MEDIUM, True),
        (Severity.HIGH, Severity.HIGH, True),
    ],
)
def test_severity_is_a_floor(severity: Severity, at_least: Severity, *, admitted: bool) -> None:
    one = alert(finding("ai-training", severity, Direction.WEAKER))
    assert When(at_least=at_least).admits(one) is admitted


def test_topic_severity_and_direction_must_meet_in_one_finding() -> None:
    both = alert(TRAINING_HIGH_WEAKER, DEFAULT_LOW_STRONGER)
    assert not When(topics=("default-setting",), at_least=Severity.HIGH).admits(both)
    assert not When(topics=("ai-training",), directions=(Direction.STRONGER,)).admits(both)
    stronger = When(topics=("default-setting",), at_least=Severity.LOW, directions=(Direction.STRONGER,))
    assert stronger.admits(both)


def test_an_alert_without_findings_is_admitted_nowhere() -> None:
    assert not When().admits(alert())


def test_a_health_notice_follows_platform_and_target_alone() -> None:
    assert When(topics=("default-setting",), at_least=Severity.HIGH, targets=("linkedin/*",)).covers(FAQ)
    assert not When(platforms=("OpenAI",)).covers(FAQ)


def test_what_the_archive_has_seen_before_is_sent_to_nobody() -> None:
    known = replace(TRAINING_HIGH_WEAKER, severity=Severity.LOW, known_since=TIME)
    everything = When(at_least=Severity.LOW)
    assert not everything.admits(alert(known))
    assert everything.admits(alert(known, DEFAULT_LOW_STRONGER))


def test_a_route_that_names_no_severity_takes_medium_and_high() -> None:
    assert not When().admits(alert(DEFAULT_LOW_STRONGER))
    assert When().admits(alert(replace(DEFAULT_LOW_STRONGER, severity=Severity.MEDIUM)))
