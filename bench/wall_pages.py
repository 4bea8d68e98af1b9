"""The corpus of pages that stand in the way of a document (tests/capture/walls), and what the judge says of each."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.pages import page_of
from watcher.assess import DEFAULT_TOPICS
from watcher.check.examine import Examined, examine
from watcher.check.weigh import Baseline
from watcher.compare import text_key
from watcher.config import Target, bare_target
from watcher.extract import extract
from watcher.model import Capture, VerdictKind

FOLDER = Path(__file__).parent.parent.absolute() / "tests" / "capture" / "walls"
HTML = "text/html; charset=utf-8"
NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)
_URL = "https://www.agora.example/legal/privacy"


@dataclass(frozen=True)
class WallPage:
    """One page of the corpus. `half` is the folder it lies in: held-out, seen (walls both) or good."""

    name: str
    half: str
    language: str
    status: int
    kind: VerdictKind
    sent_to: str
    body: bytes

    def capture(self, status: int | None = None) -> Capture:
        """As it was sent, or with another status."""
        final = self.sent_to or _URL
        redirects = (_URL,) if self.sent_to else ()
        return Capture(_URL, final, NOON, status or self.status, (("content-type", HTML),), self.body, redirects)

    def examined(self, status: int | None = None, baseline: Baseline | None = None) -> Examined:
        """What the judge and a first reading make of it, as the first capture of a target or after a version."""
        return examine(self.capture(status), target(self.language), baseline, "")


def wall_pages(folder: Path = FOLDER) -> Iterator[WallPage]:
    """All pages of the manifest, in its order."""
    rows = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))["page"]
    for row in rows:
        path = folder / row["file"]
        yield WallPage(
            name=path.stem,
            half=path.parent.name,
            language=row["language"],
            status=row["status"],
            kind=VerdictKind(row["kind"]),
            sent_to=row.get("sent_to", ""),
            body=path.read_bytes(),
        )


def target(language: str, name: str = "agora/privacy", url: str = _URL) -> Target:
    """A document without selectors."""
    return bare_target(name, language=language, topics=DEFAULT_TOPICS, platform="Agora", title="Privacy", url=url)


def earlier_version() -> Baseline:
    """A policy of 60 kB, as the last version of the page."""
    document = extract(page_of(60_000).encode(), HTML, url=_URL).document
    key = text_key(document)
    return Baseline(document, key, NOON, {key: NOON})
