"""Which form of a message a service gets, and how it is made to fit. Pure.

    e-mail and services that declare HTML first     HTML (e-mail: with our plain text beside it)
    Matrix                                          HTML of its own kind (matrix.py)
    Slack's incoming webhooks                       blocks (slack.py)
    services that declare Markdown (Discord, Slack with a token …)   Markdown
    webhooks for programs (json://, xml://, …)      text
    everything else                                 text

`?format=` in the URL goes before all of this. A message that is too long is cut by us (cutting.py), and says so; what
it means, its links and its id stay. Apprise's own splitting never gets anything to do.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from watcher.alert.cutting import closing, cut_sentences, cut_words, essence, keep
from watcher.model import Message, Part


class Form(StrEnum):
    """The names are those of Apprise's NotifyFormat."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a service takes: forms in the order it declares them, lengths in characters.

    `title_max` is 0 when it has no title (Apprise then puts the title above the body); `joint` says that title and
    body share `body_max`.
    """

    scheme: str
    forms: tuple[Form, ...]
    title_max: int
    body_max: int
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """A message as it goes to a service."""

    title: str
    body: str
    form: Form


_MATRIX = frozenset({"matrix", "matrixs"})
_PROGRAMS = frozenset(
    {"json", "jsons", "xml", "xmls", "form", "forms", "amqp", "amqps", "apprise", "apprises", "mqtt", "mqtts"}
)
_SLACK = frozenset({"slack", "slacks"})
_MAIL = frozenset({"mailto", "mailtos"})

FOOT = 4  # paragraphs at the end of a message among which its links and its id stand

_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_AUTOLINK = re.compile(r"(?i)((?<=\w)|(?<=www))(:(?=//)|(?<=www)\.)")
# What makes a chat service call people: @everyone, @here, <!channel>, <@U123>. A word joiner inside takes the power.
_CALLS = re.compile(r"(@)(?=everyone|here|channel|all|room|[UW][A-Z0-9]{6})|(<)(?=[!@#])", re.IGNORECASE)


def preferred(abilities: Abilities) -> Form:
    """The form that suits the service best."""
    forms = abilities.forms
    if len(forms) == 1:
        return forms[0]
    if abilities.scheme in _PROGRAMS:
        return Form.TEXT if Form.TEXT in forms else forms[0]
    if Form.HTML in forms and (abilities.scheme in _MATRIX or (forms[0] is Form.HTML and Form.MARKDOWN not in forms)):
        return Form.HTML
    if Form.MARKDOWN in forms:
        return Form.MARKDOWN
    return Form.TEXT if Form.TEXT in forms else forms[0]


def fit(message: Message, form: Form, abilities: Abilities, language: str) -> Fitted:
    """The message in that form within the service's limits; headline and claim delta always survive.

    HTML that is too long gives way to the shortened text. A service with room for a headline only gets the headline.
    """
    title = " ".join(message.title.split())
    if abilities.title_max > 0:
        title = cut_words(title, abilities.title_max)
    room = _room(abilities, title, form)
    body = _body(message, form)
    if len(body) > room:
        if form is Form.HTML:
            return _text_for_html(title, message, abilities, language)
        body = _shortened(message, form, room, language)
        if not body:
            return _least(message, abilities)
    if form is Form.MARKDOWN and abilities.scheme in _SLACK:
        return Fitted("", _defused(_for_slack(body), abilities), form)  # the body begins with the headline
    return Fitted(_blended(title, form, abilities), _defused(body, abilities), form)


def _body(message: Message, form: Form) -> str:
    return {Form.TEXT: message.text, Form.MARKDOWN: message.markdown, Form.HTML: message.html}[form]


def _shortened(message: Message, form: Form, room: int, language: str) -> str:
    """The message without the parts that have no room; empty when not even the words that it was cut have any."""
    markdown = form is Form.MARKDOWN
    if not message.parts:
        return shorten(_body(message, form), room, language, whole_lines=markdown)

    def written(part: Part) -> str:
        return part.markdown if markdown else part.text

    kept = keep(message.parts, room, lambda part: len(written(part)) + 2, language)
    if kept is None:
        # The title is elsewhere: what it means, and how to see the rest.
        lines = essence(message, room - 40 + len(message.title))[1:]
        body = "\n".join(_escaped(line) if markdown else line for line in lines)
        links = next((written(part) for part in message.parts[::-1] if _leads_on(part)), "")
        words = closing(language, linked=bool(links))
        for pieces in ((body, words, links), (body, words), (words,)):
            whole = "\n\n".join(piece for piece in pieces if piece)
            if len(whole) <= room:
                return whole
        return ""
    above = [
        cut_sentences(written(part), kept.room, whole_lines=markdown) if part is kept.partial else written(part)
        for part in kept.above
    ]
    return "\n\n".join(piece for piece in (*above, kept.closing, *map(written, kept.below)) if piece)


def _leads_on(part: Part) -> bool:
    return part.rank == 0 and any(run.url for row in part.rows for run in row.runs)


def _escaped(text: str) -> str:
    """For Markdown: no mark, and no address that forms a link by itself."""
    return _AUTOLINK.sub(r"\1\\\2", _MARKDOWN_MARKS.sub(r"\\\1", text))


def _least(message: Message, abilities: Abilities) -> Fitted:
    """Where there is no room for a body: the title, and of what it means as much as fits."""
    lines = essence(message, abilities.body_max)
    return Fitted("", _defused("\n".join(lines), abilities), Form.TEXT)


def _for_slack(markdown: str) -> str:
    """What Apprise leaves of Markdown that Slack's own dialect writes otherwise, or does not have."""
    lines = [line.rstrip() for line in markdown.split("\n") if line.strip() != "---"]
    return "\n".join(lines).replace("~~", "~").replace("\n\n\n", "\n\n")


def shorten(text: str, room: int, language: str, *, whole_lines: bool = False) -> str:
    """The text in at most `room` characters: its beginning, the word that it was cut, and its foot (links and id).

    The beginning ends with a sentence, or with a line when `whole_lines` (Markdown must not be cut inside a mark).
    Empty when not even the closing word and a little of the text fit.
    """
    if len(text) <= room:
        return text
    body, foot = _foot(text.rstrip(), room // 2)
    words = closing(language, linked="http" in foot)
    tail = f"\n\n{words}" + (f"\n\n{foot}" if foot else "")
    head = cut_sentences(body, room - len(tail), whole_lines=whole_lines)
    if head:
        return head + tail
    return words if len(words) <= room else ""


def _foot(text: str, room: int) -> tuple[str, str]:
    """Text and foot: from the last paragraph with a link on, if it is among the last FOOT; else the last one."""
    paragraphs = text.split("\n\n")
    linked = [
        place for place in range(max(len(paragraphs) - FOOT, 1), len(paragraphs)) if "http" in paragraphs[place]
    ]
    for place in (*linked[-1:], len(paragraphs) - 1):
        foot = "\n\n".join(paragraphs[place:])
        if place > 0 and len(foot) <= room:
            return "\n\n".join(paragraphs[:place]), foot
    return text, ""


def _room(abilities: Abilities, title: str, form: Form) -> int:
    room = abilities.body_max
    if abilities.scheme in _MAIL:
        return 10_000_000  # mail has no such limit; servers take tens of megabytes
    if abilities.scheme in _MATRIX:
        # An event may have 64 KiB with everything in it, and HTML travels with its plain text.
        room = room // 3
    elif form is Form.MARKDOWN:
        room = room * 9 // 10  # Apprise's translation to the service's own dialect can lengthen it a little
    if abilities.title_max <= 0 or abilities.joint:
        room -= len(title) + 16
    return max(room, 0)


def _text_for_html(title: str, message: Message, abilities: Abilities, language: str) -> Fitted:
    if Form.TEXT in abilities.forms:
        return fit(message, Form.TEXT, abilities, language)
    room = _room(abilities, title, Form.TEXT)
    body = ""
    for tenths in range(10, 4, -1):  # how much longer it is as HTML depends on what is in it
        text = _shortened(message, Form.TEXT, room * tenths // 10, language)
        body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n")).replace("\n", "<br>")
        if len(body) <= room:
            break
    return Fitted(_blended(title, Form.HTML, abilities), body, Form.HTML)


def _blended(title: str, form: Form, abilities: Abilities) -> str:
    """Apprise puts a title that has no place of its own into the body as it is, so it is escaped for that body."""
    safe = _defused(title, abilities)
    if abilities.title_max > 0 or form is Form.TEXT:
        return safe
    return html.escape(safe) if form is Form.HTML else _escaped(safe)


def _defused(text: str, abilities: Abilities) -> str:
    if abilities.scheme in _MAIL or abilities.scheme in _PROGRAMS:
        return text
    return _CALLS.sub(lambda match: match.group(0) + "\u2060", text)
