"""Tables: on a terminal as wide as that is, in colours; elsewhere one line a row, for grep and friends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from rich.table import Table as RichTable

_GAP = "  "


class Styled(NamedTuple):
    """A text with a style of rich ("bold red"), and what follows it in the same cell. Markup is never interpreted."""

    text: str
    style: str = ""
    more: tuple[Styled, ...] = ()

    def __str__(self) -> str:
        return self.text + "".join(map(str, self.more))


class Table:
    """A table without lines. Cells are texts, `Styled` ones, or rich's; the last column, called `folded`, takes the
    text that may need several lines."""

    def __init__(self, *columns: str, folded: str = "", wrap: bool = False) -> None:
        self._columns = (*columns, folded)
        self._wrap = wrap
        """Whether the other columns may need several lines, too; the first one never does."""
        self._rows: list[tuple[object, ...]] = []

    def add_row(self, *cells: object) -> None:
        """As many cells as there are columns; missing ones are empty."""
        self._rows.append(cells)

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def lines(self) -> list[str]:
        """One line a row, columns below one another, without blanks at its end."""
        rows = [self._columns, *([str(cell) for cell in row] for row in self._rows)]
        widths = [
            max((_width(row[n]) for row in rows if n < len(row)), default=0) for n in range(len(self._columns) - 1)
        ]
        return [
            _GAP.join(
                cell + " " * (widths[n] - _width(cell) if n < len(widths) else 0) for n, cell in enumerate(row)
            ).rstrip()
            for row in rows
        ]

    def rich(self) -> RichTable:
        """The same for a terminal."""
        from rich.table import Table as RichTable

        table = RichTable(box=None, pad_edge=False, show_edge=False, header_style="bold")
        *names, folded = self._columns
        for number, name in enumerate(names):
            table.add_column(name, no_wrap=not self._wrap or number == 0)
        table.add_column(folded, overflow="fold")
        for row in self._rows:
            table.add_row(*map(_rich, row))  # type: ignore[arg-type]
        return table


def print_table(table: Table | RichTable, *, err: bool = False) -> None:
    """On a terminal as wide as that is; elsewhere one line a row, without blanks at its end."""
    terminal = (sys.stderr if err else sys.stdout).isatty()
    if isinstance(table, Table) and not terminal:  # a third of what a command with a thousand rows takes was rich
        for line in table.lines():
            click.echo(line, err=err)
        return
    from watcher.cli.common import console

    out = console(err=err)
    drawn = table.rich() if isinstance(table, Table) else table
    if out.is_terminal:
        out.print(drawn)
        return
    with out.capture() as captured:
        out.print(drawn)
    for line in captured.get().splitlines():
        click.echo(line.rstrip(), err=err)


def _rich(cell: object) -> object:
    from rich.text import Text

    if not isinstance(cell, Styled):
        return cell
    text = Text(cell.text, cell.style)
    for part in cell.more:
        text.append(str(part), part.style)
    return text


def _width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # knows wide characters

    return cell_len(text)
