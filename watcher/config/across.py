"""Checks that need more than one value of targets.yaml: uniqueness, keys that exclude each other, patterns.

They look at the plain data, not at validated models, so that they speak even when other things are wrong.
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterator

from watcher.config.tree import Node, Path, locate
from watcher.config.variables import Data
from watcher.errors import Problem

BUILT_IN_TOPICS = ("ai-training", "default-setting")


def across(data: Data, root: Node) -> list[Problem]:
    """All such problems of one file (or of a lone target, which has only the schedule to check)."""
    found = [*_vocabulary(data), *_schedules(data), *_names(data, root), *_patterns(data), *_routes(data)]
    found += [*_addresses(data)]
    return [locate(root, path).problem(message) for path, message in (*found, *_summary(data))]


_Found = tuple[Path, str]


def blocks(data: Data, key: str) -> list[tuple[Path, dict[str, Data]]]:
    """The mappings in the list under a key, each with its path."""
    items = data.get(key) if isinstance(data, dict) else None
    listed = items if isinstance(items, list) else []
    return [((key, index), item) for index, item in enumerate(listed) if isinstance(item, dict)]


def _documents(data: Data) -> Iterator[tuple[Path, dict[str, Data]]]:
    for path, platform in blocks(data, "platforms"):
        for rest, document in blocks(platform, "documents"):
            yield path + rest, document


def _schedules(data: Data) -> Iterator[_Found]:
    levels: list[tuple[Path, Data]] = [((), data), *blocks(data, "platforms"), *_documents(data)]
    if isinstance(data, dict):
        levels.append((("defaults",), data.get("defaults")))
    for path, level in levels:
        if isinstance(level, dict) and level.get("every") is not None and level.get("cron") is not None:
            yield (*path, "cron"), "stands beside `every`: a schedule has one of the two"


def _addresses(data: Data) -> Iterator[_Found]:
    """A document has an address, or several pages that it is made of, each of them once."""
    for path, document in _documents(data):
        if document.get("url") is None and document.get("combine") is None:
            yield path, "`url` is missing"
        elif document.get("url") is not None and document.get("combine") is not None:
            yield (*path, "combine"), "stands beside `url`: a document has one of the two"
        seen: set[str] = set()
        for rest, page in blocks(document, "combine"):
            address = page.get("url")
            if isinstance(address, str):
                if address in seen:
                    yield (*path, *rest, "url"), "another page of this document has this address already"
                seen.add(address)


def _names(data: Data, root: Node) -> Iterator[_Found]:
    """Ids are unique whatever the case (folders on some disks ignore it); so are names of platforms and routes."""
    kinds = (
        ("id", _documents(data), "another document has this id"),
        ("name", blocks(data, "platforms"), "another platform has this name"),
        ("name", blocks(data, "alerts"), "another route has this name"),
        ("name", blocks(data, "health"), "another route has this name"),
    )
    for key, named, message in kinds:
        seen: dict[str, Path] = {}
        for path, block in named:
            name = block.get(key)
            if not isinstance(name, str):
                continue
            first = seen.setdefault(name.casefold(), (*path, key))
            if first != (*path, key):
                yield (*path, key), f"{message} already, in line {locate(root, first).line}"


def _vocabulary(data: Data) -> Iterator[_Found]:
    """Phrases for a topic that no document watches would be read by nobody."""
    given = data.get("vocabulary") if isinstance(data, dict) else None
    watched = sorted({*BUILT_IN_TOPICS, *_topics(data)})
    for topic in given if isinstance(given, dict) else ():
        if topic not in watched:
            near = _near(topic, watched)
            yield ("vocabulary", topic), f"no document watches this topic{near or '; add it to `topics`'}"


def _patterns(data: Data) -> Iterator[_Found]:
    """A pattern that matches nothing would silence its route for ever: it is a slip of the pen."""
    ids = [str(document["id"]) for _, document in _documents(data) if "id" in document]
    platforms = [str(platform["name"]) for _, platform in blocks(data, "platforms") if "name" in platform]
    topics = sorted({*BUILT_IN_TOPICS, *_topics(data)})
    for kind in ("alerts", "health"):
        for path, route in blocks(data, kind):
            when = route.get("when")
            if not isinstance(when, dict):
                continue
            for key, known, what in (
                ("targets", ids, "target"),
                ("platforms", platforms, "platform"),
                ("topics", topics, "topic of a document"),
            ):
                for index, pattern in enumerate(_texts(when.get(key))):
                    if not any(fnmatch.fnmatchcase(name.casefold(), pattern.casefold()) for name in known):
                        yield (*path, "when", key, index), f"matches no {what}{_near(pattern, known)}"


def _routes(data: Data) -> Iterator[_Found]:
    for kind in ("alerts", "health"):
        for path, route in blocks(data, kind):
            if not {"urls", "urls_file"} & set(route):
                yield path, "has no `urls` and no `urls_file`; write `urls: []` for a route that is off"


def _summary(data: Data) -> Iterator[_Found]:
    given = data.get("summary") if isinstance(data, dict) else None
    if isinstance(given, dict) and given.get("url") and not given.get("model"):
        yield ("summary",), "has a `url` and no `model`: name the model that is to be asked"


def _topics(data: Data) -> Iterator[str]:
    levels: list[Data] = [block for _, block in (*blocks(data, "platforms"), *_documents(data))]
    if isinstance(data, dict):
        levels.append(data.get("defaults"))
    for level in levels:
        if isinstance(level, dict):
            yield from _texts(level.get("topics"))


def _texts(value: Data) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _near(text: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text.lower(), known, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
