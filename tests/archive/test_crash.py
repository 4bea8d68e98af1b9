"""Killed at any step, the archive holds the old version or the new one, and opening it makes the files agree."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tests
from tests.archive.making import FAQ, after, git, open_archive, shows_head, told, user_repository, version

BEFORE_HEAD_MOVES = ("read", "objects", "journal")
AFTER_HEAD_MOVED = (
    "head",
    "file acme/ai-faq/text.md",
    "file acme/ai-faq/page.pdf",
    "file acme/ai-faq/page.html",
    "file acme/ai-faq/capture.json",
    "file acme/ai-faq/changes/2025-09-18T13-00-00Z.html",
    "file acme/ai-faq/changes/2025-09-18T13-00-00Z.json",
    "file acme/ai-faq/CHANGES.md",
    "file README.md",
    "files",
    "index",
    "done",
)


def killed_at(data: Path, point: str) -> None:
    project = Path(tests.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "tests.archive.crash_child", str(data), point],
        cwd=project,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_the_list_of_steps_is_complete(tmp_path: Path) -> None:
    steps: list[str] = []
    open_archive(tmp_path).record(version("Old.\n", raw=b"%PDF", suffix=".pdf"))
    open_archive(tmp_path, checkpoint=steps.append).record(told("New.\n", "new", 60))
    assert sorted(steps) == sorted((*BEFORE_HEAD_MOVES, *AFTER_HEAD_MOVED))


@pytest.mark.parametrize("point", [*BEFORE_HEAD_MOVES, *AFTER_HEAD_MOVED])
def test_killed_between_two_steps(tmp_path: Path, point: str) -> None:
    user_repository(tmp_path)
    old = open_archive(tmp_path).record(version("Old.\n", raw=b"%PDF", suffix=".pdf"))
    (tmp_path / "notes.txt").write_text("edited\n")
    (tmp_path / "snapshots/mine.txt").write_text("mine\n")
    killed_at(tmp_path, point)

    archive = open_archive(tmp_path)
    stored = archive.latest(FAQ.id)
    assert stored is not None
    alerts = [found.id for found in archive.alerts_since(old)[0]]
    if point in BEFORE_HEAD_MOVES:
        assert (archive.head, stored.text, alerts) == (old, "Old.\n", [])
        assert (tmp_path / "snapshots/acme/ai-faq/page.pdf").exists()
    else:
        assert (stored.text, alerts) == ("New.\n", ["new"])
        assert not (tmp_path / "snapshots/acme/ai-faq/page.pdf").exists()
    git(tmp_path, "fsck", "--strict")
    assert git(tmp_path, "status", "--porcelain") == " M notes.txt\n?? snapshots/mine.txt"
    assert not (tmp_path / ".watcher/archive-journal.json").exists()
    archive.record(told("Next.\n", "next", 90))
    assert git(tmp_path, "status", "--porcelain") == " M notes.txt\n?? snapshots/mine.txt"


def test_killed_in_the_very_first_record(tmp_path: Path) -> None:
    killed_at(tmp_path, "head")
    archive = open_archive(tmp_path)
    assert [found.id for found in archive.alerts_since(None)[0]] == ["new"]
    assert (tmp_path / "snapshots/acme/ai-faq/text.md").read_text() == "New.\n"
    assert shows_head(archive)


def test_a_user_s_edit_after_the_crash_survives_the_repair(tmp_path: Path) -> None:
    open_archive(tmp_path).record(version("Old.\n"))
    killed_at(tmp_path, "head")
    text = tmp_path / "snapshots/acme/ai-faq/text.md"
    text.write_text("My own remark.\n")
    archive = open_archive(tmp_path)
    assert text.read_text() == "My own remark.\n"
    assert git(archive.root, "status", "--porcelain") == " M acme/ai-faq/text.md"


def test_without_the_journal_lagging_files_are_recognised_by_their_content(tmp_path: Path) -> None:
    open_archive(tmp_path).record(told("Old.\n", "old", 1))
    killed_at(tmp_path, "head")
    shutil.rmtree(tmp_path / ".watcher")
    readme = tmp_path / "snapshots/README.md"
    readme.write_text("my own\n")
    archive = open_archive(tmp_path)
    assert (archive.root / "acme/ai-faq/text.md").read_text() == "New.\n"
    assert readme.read_text() == "my own\n"
    # Files that nobody but the lost journal knew of stay missing; the next version brings what it changes.
    assert git(archive.root, "status", "--porcelain").split("\n") == [
        " M README.md",
        "D  acme/ai-faq/changes/2025-09-18T13-00-00Z.html",
        "D  acme/ai-faq/changes/2025-09-18T13-00-00Z.json",
    ]


def test_temporary_files_of_a_killed_write_are_swept_away(tmp_path: Path) -> None:
    open_archive(tmp_path).record(version("Old.\n"))
    killed_at(tmp_path, "head")
    left = tmp_path / "snapshots/acme/ai-faq/.text.md.12345.watcher-tmp"
    left.write_text("half a te")
    archive = open_archive(tmp_path)
    assert not left.exists()
    assert shows_head(archive)


def test_a_reader_leaves_the_work_tree_to_the_watcher(tmp_path: Path) -> None:
    open_archive(tmp_path).record(version("Old.\n"))
    killed_at(tmp_path, "head")
    reader = open_archive(tmp_path, repair=False)
    found = reader.latest(FAQ.id)
    assert found is not None
    assert (found.text, found.meta.time) == ("New.\n", after(60))
    assert (tmp_path / "snapshots/acme/ai-faq/text.md").read_text() == "Old.\n"
    assert (tmp_path / ".watcher/archive-journal.json").exists()


def test_a_start_that_was_killed_while_making_the_repository_is_made_good(tmp_path: Path) -> None:
    half = tmp_path / "snapshots/.new-repository/.git"
    half.mkdir(parents=True)
    (half / "config").write_text("[core")
    archive = open_archive(tmp_path)
    archive.record(version())
    assert not half.parent.exists()
    assert shows_head(archive)


def test_a_journal_that_cannot_be_read_does_not_stop_anything(tmp_path: Path) -> None:
    open_archive(tmp_path).record(version("Old.\n"))
    for content in ("", "[1]", '{"../../x": 5}', '{"../../x": ["1"], "/etc/x": [""]}'):
        (tmp_path / ".watcher/archive-journal.json").write_text(content)
        archive = open_archive(tmp_path)
        assert git(archive.root, "status", "--porcelain") == ""
    assert not (tmp_path.parent / "x").exists()
