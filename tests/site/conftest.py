"""One archive and its sites in both languages, for tests that only read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.making import build, record_all
from watcher.archive import Archive


@dataclass(frozen=True)
class Made:
    """`site` is in English, `french` in French and with absolute links."""

    archive: Archive
    data: Path
    site: Path
    french: Path


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Only for reading: the folders are shared."""
    data = tmp_path_factory.mktemp("site")
    archive = record_all(data)
    build(archive, data / "en")
    build(archive, data / "fr", "fr", "https://policies.example.org/watch")
    return Made(archive, data, data / "en", data / "fr")
