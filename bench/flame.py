"""`python -m bench.flame STACKS OUT.svg`: a flame graph of where a run spends its time, by rooms.

STACKS is what `py-spy record -F -f raw -r 500 -o STACKS -- .venv/bin/python .venv/bin/watcher check` writes: a stack
a line, outermost function first. Shown are this program's own functions; what they call of others is one box with
the library's name, and so are imports and what git does. docs/performance.md shows two of them.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_WIDTH, _ROW = 1000, 18  # pixels
_LETTER = 6.2  # pixels that one takes at this size
_LEAST = 0.8  # pixels; what is narrower is left out
_FRAME = re.compile(r"(?P<name>.*) \((?P<file>[^()]*)\)$")
_PLACE = re.compile(r"site-packages/(?P<package>\w+)|python3\.\d+/(?P<module>\w+)")
_COLOURS = {
    "capture": "#9ecae9", "check": "#d3cfc4", "extract": "#a8d5a2", "compare": "#f2d28b", "assess": "#f0b48a",
    "report": "#d7b5d8", "archive": "#e8a5a5", "state": "#c6b8e0", "config": "#cccccc", "cli": "#e3e3e3",
}  # fmt: skip


@dataclass
class Box:
    """A function with all that it called; `samples` are those in which it was at work."""

    name: str
    room: str = ""
    samples: int = 0
    inner: dict[str, Box] = field(default_factory=dict)

    def add(self, path: Iterable[tuple[str, str]], count: int) -> None:
        box = self
        box.samples += count
        for name, room in path:
            box = box.inner.setdefault(name, Box(name, room))
            box.samples += count

    @property
    def depth(self) -> int:
        return 1 + max((box.depth for box in self.inner.values()), default=0)


def read(lines: Iterable[str]) -> Box:
    """All stacks of a recording."""
    root = Box("all")
    for line in lines:
        stack, _, count = line.rpartition(" ")
        if count.strip().isdigit():
            root.add(_path(stack.split(";")), int(count))
    return root


def _path(stack: list[str]) -> list[tuple[str, str]]:
    """The functions of this program, and the name of what the last of them called."""
    path: list[tuple[str, str]] = []
    for frame in stack:
        found = _FRAME.match(frame)
        if found is None:
            continue
        name, file = found["name"].rpartition(".")[2], found["file"].partition(":")[0]
        if "importlib" in file:
            return [*path, ("import", "")]
        own = re.search(r"watcher/(?:(\w+)/)?(\w+)\.py$", file)
        if own is not None and "site-packages" not in file:
            if name != "<module>" and own[1] != "cli":
                path.append((f"{own[1] if own[2] == '__init__' else own[2]}.{name}", own[1] or ""))
        elif path and path[-1][0].startswith("git."):
            return path
    last = _FRAME.match(stack[-1])
    other = _PLACE.search(last["file"]) if last is not None else None
    if other is not None and path:
        path.append((other["package"] or other["module"], ""))
    return path or [("start and end", "")]


def draw(root: Box) -> str:
    """The graph as SVG, the outermost functions on top."""
    rows: list[str] = []
    scale = _WIDTH / max(root.samples, 1)

    def put(box: Box, left: float, row: int) -> None:
        width = box.samples * scale
        if width < _LEAST:
            return
        share = f"{box.name}: {100 * box.samples / root.samples:.1f} %"
        letters = int(width / _LETTER) - 1
        label = box.name if len(box.name) <= letters else box.name[: letters - 1] + "…" if letters > 3 else ""
        rows.append(
            f'<g><title>{html.escape(share)}</title><rect x="{left:.1f}" y="{row * _ROW}" width="{width:.1f}" '
            f'height="{_ROW - 1}" fill="{_COLOURS.get(box.room, "#f4f1ea")}" stroke="#fff" stroke-width=".5"/>'
            f'<text x="{left + 3:.1f}" y="{row * _ROW + 12.5}">{html.escape(label)}</text></g>'
        )
        for each in sorted(box.inner.values(), key=lambda box: -box.samples):
            put(each, left, row + 1)
            left += each.samples * scale

    put(root, 0, 0)
    height = root.depth * _ROW + 24
    left = 4.0
    for room, colour in _COLOURS.items():
        rows.append(
            f'<rect x="{left:.0f}" y="{height - 18}" width="12" height="12" fill="{colour}"/>'
            f'<text x="{left + 16:.0f}" y="{height - 8}">{room}</text>'
        )
        left += 90
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="11"><rect width="100%" height="100%" fill="#fff"/>{"".join(rows)}</svg>\n'
    )


def main() -> None:
    source, target = map(Path, sys.argv[1:3])
    target.write_text(draw(read(source.read_text("utf-8").splitlines())), "utf-8")


if __name__ == "__main__":
    main()
