"""Search: an index of the words of all current texts and of all findings, cut into small files by how words begin.

A query loads only the files of its words. What they hold is which documents have the word (and how often, up to nine)
and which findings; sentences are then looked for in the texts themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from watcher.report.escape import html
from watcher.site.book import Book, Document, Event
from watcher.site.feeds import feeds_of
from watcher.site.frame import Page, link, page, script_data
from watcher.site.part import Contents, Files, Part, key_of
from watcher.site.timeline import row_data

_WORD = re.compile(r"[^\W_]{2,40}")
_LINK_TARGET = re.compile(r"\]\(<[^<>]*>\)")
_MOST_OFTEN: Final = 9
_FOLDER: Final = "search/"


class Words:
    """The words of texts that were read before, by the names of their contents: few of them change."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def missing(self, names: list[str]) -> tuple[str, ...]:
        """Those of the texts that are not known."""
        return tuple(name for name in dict.fromkeys(names) if name not in self._known)

    def of(self, names: list[str], contents: Mapping[str, bytes]) -> Iterator[Counter[str]]:
        """The words of each text, with how often it has them. Other texts are forgotten."""
        known = {name: self._known[name] for name in names if name in self._known}
        for name in names:
            if name not in known:
                known[name] = " ".join(words_of(contents[name].decode("utf-8", "replace")))
        self._known = known
        return (Counter(known[name].split()) for name in names)


def words_of(text: str) -> list[str]:
    """The words in small letters without accents, as assets/search.js cuts a query."""
    plain = unicodedata.normalize("NFKD", _LINK_TARGET.sub("]", text))
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)).lower())


def parts(book: Book, words: Words) -> Iterator[Part]:
    """The page, and the index as one part: a word more may go into any of its files."""
    yield Part("search", key_of(book.language), partial(_page, book))
    texts = [document.newest.text for document in book.documents]
    found = _findings(book)
    about = [(d.number, d.target.id) for d in book.documents], texts, [(d.number, e.commit) for d, e in found]
    needs = words.missing(texts)
    yield Part("search-index", key_of(book.language, about), partial(_index, book, words, found), needs)


def _findings(book: Book) -> list[tuple[Document, Event]]:
    """All findings, oldest first: their numbers stay when new ones come."""
    return [pair for pair in book.changes[::-1] if pair[1].told is not None]


def _page(book: Book, _: Contents) -> Files:
    words = book.words
    path = f"{_FOLDER}index.html"
    label, button = html(words.say("site.search_label")), html(words.say("site.search_do"))
    command = f"git grep -i '{words.say('site.search_word')}' -- '*/text.md'"
    body = (
        f'<p class="lead">{html(words.say("site.search_intro"))}</p>\n'
        f'<form id="search" role="search" hidden><p><label for="query">{label}</label>'
        '<input type="search" id="query" autocomplete="off" spellcheck="false"></p>'
        f'<p class="buttons"><button type="submit">{button}</button></p></form>\n'
        '<p id="status" role="status"></p>\n<div id="results"></div>\n'
        f'<div id="plain"><p>{html(words.say("site.search_plain"))}</p>'
        f"<pre><code>{html(command)}</code></pre>"
        f"<p>{link(words.say('site.nav_documents'), '../documents/index.html')}</p></div>"
    )
    given = Page(path, words.say("site.nav_search"), body, "search", scripts=("search.js",), feeds=feeds_of(book))
    return {path: page(book, given)}


def _index(book: Book, words: Words, found: list[tuple[Document, Event]], contents: Contents) -> Files:
    """`{word: [documents, findings]}`, documents as `[number, how often, number, how often …]`."""
    index: dict[str, tuple[list[int], list[int]]] = {}
    texts = [document.newest.text for document in book.documents]
    for document, counts in zip(book.documents, words.of(texts, contents), strict=True):
        for word, times in counts.items():
            index.setdefault(word, ([], []))[0].extend((document.number, min(times, _MOST_OFTEN)))
    for number, (_, event) in enumerate(found):
        for word in dict.fromkeys(words_of(_said(event))):
            index.setdefault(word, ([], []))[1].append(number)
    shards: dict[str, dict[str, object]] = {}
    for word in sorted(index):
        shards.setdefault(shard(word), {})[word] = index[word]
    files = {f"{_FOLDER}{name}.js": script_data(f"search/{name}", held) for name, held in shards.items()}
    rows = [row_data(book, document, event) for document, event in found]
    listed = script_data("findings", {"rows": rows, "shards": sorted(shards)})
    return {**files, "data/findings.js": listed}


def _said(event: Event) -> str:
    """The words of a finding: its headline in both languages and its quotes."""
    quotes = [
        quote.text
        for finding in (event.told.assessment.findings if event.told else ())
        for quote in (finding.before, finding.after)
        if quote is not None
    ]
    return " ".join([*(event.headline or {}).values(), *quotes])


def shard(word: str) -> str:
    """The file of a word: its first two letters, others than a-z and digits by their numbers."""
    return "".join(char if char.isascii() else f"u{ord(char):x}" for char in word[:2])
