"""Atom feeds (RFC 4287): of all changes that found something, and the same by platform and by topic.

The id of an entry is that of its alert: a reader shows it once, wherever the site stands and in whatever feed it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from watcher.model import Alert, iso
from watcher.report.escape import html, xml
from watcher.report.explain import claim_delta
from watcher.report.letter import weight_line
from watcher.report.tongues import Tongue
from watcher.site.book import Book, Document, Event
from watcher.site.frame import redline_path, root, told
from watcher.site.part import Contents, Files, Part, key_of

ALL: Final = "feeds/all.xml"
NEWEST: Final = 50
"""Entries of one feed."""

_MOST_FINDINGS = 5
_TAG = "tag:policy-watcher.invalid,2025:"  # RFC 4151; a name that nobody can own, for ids that move with the archive
_UNNAMED = re.compile(r"[^a-z0-9]+")


def feeds_of(book: Book, document: Document | None = None) -> tuple[tuple[str, str], ...]:
    """Names and paths of the feeds that a page offers."""
    feeds = [(book.words.say("site.feed_all"), ALL)]
    if document is not None:
        platform = document.target.platform
        feeds.append((book.words.say("site.feed_of", name=platform), _platform_paths(book)[platform]))
    return tuple(feeds)


def parts(book: Book) -> Iterator[Part]:
    """One part for each feed."""
    words = book.words
    found = _told(book)
    yield _part(book, ALL, words.say("site.feed_all"), found)
    for platform, path in _platform_paths(book).items():
        of_platform = [pair for pair in found if pair[0].target.platform == platform]
        yield _part(book, path, words.say("site.feed_of", name=platform), of_platform)
    for topic, path in topic_paths(book).items():
        on_topic = [pair for pair in found if topic in pair[1].topics]
        yield _part(book, path, words.say("site.feed_of", name=words.bare_topic(topic)), on_topic)


def _told(book: Book) -> list[tuple[Document, Event]]:
    """What was found, newest first; the same news once, as it was told first. What was brought in afterwards is
    there, too, in its place and marked."""
    first: dict[str, tuple[Document, Event]] = {}
    for document, event in reversed(book.changes):
        if event.told is not None and event.kind == "changed":
            first.setdefault(event.told.id, (document, event))
    return list(first.values())[::-1]


def _platform_paths(book: Book) -> dict[str, str]:
    return _paths("platform", [document.target.platform for document in book.documents])


def topic_paths(book: Book) -> dict[str, str]:
    """The feeds of the topics on which something was found, and of the built-in ones."""
    found = {topic for document in book.documents for event in document.events for topic in event.topics}
    return _paths("topic", sorted(found | {"ai-training", "default-setting"}))


def _paths(kind: str, names: Sequence[str]) -> dict[str, str]:
    """A path for each name, safe as a file name; names that look alike there are numbered."""
    paths: dict[str, str] = {}
    for name in dict.fromkeys(names):
        base = _UNNAMED.sub("-", name.casefold()).strip("-")[:60] or "other"
        tries = (f"feeds/{kind}-{base}{f'-{n}' if n else ''}.xml" for n in range(len(names) + 1))
        paths[name] = next(path for path in tries if path not in paths.values())
    return paths


def _part(book: Book, path: str, title: str, found: Sequence[tuple[Document, Event]]) -> Part:
    newest = found[:NEWEST]
    shown = [(document.target, event.commit) for document, event in newest]
    key = key_of(book.language, book.base_url, title, shown, book.root)
    return Part(f"feed/{path}", key, partial(_feed, book, path, title, newest))


def _feed(book: Book, path: str, title: str, found: Sequence[tuple[Document, Event]], _: Contents) -> Files:
    words, base = book.words, book.base_url

    def place(target: str) -> str:
        return f"{base}{target}" if base else f"{root(path)}{target}"

    heading = f"{words.say('site.name')}: {title}"
    updated = found[0][1].time if found else _oldest(book)
    name = path.removeprefix("feeds/").removesuffix(".xml")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{book.language}">',
        f"<id>{_TAG}{book.root[:16] or 'empty'}/{name}</id>",
        f"<title>{xml(heading)}</title>",
        f"<updated>{iso(updated)}</updated>",
        "<author><name>policy-watcher</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{xml(place(path))}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(place("index.html"))}"/>',
        *(_entry(words, document, event, place) for document, event in found),
        "</feed>\n",
    ]
    return {path: "\n".join(parts).encode("utf-8", "replace")}


def _oldest(book: Book) -> dt.datetime:
    times = (event.time for document in book.documents for event in document.events[:1])
    return min(times, default=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))


def _entry(words: Tongue, document: Document, event: Event, place: Callable[[str], str]) -> str:
    alert, target = event.told, document.target
    if alert is None:
        return ""
    said = told(words, event)
    past = f" ({words.say('changes.past_short')})" if alert.past else ""
    redline = redline_path(document, event) or f"{document.folder}index.html"
    categories = "".join(
        f'<category term="{xml(topic)}" label="{xml(words.bare_topic(topic))}"/>' for topic in event.topics
    )
    return "\n".join(
        [
            "<entry>",
            f"<id>{_TAG}alert/{xml(alert.id)}</id>",
            f"<title>{xml(said)}</title>",
            f"<updated>{iso(event.time)}</updated>",
            f'<link rel="alternate" type="text/html" href="{xml(place(redline))}"/>',
            f"{categories}",
            f"<summary>{xml(f'{target.platform} · {target.title}: {said}{past}')}</summary>",
            f'<content type="html">{xml(_content(words, document, alert))}</content>',
            "</entry>",
        ]
    )


def _content(words: Tongue, document: Document, alert: Alert) -> str:
    """The weight, what the claims said and say, and the quotes of the first findings."""
    target, assessment = document.target, alert.assessment
    parts = [f"<p>{html(f'{target.platform} · {target.title}')}</p>"]
    parts.append(f"<p><strong>{html(weight_line(words, assessment))}</strong></p>")
    delta = "".join(f"<li>{html(line)}</li>" for line in claim_delta(assessment, words.code))
    parts += [f"<ul>{delta}</ul>"] if delta else []
    for finding in assessment.findings[:_MOST_FINDINGS]:
        parts.append(f"<p><strong>{html(words.say(f'kind.{finding.kind}'))}</strong></p>")
        for label, quote in (("site.before", finding.before), ("site.after", finding.after)):
            if quote is not None:
                parts.append(f"<p>{html(words.say(label))}</p><blockquote>{html(quote.text)}</blockquote>")
    return "".join(parts)
