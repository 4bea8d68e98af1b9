"""A message as the content of a Matrix event: HTML that clients show, and the plain text beside it. Pure.

Only elements that the specification lists ("m.room.message msgtypes", client-server API 1.11): it has neither styles
nor `ins`, so new words are bold and underlined. Nobody is mentioned: `m.mentions` is there and empty, which turns off
the older rules that look for names in the text; for clients that still do, `@room` is taken apart.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from watcher.alert.cutting import closing, cut_sentences, essence, keep
from watcher.model import Mark, Message, Part, Row, RowKind, Run

# An event may have 65,536 bytes with everything in it, as canonical JSON and after the server has added its part.
MAX_BYTES: Final = 40_000
_ROOM: Final = re.compile(r"@(?=room\b)", re.IGNORECASE)
_COLONS: Final = {"fr": "\u00a0:"}
_TAGS: Final = {RowKind.HEADLINE: "h3", RowKind.TITLE: "h4"}


def content(message: Message, language: str, kind: str = "m.text") -> dict[str, Any]:
    """The content of the event. The headline stands in it once."""
    plain, formatted = bodies(message, language)
    event: dict[str, Any] = {"msgtype": kind, "body": plain}
    if formatted:
        event |= {"format": "org.matrix.custom.html", "formatted_body": formatted}
    return event | {"m.mentions": {}}


def bodies(message: Message, language: str) -> tuple[str, str]:
    """The plain text and the HTML, within what an event holds; the HTML is empty where only text has room."""
    if not message.parts:
        return _whole(message, language)
    kept = keep(message.parts, MAX_BYTES, lambda part: _bytes(part, language), language)
    if kept is None:
        lines = [*essence(message, MAX_BYTES // 4), closing(language, linked=False)]
        return _quiet("\n".join(lines)), ""
    texts, htmls = [], []
    for part in kept.above:
        if part is kept.partial:
            said = cut_sentences(part.text, kept.room // 4, whole_lines=False)
            texts.append(said)
            htmls.append("".join(f"<p>{html.escape(each)}</p>" for each in said.split("\n\n")).replace("\n", "<br>"))
        else:
            texts.append(part.text)
            htmls.append(rows_html(part.rows, language))
    if kept.closing:
        texts.append(kept.closing)
        htmls.append(f"<p>{html.escape(kept.closing)}</p>")
    texts += [part.text for part in kept.below]
    htmls += [rows_html(part.rows, language) for part in kept.below]
    return _quiet("\n\n".join(texts)), _quiet("".join(htmls))


def _whole(message: Message, language: str) -> tuple[str, str]:
    """A message without parts: its text, and its HTML if both have room; its title where it does not begin so."""
    title = "" if message.text.startswith(message.title) else message.title
    text = f"{title}\n\n{message.text}" if title else message.text
    formatted = (f"<h3>{html.escape(title)}</h3>" if title else "") + message.html
    if len((text + formatted).encode()) > MAX_BYTES:
        return _quiet(
            f"{cut_sentences(text, MAX_BYTES // 4, whole_lines=False)}\n\n{closing(language, linked=False)}"
        ), ""
    return _quiet(text), _quiet(formatted)


def _bytes(part: Part, language: str) -> int:
    return len((part.text + rows_html(part.rows, language)).encode()) + 2


def _quiet(text: str) -> str:
    return _ROOM.sub("@\u2060", text)


def rows_html(rows: Iterable[Row], language: str) -> str:
    """The rows with the elements that Matrix knows."""
    colon = _COLONS.get(language, ":")
    made: list[str] = []
    for kind, group in itertools.groupby(rows, lambda row: row.kind):
        lines = [_line(row, colon) for row in group]
        if kind is RowKind.ITEM:
            made.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
        elif kind in (RowKind.OLD, RowKind.NEW):
            made += [f"<blockquote>{line}</blockquote>" for line in lines]
        elif kind is RowKind.FOOT:
            made.append("<hr><p>" + "<br>".join(lines) + "</p>")
        else:
            tag = _TAGS.get(kind, "p")
            made += [f"<{tag}>{line}</{tag}>" for line in lines]
    return "".join(made)


def _line(row: Row, colon: str) -> str:
    if row.kind is RowKind.LINKS:
        return _linked(row.runs)
    said = "".join(_marked(run) for run in row.runs if not (run.url or run.mark is Mark.ADDRESS))
    if row.kind is RowKind.SUBTITLE:
        return f"<strong>{html.escape(f'{row.label} '.lstrip())}{said}</strong>"
    if row.label:
        said = f"<strong>{html.escape(row.label)}{colon}</strong> {said}"
    links = [run for run in row.runs if run.url or run.mark is Mark.ADDRESS]
    if row.kind is RowKind.HEADLINE:
        return f"{said}."
    return said + (f"<br>{_linked(links)}" if links else "")


def _linked(runs: Sequence[Run]) -> str:
    return " · ".join(
        f'<a href="{html.escape(run.url)}">{html.escape(run.text)}</a>' if run.url else html.escape(run.text)
        for run in runs
    )


def _marked(run: Run) -> str:
    text = html.escape(run.text)
    match run.mark:
        case Mark.GONE:
            return f"<del>{text}</del>"
        case Mark.NEW:
            return f"<strong><u>{text}</u></strong>"
        case Mark.STRONG:
            return f"<strong>{text}</strong>"
    return text
