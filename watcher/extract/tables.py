"""In which column of a data table each cell stands; tables that only lay out a page have no columns."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

# Cells beyond this column are counted as being in it: it bounds what a hostile colspan can cost.
_LAST_COLUMN = 40


def columns(table: Tag) -> dict[int, int]:
    """Column, from 0, of each cell by its identity (`id(cell)`); empty for a table that only lays out the page.

    A cell that spans rows keeps its column in the rows below, which then begin with a later one: what they say
    belongs to the spanning cell. A row whose first cells are empty begins with its first cell that has text.
    """
    rows = [_cells(row) for row in _rows(table)]
    if not any(len(row) > 1 for row in rows) or _lays_out(table, rows):
        return {}
    found: dict[int, int] = {}
    reaches: dict[int, int] = {}  # column -> the first row that a spanning cell from above does not reach any more
    for number, row in enumerate(rows):
        column, begun = 0, reaches.get(0, 0) > number
        for cell in row:
            while reaches.get(column, 0) > number and column < _LAST_COLUMN:
                column += 1
            found[id(cell)] = column if begun else 0
            begun = begun or _has_text(cell)
            after = min(column + _span(cell, "colspan"), _LAST_COLUMN)
            height = _span(cell, "rowspan")
            if height > 1:
                reaches.update(dict.fromkeys(range(column, after), number + height))
            column = max(column, after)
    return found


def _rows(table: Tag) -> Iterator[Tag]:
    for child in table.children:
        if isinstance(child, Tag):
            if child.name == "tr":
                yield child
            elif child.name in ("thead", "tbody", "tfoot"):
                yield from (row for row in child.children if isinstance(row, Tag) and row.name == "tr")


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")]


def _lays_out(table: Tag, rows: list[list[Tag]]) -> bool:
    if table.get("role") in ("presentation", "none"):
        return True
    if any(cell.name == "th" for row in rows for cell in row):
        return False
    return table.find(["h1", "h2", "table"]) is not None


def _has_text(cell: Tag) -> bool:
    return any(text.strip() for text in cell.strings)


def _span(cell: Tag, attribute: str) -> int:
    value = str(cell.get(attribute) or "").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else 1
