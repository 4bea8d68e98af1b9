"""What the work tree and the index may still lack: written before a commit becomes HEAD, emptied when both show it.

    {"linkedin/ai-faq/text.md": ["<old content>", "<new content>"], …}

Each path is listed with the names of all contents that the watcher itself put there ("" = no file). A file that holds
one of them is ours to bring up to HEAD; anything else is the user's and is left alone.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from watcher.archive import layout
from watcher.archive.worktree import write_small
from watcher.errors import ArchiveError


class Journal:
    """The journal in one file of the state folder, kept in memory as well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ours = _load(path)

    def __bool__(self) -> bool:
        return bool(self._ours)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._ours))

    def ours(self, path: str) -> frozenset[str]:
        """The contents of that path that we may replace."""
        return self._ours.get(path, frozenset())

    def add(self, contents: Mapping[str, Iterable[str]]) -> None:
        """List them, on disk when this returns. Raises ArchiveError when that fails; the old journal stands then."""
        merged = {path: self.ours(path) | frozenset(names) for path, names in contents.items()}
        self._store({**self._ours, **merged})

    def keep(self, paths: Iterable[str]) -> None:
        """Forget all but these. A failing disk is no error here: what is listed too much is looked at once more."""
        wanted = set(paths)
        with contextlib.suppress(ArchiveError):
            self._store({path: names for path, names in self._ours.items() if path in wanted})

    def _store(self, ours: dict[str, frozenset[str]]) -> None:
        try:
            if ours:
                text = json.dumps({path: sorted(names) for path, names in sorted(ours.items())}, indent=1)
                write_small(self._path, text.encode())
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(f"{self._path} cannot be written: {error.strerror}. Nothing was changed.") from error
        self._ours = ours


def _load(path: Path) -> dict[str, frozenset[str]]:
    """Missing or unreadable counts as empty: the comparison at opening finds what matters without it."""
    try:
        found = json.loads(path.read_bytes())
        return {path: frozenset(map(str, names)) for path, names in found.items() if layout.is_ours(path)}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
