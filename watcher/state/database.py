"""Opens the SQLite file, brings its tables up to date, and turns SQLite's complaints into one clear message.

It refuses a file that is damaged, that is no database, or that a newer program wrote. It never repairs or deletes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from watcher.errors import OutboxError
from watcher.state.schema import MIGRATIONS

BUSY_SECONDS = 10.0  # how long one process waits for the other's write; a write takes milliseconds


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A ready connection: WAL, every commit on disk before it returns, foreign keys checked, tables up to date.

    Read-only works while a daemon writes. When the file does not exist yet, a read-only caller gets an empty database
    in memory. Raises OutboxError.
    """
    if read_only and not path.exists():
        return _prepare(sqlite3.connect(":memory:", isolation_level=None), path, read_only=False)
    with guard(path):
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _prepare(_open(path, "rwc"), path, read_only=False)
        try:
            return _prepare(_open(path, "ro"), path, read_only=True)
        except sqlite3.OperationalError:
            # A read-only folder: SQLite cannot make its shared-memory file. No writer can be at work there either.
            return _prepare(_open(path, "ro&immutable=1"), path, read_only=True)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> sqlite3.Connection:
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        _check(connection)
        _migrate(connection, path, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise sqlite3.DatabaseError(problem)


def _migrate(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise OutboxError(
            f"{path}: written by a newer version of this program (tables {version}, this one knows "
            f"{len(MIGRATIONS)}). Use that version again."
        )
    if version < len(MIGRATIONS) and read_only:
        raise OutboxError(f"{path}: written by an older version of this program. `watcher run` brings it up to date.")
    for number in range(version, len(MIGRATIONS)):
        # executescript would commit first; one transaction with the counter keeps a crash from leaving half of it.
        connection.execute("BEGIN IMMEDIATE")
        with _rolled_back(connection):
            if connection.execute("PRAGMA user_version").fetchone()[0] == number:  # else another process was faster
                for statement in MIGRATIONS[number].split(";\n"):
                    if statement.strip():
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")


@contextmanager
def _rolled_back(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, *, flush: bool = True) -> Iterator[None]:
    """All or nothing. Inside another transaction it joins that one. Raises OutboxError.

    Without `flush` the disk is not waited for: when the power fails, it may be as if the last ones had never been.
    """
    if connection.in_transaction:
        yield
        return
    with nullcontext() if flush else _unflushed(connection, path):
        with guard(path):
            connection.execute("BEGIN IMMEDIATE")
        with _rolled_back(connection):
            yield  # outside the guard: what the caller does in here may fail for reasons that are not ours
            with guard(path):
                connection.execute("COMMIT")


@contextmanager
def _unflushed(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    with guard(path):
        connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        with guard(path):
            connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turns what SQLite or the file system says into an OutboxError with what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutboxError(f"{path}: the state database cannot be used ({error}). {_advice(str(error))}") from error
    except sqlite3.DatabaseError as error:
        raise OutboxError(
            f"{path}: the state database is damaged ({error}). The snapshots folder is the truth and is whole "
            "without it: move this file and its -wal and -shm companions away and start again. Checks go on from the "
            "archive; alerts that were still waiting for delivery are not sent then, CHANGES.md names them all."
        ) from error
    except OSError as error:
        raise OutboxError(
            f"{path}: the folder of the state database cannot be used ({error.strerror}). "
            "Make it writable for the user that runs the watcher."
        ) from error


def _advice(complaint: str) -> str:
    if "locked" in complaint or "busy" in complaint:
        return "Another process is holding it; try again, or stop that process."
    if "full" in complaint:
        return "The disk is full; make room and start again, nothing was lost."
    return "Make the file and its folder readable and writable for the user that runs the watcher."
