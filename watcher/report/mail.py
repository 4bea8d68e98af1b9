"""An alert as HTML for mail programs and chat clients: one fragment, inline styles, no script, no picture.

Colours are see-through so that the message works on light and dark grounds, and never the only mark: what is gone is
struck through, what is new is underlined. Nothing is loaded from anywhere.
"""

from __future__ import annotations

from watcher.model import Direction
from watcher.report.escape import html, html_link, web_address
from watcher.report.headline import without_link
from watcher.report.letter import Item, Letter, Line, Passage
from watcher.report.tongue import Tongue, tongue
from watcher.report.worddiff import Span

_BODY = (
    "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:1.5;"
    "max-width:640px;margin:0 auto;padding:8px;overflow-wrap:anywhere"
)
_H1 = "font-size:21px;line-height:1.3;margin:0 0 8px;font-weight:700"
_H2 = "font-size:14px;line-height:1.3;margin:28px 0 8px;font-weight:700;letter-spacing:.03em"
_H3 = "font-size:16px;line-height:1.3;margin:20px 0 6px;font-weight:700"
_SMALL = "font-size:13px;margin:0 0 8px;opacity:.8"
_P = "margin:0 0 8px"
_BOX = "border:1px solid rgba(128,128,128,.45);border-left:4px solid {color};border-radius:6px;padding:12px 14px"
_QUOTE = "margin:0 0 8px;padding:6px 0 6px 12px;border-left:3px solid {color}"
_DEL = "background-color:rgba(214,69,69,.22);text-decoration:line-through"
_INS = "background-color:rgba(46,143,82,.24);text-decoration:underline;font-weight:600"
_LIST = "margin:0;padding:0 0 0 20px"
_COLORS = {
    Direction.WEAKER: "#c2410c",
    Direction.STRONGER: "#2e8f52",
    Direction.MIXED: "#a16207",
    Direction.NEUTRAL: "#808080",
    Direction.NONE: "#808080",
}


def mail_html(view: Letter) -> str:
    """The fragment; its root carries the language."""
    words = tongue(view.language)
    color = _COLORS[view.direction]
    parts = [_tag("h1", _H1, html(without_link(view.headline)) + "."), _tag("p", _SMALL, html(view.read))]
    if view.actions:
        inner = _tag("h2", _H2.replace("28px", "0"), html(words.say("message.act")))
        parts.append(_tag("div", f"{_BOX.format(color=color)};margin:16px 0 0", inner + _list(view.actions)))
    if view.weight or view.delta:
        parts.append(_tag("h2", _H2, html(words.say("message.meaning"))))
        parts += [_tag("p", f"{_P};font-weight:600", html(view.weight))] if view.weight else []
        parts += [_list(tuple(Line(line) for line in view.delta))] if view.delta else []
    if view.items:
        parts.append(_tag("h2", _H2, html(words.say("message.changed"))))
        parts += [item_html(words, entry, number) for number, entry in enumerate(view.items, 1)]
        parts += [_tag("p", _P, html(view.more))] if view.more else []
    if view.links:
        links = " &nbsp;·&nbsp; ".join(_link(words, line) for line in view.links)
        parts.append(_tag("p", "margin:28px 0 8px", links))
    foot = "<br>".join(html(line) for line in view.foot)
    rule = "border-top:1px solid rgba(128,128,128,.45);padding-top:10px;margin-top:24px"
    parts.append(_tag("p", f"{_SMALL};{rule}", foot))
    return f'<div lang="{view.language}" style="{_BODY}">\n' + "\n".join(parts) + "\n</div>\n"


def _tag(name: str, style: str, inner: str) -> str:
    return f'<{name} style="{html(style)}">{inner}</{name}>'


def _link(words: Tongue, line: Line) -> str:
    """A link, or for a path inside the archive its words: a mail has no folder that the path could start from."""
    if web_address(line.url):
        return html_link(line.text, line.url)
    return html(words.say("grammar.colon", label=line.text, text=line.url))


def _list(lines: tuple[Line, ...]) -> str:
    return _tag("ul", _LIST, "".join(_tag("li", "margin:0 0 4px", _line(line)) for line in lines))


def _line(line: Line) -> str:
    return html(line.text) + (f"<br>{html_link(line.url, line.url)}" if line.url else "")


def item_html(words: Tongue, entry: Item, number: int) -> str:
    """One finding: what it is, where it stands, the old and the new words."""
    parts = [_tag("h3", _H3, f"{number}. {html(entry.title)}"), _tag("p", _P, html(entry.explanation))]
    parts += [_tag("p", _SMALL, _labelled(words, label, text)) for label, text in entry.place]
    for quote in entry.quotes:
        style = html(_QUOTE.format(color="#d64545" if quote.op == "delete" else "#2e8f52"))
        label = f"<strong>{_label(words, quote.label)}</strong><br>"
        parts.append(f'<blockquote dir="auto" style="{style}">{label}{quote_html(quote)}</blockquote>')
    parts += [_tag("p", _P, _labelled(words, label, text)) for label, text in entry.facts]
    parts += [_tag("p", _SMALL, html(entry.cut))] if entry.cut else []
    return "\n".join(parts)


def _label(words: Tongue, label: str) -> str:
    return html(words.say("grammar.colon", label=label, text="").strip())


def _labelled(words: Tongue, label: str, text: str) -> str:
    return f'<strong>{_label(words, label)}</strong> <span dir="auto">{html(text)}</span>'


def quote_html(quote: Passage) -> str:
    """The words of a quote, the changed ones in <del> or <ins>."""
    return "".join(html(span.text) if quote.whole else _mark(span) for span in quote.spans)


def _mark(span: Span) -> str:
    if span.op == "equal":
        return html(span.text)
    return _tag("del", _DEL, html(span.text)) if span.op == "delete" else _tag("ins", _INS, html(span.text))
