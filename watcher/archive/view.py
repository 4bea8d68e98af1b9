"""Brings the work tree and the index up to HEAD, for the archive's own files and nothing else.

A file (or index entry) is replaced only while it holds what the watcher itself put there: a content that the journal
lists or that some earlier commit had at that path. What a user edited, staged or put in the way stays as it is; git
shows it as a difference from HEAD, which is the truth in any case.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping

from watcher.archive import layout
from watcher.archive.journal import Journal
from watcher.archive.log import contents_of
from watcher.archive.repository import Repository
from watcher.archive.worktree import WorkTree
from watcher.errors import ArchiveError

Checkpoint = Callable[[str], None]
NOTHING = ""
"""Stands for "no file" among the names of contents."""


class View:
    """The work tree and the index of one archive. `problems` says what could not be brought up to date, and why."""

    def __init__(self, repository: Repository, journal: Journal, checkpoint: Checkpoint) -> None:
        self._repository = repository
        self._journal = journal
        self._checkpoint = checkpoint
        self._tree = WorkTree(repository.place.root, folders_later=True)
        self._index_stuck = False
        self.problems: tuple[str, ...] = ()

    def settle(self, head: str, known: Mapping[str, bytes | None] | None = None) -> None:
        """Bring all paths of the journal to what `head` has; `known` spares reading those contents again.

        What git or the system refuses is no error: it is told in `problems`, stays in the journal and is tried next
        time.
        """
        try:
            self.problems = self._settled(head, known or {}) if self._journal else ()
        except ArchiveError as error:
            self.problems = (str(error),)

    def _settled(self, head: str, known: Mapping[str, bytes | None]) -> tuple[str, ...]:
        wanted = self._wanted(head, known)
        problems = {path: reason for path, data in wanted.items() if (reason := self._settle_file(head, path, data))}
        try:
            self._tree.flush()
        except OSError as error:
            said = f"{self._repository.place.root} could not be flushed to the disk: {error.strerror or error}."
            problems |= dict.fromkeys(wanted, said)
        self._checkpoint("files")
        reason = self._settle_index(head, wanted)
        self._index_stuck = bool(reason)
        self._checkpoint("index")
        self._journal.keep(wanted if reason else problems)
        return (*dict.fromkeys(problems.values()), *([reason] if reason else ()))

    def recover(self, head: str) -> None:
        """After a crash: remove temporary files, settle the journal, then look for files that lag without being in
        it (the state folder was lost): changed files of ours that hold what an earlier commit had."""
        for path in self._journal.paths:
            self._tree.sweep(path)
        try:
            self._list_lagging(head)
        except ArchiveError as error:
            self.problems = (str(error),)
        else:
            self.settle(head)

    def refresh(self) -> None:
        """Let git look at the files whose times it was not told, so that the next start (or a `git status`) does not
        have to read all that was written since the last one. What git says to that is no error."""
        with contextlib.suppress(ArchiveError):
            self._changed()

    def _list_lagging(self, head: str) -> None:
        listed = self._journal.paths
        suspects = [path for path in self._changed() if path not in listed and layout.is_ours(path)]
        if suspects:
            earlier = contents_of(self._repository, head, suspects)
            staged = self._repository.index(suspects)
            lagging = {path: earlier[path] for path in suspects if earlier[path] & {self._held(path), staged[path]}}
            self._journal.add(lagging)

    def _changed(self) -> list[str]:
        """Tracked files in the archive that differ from HEAD, in the index or the work tree."""
        place = self._repository.place
        options = ("--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=all")
        out = self._repository.git.must("status", *options, "--", place.prefix or ".")
        return [os.fsdecode(line[3:])[len(place.prefix) :] for line in out.split(b"\0") if line]

    def _wanted(self, head: str, known: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        others = [path for path in self._journal.paths if path not in known]
        contents = self._repository.objects(f"{head}:{path}" for path in others)
        return {**dict(zip(others, contents, strict=True)), **known}

    def _held(self, path: str) -> str | None:
        """The name of what the work tree holds there; None when it is no file that we could have written."""
        try:
            data = self._tree.read(path)
        except OSError:
            return None
        return NOTHING if data is None else self._name(data)

    def _name(self, data: bytes | None) -> str:
        return NOTHING if data is None else self._repository.pack().name_of("blob", data)

    def _settle_file(self, head: str, path: str, data: bytes | None) -> str | None:
        """The reason why the file could not be brought up to date, None when it was or must not be."""
        wanted = self._name(data)
        try:
            current = self._name(self._tree.read(path))
            if current in (wanted, NOTHING) or current in self._ours(head, path, current):
                if current != wanted and data is None:
                    self._tree.remove(path)
                elif current != wanted and data is not None:
                    self._tree.write(path, data)
        except OSError as error:
            place = self._repository.place.root / path
            return f"{place} could not be written: {error.strerror or error}. The version is safe in the commit."
        self._checkpoint(f"file {path}")
        return None

    def _ours(self, head: str, path: str, content: str) -> frozenset[str]:
        listed = self._journal.ours(path)
        return listed if content in listed else listed | contents_of(self._repository, head, [path])[path]

    def _settle_index(self, head: str, wanted: Mapping[str, bytes | None]) -> str | None:
        present = self._repository.index(wanted)
        updates: dict[str, str | None] = {}
        for path, data in wanted.items():
            name, current = self._name(data), present[path] or NOTHING
            if current != name and (current in self._journal.ours(path) or self._staged_earlier(head, path, current)):
                updates[path] = name or None
        if not updates:
            return None
        return self._repository.set_index(updates, wait=not self._index_stuck)

    def _staged_earlier(self, head: str, path: str, content: str) -> bool:
        return content not in (NOTHING, "unmerged") and content in contents_of(self._repository, head, [path])[path]
