"""The lists of changes stay short however long the history, lose nothing, and keep what a user wrote above."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from watcher.archive.chronicle import DOCUMENT, OVERVIEW, Kind, with_entries
from watcher.archive.layout import is_ours, years
from watcher.archive.words import Header

START = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
HEADER = Header("# Changes", "Newest first.", "Earlier:", "Newer:")
FEW = Kind("## ", "\n\n", 3)


def entry(day: int, kind: Kind = FEW) -> str:
    return f"{kind.mark}{START + dt.timedelta(days=day):%Y-%m-%d %H:%M} UTC\n\nchange {day}\n"


def added(files: dict[str, str], *entries: str, kind: Kind = FEW) -> dict[str, str]:
    made = with_entries(kind, entries, lambda name: files.get(name, ""), years(files), HEADER)
    return {**files, **made}


def grown(days: range, kind: Kind = FEW) -> dict[str, str]:
    files: dict[str, str] = {}
    for day in days:
        files = added(files, entry(day, kind), kind=kind)
    return files


def order(text: str) -> list[int]:
    return [int(line.removeprefix("change ")) for line in text.split("\n") if line.startswith("change ")]


def test_the_first_entry_makes_the_file() -> None:
    assert added({}, entry(0)) == {
        "CHANGES.md": "# Changes\n\nNewest first.\n\n## 2023-01-01 00:00 UTC\n\nchange 0\n"
    }


def test_older_entries_move_into_the_file_of_their_year() -> None:
    files = grown(range(362, 368))  # two days of 2024
    assert sorted(files) == ["CHANGES-2023.md", "CHANGES.md"]
    assert files["CHANGES.md"].startswith(
        "# Changes\n\nNewest first.\n\nEarlier: [2023](CHANGES-2023.md)\n\n## 2024-01-03"
    )
    assert files["CHANGES-2023.md"].startswith(
        "# Changes: 2023\n\nNewest first.\n\nNewer: [CHANGES.md](CHANGES.md)\n\n"
    )
    assert order(files["CHANGES.md"]) == [367, 366, 365]
    assert order(files["CHANGES-2023.md"]) == [364, 363, 362]


def test_ten_years_lose_nothing_and_the_first_file_stays_short() -> None:
    files = grown(range(0, 3650, 9), DOCUMENT)
    every = [day for name in sorted(files, reverse=True) if name != "CHANGES.md" for day in order(files[name])]
    assert order(files["CHANGES.md"]) + every == list(range(0, 3650, 9))[::-1]
    assert DOCUMENT.most <= len(order(files["CHANGES.md"])) < 2 * DOCUMENT.most
    assert max(len(text) for text in files.values()) < 3000
    assert all(is_ours(f"a/b/{name}") and is_ours(name) for name in files)


def test_what_is_learned_afterwards_goes_where_it_belongs() -> None:
    files = grown(range(362, 368))
    files = added(files, entry(5), entry(400), entry(364), entry(800))
    assert order(files["CHANGES.md"]) == [800, 400, 367, 366, 365]
    assert order(files["CHANGES-2023.md"]) == [364, 364, 363, 362, 5]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_they_come_does_not_matter(seed: int) -> None:
    days = list(range(300, 420, 3))
    random.Random(seed).shuffle(days)  # noqa: S311 - an order
    files: dict[str, str] = {}
    for day in days:
        files = added(files, entry(day))
    for text in files.values():
        assert order(text) == sorted(order(text), reverse=True)
    assert sorted(day for text in files.values() for day in order(text)) == sorted(days)


def test_the_head_of_an_old_archive_stays_and_its_entries_are_sorted_in() -> None:
    old = "# Mes remarques\n\nBla.\n\n## 2023-01-02 00:00 UTC — An old headline\n\nchange 1\n"
    files = added({"CHANGES.md": old}, entry(3))
    assert files["CHANGES.md"].startswith("# Mes remarques\n\nBla.\n\n## 2023-01-04")
    assert order(files["CHANGES.md"]) == [3, 1]
    assert "— An old headline" in files["CHANGES.md"]


def test_a_user_s_own_heading_belongs_to_the_entry_above() -> None:
    files = added({"CHANGES.md": f"# C\n\n{entry(1)}\n## My note\n\nkept\n"}, entry(3))
    assert files["CHANGES.md"].index("change 1") < files["CHANGES.md"].index("## My note")


def test_lines_of_one_list_stand_close_together() -> None:
    files = added({}, "- 2023-01-01 00:00 one", "- 2023-01-02 00:00 two", kind=OVERVIEW)
    assert files["CHANGES.md"].endswith("\n\n- 2023-01-02 00:00 two\n- 2023-01-01 00:00 one\n")


def test_an_entry_without_a_date_is_a_bug() -> None:
    with pytest.raises(ValueError, match="has to begin with '## ' and a date"):
        added({}, "## today\n")
