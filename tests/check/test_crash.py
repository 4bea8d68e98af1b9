"""kill -9 at any step of a check: after a restart every version and every alert is there, repeated once at most."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.check.site import CALM, NEWS, Site, serving, write_targets

STEPS = ["opened", "read", "objects", "journal", "head", "files", "index", "done", "checked", "entered", "delivered"]


def work(config: Path, data: Path, step: str = "") -> int:
    command = [sys.executable, "-m", "tests.check.crash_worker", str(config), str(data), step]
    return subprocess.run(command, check=False, capture_output=True, timeout=50).returncode


def messages(site: Site) -> Counter[str]:
    """How often each message arrived, by the id in its foot."""
    texts = [json.loads(body)["message"] for body in site.received]
    found = Counter[str]()
    for text in texts:
        mark = next(line for line in text.splitlines() if line.startswith(("Alert ", "Notice ")))
        found[mark] += 1
    return found


def git(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(data / "snapshots"), *arguments], check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_loses_nothing(tmp_path: Path, step: str) -> None:
    with serving(Site({"/faq": CALM})) as site:
        config = write_targets(tmp_path, site, "faq")
        data = tmp_path / "data"
        assert work(config, data) == 0
        before = len(site.received)
        site.pages["/faq"] = NEWS
        assert work(config, data, step) == -signal.SIGKILL
        assert work(config, data) == 0
        alerts = {mark: count for mark, count in messages(site).items() if mark.startswith("Alert ")}
    assert len(site.received) > before
    assert len(alerts) == 1
    assert max(alerts.values()) <= 2
    subjects = git(data, "log", "--format=%s").splitlines()
    assert len(subjects) == 2, subjects
    assert subjects[0].endswith("(high)")
    assert git(data, "status", "--porcelain") == ""
    git(data, "fsck", "--strict")


def test_a_kill_while_the_service_is_receiving_repeats_the_alert_at_most_once(tmp_path: Path) -> None:
    with serving(Site({"/faq": CALM})) as site:
        config = write_targets(tmp_path, site, "faq")
        data = tmp_path / "data"
        assert work(config, data) == 0
        site.pages["/faq"] = NEWS
        command = [sys.executable, "-m", "tests.check.crash_worker", str(config), str(data), ""]
        process = subprocess.Popen(command)
        site.on_hook = lambda: os.kill(process.pid, signal.SIGKILL)
        assert process.wait(timeout=50) == -signal.SIGKILL
        site.on_hook = lambda: None
        assert work(config, data) == 0
        assert work(config, data) == 0
        alerts = {mark: count for mark, count in messages(site).items() if mark.startswith("Alert ")}
    assert list(alerts.values()) == [2]


def test_a_new_installation_on_an_old_archive_does_not_send_the_past(tmp_path: Path) -> None:
    with serving(Site({"/faq": CALM})) as site:
        config = write_targets(tmp_path, site, "faq")
        data = tmp_path / "data"
        assert work(config, data) == 0
        site.pages["/faq"] = NEWS
        assert work(config, data) == 0
        (data / ".watcher" / "state.sqlite3").unlink()
        site.received.clear()
        assert work(config, data) == 0
        assert all(mark.startswith("Notice ") for mark in messages(site))
