"""`make bench`, or `python -m bench [PART…]`: the figures of docs/performance.md, measured here and now.

Medians of several runs on fixed inputs, beside their goals and beside the stored baseline (see `bench.figures`).
`--save` makes them the baseline, `--list` names the parts. What takes long has commands of its own: bench.scale,
bench.growth.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import commands, rooms, stores, unchanged
from bench.figures import Board
from bench.recorded import sequences

Part = Callable[[Board, Path], None]


def _rooms(board: Board, folder: Path) -> None:
    rooms.rooms(board, 60_000, 60)
    rooms.rooms(board, 1_000_000, 1_500)
    rooms.recorded(board, folder)


def _fast(board: Board, folder: Path) -> None:
    pages = sequences(folder)
    found = unchanged.costs(pages or [unchanged.generated(folder)])
    kind = "recorded" if pages else "generated"
    names = ("known by its bytes", "known by its skeleton", "known by its fingerprint", "read")
    goals = (unchanged.BYTES_MS, unchanged.NONCE_MS, unchanged.NONCE_MS, None)
    for name, goal, taken in zip(names, goals, found, strict=True):
        board.say(f"unchanged {kind} page, {name}, of 300 kB (CPU)", taken, "ms", goal)


def _commands(board: Board, folder: Path) -> None:
    commands.backtest(board, folder)
    commands.comparison(board, folder, 60_000)
    commands.comparison(board, folder, 300_000, 1.5)
    commands.comparison(board, folder, 1_000_000)


PARTS: dict[str, Part] = {
    "rooms": _rooms,
    "fast": _fast,
    "commands": _commands,
    "unchanged": commands.unchanged,
    "start": commands.thousand,
    "configuration": commands.configuration,
    "outbox": stores.outbox,
    "archive": stores.archive,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these; all of them when none is named")
    parser.add_argument("--save", action="store_true", help="write what was measured to bench/baseline.json")
    parser.add_argument("--list", action="store_true", help="name the parts and end")
    options = parser.parse_args()
    unknown = sorted(set(options.parts) - set(PARTS))
    if unknown:
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if options.list:
        print("\n".join(PARTS))
        return 0
    board = Board.open()
    board.head()
    for name, part in PARTS.items():
        if not options.parts or name in options.parts:
            with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
                part(board, Path(scratch))
    if options.save:
        board.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
