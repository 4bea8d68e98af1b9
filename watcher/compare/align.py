"""Pairs the passages of two documents: the same words in order, the same words elsewhere, recut, and rewritten.

anchors that occur once on each side (patience) -> longest common subsequence between them
-> equal elsewhere (moved) -> leads of the same list -> joined or split sentences -> the most similar (modified)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from watcher.compare.pairing import Window, recut, similar
from watcher.compare.side import Side
from watcher.compare.wording import Wording
from watcher.model import BlockKind

# Above this product a gap between anchors is not searched for a common subsequence: equal passages in it are still
# found as moved. It bounds memory (bit matrix) and time for hostile input.
_MAX_GAP = 30_000_000


@dataclass
class Alignment:
    """Index pairs old -> new. What is in none of them was removed or added."""

    same: dict[int, int] = field(default_factory=dict)  # in order, same words
    moved: dict[int, int] = field(default_factory=dict)  # same words, other place
    recut: list[tuple[Window, Window]] = field(default_factory=list)  # same words, other sentences
    modified: dict[int, int] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    def reversed(self) -> Alignment:
        """The same, new -> old."""
        return Alignment(
            same={j: i for i, j in self.same.items()},
            moved={j: i for i, j in self.moved.items()},
            recut=sorted((news, olds) for olds, news in self.recut),
            modified={j: i for i, j in self.modified.items()},
            removed=self.added,
            added=self.removed,
        )


def align(wording: Wording) -> Alignment:
    """The alignment of the passages of two documents. Deterministic; linear for equal texts.

    The other way round it is the same alignment the other way round.
    """
    one, other = Side.of(wording.old.passages, wording), Side.of(wording.new.passages, wording)
    if other.keys < one.keys:  # where several alignments are as good as each other, one order decides
        return _align(other, one).reversed()
    return _align(one, other)


def _align(old: Side, new: Side) -> Alignment:
    result = Alignment(same=dict(_common(old.keys, new.keys)))
    taken = set(result.same.values())
    left = [i for i in range(len(old.keys)) if i not in result.same]
    right = [j for j in range(len(new.keys)) if j not in taken]

    result.moved = _moved(left, right, old, new)
    left, right = _rest(left, right, result.moved)
    result.modified = _led(left, right, old, new, result.same)
    left, right = _rest(left, right, result.modified)
    result.recut = recut(left, right, old, new)
    gone = {i for window, _ in result.recut for i in window}, {j for _, window in result.recut for j in window}
    left, right = [i for i in left if i not in gone[0]], [j for j in right if j not in gone[1]]
    pairs = similar(left, right, old, new, result.same)
    result.modified |= pairs
    result.removed, result.added = _rest(left, right, pairs)
    return result


def _rest(left: list[int], right: list[int], pairs: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return [i for i in left if i not in pairs], [j for j in right if j not in taken]


def _common(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal keys in order: unique anchors first, then a longest common subsequence in each gap."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    i = j = start
    for x, y in [*_anchors(a, b, start, end), (len(a) - end, len(b) - end)]:
        yield from _gap(a, b, i, x, j, y)
        if x < len(a) - end:
            yield x, y
        i, j = x + 1, y + 1
    for back in range(end, 0, -1):
        yield len(a) - back, len(b) - back


def _anchors(a: Sequence[str], b: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Keys that occur exactly once on each side, the longest increasing chain of them (patience)."""
    inner_a, inner_b = a[start : len(a) - end], b[start : len(b) - end]
    count_a, count_b = Counter(inner_a), Counter(inner_b)
    where = {k: j for j, k in enumerate(inner_b, start) if count_b[k] == 1 and count_a[k] == 1}
    pairs = [(i, where[k]) for i, k in enumerate(inner_a, start) if k in where]
    tails: list[int] = []
    tail_index: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        previous.append(tail_index[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            tail_index.append(index)
        else:
            tails[place] = j
            tail_index[place] = index
    chain: list[tuple[int, int]] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _gap(a: Sequence[str], b: Sequence[str], i: int, x: int, j: int, y: int) -> Iterator[tuple[int, int]]:
    if x <= i or y <= j or (x - i) * (y - j) > _MAX_GAP:
        return
    for op in LCSseq.opcodes(a[i:x], b[j:y]):
        if op.tag == "equal":
            for offset in range(op.src_end - op.src_start):
                yield i + op.src_start + offset, j + op.dest_start + offset


def _moved(left: list[int], right: list[int], old: Side, new: Side) -> dict[int, int]:
    free = defaultdict(list)
    for j in reversed(right):
        free[new.keys[j]].append(j)
    return {i: free[old.keys[i]].pop() for i in left if free[old.keys[i]]}


def _led(left: list[int], right: list[int], old: Side, new: Side, same: dict[int, int]) -> dict[int, int]:
    """The opening words of a list that kept its items are the old ones rewritten, however little they are alike."""
    free_left, free_right = set(left), set(right)
    pairs: dict[int, int] = {}
    for i, j in same.items():
        before, after = old.passages[i], new.passages[j]
        if before.kind is after.kind is not BlockKind.CELL and before.lead != after.lead:
            x, y = old.lead_of(i), new.lead_of(j)
            if x in free_left and y in free_right:
                pairs[x] = y
                free_left.remove(x)
                free_right.remove(y)
    return pairs
