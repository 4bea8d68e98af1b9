"""An alert as a message: plain text and Markdown here, HTML in mail.py."""

from __future__ import annotations

import datetime as dt
import re

from watcher.model import Alert, Message
from watcher.report import escape
from watcher.report.headline import without_link
from watcher.report.letter import MAX_FINDINGS, MAX_QUOTE, Item, Letter, Line, Links, Passage, letter
from watcher.report.mail import mail_html
from watcher.report.tongue import Language, Tongue, tongue
from watcher.report.worddiff import Span


def message(
    alert: Alert,
    language: Language,
    *,
    links: Links,
    today: dt.date | None = None,
    max_findings: int = MAX_FINDINGS,
    max_quote: int = MAX_QUOTE,
) -> Message:
    """The alert in the forms that channels take.

    At most `max_findings` are quoted, each side in about `max_quote` characters around the changed words; what is cut
    is said. `today` gives the days left; None leaves them out, so that a stored form does not age. For Slack, put
    `text` through `escape.slack`.
    """
    view = letter(alert, language, links, today, max_findings, max_quote)
    return Message(alert.id, view.title, letter_text(view), letter_markdown(view), mail_html(view))


def letter_text(view: Letter) -> str:
    """Plain text; quotes carry [-gone-] and {+new+} around the changed words."""
    words = tongue(view.language)
    parts = [f"{view.headline}.", view.read]
    if view.actions:
        parts.append(_text_block(words.say("message.act"), [_text_line(line) for line in view.actions]))
    meaning = [entry for entry in (view.weight, *view.delta) if entry]
    if meaning:
        parts.append(_text_block(words.say("message.meaning"), meaning))
    if view.items:
        body = [item_text(words, entry, number) for number, entry in enumerate(view.items, 1)]
        body += [note for note in (view.more, view.marks) if note]
        parts.append(words.say("message.changed").upper() + "\n\n" + "\n\n".join(body))
    if view.links:
        urls = [words.say("grammar.colon", label=line.text, text=line.url) for line in view.links]
        parts.append(_text_block(words.say("message.links"), urls))
    parts.append("-- \n" + "\n".join(view.foot))
    return "\n\n".join(escape.plain(part) for part in parts) + "\n"


def _text_block(title: str, lines: list[str]) -> str:
    return title.upper() + "\n" + "\n".join(f"- {line}" for line in lines)


def _text_line(line: Line) -> str:
    return escape.one_line(line.text) + (f"\n  {line.url}" if line.url else "")


def item_text(words: Tongue, entry: Item, number: int) -> str:
    """One finding in plain text, indented under its number."""
    lines = [entry.explanation]
    lines += [words.say("grammar.colon", label=label, text=text) for label, text in entry.place]
    for quote in entry.quotes:
        marked = words.say("grammar.quote", text=text_marks(quote))
        lines.append(words.say("grammar.colon", label=quote.label, text=marked))
    lines += [words.say("grammar.colon", label=label, text=text) for label, text in entry.facts]
    lines += [entry.cut] if entry.cut else []
    return f"{number}. {entry.title}\n" + "\n".join(f"   {escape.one_line(line)}" for line in lines)


def text_marks(quote: Passage) -> str:
    """The words of a quote with [-…-] and {+…+}; a quote that is new or gone as a whole carries none."""
    return "".join(span.text if quote.whole else _text_mark(span) for span in quote.spans)


def _text_mark(span: Span) -> str:
    left, right = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}[span.op]
    core = span.text.strip(" ")
    if not core or span.op == "equal":
        return span.text
    return span.text.replace(core, f"{left}{core}{right}", 1)


def letter_markdown(view: Letter) -> str:
    """CommonMark with strikethrough; all page text escaped."""
    words = tongue(view.language)
    parts = [f"**{escape.markdown(without_link(view.headline))}.**", escape.markdown(view.read)]
    if view.actions:
        parts.append(_markdown_block(words.say("message.act"), [line_markdown(line) for line in view.actions]))
    meaning = [f"**{escape.markdown(view.weight)}**"] if view.weight else []
    meaning += [escape.markdown(line) for line in view.delta]
    if meaning:
        parts.append(_markdown_block(words.say("message.meaning"), meaning))
    if view.items:
        parts.append(f"### {words.say('message.changed')}")
        parts += [item_markdown(words, entry, number) for number, entry in enumerate(view.items, 1)]
        parts += [escape.markdown(view.more)] if view.more else []
    if view.links:
        parts.append(" · ".join(_markdown_link(words, line) for line in view.links))
    parts.append("---\n\n" + "  \n".join(escape.markdown(line) for line in view.foot))
    return "\n\n".join(parts) + "\n"


def _markdown_link(words: Tongue, line: Line) -> str:
    """A link, or for a path inside the archive its words: a message has no folder that the path could start from."""
    if escape.web_address(line.url):
        return escape.markdown_link(line.text, line.url)
    return escape.markdown(words.say("grammar.colon", label=line.text, text=line.url))


def _markdown_block(title: str, lines: list[str]) -> str:
    return f"### {title}\n\n" + "\n".join(f"- {line}" for line in lines)


def line_markdown(line: Line) -> str:
    """Its text, and its address as a link that shows itself."""
    return escape.markdown(line.text) + (f" — <{line.url}>" if line.url else "")


def item_markdown(words: Tongue, entry: Item, number: int, level: int = 4) -> str:
    """One finding in Markdown, its quotes as block quotes."""
    parts = [f"{'#' * level} {number}. {escape.markdown(entry.title)}", escape.markdown(entry.explanation)]
    facts = [f"- {_labelled(words, label, text)}" for label, text in entry.place]
    parts += ["\n".join(facts)] if facts else []
    parts += [f"> {_label(words, quote.label)} {markdown_marks(quote)}" for quote in entry.quotes]
    facts = [f"- {_labelled(words, label, text)}" for label, text in entry.facts]
    parts += ["\n".join(facts)] if facts else []
    parts += [f"*{escape.markdown(entry.cut)}*"] if entry.cut else []
    return "\n\n".join(parts)


def _label(words: Tongue, label: str) -> str:
    return f"**{words.say('grammar.colon', label=escape.markdown(label), text='').strip()}**"


def _labelled(words: Tongue, label: str, text: str) -> str:
    return f"{_label(words, label)} {escape.markdown(text)}"


def markdown_marks(quote: Passage) -> str:
    """The words of a quote with ~~gone~~ and **new**.

    The whole is escaped at once, so that no address or mention forms across a mark; marks hug letters, because
    CommonMark reads them as text beside punctuation (section 6.2, "flanking").
    """
    joined = "".join(_signed(span, whole=quote.whole) for span in quote.spans)
    return escape.markdown(joined).translate(_SIGNS)


_SIGN = {"delete": "\ue000", "insert": "\ue001"}
_SIGNS = {0xE000: "~~", 0xE001: "**"}
_EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def _signed(span: Span, *, whole: bool) -> str:
    text = span.text.translate(dict.fromkeys(_SIGNS))
    match = _EDGES.fullmatch(text)
    if whole or span.op == "equal" or match is None or not match[2]:
        return text
    sign = _SIGN[span.op]
    return f"{match[1]}{sign}{match[2]}{sign}{match[3]}"
