"""Two drawings of the answers over time, as SVG without scripts and styles of its own: how many documents give which
answer, and a lane for each document. Colour is never the only sign: areas and lanes carry their answers as words.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from watcher.model import FactName
from watcher.report.answers import answer
from watcher.report.escape import cut, html, one_line
from watcher.report.tongues import Tongue
from watcher.site.series import ANSWERS, UNKNOWN, Lane, counts_at, moments

_WIDTH: Final = 900
_LEFT: Final = 230  # room for the names of documents
_RIGHT: Final = 170  # room for the names of answers
_HEIGHT: Final = 260
_LANE: Final = 26
_LETTER: Final = 6.2  # how wide a letter is at most, on average
_TICKS: Final = 8


def said(words: Tongue, value: str) -> str:
    """An answer about training in words."""
    return words.say("facts.unknown") if value == UNKNOWN else answer(words, FactName.TRAINS, value)


def legend(words: Tongue) -> str:
    """What the colours say."""
    items = "".join(
        f'<li><svg class="plot" width="16" height="16" aria-hidden="true"><rect class="a-{value}" x="1" y="1" '
        f'width="14" height="14"/></svg> {html(said(words, value))}</li>'
        for value in ANSWERS
    )
    return f'<ul class="legend">{items}</ul>'


def areas(words: Tongue, lanes: Sequence[Lane], end: dt.datetime) -> str:
    """How many documents give which answer, stacked."""
    times = moments(lanes)
    counts = counts_at(lanes, times)
    top = max(sum(count.values()) for count in counts)
    x = _scale(times[0], end, 40, _WIDTH - _RIGHT)

    def y(number: float) -> float:
        return _HEIGHT - 30 - number * (_HEIGHT - 50) / top

    shapes = []
    labels: list[tuple[float, str]] = []
    below = [0] * len(times)
    for value in map(str, ANSWERS[::-1]):
        above = [under + count[value] for under, count in zip(below, counts, strict=True)]
        shapes += [
            f'<polygon class="a-{value}" points="{points}"/>' for points in _bands(below, above, times, x, y, end)
        ]
        if above[-1] > below[-1]:
            middle = (y(above[-1]) + y(below[-1])) / 2
            labels.append((middle, f"{above[-1] - below[-1]} {said(words, value)}"))
        below = above
    texts = [
        f'<text x="{_WIDTH - _RIGHT + 10}" y="{place + 4:.1f}">{html(text)}</text>' for place, text in _spread(labels)
    ]
    axis = _axis(words, times[0], end, x, 20, _HEIGHT - 30)
    axis += "".join(f'<text x="34" y="{y(n) + 4:.1f}" class="right">{n}</text>' for n in (0, top))
    label = words.say("site.areas_label", start=words.date(times[0].date()), end=words.date(end.date()))
    return _svg("areas", label, _HEIGHT, axis + "".join(shapes) + "".join(texts))


def rows(words: Tongue, lanes: Sequence[Lane], end: dt.datetime) -> str:
    """A lane for each document, its answers one after the other."""
    start = min(lane.spans[0].start for lane in lanes)
    x = _scale(start, end, _LEFT, _WIDTH - 40)
    height = len(lanes) * _LANE + 50
    parts = [_axis(words, start, end, x, 20, height - 30)]
    for number, lane in enumerate(lanes):
        top = 20 + number * _LANE
        target = lane.document.target
        name = cut(one_line(f"{target.platform} · {target.title}"), 36)
        parts.append(f'<text x="{_LEFT - 8}" y="{top + 17}" class="right">{html(name)}</text>')
        for span in lane.spans:
            left = x(span.start)
            width = max(2.0, x(span.end) - left)
            text = said(words, span.answer)
            shown = text if len(text) * _LETTER < width - 8 else ""
            from_to = f"{words.date(span.start.date())} – {words.date(span.end.date())}"
            title = html(words.say("grammar.colon", label=from_to, text=text))
            parts.append(
                f'<g><title>{title}</title><rect class="a-{span.answer}" x="{left:.1f}" y="{top + 3}" '
                f'width="{width:.1f}" height="{_LANE - 6}"/>'
                + (
                    f'<text class="inside t-{span.answer}" x="{left + 5:.1f}" y="{top + 17}">{html(shown)}</text>'
                    if shown
                    else ""
                )
                + "</g>"
            )
    label = words.say("site.lanes_label", n=words.number(len(lanes)))
    return _svg("lanes", label, height, "".join(parts))


def _svg(name: str, label: str, height: float, inside: str) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}" role="img" '
        f'aria-labelledby="{name}-title"><title id="{name}-title">{html(label)}</title>{inside}</svg>'
    )


def _scale(start: dt.datetime, end: dt.datetime, left: float, right: float) -> Callable[[dt.datetime], float]:
    whole = max(1.0, (end - start).total_seconds())
    return lambda time: left + (time - start).total_seconds() / whole * (right - left)


def _bands(
    below: Sequence[int],
    above: Sequence[int],
    times: Sequence[dt.datetime],
    x: Callable[[dt.datetime], float],
    y: Callable[[float], float],
    end: dt.datetime,
) -> Iterator[str]:
    """The corners of each area between the two heights; where they are the same there is none."""
    for differs, group in itertools.groupby(range(len(times)), lambda number: above[number] > below[number]):
        steps = list(group)
        if differs:
            edges = [(x(times[n]), x(times[n + 1] if n + 1 < len(times) else end), n) for n in steps]
            upper = [(px, y(above[n])) for left, right, n in edges for px in (left, right)]
            lower = [(px, y(below[n])) for left, right, n in edges for px in (left, right)]
            yield " ".join(f"{px:.1f},{py:.1f}" for px, py in (*upper, *lower[::-1]))


def _spread(labels: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The labels beside the areas, moved apart where they would lie on each other."""
    placed: list[tuple[float, str]] = []
    lowest = float(_HEIGHT - 30)
    for place, text in labels:  # from the bottom up
        lowest = min(place, lowest)
        placed.append((lowest, text))
        lowest -= 17
    return placed


def _axis(
    words: Tongue, start: dt.datetime, end: dt.datetime, x: Callable[[dt.datetime], float], top: float, bottom: float
) -> str:
    """Lines and names of years, or of months where the time is short."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next((size for size in (1, 2, 3, 6, 12, 24, 60, 120) if months / size <= _TICKS), 240)
    short = words.say("grammar.months_short").split()
    parts = []
    for number in range(months + 1):
        year, month = start.year + (start.month - 1 + number) // 12, (start.month - 1 + number) % 12
        time = dt.datetime(year, month + 1, 1, tzinfo=dt.UTC)
        if (year * 12 + month) % step == 0 and start <= time <= end:
            name = str(year) if step >= 12 else f"{short[month]} {year}"
            parts.append(
                f'<line x1="{x(time):.1f}" x2="{x(time):.1f}" y1="{top}" y2="{bottom}"/>'
                f'<text x="{x(time):.1f}" y="{bottom + 18}" class="middle">{html(name)}</text>'
            )
    if not parts:
        parts = [f'<text x="{x(start):.1f}" y="{bottom + 18}">{html(words.short_date(start.date()))}</text>']
    return "".join(parts)
