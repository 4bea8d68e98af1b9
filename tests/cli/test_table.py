"""Tables: for people on a terminal, for grep elsewhere."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from watcher.cli.table import Styled, Table, print_table


def board() -> Table:
    table = Table("target", "state", folded="health")
    table.add_row("agora/faq", Styled("well", "green"), Styled("ok", "", (Styled("; moved", "yellow"),)))
    table.add_row("a", "不明", "")
    table.add_row("b")
    return table


def test_elsewhere_it_is_one_line_a_row_in_columns_without_blanks_at_the_end() -> None:
    assert board().lines() == [
        "target     state  health",
        "agora/faq  well   ok; moved",
        "a          不明",
        "b",
    ]


def test_a_text_that_looks_like_markup_is_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("target")
    table.add_row("[bold]a[/bold]", Styled("[red]b"))
    print_table(table)
    assert capsys.readouterr().out == "target\n[bold]a[/bold]  [red]b\n"


def test_on_a_terminal_long_cells_are_folded_and_the_same_words_are_there() -> None:
    out = io.StringIO()
    Console(file=out, width=26, force_terminal=True, color_system=None).print(board().rich())
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert lines[:2] == ["target     state  health", "agora/faq  well   ok;"]
    assert lines[2].strip() == "moved"


def test_a_table_for_standard_error_leaves_standard_output_alone(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(board(), err=True)
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 4)
    assert not sys.stdout.isatty()
