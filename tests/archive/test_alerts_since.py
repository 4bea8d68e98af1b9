"""What is new since a commit: exact on a straight history, never too little on any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.making import TERMS, git, open_archive, told, user_repository, version
from watcher.archive import Archive
from watcher.errors import ArchiveError


def ids(archive: Archive, commit: str | None) -> list[str]:
    return [found.id for found in archive.alerts_since(commit)[0]]


def test_alerts_come_oldest_first_with_their_commits(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    base = archive.record(version())
    first = archive.record(told("Two.\n", "a1", 5))
    second = archive.record(told("Three.\n", "a2", 4))
    alerts, head = archive.alerts_since(base)
    assert [(found.id, found.commit) for found in alerts] == [("a1", first), ("a2", second)]
    assert head == second
    assert archive.alerts_since(None) == (alerts, second)
    assert ids(archive, first) == ["a2"]


def test_nothing_is_new_since_head(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    head = archive.record(told("Two.\n", "a1", 5))
    assert archive.alerts_since(head) == ([], head)


@pytest.mark.parametrize("unknown", ["0" * 40, "not a commit", "", "--all", "f" * 64])
def test_an_unknown_commit_brings_everything(tmp_path: Path, unknown: str) -> None:
    archive = open_archive(tmp_path)
    archive.record(told("Two.\n", "a1", 5))
    assert ids(archive, unknown) == ["a1"]


def test_a_rewritten_history_brings_everything(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(told("Two.\n", "a1", 5))
    told_up_to = archive.record(told("Three.\n", "a2", 6))
    git(archive.root, "commit", "-q", "--amend", "-m", "Another message")
    assert ids(archive, told_up_to) == ["a1", "a2"]
    git(archive.root, "reset", "-q", "--hard", "HEAD~1")
    assert ids(archive, told_up_to) == ["a1"]
    git(archive.root, "reflog", "expire", "--expire=now", "--all")
    git(archive.root, "gc", "-q", "--prune=now")
    assert ids(archive, told_up_to) == ["a1"]


def test_what_a_user_s_merge_brings_in_is_new(tmp_path: Path) -> None:
    user_repository(tmp_path)
    archive = open_archive(tmp_path)
    base = archive.record(version())
    git(tmp_path, "checkout", "-q", "-b", "side")
    archive.record(told("Two.\n", "side", 5, TERMS))
    git(tmp_path, "checkout", "-q", "main")
    mainline = archive.record(told("Three.\n", "main", 6))
    git(tmp_path, "checkout", "-q", "-f", "main")
    git(tmp_path, "merge", "-q", "--no-edit", "-X", "ours", "side")
    merge = git(tmp_path, "rev-parse", "HEAD")
    alerts, head = archive.alerts_since(base)
    assert [(found.id, found.commit) for found in alerts] == [("main", mainline), ("side", merge)]
    assert head == merge
    assert ids(archive, mainline) == ["side"]


def test_an_alert_that_was_deleted_since_is_not_told(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(told("Two.\n", "a1", 5))
    archive.record(told("Three.\n", "a2", 6))
    git(archive.root, "rm", "-q", "acme/ai-faq/changes/2025-09-18T12-05-00Z.json")
    git(archive.root, "commit", "-q", "-m", "Not that one")
    assert ids(archive, None) == ["a2"]


def test_a_user_s_own_json_files_are_no_alerts(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    base = archive.record(told("Two.\n", "a1", 5))
    (archive.root / "acme/ai-faq/changes/notes.json").write_text("{}")
    (archive.root / "acme/ai-faq/changes/2025-99-18T12-05-00Z.json").write_text("{}")
    git(archive.root, "add", ".")
    git(archive.root, "commit", "-q", "-m", "Notes")
    assert ids(archive, base) == []


def test_an_alert_that_cannot_be_read_is_named_and_not_skipped(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    base = archive.record(version())
    archive.record(told("Two.\n", "a1", 5))
    (archive.root / "acme/ai-faq/changes/2025-09-18T12-05-00Z.json").write_text("{}")
    git(archive.root, "commit", "-q", "-a", "-m", "By hand")
    with pytest.raises(ArchiveError, match=r"changes/2025-09-18T12-05-00Z\.json as committed is not an alert"):
        archive.alerts_since(base)
