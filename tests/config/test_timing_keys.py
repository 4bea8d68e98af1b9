"""The keys of a route that say when it is sent what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watcher.config import Timing, load_settings
from watcher.errors import ConfigError
from watcher.model import Severity

DOCUMENT = "platforms: [{name: Agora, documents: [{id: agora/faq, url: 'https://agora.example/faq'}]}]\n"


def timing(folder: Path, keys: str, rest: str = "timezone: Europe/Paris\n") -> Timing:
    path = folder / "targets.yaml"
    path.write_text(f"{DOCUMENT}{rest}alerts: [{{urls: 'json://x', {keys}}}]\n")
    return load_settings(path, {}).routes[0].timing


def test_all_keys_of_timing_are_read(tmp_path: Path) -> None:
    keys = "digest: weekly, quiet: '22:00-07:00', remind: [30, 0], other_changes: '0 9 1 * *', retry_for: 2d"
    assert timing(tmp_path, keys) == Timing(
        zone=ZoneInfo("Europe/Paris"),
        digest="0 8 * * mon",
        quiet=(dt.time(22), dt.time(7)),
        remind=(30, 0),
        others="0 9 1 * *",
        retry_for=dt.timedelta(days=2),
    )


def test_what_is_urgent_can_be_said(tmp_path: Path) -> None:
    assert timing(tmp_path, "quiet: {hours: '13:00 - 15:30', urgent: medium}").urgent is Severity.MEDIUM


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("quiet: evening", "must be two times of day"),
        ("quiet: '25:00-07:00'", "must be two times of day between 00:00 and 23:59"),
        ("quiet: '07:00-07:00'", "begins and ends at the same time"),
        ("quiet: {urgent: high}", "hours"),
        ("digest: sometimes", "must be a cron expression"),
        ("remind: [-1]", "remind"),
        ("remind: soon", "remind"),
        ("digests: daily", "digests"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_place(tmp_path: Path, keys: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=r"targets\.yaml") as caught:
        timing(tmp_path, keys)
    assert problem in str(caught.value)
