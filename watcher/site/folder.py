"""The folder of a site: what we wrote there, and what may be written, replaced and removed.

A list beside the pages says which files are ours. It names a file before that is written, so that a build that was
interrupted is taken up and not mistaken for somebody else's work. Files that are not on the list are never touched,
and no link leads out of the folder: every step of a path is opened by itself (`archive.worktree`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from watcher.archive.worktree import WorkTree
from watcher.errors import SiteError, UsageError

LIST: Final = ".policy-watcher-site.json"
_FORMAT: Final = 1


@dataclass
class Made:
    """What a part made: the key of its inputs, and size and digest of each file; no digest while it is unfinished."""

    key: str
    files: dict[str, tuple[int, str]] = field(default_factory=dict)


class Folder:
    """A folder that holds one site. Raises SiteError when the system refuses."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._tree = WorkTree(place, durable=False)  # all of it can be made again
        self._made: dict[str, Made] = {}
        self._changed = False

    @classmethod
    def open(cls, place: Path, *, tracked: Path) -> Folder:
        """The folder, made if need be. Raises UsageError for one inside `tracked` (the archive), and for one that is
        not empty and was not made by us."""
        folder = cls(place.resolve())
        if folder.place.is_relative_to(tracked.resolve()):
            raise UsageError(f"{place} lies inside the snapshots folder, which git tracks: give another folder")
        try:
            folder.place.mkdir(parents=True, exist_ok=True)
            listed = folder._tree.read(LIST)
            if listed is None and any(folder.place.iterdir()):
                raise UsageError(f"{place} is not empty and holds no site of ours: give an empty folder or a new one")
        except FileExistsError:
            raise UsageError(f"{place} is a file: give a folder") from None
        except OSError as error:
            raise folder._refused(error) from error
        folder._made = _read(listed)
        return folder

    @property
    def files(self) -> list[str]:
        """The paths of all files that we made, sorted."""
        return sorted(path for made in self._made.values() for path in made.files)

    def is_current(self, name: str, key: str) -> bool:
        """Was this part made of these inputs, and is every file of it still there?"""
        made = self._made.get(name)
        if made is None or made.key != key:
            return False
        return all(digest and self._size(path) == size for path, (size, digest) in made.files.items())

    def _size(self, path: str) -> int | None:
        with contextlib.suppress(OSError):
            return (self.place / path).lstat().st_size
        return None

    def announce(self, names: Mapping[str, Iterable[str]]) -> None:
        """Note the files that parts are about to write. Raises UsageError for one that is there and not ours."""
        ours = {path for made in self._made.values() for path in made.files}
        for name, paths in names.items():
            made = self._made.setdefault(name, Made(""))
            made.key = ""
            for path in paths:
                if path not in ours and self._size(path) is not None:
                    raise UsageError(f"{self.place / path} is not ours and stands in the way: move it away")
                made.files.setdefault(path, (0, ""))
        self.save()

    def write(self, name: str, key: str, files: Mapping[str, bytes]) -> int:
        """Write what a part made, after `announce`; what it does not make any more goes. How many were written."""
        before = self._made[name].files
        found: dict[str, tuple[int, str]] = {}
        written = 0
        for path, content in files.items():
            found[path] = len(content), hashlib.sha256(content).hexdigest()[:24]
            if before.get(path) != found[path] or self._size(path) != len(content):
                try:
                    self._tree.write(path, content)
                except OSError as error:
                    raise self._refused(error) from error
                written += 1
        self._made[name] = Made(key, found)
        self._drop(before.keys() - found.keys())
        return written

    def keep(self, names: Iterable[str]) -> int:
        """Remove what parts made that are no more. How many files that were."""
        kept = set(names)
        gone = {path for name, made in self._made.items() if name not in kept for path in made.files}
        self._made = {name: made for name, made in self._made.items() if name in kept}
        return self._drop(gone)

    def _drop(self, paths: Iterable[str]) -> int:
        ours = {path for made in self._made.values() for path in made.files}
        gone = sorted(set(paths) - ours)
        for path in gone:
            try:
                self._tree.remove(path)
            except OSError as error:
                raise self._refused(error) from error
            for above in (self.place / path).parents:
                if above == self.place:
                    break
                with contextlib.suppress(OSError):
                    above.rmdir()  # only an empty one goes
        return len(gone)

    def save(self) -> None:
        """Write the list."""
        parts = {name: [made.key, {p: list(f) for p, f in made.files.items()}] for name, made in self._made.items()}
        text = json.dumps({"format": _FORMAT, "parts": parts}, separators=(",", ":"))
        try:
            self._tree.write(LIST, text.encode())
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> SiteError:
        return SiteError(f"The site in {self.place} cannot be written: {error.strerror or error}.")


def _read(listed: bytes | None) -> dict[str, Made]:
    """The parts on the list. One that cannot be read is taken for an empty one: then files stand in the way, and the
    user is told."""
    if listed is None:
        return {}
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        content: Any = json.loads(listed)
        if content["format"] == _FORMAT:
            return {
                str(name): Made(
                    str(key), {str(path): (int(size), str(digest)) for path, (size, digest) in files.items()}
                )
                for name, (key, files) in content["parts"].items()
            }
    return {}
