"""The part of `make bench` about computing: reading, comparing and assessing, on generated and on recorded pages."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Board
from bench.pages import prose, sentences
from bench.recorded import Sequence, sequences
from watcher.assess import assess
from watcher.check.reading import read
from watcher.compare import compare, text_key
from watcher.extract import extract
from watcher.model import Document


def rooms(board: Board, size: int, goal: float | None = None) -> None:
    """CPU of each step on two versions of a policy; each run has new sentences, so that none is known yet."""
    spent: dict[str, list[float]] = {}
    for seed in range(5):
        lines = sentences(int(size / 110), seed)
        changed = [
            line.replace("may use", "will not use") if i % 10 else f"New: {line}" for i, line in enumerate(lines)
        ]
        begun = time.process_time()
        old, new = (extract(prose(text).encode(), "text/markdown").document for text in (lines, changed))
        done = time.process_time()
        found = compare(old, new)
        compared = time.process_time()
        assess(found)
        assessed = time.process_time()
        for name, seconds in (("read", (done - begun) / 2), ("compare", compared - done), ("both", assessed - done)):
            spent.setdefault(name, []).append(seconds)
    what = f"{size // 1000:,} kB (CPU)"
    for name, text, wanted in (
        ("read", f"reading Markdown of {what}", None),
        ("compare", f"comparison of two policies of {what}", None),
        ("both", f"claims and comparison of two policies of {what}", goal),
    ):
        board.say(text, statistics.median(spent[name]) * 1000, "ms", wanted)


def recorded(board: Board, folder: Path) -> None:
    """Two captures in a row of each recorded document: reading them as their target says, and what comes after it."""
    found = sequences(folder)
    if not found:
        print("  (no recorded pages under ../shared: those figures are left out)", flush=True)
        return
    weight = sum(len(page) for sequence in found for page in sequence.pages) / sum(len(s.pages) for s in found)
    what = f"{sum(len(s.pages) for s in found)} recorded pages of {weight / 1000:.0f} kB in the mean"
    documents: list[list[Document]] = []
    taken = _seconds(lambda: documents.extend(_read(sequence) for sequence in found))
    board.say(f"reading {what}, each (CPU)", taken / sum(map(len, documents)) * 1000, "ms")
    pairs = [(pages[0], pages[1]) for pages in documents if len(pages) > 1]
    taken = _seconds(lambda: [text_key(page) for pages in documents for page in pages])
    board.say("key of a recorded text, each (CPU)", taken / sum(map(len, documents)) * 1000, "ms")
    taken = _seconds(lambda: [assess(compare(old, new)) for old, new in pairs])
    board.say("comparison and claims of two recorded captures, each (CPU)", taken / len(pairs) * 1000, "ms")


def _read(sequence: Sequence) -> list[Document]:
    target = sequence.target
    return [read(page, "text/html", target, target.url).document for page in sequence.pages]


def _seconds(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun
