"""What commits put into the archive: files by path, and the objects that git keeps of them. Pure, but for the reader
of old lists that it is given.

    record       HEAD ◀── version
    later ones   HEAD ◀── version ◀── version ◀── version
    older ones   HEAD ◀─────────────────────────── merge: HEAD's files, the changes of the line, the lists, README.md
                          version ◀── version ◀──┘

The line of older ones has no parent and holds this document alone, so that HEAD's files keep their history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from watcher.archive import chronicle, layout
from watcher.archive.capturefile import CaptureFile, dump, following, joined, load
from watcher.archive.objects import Pack, Tree, dump_tree, edited
from watcher.archive.words import Entry, NewVersion, PastChange
from watcher.model import Alert
from watcher.model.wire import alert_to_json

Files = dict[str, bytes | None]
"""Contents by path in the archive; None removes the file."""

WHO = "policy-watcher <policy-watcher@localhost>"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a commit as far as they are needed. `trees` are keyed as `Repository.trees` gives them."""

    trees: Mapping[str, Tree]
    prefix: str

    def of(self, path: str) -> Tree:
        """The folder that `path` (a folder with its slash, or a file in it) names, empty if none."""
        return self.trees.get(self.prefix + path[: path.rfind("/") + 1], {})

    def names(self, path: str) -> list[str]:
        """The names in that folder."""
        return [name.decode("utf-8", "replace") for name in self.of(path)]

    def change_name(self, target_id: str, time: dt.datetime) -> str:
        """The name, without ending, for a change of that time below changes/ of a target."""
        taken = frozenset(name.rpartition(".")[0] for name in self.names(f"{target_id}/changes/"))
        return layout.free_name(time, taken)

    def held(self, path: str) -> str | None:
        """The name of the content of a file, None when it is not there."""
        entry = self.of(path).get(path.rpartition("/")[2].encode())
        return entry.name if entry is not None else None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is built upon: HEAD's commit, all targets in it, its folders, and a reader of its files ("" = none)."""

    head: str | None
    captures: Mapping[str, CaptureFile]
    folders: Folders
    read: Callable[[str], str]

    def reader(self, folder: str) -> Callable[[str], str]:
        """The reader of the files in one folder."""
        return lambda name: self.read(folder + name)


@dataclass(frozen=True, slots=True)
class Draft:
    """A commit that is ready to become HEAD. `files` are those that differ from HEAD, `names` are their contents',
    `tree` is that of the archive's folder."""

    commit: str
    target_id: str
    capture: CaptureFile
    files: Files
    names: Mapping[str, str | None]
    tree: str
    reason: str


@dataclass
class Line:
    """Versions of one target, each a commit on the one before. The objects go into the pack."""

    pack: Pack
    folders: Folders
    now: dt.datetime
    commit: str | None = None
    capture: CaptureFile | None = None
    tree: str = ""
    files: Files = field(default_factory=dict)
    names: dict[str, str | None] = field(default_factory=dict)

    def add(self, version: NewVersion, more: Callable[[CaptureFile], Files] = lambda _: {}) -> None:
        """One version; `more` gives files besides its own, given its capture.json."""
        before = self.capture.entry if self.capture is not None else None
        self.capture, files = version_files(version, before, self.folders)
        message = layout.message(version.subject, version.body, version.target, version.meta)
        parents = [self.commit] if self.commit is not None else []
        self.put({**files, **more(self.capture)}, parents, version.meta.time, message)

    def put(self, files: Files, parents: Sequence[str], written: dt.datetime, message: str) -> None:
        """A commit with these files on top of the last one. Raises NotAFolderError."""
        names = {path: None if data is None else self.pack.add("blob", data) for path, data in files.items()}
        prefix = self.folders.prefix
        top, trees = edited(self.folders.trees, {prefix + path: name for path, name in names.items()}, self.pack)
        self.folders = Folders(trees, prefix)
        self.tree = self.pack.name_of("tree", dump_tree(trees.get(prefix, {})))
        self.commit = self.pack.add("commit", commit_bytes(top, parents, written, self.now, message))
        self.files.update(files)
        self.names.update(names)

    def draft(self, target_id: str, reason: str) -> Draft:
        assert self.commit is not None and self.capture is not None  # noqa: S101, PT018 - at least one was added
        logged = f"commit: {layout.one_line(reason)}"
        return Draft(self.commit, target_id, self.capture, self.files, self.names, self.tree, logged)


def on_top(ground: Ground, versions: Sequence[NewVersion], pack: Pack, now: dt.datetime) -> Draft:
    """Versions that follow on HEAD, oldest first; the lists and the index come with the last one."""
    last = versions[-1]
    line = Line(pack, ground.folders, now, ground.head, ground.captures.get(last.target.id))
    for version in versions[:-1]:
        line.add(version)
    line.add(last, lambda capture: shared_files(ground, versions, None, capture))
    return line.draft(last.target.id, last.subject)


def beside(
    ground: Ground,
    versions: Sequence[NewVersion],
    seam: PastChange | None,
    subject: str,
    pack: Pack,
    now: dt.datetime,
) -> Draft:
    """Versions that are older than HEAD's, oldest first, as a line of their own that is joined to HEAD."""
    target = versions[-1].target
    line = Line(pack, Folders({}, ground.folders.prefix), now)
    for version in versions:
        line.add(version, lambda _: attributes(line.folders))
    assert line.capture is not None and line.commit is not None  # noqa: S101, PT018 - there is a version
    files = {path: data for path, data in line.files.items() if path.startswith(f"{target.id}/changes/")}
    held = ground.captures[target.id]
    entry = joined(held.entry, line.capture.entry, seam.alert if seam is not None else None)
    capture = CaptureFile(entry, held.change)
    files[f"{target.id}/{layout.CAPTURE}"] = encoded(dump(capture))
    if seam is not None:
        name = ground.folders.change_name(target.id, seam.alert.time)
        files |= change_files(target.id, name, seam.alert, seam.redline_html)
    files |= shared_files(ground, versions, seam, capture)
    merge = Line(pack, ground.folders, now, capture=capture)
    parents = [*([ground.head] if ground.head is not None else []), line.commit]
    merge.put(files, parents, now, layout.message(subject, "", target, entry.meta))
    return merge.draft(target.id, subject)


def shared_files(
    ground: Ground, versions: Sequence[NewVersion], seam: PastChange | None, capture: CaptureFile
) -> Files:
    """What several versions share: the lists of changes, the index, .gitattributes. The last version says how."""
    last = versions[-1]
    parts: list[NewVersion | PastChange] = [*versions, *([seam] if seam is not None else [])]
    files = attributes(ground.folders)
    for folder, kind, header, entries in (
        (f"{last.target.id}/", chronicle.DOCUMENT, last.changes_header, [part.changes_entry for part in parts]),
        ("", chronicle.OVERVIEW, last.overview_header, [part.overview_entry for part in parts]),
    ):
        found = [entry for entry in entries if entry]
        if found:
            years = layout.years(ground.folders.names(folder))
            made = chronicle.with_entries(kind, found, ground.reader(folder), years, header)
            files |= {folder + name: encoded(text) for name, text in made.items()}
    if last.index_readme is not None:
        entries_now = {key: file.entry for key, file in ground.captures.items()} | {last.target.id: capture.entry}
        files[layout.README] = encoded(last.index_readme(dict(sorted(entries_now.items()))))
    return files


def version_files(version: NewVersion, before: Entry | None, folders: Folders) -> tuple[CaptureFile, Files]:
    """The files of one version after `before`, and its capture.json as the next start will read it."""
    target, folder = version.target, f"{version.target.id}/"
    name = folders.change_name(target.id, version.meta.time)
    entry = following(target, version.meta, version.alert, before)
    raw = encoded(dump(CaptureFile(entry, name if version.alert or version.redline_html else "")))
    held = folders.of(folder)
    pages = map(layout.page, layout.SUFFIXES)
    files: Files = {folder + page: None for page in pages if page.encode() in held}
    files[folder + layout.TEXT] = encoded(version.text)
    files[folder + layout.page(version.suffix)] = version.raw
    files[folder + layout.CAPTURE] = raw
    files |= change_files(target.id, name, version.alert, version.redline_html)
    return load(raw, target.id), files


def change_files(target_id: str, name: str, alert: Alert | None, redline_html: str) -> Files:
    """The files of one change below changes/."""
    stem = f"{target_id}/changes/{name}"
    files: Files = {f"{stem}.html": encoded(redline_html)} if redline_html else {}
    if alert is not None:
        stored = replace(alert, redline=f"{stem}.html" if redline_html else "", commit="")
        files[f"{stem}.json"] = alert_to_json(stored).encode()
    return files


def attributes(folders: Folders) -> Files:
    """.gitattributes, where it is not there yet."""
    missing = layout.ATTRIBUTES not in folders.names("")
    return {layout.ATTRIBUTES: layout.ATTRIBUTES_TEXT.encode()} if missing else {}


def commit_bytes(tree: str, parents: Sequence[str], written: dt.datetime, now: dt.datetime, message: str) -> bytes:
    """A commit object. `written` is the author's date, `now` the committer's."""
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines.append(f"author {WHO} {_seconds(written)} +0000")
    lines.append(f"committer {WHO} {_seconds(now)} +0000")
    return "\n".join((*lines, "", message)).encode()


def _seconds(time: dt.datetime) -> int:
    return max(0, int(time.timestamp()))


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
