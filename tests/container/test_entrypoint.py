"""The entry point by itself: a shell script that ends by becoming `watcher`, for which a stand-in is on the PATH."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ENTRYPOINT = Path(__file__).parents[2] / "deploy" / "entrypoint"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder, and beside it a shipped file and a `watcher` that says how it was called."""
    (tmp_path / "shipped.yaml").write_text("shipped\n", encoding="utf-8")
    watcher = tmp_path / "bin" / "watcher"
    watcher.parent.mkdir()
    watcher.write_text('#!/bin/sh\necho "$$ watcher $*"\n', encoding="utf-8")
    watcher.chmod(0o755)
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def enter(data: Path, *arguments: str, user: int | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": f"{data.parent / 'bin'}:/usr/bin:/bin",
        "WATCHER_DATA": str(data),
        "WATCHER_CONFIG": str(data / "targets.yaml"),
        "WATCHER_SHIPPED_CONFIG": str(data.parent / "shipped.yaml"),
        **variables,
    }
    with subprocess.Popen(
        ["/bin/sh", str(ENTRYPOINT), *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, user=user,
    ) as process:  # fmt: skip
        out, err = process.communicate(timeout=20)
        return subprocess.CompletedProcess([str(process.pid)], process.returncode, out, err)


def test_the_shell_becomes_the_watcher_so_that_signals_reach_it(data: Path) -> None:
    done = enter(data, "run", "--log-format", "json")
    assert done.stdout == f"{done.args[0]} watcher run --log-format json\n"


def test_the_first_start_brings_the_shipped_list_and_says_so(data: Path) -> None:
    done = enter(data, "run")
    assert (data / "targets.yaml").read_text(encoding="utf-8") == "shipped\n"
    assert done.stderr == (
        f"watcher: first start: the shipped list of documents is now {data / 'targets.yaml'}. "
        "It is yours: edit it, updates do not touch it.\n"
        "watcher: nobody is told yet: set ALERT_URLS (or ALERT_URLS_FILE) and start again.\n"
    )
    assert [path.name for path in data.iterdir()] == ["targets.yaml"]


def test_a_list_that_is_there_is_never_touched(data: Path) -> None:
    (data / "targets.yaml").write_text("mine\n", encoding="utf-8")
    done = enter(data, "run")
    assert (data / "targets.yaml").read_text(encoding="utf-8") == "mine\n"
    assert done.stderr == ""


def test_who_has_set_a_channel_is_not_told_that_nobody_is_told(data: Path) -> None:
    done = enter(data, "check", ALERT_URLS_FILE="/run/secrets/alert_urls")
    assert "nobody is told" not in done.stderr
    assert "secrets" not in done.stderr


@pytest.mark.parametrize("command", ["--help", "diff", "compare", "backtest", "history"])
def test_a_command_that_needs_no_list_leaves_the_folder_alone(data: Path, command: str) -> None:
    done = enter(data, command)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(data.iterdir()) == []


@pytest.mark.parametrize("folder", ["", "snapshots", ".watcher"])
def test_a_folder_that_cannot_be_written_is_told_with_the_command_that_mends_it(data: Path, folder: str) -> None:
    locked = data / folder
    locked.mkdir(exist_ok=True)
    locked.chmod(0o555)
    user = 65534 if os.getuid() == 0 else None  # root may write everywhere
    for parent in data.parents[:4]:
        if os.getuid() == 0 and parent != Path("/tmp"):  # noqa: S108 - pytest's folders are closed to others
            parent.chmod(0o755)
    if folder and user is not None:
        os.chown(data, user, user)
    done = enter(data, "run", user=user)
    locked.chmod(0o755)
    assert (done.returncode, done.stdout) == (3, "")
    me = f"{user if user is not None else os.getuid()}"
    assert f"watcher: {locked}".rstrip("/") in done.stderr
    assert "cannot be written: Permission denied. The watcher runs as user " in done.stderr
    assert f"sudo chown -R {me}:" in done.stderr
