"""Puts more documents into the text of a targets.yaml without touching anything else in it.

The new lines are written into the text at the place that the tree names; comments, order, quoting and line ends stay.
The result is read again and compared with what was meant before it is handed out. Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from watcher.config.tree import MAX_CHARACTERS, Node, YamlError, parse, scalar_value
from watcher.errors import UsageError

_Group = tuple[str, list[dict[str, object]]]
"""A platform and the documents that it gets."""
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")  # what libyaml counts as a line


def add_document(text: str, *, platform: str, entry: Mapping[str, object]) -> str:
    """`text` with `entry` (the keys of one document) as last document of `platform`, which is appended if missing.

    `${` in a value is written so that it stays those characters: a title may come from a page, and a page must not
    get at the variables. Raises UsageError when the text is no targets.yaml, holds the id already, or is written in a
    way that this cannot extend.
    """
    return add_documents(text, [(platform, entry)])


def add_documents(text: str, additions: Sequence[tuple[str, Mapping[str, object]]]) -> str:
    """The same for many: pairs of a platform and the keys of a document. The file is read once."""
    root = _tree(text)
    before = _data(root) if root is not None else {}
    groups: dict[str, _Group] = {}
    for platform, entry in additions:
        name = platform.replace("${", "$${")
        literal = {key: _literal(value) for key, value in entry.items()}
        groups.setdefault(name.casefold(), (name, []))[1].append(literal)
    wanted = _expected(before, list(groups.values()))
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += _newline(text)
    _insert(lines, root, list(groups.values()), _newline(text))
    result = "".join(lines)
    if not _means(result, wanted):
        what = repr(additions[0][1].get("id")) if len(additions) == 1 else f"{len(additions)} documents"
        raise UsageError(f"cannot add {what} to this file without rewriting it: add the lines by hand")
    return result


def _literal(value: object) -> object:
    if isinstance(value, str):
        return value.replace("${", "$${")
    if isinstance(value, Mapping):
        return {key: _literal(item) for key, item in value.items()}
    return [_literal(item) for item in value] if isinstance(value, list | tuple) else value


def _means(text: str, wanted: Any) -> bool:
    try:
        root = parse(text)
    except YamlError:
        return False
    return root is not None and bool(_data(root) == wanted)


def _insert(lines: list[str], root: Node | None, groups: list[_Group], newline: str) -> None:
    """From the end of the file to its beginning, so that what the tree says of the rest stays true."""
    platforms = _value(root, "platforms")
    known = {group[0]: _named(platforms, group[0]) for group in groups}
    fresh: list[dict[str, object]] = [
        {"name": name, "documents": entries} for name, entries in groups if known[name] is None
    ]
    if fresh:
        _add_platforms(lines, platforms, fresh, newline)
    there = [(node, entries) for name, entries in groups if (node := known[name]) is not None]
    for node, entries in sorted(there, key=lambda pair: (pair[0].line, pair[0].column), reverse=True):
        _extend(lines, node, entries, newline)


def _add_platforms(lines: list[str], platforms: Node | None, fresh: list[dict[str, object]], newline: str) -> None:
    if platforms is not None and (platforms.kind != "scalar" or platforms.text):
        _append(lines, platforms, fresh, newline, blank=True)
        return
    block = _blocks(fresh, indent=2, blank=True)[1:]
    at = len(lines) if platforms is None else platforms.line + 1
    lines[at:at] = _lines(([] if platforms is not None else ["platforms:"]) + block, newline)


def _extend(lines: list[str], platform: Node, entries: list[dict[str, object]], newline: str) -> None:
    """Add the lines to a platform, or extend the one line of a list in brackets."""
    documents = _value(platform, "documents")
    if documents is None or (documents.kind == "scalar" and not documents.text):
        column = platform.column
        block = ([] if documents is not None else [" " * column + "documents:"]) + _blocks(entries, indent=column + 2)
        at = _behind(lines, platform, column) if documents is None else documents.line + 1
        lines[at:at] = _lines(block, newline)
        return
    _append(lines, documents, entries, newline)


def _append(lines: list[str], items: Node, added: list[dict[str, Any]], newline: str, *, blank: bool = False) -> None:
    if items.alias:
        raise UsageError("cannot add to a list that stands elsewhere in this file: add the lines by hand")
    if items.kind == "list" and items.flow:
        last = items.items[-1][1] if items.items else None
        line, column = (last.end_line, last.end_column) if last else (items.end_line, items.end_column - 1)
        text = (", " if last else "") + ", ".join(_dump(item, in_one_line=True).rstrip("\n") for item in added)
        lines[line] = lines[line][:column] + text + lines[line][column:]
        return
    at = _behind(lines, items, items.column)
    lines[at:at] = _lines(_blocks(added, indent=items.column, blank=blank), newline)


def _behind(lines: list[str], node: Node, column: int) -> int:
    """Where new lines go: behind the node and the comments indented deeper than `column`, before blank lines.

    (A block of folded text ends behind the blank lines that follow it.)
    """
    at = _last_line(node) + 1
    while not lines[at - 1].strip():
        at -= 1
    while at < len(lines) and lines[at].lstrip(" ").startswith("#") and lines[at].index("#") > column:
        at += 1
    return at


def _blocks(items: list[dict[str, Any]], indent: int, *, blank: bool = False) -> list[str]:
    """The items as lines of a block list: lists of plain values in brackets, as the shipped file has them. With
    `blank` an empty line stands before each item."""
    lead = [""] if blank else []
    return [
        line
        for item in items
        for line in (
            *lead,
            *(" " * indent + line for line in _dump([item], in_one_line=False).rstrip("\n").split("\n")),
        )
    ]


def _dump(value: Any, *, in_one_line: bool) -> str:
    return str(
        yaml.dump(
            value,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=MAX_CHARACTERS,  # no line is ever folded
            default_flow_style=in_one_line,
        )
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists inside mappings, keeps lists of plain values in one line, writes no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """PyYAML's hook: lists inside mappings are indented too."""
        super().increase_indent(flow, False)  # noqa: FBT003 - PyYAML's signature

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """PyYAML's hook: a list that appears twice is written twice."""
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:  # noqa: FBT001
        """PyYAML's hook: a list of plain values stands in brackets."""
        plain = not any(isinstance(item, dict | list) for item in sequence)
        node: yaml.SequenceNode = super().represent_sequence(tag, sequence, flow_style=plain or flow_style)
        return node


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Text with line ends or other control characters is written with escapes, in one line."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


_Dumper.add_representer(str, _represent_text)


def _lines(block: list[str], newline: str) -> list[str]:
    return [line + newline for line in block]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _last_line(node: Node) -> int:
    """The last line that holds something of the node (a block's own end lies behind the comments that follow it)."""
    if node.kind != "scalar" and not node.flow and not node.alias:
        return max((_last_line(value) for _, value in node.items), default=node.line)
    return node.end_line - 1 if node.end_column == 0 and node.end_line > node.line else node.end_line


def _value(node: Node | None, key: str) -> Node | None:
    found = node.child(key) if node is not None else None
    return found[1] if found else None


def _named(platforms: Node | None, name: str) -> Node | None:
    """The platform of that name."""
    for _, node in platforms.items if platforms is not None else ():
        found = _value(node, "name")
        if found is not None and found.text.casefold() == name.casefold():
            return node
    return None


def _tree(text: str) -> Node | None:
    try:
        root = parse(text)
    except YamlError as error:
        place = f"line {error.line}: " if error.line else ""
        raise UsageError(f"cannot add to this file: {place}{error.message}") from error
    if root is not None and root.kind != "map":
        raise UsageError("cannot add to this file: it is no targets.yaml")
    return root


def _data(node: Node) -> Any:
    """Plain data without filling in variables: for the comparison of before and after."""
    if node.kind == "list":
        return [_data(value) for _, value in node.items]
    if node.kind == "map":
        return {key.text: _data(value) for key, value in node.items if key is not None}
    return scalar_value(node.text) if node.plain else node.text


def _expected(before: Any, groups: list[_Group]) -> Any:
    """What the file must mean afterwards. Raises UsageError when an id is there already."""
    platforms = list(before.get("platforms") or [])
    if not all(isinstance(item, dict) and isinstance(item.get("documents") or [], list) for item in platforms):
        raise UsageError(
            "cannot add to this file: its `platforms` are not what they should be; run `targets validate`"
        )
    ids = {str(document.get("id")) for item in platforms for document in item.get("documents") or []}
    for name, entries in groups:
        for entry in entries:
            if entry.get("id") in ids:
                raise UsageError(f"there is a document {entry['id']!r} already: choose another id")
            ids.add(str(entry.get("id")))
        same = (at for at, item in enumerate(platforms) if str(item.get("name")).casefold() == name.casefold())
        index = next(same, None)
        if index is None:
            platforms.append({"name": name, "documents": entries})
        else:
            known = platforms[index]
            platforms[index] = {**known, "documents": [*(known.get("documents") or []), *entries]}
    return {**before, "platforms": platforms}
