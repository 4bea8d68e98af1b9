"""A git repository that somebody else made, opened for reading: a folder or a bundle.

    folder ─▶ its objects, seen from an empty repository of our own ─┐
    bundle ─▶ unpacked into that repository                          ─┴▶ Source: the branch's commit, files by name

What its settings, hooks and attributes say never comes into force, for it is not the repository that git works in;
nothing is checked out, and nothing is fetched over the network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watcher.archive.git import Git, check_git, explained
from watcher.errors import ArchiveError, UsageError

MOST_BYTES = 20_000_000  # of one file; what is larger is passed over
_PREFERRED = ("HEAD", "refs/heads/main", "refs/heads/master")
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Source:
    """An opened repository: where git works on it, the commit to read from, what the user called it, and how large a
    file may be."""

    git_dir: Path
    head: str
    name: str
    most_bytes: int = MOST_BYTES

    @property
    def git(self) -> Git:
        return Git(self.git_dir, {"GIT_DIR": str(self.git_dir)})

    @contextlib.contextmanager
    def files(self) -> Iterator[Files]:
        """A reader of contents, by one git process."""
        with self.git.streaming("cat-file", "--batch") as process:
            yield Files(process, self.name, self.most_bytes)


class Files:
    """Contents by the names that git gives them."""

    def __init__(self, process: subprocess.Popen[bytes], where: str, most_bytes: int) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        self._questions, self._answers = process.stdin, process.stdout
        self._where, self._most = where, most_bytes

    def read(self, name: str) -> bytes | None:
        """The content; None when it is larger than what is read at all. Raises ArchiveError when it is not there."""
        try:
            self._questions.write(name.encode() + b"\n")
            self._questions.flush()
        except BrokenPipeError:
            raise ArchiveError(f"{self._where} cannot be read any more: git has ended.") from None
        head = self._answers.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            raise ArchiveError(
                f"{self._where} lacks the object {name}. Was it cloned with --filter or --depth? Clone it whole."
            )
        size = int(head[2])
        if size <= self._most:
            return self._answers.read(size + 1)[:size]
        left = size + 1
        while left and (part := self._answers.read(min(left, 1 << 20))):
            left -= len(part)
        return None


@contextlib.contextmanager
def opened(path: Path, branch: str = "") -> Iterator[Source]:
    """The repository at `path` (a folder, bare or not, or a bundle file) for the time of the block.

    Raises UsageError when it is none or it is unclear which branch is meant, ArchiveError when git cannot read it.
    """
    check_git()
    place = path.resolve()
    if "\n" in str(place):
        raise UsageError("the path of the repository contains a line break; rename it")
    with tempfile.TemporaryDirectory(prefix="policy-watcher-") as folder:
        own = Path(folder)
        if place.is_dir():
            heads = _beside(place, own)
        elif place.is_file():
            heads = _unbundled(place, own)
        else:
            raise UsageError(f"{path} is neither a git repository nor a bundle: clone it first, then name its folder")
        yield Source(own, _chosen(heads, branch, path), str(path))


def _make(own: Path, algorithm: str) -> Git:
    git = Git(own, {"GIT_DIR": str(own)})
    git.must("init", "--quiet", "--bare", "--template=", f"--object-format={algorithm}")
    return git


def _beside(place: Path, own: Path) -> dict[str, str]:
    """Our repository, which borrows the objects of that one; the branches there."""
    theirs = Git(place, {"GIT_CEILING_DIRECTORIES": str(place.parent)})
    questions = ("--show-object-format", "--git-path", "objects", "--git-path", "shallow")
    done = theirs.run("rev-parse", *questions)
    if done.code != 0:
        if "not a git repository" in done.err:
            raise UsageError(f"{place} is no git repository: clone the collection first, then name its folder")
        raise explained(done, place)
    algorithm, objects, shallow = os.fsdecode(done.out).splitlines()
    _make(own, algorithm)
    (own / "objects" / "info").mkdir(exist_ok=True)
    (own / "objects" / "info" / "alternates").write_bytes(os.fsencode(f"{(place / objects).resolve()}\n"))
    if (place / shallow).is_file():
        shutil.copyfile(place / shallow, own / "shallow")
    heads = _pairs(theirs.must("for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/remotes"))
    head = theirs.run("rev-parse", "-q", "--verify", "HEAD")
    return {"HEAD": head.out.decode().strip(), **heads} if head.code == 0 else heads


def _unbundled(place: Path, own: Path) -> dict[str, str]:
    listed = Git(own).run("bundle", "list-heads", str(place))
    if listed.code != 0:
        raise UsageError(f"{place} is no git bundle")
    heads = _pairs(listed.out)
    longest = max((len(commit) for commit in heads.values()), default=40)
    done = _make(own, "sha1" if longest == 40 else "sha256").run("bundle", "unbundle", str(place))
    if done.code != 0:
        if "prerequisite" in done.err:
            raise UsageError(f"{place} holds only a part of a history; make a bundle of all of it")
        raise ArchiveError(f"{place} cannot be unpacked: {done.line}")
    return heads


def _pairs(out: bytes) -> dict[str, str]:
    """Names of branches and their commits, from lines `<commit> <name>`."""
    lines = (line.split(" ", 1) for line in out.decode("utf-8", "replace").splitlines())
    return {parts[1]: parts[0] for parts in lines if len(parts) == 2}


def _chosen(heads: dict[str, str], branch: str, path: Path) -> str:
    """The commit of the branch; without one the repository's own choice, its main one, or its only one."""
    wanted = (f"refs/heads/{branch}", f"refs/remotes/{branch}", branch) if branch else _PREFERRED
    found = next((heads[name] for name in wanted if name in heads), None)
    if found is None and not branch and len(set(heads.values())) == 1:
        found = next(iter(heads.values()))
    if found is not None:
        return found
    names = [name.removeprefix("refs/heads/").removeprefix("refs/remotes/") for name in heads][:_LISTED]
    if not names:
        raise UsageError(f"there is no commit in {path}")
    which = f"there is no branch {branch!r} in {path}" if branch else f"which branch of {path} is meant?"
    raise UsageError(f"{which} It has {', '.join(map(repr, names))}; name one with --branch")
