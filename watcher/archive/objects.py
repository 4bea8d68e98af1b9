"""Trees and packs as bytes: what git stores, built in memory. Pure; the formats are git's own (gitformat-pack(5)).

A version becomes one small pack - its files, the folders above them, the commit - that `git index-pack` checks and
stores in a single call. Only the folders on the way to a changed file are rebuilt, so the cost does not grow with
the repository around the snapshots.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["commit", "tree", "blob"]
_TYPE_NUMBER = {"commit": 1, "tree": 2, "blob": 3}
_FILE, _FOLDER = b"100644", b"40000"


class NotAFolderError(ValueError):
    """A file, link or submodule stands in the tree where a folder (or our file) must be; the argument is its path."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One line of a tree: its mode as git writes it and the object's name in hex."""

    mode: bytes
    name: str

    @property
    def is_folder(self) -> bool:
        return self.mode == _FOLDER


Tree = dict[bytes, TreeEntry]


def parse_tree(raw: bytes, width: int) -> Tree:
    """A raw tree object; `width` is the length of an object name in bytes (20 or 32)."""
    tree: Tree = {}
    at = 0
    while at < len(raw):
        space = raw.index(b" ", at)
        end = raw.index(b"\0", space)
        tree[raw[space + 1 : end]] = TreeEntry(raw[at:space], raw[end + 1 : end + 1 + width].hex())
        at = end + 1 + width
    return tree


def dump_tree(tree: Tree) -> bytes:
    """The raw object, in git's order: names compare as bytes, a folder's as if it ended in a slash."""
    ordered = sorted(tree.items(), key=lambda item: item[0] + b"/" if item[1].is_folder else item[0])
    return b"".join(entry.mode + b" " + name + b"\0" + bytes.fromhex(entry.name) for name, entry in ordered)


@dataclass
class Pack:
    """Objects on their way into the repository. `algorithm` is the repository's: sha1 or sha256."""

    algorithm: str
    _objects: dict[str, bytes] = field(default_factory=dict)  # as they stand in the pack: hundreds of pages fit

    @property
    def width(self) -> int:
        return 20 if self.algorithm == "sha1" else 32

    def name_of(self, kind: Kind, data: bytes) -> str:
        """The object's name, which follows from its content."""
        head = f"{kind} {len(data)}\0".encode()
        return hashlib.new(self.algorithm, head + data, usedforsecurity=False).hexdigest()

    def add(self, kind: Kind, data: bytes) -> str:
        """Take it in; its name."""
        name = self.name_of(kind, data)
        if name not in self._objects:
            self._objects[name] = _object_head(_TYPE_NUMBER[kind], len(data)) + zlib.compress(data, 1)
        return name

    def dump(self) -> bytes:
        """The pack, version 2, without deltas."""
        body = b"".join((b"PACK" + struct.pack(">II", 2, len(self._objects)), *self._objects.values()))
        return body + hashlib.new(self.algorithm, body, usedforsecurity=False).digest()


def _object_head(number: int, size: int) -> bytes:
    head = bytearray([number << 4 | size & 15])
    size >>= 4
    while size:
        head[-1] |= 0x80
        head.append(size & 0x7F)
        size >>= 7
    return bytes(head)


def edited(trees: Mapping[str, Tree], edits: Mapping[str, str | None], pack: Pack) -> tuple[str, dict[str, Tree]]:
    """The name of the top tree after the edits, and the trees by path as they are then; new ones are in the pack.

    `trees` holds the existing trees by path ("" is the top), at least those on the way to every edit; `edits` maps
    the path of a file to the name of its new content, or to None to remove it. Raises NotAFolderError.
    """
    after = dict(trees)
    return _edited("", after, edits, pack) or pack.add("tree", b""), after


def _edited(here: str, trees: dict[str, Tree], edits: Mapping[str, str | None], pack: Pack) -> str | None:
    tree = trees[here] = dict(trees.get(here, {}))
    below: dict[str, dict[str, str | None]] = {}
    for path, name in edits.items():
        first, slash, rest = path.partition("/")
        if slash:
            below.setdefault(first, {})[rest] = name
            continue
        key = first.encode("utf-8", "surrogateescape")
        if key in tree and not tree[key].mode.startswith(b"100"):
            raise NotAFolderError(f"{here}{first}")
        if name is None:
            tree.pop(key, None)
        else:
            tree[key] = TreeEntry(_FILE, name)
    for first, inner in below.items():
        key = first.encode("utf-8", "surrogateescape")
        if key in tree and not tree[key].is_folder:
            raise NotAFolderError(f"{here}{first}")
        made = _edited(f"{here}{first}/", trees, inner, pack)
        if made is None:
            tree.pop(key, None)
        else:
            tree[key] = TreeEntry(_FOLDER, made)
    return pack.add("tree", dump_tree(tree)) if tree else None
