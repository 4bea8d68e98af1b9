"""YAML text -> a tree of nodes that know their lines. Refuses what a configuration file has no need of.

The tree is built from the C parser's events, not by a loader, for three reasons: each value keeps its place for
messages and for `insert`; depth and aliases are bounded (libyaml's own composer overflows the stack on a file of
nested brackets); and plain words keep their YAML 1.2 meaning, so that `language: no` is Norwegian, not false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

import yaml

from watcher.errors import Problem

MAX_CHARACTERS = 5_000_000
MAX_ALIASES = 1_000
MAX_DEPTH = 50

Path = tuple[str | int, ...]
"""Where a value stands: keys and indexes from the top."""


@dataclass(slots=True, eq=False)
class Node:
    """One value. `items` holds (key, value) of a mapping; a list has its values with key None.

    Lines and columns count from 0, as libyaml does; the end is the place behind the last character. An `alias` stands
    in its own place and shares the items of the value that it repeats.
    """

    kind: Literal["map", "list", "scalar"]
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0
    text: str = ""
    plain: bool = False
    flow: bool = False
    alias: bool = False
    items: list[tuple[Node | None, Node]] = field(default_factory=list)

    def child(self, step: str | int) -> tuple[Node | None, Node] | None:
        """Key node and value node under a key or an index; None when there is no such child."""
        if self.kind == "list" and isinstance(step, int) and step < len(self.items):
            return self.items[step]
        if self.kind == "map":
            return next((item for item in self.items if item[0] is not None and item[0].text == step), None)
        return None


class YamlError(Exception):
    """The text is no YAML that we read; `line` counts from 1."""

    def __init__(self, message: str, line: int | None) -> None:
        self.message = message
        self.line = line
        super().__init__(message)


def parse(text: str) -> Node | None:
    """The tree of the one document in `text`, None when it holds only comments. Raises YamlError."""
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"the file is larger than {MAX_CHARACTERS // 1_000_000} MB", None)
    try:
        return _Builder().build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise YamlError(f"is not valid YAML: {what}", mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError("is not valid YAML: it holds a character that YAML does not allow", line) from error


class _Builder:
    """Keeps a stack of open collections instead of recursing: hostile depth ends in a message."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.stack: list[tuple[Node, str | None]] = []
        self.keys: list[Node | None] = []  # beside `stack`: the key that waits for its value
        self.anchors: dict[str, Node] = {}
        self.aliases = 0
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            line = _place_of(event.start_mark)[0] + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise YamlError("must hold one YAML document: a second one begins here", line)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(str(event.anchor), event)
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse_tag(event.tag, line)
                self._place(self._scalar(event), event.anchor)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_tag(event.tag, line)
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                node, anchor = self.stack.pop()
                self.keys.pop()
                node.end_line, node.end_column = _place_of(event.end_mark)
                self._place(node, anchor)
        return self.root

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        line, column = _place_of(event.start_mark)
        if len(self.stack) >= MAX_DEPTH:
            raise YamlError(f"is nested more than {MAX_DEPTH} levels deep", line + 1)
        kind: Literal["map", "list"] = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        node = Node(kind, line, column, flow=bool(event.flow_style))
        self.stack.append((node, event.anchor))
        self.keys.append(None)

    @staticmethod
    def _scalar(event: yaml.ScalarEvent) -> Node:
        plain = bool(event.implicit[0])
        return Node("scalar", *_place_of(event.start_mark), *_place_of(event.end_mark), event.value, plain)

    def _place(self, node: Node, anchor: str | None = None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1][0]
        if parent.kind == "list":
            parent.items.append((None, node))
        elif self.keys[-1] is None:
            if node.kind != "scalar":
                raise YamlError("has a list or a block where a key must stand", node.line + 1)
            self.keys[-1] = node
        else:
            parent.items.append((self.keys[-1], node))
            self.keys[-1] = None

    def _alias(self, anchor: str, event: yaml.AliasEvent) -> None:
        (line, column), (end_line, end_column) = _place_of(event.start_mark), _place_of(event.end_mark)
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise YamlError(f"uses more than {MAX_ALIASES} aliases", line + 1)
        original = self.anchors.get(anchor)  # a collection is known once it has ended: none can hold itself
        if original is None:
            raise YamlError(f"uses the alias `*{anchor}`, which is not defined above", line + 1)
        self._place(replace(original, line=line, column=column, end_line=end_line, end_column=end_column, alias=True))

    @staticmethod
    def _refuse_tag(tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            raise YamlError("uses a YAML tag (`!…`), which is not supported", line)


class _Mark(Protocol):
    """A place in YAML text, as both of PyYAML's parsers have it."""

    line: int
    column: int


def _place_of(mark: _Mark | None) -> tuple[int, int]:
    """Line and column from 0; every event of a parser has its marks, only hand-made ones have none."""
    return (mark.line, mark.column) if mark is not None else (0, 0)


_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\d{1,18}\.\d{0,18}|\.\d{1,18})(?:[eE][-+]?\d{1,3})?", re.ASCII)


def scalar_value(text: str) -> str | int | float | bool | None:
    """What a plain YAML word means: null, true, false, a decimal number (YAML 1.2 core schema), else the text."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def show(path: Path) -> str:
    """A path as people read it: `platforms[0].documents[2].select[0]`."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown


@dataclass(frozen=True, slots=True)
class Place:
    """Where something in the file is: its path as far as it exists, its line from 1, and its node."""

    path: Path
    line: int | None
    node: Node | None

    def problem(self, message: str) -> Problem:
        """That place with what is wrong there; the file's name is added by the one who knows it."""
        return Problem(show(self.path), message, self.line)


def locate(root: Node | None, path: Path, *, key: bool = False) -> Place:
    """The deepest place on `path` that exists; with `key`, the line of the last key instead of its value."""
    if root is None:
        return Place((), None, None)
    node, line, reached = root, root.line, 0
    for step in path:
        found = node.child(step)
        if found is None:
            break
        node, reached = found[1], reached + 1
        line = found[0].line if key and found[0] is not None else node.line
    return Place(path[:reached], line + 1, node)
