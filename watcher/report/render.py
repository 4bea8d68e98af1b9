"""The rows of a message as plain text and as Markdown; HTML is made in mail.py. All page text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from watcher.model import Mark, Message, Part, Row, RowKind, Run
from watcher.report import escape
from watcher.report.letter import Line
from watcher.report.mail import mail_html, rows_html
from watcher.report.tongues import Language, Tongue, tongue

_UNDER: Final = frozenset({RowKind.TEXT, RowKind.SMALL, RowKind.OLD, RowKind.NEW, RowKind.ITEM})  # a subtitle
_QUOTES: Final = frozenset({RowKind.OLD, RowKind.NEW})
_LISTED: Final = frozenset({RowKind.ITEM, RowKind.TITLE})


def part(
    words: Tongue,
    rows: Iterable[Row],
    *,
    rank: int = 0,
    essence: bool = False,
    entries: int = 0,
    color: str = "",
    legend: Row | None = None,
) -> Part:
    """A part in all forms. `color` puts it into a box of that colour in HTML; `legend` stands behind the first row of
    plain text, which has no other way to show what its marks mean."""
    shown = tuple(Row(row.kind, tuple(map(_visible, row.runs)), _one_line(row.label)) for row in rows)
    text = rows_text(words, shown if legend is None else (shown[0], legend, *shown[1:]))
    return Part(shown, text, rows_markdown(words, shown), rows_html(words, shown, color), rank, essence, entries)


def _visible(run: Run) -> Run:
    return Run(_one_line(run.text), run.mark, escape.web_address(run.url))


def _one_line(text: str) -> str:
    """Without what nobody sees, and without line ends; spaces at its ends stay, they stand between runs."""
    return escape.plain(text).replace("\n", " ")


def assemble(words: Tongue, message_id: str, title: str, parts: Sequence[Part], preview: str = "") -> Message:
    """The message that these parts make."""
    return Message(
        message_id,
        escape.header(title),
        "\n\n".join(each.text for each in parts) + "\n",
        "\n\n".join(each.markdown for each in parts) + "\n",
        mail_html(words, parts),
        tuple(parts),
        escape.header(preview),
    )


def noted(message: Message, note: str, language: Language) -> Message:
    """The message with a line above it, in every form, that is never left out."""
    words = tongue(language)
    parts = [part(words, [Row(RowKind.TEXT, (Run(note, Mark.STRONG),))]), *message.parts]
    return assemble(words, message.id, message.title, parts, note)


def link_runs(words: Tongue, lines: Iterable[Line]) -> tuple[Run, ...]:
    """Where to read on: a link, or for a path inside the archive its words: a message has no folder that the path
    could start from."""
    return tuple(
        Run(line.text, url=line.url)
        if escape.web_address(line.url)
        else Run(words.say("grammar.colon", label=line.text, text=line.url), Mark.ADDRESS)
        for line in lines
    )


def address(url: str) -> tuple[Run, ...]:
    """A web address that is shown as it is."""
    return (Run(url, Mark.ADDRESS, url),) if url else ()


def is_link(run: Run) -> bool:
    """Whether the run stands apart from the words of its row."""
    return bool(run.url) or run.mark is Mark.ADDRESS


# --- plain text


def rows_text(words: Tongue, rows: Iterable[Row]) -> str:
    """Paragraphs with an empty line between them; quotes carry [-gone-] and {+new+} around the changed words."""
    blocks: list[list[str]] = []
    indented = False
    last: RowKind | None = None
    for row in rows:
        kind = row.kind
        lines = _text_lines(words, row)
        if kind in (RowKind.SUBTITLE, RowKind.TITLE, RowKind.HEADLINE):
            indented = kind is RowKind.SUBTITLE
        elif indented and kind in _UNDER:
            lines = [f"   {line}" for line in lines]
        if last is not None and _joins(kind, last, indented=indented):
            blocks[-1] += lines
        else:
            blocks.append((["-- "] if kind is RowKind.FOOT else []) + lines)
        last = kind
    return "\n\n".join(escape.plain("\n".join(block)) for block in blocks)


def _joins(kind: RowKind, last: RowKind, *, indented: bool) -> bool:
    if kind is RowKind.FOOT or last is RowKind.FOOT:
        return kind is last
    if indented and kind in _UNDER:
        return True
    return kind is RowKind.ITEM and last in _LISTED


def _text_lines(words: Tongue, row: Row) -> list[str]:
    if row.kind is RowKind.LINKS:
        shown = [_labelled_link(words, run) for run in row.runs]
        return [row.label.upper(), *(f"- {escape.one_line(line)}" for line in shown)]
    headline = row.kind is RowKind.HEADLINE
    said = marked_text(run for run in row.runs if headline or not is_link(run))
    if row.kind in _QUOTES:
        said = words.say("grammar.quote", text=said)
    if row.label:
        numbered = row.kind is RowKind.SUBTITLE
        said = f"{row.label} {said}" if numbered else words.say("grammar.colon", label=row.label, text=said)
    said = escape.one_line(said)
    if headline:
        return [f"{said}."]
    if row.kind is RowKind.TITLE:
        return [said.upper()]
    links = [f"  {escape.one_line(_labelled_link(words, run))}" for run in row.runs if is_link(run)]
    return [f"- {said}" if row.kind is RowKind.ITEM else said, *links]


def _labelled_link(words: Tongue, run: Run) -> str:
    """`The page: https://…`; an address that shows itself needs no label."""
    return run.text if run.mark is Mark.ADDRESS else words.say("grammar.colon", label=run.text, text=run.url)


def marked_text(runs: Iterable[Run]) -> str:
    """The words with [-gone-] and {+new+}."""
    return "".join(_text_run(run) for run in runs)


def _text_run(run: Run) -> str:
    left, right = {Mark.GONE: ("[-", "-]"), Mark.NEW: ("{+", "+}")}.get(run.mark, ("", ""))
    core = run.text.strip(" ")
    return run.text.replace(core, f"{left}{core}{right}", 1) if core and left else run.text


# --- Markdown


def rows_markdown(words: Tongue, rows: Iterable[Row], level: int = 4) -> str:
    """CommonMark with strikethrough. `level` is that of subtitles."""
    blocks: list[str] = []
    last = ""
    for row in rows:
        line, kind = _markdown_row(words, row, level)
        if kind == last == "list":
            blocks[-1] += f"\n{line}"
        elif kind == last == "foot":
            blocks[-1] += f"  \n{line}"
        else:
            blocks.append(f"---\n\n{line}" if kind == "foot" else line)
        last = kind
    return "\n\n".join(blocks)


def _markdown_row(words: Tongue, row: Row, level: int) -> tuple[str, str]:
    """The row, and how it joins its neighbours: "list", "foot", or as a paragraph of its own."""
    said = marked_markdown([run for run in row.runs if not is_link(run)])
    if row.label and row.kind not in (RowKind.LINKS, RowKind.SUBTITLE):
        said = f"{markdown_label(words, row.label)} {said}"
    links = " · ".join(_markdown_link(run) for run in row.runs if is_link(run))
    match row.kind:
        case RowKind.HEADLINE:
            return f"**{said}.**", ""
        case RowKind.TITLE:
            return f"{'#' * (level - 1)} {said}", ""
        case RowKind.SUBTITLE:
            return f"{'#' * level} {row.label} {said}".replace("  ", " "), ""
        case RowKind.OLD | RowKind.NEW:
            return f"> {said}", ""
        case RowKind.LINKS:
            return links, ""
        case RowKind.FOOT:
            return said, "foot"
        case RowKind.ITEM:
            return f"- {said}" + (f" — {links}" if links else ""), "list"
    said += f" — {links}" if links else ""
    return (f"- {said}", "list") if row.label else (said, "")


def _markdown_link(run: Run) -> str:
    url = escape.web_address(run.url)
    if not url:
        return escape.markdown(run.text)
    return f"<{url}>" if run.mark is Mark.ADDRESS else escape.markdown_link(run.text, url)


def markdown_label(words: Tongue, label: str) -> str:
    """`**Before:**`"""
    return f"**{words.say('grammar.colon', label=escape.markdown(label), text='').strip()}**"


_SIGN: Final = {Mark.GONE: "\ue000", Mark.NEW: "\ue001", Mark.STRONG: "\ue001"}
_SIGNS: Final = {0xE000: "~~", 0xE001: "**"}
_EDGES: Final = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def marked_markdown(runs: Iterable[Run]) -> str:
    """The words with ~~gone~~ and **new**.

    The whole is escaped at once, so that no address or mention forms across a mark; marks hug letters, because
    CommonMark reads them as text beside punctuation (section 6.2, "flanking").
    """
    return escape.markdown("".join(_signed(run) for run in runs)).translate(_SIGNS)


def _signed(run: Run) -> str:
    text = run.text.translate(dict.fromkeys(_SIGNS))
    match = _EDGES.fullmatch(text)
    if run.mark not in _SIGN or match is None or not match[2]:
        return text
    sign = _SIGN[run.mark]
    return f"{match[1]}{sign}{match[2]}{sign}{match[3]}"
