"""Pairs the passages of two documents: the same words in order, the same words elsewhere, recut, and rewritten.

    anchors that occur once on each side (patience) -> longest common subsequence between them
    -> equal elsewhere (moved) -> joined or split sentences -> the most similar of what is left (modified)

Similarity only proposes pairs, so that a reader sees old beside new. It never decides that a change is trivial.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from watcher.compare.normal import key
from watcher.model import Passage

# Above this product a gap between anchors is not searched for a common subsequence: equal passages in it are still
# found as moved. It bounds memory (bit matrix) and time for hostile input.
_MAX_GAP = 30_000_000
# Above this number of candidate pairs, similar passages are looked for in the same gap only.
_MAX_PAIRS = 400_000
# Indel similarity of the wording, 0 to 100: measured on the labelled pairs, lower values join strangers, higher ones
# tear rewritten sentences apart. Elsewhere in the document a pair must be much closer than in its own place.
_SIMILAR_HERE = 52.0
_SIMILAR_ELSEWHERE = 70.0
_HERE_BONUS = 5.0
_LONGEST_JOIN = 4


@dataclass
class Alignment:
    """Index pairs old -> new. What is in none of them was removed or added."""

    same: dict[int, int] = field(default_factory=dict)  # in order, same words
    moved: dict[int, int] = field(default_factory=dict)  # same words, other place
    recut: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)  # same words, other sentences
    modified: dict[int, int] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)


def align(old: Sequence[Passage], new: Sequence[Passage]) -> Alignment:
    """The alignment of two lists of passages. Deterministic; linear for equal texts."""
    old_keys = [key(passage.text) or passage.text for passage in old]
    new_keys = [key(passage.text) or passage.text for passage in new]
    result = Alignment(same=dict(_common(old_keys, new_keys)))
    left = [i for i in range(len(old)) if i not in result.same]
    taken = set(result.same.values())
    right = [j for j in range(len(new)) if j not in taken]
    left, right = _moved(left, right, old_keys, new_keys, result)
    left, right = _recut(left, right, old_keys, new_keys, result)
    left, right = _similar(left, right, old, new, old_keys, new_keys, result)
    result.removed, result.added = left, right
    return result


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


def _moved(
    left: list[int], right: list[int], old_keys: Sequence[str], new_keys: Sequence[str], result: Alignment
) -> tuple[list[int], list[int]]:
    free = defaultdict(list)
    for j in reversed(right):
        free[new_keys[j]].append(j)
    for i in left:
        if free[old_keys[i]]:
            result.moved[i] = free[old_keys[i]].pop()
    taken = set(result.moved.values())
    return [i for i in left if i not in result.moved], [j for j in right if j not in taken]


def _recut(
    left: list[int], right: list[int], old_keys: Sequence[str], new_keys: Sequence[str], result: Alignment
) -> tuple[list[int], list[int]]:
    """Two to four neighbours whose joined words are one passage of the other side, or the same number recut."""
    gone_left: set[int] = set()
    gone_right: set[int] = set()
    windows = {_glue(new_keys, window): window for window in _windows(right)}
    for window in sorted(_windows(left), key=lambda w: (-len(w), w)):
        other = windows.get(_glue(old_keys, window))
        if other is None or len(window) == len(other) == 1:
            continue
        if gone_left.isdisjoint(window) and gone_right.isdisjoint(other):
            result.recut.append((window, other))
            gone_left.update(window)
            gone_right.update(other)
    result.recut.sort()
    return [i for i in left if i not in gone_left], [j for j in right if j not in gone_right]


def _windows(indices: list[int]) -> Iterator[tuple[int, ...]]:
    for place, first in enumerate(indices):
        window = [first]
        yield (first,)
        for following in indices[place + 1 : place + _LONGEST_JOIN]:
            if following != window[-1] + 1:
                break
            window.append(following)
            yield tuple(window)


def _glue(keys: Sequence[str], window: tuple[int, ...]) -> str:
    return "".join(keys[index] for index in window).replace(" ", "")


def _similar(
    left: list[int],
    right: list[int],
    old: Sequence[Passage],
    new: Sequence[Passage],
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    result: Alignment,
) -> tuple[list[int], list[int]]:
    """Greedy from the most similar down; in the same gap a pair may be less alike than across the document."""
    gap_of_old = _gaps(left, sorted(result.same))
    gap_of_new = _gaps(right, sorted(result.same.values()))
    everywhere = len(left) * len(right) <= _MAX_PAIRS
    by_gap: dict[int, list[int]] = defaultdict(list)
    for j in right:
        by_gap[gap_of_new[j]].append(j)
    scored: list[tuple[float, int, int, int]] = []
    for i in left:
        choices = right if everywhere else by_gap[gap_of_old[i]][:2000]
        texts = {j: new_keys[j] for j in choices if (old[i].kind is None) == (new[j].kind is None)}
        for _, score, j in process.extract(
            old_keys[i], texts, scorer=fuzz.ratio, processor=None, score_cutoff=_SIMILAR_HERE, limit=None
        ):
            here = gap_of_old[i] == gap_of_new[j] or old[i].section == new[j].section
            if here or score >= _SIMILAR_ELSEWHERE:
                scored.append((-score - (_HERE_BONUS if here else 0.0), abs(i - j), i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            result.modified[i] = j
            used_left.add(i)
            used_right.add(j)
    return [i for i in left if i not in used_left], [j for j in right if j not in used_right]


def _gaps(indices: list[int], borders: list[int]) -> dict[int, int]:
    """For each index, how many matched passages stand before it: equal numbers = the same gap."""
    return {index: bisect_left(borders, index) for index in indices}
