"""Where each change stands in the new document, so that the redline can show it in its paragraph.

Gives every block of the new document its sentences with their changes, and every removed sentence a place: after the
last sentence before it that both versions have. Text that moved has two places: where it stands, and where it stood.
Blocks stay in the new document's order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import LCSseq

from watcher.model import BlockKind, Change, ChangeKind, Comparison, Document, Passage


@dataclass(frozen=True, slots=True)
class Move:
    """Sentences that moved together: how many, where the first of them stood and where it stands. `number` counts
    the moves of a comparison from 1. `stays`: it is what stands above them that has changed (another lead)."""

    number: int
    before: Passage
    after: Passage
    size: int = 1
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One sentence of the redline: as it is (`change` None) or with its change. `move` where it is the first of those
    that moved together; `away` marks the place that they left."""

    passage: Passage
    change: Change | None = None
    move: Move | None = None
    away: bool = False

    @property
    def touched(self) -> bool:
        """Whether it changed other than in form. What only moved along with the sentence before it did not."""
        return self.move is not None or (self.change is not None and self.change.noise is None)

    @property
    def gone(self) -> bool:
        """Whether the new document has nothing in this place."""
        return self.away or (self.change is not None and self.change.after is None)


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
        return any(placed.touched for placed in self.sentences)


def rows(comparison: Comparison) -> list[Row]:
    """The new document as rows, removed sentences put where they stood."""
    passages = comparison.new.passages
    changes = _claimed(passages, ((change.after, change) for change in comparison.changes))
    kept = _kept(comparison) if any(_leaves(change) for change in comparison.changes) else {}
    moves = _moves(comparison, changes, kept)
    gone = _gone(comparison, changes, moves, kept)
    result: list[Row] = []
    _put(result, gone.get(-1, ()), None)
    number = 0
    for kind, depth, level, size in _shapes(comparison.new):
        row = Row(kind, depth, level)
        result.append(row)
        for _ in range(size):
            if result[-1] is not row:  # a removed block stood between two sentences
                row = Row(kind, depth, level)
                result.append(row)
            change = changes.get(number)
            row.sentences.append(Placed(passages[number], change, moves.get(id(change))))
            _put(result, gone.get(number, ()), row)
            number += 1
    return result


def _put(result: list[Row], gone: Iterable[Placed], row: Row | None) -> None:
    """Sentences that are gone after what stands last: in its paragraph, or as blocks of their own."""
    for placed in gone:
        passage = placed.passage
        inline = row is not None and row.kind is passage.kind is BlockKind.PARAGRAPH and result[-1] is row
        if not inline:
            kind = BlockKind.PARAGRAPH if passage.kind is BlockKind.CELL else passage.kind
            result.append(Row(kind, 0, min(len(passage.section) + 1, 6)))
        result[-1].sentences.append(placed)


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


def _leaves(change: Change) -> bool:
    """Whether it may leave a place behind. What went in form only (a date line, a stray mark) is listed with the
    other differences in form."""
    return change.kind is ChangeKind.MOVED or (change.after is None and change.noise is None)


def _kept(comparison: Comparison) -> dict[int, int]:
    """Number of an old passage -> that of the new one with the same words, where both are in the same order."""
    old, new = ([passage.text for passage in side.passages] for side in (comparison.old, comparison.new))
    kept: dict[int, int] = {}
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            kept.update(zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True))
    return kept


def _moves(comparison: Comparison, changes: Mapping[int, Change], kept: Mapping[int, int]) -> dict[int, Move]:
    """Id of the first change of each run of sentences that moved together -> the run."""
    moved = {n: change for n, change in sorted(changes.items()) if _same_words_elsewhere(change)}
    old = _claimed(comparison.old.passages, ((change.before, change) for change in moved.values()))
    old_place = {id(change): number for number, change in old.items()}
    found: dict[int, Move] = {}
    first, last = 0, (-2, -2, False)
    for number, change in moved.items():
        if change.before is None or change.after is None:
            continue
        origin = old_place.get(id(change), -1)
        here = (number, origin, change.kind is not ChangeKind.MOVED or kept.get(origin) == number)
        if here == (last[0] + 1, last[1] + 1, last[2]):
            found[first] = replace(found[first], size=found[first].size + 1)
        else:
            first = id(change)
            found[first] = Move(len(found) + 1, change.before, change.after, stays=here[2])
        last = here
    return found


def _same_words_elsewhere(change: Change) -> bool:
    if change.kind is ChangeKind.MODIFIED and change.noise is None:
        return change.before is not None and change.after is not None and change.before.text == change.after.text
    return change.kind is ChangeKind.MOVED


def _gone(
    comparison: Comparison, changes: Mapping[int, Change], moves: Mapping[int, Move], kept: Mapping[int, int]
) -> dict[int, list[Placed]]:
    """Number of a new passage (-1: the top) -> what stood after it and does no longer, in the old order."""
    left = {key for key, move in moves.items() if not move.stays}
    gone = [c for c in comparison.changes if id(c) in left or (c.after is None and _leaves(c))]
    if not gone:
        return {}
    old = comparison.old.passages
    anchors = dict(kept)
    after_of = {id(change): number for number, change in changes.items()}
    paired = [c for c in comparison.changes if c.before is not None and c.after is not None]
    for number, change in _claimed(old, ((change.before, change) for change in paired)).items():
        if change.kind is ChangeKind.MOVED and kept.get(number) != after_of.get(id(change)):
            anchors.pop(number, None)  # it says nothing about its neighbours
        elif number not in kept and id(change) in after_of:
            anchors[number] = after_of[id(change)]
    result: dict[int, list[Placed]] = defaultdict(list)
    places = _claimed(old, ((change.before, change) for change in gone))
    anchor = -1
    for number in range(len(old)):
        anchor = anchors.get(number, anchor)
        if number in places:
            change = places[number]
            move = moves.get(id(change))
            result[anchor].append(Placed(old[number], change, move, away=move is not None))
    return result
