"""The findings of a redline: each as a note beside the changed sentence that it quotes, and as a line on top.

The note stands at the new sentence, else at the old one. Where a finding quotes two sentences that stand apart, the
other one points to the note, and the note repeats it. What has no sentence on the page stands whole in the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from watcher.model import Change, Finding, Quote
from watcher.report.escape import html
from watcher.report.letter import Item, Passage, item
from watcher.report.redline_marks import Scene, labelled, marks
from watcher.report.worddiff import Span

MAX_QUOTE = 4000
MAX_OPEN = 8  # lines of the list that are not folded


@dataclass(frozen=True, slots=True)
class Note:
    """A finding by its number. `apart`: the quoted side that does not stand beside it, "" where both do."""

    number: int
    finding: Finding
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """`at`: id of a change -> the notes beside it; `other`: -> numbers of the findings that quote it from afar."""

    at: dict[int, list[Note]] = field(default_factory=dict)
    other: dict[int, list[int]] = field(default_factory=dict)
    loose: list[Note] = field(default_factory=list)

    @property
    def told(self) -> set[int]:
        return {*self.at, *self.other}


def placed_notes(findings: Iterable[Finding], changes: Iterable[Change]) -> Notes:
    """Each finding at its change; `changes` are those that have a place on the page."""
    by_old: dict[tuple[str, tuple[str, ...]], Change] = {}
    by_new: dict[tuple[str, tuple[str, ...]], Change] = {}
    for change in changes:
        for passage, by in ((change.before, by_old), (change.after, by_new)):
            if passage is not None:
                by.setdefault((passage.text, passage.section), change)
    notes = Notes()
    for number, finding in enumerate(findings, 1):
        old, new = (_found(quote, by) for quote, by in ((finding.before, by_old), (finding.after, by_new)))
        home = new or old
        if home is None:
            notes.loose.append(Note(number, finding))
            continue
        quoted = finding.before if home is new else finding.after
        beside = quoted is None or home is old or (home.before is not None and home.before.text == quoted.text)
        apart = "" if beside else "delete"
        notes.at.setdefault(id(home), []).append(Note(number, finding, apart))
        if apart and old is not None:
            notes.other.setdefault(id(old), []).append(number)
    return notes


def _found(quote: Quote | None, by: dict[tuple[str, tuple[str, ...]], Change]) -> Change | None:
    return by.get((quote.text, quote.section)) if quote is not None else None


def finding_list(scene: Scene, notes: Notes, findings: tuple[Finding, ...]) -> str:
    """All findings in a line each, in order of weight, each a link to its note; whole where there is none."""
    heading = f'<h2 id="findings">{scene.say("page.findings")}</h2>'
    if not findings:
        return f'<section aria-labelledby="findings">\n{heading}\n<p>{scene.say("page.no_findings")}</p>\n</section>'
    loose = {note.number for note in notes.loose}
    lines = [_line(scene, n, finding, whole=n in loose) for n, finding in enumerate(findings, 1)]
    listed = f'<ol class="list">\n{"".join(lines[:MAX_OPEN])}</ol>'
    if lines[MAX_OPEN:]:
        summary = html(scene.words.count("page.findings_more", len(lines) - MAX_OPEN))
        rest = f'<ol class="list" start="{MAX_OPEN + 1}">\n{"".join(lines[MAX_OPEN:])}</ol>'
        listed += f'\n<details class="more"><summary>{summary}</summary>\n{rest}\n</details>'
    return f'<nav aria-labelledby="findings">\n{heading}\n{listed}\n</nav>'


def _line(scene: Scene, number: int, finding: Finding, *, whole: bool) -> str:
    entry = item(scene.words, finding, MAX_QUOTE)
    chip = f'<span class="chip">{scene.say(f"direction.{finding.direction}")}</span>'
    name = f"<b>{html(entry.title)}</b>" if whole else f'<a href="#f{number}">{html(entry.title)}</a>'
    place = ""
    if entry.place:  # page text
        place = f'<br><span class="small"{scene.new_language} dir="auto">{html(entry.place[0][1])}</span>'
    body = "\n".join(_body(scene, entry, entry.quotes)) if whole else ""
    told = f"{name} {chip} <small>{_severity(scene, finding)}</small>"
    return f'<li class="{finding.direction}">{told}{place}{body}</li>\n'


def _severity(scene: Scene, finding: Finding) -> str:
    return scene.say("page.severity", severity=scene.words.say(f"severity.{finding.severity}"))


def note(scene: Scene, found: Note) -> str:
    """The note in the margin: number, kind, topic, direction, severity, what it means."""
    finding, number = found.finding, found.number
    entry = item(scene.words, finding, MAX_QUOTE)
    label = scene.say("page.finding", n=number)
    head = f'<p class="kind"><b>{number}. {html(entry.title)}</b> <small>{_severity(scene, finding)}</small></p>'
    quotes = tuple(quote for quote in entry.quotes if quote.op == found.apart)
    body = "\n".join([head, *_body(scene, entry, quotes)])
    named = f'role="note" id="f{number}" aria-label="{label}"{scene.own_language}'
    return f'<div class="note {finding.direction}" {named}>\n{body}\n</div>'


def _body(scene: Scene, entry: Item, quotes: tuple[Passage, ...]) -> list[str]:
    lead = scene.words.say("message.lead")
    parts = [f"<p>{html(entry.explanation)}</p>"]
    parts += [
        f'<p class="small">{labelled(scene, *pair, page_text=True)}</p>' for pair in entry.place if pair[0] == lead
    ]
    parts += [_quoted(scene, quote) for quote in quotes]
    parts += [f"<p>{labelled(scene, *pair)}</p>" for pair in entry.facts]
    parts += [f'<p class="small">{html(entry.cut)}</p>'] if entry.cut and quotes else []
    return parts


def _quoted(scene: Scene, quote: Passage) -> str:
    spans = tuple(Span("equal", span.text) for span in quote.spans) if quote.whole else quote.spans
    language = scene.old_language if quote.op == "delete" else scene.new_language
    text = f'<span{language} dir="auto">{marks(scene, spans)}</span>'
    return f'<blockquote class="{quote.op}"><b>{html(quote.label)}</b> {text}</blockquote>'
