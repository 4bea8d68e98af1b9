"""Where each change stands in the new document, so that the redline can show it in its paragraph.

Gives every block of the new document its sentences with their changes, and every removed sentence a place: after the
last sentence before it that both versions have. Blocks stay in the new document's order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from watcher.model import BlockKind, Change, ChangeKind, Comparison, Document, Passage


@dataclass(frozen=True, slots=True)
class Placed:
    """One sentence of the redline: as it is (`change` None) or with its change."""

    passage: Passage
    change: Change | None = None


@dataclass(slots=True)
class Row:
    """A heading (`level` 1-6) or a block, in reading order, with the sentences in it."""

    kind: BlockKind | None
    depth: int
    level: int
    sentences: list[Placed] = field(default_factory=list)

    @property
    def touched(self) -> bool:
        """Whether anything in it changed other than in form."""
        return any(placed.change is not None and placed.change.noise is None for placed in self.sentences)


def rows(comparison: Comparison) -> list[Row]:
    """The new document as rows, removed sentences put where they stood."""
    passages = comparison.new.passages
    changes = _claimed(passages, ((change.after, change) for change in comparison.changes))
    removed = _removed(comparison, changes)
    result: list[Row] = []
    _put(result, removed.get(-1, ()), None)
    number = 0
    for kind, depth, level, size in _shapes(comparison.new):
        row = Row(kind, depth, level)
        result.append(row)
        for _ in range(size):
            if result[-1] is not row:  # a removed block stood between two sentences
                row = Row(kind, depth, level)
                result.append(row)
            row.sentences.append(Placed(passages[number], changes.get(number)))
            _put(result, removed.get(number, ()), row)
            number += 1
    return result


def _put(result: list[Row], changes: Iterable[Change], row: Row | None) -> None:
    """Removed sentences after what stands last: in its paragraph, or as blocks of their own."""
    for change in changes:
        passage = change.before
        if passage is None:
            continue
        inline = row is not None and row.kind is passage.kind is BlockKind.PARAGRAPH and result[-1] is row
        if not inline:
            kind = BlockKind.PARAGRAPH if passage.kind is BlockKind.CELL else passage.kind
            result.append(Row(kind, 0, min(len(passage.section) + 1, 6)))
        result[-1].sentences.append(Placed(passage, change))


def _shapes(document: Document) -> Iterator[tuple[BlockKind | None, int, int, int]]:
    """Kind, depth, heading level and number of passages of each heading and block, in the order of `passages`."""
    for section in document.sections:
        if section.heading is not None:
            yield None, 0, max(section.level, 1), 1
        for block in section.blocks:
            yield block.kind, block.depth, 0, len(block.sentences)


def _claimed(passages: Sequence[Passage], wanted: Iterable[tuple[Passage | None, Change]]) -> dict[int, Change]:
    """Number of the passage -> its change. Equal passages are taken in reading order, each once."""
    places: dict[Passage, deque[int]] = defaultdict(deque)
    for number, passage in enumerate(passages):
        places[passage].append(number)
    taken: dict[int, Change] = {}
    last = -1
    for sought, change in wanted:
        queue = places.get(sought) if sought is not None else None
        if queue:
            last = next((place for place in queue if place > last), queue[0])
            queue.remove(last)
            taken[last] = change
    return taken


def _removed(comparison: Comparison, changes: dict[int, Change]) -> dict[int, list[Change]]:
    """Number of a new passage (-1: the top) -> the removed ones that stood after it, in the old order."""
    old, new = comparison.old.passages, comparison.new.passages
    # what went in form only (a date line, a stray mark) is listed with the other differences in form
    gone = [change for change in comparison.meaningful if change.after is None]
    if not gone:
        return {}
    kept: dict[int, int] = {}
    for code in LCSseq.opcodes([p.text for p in old], [p.text for p in new]):
        if code.tag == "equal":
            kept.update(zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True))
    after_of = {id(change): number for number, change in changes.items()}
    modified = [c for c in comparison.changes if c.before is not None and c.after is not None]
    for number, change in _claimed(old, ((change.before, change) for change in modified)).items():
        # one that moved says nothing about its neighbours
        if number not in kept and id(change) in after_of and change.kind is not ChangeKind.MOVED:
            kept[number] = after_of[id(change)]
    result: dict[int, list[Change]] = defaultdict(list)
    places = _claimed(old, ((change.before, change) for change in gone))
    anchor = -1
    for number in range(len(old)):
        anchor = kept.get(number, anchor)
        if number in places:
            result[anchor].append(places[number])
    return result
