"""Recorded pages for `make bench`, from ../shared/corpus when it is there: real markup is another thing than ours."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watcher.config import Target, read_target_yaml

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "captures"
_KEYS = ("url", "language", "select", "remove")


@dataclass(frozen=True)
class Sequence:
    """Some captures of one document in the order in which they were made, and the document as a target."""

    target: Target
    pages: tuple[bytes, ...]


def sequences(folder: Path, each: int = 2) -> list[Sequence]:
    """The first captures of every recorded document that is HTML; empty when there is no corpus. `folder` is for what
    has to be unpacked."""
    return [_sequence(path, folder, each) for path in sorted(CORPUS.glob("*/captures.tar.xz"))]


def _sequence(path: Path, folder: Path, each: int) -> Sequence:
    meta: dict[str, Any] = json.loads((path.parent / "sequence.json").read_text("utf-8"))
    keys = {key: meta[key] for key in _KEYS if meta.get(key)}
    file = folder / "target.yaml"
    file.write_text(json.dumps({"id": f"recorded/{meta['id']}", "platform": "Recorded", **keys}), "utf-8")
    pages: dict[str, bytes] = {}
    with tarfile.open(path) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isfile() and member.name.endswith(".html") else None
            if content is not None:
                pages[member.name] = content.read()
    return Sequence(read_target_yaml(file), tuple(pages[name] for name in sorted(pages)[:each]))
