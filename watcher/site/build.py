"""Builds the site: what each part would be made of, which parts have changed, and only those.

Archive ──▶ Chronicle ──▶ Book ──▶ parts (timeline, documents, facts, search, feeds, assets)
                                     └─ changed? ──▶ contents from the archive, many at once ──▶ files
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib import resources
from typing import Final

from watcher.archive import Archive
from watcher.report import Language
from watcher.report.page_style import BASE, COLOURS
from watcher.site import document, facts, feeds, search, timeline
from watcher.site.book import Book, Chronicle
from watcher.site.folder import Folder
from watcher.site.part import Contents, Files, Part, key_of

_AT_ONCE: Final = 300
"""Contents that are read from the archive at once."""

_SCRIPTS: Final = ("site.js", "timeline.js", "compare.js", "search.js")
_SCRIPT_WORDS: Final = "site_script."


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did: parts made of all there are, files written and removed of all there are."""

    made: int
    parts: int
    written: int
    removed: int
    files: int


class Site:
    """Builds one site again and again; what was read of the archive and of its texts is kept in between."""

    def __init__(self, archive: Archive, *, language: Language | None = None, base_url: str = "") -> None:
        self._archive = archive
        self._language = language
        self._base_url = base_url if not base_url or base_url.endswith("/") else f"{base_url}/"
        self._chronicle = Chronicle()
        self._words = search.Words()

    def build(self, folder: Folder) -> Built:
        """Bring the folder up to HEAD. Raises ArchiveError, SiteError, UsageError for a file in the way."""
        self._chronicle.read(self._archive)
        book = self._chronicle.book(self._archive.entries(), self._language, self._base_url)
        parts = list(_parts(book, self._words))
        stale = [part for part in parts if not folder.is_current(part.name, part.key)]
        removed = folder.keep(part.name for part in parts)
        written = 0
        for portion in _portions(stale):
            written += self._make(folder, portion)
        if stale or removed:
            folder.save()
        return Built(len(stale), len(parts), written, removed, len(folder.files))

    def _make(self, folder: Folder, portion: list[Part]) -> int:
        names = list(dict.fromkeys(name for part in portion for name in part.needs))
        contents = dict(zip(names, self._archive.contents(names), strict=True))
        files = {part.name: part.render(contents) for part in portion}
        folder.announce({name: list(made) for name, made in files.items()})
        return sum(folder.write(part.name, part.key, files[part.name]) for part in portion)


def _parts(book: Book, words: search.Words) -> Iterator[Part]:
    yield Part("assets", key_of(book.language, tuple(feeds.topic_paths(book))), partial(_assets, book))
    yield from timeline.parts(book)
    yield from document.parts(book)
    yield from facts.parts(book)
    yield from search.parts(book, words)
    yield from feeds.parts(book)


def _portions(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts in portions that need so many contents at most, or one part that needs more."""
    portion: list[Part] = []
    needed = 0
    for part in parts:
        if portion and (needed + len(part.needs) > _AT_ONCE or len(portion) >= _AT_ONCE):
            yield portion
            portion, needed = [], 0
        portion.append(part)
        needed += len(part.needs)
    if portion:
        yield portion


def _assets(book: Book, _: Contents) -> Files:
    """The style sheet, the scripts, and the words that scripts say."""
    folder = resources.files("watcher.site").joinpath("assets")
    style = COLOURS + BASE + folder.joinpath("site.css").read_text("utf-8")
    words = book.words
    said = {key.removeprefix(_SCRIPT_WORDS): words.say(key) for key in words.words if key.startswith(_SCRIPT_WORDS)}
    said |= {key: words.say(key) for key in words.words if key.startswith(("direction.", "severity."))}
    said |= {f"topic.{topic}": words.bare_topic(topic) for topic in feeds.topic_paths(book)}
    said |= {key: words.say(f"grammar.{key}") for key in ("months", "months_short")}
    told = json.dumps(said, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    made = {f"assets/{name}": folder.joinpath(name).read_bytes() for name in _SCRIPTS}
    return {
        **made,
        "assets/site.css": style.encode(),
        "assets/words.js": f'"use strict";\nconst watcher = {{words: {told}, language: "{words.code}"}};\n'.encode(),
    }
