"""The timeline: the first page with filters, a page for each year and month as plain lists, and the filters' data.

Without scripts the filters are not shown, and the lists have everything.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from watcher.model import Direction, Severity, iso
from watcher.report.escape import html
from watcher.report.tongues import Tongue
from watcher.site.book import Book, Document, Event
from watcher.site.feeds import ALL, feeds_of
from watcher.site.frame import Page, chips, lines, link, moment, page, redline_path, root, script_data, told
from watcher.site.part import Contents, Files, Part, key_of

NEWEST = 60
"""How many changes the first page shows."""

Change = tuple[Document, Event]
Counts = Mapping[str, int]


def parts(book: Book) -> Iterator[Part]:
    """The first page, the months, the years and what the filters read."""
    changes = book.changes
    months = {name: list(group) for name, group in itertools.groupby(changes, lambda pair: f"{pair[1].time:%Y-%m}")}
    years = {name: list(group) for name, group in itertools.groupby(changes, lambda pair: f"{pair[1].time:%Y}")}
    counts = {name: len(group) for name, group in months.items()}
    names = [*months]
    topics = tuple(sorted({topic for _, event in changes for topic in event.topics}))
    newest = changes[:NEWEST]
    yield _part(book, "home", newest, partial(_home, book, newest, counts, topics), counts, topics, _targets(book))
    yield Part("data/documents", key_of(_targets(book)), partial(_documents_data, book))
    for number, (name, group) in enumerate(months.items()):
        near = (names[number + 1] if number + 1 < len(names) else "", names[number - 1] if number else "")
        yield _part(book, f"month/{name}", group, partial(_month, book, name, group, near), near)
    for year, group in years.items():
        inside = {name: n for name, n in counts.items() if name.startswith(year)}
        found = [(document, event) for document, event in group if event.severity]
        yield _part(book, f"year/{year}", found, partial(_year, book, year, found, inside), inside)
        yield _part(book, f"data/{year}", group, partial(_year_data, book, year, group))


def _part(
    book: Book, name: str, changes: Iterable[Change], render: Callable[[Contents], Files], *more: object
) -> Part:
    shown = [(document.number, document.target, event.commit, event.name) for document, event in changes]
    return Part(name, key_of(book.language, book.base_url, shown, *more), render)


def _targets(book: Book) -> list[object]:
    return [(document.number, document.target) for document in book.documents]


def _home(book: Book, newest: Sequence[Change], counts: Counts, topics: Sequence[str], _: Contents) -> Files:
    words = book.words
    documents = words.count("site.documents", len(book.documents))
    changes = words.count("site.changes", sum(counts.values()))
    years: dict[str, dict[str, int]] = {}
    for name, number in counts.items():
        years.setdefault(name[:4], {})[name] = number
    body = lines(
        [
            f'<p class="lead">{html(words.say("site.intro"))}</p>',
            f'<p class="small">{html(documents)} · {html(changes)} · {link(words.say("site.feed"), ALL)}</p>',
            _filters(book, topics, sorted(years)) if newest else "",
            '<div id="newest">',
            listing(book, newest, "index.html"),
            "</div>",
            "" if newest else f"<p>{html(words.say('site.no_changes'))}</p>",
            f'<section aria-labelledby="months"><h2 id="months">{html(words.say("site.by_month"))}</h2>'
            if years
            else "",
            *(
                f"<h3>{link(year, f'changes/{year}.html')}</h3>\n{_month_list(words, inside, 'changes/')}"
                for year, inside in years.items()
            ),
            "</section>" if years else "",
        ]
    )
    title = words.say("site.changes_title")
    given = Page("index.html", title, body, scripts=("timeline.js",), feeds=feeds_of(book))
    return {given.path: page(book, given)}


def _filters(book: Book, topics: Sequence[str], years: Sequence[str]) -> str:
    """A form that the script shows and answers."""
    words = book.words
    any_one = ("", words.say("site.any"))
    platforms = dict.fromkeys(document.target.platform for document in book.documents)
    directions = [d for d in Direction if d is not Direction.NONE]
    severities = [(s.value, words.say("site.at_least", severity=words.say(f"severity.{s}"))) for s in Severity]
    choices = {
        "platform": [any_one, *((name, name) for name in platforms)],
        "topic": [any_one, *((topic, words.bare_topic(topic)) for topic in topics)],
        "direction": [any_one, *((d.value, words.say(f"direction.{d}")) for d in directions)],
        "severity": [("", words.say("site.any_text")), *severities],
    }
    fields = [_choice(words, name, options) for name, options in choices.items()]
    fields += [
        f'<p><label for="{name}">{html(words.say(f"site.{name}"))}</label><input type="date" id="{name}"></p>'
        for name in ("since", "until")
    ]
    return (
        f'<form id="filters" hidden data-years="{" ".join(years)}" aria-label="{html(words.say("site.filters"))}">\n'
        f"{lines(fields)}\n"
        f'<p class="buttons"><button type="reset">{html(words.say("site.reset"))}</button></p>\n</form>\n'
        '<p id="count" role="status" class="small"></p>\n<div id="found" hidden></div>'
    )


def _choice(words: Tongue, name: str, options: Iterable[tuple[str, str]]) -> str:
    shown = "".join(f'<option value="{html(value)}">{html(text)}</option>' for value, text in options)
    return f'<p><label for="{name}">{html(words.say(f"site.{name}"))}</label><select id="{name}">{shown}</select></p>'


def listing(book: Book, changes: Sequence[Change], path: str) -> str:
    """Changes as lists, one for each month, for the page at `path`."""
    found = []
    for _, group in itertools.groupby(changes, lambda pair: f"{pair[1].time:%Y-%m}"):
        members = list(group)
        month = html(_month_name(book.words, f"{members[0][1].time:%Y-%m}"))
        items = "\n".join(row(book, document, event, path) for document, event in members)
        found.append(f'<h2 class="month">{month}</h2>\n<ol class="changes">\n{items}\n</ol>')
    return "\n".join(found)


def row(book: Book, document: Document, event: Event, path: str) -> str:
    """One change as an item of a list; assets/site.js builds the same for what it finds."""
    up, words, target = root(path), book.words, document.target
    name = link(f"{target.platform} · {target.title}", f"{up}{document.folder}index.html")
    redline = redline_path(document, event)
    said = told(words, event)
    shown = link(said, f"{up}{redline}") if redline else html(said)
    kind = event.direction if event.severity else "quiet"
    return (
        f'<li class="{kind}"><p class="small">{moment(words, event.time)} · {name}</p>'
        f'<p class="said">{shown}</p>{chips(words, event)}</li>'
    )


def _month(book: Book, name: str, changes: Sequence[Change], near: tuple[str, str], _: Contents) -> Files:
    words, path = book.words, f"changes/{name}.html"
    rel = {"prev": near[0], "next": near[1]}
    around = [link(_month_name(words, month), f"{month}.html", rel=way) for way, month in rel.items() if month]
    items = "\n".join(row(book, document, event, path) for document, event in changes)
    label = html(words.say("site.neighbours"))
    body = lines(
        [
            f'<ol class="changes">\n{items}\n</ol>',
            f'<nav aria-label="{label}"><p>{" · ".join(around)}</p></nav>' if around else "",
        ]
    )
    above = link(name[:4], f"{name[:4]}.html")
    given = Page(path, _month_name(words, name), body, "changes", above, feeds=feeds_of(book))
    return {path: page(book, given)}


def _year(book: Book, year: str, found: Sequence[Change], months: Counts, _: Contents) -> Files:
    words, path = book.words, f"changes/{year}.html"
    body = lines(
        [
            _month_list(words, months, ""),
            f'<p class="lead">{html(words.count("site.found", len(found)))}</p>',
            listing(book, found, path),
        ]
    )
    above = link(words.say("site.changes_title"), "../index.html")
    return {path: page(book, Page(path, year, body, "changes", above, feeds=feeds_of(book)))}


def _month_list(words: Tongue, months: Counts, folder: str) -> str:
    items = (
        f"<li>{link(_month_name(words, name), f'{folder}{name}.html')} "
        f"<span>({html(words.number(number))})</span></li>"
        for name, number in months.items()
    )
    return f'<ul class="months">{"".join(items)}</ul>'


def _month_name(words: Tongue, name: str) -> str:
    year, _, month = name.partition("-")
    return f"{words.say('grammar.months').split()[int(month) - 1]} {year}"


def _documents_data(book: Book, _: Contents) -> Files:
    data = [[d.number, d.target.id, d.target.platform, d.target.title] for d in book.documents]
    return {"data/documents.js": script_data("documents", data)}


def _year_data(book: Book, year: str, changes: Sequence[Change], _: Contents) -> Files:
    data = [row_data(book, document, event) for document, event in changes]
    return {f"data/{year}.js": script_data(f"changes/{year}", data)}


def row_data(book: Book, document: Document, event: Event) -> dict[str, object]:
    """One change for the scripts; empty parts are left out."""
    data: dict[str, object] = {
        "t": iso(event.time),
        "d": document.number,
        "h": told(book.words, event),
        "w": event.direction if event.severity else "",
        "s": event.severity,
        "p": event.topics,
        "r": event.name if event.redline else "",
    }
    return {key: value for key, value in data.items() if value or key == "d"}
