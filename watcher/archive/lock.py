"""One watcher per data folder: a lock that the kernel gives back when its holder ends, however that happens."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from watcher.errors import LockedError, StateError
from watcher.model import iso


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextlib.contextmanager
def lock_folder(state_dir: Path, *, now: Callable[[], dt.datetime] = _utc_now) -> Iterator[None]:
    """Hold the folder for the time of a `with` block.

    Raises LockedError, naming the holder, when another process (or another block of this one) has it, and StateError
    when the folder cannot be written. The file `lock` stays behind on purpose: removing it would let two in.
    """
    path = state_dir / "lock"
    try:
        state_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise StateError(f"{path} cannot be written: {error.strerror}. Give the watcher's user the right.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(_held(state_dir, os.pread(handle, 200, 0))) from None
        except OSError as error:
            raise StateError(f"{path} cannot be locked on this file system: {error.strerror}.") from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {iso(now())}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _held(state_dir: Path, note: bytes) -> str:
    pid, _, since = note.decode("ascii", "replace").strip().partition(" ")
    who = f" (pid {pid}, since {since})" if pid.isdigit() and since.isprintable() else ""
    return f"Another watcher{who} works in {state_dir.parent}. Stop it first, or use another folder with --data."
