"""Pushing to a copy: it works, or says why not, and is never an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.making import git, open_archive, version
from watcher.archive import PushResult


def test_the_branch_arrives_at_a_bare_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "copy.git")
    archive = open_archive(tmp_path / "data")
    commit = archive.record(version())
    git(archive.root, "remote", "add", "origin", str(tmp_path / "copy.git"))
    assert archive.push("origin") == PushResult(ok=True)
    assert git(tmp_path / "copy.git", "rev-parse", "main") == commit
    commit = archive.record(version("Two.\n"))
    assert archive.push(str(tmp_path / "copy.git"), timeout=30) == PushResult(ok=True)
    assert git(tmp_path / "copy.git", "rev-parse", "main") == commit


def test_nothing_to_push_is_no_failure(tmp_path: Path) -> None:
    assert open_archive(tmp_path).push("origin").ok


@pytest.mark.parametrize("remote", ["", "--receive-pack=touch /nowhere", "a\nb"])
def test_what_is_no_remote_is_refused(tmp_path: Path, remote: str) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    result = archive.push(remote)
    assert not result.ok
    assert result.reason.endswith("is not a remote.")


def test_a_remote_that_does_not_exist_is_a_reason(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    result = archive.push(str(tmp_path / "nowhere.git"))
    assert not result.ok
    assert "does not appear to be a git repository" in result.reason


def test_credentials_do_not_appear_in_the_reason(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    result = archive.push("http://user:pass@word@127.0.0.1:1/repo.git")
    assert not result.ok
    assert "http://***@127.0.0.1:1/repo.git" in result.reason
    assert "word" not in result.reason


def test_a_copy_that_went_its_own_way_is_not_overwritten(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "copy.git")
    archive = open_archive(tmp_path / "data")
    archive.record(version())
    archive.push(str(tmp_path / "copy.git"))
    git(tmp_path, "clone", "-q", "copy.git", "elsewhere")
    git(tmp_path / "elsewhere", "commit", "-q", "--allow-empty", "-m", "Elsewhere")
    git(tmp_path / "elsewhere", "push", "-q")
    theirs = git(tmp_path / "copy.git", "rev-parse", "main")
    archive.record(version("Two.\n"))
    result = archive.push(str(tmp_path / "copy.git"))
    assert not result.ok
    assert "It has commits that are not here" in result.reason
    assert git(tmp_path / "copy.git", "rev-parse", "main") == theirs


def test_a_detached_head_has_nothing_to_push(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    git(archive.root, "checkout", "-q", "--detach")
    assert archive.push("origin").reason.startswith("HEAD is detached")
