"""A comparison for the terminal. Page text comes without control characters; only our own styles reach the screen."""

from __future__ import annotations

import io

from watcher.model import Assessment, Change, Comparison, Direction, TargetName
from watcher.report import escape
from watcher.report.explain import claim_delta
from watcher.report.letter import MAX_QUOTE, Passage, item, weight_line
from watcher.report.listing import change_spans, counts, title
from watcher.report.messages import text_marks
from watcher.report.tongues import Language, Tongue, tongue
from watcher.report.worddiff import Span

MAX_CHANGES = 200  # shown; nobody scrolls further, and the HTML form has them all
_STYLES = {"equal": "", "delete": "red strike", "insert": "green underline"}
_WEIGHT = {Direction.WEAKER: "bold red", Direction.STRONGER: "bold green", Direction.MIXED: "bold yellow"}
_Line = list[tuple[str, str]]  # pieces of text, each with its style


def render_terminal(
    comparison: Comparison,
    assessment: Assessment,
    target: TargetName | None,
    language: Language,
    *,
    width: int,
    color: bool,
) -> str:
    """Headline, findings and changes, wrapped to `width` columns. Words keep their [-…-] {+…+} with colours too."""
    from rich.console import Console  # a tenth of a second that other commands need not pay
    from rich.text import Text

    screen = Console(
        file=io.StringIO(), width=max(width, 20), force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    output = io.StringIO()
    screen.file = output
    for indent, line in _lines(tongue(language), comparison, assessment, target):
        text = Text()
        for piece, style in line:
            text.append(escape.one_line(piece) if len(line) == 1 else _inner(piece), style)
        for row in text.wrap(screen, max(screen.width - indent, 10)):
            row.rstrip()
            screen.print(Text(" " * indent) + row if row else "")
    return output.getvalue()


def _inner(piece: str) -> str:
    return escape.plain(piece).replace("\n", " ")


def _lines(
    words: Tongue, comparison: Comparison, assessment: Assessment, target: TargetName | None
) -> list[tuple[int, _Line]]:
    lines: list[tuple[int, _Line]] = [(0, [(title(words, comparison, assessment, target), "bold")])]
    weight = weight_line(words, assessment)
    lines += [(0, [(weight, _WEIGHT.get(assessment.direction, "bold"))])] if weight else []
    lines += [(2, [(line, "")]) for line in claim_delta(assessment, words.code)]
    for number, finding in enumerate(assessment.findings, 1):
        entry = item(words, finding, MAX_QUOTE)
        lines += [(0, []), (0, [(f"{number}. {entry.title}", "bold")]), (3, [(entry.explanation, "")])]
        lines += [(3, [(words.say("grammar.colon", label=label, text=text), "dim")]) for label, text in entry.place]
        lines += [(3, _quote(words, quote)) for quote in entry.quotes]
        lines += [(3, [(words.say("grammar.colon", label=label, text=text), "")]) for label, text in entry.facts]
        lines += [(3, [(entry.cut, "dim")])] if entry.cut else []
    if not assessment.findings:
        lines.append((0, [(words.say("page.no_findings"), "")]))
    return lines + _changes(words, comparison)


def _quote(words: Tongue, quote: Passage) -> _Line:
    label = words.say("grammar.colon", label=quote.label, text="")
    return [(label, "bold"), *_pieces(quote.spans, whole=quote.whole)]


def _pieces(spans: tuple[Span, ...], *, whole: bool = False) -> _Line:
    return [
        (text_marks(Passage("", span.op, (span,), whole=whole)), "" if whole else _STYLES[span.op]) for span in spans
    ]


def _changes(words: Tongue, comparison: Comparison) -> list[tuple[int, _Line]]:
    lines: list[tuple[int, _Line]] = [(0, []), (0, [(words.say("message.changed"), "bold")])]
    section: tuple[str, ...] | None = None
    for change in comparison.meaningful[:MAX_CHANGES]:
        here = _section(change)
        if here != section and here:
            lines.append((0, [(" › ".join(here), "dim")]))
        section = here
        lines.append((2, _pieces(change_spans(change, MAX_QUOTE))))
    return [*lines, (0, [(counts(words, comparison), "dim")])]


def _section(change: Change) -> tuple[str, ...]:
    passage = change.after or change.before
    return passage.section if passage else ()
