"""Versions that others captured: the same history as if we had been there, and nobody is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.making import FAQ, NOON, NOW, TERMS, after, alert, git, open_archive, shows_head, told, version
from watcher.archive import Archive, NewVersion, PastChange

YEAR = 60 * 24 * 365


def past(text: str, name: str, years: float) -> NewVersion:
    """A version with a change, so many years before noon, from a public archive."""
    made = told(text, name, -years * YEAR)
    return replace(made, meta=replace(made.meta, origin=f"https://web.example/{name}"))


def history(archive: Archive) -> list[tuple[str, str]]:
    """Text key and alert of each version, newest first."""
    return [
        (item.meta.text_key.removeprefix("key of "), item.alert.id if item.alert else "")
        for item in archive.history(FAQ.id)
    ]


def subjects(archive: Archive, *options: str) -> list[str]:
    return git(archive.root, "log", "--format=%s", *options).split("\n")


OLD = (replace(past("Zero.\n", "", 3), alert=None, redline_html="", changes_entry=""), past("One.\n", "p1", 2))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path)


def test_before_there_is_a_version_they_are_ordinary_commits(archive: Archive) -> None:
    archive.record(version(target=TERMS))
    assert archive.record_past(OLD) == 2
    archive.record(told("Two.\n", "a2", 0))
    assert history(archive) == [("Two.", "a2"), ("One.", "p1"), ("Zero.", "")]
    assert git(archive.root, "log", "--format=%ad %an", "--date=format:%Y", "--", FAQ.id).split("\n") == [
        "2025 policy-watcher",
        "2023 policy-watcher",
        "2022 policy-watcher",
    ]
    assert git(archive.root, "log", "--merges") == ""
    assert [found.id for found in archive.alerts_since(None)[0]] == ["a2"]
    assert archive.entries()[FAQ.id].versions == 3
    assert shows_head(archive)


def test_older_ones_are_joined_and_the_newest_text_keeps_its_place_and_history(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    archive.record(told("Three.\n", "a3", 5))
    text_log = git(archive.root, "log", "--format=%H", "--", "acme/ai-faq/text.md")
    blame = git(archive.root, "blame", "-s", "acme/ai-faq/text.md")
    seam = PastChange(alert("seam", NOON), "<p>seam</p>", "## 2025-09-18 12:00 seam\n\nPosts are used now.\n")
    assert archive.record_past(OLD, seam=seam) == 2
    assert history(archive) == [("Three.", "a3"), ("Two.", "seam"), ("One.", "p1"), ("Zero.", "")]
    stored = archive.latest(FAQ.id)
    assert stored is not None
    assert stored.text == "Three.\n"
    assert git(archive.root, "log", "--format=%H", "--", "acme/ai-faq/text.md") == text_log
    assert git(archive.root, "blame", "-s", "acme/ai-faq/text.md") == blame
    listed = (archive.root / "acme/ai-faq/CHANGES.md").read_text().split("\n")
    assert [line[-2:] for line in listed if "##" in line] == ["a3", "am", "p1"]
    assert (archive.root / "acme/ai-faq/changes/2023-09-19T12-00-00Z.html").exists()
    assert shows_head(archive)


def test_the_side_line_holds_this_document_alone(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    archive.record_past(OLD)
    assert subjects(archive, "-1") == ["acme/ai-faq: 2 earlier versions, 2022-09-19 to 2023-09-19"]
    assert git(archive.root, "ls-tree", "-r", "--name-only", "HEAD^2").split("\n") == [
        ".gitattributes",
        "acme/ai-faq/capture.json",
        "acme/ai-faq/changes/2023-09-19T12-00-00Z.html",
        "acme/ai-faq/changes/2023-09-19T12-00-00Z.json",
        "acme/ai-faq/page.html",
        "acme/ai-faq/text.md",
    ]
    assert git(archive.root, "log", "--format=%an %ad|%cn %cd", "--date=format:%Y", "HEAD^2").split("\n") == [
        "policy-watcher 2023|policy-watcher 2026",
        "policy-watcher 2022|policy-watcher 2026",
    ]


@pytest.mark.parametrize("held", [True, False])
def test_nobody_is_told(archive: Archive, *, held: bool) -> None:
    before = archive.record(version("Two.\n")) if held else None
    seam = PastChange(alert("seam", NOON), "<p>seam</p>")
    archive.record_past(OLD, seam=seam if held else None)
    assert archive.alerts_since(before)[0] == []
    assert archive.alerts_since(None)[0] == []
    archive.record(told("Three.\n", "a3", 5))
    assert [found.id for found in archive.alerts_since(before)[0]] == ["a3"]
    assert archive.alert("p1").past


def test_what_is_known_of_the_target_takes_them_in(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    archive.record_past(OLD, seam=PastChange(alert("seam", NOON)))
    entry = archive.entries()[FAQ.id]
    assert (entry.versions, entry.first, entry.last_change) == (3, OLD[0].meta.time, NOON)
    assert entry.last_alert is not None
    assert (entry.last_alert.id, entry.last_alert.past) == ("seam", True)
    assert open_archive(archive.root.parent).entries() == archive.entries()
    assert archive.seen_keys(FAQ.id) == {
        "key of Zero.": OLD[0].meta.time,
        "key of One.": OLD[1].meta.time,
        "key of Two.": NOON,
    }
    assert [text for _, text in archive.texts(FAQ.id, 2)] == ["One.\n", "Two.\n"]


def test_without_a_seam_the_text_in_force_is_as_old_as_the_last_change_before(archive: Archive) -> None:
    archive.record(version("One.\n"))
    archive.record_past(OLD)
    assert archive.entries()[FAQ.id].last_change == OLD[1].meta.time


def test_a_time_or_a_number_or_a_commit_finds_them(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    archive.record_past(OLD)
    assert archive.read(FAQ.id, 2).text == "Zero.\n"
    assert archive.read(FAQ.id, after(-2.5 * YEAR)).text == "Zero.\n"
    assert archive.read(FAQ.id, after(-1)).text == "One.\n"
    assert archive.read(FAQ.id, after(1)).text == "Two.\n"
    one = archive.history(FAQ.id)[1]
    assert archive.read(FAQ.id, one.commit).meta.origin == "https://web.example/p1"
    assert archive.raw(FAQ.id, one.commit) == b"<p>One sentence.</p>"
    assert one.alert is not None
    assert archive.redline(one.alert) == b"<p>redline</p>"


@pytest.mark.parametrize("held", [True, False])
def test_the_same_call_again_changes_nothing(archive: Archive, *, held: bool) -> None:
    if held:
        archive.record(version("Two.\n"))
    archive.record_past(OLD)
    head = archive.head
    assert archive.record_past(OLD) == 0
    assert archive.head == head
    assert archive.record_past((*OLD, past("Between.\n", "p2", 1))) == 1
    assert [key for key, _ in history(archive)] == [*(["Two."] if held else []), "Between.", "One.", "Zero."]
    assert shows_head(archive)


def test_older_and_newer_ones_in_one_call(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    assert archive.record_past((*OLD, told("Three.\n", "p3", 5))) == 3
    assert history(archive) == [("Three.", "p3"), ("Two.", ""), ("One.", "p1"), ("Zero.", "")]
    assert archive.alerts_since(None)[0] == []
    assert shows_head(archive)


def test_two_versions_of_one_time_are_one(archive: Archive) -> None:
    twice = (OLD[0], replace(OLD[0], text="Zero, again.\n"))
    assert archive.record_past(twice) == 1
    assert history(archive) == [("Zero.", "")]


def test_nothing_makes_no_commit(archive: Archive) -> None:
    assert archive.record_past(()) == 0
    assert archive.head is None


def test_hundreds_come_in_as_packs_and_are_read_one_by_one(archive: Archive) -> None:
    taken = 0

    def many() -> Iterator[NewVersion]:
        nonlocal taken
        for day in range(450):
            taken += 1
            yield replace(past(f"Day {day}.\n", f"d{day}", 2 - day / 365), redline_html="")

    archive.record(version("Two.\n"))
    assert archive.record_past(many()) == taken == 450
    assert len(archive.history(FAQ.id)) == 451
    assert len(subjects(archive, "--merges")) == 3
    assert git(archive.root, "count-objects", "-v").split("\n")[3] == "packs: 4"
    lists = sorted(path.name for path in (archive.root / "acme/ai-faq").glob("CHANGES*"))
    assert lists == ["CHANGES-2023.md", "CHANGES-2024.md", "CHANGES.md"]
    assert shows_head(archive)


def test_a_commit_of_somebody_else_in_between_is_built_upon(tmp_path: Path) -> None:
    left = 1

    def disturb(step: str) -> None:
        nonlocal left
        if step == "journal" and left:
            left -= 1
            git(tmp_path / "snapshots", "commit", "-q", "--allow-empty", "-m", "Somebody else")

    open_archive(tmp_path).record(version("Two.\n"))
    archive = open_archive(tmp_path, checkpoint=disturb)
    assert archive.record_past(OLD) == 2
    assert subjects(archive, "--first-parent")[1] == "Somebody else"
    assert [key for key, _ in history(archive)] == ["Two.", "One.", "Zero."]
    assert shows_head(archive)


@pytest.mark.parametrize("point", ["objects", "journal", "head", "files", "index"])
def test_killed_in_between_nothing_is_lost_or_told(tmp_path: Path, point: str) -> None:
    class Killed(BaseException):
        pass

    def die(step: str) -> None:
        if step == point:
            raise Killed

    before = open_archive(tmp_path).record(version("Two.\n"))
    with pytest.raises(Killed):
        open_archive(tmp_path, checkpoint=die).record_past(OLD)
    archive = open_archive(tmp_path)
    assert len(archive.history(FAQ.id)) == (1 if point in ("objects", "journal") else 3)
    archive.record_past(OLD)
    assert [key for key, _ in history(archive)] == ["Two.", "One.", "Zero."]
    assert archive.alerts_since(before)[0] == []
    assert shows_head(archive)


def test_the_times_of_commits_are_those_of_the_captures_and_of_now(archive: Archive) -> None:
    archive.record(version("Two.\n"))
    archive.record_past(OLD)
    merge = git(archive.root, "log", "-1", "--format=%at %ct")
    assert merge == f"{int(NOW.timestamp())} {int(NOW.timestamp())}"
    assert archive.history(FAQ.id)[2].time == NOON - dt.timedelta(minutes=3 * YEAR)
