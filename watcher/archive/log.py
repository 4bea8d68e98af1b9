"""Questions to the history: the versions of a target, the contents a file has had, the alerts since a commit."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watcher.archive.git import explained
from watcher.archive.layout import one_line
from watcher.archive.repository import Repository
from watcher.errors import UsageError

_ABBREVIATED = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit: its author date and its subject as one clean line."""

    commit: str
    time: dt.datetime
    subject: str


def commits_of(repository: Repository, head: str, path: str) -> list[Logged]:
    """The commits that changed the file, newest first, on all ways that lead to `head`. A merge is none of them: what
    it brings together was committed before."""
    full = repository.place.prefix + path
    form = "--format=%H%x00%at%x00%s"
    out = repository.git.must("log", "--topo-order", "--full-history", "--no-merges", form, head, "--", full).decode(
        "utf-8", "replace"
    )
    found = []
    for line in out.split("\n"):
        if line:
            commit, seconds, subject = line.split("\0", 2)
            time = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
            found.append(Logged(commit, time, one_line(subject)))
    return found


def contents_of(repository: Repository, head: str, paths: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each file the names of all contents that it has had up to `head`."""
    prefix = repository.place.prefix
    options = ("-z", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m")
    out = repository.git.must("log", *options, head, "--", *(prefix + path for path in paths))
    names: dict[str, set[str]] = {path: set() for path in paths}
    tokens = iter(out.split(b"\0"))
    for token in tokens:
        if token.lstrip().startswith(b":"):  # :<modes> <old> <new> <status>, then the path
            path = os.fsdecode(next(tokens, b""))[len(prefix) :]
            names.setdefault(path, set()).update(name.decode() for name in token.split(b" ")[2:4])
    return {path: frozenset(name for name in found if name.strip("0")) for path, found in names.items()}


def added_since(repository: Repository, commit: str | None, head: str) -> list[tuple[str, str]]:
    """Commit and path of each file that was added to the archive on the first-parent way to `head`, oldest first."""
    prefix = repository.place.prefix
    reach = f"{commit}..{head}" if commit else head
    options = ["--first-parent", "-m", "--reverse", "--topo-order", "--no-renames", "--diff-filter=A", "--name-only"]
    paths: Iterable[str] = ()
    if prefix:
        options.append(f"--relative={prefix}")
        paths = ("--", prefix)
    out = repository.git.must("log", *options, "--format=%x01%H", reach, *paths).decode("utf-8", "surrogateescape")
    found: list[tuple[str, str]] = []
    current = ""
    for line in out.split("\n"):
        if line.startswith("\x01"):  # no path begins so: git quotes control characters
            current = line[1:]
        elif line:
            found.append((current, line))
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """A commit with the files of the archive that it wrote, and the names of their contents; of a merge only those
    that none of its parents has."""

    logged: Logged
    files: dict[str, str]
    is_merge: bool


def written_since(repository: Repository, commit: str | None, head: str) -> Iterator[Written]:
    """The commits that came to `head` since `commit`, on all ways that lead there, each after its parents."""
    prefix = repository.place.prefix
    reach = f"{commit}..{head}" if commit else head
    options = ["--topo-order", "--reverse", "--full-history", "--no-renames", "-c", "--raw", "--no-abbrev"]
    if prefix:
        options.append(f"--relative={prefix}")
    paths = ("--", prefix) if prefix else ()
    out = repository.git.must("log", *options, "--format=%x01%H%x00%at%x00%P%x00%s", reach, *paths)
    current: Written | None = None
    for line in out.decode("utf-8", "surrogateescape").split("\n"):
        if line.startswith("\x01"):
            if current is not None:
                yield current
            name, seconds, parents, subject = line[1:].split("\0", 3)
            logged = Logged(name, dt.datetime.fromtimestamp(int(seconds), dt.UTC), one_line(subject))
            current = Written(logged, {}, " " in parents)
        elif line.startswith(":") and current is not None:
            what, _, path = line.partition("\t")  # :<modes> <names> <status>, one colon for each parent
            written = what.split(" ")[-2]
            if written.strip("0"):
                current.files[path] = written
    if current is not None:
        yield current


def root_of(repository: Repository, head: str) -> str:
    """The commit with which the straight way to `head` begins."""
    out = repository.git.must("rev-list", "--first-parent", "--max-parents=0", head)
    return out.decode().split("\n", 1)[0]


def is_ancestor(repository: Repository, commit: str, head: str) -> bool:
    """Whether `commit` is known and `head` comes from it (or is it)."""
    if not _ABBREVIATED.fullmatch(commit):
        return False
    done = repository.git.run("merge-base", "--is-ancestor", commit, head)
    if done.code not in (0, 1) and "Not a valid commit" not in done.err and "Not a valid object" not in done.err:
        raise explained(done, repository.place.root)
    return done.code == 0


def resolved(repository: Repository, commit: str) -> str:
    """The whole name of an abbreviated commit. Raises UsageError when there is none, or more than one."""
    if _ABBREVIATED.fullmatch(commit):
        done = repository.git.run("rev-parse", "-q", "--verify", f"{commit}^{{commit}}")
        if done.code == 0:
            return done.out.decode().strip()
    raise UsageError(f"{one_line(commit, 80)!r} names no commit in {repository.place.root}.")
