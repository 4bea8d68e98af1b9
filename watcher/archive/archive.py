"""The git-tracked folder. The commit is the transaction, HEAD is the truth, the work tree is a view of it.

    record: read HEAD ─▶ build blobs, trees, commit in memory ─▶ store ─▶ journal ─▶ move HEAD (if it has not moved)
            ─▶ work tree ─▶ index ─▶ empty the journal                └─ it has: once more from the start

Killed anywhere on this way, HEAD names the old version or the new one, and the next `open` mends the view.
It never touches paths outside its folder, never runs hooks, never signs, and needs no git identity.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from watcher.archive import build, layout
from watcher.archive.build import Draft, Folders, Ground
from watcher.archive.capturefile import CaptureFile
from watcher.archive.discover import find_or_make
from watcher.archive.journal import Journal
from watcher.archive.objects import NotAFolderError, Pack
from watcher.archive.push import push_head
from watcher.archive.reading import Reader
from watcher.archive.repository import Clock, Patience, Repository
from watcher.archive.view import NOTHING, Checkpoint, View
from watcher.archive.words import Entry, Item, NewVersion, PastChange, PushResult, Stored, Walk
from watcher.archive.worktree import write_small
from watcher.errors import ArchiveError
from watcher.model import Alert, VersionMeta

_ATTEMPTS = 8
"""How often a version is built anew because somebody else committed in between."""
# What git may hold while it tidies up: half of what it takes by itself, in the same time (measured on 200 pages).
_SMALL = (
    "pack.threads=1",
    "pack.windowMemory=8m",
    "pack.deltaCacheSize=4m",
    "core.packedGitWindowSize=1m",
    "core.packedGitLimit=8m",
    "core.deltaBaseCacheLimit=4m",
)
_MOST_AT_ONCE = 200
"""Versions that become one pack: their pages are held in memory meanwhile."""


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

    def glance(self, target_id: str) -> Entry | None:
        """What `entries` has of a target, when that can be told without git and without waiting for a commit that is
        under way; None when it cannot, and when there is nothing."""
        found = self._reader.glance_at(target_id)
        return found.entry if found is not None else None

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
        Those of changes that were past when they came in are left out: nobody is told of them.

        All of HEAD's when `commit` is None, unknown, or no ancestor of HEAD any more.
        """
        with self._lock:
            return self._reader.alerts_since(commit)

    def versions_since(self, commit: str | None) -> Walk:
        """Every version of every target that came to HEAD since `commit`, in one walk through the history; all of
        HEAD's when `commit` is None, unknown, or no ancestor of HEAD any more.

        Without the lock: the history behind a commit does not change, and checks go on meanwhile.
        """
        return self._reader.versions_since(commit)

    def contents(self, names: Iterable[str]) -> list[bytes]:
        """The contents with these names (of `Kept`), read at once; without the lock, for the same reason."""
        return self._repository.present(names)

    def alert(self, alert_id: str) -> Alert:
        """The alert with that id, or whose id begins so. Raises UsageError when there is none or more than one."""
        with self._lock:
            return self._reader.alert(alert_id)

    def change_name(self, target_id: str, time: dt.datetime) -> str:
        """The name (without ending) that a version of that time will get under changes/: for links in its texts."""
        with self._lock:
            trees = self._repository.trees(self.head, [f"{layout.checked_id(target_id)}/changes/x"])
            return Folders(trees, self._repository.place.prefix).change_name(target_id, time)

    def record(self, version: NewVersion) -> str:
        """Commit a version and show it in the work tree; the commit's name.

        Either all of it is in HEAD when this returns, or, when it raises, nothing is. An alert is stored with
        `redline` set to where the redline is put.
        """
        _checked(version)
        with self._lock:
            return self._commit(version.target.id, lambda *given: build.on_top(given[0], [version], *given[1:]))

    def record_past(
        self, versions: Iterable[NewVersion], *, seam: PastChange | None = None, subject: str = ""
    ) -> int:
        """Commit versions of one target that somebody else captured, oldest first; how many were not there yet.

        Nothing of it is told: their alerts are stored as past. What is newer than the version in HEAD, or comes
        before there is one, goes on top of HEAD, one commit each. What is older becomes a line of commits of its own
        that one merge joins to HEAD, whose text stays as it is; `seam` is what changed between the newest of these
        and the oldest that was held, if anything did. `history` and all that reads it put both in order of time.

        They are taken 200 at a time, each of these all or nothing. A version of whose capture time there is one
        already is passed over: after a crash the same call goes on where it was.
        """
        added = 0
        waiting: list[NewVersion] = []
        for version in versions:
            _checked(version)
            waiting.append(version)
            if len(waiting) == _MOST_AT_ONCE:
                added += self._record_past(waiting, None, subject)
                waiting = []
        return added + (self._record_past(waiting, seam, subject) if waiting or seam is not None else 0)

    def _record_past(self, versions: list[NewVersion], seam: PastChange | None, subject: str) -> int:
        with self._lock:
            new = self._unknown(versions)
            if not new:
                return 0
            target_id = new[0].target.id
            held = self._reader.captures().get(target_id)
            older = [version for version in new if held is not None and version.meta.time < held.entry.meta.time]
            later = new[len(older) :]
            if older:
                first, last = older[0].meta.time, older[-1].meta.time
                text = subject or f"{target_id}: {len(older)} earlier versions, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
                was = replace(seam, alert=replace(seam.alert, past=True)) if seam is not None else None
                self._commit(target_id, lambda *given: build.beside(given[0], older, was, text, *given[1:]))
            if later:
                self._commit(target_id, lambda *given: build.on_top(given[0], later, *given[1:]))
            return len(new)

    def _unknown(self, versions: list[NewVersion]) -> list[NewVersion]:
        """Those of whose time there is no version, with their alerts marked as past."""
        known = self._reader.times(versions[0].target.id) if versions else set()
        found = []
        for version in versions:
            time = version.meta.time.replace(microsecond=0)
            if time not in known:
                known.add(time)
                alert = replace(version.alert, past=True) if version.alert is not None else None
                found.append(replace(version, alert=alert))
        return found

    def _commit(self, target_id: str, draft_of: Callable[[Ground, Pack, dt.datetime], Draft]) -> str:
        """Let HEAD name what `draft_of` builds on the HEAD of the moment; built anew when HEAD moved meanwhile."""
        for _ in range(_ATTEMPTS):
            captures = self._reader.captures()
            head = self._reader.captures_head
            self._checkpoint("read")
            ground = self._ground(target_id, head, captures)
            pack = self._repository.pack()
            try:
                draft = draft_of(ground, pack, self._now())
            except NotAFolderError as error:
                raise ArchiveError(
                    f"{error} in the commit {head} is not what the archive put there (a link, a file in place of a "
                    "folder). Move it away and commit. Nothing was changed."
                ) from error
            if self._moved(ground, draft, pack):
                return draft.commit
        raise ArchiveError(
            f"HEAD of {self.root} moved {_ATTEMPTS} times while one version was being recorded: another program "
            "commits there all the time. Nothing was changed; it is tried again next time."
        )

    def _ground(self, target_id: str, head: str | None, captures: Mapping[str, CaptureFile]) -> Ground:
        trees = self._repository.trees(head, [f"{target_id}/changes/x"])
        folders = Folders(trees, self._repository.place.prefix)
        paths = [path for path in (f"{target_id}/{layout.CHANGES}", layout.CHANGES) if folders.held(path)]
        lists = dict(zip(paths, self._repository.objects(f"{head}:{path}" for path in paths), strict=True))

        def read(path: str) -> str:
            raw = lists[path] if path in lists else self._repository.objects([f"{head}:{path}"])[0] if head else None
            return (raw or b"").decode("utf-8", "replace")

        return Ground(head, captures, folders, read)

    def _moved(self, ground: Ground, draft: Draft, pack: Pack) -> bool:
        """Store the draft, let HEAD name it and show it. False when HEAD is not where it was any more."""
        self._repository.store(pack)
        self._checkpoint("objects")
        held = ground.folders.held
        self._journal.add({path: (held(path) or NOTHING, name or NOTHING) for path, name in draft.names.items()})
        self._checkpoint("journal")
        if not self._repository.move_head(draft.commit, ground.head, draft.reason):
            return False
        self._checkpoint("head")
        self._reader.advance(draft)
        self._view.settle(draft.commit, draft.files)
        self._checkpoint("done")
        return True

    def push(self, remote: str, timeout: float = 120.0) -> PushResult:
        """Push HEAD's branch to a remote (its name or URL), within `timeout` seconds. A failure is a value."""
        return push_head(self._repository, remote, timeout)  # without the lock: checks go on meanwhile

    def maintenance(self) -> None:
        """Off the hot path: try again to show what `problems` names, and let git tidy up (minutes at most). What git
        says to that is no error. Checks go on meanwhile: only the first part takes the lock.

        The commit graph tells which commits touched a file, so that a history is found without looking into all of
        them. Everything else git does when it finds it worth while, as its user has set it: by its own settings when
        there are more than 50 packs, and what nothing refers to stays for two weeks.
        """
        with self._lock:
            head = self._repository.head()
            if head is not None:
                self._view.settle(head)
        self._view.refresh()
        git = self._repository.git
        git.run("maintenance", "run", "--auto", "--quiet", limit=1800.0, settings=_SMALL)
        git.run("commit-graph", "write", "--reachable", "--split", "--changed-paths", "--no-progress", limit=1800.0)


def _checked(version: NewVersion) -> None:
    layout.checked_id(version.target.id)
    layout.page(version.suffix)
