"""What every page of the site has: head, policy, navigation, foot. And small pieces that many pages share.

The policy lets the site's own style sheet and scripts run and nothing else: nothing is fetched from elsewhere, no
form is sent, no page text can become a script. Every page can be read without scripts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from watcher.report.escape import html
from watcher.report.headlines import without_link
from watcher.report.tongues import Tongue
from watcher.site.book import Book, Document, Event

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"  # of every page
)
_NAVIGATION: Final = (
    ("changes", "index.html"),
    ("documents", "documents/index.html"),
    ("facts", "facts.html"),
    ("search", "search/index.html"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, its heading, and its body. `scripts` are files of assets/, `feeds` pairs of name and
    path."""

    path: str
    title: str
    body: str
    section: str = ""
    above: str = ""
    scripts: tuple[str, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    indexed: bool = True


def root(path: str) -> str:
    """The way from a page to the top of the site."""
    return "../" * path.count("/")


def page(book: Book, given: Page) -> bytes:
    """The whole page."""
    words, up = book.words, root(given.path)
    name = html(words.say("site.name"))
    title = name if given.path == "index.html" else f"{html(given.title)} · {name}"
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        *([] if given.indexed else ['<meta name="robots" content="noindex">']),
        f"<title>{title}</title>",
        f'<link rel="stylesheet" href="{up}assets/site.css">',
        *(
            f'<link rel="alternate" type="application/atom+xml" title="{html(label)}" href="{up}{path}">'
            for label, path in given.feeds
        ),
        *(f'<script defer src="{up}assets/{script}"></script>' for script in _scripts(given)),
    ]
    above = f'<p class="eyebrow">{given.above}</p>\n' if given.above else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{book.language}">\n<head>\n' + "\n".join(head) + "\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{html(words.say("site.skip"))}</a>\n'
        f'<header class="top"><p class="brand"><a href="{up}index.html">{name}</a></p>\n{_navigation(words, given)}'
        f'</header>\n<main id="main" tabindex="-1" data-root="{up}">\n{above}<h1>{html(given.title)}</h1>\n'
        f'{given.body}\n</main>\n<footer><p class="small">{html(words.say("site.foot"))}</p></footer>\n'
        "</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _scripts(given: Page) -> tuple[str, ...]:
    return ("words.js", "site.js", *given.scripts) if given.scripts else ()


def _navigation(words: Tongue, given: Page) -> str:
    up = root(given.path)
    items = []
    for name, path in _NAVIGATION:
        here = (
            ' aria-current="page"' if path == given.path else ' aria-current="true"' if name == given.section else ""
        )
        items.append(f'<li><a href="{up}{path}"{here}>{html(words.say(f"site.nav_{name}"))}</a></li>')
    label = html(words.say("site.nav"))
    return f'<nav aria-label="{label}"><ul>{"".join(items)}</ul></nav>\n'


def moment(words: Tongue, time: dt.datetime) -> str:
    """`18 Sep 2025`, for machines to the second."""
    time = time.astimezone(dt.UTC)
    return f'<time datetime="{time:%Y-%m-%dT%H:%M:%SZ}">{html(words.short_date(time.date()))}</time>'


def link(text: str, path: str, **attributes: str) -> str:
    """A link inside the site; `path` is one that we made."""
    more = "".join(f' {name.replace("_", "-")}="{html(value)}"' for name, value in attributes.items())
    return f'<a href="{html(path)}"{more}>{html(text)}</a>'


def told(words: Tongue, event: Event) -> str:
    """One sentence on a version, as plain text."""
    if event.kind == "first":
        return words.say("site.first")
    if event.kind in ("anew", "over"):
        return words.say(f"site.{event.kind}")
    if event.kind == "reverted" and event.told is None:
        return words.say("site.reverted")
    return without_link((event.headline or {}).get(words.code, "")) or words.say("site.changed")


def chips(words: Tongue, event: Event) -> str:
    """Direction, severity and topics of what was found; nothing where nothing was."""
    if not event.severity:
        return ""
    direction = f'<span class="chip {event.direction}">{html(words.say(f"direction.{event.direction}"))}</span>'
    severity = html(words.say("site.graded", severity=words.say(f"severity.{event.severity}")))
    topics = "".join(f" · {html(words.bare_topic(topic))}" for topic in event.topics)
    return f'<p class="small">{direction} {severity}{topics}</p>'


def redline_path(document: Document, event: Event) -> str:
    """Where the redline of a version is, from the top; "" when it has none."""
    return f"{document.folder}{event.name}.html" if event.redline else ""


def script_data(name: str, data: object) -> bytes:
    """A file that hands data to the scripts. It is a script itself, because a page that is opened from a disk may
    load nothing else; page text stands in it as JSON strings in ASCII only."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"watcher.put({json.dumps(name)},{text});\n".encode("ascii")


def lines(parts: Iterable[str]) -> str:
    """The parts that are not empty, each on its own line."""
    return "\n".join(part for part in parts if part)
