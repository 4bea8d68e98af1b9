"""Partners for passages whose words stand on the other side no more as they were: recut, or rewritten.

Similarity only proposes pairs, so that a reader sees old beside new. It never decides that a change is trivial.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from rapidfuzz import fuzz, process

from watcher.compare.side import Side

# Comparing two texts costs about the product of their lengths. Within this sum of products (some tenths of a second)
# similar passages are looked for everywhere, above it only around the place where they would stand.
_MAX_COST = 2_500_000_000
_OVERHEAD = 2000  # of one comparison, in the same unit
_LONGEST = 2000  # characters of a passage that are compared
_MIN_NEAR = 3
_MOST_PROPOSALS = 40
# Indel similarity of the wording, 0 to 100: measured on the labelled pairs, lower values join strangers, higher ones
# tear rewritten sentences apart. Elsewhere in the document a pair must be much closer than in its own place.
_SIMILAR_HERE = 52.0
_SIMILAR_ELSEWHERE = 70.0
_HERE_BONUS = 5.0
_LONGEST_JOIN = 4

Window: TypeAlias = tuple[int, ...]  # neighbouring passages


def recut(left: list[int], right: list[int], old: Side, new: Side) -> list[tuple[Window, Window]]:
    """Up to four neighbours whose joined words are those of one or several neighbours of the other side."""
    found: list[tuple[Window, Window]] = []
    gone_left: set[int] = set()
    gone_right: set[int] = set()
    windows = {_glue(new, window): window for window in _windows(right)}
    for window in sorted(_windows(left), key=lambda w: (-len(w), w)):
        other = windows.get(_glue(old, window))
        if other is None or len(window) == len(other) == 1:
            continue
        if gone_left.isdisjoint(window) and gone_right.isdisjoint(other):
            found.append((window, other))
            gone_left.update(window)
            gone_right.update(other)
    return sorted(found)


def _windows(indices: list[int]) -> Iterator[Window]:
    for place, first in enumerate(indices):
        window = [first]
        yield (first,)
        for following in indices[place + 1 : place + _LONGEST_JOIN]:
            if following != window[-1] + 1:
                break
            window.append(following)
            yield tuple(window)


def _glue(side: Side, window: Window) -> tuple[str, str]:
    """The letters of neighbours in a row, and the lead that says what they are about."""
    return "".join(side.words[index] for index in window).replace(" ", ""), side.leads[window[0]]


def similar(left: list[int], right: list[int], old: Side, new: Side, same: dict[int, int]) -> dict[int, int]:
    """Greedy from the most similar down; in the same gap a pair may be less alike than across the document.

    `same` are the pairs found already, in order: between two of them lies a gap.
    """
    gaps = _gaps(left, sorted(same)), _gaps(right, sorted(same.values()))
    texts = {j: _proposal(new, j) for j in right}
    scored: list[tuple[float, int, int, int, int]] = []
    for i, choices in _candidates(left, right, old, texts, gaps):
        before = old.passages[i]
        proposed = process.extract(
            _proposal(old, i),
            [texts[j] for j in choices],
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=_SIMILAR_HERE,
            limit=None if len(choices) <= _MOST_PROPOSALS else _MOST_PROPOSALS,
        )
        for _, score, place in proposed:
            j = choices[place]
            after = new.passages[j]
            here = gaps[0][i] == gaps[1][j] or before.section == after.section
            if (before.kind is None) == (after.kind is None) and (here or score >= _SIMILAR_ELSEWHERE):
                scored.append((-score - (_HERE_BONUS if here else 0.0), abs(i - j), i + j, i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _proposal(side: Side, index: int) -> str:
    """The words by which a partner is looked for: a cell's with those of its row; the first of a long one."""
    return (side.hints[index] if side.words[index] else "")[:_LONGEST]


def _candidates(
    left: list[int], right: list[int], old: Side, texts: dict[int, str], gaps: tuple[dict[int, int], dict[int, int]]
) -> Iterator[tuple[int, list[int]]]:
    """For each old passage the new ones to compare it with: all, or where that costs too much its neighbourhood."""
    size_left = sum(min(len(old.keys[i]), _LONGEST) for i in left)
    size_right = sum(map(len, texts.values()))
    cost = size_left * size_right + _OVERHEAD * len(left) * len(right)
    if cost <= _MAX_COST:
        yield from ((i, right) for i in left)
        return
    width = max(_MIN_NEAR, int(len(right) * _MAX_COST / cost))
    gap_of_old, gap_of_new = gaps
    in_gap: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in left:
        in_gap[gap_of_old[i]][0].append(i)
    for j in right:
        in_gap[gap_of_new[j]][1].append(j)
    for olds, news in in_gap.values():
        for place, i in enumerate(olds):
            begin = max(0, min(place * len(news) // len(olds) - width // 2, len(news) - width))
            yield i, news[begin : begin + width]


def _gaps(indices: list[int], borders: list[int]) -> dict[int, int]:
    """For each index, how many matched passages stand before it: equal numbers = the same gap."""
    return {index: bisect_left(borders, index) for index in indices}
