"""Trees and packs built in memory are what git itself would have built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.making import git
from watcher.archive.objects import NotAFolderError, Pack, TreeEntry, dump_tree, edited, parse_tree

NAMES = st.text("abc.-/0", min_size=1, max_size=6).filter(
    lambda name: all(part not in ("", ".", "..") for part in name.split("/"))
)


def without_clashes(paths: dict[str, bytes]) -> dict[str, bytes]:
    """The paths, but for those for which another path is a folder."""
    return {path: data for path, data in paths.items() if not any(other.startswith(f"{path}/") for other in paths)}


@given(files=st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=12).map(without_clashes))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_tree_is_the_one_that_git_builds(tmp_path: Path, files: dict[str, bytes]) -> None:
    if not (tmp_path / ".git").exists():
        git(tmp_path, "init", "-q")
    pack = Pack("sha1")
    top, _ = edited({}, {path: pack.add("blob", data) for path, data in files.items()}, pack)
    subprocess.run(["git", "unpack-objects", "-q", "--strict"], cwd=tmp_path, input=pack.dump(), check=True)
    listed = git(tmp_path, "ls-tree", "-r", "-z", "--name-only", top).split("\0")
    assert sorted(path for path in listed if path) == sorted(files)
    git(tmp_path, "read-tree", top)
    assert git(tmp_path, "write-tree") == top


def test_a_large_object_has_a_long_head(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    pack = Pack("sha1")
    name = pack.add("blob", b"x" * 1_000_003)
    subprocess.run(["git", "unpack-objects", "-q"], cwd=tmp_path, input=pack.dump(), check=True)
    assert git(tmp_path, "cat-file", "-s", name) == "1000003"


def test_an_edit_keeps_everything_else_and_drops_folders_that_become_empty() -> None:
    pack = Pack("sha1")
    one, two = pack.add("blob", b"one"), pack.add("blob", b"two")
    top, _ = edited({}, {"a/b/x": one, "a/y": one, "c": one}, pack)
    trees = {
        "": {b"a": TreeEntry(b"40000", "1" * 40), b"c": TreeEntry(b"100755", one)},
        "a/": {b"b": TreeEntry(b"40000", "2" * 40), b"y": TreeEntry(b"100644", one)},
        "a/b/": {b"x": TreeEntry(b"100644", one)},
    }
    fewer, after = edited(trees, {"a/b/x": None, "a/y": two}, pack)
    assert fewer == edited({"": {b"c": TreeEntry(b"100755", one)}}, {"a/y": two}, pack)[0]
    assert (after["a/b/"], list(after["a/"])) == ({}, [b"y"])
    nothing, _ = edited(trees, {"a/b/x": None, "a/y": None, "c": None}, pack)
    assert nothing == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    assert top != edited(trees, {"c": two}, pack)[0]


@pytest.mark.parametrize("mode", [b"120000", b"160000", b"100644"])
def test_what_is_no_folder_is_not_replaced_by_one(mode: bytes) -> None:
    trees = {"": {b"a": TreeEntry(mode, "1" * 40)}}
    with pytest.raises(NotAFolderError, match=r"^a$"):
        edited(trees, {"a/b": "2" * 40}, Pack("sha1"))


def test_a_folder_or_link_is_not_replaced_by_a_file() -> None:
    trees = {"": {b"a": TreeEntry(b"40000", "1" * 40)}, "a/": {b"l": TreeEntry(b"120000", "1" * 40)}}
    with pytest.raises(NotAFolderError, match=r"^a$"):
        edited(trees, {"a": "2" * 40}, Pack("sha1"))
    with pytest.raises(NotAFolderError, match=r"^a/l$"):
        edited(trees, {"a/l": None}, Pack("sha1"))


def test_a_tree_comes_back_as_it_was_written() -> None:
    tree = {
        b"a": TreeEntry(b"40000", "1" * 64),
        b"a.b": TreeEntry(b"100644", "2" * 64),
        b"\xff": TreeEntry(b"120000", "3" * 64),
    }
    assert parse_tree(dump_tree(tree), 32) == tree
    assert list(parse_tree(dump_tree(tree), 32)) == [b"a.b", b"a", b"\xff"]
