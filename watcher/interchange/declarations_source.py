"""The files of an Open Terms Archive collection: from a folder, or from the last commit of a git repository.

A folder that holds `declarations` is read as it lies there; any other one has to be a repository, bare or not, of
which nothing is checked out. Nothing outside of the folder is read (links are not followed), and no other kind of
file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from watcher.errors import UsageError
from watcher.interchange.git_source import opened

FOLDER = "declarations"
_ENDINGS = (".filters.history.js", ".filters.js", ".history.json", ".json")
_DESCRIPTION = "metadata.yml"
_MOST_FILES = 20_000
_MOST_BYTES = 2_000_000  # of one file; the largest known one has 30,000


@dataclass
class Collection:
    """The files by the name of their service, and what the collection says of itself. `refused` are files that are
    too large, with the reason."""

    declarations: dict[str, bytes] = field(default_factory=dict)
    histories: dict[str, bytes] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    old_filters: dict[str, str] = field(default_factory=dict)
    description: str = ""
    refused: dict[str, str] = field(default_factory=dict)


def read_collection(path: Path, branch: str = "") -> Collection:
    """Raises UsageError when there is no collection at `path`, ArchiveError when git cannot read it."""
    in_folder = (path / FOLDER).is_dir() and not branch
    collection = Collection()
    for name, content in sorted(_in_folder(path) if in_folder else _in_repository(path, branch)):
        if name == _DESCRIPTION:
            collection.description = (content or b"").decode("utf-8", "replace")
        else:
            _sort_in(collection, name, content)
    if not collection.declarations and not collection.refused:
        raise UsageError(f"there are no declarations in {path}: it holds no {FOLDER}/<Service>.json")
    return collection


def _sort_in(collection: Collection, name: str, content: bytes | None) -> None:
    ending = next(ending for ending in _ENDINGS if name.endswith(ending))
    service = name.removesuffix(ending)
    if content is None:
        collection.refused[name] = f"is larger than {_MOST_BYTES // 1_000_000} MB"
    elif ending == ".json":
        collection.declarations[service] = content
    elif ending == ".history.json":
        collection.histories[service] = content
    else:
        scripts = collection.filters if ending == ".filters.js" else collection.old_filters
        scripts[service] = content.decode("utf-8", "replace")


def _wanted(name: str) -> bool:
    return name.endswith(_ENDINGS) and "/" not in name


def _in_folder(path: Path) -> Iterator[tuple[str, bytes | None]]:
    try:
        names = sorted(entry.name for entry in (path / FOLDER).iterdir() if _wanted(entry.name))
        for name in [f"{FOLDER}/{name}" for name in names[:_MOST_FILES]] + [_DESCRIPTION]:
            file = path / name
            if file.is_file() and not file.is_symlink():
                large = file.stat().st_size > _MOST_BYTES
                yield name.removeprefix(f"{FOLDER}/"), None if large else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{error.filename or path} cannot be read: {error.strerror}") from error


def _in_repository(path: Path, branch: str) -> Iterator[tuple[str, bytes | None]]:
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(opened(path, branch))
        listed = source.git.must("ls-tree", "-z", source.head, f"{FOLDER}/", _DESCRIPTION)
        files = stack.enter_context(source.files())
        count = 0
        for line in listed.decode("utf-8", "surrogateescape").split("\0"):
            about, _, place = line.partition("\t")
            name = place.removeprefix(f"{FOLDER}/")
            mode, kind, number = [*about.split(), "", "", ""][:3]
            if kind != "blob" or mode == "120000" or not (_wanted(name) or place == _DESCRIPTION):
                continue
            count += 1
            if count > _MOST_FILES:
                raise UsageError(f"{path} holds more than {_MOST_FILES:,} declarations: that is no collection")
            content = files.read(number)
            yield name, content if content is not None and len(content) <= _MOST_BYTES else None
