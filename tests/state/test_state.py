from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.errors import OutboxError
from watcher.model import Outcome, VerdictKind
from watcher.state import Notice, State, TargetState
from watcher.state.times import from_db, to_db

NOON = dt.datetime(2025, 9, 18, 12, 0, 0, 123456, tzinfo=dt.UTC)

FULL = TargetState(
    id="linkedin/ai-faq",
    checked=NOON,
    good=NOON,
    changed=NOON,
    outcome=Outcome.CHANGED,
    verdict=VerdictKind.GOOD,
    reason="read well",
    failures=2,
    unwell_since=NOON,
    etag='"abc"',
    last_modified="Thu, 18 Sep 2025 12:00:00 GMT",
    raw_sha256="00ff",
    text_key="k1",
    not_before=NOON,
    next_check=NOON + dt.timedelta(hours=6),
)


def test_what_is_put_comes_back_after_closing(tmp_path: Path) -> None:
    path = tmp_path / ".watcher" / "state.sqlite3"
    with State.open(path) as state:
        state.put_many([FULL, TargetState("example/terms")])
        state.set_meta("synced", "abc123")
        state.heartbeat(NOON)
    with State.open(path) as state:
        assert state.targets() == {"linkedin/ai-faq": FULL, "example/terms": TargetState("example/terms")}
        assert state.get("linkedin/ai-faq") == FULL
        assert state.get("nobody/nothing") is None
        assert state.meta("synced") == "abc123"
        assert state.meta("never set") is None
        assert state.last_heartbeat() == NOON


def test_values_are_found_by_what_their_keys_begin_with(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        for key, value in (("ahead/a/b", "1"), ("ahead/c", ""), ("ahead", "2"), ("ahead0", "3"), ("suspect/a", "4")):
            state.set_meta(key, value)
        assert state.metas("ahead/") == {"a/b": "1"}


def test_putting_again_replaces(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        state.put(FULL)
        state.put(TargetState("linkedin/ai-faq", failures=3))
        assert state.get("linkedin/ai-faq") == TargetState("linkedin/ai-faq", failures=3)


def test_put_many_is_all_or_nothing(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        naive = TargetState("b", checked=dt.datetime(2025, 1, 1))  # noqa: DTZ001 - the mistake under test
        with pytest.raises(TypeError):
            state.put_many([TargetState("a"), naive])
        assert state.targets() == {}


def test_every_commit_is_on_disk_before_it_returns(tmp_path: Path) -> None:
    with State.open(tmp_path / "s") as state:
        assert state.rows("PRAGMA journal_mode")[0][0] == "wal"
        assert state.rows("PRAGMA synchronous")[0][0] == 2
        assert state.rows("PRAGMA foreign_keys")[0][0] == 1


def test_status_reads_while_a_daemon_writes(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with State.open(path) as daemon, State.open(path, read_only=True) as status:
        daemon.put(TargetState("a"))
        with daemon.transaction():
            daemon.put(TargetState("b"))
            assert set(status.targets()) == {"a"}
        assert set(status.targets()) == {"a", "b"}
        with pytest.raises(OutboxError, match="readonly"):
            status.put(TargetState("c"))


def test_status_reads_after_the_daemon_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with State.open(path) as daemon:
        daemon.put(TargetState("a"))
    with State.open(path, read_only=True) as status:
        assert set(status.targets()) == {"a"}


def test_status_before_the_first_run_shows_nothing_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with State.open(path, read_only=True) as status:
        assert status.targets() == {}
    assert not path.exists()


def test_a_damaged_file_is_one_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "s"
    path.write_bytes(b"this is no database, it is a letter to my aunt" * 100)
    with pytest.raises(OutboxError) as caught:
        State.open(path)
    message = str(caught.value)
    assert str(path) in message
    assert "damaged" in message
    assert "move this file" in message


def test_damage_inside_the_file_is_found_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with State.open(path) as state:
        for number in range(500):
            state.put(TargetState(f"target/{number}", reason="x" * 200))
    content = bytearray(path.read_bytes())
    content[40_000:60_000] = b"\xff" * 20_000
    path.write_bytes(bytes(content))
    with pytest.raises(OutboxError, match="damaged"):
        State.open(path)


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s"
    State.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OutboxError, match="newer version"):
        State.open(path)


def test_a_folder_that_cannot_be_made_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutboxError, match="folder of the state database"):
        State.open(tmp_path / "file" / "s")


def test_a_notice_is_recorded_once_per_event(tmp_path: Path) -> None:
    first = Notice.of("unwell", "a/b", since=NOON, created=NOON, target="a/b", facts={"reason": "log-in wall"})
    again = Notice.of("unwell", "a/b", since=NOON, created=NOON + dt.timedelta(hours=6))
    later = Notice.of("unwell", "a/b", since=NOON + dt.timedelta(days=1), created=NOON + dt.timedelta(days=2))
    with State.open(tmp_path / "s") as state:
        assert state.add_notice(first) is True
        assert state.add_notice(again) is False
        assert state.add_notice(later) is True
        assert state.notice(first.id) == first
        assert [notice.id for notice in state.notices()] == [later.id, first.id]


def test_the_salt_stays_the_same_and_differs_between_databases(tmp_path: Path) -> None:
    with State.open(tmp_path / "a") as state:
        salt = state.salt()
    with State.open(tmp_path / "a") as state, State.open(tmp_path / "b") as other:
        assert state.salt() == salt
        assert len(salt) == 16
        assert other.salt() != salt


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_times_are_exact_in_both_directions(time: dt.datetime) -> None:
    assert from_db(to_db(time)) == time
