"""One version in, one commit: what it holds, who made it, when, and what is left alone."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.making import (
    FAQ,
    NOON,
    TERMS,
    after,
    git,
    meta,
    open_archive,
    shows_head,
    told,
    version,
)
from watcher.errors import ArchiveError


def test_the_first_version_makes_a_repository_with_one_commit(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    assert archive.entries() == {}
    commit = archive.record(version())
    assert archive.head == commit
    root = tmp_path / "snapshots"
    assert git(root, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(root, "ls-tree", "-r", "--name-only", "HEAD").split("\n") == [
        ".gitattributes",
        "README.md",
        "acme/ai-faq/capture.json",
        "acme/ai-faq/page.html",
        "acme/ai-faq/text.md",
    ]
    assert (root / "acme/ai-faq/text.md").read_text() == "One sentence.\n"
    assert (root / "README.md").read_text() == "# Index\n\n- acme/ai-faq: 1\n"
    assert shows_head(archive)
    assert archive.problems == ()


def test_a_changed_version_brings_redline_alert_and_entry(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(told("Two.\n", "a1", 5))
    archive.record(told("Three.\n", "a2", 10))
    folder = tmp_path / "snapshots/acme/ai-faq"
    assert sorted(path.name for path in (folder / "changes").iterdir()) == [
        "2025-09-18T12-05-00Z.html",
        "2025-09-18T12-05-00Z.json",
        "2025-09-18T12-10-00Z.html",
        "2025-09-18T12-10-00Z.json",
    ]
    assert (folder / "CHANGES.md").read_text() == (
        "# Changes\n\nNewest first. Times are UTC.\n\n"
        "## 2025-09-18 12:10 a2\n\nPosts are used now.\n\n## 2025-09-18 12:05 a1\n\nPosts are used now.\n"
    )
    stored = json.loads((folder / "changes/2025-09-18T12-05-00Z.json").read_text())
    assert stored["redline"] == "acme/ai-faq/changes/2025-09-18T12-05-00Z.html"
    assert "commit" not in stored
    assert shows_head(archive)


def test_the_commit_names_capture_time_committer_time_and_the_trailers(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version(key="k-1"))
    shown = git(archive.root, "log", "-1", "--format=%an <%ae>|%cn <%ce>|%aI|%cI|%s")
    who = "policy-watcher <policy-watcher@localhost>"
    assert shown == (
        f"{who}|{who}|2025-09-18T12:00:00+00:00|2026-01-02T03:04:05+00:00|acme/ai-faq: posts are used now (high)"
    )
    assert git(archive.root, "log", "-1", "--format=%b") == (
        "What it is about.\n\nTarget: acme/ai-faq\nText-Key: k-1"
    )
    assert git(archive.root, "log", "-1", "--format=%(trailers:key=Text-Key,valueonly)").strip() == "k-1"


def test_capture_json_is_readable_and_in_a_fixed_order(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version(key="k-1"))
    text = (tmp_path / "snapshots/acme/ai-faq/capture.json").read_text()
    assert text.startswith('{\n  "title": "Foire aux questions – été",\n  "url": "https://acme.example/faq",\n')
    assert text.endswith("}\n")
    assert list(json.loads(text)) == [
        "title",
        "url",
        "final_url",
        "time",
        "status",
        "rendered",
        "content_type",
        "etag",
        "last_modified",
        "sha256",
        "text_key",
        "language",
        "extractor",
        "reading",
        "target",
        "history",
        "facts",
    ]


def test_two_versions_of_one_second_do_not_collide(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(told("Two.\n", "a1", 5))
    assert archive.change_name(FAQ.id, after(5)) == "2025-09-18T12-05-00Z-2"
    archive.record(told("Three.\n", "a2", 5))
    assert archive.change_name(FAQ.id, after(5)) == "2025-09-18T12-05-00Z-3"
    assert [item.redline for item in archive.history(FAQ.id)] == [
        "acme/ai-faq/changes/2025-09-18T12-05-00Z-2.html",
        "acme/ai-faq/changes/2025-09-18T12-05-00Z.html",
        "",
    ]
    alerts, _ = archive.alerts_since(None)
    assert [found.id for found in alerts] == ["a1", "a2"]


def test_another_kind_of_capture_replaces_the_old_one(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    first = archive.record(version())
    second = archive.record(version("Two.\n", time=after(1), raw=b"%PDF-1.7", suffix=".pdf"))
    folder = tmp_path / "snapshots/acme/ai-faq"
    assert sorted(path.name for path in folder.iterdir()) == ["capture.json", "page.pdf", "text.md"]
    assert archive.raw(FAQ.id, first) == b"<p>One sentence.</p>"
    assert archive.raw(FAQ.id, second) == b"%PDF-1.7"
    assert shows_head(archive)


def test_an_unknown_kind_of_capture_is_refused(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    with pytest.raises(ArchiveError, match=r"'\.exe' cannot be stored; known are \.html, \.pdf, \.md, \.txt"):
        archive.record(version(suffix=".exe"))
    assert archive.head is None


def test_the_entries_follow_each_record(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(version(target=TERMS, time=after(1)))
    archive.record(told("Two.\n", "a1", 5))
    entries = archive.entries()
    assert list(entries) == ["acme/ai-faq", "acme/terms"]
    faq = entries["acme/ai-faq"]
    assert (faq.versions, faq.first, faq.last_change) == (2, NOON, after(5))
    assert faq.last_alert is not None
    assert (faq.last_alert.id, faq.last_alert.severity) == ("a1", "high")
    assert dict(faq.last_alert.headline) == {"en": "Posts are used now"}
    terms = entries["acme/terms"]
    assert (terms.versions, terms.last_change, terms.last_alert) == (1, None, None)
    assert open_archive(tmp_path).entries() == entries


def test_the_readme_is_rendered_with_the_new_version_in_it(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(version("Two.\n", time=after(1)))
    assert (tmp_path / "snapshots/README.md").read_text() == "# Index\n\n- acme/ai-faq: 2\n"
    archive.record(replace(version("Three.\n", time=after(2)), index_readme=None))
    assert (tmp_path / "snapshots/README.md").read_text() == "# Index\n\n- acme/ai-faq: 2\n"


def test_a_commit_of_somebody_else_in_between_is_built_upon(tmp_path: Path) -> None:
    left = 2

    def disturb(step: str) -> None:
        nonlocal left
        if step == "journal" and left:
            left -= 1
            git(tmp_path / "snapshots", "commit", "-q", "--allow-empty", "-m", f"Somebody else, {left} to go")

    open_archive(tmp_path).record(version())
    archive = open_archive(tmp_path, checkpoint=disturb)
    archive.record(told("Two.\n", "a1", 5))
    assert git(archive.root, "log", "--format=%s").split("\n") == [
        "acme/ai-faq: posts are used now (high)",
        "Somebody else, 0 to go",
        "Somebody else, 1 to go",
        "acme/ai-faq: posts are used now (high)",
    ]
    assert archive.entries()["acme/ai-faq"].versions == 2
    assert shows_head(archive)


def test_it_gives_up_when_somebody_commits_every_time(tmp_path: Path) -> None:
    def disturb(step: str) -> None:
        if step == "journal":
            git(tmp_path / "snapshots", "commit", "-q", "--allow-empty", "-m", "Somebody else")

    archive = open_archive(tmp_path, checkpoint=disturb)
    with pytest.raises(ArchiveError, match="moved 8 times"):
        archive.record(version())


def test_threads_record_one_after_the_other(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    targets = [replace(FAQ, id=f"acme/doc-{n}") for n in range(6)]
    threads = [
        threading.Thread(target=archive.record, args=(version(target=target, time=after(n)),))
        for n, target in enumerate(targets)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(archive.entries()) == [target.id for target in targets]
    assert shows_head(archive)


def test_an_error_in_the_callback_is_not_hidden_and_changes_nothing(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    head = archive.head

    def broken(_: object) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        archive.record(replace(version("Two.\n"), index_readme=broken))
    assert archive.head == head
    assert shows_head(archive)


def test_a_user_s_edit_of_a_generated_file_is_left_alone(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(told("One.\n", "a1", 0))
    changes = tmp_path / "snapshots/acme/ai-faq/CHANGES.md"
    changes.write_text("my own remarks\n")
    archive.record(told("Two.\n", "a2", 5))
    assert changes.read_text() == "my own remarks\n"
    assert git(archive.root, "status", "--porcelain") == " M acme/ai-faq/CHANGES.md"
    assert "12:05 a2" in git(archive.root, "show", "HEAD:acme/ai-faq/CHANGES.md")


def test_a_file_that_a_user_set_back_to_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version("One.\n"))
    archive.record(version("Two.\n", time=after(1)))
    git(archive.root, "checkout", "-q", "HEAD~1", "--", "acme/ai-faq/text.md")
    archive.record(version("Three.\n", time=after(2)))
    assert (archive.root / "acme/ai-faq/text.md").read_text() == "Three.\n"
    assert shows_head(archive)


def test_the_state_folder_is_never_tracked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    open_archive(tmp_path).record(version())
    assert (tmp_path / ".watcher/.gitignore").read_text() == "*\n"
    assert git(tmp_path, "status", "--porcelain", "--ignored=no") == ""


def test_times_are_kept_to_the_second(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(replace(version(), meta=meta(NOON.replace(microsecond=999_999))))
    assert archive.entries()[FAQ.id].meta == meta(NOON)
