"""The document of a redline: its changes in one text and, from the same elements, side by side.

A touched unit has at most two cells. `.new` holds the new text with what went marked in it; `.old` holds the old text
and is shown side by side only, where `.new` hides what went. What only one document has needs one cell. The style
sheet chooses; every sentence that did not change stands on the page once, a changed one twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from watcher.model import BlockKind, ChangeKind
from watcher.report.escape import cut, html, one_line
from watcher.report.listing import change_spans
from watcher.report.placing import Move, Placed, Row
from watcher.report.redline_marks import Scene, joined, marks
from watcher.report.redline_notes import Notes, note
from watcher.report.redline_units import Stretch, Unit, parts
from watcher.report.worddiff import Side, Span, side

_ALL = 10**9  # characters: every word of a changed sentence is shown
_EXCERPT = 160
_PLACE = 120


@dataclass(slots=True)
class Sheet:
    """What the text is written with. `levels`: those of the headings above the place where it is written; `spans`: of
    each change by its id, for both cells."""

    scene: Scene
    notes: Notes
    steps: int
    levels: list[int] = field(default_factory=list)
    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)

    def heading(self, level: int) -> str:
        """The tag of a heading: from h3 down in order, whatever the document's own numbers are."""
        self.levels = [*(above for above in self.levels if above < level), level]
        return f"h{min(2 + len(self.levels), 6)}"


def written(sheet: Sheet, found: Iterable[Stretch]) -> str:
    """All stretches. What is left out is counted; a whole page keeps it folded."""
    pieces = []
    for stretch in found:
        count = html(sheet.scene.words.count("page.unchanged", stretch.size))
        language = sheet.scene.own_language
        if not stretch.folded:
            pieces.append(_units(sheet, stretch.units))
        elif sheet.scene.whole:
            inner = _units(sheet, stretch.units)
            pieces.append(f'<details class="fold"><summary{language}>{count}</summary>\n{inner}\n</details>')
        elif stretch.size:
            pieces.append(f'<p class="fold"{language}>{count}</p>')
    return "\n".join(pieces)


def _units(sheet: Sheet, units: Sequence[Unit]) -> str:
    """Neighbouring items share one list, neighbouring lines one table."""
    pieces: list[str] = []
    for kind, group in itertools.groupby(units, lambda unit: unit.kind):
        members = list(group)
        if kind is BlockKind.CELL:
            pieces.append(_table(sheet, members))
            continue
        written_units = "\n".join(_unit(sheet, unit) for unit in members)
        pieces.append(f"<ul>\n{written_units}\n</ul>" if kind is BlockKind.ITEM else written_units)
    return "\n".join(pieces)


def _unit(sheet: Sheet, unit: Unit) -> str:
    row = unit.rows[0]
    depth = f" d{min(row.depth, 4)}" if row.depth else ""
    if not unit.touched:
        text = _sentences(sheet, row, None)
        if row.kind is BlockKind.ITEM:
            return f'<li class="x{depth}" dir="auto">{text}</li>'
        tag = sheet.heading(row.level) if row.kind is None else "p"
        return f'<{tag} class="x" dir="auto">{text}</{tag}>'
    cells = _cells(sheet, unit)
    tag = "li" if row.kind is BlockKind.ITEM else "div"
    anchor = f' id="c{unit.step}"' if unit.step else ""
    return f'<{tag} class="r{depth}"{anchor} dir="auto">{_number(sheet, unit)}{cells}</{tag}>'


def _number(sheet: Sheet, unit: Unit) -> str:
    """The number of a change, a link to itself: one tab stop for each change, and an address to hand on."""
    if not unit.step:
        return ""
    label = sheet.scene.say("page.step", n=unit.step, all=sheet.steps)
    return f'<a class="no" href="#c{unit.step}" aria-label="{label}"{sheet.scene.own_language}>{unit.step}</a>'


def _cells(sheet: Sheet, unit: Unit) -> str:
    row = unit.rows[0]
    language = sheet.scene.old_beside_new
    head = " hd" if row.kind is None else ""
    if unit.gone:
        return f'<div class="was{head}"{language}>{_sentences(sheet, row, None)}</div>'
    if row.kind is None:  # a note is no part of a heading
        tag = sheet.heading(row.level)
        text = f"<{tag}>{_sentences(sheet, row, None, noted=False)}</{tag}>{_notes_of(sheet, [row])}"
    else:
        text = _sentences(sheet, row, None)
    new = f'<div class="new">{text}</div>'
    if unit.added:
        return new
    return f'<div class="old{head}"{language}>{_sentences(sheet, row, "delete", noted=False)}</div>{new}'


def _table(sheet: Sheet, lines: Sequence[Unit]) -> str:
    """One table for both views, with the notes below it."""
    written_lines = []
    for unit in lines:
        cells = [_sentences(sheet, row, None, noted=False) for row in unit.rows]
        cells[0] = _number(sheet, unit) + cells[0]
        anchor = f' id="c{unit.step}"' if unit.step else ""
        written_cells = "".join(f'<td dir="auto">{cell}</td>' for cell in cells)
        written_lines.append(f'<tr class="{"r" if unit.touched else "x"}"{anchor}>{written_cells}</tr>\n')
    named = f'role="group" tabindex="0" aria-label="{sheet.scene.say("page.table")}"'
    table = f'<div class="scroll" {named}><table><tbody>\n{"".join(written_lines)}</tbody></table></div>'
    return table + _notes_of(sheet, [row for unit in lines for row in unit.rows])


def _notes_of(sheet: Sheet, rows: Iterable[Row]) -> str:
    found = (sheet.notes.at.get(id(placed.change), ()) for row in rows for placed in row.sentences if not placed.away)
    return "".join(note(sheet.scene, one) for several in found for one in several)


def _sentences(sheet: Sheet, row: Row, only: Side | None, *, noted: bool = True) -> str:
    """The sentences of a block; `only` one side of them. In a page of changes, long unchanged runs are counted."""
    pieces = []
    for far, run in parts(row.sentences, sheet.notes.told):
        if far and not sheet.scene.whole:
            count = html(sheet.scene.words.count("page.sentences", len(run)))
            pieces.append(f'<span class="cut"{sheet.scene.own_language}>[… {count} …]</span>')
        else:
            pieces += [_sentence(sheet, placed, only, noted=noted) for placed in run]
    return joined(" ".join(piece for piece in pieces if piece))


def _sentence(sheet: Sheet, placed: Placed, only: Side | None, *, noted: bool) -> str:
    text = _marked(sheet, placed, only)
    change = placed.change
    if change is None or placed.away or only is not None:
        return text
    text += "".join(_pointer(sheet, number) for number in sheet.notes.other.get(id(change), ()))
    beside = sheet.notes.at.get(id(change), ()) if noted else ()
    if not beside:
        return text
    said = "\n".join(note(sheet.scene, one) for one in beside)
    return f'<div class="hit {beside[0].finding.direction}">{said}\n<div class="q">{text}</div></div>'


def _pointer(sheet: Sheet, number: int) -> str:
    label = sheet.scene.say("page.finding", n=number)
    return f' <a class="see" href="#f{number}"{sheet.scene.own_language}>{label}</a>'


def _marked(sheet: Sheet, placed: Placed, only: Side | None) -> str:
    """One sentence; "" where the side that is asked for does not have it."""
    change = placed.change
    if placed.away and placed.move is not None:
        return _left(sheet, placed.move, only)
    if change is None:
        return html(placed.passage.text)
    if placed.move is not None or (change.kind is ChangeKind.MOVED and change.noise is not None):
        return _stood(placed) if only else _arrived(sheet, placed)
    if change.noise is not None and id(change) not in sheet.notes.told:
        passage = change.before if only else change.after
        return html(passage.text) if passage is not None else ""
    spans = sheet.spans.get(id(change))
    if spans is None:
        spans = sheet.spans[id(change)] = change_spans(change, _ALL)
    return marks(sheet.scene, side(spans, only) if only else spans)


def _stood(placed: Placed) -> str:
    """The old side of text that moved: nothing, unless it only came under another lead."""
    before = placed.change.before if placed.change else None
    return html(before.text) if before and placed.move and placed.move.stays else ""


def _arrived(sheet: Sheet, placed: Placed) -> str:
    """Text in its new place, the first sentence of it with a link to the old one."""
    assert placed.change is not None  # noqa: S101 - it moved
    text = marks(sheet.scene, change_spans(placed.change, _ALL))
    move = placed.move
    if move is None:
        return f'<span class="moved">{text}</span>'
    count = sheet.scene.words.count("page.sentences", move.size) if move.size > 1 else ""
    rest = f" · {html(count)}" if count else ""
    if move.stays:
        lead = move.before.lead or sheet.scene.words.say("page.no_lead")
        told = sheet.scene.say("page.lead_from", lead=cut(one_line(lead), _EXCERPT))
        return f'<span class="moved"><small{sheet.scene.own_language}>{told}{rest}</small> {text}</span>'
    told = sheet.scene.say("page.moved_from", place=_place(sheet, move, move.before.section))
    link = f'<a href="#w{move.number}">{told}</a>'
    return (
        f'<span class="moved" id="m{move.number}"><small{sheet.scene.own_language}>{link}{rest}</small> {text}</span>'
    )


def _left(sheet: Sheet, move: Move, only: Side | None) -> str:
    """The place that text has left: its first words and a link to where it stands."""
    told = sheet.scene.say("page.moved_to", place=_place(sheet, move, move.after.section))
    anchor = "" if only else f' id="w{move.number}"'
    link = f'<a href="#m{move.number}">{told}</a>'
    text = html(cut(one_line(move.before.text), _EXCERPT))
    return f'<span class="away"{anchor}><small{sheet.scene.own_language}>{link}</small> {text}</span>'


def _place(sheet: Sheet, move: Move, section: tuple[str, ...]) -> str:
    if move.before.section == move.after.section:
        return sheet.scene.words.say("page.here")
    return cut(" › ".join(one_line(name) for name in section), _PLACE) or sheet.scene.words.say("page.top")
