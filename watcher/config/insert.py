"""Puts one more document into the text of a targets.yaml without touching anything else in it.

The new lines are written into the text at the place that the tree names; comments, order, quoting and line ends stay.
The result is read again and compared with what was meant before it is handed out. Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from watcher.config.tree import MAX_CHARACTERS, Node, YamlError, parse, scalar_value
from watcher.errors import UsageError

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")  # what libyaml counts as a line


def add_document(text: str, *, platform: str, entry: Mapping[str, object]) -> str:
    """`text` with `entry` (the keys of one document) as last document of `platform`, which is appended if missing.

    `${` in a value is written so that it stays those characters: a title may come from a page, and a page must not
    get at the variables. Raises UsageError when the text is no targets.yaml, holds the id already, or is written in a
    way that this cannot extend.
    """
    root = _tree(text)
    before = _data(root) if root is not None else {}
    literal = {key: _literal(value) for key, value in entry.items()}
    platform = platform.replace("${", "$${")
    wanted = _expected(before, platform, literal)
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += _newline(text)
    _insert(lines, root, platform, literal, _newline(text))
    result = "".join(lines)
    if not _means(result, wanted):
        raise UsageError(f"cannot add {entry.get('id')!r} to this file without rewriting it: add the lines by hand")
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


def _insert(lines: list[str], root: Node | None, platform: str, entry: dict[str, object], newline: str) -> None:
    """Adds the lines, or extends the one line of a list in brackets."""
    platforms = _value(root, "platforms")
    if platforms is None or (platforms.kind == "scalar" and not platforms.text):
        block = _block([{"name": platform, "documents": [entry]}], indent=2)
        at = len(lines) if platforms is None else platforms.line + 1
        lines[at:at] = _lines(([] if platforms is not None else ["platforms:"]) + block, newline)
        return
    block_of = next((item for _, item in platforms.items if _is_named(item, platform)), None)
    if block_of is None:
        _append(lines, platforms, {"name": platform, "documents": [entry]}, newline, blank=True)
        return
    documents = _value(block_of, "documents")
    if documents is None or (documents.kind == "scalar" and not documents.text):
        column = block_of.column
        block = ([] if documents is not None else [" " * column + "documents:"]) + _block([entry], indent=column + 2)
        at = _behind(lines, block_of, column) if documents is None else documents.line + 1
        lines[at:at] = _lines(block, newline)
        return
    _append(lines, documents, entry, newline)


def _append(lines: list[str], items: Node, item: dict[str, Any], newline: str, *, blank: bool = False) -> None:
    if items.alias:
        raise UsageError("cannot add to a list that stands elsewhere in this file: add the lines by hand")
    if items.kind == "list" and items.flow:
        last = items.items[-1][1] if items.items else None
        line, column = (last.end_line, last.end_column) if last else (items.end_line, items.end_column - 1)
        text = (", " if last else "") + _dump(item, in_one_line=True).rstrip("\n")
        lines[line] = lines[line][:column] + text + lines[line][column:]
        return
    at = _behind(lines, items, items.column)
    lead = [""] if blank else []
    lines[at:at] = _lines(lead + _block([item], indent=items.column), newline)


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


def _block(items: list[dict[str, Any]], indent: int) -> list[str]:
    """The items as lines of a block list: lists of plain values in brackets, as the shipped file has them."""
    return [" " * indent + line for line in _dump(items, in_one_line=False).rstrip("\n").split("\n")]


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


def _is_named(node: Node, platform: str) -> bool:
    name = _value(node, "name")
    return name is not None and name.text.casefold() == platform.casefold()


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


def _expected(before: Any, platform: str, entry: dict[str, object]) -> Any:
    """What the file must mean afterwards. Raises UsageError when the id is there already."""
    platforms = list(before.get("platforms") or [])
    if not all(isinstance(item, dict) and isinstance(item.get("documents") or [], list) for item in platforms):
        raise UsageError(
            "cannot add to this file: its `platforms` are not what they should be; run `targets validate`"
        )
    ids = {str(document.get("id")) for item in platforms for document in item.get("documents") or []}
    if entry.get("id") in ids:
        raise UsageError(f"there is a document {entry['id']!r} already: choose another id")
    for index, item in enumerate(platforms):
        if str(item.get("name")).casefold() == platform.casefold():
            platforms[index] = {**item, "documents": [*(item.get("documents") or []), entry]}
            break
    else:
        platforms.append({"name": platform, "documents": [entry]})
    return {**before, "platforms": platforms}
