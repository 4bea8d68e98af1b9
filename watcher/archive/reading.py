"""Everything that is read back from the archive. The state of all targets in HEAD is kept in memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from watcher.archive import layout, log
from watcher.archive.build import Draft
from watcher.archive.capturefile import CaptureFile, load
from watcher.archive.repository import Repository
from watcher.archive.words import Item, Kept, Seam, Stored, Walk
from watcher.errors import ArchiveError, UsageError
from watcher.model import Alert, VersionMeta, parse_stamp, stamp
from watcher.model.wire import alert_from_json

_CHUNK = 200  # alerts looked into at a time, to bound memory


class Reader:
    """Not safe for threads by itself: `Archive` holds its lock around every call."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._head: str | None = None
        self._tree: str | None = None
        self._captures: dict[str, CaptureFile] = {}
        self._keys: dict[str, tuple[CaptureFile, Mapping[str, dt.datetime]]] = {}

    @property
    def captures_head(self) -> str | None:
        """The commit for which `captures` last answered."""
        return self._head

    def captures(self) -> Mapping[str, CaptureFile]:
        """capture.json of every target in HEAD, by id, sorted. Raises ArchiveError for one that cannot be read."""
        known = self.glance()
        if known is not None:
            return known
        head, tree = self._repository.state()
        if head != self._head and (tree is None or tree != self._tree):
            self._captures = self._load(tree) if tree is not None else {}
        self._head, self._tree = head, tree
        return self._captures

    def glance(self) -> Mapping[str, CaptureFile] | None:
        """`captures` when HEAD is where it was; None when it is not, or only git can tell. For any thread."""
        head, captures = self._head, self._captures
        return captures if head is not None and self._repository.glance() == head else None

    def glance_at(self, target_id: str) -> CaptureFile | None:
        """One of them, when HEAD is where it was; where it stands is not looked at for one that was not there."""
        captures = self.glance() if target_id in self._captures else None
        return captures.get(target_id) if captures is not None else None

    def advance(self, draft: Draft) -> None:
        """Our own commit moved HEAD: take the one change over instead of reading everything again."""
        key, capture = draft.target_id, draft.capture
        before = self._captures.get(key)
        known = self._keys.pop(key, None)
        meta = capture.entry.meta
        one_more = before is not None and capture.entry.versions == before.entry.versions + 1
        if known is not None and known[0] == before and one_more and meta != known[0].entry.meta:
            self._keys[key] = (capture, {meta.text_key: meta.time, **known[1]})
        self._captures = dict(sorted({**self._captures, key: capture}.items()))
        self._head, self._tree = draft.commit, draft.tree

    def _load(self, tree: str) -> dict[str, CaptureFile]:
        files = self._repository.files(tree)
        ending = f"/{layout.CAPTURE}"
        ids = [path.removesuffix(ending) for path in files if path.endswith(ending)]
        ids = sorted(i for i in ids if layout.is_id(i) and f"{i}/{layout.TEXT}" in files)
        raws = self._repository.present(files[i + ending] for i in ids)
        return {i: self._parsed(raw, i) for i, raw in zip(ids, raws, strict=True)}

    def _parsed(self, raw: bytes, target_id: str) -> CaptureFile:
        try:
            return load(raw, target_id)
        except ValueError as error:
            where = self._repository.place.root / target_id / layout.CAPTURE
            raise ArchiveError(
                f"{where} as committed cannot be read ({layout.one_line(str(error), 120)}). "
                "Bring an earlier version of that file back with git and commit it."
            ) from error

    def latest(self, target_id: str) -> Stored | None:
        capture, head = self.captures().get(target_id), self._head
        if capture is None or head is None:
            return None
        text = self._repository.present([f"{head}:{target_id}/{layout.TEXT}"])[0]
        return Stored(capture.entry.target, capture.entry.meta, _text(text), head)

    def read(self, target_id: str, which: str | int | dt.datetime) -> Stored:
        if isinstance(which, str):
            time = _as_time(which)
            return (
                self._at(target_id, log.resolved(self._repository, which))
                if time is None
                else self.read(target_id, time)
            )
        versions = self._versions(target_id)
        if isinstance(which, int):
            if 0 <= which < len(versions):
                return self._at(target_id, versions[which][0].commit)
            raise UsageError(f"{target_id} has {len(versions)} versions in the archive; there is no number {which}.")
        for logged, capture in versions:
            if capture.entry.meta.time <= which:
                return self._at(target_id, logged.commit)
        raise UsageError(f"{target_id} has no version from {which:%Y-%m-%d %H:%M:%S} UTC or before.")

    def _at(self, target_id: str, commit: str) -> Stored:
        names = [f"{commit}:{target_id}/{layout.CAPTURE}", f"{commit}:{target_id}/{layout.TEXT}"]
        capture, text = self._repository.objects(names)
        if capture is None or text is None:
            raise UsageError(f"{target_id} has no version in commit {commit[:12]}.")
        entry = self._parsed(capture, target_id).entry
        return Stored(entry.target, entry.meta, _text(text), commit)

    def raw(self, target_id: str, commit: str) -> bytes:
        whole = log.resolved(self._repository, commit)
        trees = self._repository.trees(whole, [f"{target_id}/x"])
        folder = trees.get(f"{self._repository.place.prefix}{target_id}/", {})
        for suffix in layout.SUFFIXES:
            entry = folder.get(layout.page(suffix).encode())
            if entry is not None:
                return self._repository.present([entry.name])[0]
        raise UsageError(f"{target_id} has no raw capture in commit {whole[:12]}.")

    def redline(self, alert: Alert) -> bytes | None:
        if not (layout.is_ours(alert.redline) and alert.redline.isprintable()):
            return None
        commit = alert.commit or self._repository.head()
        return self._repository.objects([f"{commit}:{alert.redline}"])[0] if commit else None

    def _versions(self, target_id: str) -> list[tuple[log.Logged, CaptureFile]]:
        """Newest capture first, HEAD's in any case. Commits in which capture.json is missing or unreadable (edited by
        hand) are passed over. The order of commits is not enough: what was captured by others came in later."""
        head = self._repository.head()
        if head is None:
            return []
        path = f"{target_id}/{layout.CAPTURE}"
        commits = log.commits_of(self._repository, head, path)
        newest, *raws = self._repository.objects([f"{head}:{path}", *(f"{each.commit}:{path}" for each in commits)])
        versions = []
        for logged, raw in zip(commits, raws, strict=True):
            try:
                if raw is not None:
                    versions.append((logged, load(raw, target_id)))
            except ValueError:
                continue
        now = self._parsed(newest, target_id).entry.meta if newest is not None else None

        def place(version: tuple[log.Logged, CaptureFile]) -> tuple[bool, dt.datetime]:
            meta = version[1].entry.meta
            return now is not None and (meta.time, meta.text_key) == (now.time, now.text_key), meta.time

        return sorted(versions, key=place, reverse=True)

    def times(self, target_id: str) -> set[dt.datetime]:
        """The capture times of all versions."""
        return {capture.entry.meta.time for _, capture in self._versions(target_id)}

    def history(self, target_id: str) -> list[Item]:
        versions = self._versions(target_id)
        asked = self._changes_of(target_id, versions)
        raws = self._repository.objects(f"{holder}:{stem}.json" for holder, stem in asked.values())
        alerts = {
            commit: self._alert(raw, f"{stem}.json", holder)
            for (commit, (holder, stem)), raw in zip(asked.items(), raws, strict=True)
            if raw is not None
        }
        items = []
        for logged, capture in versions:
            alert = alerts.get(logged.commit)
            redline = alert.redline if alert else ""
            if alert is None and logged.commit in asked:
                redline = f"{asked[logged.commit][1]}.html"
            items.append(Item(logged.commit, logged.time, logged.subject, capture.entry.meta, alert, redline))
        return items

    def _changes_of(
        self, target_id: str, versions: Sequence[tuple[log.Logged, CaptureFile]]
    ) -> dict[str, tuple[str, str]]:
        """By the versions' commits: the commit that has the files of its change, and their path without ending."""
        folder = f"{target_id}/changes/"
        found = {}
        joined = self._changes_in_head(folder) - {capture.change for _, capture in versions}
        for logged, capture in reversed(versions):
            name = stamp(capture.entry.meta.time)
            if capture.change:
                found[logged.commit] = (logged.commit, folder + capture.change)
            elif name in joined:  # it was the first one, until older ones came to be known
                joined.remove(name)
                found[logged.commit] = (self._head or "", folder + name)
        return found

    def _changes_in_head(self, folder: str) -> set[str]:
        tree = self._repository.trees(self._head, [f"{folder}x"]).get(f"{self._repository.place.prefix}{folder}", {})
        return {name.decode("utf-8", "replace").removesuffix(".json") for name in tree if name.endswith(b".json")}

    def seen_keys(self, target_id: str) -> Mapping[str, dt.datetime]:
        newest = self.captures().get(target_id)
        if newest is None:
            return {}
        known = self._keys.get(target_id)
        if known is not None and known[0] == newest:
            return known[1]
        keys: dict[str, dt.datetime] = {}
        for _, capture in self._versions(target_id):  # newest first: the first time seen is written last
            keys[capture.entry.meta.text_key] = capture.entry.meta.time
        self._keys[target_id] = (newest, keys)
        return keys

    def texts(self, target_id: str, most: int) -> list[tuple[VersionMeta, str]]:
        versions = self._versions(target_id)[:most][::-1]
        raws = self._repository.objects(f"{logged.commit}:{target_id}/{layout.TEXT}" for logged, _ in versions)
        return [
            (capture.entry.meta, _text(raw))
            for (_, capture), raw in zip(versions, raws, strict=True)
            if raw is not None
        ]

    def alerts_since(self, commit: str | None) -> tuple[list[Alert], str | None]:
        head = self._repository.head()
        if head is None or commit == head:
            return [], head
        known = commit if commit and log.is_ancestor(self._repository, commit, head) else None
        added = {path: by for by, path in log.added_since(self._repository, known, head) if layout.change_file(path)}
        raws = self._repository.objects(f"{head}:{path}" for path in added)
        alerts = [
            self._alert(raw, path, by) for (path, by), raw in zip(added.items(), raws, strict=True) if raw is not None
        ]
        return [alert for alert in alerts if not alert.past], head

    def versions_since(self, commit: str | None) -> Walk:
        head = self._repository.head()
        if head is None:
            return Walk(None)
        root = log.root_of(self._repository, head)
        known = commit if commit and log.is_ancestor(self._repository, commit, head) else None
        versions: list[Kept] = []
        seams: list[Seam] = []
        chunk: list[tuple[log.Logged, str, dict[str, str]]] = []
        for written in log.written_since(self._repository, known, head):
            if written.is_merge:
                seams += self._seams(written)
                continue
            chunk += [(written.logged, target_id, written.files) for target_id in _recorded(written.files)]
            if len(chunk) >= _CHUNK:
                versions += self._kept(chunk)
                chunk = []
        return Walk(head, root, (*versions, *self._kept(chunk)), tuple(seams), known is None)

    def _kept(self, chunk: list[tuple[log.Logged, str, dict[str, str]]]) -> Iterator[Kept]:
        """The versions that some commits hold, their files read at once. What was edited by hand and cannot be read
        any more is passed over, as in `history`."""
        raws = self._repository.present(files[f"{key}/{layout.CAPTURE}"] for _, key, files in chunk)
        texts = self._texts_of(chunk)
        read: list[tuple[log.Logged, CaptureFile, dict[str, str], str]] = []
        for (logged, key, files), raw, text in zip(chunk, raws, texts, strict=True):
            with contextlib.suppress(ValueError):
                if text:
                    read.append((logged, load(raw, key), files, text))
        told = {path: files[path] for _, capture, files, _ in read if (path := f"{_stem(capture)}.json") in files}
        alerts = dict(zip(told.values(), self._repository.present(told.values()), strict=True))
        for logged, capture, files, text in read:
            stem, entry = _stem(capture), capture.entry
            name = files.get(f"{stem}.json")
            alert = self._alert(alerts[name], f"{stem}.json", logged.commit) if name else None
            redline = files.get(f"{stem}.html", "")
            path = f"{stem}.html" if redline else ""
            item = Item(logged.commit, logged.time, logged.subject, entry.meta, alert, path)
            yield Kept(entry.target, item, text, redline)

    def _texts_of(self, chunk: list[tuple[log.Logged, str, dict[str, str]]]) -> list[str]:
        """The names of the texts; of a commit that wrote none, that of the text before. "" when it was removed."""
        names = [files.get(f"{key}/{layout.TEXT}", "") for _, key, files in chunk]
        asked = [n for n, name in enumerate(names) if not name]
        paths = (f"{chunk[n][0].commit}:{chunk[n][1]}/{layout.TEXT}" for n in asked)
        for n, name in zip(asked, self._repository.names_of(paths), strict=True):
            names[n] = name or ""
        return names

    def _seams(self, merge: log.Written) -> Iterator[Seam]:
        """The changes that came to be known with a merge."""
        for path, name in merge.files.items():
            if layout.change_file(path):
                alert = self._alert(self._repository.present([name])[0], path, merge.logged.commit)
                yield Seam(alert, merge.files.get(alert.redline, ""))

    def alert(self, alert_id: str) -> Alert:
        _, tree = self._repository.state()
        found: dict[str, tuple[str, Alert]] = {}
        names = {} if tree is None or not alert_id else self._repository.files(tree)
        paths = [path for path in names if layout.change_file(path)]
        for at in range(0, len(paths), _CHUNK):
            chunk = paths[at : at + _CHUNK]
            for path, raw in zip(chunk, self._repository.present(names[path] for path in chunk), strict=True):
                if json.dumps(alert_id, ensure_ascii=False)[:-1].encode() in raw:
                    alert = self._alert(raw, path, "")
                    if alert.id.startswith(alert_id):
                        found[alert.id] = (path, alert)
        shown = layout.one_line(alert_id, 80)
        if alert_id not in found and len(found) > 1:
            raise UsageError(f"{len(found)} alerts have an id that begins with {shown!r}; give more of it.")
        if not found:
            raise UsageError(f"No alert in the archive has an id that begins with {shown!r}.")
        path, alert = found.get(alert_id) or next(iter(found.values()))
        return replace(alert, commit=self._added_by(path))

    def _added_by(self, path: str) -> str:
        head = self._repository.head()
        commits = log.commits_of(self._repository, head, path) if head else []
        return commits[-1].commit if commits else ""

    def _alert(self, raw: bytes, path: str, commit: str) -> Alert:
        try:
            return replace(alert_from_json(raw), commit=commit)
        except ValueError as error:
            raise ArchiveError(
                f"{self._repository.place.root / path} as committed is not an alert that this version can read "
                f"({layout.one_line(str(error), 120)}). Bring it back with git, or remove it, and commit."
            ) from error


def _recorded(files: Mapping[str, str]) -> list[str]:
    """The targets of which a commit wrote a version."""
    ending = f"/{layout.CAPTURE}"
    ids = (path.removesuffix(ending) for path in files if path.endswith(ending))
    return sorted(key for key in ids if layout.is_id(key))


def _stem(capture: CaptureFile) -> str:
    """The path, without ending, of a version's files below changes/."""
    return f"{capture.entry.target.id}/changes/{capture.change}"


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _as_time(which: str) -> dt.datetime | None:
    try:
        return parse_stamp(which.replace(":", "-"))
    except ValueError:
        return None
