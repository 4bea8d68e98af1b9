"""git tidies up beside the work: nothing waits for it, nothing that is needed goes, and histories are found fast."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.archive.making import FAQ, after, git, open_archive, shows_head, told, version
from watcher.archive import Archive


def eager(archive: Archive) -> None:
    """Let git find it worth while at every call, and keep nothing that it need not keep."""
    git(archive.root, "config", "gc.autoPackLimit", "1")
    git(archive.root, "config", "gc.autoDetach", "false")


def packs(archive: Archive) -> int:
    return len(list((archive.root / ".git/objects/pack").glob("*.pack")))


def test_many_packs_become_one_and_the_history_is_indexed_by_path(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for minute in range(4):
        archive.record(told(f"Text {minute}.\n", f"a{minute}", minute))
    assert packs(archive) == 4
    eager(archive)
    archive.maintenance()
    assert packs(archive) == 1
    graph = git(archive.root, "commit-graph", "verify", check=False)
    assert "error" not in graph
    assert list((archive.root / ".git/objects/info").rglob("*graph*"))
    assert len(archive.history(FAQ.id)) == 4
    assert shows_head(archive)


def test_versions_are_recorded_while_git_tidies_up(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.record(version())
    eager(archive)
    stop = threading.Event()
    runs = 0

    def tidy() -> None:
        nonlocal runs
        while not stop.is_set():
            archive.maintenance()
            runs += 1

    thread = threading.Thread(target=tidy)
    thread.start()
    for minute in range(1, 16):
        archive.record(told(f"Text {minute}.\n", f"a{minute}", minute))
    stop.set()
    thread.join()
    assert runs > 0
    assert len(archive.history(FAQ.id)) == 16
    assert [found.id for found in archive.alerts_since(None)[0]] == [f"a{n}" for n in range(1, 16)]
    assert shows_head(archive)


def test_what_was_stored_and_is_not_yet_in_head_survives_it(tmp_path: Path) -> None:
    tidied = 0

    def tidy(step: str) -> None:
        nonlocal tidied
        if step in ("objects", "journal"):
            git(archive.root, "maintenance", "run", "--auto", "--quiet")
            tidied += 1

    first = open_archive(tmp_path)
    first.record(version())
    eager(first)
    archive = open_archive(tmp_path, checkpoint=tidy)
    archive.record(told("Two.\n", "a2", 5))
    assert tidied == 2
    stored = archive.latest(FAQ.id)
    assert stored is not None
    assert (stored.text, stored.meta.time) == ("Two.\n", after(5))
    assert shows_head(archive)
