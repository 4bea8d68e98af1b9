"""The watcher's own archive: its stored versions, judged by today's rules and topics.

A version is taken as the text that was stored. Where the configuration has other selectors for its target than it was
read with, its raw capture is read again, so that selectors can be tuned, too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watcher.archive import Archive
from watcher.backtest.folder import first_needed
from watcher.backtest.history import Rules, Shot
from watcher.check.reading import read, reading_of
from watcher.config import Target, bare_target
from watcher.errors import UsageError
from watcher.extract import parse_text
from watcher.model import Document, TargetName
from watcher.state import snapshots

_TOGETHER = 16  # texts that are in memory at a time


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """What is needed to read a version again, without its text."""

    commit: str
    time: dt.datetime
    text: str
    title: str
    language: str
    reading: str
    content_type: str
    url: str
    technical: bool


@dataclass(frozen=True)
class ArchivedHistory:
    """One target of the archive in the folder `root`."""

    root: Path
    named: TargetName
    versions: tuple[ArchivedVersion, ...]
    rules: Rules

    @property
    def name(self) -> str:
        return self.named.id

    @property
    def size(self) -> int:
        return len(self.versions)

    @property
    def confirm(self) -> bool:
        return True

    def target(self) -> Target:
        """As it is configured; else as it was when its newest version was stored."""
        named = self.named
        known = self.rules.targets.get(named.id)
        if known is not None:
            return known
        return bare_target(
            named.id,
            language=named.language,
            topics=self.rules.topics,
            platform=named.platform,
            title=named.title,
            url=named.url,
        )

    def shots(self, target: Target) -> Iterator[Shot]:
        reading = reading_of(target) if target.id in self.rules.targets else ""
        with _archive(self.root) as archive:
            for at in range(0, len(self.versions), _TOGETHER):
                versions = self.versions[at : at + _TOGETHER]
                texts = archive.contents(version.text for version in versions)
                for version, text in zip(versions, texts, strict=True):
                    document = _document(archive, target, version, text, reading)
                    yield Shot(version.time, document, technical=version.technical)


def _document(archive: Archive, target: Target, version: ArchivedVersion, text: bytes, reading: str) -> Document:
    if reading and version.reading not in ("", reading):
        with contextlib.suppress(UsageError):  # the raw page was taken away: its text is still there
            raw = archive.raw(target.id, version.commit)
            return read(raw, version.content_type, target, version.url).document
    words = text.decode("utf-8", "surrogatepass")
    return parse_text(words, title=version.title, language=version.language)


def archive_root(folder: Path) -> Path | None:
    """The snapshots folder that is meant by `folder`: that itself, or the one in a data folder; None for neither."""
    for root in (snapshots(folder), folder):
        if any(root.glob("*/capture.json")) or any(root.glob("*/*/capture.json")):
            return root
    return None


def histories(root: Path, rules: Rules, since: dt.datetime | None = None) -> list[ArchivedHistory]:
    """The targets of the archive by id. Raises ArchiveError for one that cannot be read."""
    found: dict[str, tuple[TargetName, list[ArchivedVersion]]] = {}
    with _archive(root) as archive:
        for kept in archive.versions_since(None).versions:
            meta, item = kept.item.meta, kept.item
            versions = found.setdefault(kept.target.id, (kept.target, []))[1]
            found[kept.target.id] = (kept.target, versions)
            if kept.text:
                technical = bool(versions) and item.alert is None
                version = ArchivedVersion(
                    item.commit, meta.time, kept.text, meta.title, meta.language, meta.reading, meta.content_type,
                    meta.final_url, technical,
                )  # fmt: skip
                versions.append(version)
    return [
        ArchivedHistory(root, named, tuple(versions[first_needed([v.time for v in versions], since) :]), rules)
        for _, (named, versions) in sorted(found.items())
        if versions
    ]


@contextlib.contextmanager
def _archive(root: Path) -> Iterator[Archive]:
    """For reading only; what the watcher of that folder keeps beside it is not touched."""
    with tempfile.TemporaryDirectory(prefix="policy-watcher-") as state:
        yield Archive.open(root, state_dir=Path(state), now=_now, repair=False)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
