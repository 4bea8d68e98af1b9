"""What a build writes, and what it never touches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.site.making import build, capture, day, open_archive, target, terms
from watcher.archive import Archive
from watcher.errors import SiteError, UsageError
from watcher.site import Folder, Site
from watcher.site.folder import LIST

SENTINEL = b"of the user"


def small(data: Path) -> Archive:
    archive = open_archive(data)
    capture(archive, target(data, "net/terms", "Net", "Terms"), day(1, 1), terms("one year"), "text/markdown")
    return archive


def change(archive: Archive, data: Path, kept: str, month: int) -> None:
    watched = target(data, "net/terms", "Net", "Terms")
    capture(archive, watched, day(month, 1), terms(kept, f"We show them to {kept}."), "text/markdown")


def stamps(out: Path) -> dict[str, int]:
    files = (path for path in out.rglob("*") if path.is_file() and path.name != LIST)
    return {str(path.relative_to(out)): path.stat().st_mtime_ns for path in files}


def test_the_second_build_makes_nothing(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    first = build(archive, out)
    assert (first.made, first.written) == (first.parts, first.files)
    before = stamps(out)
    again = build(archive, out)
    assert (again.made, again.written, again.removed) == (0, 0, 0)
    assert stamps(out) == before


def test_a_new_version_rewrites_what_it_changes(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    capture(archive, target(tmp_path, "other/terms", "Other", "Terms"), day(1, 2), terms("a day"), "text/markdown")
    site = Site(archive)
    site.build(Folder.open(out, tracked=archive.root))
    before = stamps(out)
    change(archive, tmp_path, "two years", 3)
    built = site.build(Folder.open(out, tracked=archive.root))
    after = stamps(out)
    written = {path for path, stamp in after.items() if before.get(path) != stamp}
    assert built.written == len(written)
    assert not any(path.startswith("documents/other/") for path in written)
    assert {"index.html", "changes/2025-03.html", "documents/net/terms/2025-03-01T12-34-39Z.html"} <= written
    assert "assets/site.css" not in written
    assert set(before) <= set(after)
    assert build(archive, out).made == 0  # the command finds what the service has built


def test_what_is_no_more_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    change(archive, tmp_path, "two years", 3)
    build(archive, out)
    (out / "documents/net/terms/notes.txt").write_bytes(SENTINEL)
    (out / "CNAME").write_bytes(SENTINEL)
    other = small(tmp_path / "other")
    built = build(other, out)
    assert built.removed > 0
    assert not (out / "changes").exists()
    assert not (out / "documents/net/terms/2025-03-01T12-34-39Z.html").exists()
    assert (out / "documents/net/terms/notes.txt").read_bytes() == (out / "CNAME").read_bytes() == SENTINEL


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    build(archive, out)
    (out / "changes").mkdir()
    (out / "changes" / "2025-03.html").write_bytes(SENTINEL)
    change(archive, tmp_path, "two years", 3)
    with pytest.raises(UsageError, match=r"changes/2025-03\.html is not ours"):
        build(archive, out)
    assert (out / "changes" / "2025-03.html").read_bytes() == SENTINEL
    (out / "changes" / "2025-03.html").unlink()
    build(archive, out)
    assert b"two years" not in (out / "changes" / "2025-03.html").read_bytes()


def test_a_build_that_was_interrupted_is_taken_up(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    folder = Folder.open(out, tracked=archive.root)
    folder.announce({"home": ["index.html"], "gone": ["gone.html"]})
    (out / "index.html").write_text("half")
    (out / "gone.html").write_text("half")
    build(archive, out)
    assert (out / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert not (out / "gone.html").exists()


def test_a_file_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    build(archive, out)
    whole = (out / "facts.html").read_bytes()
    (out / "facts.html").write_bytes(b"")
    (out / "index.html").unlink()
    assert build(archive, out).made == 2
    assert (out / "facts.html").read_bytes() == whole


def test_it_refuses_folders_that_are_not_for_it(tmp_path: Path) -> None:
    archive = small(tmp_path)
    with pytest.raises(UsageError, match="inside the snapshots folder"):
        build(archive, tmp_path / "snapshots" / "site")
    with pytest.raises(UsageError, match="is not empty"):
        build(archive, tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        build(archive, tmp_path / "file")
    (tmp_path / "way").symlink_to(tmp_path / "snapshots")
    with pytest.raises(UsageError, match="inside the snapshots folder"):
        build(archive, tmp_path / "way")
    assert not (tmp_path / "snapshots" / "site").exists()


def test_no_link_leads_out(tmp_path: Path) -> None:
    archive, out, outside = small(tmp_path), tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    build(archive, out)
    (out / "feeds" / "all.xml").unlink()
    (out / "feeds" / "all.xml").symlink_to(outside / "all.xml")
    for path in (out / "assets").iterdir():
        path.unlink()
    (out / "assets").rmdir()
    (out / "assets").symlink_to(outside)
    with pytest.raises(SiteError, match="cannot be written"):
        build(archive, out)
    (out / "assets").unlink()
    build(archive, out)
    assert list(outside.iterdir()) == []
    assert not (out / "feeds" / "all.xml").is_symlink()


def test_files_come_whole(tmp_path: Path) -> None:
    archive, out = small(tmp_path), tmp_path / "out"
    build(archive, out)
    held = os.open(out / "index.html", os.O_RDONLY)
    before = (out / "index.html").read_bytes()
    change(archive, tmp_path, "two years", 3)
    build(archive, out)
    assert os.read(held, 1_000_000) == before  # a reader keeps the page that it opened
    os.close(held)
    assert (out / "index.html").read_bytes() != before
    assert list(out.rglob("*tmp*")) == []
