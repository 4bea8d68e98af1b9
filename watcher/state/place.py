"""Where a data folder keeps what."""

from __future__ import annotations

from pathlib import Path

STATE_FOLDER = ".watcher"
SNAPSHOTS = "snapshots"
_DATABASE = "state.sqlite3"


def state_folder(data: Path) -> Path:
    """The folder of the state and the lock; it is never tracked by git."""
    return data / STATE_FOLDER


def snapshots(data: Path) -> Path:
    """The git-tracked folder."""
    return data / SNAPSHOTS


def database_file(data: Path) -> Path:
    """The state database."""
    return data / STATE_FOLDER / _DATABASE
