"""What was recorded comes back: newest, by place, by time, by commit, with its history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.making import FAQ, NOON, TERMS, after, git, meta, open_archive, told, version
from watcher.archive import Archive
from watcher.errors import ArchiveError, UsageError


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three versions of one target: the baseline, a change that is told, and the return to the baseline."""
    made = open_archive(tmp_path)
    made.record(version("One.\n", key="one"))
    made.record(told("Two.\n", "a1", 5))
    made.record(version("One.\n", key="one", time=after(10), subject="acme/ai-faq: back to the text before"))
    return made


def test_the_latest_version_comes_from_head(archive: Archive) -> None:
    found = archive.latest(FAQ.id)
    assert found is not None
    assert (found.target, found.text, found.commit) == (FAQ, "One.\n", archive.head)
    assert found.meta == meta(after(10), "one")


def test_a_target_without_versions_has_no_latest_and_an_empty_history(archive: Archive) -> None:
    assert archive.latest(TERMS.id) is None
    assert archive.history(TERMS.id) == []
    assert archive.seen_keys(TERMS.id) == {}
    assert not archive.has_text(TERMS.id, "one")


def test_an_empty_archive_answers_everything(tmp_path: Path) -> None:
    empty = open_archive(tmp_path)
    assert empty.latest(FAQ.id) is None
    assert empty.history(FAQ.id) == []
    assert empty.seen_keys(FAQ.id) == {}
    assert empty.alerts_since(None) == ([], None)
    with pytest.raises(UsageError, match="has 0 versions"):
        empty.read(FAQ.id, 0)
    with pytest.raises(UsageError, match="No alert in the archive"):
        empty.alert("a1")


def test_the_history_is_newest_first_with_alerts(archive: Archive) -> None:
    items = archive.history(FAQ.id)
    assert [(item.time, item.subject, item.alert and item.alert.id) for item in items] == [
        (after(10), "acme/ai-faq: back to the text before", None),
        (after(5), "acme/ai-faq: posts are used now (high)", "a1"),
        (NOON, "acme/ai-faq: posts are used now (high)", None),
    ]
    assert items[0].commit == archive.head
    changed = items[1].alert
    assert changed is not None
    assert changed.commit == items[1].commit
    assert changed.redline == items[1].redline == "acme/ai-faq/changes/2025-09-18T12-05-00Z.html"


def test_the_text_keys_seen_so_far_are_known_with_their_first_time(archive: Archive) -> None:
    assert archive.seen_keys(FAQ.id) == {"one": NOON, "key of Two.": after(5)}
    assert archive.has_text(FAQ.id, "one")
    assert not archive.has_text(FAQ.id, "three")
    archive.record(version("Three.\n", key="three", time=after(15)))
    assert archive.has_text(FAQ.id, "three")


@pytest.mark.parametrize(
    ("which", "text"),
    [
        (0, "One.\n"),
        (1, "Two.\n"),
        (2, "One.\n"),
        ("2025-09-18T12-05-00Z", "Two.\n"),
        ("2025-09-18T12:09:59Z", "Two.\n"),
        (after(5), "Two.\n"),
        (after(4), "One.\n"),
        (after(60), "One.\n"),
    ],
)
def test_a_version_is_found_by_place_and_by_time(archive: Archive, which: str | int | dt.datetime, text: str) -> None:
    assert archive.read(FAQ.id, which).text == text


def test_a_version_is_found_by_commit_whole_or_abbreviated(archive: Archive) -> None:
    commit = archive.history(FAQ.id)[1].commit
    assert archive.read(FAQ.id, commit).text == "Two.\n"
    assert archive.read(FAQ.id, commit[:8]).meta.time == after(5)


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (3, "has 3 versions in the archive; there is no number 3"),
        (-1, "there is no number -1"),
        ("2025-09-18T11-59-59Z", r"no version from 2025-09-18 11:59:59 UTC or before"),
        ("0123456789", "names no commit"),
        ("HEAD", "names no commit"),
        ("--all", "names no commit"),
        ("main:x\n", "'main:x' names no commit"),
    ],
)
def test_a_version_that_is_not_there_is_a_usage_error(archive: Archive, which: str | int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        archive.read(FAQ.id, which)


def test_a_commit_without_the_target_is_a_usage_error(archive: Archive) -> None:
    commit = archive.head
    assert commit is not None
    with pytest.raises(UsageError, match="acme/terms has no version in commit"):
        archive.read(TERMS.id, commit)
    with pytest.raises(UsageError, match="acme/terms has no raw capture in commit"):
        archive.raw(TERMS.id, commit)


def test_a_broken_capture_file_in_head_is_named(archive: Archive) -> None:
    (archive.root / "acme/ai-faq/capture.json").write_text('{"title": 1}')
    git(archive.root, "commit", "-q", "-a", "-m", "By hand")
    with pytest.raises(
        ArchiveError, match=r"acme/ai-faq/capture\.json as committed cannot be read \(KeyError: 'target'\)"
    ):
        archive.entries()
    git(archive.root, "revert", "--no-edit", "HEAD")
    assert archive.entries()[FAQ.id].versions == 3
    assert len(archive.history(FAQ.id)) == 4


def test_commits_outside_of_the_snapshots_do_not_read_everything_anew(archive: Archive) -> None:
    before = archive.entries()[FAQ.id]
    git(archive.root, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert archive.entries()[FAQ.id] is before


def test_a_user_s_own_files_are_no_targets(archive: Archive) -> None:
    (archive.root / "My Notes").mkdir()
    for name in ("capture.json", "text.md"):
        (archive.root / "My Notes" / name).write_text("mine\n")
    (archive.root / "draft").mkdir()
    (archive.root / "draft/capture.json").write_text("mine\n")
    git(archive.root, "add", ".")
    git(archive.root, "commit", "-q", "-m", "Mine")
    assert list(archive.entries()) == [FAQ.id]


def test_an_alert_is_found_by_its_id_or_the_beginning_of_it(tmp_path: Path) -> None:
    made = open_archive(tmp_path)
    made.record(version())
    first = made.record(told("Two.\n", "ab12", 1))
    made.record(told("Three.\n", "ab34", 2))
    made.record(told("Four.\n", "ab3", 3))
    assert (made.alert("ab1").id, made.alert("ab1").commit) == ("ab12", first)
    assert made.alert("ab3").id == "ab3"
    with pytest.raises(UsageError, match="3 alerts have an id that begins with 'ab'"):
        made.alert("ab")
    for unknown in ("zz", "", "b1"):
        with pytest.raises(UsageError, match="No alert in the archive"):
            made.alert(unknown)


@given(text=st.text(), raw=st.binary())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_and_every_capture_comes_back_unchanged(tmp_path: Path, text: str, raw: bytes) -> None:
    made = open_archive(tmp_path)
    commit = made.record(version(text, raw=raw, key="k"))
    stored = made.latest(FAQ.id)
    assert stored is not None
    assert stored.text == text
    assert made.raw(FAQ.id, commit) == raw
    assert (made.root / "acme/ai-faq/text.md").read_bytes() == text.encode()
    assert (made.root / "acme/ai-faq/page.html").read_bytes() == raw


@pytest.mark.parametrize("text", ["a\r\nb", "\0", "no final line end", "", "\ufeff", "\ud800", "a\rb\n\n\n"])
def test_line_ends_nul_and_odd_characters_come_back_unchanged(tmp_path: Path, text: str) -> None:
    made = open_archive(tmp_path)
    commit = made.record(version(text, raw=text.encode("utf-16", "surrogatepass"), key="k"))
    assert made.read(FAQ.id, commit).text == text
    assert made.raw(FAQ.id, commit) == text.encode("utf-16", "surrogatepass")
