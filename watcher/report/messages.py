"""An alert as a message: its parts in the order in which they are read, each in every form."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watcher.model import Alert, Mark, Message, Part, Row, RowKind, Run, TargetName
from watcher.report import escape
from watcher.report.letter import MAX_FINDINGS, MAX_QUOTE, Item, Letter, Line, Links, Passage, letter, link_lines
from watcher.report.mail import COLORS
from watcher.report.render import address, assemble, link_runs, marked_markdown, marked_text, part, rows_markdown
from watcher.report.tongues import Language, Tongue, tongue

MAX_ALSO: Final = 10  # other documents that are named
MAX_SUMMARY: Final = 600  # characters: two sentences
# What a channel with little room leaves out first has the highest number; 0 is never left out.
_LINK: Final = re.compile(r"( \(https?://[^\s()]+\))")  # as `headline` writes the address of the opt-out
_ACT, _READ, _ALSO, _FINDING, _SUMMARY, _MORE = 1, 2, 3, 10, 90, 91


@dataclass(frozen=True, slots=True)
class Also:
    """Another document that says the same."""

    name: TargetName
    links: Links


def message(
    alert: Alert,
    language: Language,
    *,
    links: Links,
    also: Sequence[Also] = (),
    summary: str = "",
    today: dt.date | None = None,
    max_findings: int = MAX_FINDINGS,
    max_quote: int = MAX_QUOTE,
) -> Message:
    """The alert in the forms that channels take.

    At most `max_findings` are quoted, each side in about `max_quote` characters around the changed words; what is cut
    is said. `also` are other documents of the platform that say the same: one alert with the links of all of them.
    `summary` is what a language model wrote about the findings, shown under the quotes and marked as such. `today`
    gives the days left; None leaves them out, so that a stored form does not age.
    """
    view = letter(alert, language, links, today, max_findings, max_quote)
    words = tongue(language)
    parts = [*head(words, view), *_findings(words, view)]
    parts += summary_part(words, summary)
    parts += [part(words, also_rows(words, also), rank=_ALSO)] if also else []
    parts += tail(words, view)
    preview = " ".join(line.text for line in view.actions[:2])
    return assemble(words, alert.id, view.title, parts, preview)


def head(words: Tongue, view: Letter) -> list[Part]:
    """Headline, what can be done now, what it means."""
    pieces = enumerate(_LINK.split(view.headline))
    headline = Row(
        RowKind.HEADLINE, tuple(Run(text, Mark.ADDRESS if at % 2 else Mark.PLAIN) for at, text in pieces if text)
    )
    parts = [part(words, [headline]), part(words, [small(view.read)], rank=_READ)]
    if view.actions:
        rows = [title(words, "message.act"), *(line_row(line) for line in view.actions)]
        parts.append(part(words, rows, rank=_ACT, color=COLORS[view.direction]))
    if view.weight or view.delta:
        rows = [title(words, "message.meaning")]
        rows += [Row(RowKind.ITEM, (Run(view.weight, Mark.STRONG),))] if view.weight else []
        rows += [Row(RowKind.ITEM, (Run(line),)) for line in view.delta]
        parts.append(part(words, rows, essence=True))
    return parts


def _findings(words: Tongue, view: Letter) -> list[Part]:
    parts = []
    for number, entry in enumerate(view.items, 1):
        rows = [title(words, "message.changed")] if number == 1 else []
        legend = small(view.marks) if view.marks and number == 1 else None
        parts.append(part(words, [*rows, *item_rows(entry, number)], rank=_FINDING + number, legend=legend))
    parts += [part(words, [Row(RowKind.TEXT, (Run(view.more),))], rank=_MORE)] if view.more else []
    return parts


def tail(words: Tongue, view: Letter) -> list[Part]:
    """Where to read on, and which alert it is."""
    parts = []
    runs = link_runs(words, view.links)
    if runs:
        parts.append(part(words, [Row(RowKind.LINKS, runs, words.say("message.links"))]))
    return [*parts, part(words, [Row(RowKind.FOOT, (Run(line),)) for line in view.foot])]


def summary_part(words: Tongue, summary: str) -> list[Part]:
    """What a machine wrote, said to be so before it begins; nothing where there is nothing."""
    said = escape.cut(escape.one_line(summary), MAX_SUMMARY)
    if not said:
        return []
    row = Row(RowKind.TEXT, (Run(said),), words.say("message.summary"))
    return [part(words, [title(words, "message.summary_title"), row], rank=_SUMMARY)]


def also_rows(words: Tongue, also: Sequence[Also]) -> list[Row]:
    """`The same on 4 other pages:` and where."""
    rows = [Row(RowKind.TEXT, (Run(words.count("message.also", len(also))),))]
    for other in also[:MAX_ALSO]:
        where = link_lines(words, Links(other.links.live, other.links.redline))
        rows.append(Row(RowKind.ITEM, (Run(escape.one_line(other.name.title)), *link_runs(words, where))))
    if len(also) > MAX_ALSO:
        rows.append(Row(RowKind.ITEM, (Run(words.count("message.also_more", len(also) - MAX_ALSO)),)))
    return rows


def title(words: Tongue, key: str) -> Row:
    return Row(RowKind.TITLE, (Run(words.say(key)),))


def small(text: str) -> Row:
    return Row(RowKind.SMALL, (Run(text),))


def line_row(line: Line) -> Row:
    """A line of a list, with its address."""
    return Row(RowKind.ITEM, (Run(line.text), *address(line.url)))


def item_rows(entry: Item, number: int) -> list[Row]:
    """One finding: what it is, where it stands, the old and the new words."""
    rows = [Row(RowKind.SUBTITLE, (Run(entry.title),), f"{number}."), Row(RowKind.TEXT, (Run(entry.explanation),))]
    rows += [Row(RowKind.SMALL, (Run(text),), label) for label, text in entry.place]
    for quote in entry.quotes:
        rows.append(Row(RowKind.OLD if quote.op == "delete" else RowKind.NEW, passage_runs(quote), quote.label))
    rows += [Row(RowKind.TEXT, (Run(text),), label) for label, text in entry.facts]
    rows += [small(entry.cut)] if entry.cut else []
    return rows


def passage_runs(quote: Passage) -> tuple[Run, ...]:
    """The words of a quote; one that is new or gone as a whole carries no marks."""
    marks = {"equal": Mark.PLAIN, "delete": Mark.GONE, "insert": Mark.NEW}
    return tuple(Run(span.text, Mark.PLAIN if quote.whole else marks[span.op]) for span in quote.spans)


def item_markdown(words: Tongue, entry: Item, number: int, level: int = 4) -> str:
    """One finding in Markdown, its quotes as block quotes."""
    return rows_markdown(words, item_rows(entry, number), level)


def line_markdown(line: Line) -> str:
    """Its text, and its address as a link that shows itself."""
    return escape.markdown(line.text) + (f" — <{line.url}>" if line.url else "")


def markdown_marks(quote: Passage) -> str:
    """The words of a quote with ~~gone~~ and **new**."""
    return marked_markdown(passage_runs(quote))


def text_marks(quote: Passage) -> str:
    """The words of a quote with [-gone-] and {+new+}; a quote that is new or gone as a whole carries none."""
    return marked_text(passage_runs(quote))
