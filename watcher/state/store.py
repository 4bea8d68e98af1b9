"""The state of one data folder: targets, facts about the installation, heartbeat, notices."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from watcher.state import database
from watcher.state.notice import Notice
from watcher.state.targets import SELECT, UPSERT, TargetState, from_row, to_row
from watcher.state.times import from_db, to_db

AHEAD = "ahead/"
"""What the keys of `meta` begin with under which stands what the page of a target announces (`check.ahead`)."""

_SALT = "channel_salt"
_HEARTBEAT = "heartbeat"


class State:
    """One open database. For one thread; a second process may open the same file. Every method raises OutboxError."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> State:
        """Opens (and unless `read_only` creates) the database. Raises OutboxError: damaged, newer, not writable."""
        return cls(database.connect(path, read_only=read_only), path)

    def close(self) -> None:
        """Ends the connection; a second call does nothing."""
        with database.guard(self._path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def transaction(self, *, flush: bool = True) -> Iterator[None]:
        """All statements inside, or none of them. Joins a transaction that is already open. Without `flush` it may be
        lost when the power fails."""
        with database.transaction(self._connection, self._path, flush=flush):
            yield

    def execute(self, statement: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        """One statement with its values bound; for the rooms that keep their own tables here (the outbox)."""
        with database.guard(self._path):
            return self._connection.execute(statement, tuple(values))

    def rows(self, statement: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """All rows of one query."""
        with database.guard(self._path):
            return self._connection.execute(statement, tuple(values)).fetchall()

    # --- targets

    def targets(self) -> dict[str, TargetState]:
        """Every target that was ever checked, by id."""
        return {row["id"]: from_row(row) for row in self.rows(SELECT)}

    def unwell(self) -> dict[str, TargetState]:
        """Those of them that could not be seen the last time."""
        return {row["id"]: from_row(row) for row in self.rows(f"{SELECT} WHERE unwell_since IS NOT NULL")}

    def notable(self) -> dict[str, TargetState]:
        """Those of whom people may have to be told: they could not be seen, or people know of it, or they moved."""
        where = "unwell_since IS NOT NULL OR told IS NOT NULL OR moved_to IS NOT moved_told"
        return {row["id"]: from_row(row) for row in self.rows(f"{SELECT} WHERE {where}")}

    def some(self, ids: Iterable[str]) -> dict[str, TargetState]:
        """Those of these targets that were ever checked."""
        return {one: known for one in ids if (known := self.get(one)) is not None}

    def get(self, target_id: str) -> TargetState | None:
        found = self.rows(f"{SELECT} WHERE id = ?", (target_id,))
        return from_row(found[0]) if found else None

    def put(self, target: TargetState) -> None:
        self.put_many((target,))

    def put_many(self, targets: Iterable[TargetState]) -> None:
        """Writes all of them in one transaction, replacing what was known."""
        with self.transaction():
            for target in targets:
                self.execute(UPSERT, to_row(target))

    # --- facts about the installation

    def meta(self, key: str) -> str | None:
        """The value last set under that key ("synced", "installed", "announced" …)."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0]["value"] if found else None

    def metas(self, beginning: str) -> dict[str, str]:
        """The values under all keys that begin so, by what follows in the key; those that are empty are left out."""
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = self.rows("SELECT key, value FROM meta WHERE key >= ? AND key < ? AND value != ''", (beginning, end))
        return {row["key"].removeprefix(beginning): row["value"] for row in found}

    def set_meta(self, key: str, value: str) -> None:
        self.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def salt(self) -> bytes:
        """A random value of this database, made on first use: what channel fingerprints are keyed with."""
        known = self.meta(_SALT)
        if known is None:
            self.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", (_SALT, secrets.token_hex(16))
            )
            known = self.meta(_SALT) or ""  # another process may have been faster: its value counts
        return bytes.fromhex(known)

    def heartbeat(self, now: dt.datetime) -> None:
        """Notes that the daemon is alive."""
        self.set_meta(_HEARTBEAT, str(to_db(now)))

    def last_heartbeat(self) -> dt.datetime | None:
        value = self.meta(_HEARTBEAT)
        return None if value is None else from_db(int(value))

    # --- notices

    def add_notice(self, notice: Notice) -> bool:
        """Records the event; False when it is already known, and then it must not be told again."""
        cursor = self.execute(
            "INSERT INTO notices (id, kind, subject, since, created, target, facts) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                notice.id,
                notice.kind,
                notice.subject,
                to_db(notice.since),
                to_db(notice.created),
                notice.target,
                json.dumps(notice.facts, ensure_ascii=False),
            ),
        )
        return cursor.rowcount == 1

    def notice(self, notice_id: str) -> Notice | None:
        found = self.rows("SELECT * FROM notices WHERE id = ?", (notice_id,))
        return _notice(found[0]) if found else None

    def notices(self, limit: int = 50) -> tuple[Notice, ...]:
        """The latest ones, newest first."""
        return tuple(
            _notice(row) for row in self.rows("SELECT * FROM notices ORDER BY created DESC LIMIT ?", (limit,))
        )


def _notice(row: sqlite3.Row) -> Notice:
    return Notice(
        row["id"],
        row["kind"],
        row["subject"],
        from_db(row["since"]),
        from_db(row["created"]),
        row["target"],
        json.loads(row["facts"]),
    )
