"""Locks, full disks and damage: one clear error, nothing half-done, and the next record works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import tests
from tests.archive.making import FAQ, NOW, Naps, git, loosen, open_archive, shows_head, told, version
from watcher.errors import ArchiveError


def git_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *cases: str) -> Path:
    """Put a git before the real one that does what these cases of a shell say while the file `failing` exists."""
    real = shutil.which("git")
    tools = tmp_path / "tools"
    tools.mkdir()
    failing = tools / "failing"
    body = "\n".join(cases)
    (tools / "git").write_text(
        f'#!/bin/sh\nif [ -e {failing} ]; then case "$*" in\n{body}\nesac; fi\nexec {real} "$@"\n'
    )
    (tools / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    return failing


@pytest.mark.parametrize("command", ["index-pack", "update-ref", "cat-file"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fatal: write error: No space left on device", "The disk is full: git {} in .* could not write"),
        ("error: insufficient permission for adding an object", "git {} in .* may not write there"),
        ("fatal: unable to create temporary file: Read-only file system", "git {} in .* may not write there"),
        ("fatal: loose object 1234 is corrupt", "is damaged: fatal: loose object 1234 is corrupt"),
        ("fatal: something new", r"git {} in .* failed \(exit 128\): fatal: something new"),
    ],
)
def test_a_failing_git_leaves_head_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, words: str, said: str
) -> None:
    failing = git_that(tmp_path, monkeypatch, f'*" {command} "*) echo "{words}" >&2; exit 128;;')
    archive = open_archive(tmp_path)
    head = archive.record(version())
    failing.touch()
    with pytest.raises(ArchiveError, match=said.format(command)):
        archive.record(told("Two.\n", "a1", 5))
    failing.unlink()
    assert archive.head == head
    assert shows_head(archive)
    archive.record(told("Two.\n", "a1", 5))
    assert shows_head(archive)


@pytest.mark.parametrize("command", ["ls-files", "update-index"])
def test_what_fails_after_head_moved_is_a_problem_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    failing = git_that(tmp_path, monkeypatch, f'*" {command} "*) echo "fatal: index file corrupt" >&2; exit 128;;')
    archive = open_archive(tmp_path)
    archive.record(version())
    failing.touch()
    commit = archive.record(told("Two.\n", "a1", 5))
    assert archive.head == commit
    [problem] = archive.problems
    assert "is damaged: fatal: index file corrupt" in problem
    failing.unlink()
    archive.maintenance()
    assert archive.problems == ()
    assert shows_head(archive)


def test_a_broken_index_does_not_keep_a_version_out(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    (archive.root / ".git/index").write_bytes(b"broken")
    archive = open_archive(tmp_path)
    [problem] = archive.problems
    assert "index" in problem
    commit = archive.record(version("Two.\n"))
    assert archive.head == commit
    assert (archive.root / "acme/ai-faq/text.md").read_text() == "Two.\n"


def test_a_git_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = git_that(tmp_path, monkeypatch, '*" push "*) sleep 30;;')
    archive = open_archive(tmp_path)
    archive.record(version())
    failing.touch()
    result = archive.push("https://user:secret@git.example/repo", timeout=0.1)
    assert result.reason == "Pushing to https://***@git.example/repo did not end within 0.1 s."


def test_a_real_size_limit_in_the_middle_of_a_record_changes_nothing(tmp_path: Path) -> None:
    script = """
        import os, resource, sys
        from pathlib import Path
        from tests.archive.making import open_archive, version
        from watcher.errors import ArchiveError
        archive = open_archive(Path(sys.argv[1]))
        head = archive.record(version())
        big = version("Two.\\n", raw=os.urandom(200_000))
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
        try:
            archive.record(big)
        except ArchiveError as error:
            print(error)
        print(archive.head == head)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        archive.record(big)
        print(archive.problems)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)],
        cwd=Path(tests.__file__).parent.parent,
        capture_output=True,
        check=True,
        text=True,
    )
    said, unchanged, problems = done.stdout.strip().split("\n")
    assert "index-pack" in said
    assert "SIGXFSZ" in said
    assert (unchanged, problems) == ("True", "()")
    assert shows_head(open_archive(tmp_path))


def test_a_journal_that_cannot_be_written_stops_the_record_before_head_moves(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    head = archive.record(version())
    (tmp_path / ".watcher/archive-journal.json").mkdir()
    with pytest.raises(ArchiveError, match=r"archive-journal\.json cannot be written: Is a directory"):
        archive.record(version("Two.\n"))
    assert archive.head == head
    (tmp_path / ".watcher/archive-journal.json").rmdir()
    archive.record(version("Two.\n"))
    assert shows_head(archive)


def test_a_missing_object_is_called_damage(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    head = archive.record(version())
    loosen(archive.root)
    name = git(archive.root, "rev-parse", "HEAD:acme")
    lost = archive.root / ".git/objects" / name[:2] / name[2:]
    content = lost.read_bytes()
    lost.unlink()
    with pytest.raises(ArchiveError, match="is damaged: the folder acme/ of HEAD is missing"):
        archive.record(version("Two.\n"))
    lost.write_bytes(content)
    assert archive.head == head
    archive.record(version("Two.\n"))
    assert shows_head(archive)


def test_a_missing_commit_is_called_damage_and_not_an_empty_archive(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    head = archive.record(version())
    loosen(archive.root)
    (archive.root / ".git/objects" / head[:2] / head[2:]).unlink()
    with pytest.raises(ArchiveError, match=f"is damaged: HEAD names {head}, which is not there"):
        archive.alerts_since(None)
    with pytest.raises(ArchiveError, match="is damaged"):
        open_archive(tmp_path)


def test_a_damaged_branch_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    (archive.root / ".git/refs/heads/main").write_text("")  # what a power cut can leave
    with pytest.raises(ArchiveError, match="is damaged"):
        archive.record(version("Two.\n"))


def test_a_repository_that_lost_its_head_is_not_replaced(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    (archive.root / ".git/HEAD").unlink()
    with pytest.raises(ArchiveError, match="git does not take it for a repository"):
        open_archive(tmp_path)


def test_an_object_folder_that_is_a_file_stops_the_record(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    head = archive.record(version())
    loosen(archive.root)
    packs = archive.root / ".git/objects/pack"
    packs.rmdir()
    packs.touch()
    with pytest.raises(ArchiveError, match="git index-pack in"):
        archive.record(version("Two.\n"))
    packs.unlink()
    packs.mkdir()
    assert archive.head == head
    archive.record(version("Two.\n"))
    assert shows_head(archive)


@pytest.mark.parametrize("name", ["refs/heads/main.lock", "HEAD.lock"])
def test_a_lock_that_goes_away_is_waited_for(tmp_path: Path, name: str) -> None:
    lock = tmp_path / "snapshots/.git" / name
    naps = Naps(lambda count: lock.unlink() if count == 3 else None)
    archive = open_archive(tmp_path, naps=naps)
    archive.record(version())
    lock.touch()
    archive.record(version("Two.\n"))
    assert naps.taken == [0.05, 0.1, 0.2]
    assert shows_head(archive)


@pytest.mark.parametrize("name", ["refs/heads/main.lock", "HEAD.lock"])
def test_a_lock_that_stays_is_named_with_its_age(tmp_path: Path, name: str) -> None:
    naps = Naps()
    archive = open_archive(tmp_path, naps=naps)
    head = archive.record(version())
    lock = tmp_path / "snapshots/.git" / name
    lock.touch()
    made = NOW.timestamp() - 3 * 3600
    os.utime(lock, (made, made))
    with pytest.raises(ArchiveError, match=rf"The lock file .*{name} \(made 3 hours ago\) keeps git from writing"):
        archive.record(version("Two.\n"))
    assert 2.0 <= sum(naps.taken) < 2.6
    assert archive.head == head
    lock.unlink()
    archive.record(version("Two.\n"))
    assert shows_head(archive)


def test_a_locked_index_does_not_keep_a_version_out(tmp_path: Path) -> None:
    naps = Naps()
    archive = open_archive(tmp_path, naps=naps)
    archive.record(version())
    lock = archive.root / ".git/index.lock"
    lock.touch()
    os.utime(lock, (NOW.timestamp() - 90, NOW.timestamp() - 90))
    commit = archive.record(told("Two.\n", "a1", 5))
    assert archive.head == commit
    assert (archive.root / "acme/ai-faq/text.md").read_text() == "Two.\n"
    [problem] = archive.problems
    assert "index.lock (made 90 seconds ago) keeps git from writing" in problem
    waited = len(naps.taken)
    archive.record(told("Three.\n", "a2", 6))
    assert len(naps.taken) == waited  # once it is known to be stuck, it is tried but no longer waited for
    lock.unlink()
    archive.record(told("Four.\n", "a3", 7))
    assert archive.problems == ()
    assert shows_head(archive)


@pytest.mark.parametrize("how", ["open", "maintenance"])
def test_an_index_that_was_locked_is_mended_later(tmp_path: Path, how: str) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    (archive.root / ".git/index.lock").touch()
    archive.record(told("Two.\n", "a1", 5))
    (archive.root / ".git/index.lock").unlink()
    if how == "open":
        archive = open_archive(tmp_path)
    else:
        archive.maintenance()
    assert archive.problems == ()
    assert shows_head(archive)


def test_a_work_tree_file_that_cannot_be_written_is_a_problem_and_no_error(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    text = archive.root / "acme/ai-faq/text.md"
    text.unlink()
    text.mkdir()
    commit = archive.record(version("Two.\n"))
    assert archive.head == commit
    [problem] = archive.problems
    assert "text.md could not be written" in problem
    text.rmdir()
    archive.maintenance()
    assert archive.problems == ()
    assert text.read_text() == "Two.\n"
    assert shows_head(archive)


def test_a_data_folder_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("")
    with pytest.raises(ArchiveError, match=r"The snapshots folder .* cannot be written: File exists"):
        open_archive(tmp_path)


def test_a_state_folder_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / ".watcher").write_text("")
    with pytest.raises(ArchiveError, match=r"The state folder .* cannot be written"):
        open_archive(tmp_path)


def test_a_folder_that_vanished_is_explained(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    shutil.rmtree(archive.root)
    with pytest.raises(ArchiveError, match="does not exist any more"):
        archive.record(version())


def test_no_git_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ArchiveError, match=r"git was not found.*install it \(2\.30 or newer\)"):
        open_archive(tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("git version 2.29.3", r"git 2\.29 is too old: 2\.30 or newer is needed"),
        ("something else", "does not say a version"),
    ],
)
def test_a_git_that_will_not_do_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    failing = git_that(tmp_path, monkeypatch, f'*version*) echo "{words}"; exit 0;;')
    failing.touch()
    with pytest.raises(ArchiveError, match=said):
        open_archive(tmp_path)


def test_the_settings_of_an_older_git_are_used_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    failing = git_that(
        tmp_path,
        monkeypatch,
        'version) echo "git version 2.30.2"; exit 0;;',
        f'*index-pack*) echo "$*" >> {log};;',
    )
    failing.touch()
    archive = open_archive(tmp_path)
    archive.record(version())
    assert "core.fsyncObjectFiles=true" in log.read_text()
    assert archive.entries()[FAQ.id].versions == 1
