"""One watcher per data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tests
from tests.archive.making import NOW
from watcher.archive import lock_folder
from watcher.errors import LockedError, StateError

HOLDER = """
import sys, time
from pathlib import Path
from watcher.archive import lock_folder
with lock_folder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_watcher_is_told_who_has_the_folder(tmp_path: Path) -> None:
    state = tmp_path / "data/.watcher"
    with lock_folder(state, now=lambda: NOW):
        with pytest.raises(LockedError) as caught, lock_folder(state):
            pass
        assert str(caught.value) == (
            f"Another watcher (pid {os.getpid()}, since 2026-01-02T03:04:05Z) works in {tmp_path / 'data'}. "
            "Stop it first, or use another folder with --data."
        )
    with lock_folder(state):
        pass


def test_the_lock_of_a_killed_watcher_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=Path(tests.__file__).parent.parent,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=rf"pid {holder.pid}, since"), lock_folder(tmp_path):
            pass
        os.kill(holder.pid, signal.SIGKILL)
    with lock_folder(tmp_path):
        pass


def test_what_stands_in_a_foreign_lock_file_is_not_shown(tmp_path: Path) -> None:
    with lock_folder(tmp_path):
        (tmp_path / "lock").write_text("\x1b[2J evil")
        with pytest.raises(LockedError, match=r"^Another watcher works in"), lock_folder(tmp_path):
            pass


def test_a_state_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StateError, match=r"lock cannot be written: Not a directory"),
        lock_folder(tmp_path / "file/x"),
    ):
        pass


def test_a_lock_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StateError, match="lock cannot be written"), lock_folder(tmp_path):
        pass
    assert not (tmp_path / "elsewhere").exists()
