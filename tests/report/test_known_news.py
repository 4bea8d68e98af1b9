"""What the archive has seen before is told as that, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.model import Direction, Finding, FindingKind, Quote, Severity
from watcher.report.explain import explanation
from watcher.report.tongues import Language

_SINCE = dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)
_QUOTE = Quote("We may train AI models on your posts.")


def _finding(*, returned: bool, since: dt.datetime | None) -> Finding:
    kind, direction = (
        (FindingKind.USE_ADDED, Direction.WEAKER) if returned else (FindingKind.USE_REMOVED, Direction.STRONGER)
    )
    before, after = (None, _QUOTE) if returned else (_QUOTE, None)
    return Finding("ai-training", kind, direction, Severity.LOW, before, after, known_since=since)


@pytest.mark.parametrize(
    ("language", "returned", "said"),
    [
        ("en", True, "It is not new: the archive has held this sentence since 2 March 2026."),
        ("en", False, "It is not new: this sentence left the text before, on 2 March 2026."),
        ("fr", True, "Ce n’est pas nouveau : l’archive contient cette phrase depuis le 2 mars 2026."),
        ("fr", False, "Ce n’est pas nouveau : cette phrase avait déjà quitté le texte le 2 mars 2026."),
    ],
)
def test_old_news_says_since_when_it_is_known(language: Language, *, returned: bool, said: str) -> None:
    told = (
        explanation(_finding(returned=returned, since=_SINCE), language).replace("\u00a0", " ").replace("\u202f", " ")
    )
    assert told.endswith(said)
    assert said not in explanation(_finding(returned=returned, since=None), language)
