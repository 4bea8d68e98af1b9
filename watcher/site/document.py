"""The pages of one document: its facts and history with a comparison of any two versions, and its current text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from watcher.model import Fact, FactName
from watcher.report.answers import answer, question, unknown
from watcher.report.escape import cut, html, html_link, one_line, web_address
from watcher.report.tongues import Tongue, tongue
from watcher.site.book import Book, Document, Event
from watcher.site.feeds import feeds_of
from watcher.site.frame import Page, chips, lines, link, moment, page, redline_path, root, told
from watcher.site.part import Contents, Files, Part, key_of
from watcher.site.texts import compared, text_page, versions_file

REDLINES: Final = 200
"""How many redlines of one document are shown, its newest; older versions can be compared all the same."""

_LANGUAGE: Final = re.compile(rb'<!DOCTYPE html>\n<html lang="(en|fr)">')
_TOP: Final = b"<header>\n"  # text of a watched page has no tag: the first one is the redline's own
_ORIGIN = 80  # characters of where a version comes from, if that is no address
_OPEN = 30  # versions that are listed before the fold


def parts(book: Book) -> Iterator[Part]:
    """The list of documents; for each one its page, its text, its versions and its redlines."""
    numbers = [(d.target, len(d.events), d.newest.commit) for d in book.documents]
    yield Part("documents", key_of(book.language, numbers), partial(_list, book))
    for document in book.documents:
        target, commits = document.target, tuple(event.commit for event in document.events)
        kept = set(_kept(document))
        about = (book.language, target, document.facts, commits, sorted(kept))
        yield Part(f"document/{target.id}", key_of(*about), partial(_document, book, document, kept))
        newest = document.newest
        same = key_of(book.language, target, newest.text, newest.language)
        yield Part(f"text/{target.id}", same, partial(text_page, book, document), (newest.text,))
        versions = compared(document)
        needs = tuple(dict.fromkeys(event.text for event in versions))
        yield Part(f"versions/{target.id}", key_of(commits), partial(versions_file, document, versions), needs)
        for event in document.events:
            if event.commit in kept:
                path = redline_path(document, event)
                same = key_of(event.redline, path, target)
                render = partial(_redline, document, path, event)
                yield Part(f"redline/{path}", same, render, (event.redline,))


def _kept(document: Document) -> list[str]:
    """The commits whose redlines are shown."""
    return [event.commit for event in document.events if event.redline][-REDLINES:]


def _redline(document: Document, path: str, event: Event, contents: Contents) -> Files:
    """As the archive has it, a page of its own with its own policy, and on top of it the way back into the site, in
    the language of the page. Links need neither a style nor a script, so the policy holds as it is."""
    page, target = contents[event.redline], document.target
    said = _LANGUAGE.match(page)
    words = tongue("fr" if said is not None and said[1] == b"fr" else "en")
    links = (
        link(f"{target.platform} · {target.title}", "index.html"),
        link(words.say("site.changes_title"), f"{root(path)}index.html"),
    )
    label = html(words.say("site.nav"))
    back = f'<nav class="small" aria-label="{label}">{" · ".join(links)}</nav>\n'
    return {path: page.replace(_TOP, _TOP + back.encode("utf-8", "replace"), 1)}


def _list(book: Book, _: Contents) -> Files:
    words = book.words
    platforms: dict[str, list[Document]] = {}
    for document in book.documents:
        platforms.setdefault(document.target.platform, []).append(document)
    heads = "".join(
        f'<th scope="col">{html(words.say(key))}</th>' for key in ("index.document", "index.versions", "index.last")
    )
    sections = []
    for name, documents in platforms.items():
        platform = html(name)
        rows = "\n".join(_list_row(words, document) for document in documents)
        sections.append(
            f'<h2>{platform}</h2>\n<div class="scroll" role="region" tabindex="0" aria-label="{platform}">'
            f'<table class="wide"><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></div>'
        )
    body = "\n".join(sections) or f"<p>{html(words.say('index.none'))}</p>"
    given = Page("documents/index.html", words.say("site.nav_documents"), body, "documents", feeds=feeds_of(book))
    return {given.path: page(book, given)}


def _list_row(words: Tongue, document: Document) -> str:
    changes = [event for event in document.events if event.is_change]
    last = moment(words, changes[-1].time) if changes else html(words.say("index.never"))
    name = link(document.target.title, f"{document.target.id}/index.html")
    return (
        f'<tr><th scope="row">{name}</th><td class="number">{html(words.number(len(document.events)))}</td>'
        f"<td>{last}</td></tr>"
    )


def _document(book: Book, document: Document, kept: set[str], _: Contents) -> Files:
    words, target = book.words, document.target
    path = f"{document.folder}index.html"
    facts = [
        link(words.say("site.history"), "#history"),
        *([link(words.say("site.compare"), "#compare")] if len(compared(document)) > 1 else []),
        link(words.say("site.text"), "text.html"),
        *([html_link(words.say("page.live"), target.url)] if target.url else []),
        html(words.count("site.versions", len(document.events))),
        html(words.say("site.read_on", date=words.date(document.newest.time.date()))),
    ]
    body = lines(
        [
            f'<p class="small">{" · ".join(facts)}</p>',
            f'<section aria-labelledby="facts"><h2 id="facts">{html(words.say("site.facts_title"))}</h2>',
            _facts(words, document),
            f'</section>\n<section aria-labelledby="history"><h2 id="history">{html(words.say("site.history"))}</h2>',
            _history(words, document, kept),
            "</section>",
            _comparison(words, document),
        ]
    )
    platform = html(target.platform)
    title = one_line(target.title)
    given = Page(path, title, body, "documents", platform, ("compare.js",), feeds_of(book, document))
    return {path: page(book, given)}


def _facts(words: Tongue, document: Document) -> str:
    """Each question with its answers and the sentences that give them; what no sentence says is unknown."""
    if document.facts is None:
        return f"<p>{html(words.say('facts.unread'))}</p>"
    entries = []
    for name in FactName:
        proofs = [_fact(words, document, fact) for fact in document.facts if fact.name is name]
        if proofs:
            entries.append(f"<div><dt>{html(question(words, name))}</dt>{''.join(proofs)}</div>")
    missing = words.join([question(words, name) for name in unknown(document.facts)])
    said = html(words.say("grammar.colon", label=words.say("site.not_said"), text=missing))
    listed = '<dl class="facts">\n' + "\n".join(entries) + "\n</dl>" if entries else ""
    return lines([listed, f'<p class="small">{said}</p>' if missing else ""])


def _fact(words: Tongue, document: Document, fact: Fact) -> str:
    values = ", ".join(one_line(answer(words, fact.name, value)) for value in fact.values)
    language = html(document.newest.language)
    lead = f"{html(fact.quote.lead)} … " if fact.quote.lead else ""
    quote = f'<span lang="{language}" dir="auto">{lead}{html(fact.quote.text)}</span>'
    if fact.line:
        quote = f'<a href="text.html#L{fact.line}">{quote}</a>'
    where = " › ".join(one_line(name) for name in fact.quote.section[-2:])
    place = f'<p class="small" lang="{language}" dir="auto">{html(where)}</p>' if where else ""
    path = f" · {html_link(one_line(fact.path) or fact.url, fact.url)}" if web_address(fact.url) else ""
    return f'<dd><p class="answer">{html(values)}{path}</p><p>{quote}</p>{place}</dd>'


def _history(words: Tongue, document: Document, kept: set[str]) -> str:
    newest = document.events[::-1]
    parts = [_list_of(words, newest[:_OPEN], kept)]
    if len(newest) > _OPEN:
        older = html(words.count("site.older", len(newest) - _OPEN))
        parts.append(f"<details><summary>{older}</summary>{_list_of(words, newest[_OPEN:], kept)}</details>")
    return "\n".join(parts)


def _list_of(words: Tongue, events: Iterable[Event], kept: set[str]) -> str:
    items = []
    for event in events:
        said = told(words, event)
        shown = link(said, f"{event.name}.html") if event.commit in kept else html(said)
        changed = "".join(f"<li>{html(line)}</li>" for line in changed_answers(words, event))
        facts = f'<ul class="small">{changed}</ul>' if changed else ""
        kind = event.direction if event.severity else "quiet"
        items.append(
            f'<li class="{kind}"><p class="small">{moment(words, event.time)} · <code>{event.commit[:10]}</code>'
            f"{_origin(words, event.origin)}</p>"
            f'<p class="said">{shown}</p>{chips(words, event)}{facts}</li>'
        )
    return '<ol class="changes">\n' + "\n".join(items) + "\n</ol>"


def _origin(words: Tongue, origin: str) -> str:
    """Where a version comes from that we did not fetch: a link that names the host, else what is known of it."""
    if not origin:
        return ""
    host = urlsplit(address).hostname if (address := web_address(origin)) else None
    if not host:
        said = words.say("grammar.colon", label=words.say("changes.origin"), text=cut(one_line(origin), _ORIGIN))
        return f" · {html(said)}"
    return f" · {html_link(words.say('site.origin', host=host), address)}"


def changed_answers(words: Tongue, event: Event) -> list[str]:
    """`default: off → on` for each question that a version answers otherwise than the one before."""
    found = []
    for change in event.facts:
        sides = [side(words, change.name, values) for values in (change.before, change.after)]
        arrow = words.say("grammar.arrow", before=sides[0], after=sides[1])
        found.append(words.say("grammar.colon", label=question(words, change.name), text=arrow))
    return found


def side(words: Tongue, name: FactName, values: Sequence[str]) -> str:
    """The answers to one question in words; unknown when there is none."""
    return ", ".join(answer(words, name, value) for value in values) or words.say("facts.unknown")


def _comparison(words: Tongue, document: Document) -> str:
    """A form that the script shows and answers; without scripts, the command that does the same."""
    versions = compared(document)[::-1]
    if len(versions) < 2:
        return ""
    selects = "".join(_versions(words, name, versions, chosen) for name, chosen in (("old", 1), ("new", 0)))
    command = f"watcher diff {document.target.id} OLD NEW"
    title = html(words.say("site.compare"))
    language = html(document.newest.language)
    return (
        f'<section aria-labelledby="compare"><h2 id="compare">{title}</h2>\n'
        f'<form id="comparison" data-document="{document.target.id}" hidden aria-labelledby="compare">\n{selects}\n'
        f'<p class="buttons"><button type="submit">{html(words.say("site.compare_do"))}</button></p>\n</form>\n'
        f'<p id="status" role="status"></p>\n<div id="difference" lang="{language}"></div>\n'
        f'<p class="small">{html(words.say("site.compare_command"))} <code id="command">{html(command)}</code></p>\n'
        f'<p class="small">{html(words.say("site.compare_note"))}</p></section>'
    )


def _versions(words: Tongue, name: str, versions: Sequence[Event], chosen: int) -> str:
    """A choice of one version, each in so few words that the commit is not cut off on a phone; times are UTC."""
    options = "".join(
        f'<option value="{event.commit[:12]}"{" selected" if number == chosen else ""}>'
        f"{html(words.short_date(event.time.date()))}, {event.time:%H:%M} · {event.commit[:7]}</option>"
        for number, event in enumerate(versions)
    )
    label = html(words.say(f"site.compare_{name}"))
    return f'<p><label for="{name}">{label}</label><select id="{name}">{options}</select></p>'
