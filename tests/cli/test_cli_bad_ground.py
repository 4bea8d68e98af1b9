"""The program's own ground gives way: one message that says what and what to do, exit status 3, nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
from pathlib import Path

from tests.cli.conftest import Story
from tests.cli.program import AFTER, Program, Reply, Site, page


def watched(site: Site, watcher: Program) -> Program:
    return watcher.watch(f"example/privacy {site.url}/privacy")


def test_a_data_folder_that_cannot_be_written_is_told(site: Site, watcher: Program) -> None:
    (watcher.folder / "file").write_text("in the way", encoding="utf-8")
    done = watched(site, watcher)("check", "--data", "file/data")
    assert done.code == 3
    assert done.message.startswith("file/data/.watcher/lock cannot be written: Not a directory.")


def test_a_damaged_state_database_is_told_and_the_archive_stays(site: Site, watcher: Program) -> None:
    assert watched(site, watcher)("check").code == 0
    state = watcher.folder / ".watcher/state.sqlite3"
    state.write_bytes(b"this is no database " * 500)
    for side in ("-wal", "-shm"):
        state.with_name(state.name + side).unlink(missing_ok=True)
    for command in (["check"], ["alerts", "retry", "--all"]):
        done = watcher(*command)
        assert done.code == 3, command
        assert ".watcher/state.sqlite3: the state database is damaged" in done.message
        assert "move this file and its -wal and -shm companions away and start again" in done.message
    state.unlink()
    again = watcher("check", "--json")
    assert [row["outcome"] for row in again.rows] == ["unchanged"]


def test_without_git_nothing_is_begun(site: Site, watcher: Program, tmp_path: Path) -> None:
    done = watched(site, watcher).having(PATH=str(tmp_path))("check")
    assert done.code == 3
    assert done.message == (
        "git was not found. The snapshots are kept with git: install it (2.30 or newer) or mend the PATH."
    )


def test_a_full_disk_and_a_lock_left_behind_cost_no_version(site: Site, watcher: Program) -> None:
    assert watched(site, watcher)("check").code == 0
    site.pages["/privacy"] = Reply(page(AFTER))
    full = watcher.having(PATH=f"{git_on_a_full_disk(watcher.folder)}:{os.environ['PATH']}")("check")
    assert full.code == 3
    assert full.message.startswith("The disk is full: git ")

    lock = watcher.folder / "snapshots/.git/refs/heads/main.lock"
    lock.touch()
    os.utime(lock, (1_700_000_000, 1_700_000_000))
    locked = watcher("check")
    assert locked.code == 3
    assert str(lock) in locked.message
    assert "delete that file" in locked.message

    lock.unlink()
    assert [row["outcome"] for row in watcher("check", "--json").rows] == ["changed"]


def git_on_a_full_disk(folder: Path) -> Path:
    """A folder with a git that cannot store objects and is the real one otherwise."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "git").write_text(
        "#!/bin/sh\n"
        'case " $* " in *" index-pack "*)\n'
        "  cat >/dev/null; echo 'error: unable to write file: No space left on device' >&2; exit 128;; esac\n"
        f'exec {shutil.which("git")} "$@"\n',
        encoding="utf-8",
    )
    (tools / "git").chmod(0o755)
    return tools


def test_a_file_size_limit_is_told(site: Site, watcher: Program) -> None:
    limited = Program(watcher.folder, before_start=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)))
    watched(site, watcher)
    done = limited("check")
    assert done.code == 3
    assert "state.sqlite3" in done.message


def test_what_is_not_recorded_is_told_with_what_is(story: Story) -> None:
    watcher = story.watcher
    for arguments, message in (
        (["history", "privacies"], "nothing is recorded of 'privacies'; did you mean example/privacy?"),
        (["diff", "privacy", "7"], "example/privacy has 2 versions in the archive; there is no number 7."),
        (["diff", "privacy", "abcdef"], "'abcdef' names no commit in"),
    ):
        done = watcher(*arguments)
        assert done.code == 2, arguments
        assert done.message.startswith(message)


def test_reading_where_nothing_was_recorded_makes_nothing(site: Site, watcher: Program) -> None:
    watched(site, watcher)
    done = watcher("history", "x")
    assert (done.code, done.message.partition(":")[0]) == (2, "nothing has been recorded in snapshots yet")
    assert watcher("status").code == 0
    healthcheck = watcher("status", "--healthcheck")
    assert (healthcheck.code, healthcheck.message) == (3, "no daemon has run in this data folder yet")
    assert [path.name for path in watcher.folder.iterdir()] == ["targets.yaml"]


def test_files_that_cannot_be_compared_are_told(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "good.html").write_bytes(page())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is not the rest of a PDF")
    (tmp_path / "folder").mkdir()
    for name, message in (
        ("missing.html", "compare: missing.html: No such file or directory"),
        ("folder", "compare: folder is a folder; give two files"),
        ("broken.pdf", "compare: broken.pdf: "),
        ("picture.png", "compare: picture.png: "),
    ):
        done = watcher("compare", "good.html", name)
        assert done.code == 2, done.out
        assert done.message.startswith(message)


def test_a_folder_without_captures_is_told(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "captures").mkdir()
    done = watcher("backtest", "captures")
    assert done.code == 2
    assert done.message.startswith("backtest: no captures under captures; it needs sub-folders with files such as")
