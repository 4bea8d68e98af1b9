"""The redline of one version: a self-contained page that is safe to open.

Findings first, then the whole document with its changes in place. No script, no picture, nothing loaded (its own
Content-Security-Policy forbids it); the document's text can form no tag and no link. Readable with a screen reader,
on a phone, in print, on a dark ground: what is gone is struck through and said to be removed, what is new is
underlined and said to be added.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.model import Assessment, BlockKind, Change, ChangeKind, Comparison, FactChange, TargetName
from watcher.report.answers import fact_delta
from watcher.report.escape import html, html_link
from watcher.report.explain import claim_delta
from watcher.report.headline import headline, without_link
from watcher.report.letter import Item, Line, actions, item, weight_line
from watcher.report.listing import change_spans, counts, form_only
from watcher.report.placing import Placed, Row, rows
from watcher.report.redline_style import STYLE
from watcher.report.tongue import Language, Tongue, tongue
from watcher.report.worddiff import Span

MAX_QUOTE = 4000
MAX_NOISE = 100
_CONTEXT = 2  # unchanged rows that stay open before and after a change
_SHORTEST_FOLD = 4
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class RedlineHead:
    """What stands above the redline. `headline` empty: it is made from the assessment. `facts` are those that
    changed."""

    target: TargetName
    old_time: dt.datetime
    new_time: dt.datetime
    headline: str = ""
    facts: tuple[FactChange, ...] = ()


def redline_html(comparison: Comparison, assessment: Assessment, head: RedlineHead, language: Language) -> str:
    """The page as text, UTF-8. Deterministic: the same input gives the same bytes."""
    words = tongue(language)
    title = f"{head.target.platform} · {head.target.title} · {words.say('page.redline')}"
    body = "\n".join(
        [
            f'<a class="skip" href="#document">{_say(words, "page.skip")}</a>',
            f"<header>\n{_head(words, comparison, assessment, head)}\n</header>",
            "<main>",
            f'<section aria-labelledby="findings">\n{_findings(words, assessment)}\n</section>',
            f'<section aria-labelledby="document">\n{_document(words, comparison)}\n</section>',
            _noise(words, comparison),
            "</main>",
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{html(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _say(words: Tongue, key: str, **slots: object) -> str:
    return html(words.say(key, **slots))


def _head(words: Tongue, comparison: Comparison, assessment: Assessment, head: RedlineHead) -> str:
    target = head.target
    said = without_link(head.headline) or headline(target, assessment, words.code)
    compared = _say(words, "page.compared", before=words.time(head.old_time), after=words.time(head.new_time))
    lines = [
        f'<p class="eyebrow">{html(target.platform)} · {html(target.title)}</p>',
        f"<h1>{html(said)}</h1>",
        f'<p class="small">{compared} · {html_link(words.say("page.live"), target.url)}</p>',
        f'<p class="small">{html(counts(words, comparison))}</p>',
    ]
    weight = html(weight_line(words, assessment))
    lines += [f'<p class="weight {assessment.direction}">{weight}</p>'] if weight else []
    delta = "".join(f"<li>{html(line)}</li>" for line in claim_delta(assessment, words.code))
    steps = "".join(f"<li>{_step(line)}</li>" for line in actions(words, assessment, None))
    lines += [f'<ul class="delta">{delta}</ul>'] if delta else []
    facts = "".join(f"<li>{html(line)}</li>" for line in fact_delta(head.facts, assessment, words.code))
    lines += [f'<p class="act">{_say(words, "facts.changed")}</p><ul class="delta">{facts}</ul>'] if facts else []
    lines += [f'<p class="act">{_say(words, "message.act")}</p><ul class="delta">{steps}</ul>'] if steps else []
    return "\n".join(lines)


def _step(line: Line) -> str:
    return html(line.text) + (f" {html_link(line.url, line.url)}" if line.url else "")


def _findings(words: Tongue, assessment: Assessment) -> str:
    parts = [f'<h2 id="findings">{_say(words, "page.findings")}</h2>']
    parts += [] if assessment.findings else [f"<p>{_say(words, 'page.no_findings')}</p>"]
    for number, finding in enumerate(assessment.findings, 1):
        entry = item(words, finding, MAX_QUOTE)
        parts.append(f'<article class="{finding.direction}">{_finding(words, entry, number)}</article>')
    return "\n".join(parts)


def _finding(words: Tongue, entry: Item, number: int) -> str:
    parts = [f"<h3>{number}. {html(entry.title)}</h3>", f"<p>{html(entry.explanation)}</p>"]
    parts += [f'<p class="small">{_labelled(words, label, text)}</p>' for label, text in entry.place]
    for quote in entry.quotes:
        op = "old" if quote.op == "delete" else "new"
        spans = tuple(Span("equal", span.text) for span in quote.spans) if quote.whole else quote.spans
        label = f"<b>{html(quote.label)}</b>"
        parts.append(f'<blockquote class="{op}" dir="auto">{label}{_spans(words, spans)}</blockquote>')
    parts += [f"<p>{_labelled(words, label, text)}</p>" for label, text in entry.facts]
    parts += [f'<p class="small">{html(entry.cut)}</p>'] if entry.cut else []
    return "\n".join(parts)


def _labelled(words: Tongue, label: str, text: str) -> str:
    named = html(words.say("grammar.colon", label=label, text="").strip())
    return f'<b>{named}</b> <span dir="auto">{html(text)}</span>'


def _spans(words: Tongue, spans: tuple[Span, ...]) -> str:
    """Words with their marks; the hidden words tell a screen reader what colour and line tell the eye."""
    parts = []
    for span in spans:
        text = html(span.text)
        if span.op == "equal" or not text.strip():
            parts.append(text)
            continue
        name, key = ("del", "page.deleted") if span.op == "delete" else ("ins", "page.inserted")
        opening = f'<span class="hidden">[{_say(words, key)} </span>'
        parts.append(f'<{name}>{opening}{text}<span class="hidden">]</span></{name}>')
    return "".join(parts)


def _document(words: Tongue, comparison: Comparison) -> str:
    """The rows, long unchanged runs folded; a heading that leads to a change stays open."""
    parts = [
        f'<h2 id="document">{_say(words, "page.document")}</h2>',
        f'<p class="small">{_say(words, "page.legend_text")}</p>',
        f'<div class="text" lang="{html(comparison.new.language)}" dir="auto">',
    ]
    for folded, run in _folds(rows(comparison)):
        block = _rows(words, run)
        if folded:
            summary = html(words.count("page.unchanged", sum(1 for row in run if row.kind is not None)))
            block = f'<details><summary lang="{words.code}">{summary}</summary>\n{block}\n</details>'
        parts.append(block)
    return "\n".join([*parts, "</div>"])


def _folds(all_rows: list[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows, each with whether it is to be folded."""
    near: set[int] = set()
    heading = None
    for number, row in enumerate(all_rows):
        heading = number if row.kind is None else heading
        if row.touched:
            near.update(range(number - _CONTEXT, number + _CONTEXT + 1))
            near.update(() if heading is None else (heading,))
    for far, group in itertools.groupby(enumerate(all_rows), lambda pair: pair[0] not in near):
        run = [row for _, row in group]
        yield far and len(run) >= _SHORTEST_FOLD, run


def _rows(words: Tongue, run: list[Row]) -> str:
    """Rows as HTML: neighbouring list items share one list, neighbouring cells one table."""
    parts: list[str] = []
    for kind, group in itertools.groupby(run, lambda row: row.kind):
        members = list(group)
        if kind is BlockKind.ITEM:
            items = "\n".join(f'<li class="d{min(r.depth, 4)}">{_sentences(words, r)}</li>' for r in members)
            parts.append(f"<ul>\n{items}\n</ul>")
        elif kind is BlockKind.CELL:
            parts.append(_table(words, members))
        elif kind is None:
            parts += [f"<h{min(r.level + 2, 6)}>{_sentences(words, r)}</h{min(r.level + 2, 6)}>" for r in members]
        else:
            parts += [f"<p>{_sentences(words, row)}</p>" for row in members]
    return "\n".join(parts)


def _table(words: Tongue, cells: list[Row]) -> str:
    lines: list[str] = []
    for cell in cells:
        if cell.depth == 0 or not lines:
            lines.append("")
        lines[-1] += f"<td>{_sentences(words, cell)}</td>"
    return '<div class="scroll"><table>' + "\n".join(f"<tr>{line}</tr>" for line in lines) + "</table></div>"


def _sentences(words: Tongue, row: Row) -> str:
    return " ".join(_sentence(words, placed) for placed in row.sentences)


def _sentence(words: Tongue, placed: Placed) -> str:
    change = placed.change
    if change is None or (change.noise is not None and change.kind is not ChangeKind.MOVED):
        return html(placed.passage.text)
    text = _spans(words, change_spans(change, 10**9))
    if change.kind is not ChangeKind.MOVED:
        return text
    section = change.before.section if change.before else ()
    place = " › ".join(section) or words.say("page.top")
    label = f'<small lang="{words.code}">{_say(words, "page.moved_from", place=place)}</small>'
    return f'<span class="moved">{label} {text}</span>'


def _noise(words: Tongue, comparison: Comparison) -> str:
    """Differences in form only, folded away: kept for whoever wants to check that they are."""
    changes = form_only(comparison)
    if not changes:
        return ""
    items = [_noise_item(words, change) for change in changes[:MAX_NOISE]]
    rest = len(changes) - len(items)
    more = f"<p>{_say(words, 'page.form_more', n=words.number(rest))}</p>" if rest else ""
    listed = f'<p class="small">{_say(words, "page.form_text")}</p>\n<ul>{"".join(items)}</ul>{more}'
    return (
        f'<details class="form"><summary>{html(words.count("page.form", len(changes)))}</summary>{listed}</details>'
    )


def _noise_item(words: Tongue, change: Change) -> str:
    return f"<li><b>{_say(words, f'noise.{change.noise}')}</b> {_spans(words, change_spans(change, 600))}</li>\n"
