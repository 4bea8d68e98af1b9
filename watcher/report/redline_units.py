"""What of the document a redline shows: the changes, numbered, with what they need to be understood.

A unit is shown or left out as one: a heading, a paragraph, an item, one line of a table. Beside a touched unit stay
its neighbours, the headings above it, the sentence that opens its list and the first line of its table; in a long
paragraph the sentences beside the changed ones.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.model import BlockKind
from watcher.report.placing import Placed, Row

_SHORTEST_FOLD = 3  # units; two are read as fast as their number
_SHORTEST_CUT = 3  # sentences
_LONG = 500  # characters of a paragraph that is shown whole whatever it holds


@dataclass(frozen=True, slots=True)
class Unit:
    """`rows`: one, or the cells of a line. `step` is the number of the change that begins here, 0 where none does."""

    rows: tuple[Row, ...]
    touched: bool = False
    step: int = 0

    @property
    def kind(self) -> BlockKind | None:
        return self.rows[0].kind

    @property
    def placed(self) -> Iterator[Placed]:
        return (placed for row in self.rows for placed in row.sentences)

    @property
    def gone(self) -> bool:
        """Whether only the old document has it."""
        return all(placed.gone for placed in self.placed)

    @property
    def added(self) -> bool:
        """Whether only the new document has it."""
        return all(placed.change is not None and placed.change.before is None for placed in self.placed)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units that follow each other, all of them shown or all of them `folded`."""

    units: tuple[Unit, ...]
    folded: bool

    @property
    def size(self) -> int:
        """Paragraphs, items and lines in it."""
        return sum(1 for unit in self.units if unit.kind is not None)


def stretches(rows: Sequence[Row], told: set[int]) -> tuple[tuple[Stretch, ...], int]:
    """The document in stretches, and how many changes they have. `told`: ids of the changes that a finding quotes."""
    units, steps = _numbered(list(_lines(rows)), told)
    near = _near(units)
    for far, group in itertools.groupby(range(len(units)), lambda number: number not in near):
        run = list(group)
        if far and len(run) < _SHORTEST_FOLD and all(units[number].kind is not BlockKind.CELL for number in run):
            near.update(run)
    found = itertools.groupby(range(len(units)), lambda number: number not in near)
    return tuple(Stretch(tuple(units[number] for number in group), far) for far, group in found), steps


def _lines(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows one by one, cells by the line."""
    line: list[Row] = []
    for row in rows:
        if line and (row.kind is not BlockKind.CELL or row.depth == 0):
            yield tuple(line)
            line = []
        if row.kind is BlockKind.CELL:
            line.append(row)
        else:
            yield (row,)
    if line:
        yield tuple(line)


def _numbered(lines: list[tuple[Row, ...]], told: set[int]) -> tuple[list[Unit], int]:
    """What is new as a whole and what is gone as a whole is one change for as long as it goes on."""
    units: list[Unit] = []
    steps = 0
    last = ""
    for line in lines:
        touched = any(p.touched or id(p.change) in told for row in line for p in row.sentences if p.change)
        unit = Unit(line, touched)
        what = "" if not touched else "gone" if unit.gone else "added" if unit.added else "mixed"
        begins = touched and (what == "mixed" or what != last)
        steps += begins
        last = what
        units.append(Unit(line, touched, steps if begins else 0))
    return units, steps


def _near(units: list[Unit]) -> set[int]:
    near: set[int] = set()
    headings: list[tuple[int, int]] = []  # level and number of those above, outermost first
    opening: dict[int, int] = {}  # depth of the list -> number of what stands above its items
    table = 0
    for number, unit in enumerate(units):
        row = unit.rows[0]
        if row.kind is None and not unit.gone:
            headings = [*((level, n) for level, n in headings if level < row.level), (row.level, number)]
        if row.kind is BlockKind.PARAGRAPH:
            opening = {0: number}
        elif row.kind is BlockKind.ITEM:
            opening = {depth: n for depth, n in opening.items() if depth <= row.depth} | {row.depth + 1: number}
        elif row.kind is None:
            opening = {}
        table = table if number and units[number - 1].kind is BlockKind.CELL else number
        if unit.touched:
            near.add(number)
            near.update(_neighbours(units, number))
            near.update(n for _, n in headings)
            near.update(n for depth, n in opening.items() if row.kind is BlockKind.ITEM and depth <= row.depth)
            near.update((table,) if row.kind is BlockKind.CELL else ())
    return near


def _neighbours(units: list[Unit], number: int) -> Iterator[int]:
    """What stands before and after in the same section; lines of tables are long and stand for themselves."""
    for other in (number - 1, number + 1):
        if 0 <= other < len(units):
            kinds = (units[number].kind, units[other].kind)
            if BlockKind.CELL not in kinds and units[max(number, other)].kind is not None:
                yield other


def parts(sentences: Sequence[Placed], told: set[int]) -> Iterator[tuple[bool, Sequence[Placed]]]:
    """The sentences of one block in runs, each with whether it is left out of a page that shows only changes."""
    near = {0, len(sentences) - 1}
    for number, placed in enumerate(sentences):
        if placed.touched or id(placed.change) in told:
            near.update((number - 1, number, number + 1))
    for far, group in itertools.groupby(enumerate(sentences), lambda pair: pair[0] not in near):
        run = [placed for _, placed in group]
        long = len(run) >= _SHORTEST_CUT and sum(len(placed.passage.text) for placed in run) > _LONG
        yield far and long, run
