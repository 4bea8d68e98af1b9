"""The repository as the archive needs it: read many objects at once, move HEAD if it has not moved, update the index.

Only plumbing commands and no porcelain that looks at a user's settings; paths are relative to the archive's folder.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from watcher.archive.discover import Place
from watcher.archive.git import Done, Git, damaged, explained
from watcher.archive.objects import Pack, Tree, parse_tree
from watcher.errors import ArchiveError

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a lock file is waited for: `total` seconds in growing steps, spent with `sleep`."""

    total: float = 4.0
    sleep: Callable[[float], None] = field(default=time.sleep)

    def waits(self) -> Iterator[float]:
        """The steps in seconds, doubling from a twentieth to half a second."""
        spent, step = 0.0, 0.05
        while spent < self.total:
            yield step
            spent += step
            step = min(step * 2, 0.5)


class Repository:
    """git objects, HEAD and the index. Every method may raise ArchiveError."""

    def __init__(self, place: Place, *, now: Clock, patience: Patience) -> None:
        self.place = place
        self.git: Git = place.git
        self._now = now
        self._patience = patience
        self._known: tuple[str | None, str | None] = (None, None)

    def pack(self) -> Pack:
        return Pack(self.place.algorithm)

    def head(self) -> str | None:
        """The commit that HEAD names; None on a branch without commits."""
        return self.state()[0]

    def glance(self) -> str | None:
        """The commit that HEAD names, told without git where that is simple: on a branch whose name stands in a file
        of its own or among the packed ones. None everywhere else."""
        try:
            branch = (self.place.git_dir / "HEAD").read_text("ascii").removeprefix("ref: ").strip()
            if not branch.startswith("refs/heads/"):
                return None
            own = self.place.git_dir / branch
            name = own.read_text("ascii").strip() if own.exists() else self._packed(branch)
        except (OSError, ValueError):
            return None
        return name if len(name) == 2 * self.pack().width else None

    def _packed(self, branch: str) -> str:
        lines = (self.place.git_dir / "packed-refs").read_text("utf-8", "replace").splitlines()
        return next((line.partition(" ")[0] for line in lines if line.endswith(f" {branch}")), "")

    def state(self) -> tuple[str | None, str | None]:
        """HEAD's commit and the name of the archive's folder in it, None for what is not there. While HEAD stays
        where git found it, git is not asked again."""
        if self._known[0] is not None and self.glance() == self._known[0]:
            return self._known
        prefix = self.place.prefix.rstrip("/")
        wanted = f"HEAD^{{commit}}\nHEAD:{prefix}\n".encode("utf-8", "surrogateescape")
        lines = self.git.must("cat-file", "--batch-check=%(objectname)", stdin=wanted).decode().splitlines()
        head, tree = (None if line.endswith(" missing") else line for line in lines)
        if head is None:
            named = self.git.run("rev-parse", "-q", "--verify", "HEAD")
            if named.code == 0:
                raise damaged(self.place.root, f"HEAD names {named.out.decode().strip()}, which is not there")
        self._known = (head, tree)
        return self._known

    def objects(self, names: Iterable[str]) -> list[bytes | None]:
        """The content of each (a name, or <commit>:<path in the archive>), None for one that is not there."""
        return [found and found[1] for found in self._batch([self._full(name) for name in names])]

    def _batch(self, names: list[str]) -> list[tuple[bytes, bytes] | None]:
        """Kind and content of each object, in one call."""
        if not names:
            return []
        stdin = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        out = self.git.must("cat-file", "--batch", stdin=stdin)
        found: list[tuple[bytes, bytes] | None] = []
        at = 0
        for _ in names:
            end = out.index(b"\n", at)
            head = out[at:end]
            at = end + 1
            if head.endswith(b" missing"):
                found.append(None)
                continue
            _, kind, size = head.split(b" ")
            found.append((kind, out[at : at + int(size)]))
            at += int(size) + 1
        return found

    def present(self, names: Iterable[str]) -> list[bytes]:
        """The same for objects that must be there: one that is missing means damage."""
        asked = list(names)
        for name, content in zip(asked, found := self.objects(asked), strict=True):
            if content is None:
                raise damaged(self.place.root, f"object {name} is missing")
        return [content for content in found if content is not None]

    def names_of(self, paths: Iterable[str]) -> list[str | None]:
        """The names of the contents at <commit>:<path in the archive>, None for one that is not there."""
        asked = [self._full(path) for path in paths]
        if not asked:
            return []
        stdin = "".join(f"{path}\n" for path in asked).encode("utf-8", "surrogateescape")
        lines = self.git.must("cat-file", "--batch-check=%(objectname)", stdin=stdin).decode("utf-8", "replace")
        return [None if line.endswith(" missing") else line for line in lines.splitlines()]

    def _full(self, name: str) -> str:
        commit, colon, path = name.partition(":")
        return f"{commit}:{self.place.prefix}{path}" if colon else name

    def trees(self, head: str | None, paths: Iterable[str]) -> dict[str, Tree]:
        """The folders on the way to these paths of the archive, keyed by their whole path in the repository
        ("" = top, others with a slash at the end). Raises ArchiveError when one of them should be there and is not.
        """
        if head is None:
            return {}
        wanted = {""}
        for path in paths:
            steps = f"{self.place.prefix}{path}".split("/")[:-1]
            wanted.update("/".join(steps[:n]) + "/" for n in range(1, len(steps) + 1))
        ordered = sorted(wanted)
        found: dict[str, Tree] = {}
        answers = self._batch([f"{head}:{path.rstrip('/')}" for path in ordered])
        for path, answer in zip(ordered, answers, strict=True):
            if answer is None:
                self._expect_none(path, found)
            elif answer[0] == b"tree":
                found[path] = parse_tree(answer[1], self.pack().width)
        return found

    def _expect_none(self, path: str, found: Mapping[str, Tree]) -> None:
        above, _, name = path.rstrip("/").rpartition("/")
        parent = found.get(f"{above}/" if above else "", {})
        entry = parent.get(name.encode("utf-8", "surrogateescape"))
        if not path or (entry is not None and entry.is_folder):
            raise damaged(self.place.root, f"the folder {path or '/'} of HEAD is missing")

    def files(self, tree: str) -> dict[str, str]:
        """Path and object name of every regular file in a tree, below it."""
        out = self.git.must("ls-tree", "-r", "-z", tree)
        found: dict[str, str] = {}
        for line in out.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if tab and head.startswith(b"100"):
                found[os.fsdecode(path)] = head.split(b" ")[2].decode()
        return found

    def store(self, pack: Pack) -> None:
        """Store the objects, as the pack that they are: two files to flush instead of one for each object; nothing
        refers to them yet. Maintenance makes one pack of many."""
        done = self.git.run("index-pack", "--stdin", stdin=pack.dump())
        if done.code != 0:
            raise explained(done, self.place.root)

    def move_head(self, new: str, old: str | None, reason: str) -> bool:
        """Let HEAD's branch name `new` if it still names `old`. False when it does not any more."""
        none = "0" * (2 * self.pack().width)
        arguments = ("update-ref", "-m", reason, "HEAD", new, old or none)
        done = self.patiently(lambda: self.git.run(*arguments))
        if done.code == 0:
            return True
        if self.head() != old:
            return False
        if done.lock is not None:
            raise ArchiveError(f"{self.lock_sentence(done)} Nothing was changed; it is tried again next time.")
        raise explained(done, self.place.root)

    def patiently(self, call: Callable[[], Done], *, wait: bool = True) -> Done:
        """The call's result; repeated while nothing but a lock file is in the way, as long as patience lasts."""
        done = call()
        for seconds in self._patience.waits() if wait else ():
            if done.lock is None:
                break
            self._patience.sleep(seconds)
            done = call()
        return done

    def lock_sentence(self, done: Done) -> str:
        """What to tell about a lock file that does not go away."""
        lock = done.lock
        age = ""
        if lock is not None:
            try:
                seconds = max(0.0, self._now().timestamp() - lock.stat().st_mtime)
                age = f" (made {_span(seconds)} ago)"
            except OSError:
                age = " (gone by now)"
        return (
            f"The lock file {lock}{age} keeps git from writing in {self.place.root}. If no git command is running "
            "there, one was interrupted: delete that file."
        )

    def index(self, paths: Iterable[str]) -> dict[str, str | None]:
        """What the index holds for these paths; "unmerged" for a conflict, None for no entry."""
        asked = list(paths)
        full = [f"{self.place.prefix}{path}" for path in asked]
        out = self.git.must("ls-files", "-s", "-z", "--", *full)
        found: dict[str, str | None] = dict.fromkeys(asked)
        for line in out.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if tab:
                _, name, stage = head.decode().split(" ")
                short = os.fsdecode(path)[len(self.place.prefix) :]
                if short in found:
                    found[short] = name if stage == "0" else "unmerged"
        return found

    def set_index(self, contents: Mapping[str, str | None], *, wait: bool) -> str | None:
        """Let the index hold these (None = no file). The reason when it cannot be done, None when it is."""
        none = "0" * (2 * self.pack().width)
        lines = [
            f"{'100644' if name else '0'} {name or none}\t{self.place.prefix}{path}\0".encode(
                "utf-8", "surrogateescape"
            )
            for path, name in contents.items()
        ]
        stdin = b"".join(lines)
        done = self.patiently(lambda: self.git.run("update-index", "-z", "--index-info", stdin=stdin), wait=wait)
        if done.code == 0:
            return None
        return self.lock_sentence(done) if done.lock else str(explained(done, self.place.root))


def _span(seconds: float) -> str:
    for size, word in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{int(seconds // size)} {word}"
    return f"{int(seconds)} seconds"
