"""The rows of a message as HTML for mail programs: one fragment, inline styles, no script, no picture.

Colours are see-through so that the message works on light and dark grounds, and never the only mark: what is gone is
struck through, what is new is underlined. Outlook on Windows knows neither see-through colours nor lines and paddings
of quotes and boxes: each colour stands there in a plain form, too, and boxes and quotes are tables of one cell.
Nothing is loaded from anywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Final

from watcher.model import Direction, Mark, Part, Row, RowKind, Run
from watcher.report.escape import html, html_link, web_address
from watcher.report.tongues import Tongue

_FONT: Final = (
    "font-family:Segoe UI,-apple-system,BlinkMacSystemFont,Roboto,Helvetica Neue,Arial,sans-serif;"
    "font-size:16px;line-height:1.5"
)
_WRAP: Final = f"{_FONT};max-width:640px;margin:0 auto;padding:16px 12px;overflow-wrap:anywhere;word-break:break-word"
_RULE: Final = "1px solid #c8cdd3;{side}:1px solid rgba(128,128,128,.45)"
_H1: Final = "font-size:21px;line-height:1.3;margin:0 0 8px;font-weight:700"
_H2: Final = "font-size:14px;line-height:1.3;margin:28px 0 8px;font-weight:700;letter-spacing:.03em"
_H2_BOXED: Final = "font-size:14px;line-height:1.3;margin:0 0 8px;font-weight:700;letter-spacing:.03em"
_H3: Final = "font-size:16px;line-height:1.3;margin:20px 0 6px;font-weight:700"
_SMALL: Final = "font-size:13px;line-height:1.5;margin:0 0 8px;opacity:.8"
_P: Final = "margin:0 0 8px"
_DEL: Final = (
    "background-color:#f8d9d9;background-color:rgba(214,69,69,.22);text-decoration:line-through;"
    "text-decoration-thickness:1px"
)
_INS: Final = (
    "background-color:#d3ecdc;background-color:rgba(46,143,82,.24);text-decoration:underline;font-weight:600"
)
_LIST: Final = "margin:0 0 8px;padding:0 0 0 20px"
_FOOT: Final = f"{_SMALL};border-top:{_RULE.format(side='border-top')};padding-top:10px;margin-top:24px"
COLORS: Final = {
    Direction.WEAKER: "#c2410c",
    Direction.STRONGER: "#2e8f52",
    Direction.MIXED: "#a16207",
    Direction.NEUTRAL: "#808080",
    Direction.NONE: "#808080",
}
_QUOTE_COLORS: Final = {RowKind.OLD: "#d64545", RowKind.NEW: "#2e8f52"}
# Outlook on Windows knows no greatest width: a table of that width around everything, which only it sees.
_OUTLOOK: Final = (
    '<!--[if mso]><table role="presentation" width="640" align="center" border="0"><tr><td><![endif]-->\n',
    "\n<!--[if mso]></td></tr></table><![endif]-->",
)


def mail_html(words: Tongue, parts: Sequence[Part]) -> str:
    """The fragment that these parts make; its root carries the language."""
    before, after = _OUTLOOK
    body = "\n".join(each.html for each in parts)
    return f'<div lang="{words.code}" dir="ltr" style="{html(_WRAP)}">\n{before}{body}{after}\n</div>\n'


def rows_html(words: Tongue, rows: Iterable[Row], color: str = "") -> str:
    """The rows, those that follow each other in a list or at the foot joined; in a box where there is a `color`."""
    parts: list[str] = []
    for kind, group in itertools.groupby(rows, lambda row: row.kind):
        members = list(group)
        if kind is RowKind.ITEM:
            items = "".join(_tag("li", "margin:0 0 4px", _line(words, row)) for row in members)
            parts.append(_tag("ul", _LIST, items))
        elif kind is RowKind.FOOT:
            parts.append(_tag("p", _FOOT, "<br>".join(_line(words, row) for row in members)))
        else:
            parts += [_row(words, row, boxed=bool(color)) for row in members]
    inner = "\n".join(parts)
    return _box(inner, color) if color else inner


def _box(inner: str, color: str) -> str:
    """A box with a coloured edge, as a table of one cell."""
    edge = f"border:{_RULE.format(side='border')};border-left:4px solid {color};border-radius:6px;padding:12px 14px"
    return _cell(inner, f"{_FONT};{edge}", "margin:16px 0 0;border-collapse:separate")


def _cell(inner: str, style: str, outer: str) -> str:
    return (
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="{html(outer)}">'
        f"<tr>{_tag('td', style, inner)}</tr></table>"
    )


def _row(words: Tongue, row: Row, *, boxed: bool) -> str:
    match row.kind:
        case RowKind.HEADLINE:
            return _tag("h1", _H1, _line(words, row) + ".")
        case RowKind.TITLE:
            return _tag("h2", _H2_BOXED if boxed else _H2, _line(words, row))
        case RowKind.SUBTITLE:
            return _tag("h3", _H3, _line(words, row))
        case RowKind.OLD | RowKind.NEW:
            return _quote(words, row)
        case RowKind.LINKS:
            links = " &nbsp;·&nbsp; ".join(_link(run) for run in row.runs)
            return _tag("p", "margin:28px 0 8px", links)
        case RowKind.SMALL:
            return _tag("p", _SMALL, _line(words, row))
    return _tag("p", _P, _line(words, row))


def _quote(words: Tongue, row: Row) -> str:
    edge = f"{_FONT};padding:6px 0 6px 12px;border-left:3px solid {_QUOTE_COLORS[row.kind]}"
    label = f"<strong>{_label(words, row.label)}</strong><br>" if row.label else ""
    inner = label + "".join(_marked(run) for run in row.runs)
    cell = _cell(inner, edge, "border-collapse:separate")
    return f'<blockquote dir="auto" style="margin:0 0 8px">{cell}</blockquote>'


def _line(words: Tongue, row: Row) -> str:
    """Its words with their label, and its links: an address on a line of its own. A headline says no address: what
    can be done, right below it, has the link."""
    said = "".join(_marked(run) for run in row.runs if not (run.url or run.mark is Mark.ADDRESS))
    if row.kind is RowKind.SUBTITLE:
        return f"{html(row.label)} {said}".strip()
    if row.label:
        said = f'<strong>{_label(words, row.label)}</strong> <span dir="auto">{said}</span>'
    if row.kind is RowKind.HEADLINE:
        return said
    links = [_link(run) for run in row.runs if run.url or run.mark is Mark.ADDRESS]
    return said + ("<br>" + " &nbsp;·&nbsp; ".join(links) if links else "")


def _link(run: Run) -> str:
    return html_link(run.text, run.url) if web_address(run.url) else html(run.text)


def _label(words: Tongue, label: str) -> str:
    return html(words.say("grammar.colon", label=label, text="").strip())


def _marked(run: Run) -> str:
    text = html(run.text)
    match run.mark:
        case Mark.GONE:
            return _tag("del", _DEL, text)
        case Mark.NEW:
            return _tag("ins", _INS, text)
        case Mark.STRONG:
            return f"<strong>{text}</strong>"
    return text


def _tag(name: str, style: str, inner: str) -> str:
    return f'<{name} style="{html(style)}">{inner}</{name}>'
