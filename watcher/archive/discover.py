"""Finds the repository that keeps the snapshots, or makes one.

is there a repository around the folder? ──yes──▶ use it (unless it ignores the folder and holds nothing of it)
                   └──────────no──────▶ the folder becomes a repository of its own, branch `main`
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from watcher.archive.git import Git, check_git, damaged, explained
from watcher.errors import ArchiveError

_NEW = ".new-repository"


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are. `prefix` is the archive's path inside the repository, "" or ending in a slash."""

    root: Path
    top: Path
    git_dir: Path
    prefix: str
    algorithm: str

    @property
    def git(self) -> Git:
        """git, bound to this repository and work tree."""
        return Git(self.top, {"GIT_DIR": str(self.git_dir), "GIT_WORK_TREE": str(self.top)})


def find_or_make(root: Path) -> Place:
    """The place of the archive in `root`, made if need be.

    Raises ArchiveError when git is missing or too old, the folder cannot be written, or the repository is bare,
    broken, or owned by somebody else.
    """
    check_git()
    if "\n" in str(root):
        raise ArchiveError(f"The path of the snapshots folder contains a line break: {str(root)!r}. Choose another.")
    try:
        root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(root / _NEW, ignore_errors=True)  # of a start that was interrupted
        if not os.access(root, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")  # root passes here; git tells it later
    except OSError as error:
        raise ArchiveError(
            f"The snapshots folder {root} cannot be written: {error.strerror}. "
            "Give the watcher's user the right, or choose another folder with --data."
        ) from error
    root = root.resolve()
    place = _around(root)
    if place is not None and (root / ".git").exists() and place.top != root:
        raise damaged(root, f"{root / '.git'} is there, but git does not take it for a repository")
    if place is not None and not _left_out(place):
        return place
    _make(root)
    made = _around(root)
    if made is None or made.top != root:
        raise damaged(root, "the new repository cannot be read")
    return made


def _around(root: Path) -> Place | None:
    git = Git(root)
    questions = ("--is-bare-repository", "--is-inside-work-tree", "--show-object-format", "--absolute-git-dir")
    done = git.run("rev-parse", *questions)
    if done.code != 0:
        if "not a git repository" not in done.err:
            raise explained(done, root)
        if (root / ".git").exists():
            raise damaged(root, f"{root / '.git'} is there, but git does not take it for a repository")
        return None
    bare, inside, algorithm, git_dir = os.fsdecode(done.out).splitlines()
    if inside != "true":
        what = "a bare git repository" if bare == "true" else "the inside of a git repository"
        raise ArchiveError(f"{root} lies in {what} ({git_dir}). Choose a folder outside of it with --data.")
    top, prefix = os.fsdecode(git.must("rev-parse", "--show-toplevel", "--show-prefix")).split("\n")[:2]
    return Place(root, Path(top), Path(git_dir), prefix, algorithm)


def _left_out(place: Place) -> bool:
    """Whether the repository around ignores the folder. Then it is not for us: its user keeps our files out of it."""
    if not place.prefix:
        return False
    asking = Git(place.top, {"GIT_LITERAL_PATHSPECS": "0"})  # check-ignore knows no other paths and refuses the "1"
    if asking.run("check-ignore", "-q", "--", place.prefix.rstrip("/")).code != 0:
        return False
    return place.git.run("cat-file", "-e", f"HEAD:{place.prefix.rstrip('/')}").code != 0


def _make(root: Path) -> None:
    """`git init`, seen by others only when it is complete: a kill in between leaves no half repository behind."""
    new = root / _NEW
    try:
        new.mkdir()
        done = Git(new).run("init", "--quiet", "--template=", "--initial-branch=main", str(new))
        if done.code != 0:
            raise explained(done, root)
        (new / ".git").rename(root / ".git")
    except OSError as error:
        raise ArchiveError(f"No repository could be made in {root}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(new)
