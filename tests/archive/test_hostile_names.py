"""Ids, links and texts that try to get out of their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.making import FAQ, git, open_archive, shows_head, told, version
from watcher.archive import checked_id
from watcher.errors import ArchiveError, UsageError


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "..",
        "../x",
        "a/../../x",
        "/etc/x",
        "a//b",
        "a/",
        "a/.",
        ".git/hooks",
        "a/.git",
        "a/.hidden",
        "A/b",
        "a b",
        "a\nb",
        "a\0b",
        "a\u202eb",
        "é",
        "a\\b",
        "-a",
        "a/-b",
        "a:b",
        "a*",
        "text.md",
        "a/text.md",
        "a/page.html",
        "a/capture.json",
        "a/changes",
        "a/changes/b",
        "a/changes.md",
        "readme.md",
        "a.lock",
        "a.",
        "a/" + "b" * 101,
        "/".join(["ab"] * 70),
    ],
)
def test_a_hostile_id_is_refused_everywhere(tmp_path: Path, hostile: str) -> None:
    with pytest.raises(UsageError, match="cannot be the id of a target"):
        checked_id(hostile)
    archive = open_archive(tmp_path)
    with pytest.raises(UsageError, match="cannot be the id of a target"):
        archive.record(version(target=replace(FAQ, id=hostile)))
    with pytest.raises(UsageError, match="cannot be the id of a target"):
        archive.latest(hostile)
    assert archive.head is None


@pytest.mark.parametrize("good", ["a", "linkedin/ai-faq", "x.com/terms_of-service", "a/b/c/d", "0/1"])
def test_a_usual_id_is_accepted(good: str) -> None:
    assert checked_id(good) == good


def test_a_link_in_the_work_tree_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    archive = open_archive(tmp_path)
    (archive.root / "acme").symlink_to(outside)
    commit = archive.record(version())
    assert list(outside.iterdir()) == []
    assert archive.head == commit
    assert any("acme/ai-faq/text.md could not be written" in problem for problem in archive.problems)
    (archive.root / "acme").unlink()
    archive.maintenance()
    assert archive.problems == ()
    assert shows_head(archive)


def test_a_link_in_place_of_a_file_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "precious"
    outside.write_text("precious\n")
    archive = open_archive(tmp_path)
    archive.record(version())
    text = archive.root / "acme/ai-faq/text.md"
    text.unlink()
    text.symlink_to(outside)
    archive.record(version("Two.\n"))
    assert outside.read_text() == "precious\n"
    assert "text.md could not be written" in archive.problems[0]


def test_a_link_committed_in_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    git(archive.root, "rm", "-q", "-r", "acme")
    (archive.root / "acme").symlink_to("/tmp")  # noqa: S108 (a place outside, never opened)
    git(archive.root, "add", "acme")
    git(archive.root, "commit", "-q", "-m", "A link")
    with pytest.raises(ArchiveError, match=r"acme in the commit .* is not what the archive put there"):
        archive.record(version("Two.\n"))
    assert archive.entries() == {}


def test_a_snapshots_folder_that_is_itself_a_link_is_the_operator_s_choice(tmp_path: Path) -> None:
    (tmp_path / "big-disk").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/snapshots").symlink_to(tmp_path / "big-disk")
    archive = open_archive(tmp_path / "data")
    archive.record(version())
    assert archive.root == tmp_path / "big-disk"
    assert (tmp_path / "big-disk/acme/ai-faq/text.md").read_text() == "One sentence.\n"


def test_a_subject_is_made_one_clean_line(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    hostile = "a\r\nText-Key: forged\x1b[31m\u202egnp\u2028b\0 " + "x" * 300
    archive.record(version(subject=hostile, key="k-1"))
    subject = git(archive.root, "log", "-1", "--format=%s")
    assert subject == "a Text-Key: forged [31mgnp b " + "x" * 170 + "…"
    assert len(subject) == 200


def test_an_empty_subject_gets_a_plain_one(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version(subject="\n\u200b"))
    assert git(archive.root, "log", "-1", "--format=%s") == "acme/ai-faq: new version"


def test_a_body_cannot_forge_trailers(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(replace(version(key="real"), body="Text\0\x1b[0m\n\nText-Key: forged\nTarget: forged\n\n\n"))
    assert git(archive.root, "log", "-1", "--format=%(trailers:only,key=Text-Key,valueonly)").strip() == "real"
    assert "\x1b" not in git(archive.root, "log", "-1", "--format=%b")


def test_a_subject_from_somebody_else_s_commit_is_cleaned_when_read(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    git(archive.root, "commit", "-q", "--amend", "-m", "evil \x1b[2J\u202e subject")
    assert archive.history(FAQ.id)[0].subject == "evil [2J subject"


def test_a_rewritten_header_of_changes_stays_on_top(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(told("One.\n", "a1", 0))
    changes = archive.root / "acme/ai-faq/CHANGES.md"
    changes.write_text("# Mes remarques\n\nBla.\n\n## 2025-09-18 12:00 a1\n\nPosts are used now.\n")
    git(archive.root, "commit", "-q", "-a", "-m", "My header")
    archive.record(told("Two.\n", "a2", 5))
    assert changes.read_text() == (
        "# Mes remarques\n\nBla.\n\n"
        "## 2025-09-18 12:05 a2\n\nPosts are used now.\n\n## 2025-09-18 12:00 a1\n\nPosts are used now.\n"
    )
