"""The git-tracked folder. The commit is the transaction, HEAD is the truth, the work tree is a view of it.

    record: read HEAD ─▶ build blobs, trees, commit in memory ─▶ store ─▶ journal ─▶ move HEAD (if it has not moved)
            ─▶ work tree ─▶ index ─▶ empty the journal                └─ it has: once more from the start

Killed anywhere on this way, HEAD names the old version or the new one, and the next `open` mends the view.
It never touches paths outside its folder, never runs hooks, never signs, and needs no git identity.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from watcher.archive import layout
from watcher.archive.capturefile import CaptureFile, dump, following, load
from watcher.archive.discover import find_or_make
from watcher.archive.journal import Journal
from watcher.archive.objects import NotAFolderError, Tree, edited
from watcher.archive.push import push_head
from watcher.archive.reading import Reader
from watcher.archive.repository import Clock, Patience, Repository
from watcher.archive.view import NOTHING, Checkpoint, View
from watcher.archive.words import Entry, Item, NewVersion, PushResult, Stored
from watcher.archive.worktree import write_small
from watcher.errors import ArchiveError
from watcher.model import Alert, VersionMeta
from watcher.model.wire import alert_to_json

_ATTEMPTS = 8
"""How often a version is built anew because somebody else committed in between."""

Files = dict[str, bytes | None]


class Archive:
    """All methods may be called from any thread, and raise ArchiveError with one clear sentence."""

    def __init__(
        self, repository: Repository, view: View, journal: Journal, now: Clock, checkpoint: Checkpoint
    ) -> None:
        self._repository = repository
        self._reader = Reader(repository)
        self._view = view
        self._journal = journal
        self._now = now
        self._checkpoint = checkpoint
        self._lock = threading.RLock()

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        state_dir: Path,
        now: Clock,
        repair: bool = True,
        patience: Patience | None = None,
        checkpoint: Checkpoint = lambda _: None,
    ) -> Archive:
        """The archive in `root`, made if need be (see `discover`), its work tree brought up to HEAD.

        `now` gives the committer date. `repair=False` leaves the work tree alone: for commands that only read while
        a watcher may be at work. `checkpoint` is called between the steps of a record with the step's name (tests).
        """
        place = find_or_make(root)
        try:
            state_dir.mkdir(parents=True, exist_ok=True)
            if not (state_dir / ".gitignore").exists():
                write_small(state_dir / ".gitignore", b"*\n")
        except OSError as error:
            raise ArchiveError(f"The state folder {state_dir} cannot be written: {error.strerror}.") from error
        repository = Repository(place, now=now, patience=patience or Patience())
        journal = Journal(state_dir / "archive-journal.json")
        view = View(repository, journal, checkpoint)
        head = repository.head()
        if repair and head is not None:
            view.recover(head)
        return cls(repository, view, journal, now, checkpoint)

    @property
    def root(self) -> Path:
        """The folder, links resolved."""
        return self._repository.place.root

    @property
    def head(self) -> str | None:
        """The commit that HEAD names now; None before the first one."""
        return self._repository.head()

    @property
    def problems(self) -> tuple[str, ...]:
        """What of the last version could not be shown in the work tree or the index, one sentence each. The version
        itself is safe in its commit, and showing it is tried again with the next one and at the next start."""
        return self._view.problems

    def entries(self) -> dict[str, Entry]:
        """All targets in HEAD by id, sorted. Kept in memory for as long as the folder in HEAD stays the same."""
        with self._lock:
            return {key: file.entry for key, file in self._reader.captures().items()}

    def latest(self, target_id: str) -> Stored | None:
        """The newest version; None when the target has none. `commit` is HEAD's."""
        with self._lock:
            return self._reader.latest(layout.checked_id(target_id))

    def read(self, target_id: str, which: str | int | dt.datetime) -> Stored:
        """One version: by its place in `history` (0 = newest), by time (the version that held then: a datetime or a
        stamp such as 2025-09-18T06-13-39Z or 2025-09-18T06:13:39Z), or by commit, also abbreviated.

        Raises UsageError when there is no such version.
        """
        with self._lock:
            return self._reader.read(layout.checked_id(target_id), which)

    def raw(self, target_id: str, commit: str) -> bytes:
        """The raw capture that the version in `commit` was read from. Raises UsageError when there is none."""
        with self._lock:
            return self._reader.raw(layout.checked_id(target_id), commit)

    def redline(self, alert: Alert) -> bytes | None:
        """The redline of an alert, None when it has none or its commit is no longer there."""
        with self._lock:
            return self._reader.redline(alert)

    def history(self, target_id: str) -> list[Item]:
        """The versions of a target with their alerts, newest first."""
        with self._lock:
            return self._reader.history(layout.checked_id(target_id))

    def seen_keys(self, target_id: str) -> dict[str, dt.datetime]:
        """Every text key the target has had, with the capture time when it was first seen."""
        with self._lock:
            return dict(self._reader.seen_keys(layout.checked_id(target_id)))

    def texts(self, target_id: str, most: int) -> list[tuple[VersionMeta, str]]:
        """What the newest versions of a target say, at most so many, oldest first."""
        with self._lock:
            return self._reader.texts(layout.checked_id(target_id), most)

    def has_text(self, target_id: str, text_key: str) -> bool:
        """Whether some version of the target had these words."""
        return text_key in self.seen_keys(target_id)

    def alerts_since(self, commit: str | None) -> tuple[list[Alert], str | None]:
        """The alerts added on the first-parent way from `commit` to HEAD and still there, oldest first, and HEAD.

        All of HEAD's when `commit` is None, unknown, or no ancestor of HEAD any more.
        """
        with self._lock:
            return self._reader.alerts_since(commit)

    def alert(self, alert_id: str) -> Alert:
        """The alert with that id, or whose id begins so. Raises UsageError when there is none or more than one."""
        with self._lock:
            return self._reader.alert(alert_id)

    def change_name(self, target_id: str, time: dt.datetime) -> str:
        """The name (without ending) that a version of that time will get under changes/: for links in its texts."""
        with self._lock:
            trees = self._repository.trees(self.head, [f"{layout.checked_id(target_id)}/changes/x"])
            return layout.free_name(time, _names(self._folder(trees, f"{target_id}/changes/")))

    def record(self, version: NewVersion) -> str:
        """Commit a version and show it in the work tree; the commit's name.

        Either all of it is in HEAD when this returns, or, when it raises, nothing is. An alert is stored with
        `redline` set to where the redline is put.
        """
        layout.checked_id(version.target.id)
        layout.page(version.suffix)
        with self._lock:
            for _ in range(_ATTEMPTS):
                commit = self._attempt(version)
                if commit is not None:
                    return commit
        raise ArchiveError(
            f"HEAD of {self.root} moved {_ATTEMPTS} times while one version was being recorded: another program "
            "commits there all the time. Nothing was changed; it is tried again next time."
        )

    def _attempt(self, version: NewVersion) -> str | None:
        """Record on top of the HEAD of this moment; None when HEAD moved before it was done."""
        captures = self._reader.captures()
        head = self._reader.captures_head
        self._checkpoint("read")
        folder = f"{version.target.id}/"
        trees = self._repository.trees(head, [f"{folder}changes/x"])
        capture, files = self._files(version, captures, trees, head)

        pack = self._repository.pack()
        names = {path: None if data is None else pack.add("blob", data) for path, data in files.items()}
        prefix = self._repository.place.prefix
        try:
            top = edited(trees, {prefix + path: name for path, name in names.items()}, pack)
        except NotAFolderError as error:
            raise ArchiveError(
                f"{error} in the commit {head} is not what the archive put there (a link, a file in place of a "
                "folder). Move it away and commit. Nothing was changed."
            ) from error
        commit = pack.add("commit", self._commit(version, top, head))
        self._repository.store(pack)
        self._checkpoint("objects")
        before = {path: _held(self._folder(trees, path), path) for path in files}
        self._journal.add({path: (before[path], names[path] or NOTHING) for path in files})
        self._checkpoint("journal")
        if not self._repository.move_head(commit, head, f"commit: {layout.one_line(version.subject)}"):
            return None
        self._checkpoint("head")
        self._reader.advance(commit, version.target.id, capture)
        self._view.settle(commit, files)
        self._checkpoint("done")
        return commit

    def _files(
        self, version: NewVersion, captures: Mapping[str, CaptureFile], trees: Mapping[str, Tree], head: str | None
    ) -> tuple[CaptureFile, Files]:
        """Everything the commit puts (or removes: None), by path in the archive."""
        target, folder = version.target, f"{version.target.id}/"
        name = layout.free_name(version.meta.time, _names(self._folder(trees, f"{folder}changes/")))
        change = name if version.alert or version.redline_html else ""
        before = captures.get(target.id)
        entry = following(target, version.meta, version.alert, before.entry if before else None)
        capture_bytes = _bytes(dump(CaptureFile(entry, change)))
        capture = load(capture_bytes, target.id)  # as the next start will read it: times to the second

        files: Files = {
            folder + layout.page(suffix): None
            for suffix in layout.SUFFIXES
            if layout.page(suffix).encode() in self._folder(trees, folder)
        }
        files[folder + layout.TEXT] = _bytes(version.text)
        files[folder + layout.page(version.suffix)] = version.raw
        files[folder + layout.CAPTURE] = capture_bytes
        if version.redline_html:
            files[f"{folder}changes/{name}.html"] = _bytes(version.redline_html)
        if version.alert:
            redline = f"{folder}changes/{name}.html" if version.redline_html else ""
            files[f"{folder}changes/{name}.json"] = alert_to_json(
                replace(version.alert, redline=redline, commit="")
            ).encode()
        if version.changes_entry:
            old = self._old_changes(head, f"{folder}{layout.CHANGES}")
            files[folder + layout.CHANGES] = _bytes(layout.with_entry(old, version.changes_entry))
        if layout.ATTRIBUTES.encode() not in self._folder(trees, ""):
            files[layout.ATTRIBUTES] = layout.ATTRIBUTES_TEXT.encode()
        if version.index_readme is not None:
            entries = {key: file.entry for key, file in captures.items()}
            entries[target.id] = capture.entry
            files[layout.README] = _bytes(version.index_readme(dict(sorted(entries.items()))))
        return capture, files

    def _old_changes(self, head: str | None, path: str) -> str:
        raw = self._repository.objects([f"{head}:{path}"])[0] if head else None
        return (raw or b"").decode("utf-8", "replace")

    def _folder(self, trees: Mapping[str, Tree], path: str) -> Tree:
        """The tree of the folder that `path` (a folder with its slash, or a file in it) names, empty if none."""
        folder = path[: path.rfind("/") + 1]
        return trees.get(self._repository.place.prefix + folder, {})

    def _commit(self, version: NewVersion, tree: str, head: str | None) -> bytes:
        who = "policy-watcher <policy-watcher@localhost>"
        lines = [f"tree {tree}"]
        if head is not None:
            lines.append(f"parent {head}")
        lines.append(f"author {who} {max(0, int(version.meta.time.timestamp()))} +0000")
        lines.append(f"committer {who} {max(0, int(self._now().timestamp()))} +0000")
        text = layout.message(version.subject, version.body, version.target, version.meta)
        return "\n".join((*lines, "", text)).encode()

    def push(self, remote: str, timeout: float = 120.0) -> PushResult:
        """Push HEAD's branch to a remote (its name or URL), within `timeout` seconds. A failure is a value."""
        return push_head(self._repository, remote, timeout)  # without the lock: checks go on meanwhile

    def maintenance(self) -> None:
        """Off the hot path: try again to show what `problems` names, and let git tidy up if it finds that worth while
        (minutes at most). What git says to that is no error."""
        with self._lock:
            head = self._repository.head()
            if head is not None:
                self._view.settle(head)
        self._repository.git.run("maintenance", "run", "--auto", "--quiet", limit=1800.0, settings=())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _names(tree: Tree) -> frozenset[str]:
    """The names in a folder without their endings."""
    return frozenset(name.decode("utf-8", "replace").rpartition(".")[0] for name in tree)


def _held(tree: Tree, path: str) -> str:
    entry = tree.get(path.rpartition("/")[2].encode())
    return entry.name if entry else NOTHING
