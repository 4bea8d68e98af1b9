"""`watcher backfill` as a person calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.interchange.test_backfill import MAY, NEVER, page
from tests.interchange.web_archive import PAGE, WebArchive, serving

CONFIG = f"""\
defaults: {{allow_private_addresses: true}}
platforms:
  - name: Agora
    documents:
      - {{id: agora/privacy, title: Privacy notice, url: {PAGE}, select: [main]}}
"""


def watcher(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watcher", *arguments], cwd=folder, check=False, capture_output=True, text=True
    )


def test_it_lists_fetches_and_says_what_came_of_it(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(CONFIG)
    with serving(WebArchive()) as web:
        web.add("20230105120000", page(NEVER))
        web.add("20230206120000", page(MAY))
        call = ("backfill", "privacy", "--source", web.address, "--delay", "1", "--robots", "a stand-in")
        listed = watcher(tmp_path, *call, "--list")
        done = watcher(tmp_path, *call, "--json")
        again = watcher(tmp_path, *call)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.split("\n")[0] == f"2023-01-05 12:00  {PAGE}"
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert {key: found[key] for key in ("target", "captures", "read", "added", "alerts", "stopped")} == {
        "target": "agora/privacy", "captures": 2, "read": 2, "added": 2, "alerts": 1, "stopped": None,
    }  # fmt: skip
    assert (again.returncode, again.stdout.split("\n")[0]) == (0, "0 captures read, 0 new versions, 0 unchanged.")
    assert "## 2023-02-06 12:00 UTC" in (tmp_path / "snapshots/agora/privacy/CHANGES.md").read_text()


def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(CONFIG)
    every = watcher(tmp_path, "backfill", "privacy", "--every", "2h")
    assert every.returncode == 2
    assert "--every 2h must be a number of months" in every.stderr
    source = watcher(tmp_path, "backfill", "privacy", "--source", "ftp://x")
    assert source.returncode == 2
    assert "has to be an http or https address" in source.stderr
