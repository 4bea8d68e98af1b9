"""Recorded captures in folders: FOLDER/<history>/<time>.html|.md|.txt|.pdf [+ target.yaml]."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from watcher.backtest.history import Rules, Shot
from watcher.config import Target, bare_target, read_target_yaml
from watcher.errors import UsageError
from watcher.extract import media_type, spoken
from watcher.model import Capture, parse_stamp

TELLING = 500  # characters of text that tell their language
_SUFFIXES = (".html", ".htm", ".md", ".txt", ".pdf")


@dataclass(frozen=True)
class FolderHistory:
    """One sub-folder. `since`: only captures from then on, and the one before them."""

    folder: Path
    rules: Rules = field(default_factory=Rules)
    since: dt.datetime | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def size(self) -> int:
        return len(self._captures())

    @property
    def confirm(self) -> bool:
        """Two captures are judged as they are: there is no later one to confirm with."""
        return self.size > 2

    def target(self) -> Target:
        file = self.folder / "target.yaml"
        if file.is_file():
            target = read_target_yaml(file)
            topics = target.topics if not self.rules.targets else self.rules.topics_of(target.id)
            return replace(target, topics=topics)
        captures = self._captures()
        return bare_target(self.name, language=_language(captures), topics=self.rules.topics_of(self.name))

    def shots(self, target: Target) -> Iterator[Shot]:
        for path in self._captures():
            time = parse_stamp(path.stem)
            headers = (("content-type", media_type(path.suffix)),)
            yield Shot(time, Capture(target.url, target.url, time, 200, headers, _bytes(path)))

    def _captures(self) -> list[Path]:
        found = captures(self.folder)
        if self.since is None:
            return found
        return found[first_needed([parse_stamp(path.stem) for path in found], self.since) :]


def first_needed(times: list[dt.datetime], since: dt.datetime | None) -> int:
    """Which of the times, oldest first, is the last one up to `since`: what was in force then."""
    return max(sum(time <= since for time in times) - 1, 0) if since is not None else 0


def histories(folder: Path, rules: Rules | None = None, since: dt.datetime | None = None) -> list[FolderHistory]:
    """The sub-folders that hold captures, by name. Raises UsageError when there is nothing to read."""
    if not folder.is_dir():
        raise UsageError(f"backtest: {folder} is not a folder; give one that has a sub-folder per history")
    found = [sub for sub in sorted(folder.iterdir()) if sub.is_dir() and captures(sub)]
    if not found:
        raise UsageError(
            f"backtest: no captures under {folder}; it needs sub-folders with files such as 2025-09-18T06-13-39Z.html"
            ", or a folder of the watcher's own, or a git repository (--git)"
        )
    return [FolderHistory(sub, rules or Rules(), since) for sub in found]


def captures(history: Path) -> list[Path]:
    """The files whose names are times, oldest first."""
    out = []
    for path in sorted(history.iterdir()):
        if path.suffix.lower() in _SUFFIXES:
            try:
                parse_stamp(path.stem)
            except ValueError:
                continue
            out.append(path)
    return out


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"backtest: {path} cannot be read: {error.strerror}") from error


def _language(found: list[Path]) -> str:
    """The language of the first capture with enough text to tell it; English when none has."""
    for path in found:
        language, characters = spoken(_bytes(path), media_type(path.suffix), "en")
        if characters >= TELLING:
            return language
    return "en"
