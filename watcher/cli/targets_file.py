"""targets.yaml with more documents: tried in memory and beside the file, then put in its place in one step.

It refuses to write a file that the watcher could not read, and one that somebody else changed meanwhile.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from watcher.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from watcher.config import Settings

_NEW_MODE = 0o644


@dataclass(frozen=True)
class TargetsFile:
    """The file as it was read: `path` with links followed, `shown` as the user named it; no text = none yet."""

    path: Path
    shown: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> TargetsFile:
        """Raises ConfigError when there is a file that cannot be read."""
        from watcher.config.load import read_text

        real = path.resolve()
        return cls(real, path, _raw(real) if real.exists() and read_text(real) else "")

    def settings_with(self, platform: str, entry: Mapping[str, object]) -> Settings:
        """The configuration as it would be. Raises ConfigError or UsageError when it would not be right."""
        from watcher.cli.targets_tried import in_options

        if self.text:
            self._load(self.shown)  # what is wrong with the file itself comes first, with its places
        with self._beside(self._extended(platform, entry)) as draft:
            try:
                return replace(self._load(draft), file=self.shown)
            except ConfigError as error:
                raise in_options(error) from error

    def write(self, platform: str, entry: Mapping[str, object]) -> list[tuple[int, str]]:
        """Write it; the new lines with their numbers. Raises UsageError when that is not possible."""
        return self.write_all([(platform, entry)])

    def write_all(self, additions: Sequence[tuple[str, Mapping[str, object]]]) -> list[tuple[int, str]]:
        """The same for many documents, each with its platform."""
        from watcher.config import add_documents

        text = add_documents(self.text, additions)
        with self._beside(text) as draft:
            self._load(draft)
            if (_raw(self.path) if self.path.exists() else "") != self.text:
                raise UsageError(f"{self.shown} was changed meanwhile; nothing was written, try again")
            if self.path.exists():
                shutil.copymode(self.path, draft)
                status = self.path.stat()
                with contextlib.suppress(OSError):  # only root may give a file away
                    os.chown(draft, status.st_uid, status.st_gid)
            else:
                draft.chmod(_NEW_MODE)
            try:
                draft.replace(self.path)
            except OSError as error:
                raise self._unwritable(error) from error
        return _new_lines(self.text, text)

    def _extended(self, platform: str, entry: Mapping[str, object]) -> str:
        from watcher.config import add_document

        return add_document(self.text, platform=platform, entry=entry)

    @contextlib.contextmanager
    def _beside(self, text: str) -> Iterator[Path]:
        """A draft in the same folder, because relative names in the file count from there; gone afterwards."""
        try:
            number, name = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=".new", dir=self.path.parent)
            draft = Path(name)
            try:
                with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                draft.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield draft
        finally:
            draft.unlink(missing_ok=True)

    def _load(self, file: Path) -> Settings:
        from watcher.config import load_settings

        return load_settings(file, os.environ)

    def _unwritable(self, error: OSError) -> UsageError:
        return UsageError(
            f"{self.shown} cannot be replaced: {error.strerror}. Nothing was written; add the lines by hand, or give "
            f"yourself the right to write in {self.path.parent}"
        )


def _raw(path: Path) -> str:
    """With the line ends as they are."""
    return path.read_bytes().decode("utf-8")


def _new_lines(before: str, after: str) -> list[tuple[int, str]]:
    old, new = before.splitlines(), after.splitlines()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        (number + 1, new[number])
        for kind, _, _, first, end in steps
        if kind != "equal"
        for number in range(first, end)
    ]
