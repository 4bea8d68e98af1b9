"""What the documents say about AI training: the matrix of today, how it changed over time, each change of an answer.

The drawings have tables beside them that say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from watcher.model import FactName
from watcher.report.answers import question
from watcher.report.escape import html, html_link, one_line, web_address
from watcher.report.matrix import COLUMNS
from watcher.report.matrix import parts as cell_parts
from watcher.report.tongues import Tongue
from watcher.site import plot
from watcher.site.book import Book, Document, Event
from watcher.site.document import side
from watcher.site.frame import Page, lines, link, moment, page, redline_path
from watcher.site.part import Contents, Files, Part, key_of
from watcher.site.series import ANSWERS, Lane, counts_at, lanes, steps

_PATH: Final = "facts.html"
_MOST: Final = 500
"""How many changes of answers are listed, the newest; a document's own page has its others."""


def parts(book: Book) -> Iterator[Part]:
    """One page; it depends on every version."""
    about = [(d.number, d.target, d.facts, d.over, [e.commit for e in d.events]) for d in book.documents]
    yield Part("facts", key_of(book.language, about), partial(_facts, book))


def _facts(book: Book, _: Contents) -> Files:
    words = book.words
    end = max((event.time for document in book.documents for event in document.events), default=None)
    in_force = [document for document in book.documents if not document.target.upcoming_of]
    known = lanes(in_force, end) if end is not None else []
    speaking = [lane for lane in known if lane.says_something]
    unknown = words.say("grammar.quote", text=words.say("facts.unknown"))
    body = lines(
        [
            f'<p class="lead">{html(words.say("site.facts_intro", unknown=unknown))}</p>',
            _matrix(book) if book.documents else f"<p>{html(words.say('index.none'))}</p>",
            _over_time(words, known, speaking) if speaking else "",
            _changes(words, book),
        ]
    )
    return {_PATH: page(book, Page(_PATH, words.say("facts.title"), body, "facts"))}


def _matrix(book: Book) -> str:
    words = book.words
    heads = "".join(f'<th scope="col">{html(words.say(f"matrix.{column}"))}</th>' for column in COLUMNS)
    rows = "\n".join(_row(words, document) for document in book.documents if not document.over)
    label = html(words.say("site.matrix"))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table class="matrix"><thead><tr>'
        f'<th scope="col">{html(words.say("index.document"))}</th>{heads}</tr></thead><tbody>\n{rows}\n'
        "</tbody></table></div>"
    )


def _row(words: Tongue, document: Document) -> str:
    target = document.target
    name = link(f"{target.platform} · {target.title}", f"{document.folder}index.html")
    if document.facts is None:
        cells = f'<td colspan="{len(COLUMNS)}">{html(words.say("facts.unread"))}</td>'
    else:
        cells = "".join(f"<td>{_cell(words, document, names)}</td>" for names in COLUMNS.values())
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cell(words: Tongue, document: Document, names: Sequence[FactName]) -> str:
    found, left = cell_parts(words, document.facts or (), names)
    shown = []
    for part in found:
        fact = part.fact
        text = link(part.text, f"{document.folder}text.html#L{fact.line}") if fact.line else html(part.text)
        if web_address(fact.url):
            text += f" ({html_link(words.say('facts.control'), fact.url)})"
        shown.append(text)
    more = [f"+{words.number(left)}"] if left else []
    return ", ".join([*shown, *more]) or f'<span class="unknown">{html(words.say("facts.unknown"))}</span>'


def _over_time(words: Tongue, known: Sequence[Lane], speaking: Sequence[Lane]) -> str:
    start = min(lane.spans[0].start for lane in known)
    end = max(lane.spans[-1].end for lane in known)
    times = steps(start, end)
    counts = counts_at(known, times)
    heads = "".join(f'<th scope="col">{html(plot.said(words, value))}</th>' for value in ANSWERS)
    rows = "\n".join(
        f'<tr><th scope="row">{moment(words, time)}</th>'
        + "".join(f'<td class="number">{count[str(value)]}</td>' for value in ANSWERS)
        + "</tr>"
        for time, count in zip(times, counts, strict=True)
    )
    silent = len(known) - len(speaking)
    note = f'<p class="small">{html(words.count("site.silent", silent))}</p>' if silent else ""
    return lines(
        [
            f'<section aria-labelledby="over-time"><h2 id="over-time">{html(words.say("site.over_time"))}</h2>',
            f"<p>{html(words.say('site.over_time_text'))}</p>",
            plot.legend(words),
            f"<h3>{html(words.say('site.areas'))}</h3>",
            _scrolled(words.say("site.areas"), plot.areas(words, known, end)),
            f"<details><summary>{html(words.say('site.as_table'))}</summary>",
            _scrolled(
                words.say("site.areas_table"),
                f'<table><thead><tr><th scope="col">{html(words.say("site.date"))}</th>{heads}</tr></thead><tbody>\n'
                f"{rows}\n</tbody></table>",
            ),
            f"</details>\n<h3>{html(words.say('site.lanes'))}</h3>",
            _scrolled(words.say("site.lanes"), plot.rows(words, speaking, end)),
            f"{note}<details><summary>{html(words.say('site.as_table'))}</summary>",
            _scrolled(words.say("site.lanes_table"), _lane_table(words, speaking)),
            "</details></section>",
        ]
    )


def _lane_table(words: Tongue, speaking: Sequence[Lane]) -> str:
    keys = ("index.document", "site.since", "site.until", "facts.answer")
    heads = "".join(f'<th scope="col">{html(words.say(key))}</th>' for key in keys)
    rows = []
    for lane in speaking:
        target = lane.document.target
        for number, span in enumerate(lane.spans):
            name = html(one_line(f"{target.platform} · {target.title}"))
            size = f' rowspan="{len(lane.spans)}"' if len(lane.spans) > 1 else ""
            head = f'<th scope="row"{size}>{name}</th>' if number == 0 else ""
            rows.append(
                f"<tr>{head}<td>{moment(words, span.start)}</td><td>{moment(words, span.end)}</td>"
                f"<td>{html(plot.said(words, span.answer))}</td></tr>"
            )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _scrolled(label: str, inside: str) -> str:
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{html(label)}">{inside}</div>'


def _changes(words: Tongue, book: Book) -> str:
    """Every change of an answer, newest first: told from both texts as one program reads them."""
    rows = [
        _change_row(words, document, event)
        for document, event in [pair for pair in book.changes if pair[1].facts][:_MOST]
    ]
    if not rows:
        return ""
    keys = ("site.date", "index.document", "facts.fact", "site.before", "site.after")
    heads = "".join(f'<th scope="col">{html(words.say(key))}</th>' for key in keys)
    title = words.say("site.answers_changed")
    table = f'<table class="wide"><thead><tr>{heads}</tr></thead><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"
    return f"<h2>{html(title)}</h2>\n{_scrolled(title, table)}"


def _change_row(words: Tongue, document: Document, event: Event) -> str:
    target = document.target
    rows = []
    for number, change in enumerate(event.facts):
        size = f' rowspan="{len(event.facts)}"' if len(event.facts) > 1 else ""
        path = redline_path(document, event) or f"{document.folder}index.html"
        head = (
            f"<td{size}>{moment(words, event.time)}</td>"
            f'<th scope="row"{size}>{link(f"{target.platform} · {target.title}", path)}</th>'
        )
        sides = (html(side(words, change.name, values)) for values in (change.before, change.after))
        rows.append(
            f"<tr>{head if number == 0 else ''}<td>{html(question(words, change.name))}</td>"
            + "".join(f"<td>{text}</td>" for text in sides)
            + "</tr>"
        )
    return "\n".join(rows)
