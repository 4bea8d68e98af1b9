"""Tree -> plain data, with `${NAME}` filled in from the environment or from secret files.

Variables stand in values only, never in keys. A value that came out of a variable is never put in a message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from watcher.config.tree import Node, Path, Place, scalar_value
from watcher.errors import Problem

MAX_SECRET_BYTES = 65_536
MAX_EXPANDED = 100_000
"""How many values aliases may add beyond those that are written out."""

_VARIABLE = re.compile(r"\$\$\{|\$\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})?")

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]


class VariableError(Exception):
    """A variable cannot be filled in; the message names it and never its value."""


def read_secret(file: FilePath) -> str:
    """The text of a secret file without the white space around it. Raises VariableError with a message."""
    try:
        if file.stat().st_size > MAX_SECRET_BYTES:
            raise VariableError(f"the file {file} is too large for a secret")
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise VariableError(f"the file {file} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise VariableError(f"the file {file} is not UTF-8 text") from error


def fill(text: str, environ: Mapping[str, str]) -> str:
    """`text` with its variables filled in.

    `${NAME}` is the variable, or the content of the file that `NAME_FILE` names; `${NAME:-word}` is `word` when both
    are missing or empty; `$${` is a literal `${`. Raises VariableError.
    """

    def one(match: re.Match[str]) -> str:
        if match[0] == "$${":
            return "${"
        name, default = match[1], match[2]
        if name is None:
            raise VariableError("`${` must be followed by a name and `}`; write `$${` for the characters themselves")
        value = environ.get(name)
        if not value and environ.get(f"{name}_FILE"):
            value = read_secret(FilePath(environ[f"{name}_FILE"]))
        if default is not None:
            return value or default
        if value is None:
            raise VariableError(
                f"the variable `{name}` is not set: set `{name}`, or `{name}_FILE` to the path of a file that"
                f" holds it, or write `${{{name}:-}}` if it may be missing"
            )
        return value

    return _VARIABLE.sub(one, text)


@dataclass
class Converter:
    """Turns nodes into data, gathering the problems (duplicate keys, variables) on the way."""

    environ: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    visits: dict[int, int] = field(default_factory=dict)
    repeated: int = 0

    def convert(self, node: Node, path: Path = ()) -> Data:
        """Dictionaries, lists and scalars. Variables that are empty leave no value; a missing one, empty text."""
        self._count(node, path)
        if self.repeated > MAX_EXPANDED:
            return None
        if node.kind == "list":
            return [self.convert(value, (*path, index)) for index, (_, value) in enumerate(node.items)]
        if node.kind == "map":
            return self._mapping(node, path)
        if "${" in node.text:
            try:
                return fill(node.text, self.environ) or None
            except VariableError as error:
                self._report(path, node, str(error))
                return ""
        return scalar_value(node.text) if node.plain else node.text

    def _mapping(self, node: Node, path: Path) -> dict[str, Data]:
        data: dict[str, Data] = {}
        lines: dict[str, int] = {}
        for key, value in node.items:
            if key is None:
                continue
            here = (*path, key.text)
            if key.text in data:
                first = lines[key.text] + 1
                self._report(here, key, f"the key `{key.text}` stands here twice, first in line {first}: keep one")
            else:
                data[key.text] = self.convert(value, here)
                lines[key.text] = key.line
        return data

    def _count(self, node: Node, path: Path) -> None:
        """Aliases of aliases grow exponentially: stop at a bound, and say so once."""
        seen = self.visits.get(id(node), 0)
        self.visits[id(node)] = seen + 1
        if seen:
            self.repeated += 1
            if self.repeated == MAX_EXPANDED + 1:
                self._report(path[:1], node, "the aliases (`*name`) of this file repeat too much")

    def _report(self, path: Path, node: Node, message: str) -> None:
        self.problems.append(Place(path, node.line + 1, node).problem(message))
