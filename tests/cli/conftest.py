"""A web server for each test, and one history that many tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import AFTER, Done, Program, Reply, Site, page, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/privacy"] = Reply(page())
        yield running


@pytest.fixture
def watcher(tmp_path: Path) -> Program:
    return Program(tmp_path)


@dataclass(frozen=True)
class Story:
    """Three checks of one page that changed before the third."""

    watcher: Program
    site: Site
    first: Done
    unchanged: Done
    changed: Done


@pytest.fixture(scope="package")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Only for reading: the folder is shared."""
    with serving() as site:
        site.pages["/privacy"] = Reply(page())
        watcher = Program(tmp_path_factory.mktemp("story")).watch(f"example/privacy {site.url}/privacy")
        first, unchanged = watcher("check"), watcher("check", "--json")
        site.pages["/privacy"] = Reply(page(AFTER))
        yield Story(watcher, site, first, unchanged, watcher("check"))
