"""The redline of one version: a self-contained page that is safe to open.

On top the headline, what changed in the facts and the claims, what can be done, and the findings; then the changes
where they stand, each finding beside its sentence, in one text or side by side; then what differs in form only.
Nothing is loaded, and one small script runs, which the page can do without: its own Content-Security-Policy forbids
everything else. The document's text can form no tag and no link. Readable with a screen reader, by keyboard, on a
phone, in print, on a dark ground.

The archive keeps one such page for each change, so what did not change is counted there and not repeated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.model import Assessment, Change, Comparison, FactChange, TargetName
from watcher.report.answers import fact_delta
from watcher.report.escape import cut, html, html_link, one_line
from watcher.report.explain import claim_delta
from watcher.report.headlines import headline, without_link
from watcher.report.letter import Line, actions, weight_line
from watcher.report.listing import change_spans, counts, form_only
from watcher.report.page_style import policy
from watcher.report.placing import rows
from watcher.report.redline_marks import Scene, marks
from watcher.report.redline_notes import finding_list, placed_notes
from watcher.report.redline_script import SCRIPT
from watcher.report.redline_style import STYLE
from watcher.report.redline_text import Sheet, written
from watcher.report.redline_units import stretches
from watcher.report.tongues import Language, tongue

MAX_NOISE = 100
MAX_ORIGIN = 220
_LONGEST_FORM = 600  # characters of a difference in form
_POLICY = policy(STYLE, SCRIPT)


@dataclass(frozen=True, slots=True)
class RedlineHead:
    """What stands above the redline. `headline` empty: it is made from the assessment. `facts` are those that
    changed. `origin` is where the new text was taken from, if we did not fetch it ourselves."""

    target: TargetName
    old_time: dt.datetime
    new_time: dt.datetime
    headline: str = ""
    facts: tuple[FactChange, ...] = ()
    origin: str = ""


def redline_html(
    comparison: Comparison,
    assessment: Assessment,
    head: RedlineHead,
    language: Language,
    *,
    whole: bool = False,
) -> str:
    """The page as text, UTF-8. Deterministic: the same input gives the same bytes.

    `whole`: unchanged parts are folded and can be opened; else they are counted and left out.
    """
    scene = Scene(tongue(language), comparison.old.language, comparison.new.language, whole)
    title = f"{head.target.platform} · {head.target.title} · {scene.words.say('page.redline')}"
    body = "\n".join(
        [
            f'<a class="skip" href="#document">{scene.say("page.skip")}</a>',
            f"<header>\n{_head(scene, comparison, assessment, head)}\n</header>",
            "<main>",
            _cards(scene, assessment, head),
            *_document(scene, comparison, assessment),
            _noise(scene, comparison),
            "</main>",
            f'<footer class="small">{scene.say("page.foot")}</footer>',
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{html(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _head(scene: Scene, comparison: Comparison, assessment: Assessment, head: RedlineHead) -> str:
    target, words = head.target, scene.words
    said = without_link(head.headline) or headline(target, assessment, words.code)
    compared = scene.say("page.compared", before=words.time(head.old_time), after=words.time(head.new_time))
    live = f" · {html_link(words.say('page.live'), target.url)}" if target.url else ""
    weight = html(weight_line(words, assessment))
    lines = [
        f'<p class="small">{html(target.platform)} · <span{scene.new_language}>{html(target.title)}</span></p>',
        f"<h1>{html(said)}</h1>",
        *([f'<p><span class="chip {assessment.direction}">{weight}</span></p>'] if weight else []),
        f'<p class="small">{compared}{live}</p>',
        *([f'<p class="small">{_origin(scene, head.origin)}</p>'] if head.origin else []),
        f'<p class="small">{html(counts(words, comparison))}</p>',
    ]
    return "\n".join(lines)


def _origin(scene: Scene, origin: str) -> str:
    label = scene.words.say("grammar.colon", label=scene.words.say("changes.origin"), text="").strip()
    return f"{html(label)} {html_link(cut(one_line(origin), MAX_ORIGIN), origin)}"


def _cards(scene: Scene, assessment: Assessment, head: RedlineHead) -> str:
    """What the document as a whole answers otherwise, what the changed claims say, what can be done."""
    code = scene.words.code
    cards = [
        _card(scene, "facts.changed", map(html, fact_delta(head.facts, assessment, code))),
        _card(scene, "message.changed", map(html, claim_delta(assessment, code))),
        _card(scene, "message.act", map(_step, actions(scene.words, assessment, None))),
    ]
    shown = "\n".join(card for card in cards if card)
    return f'<div class="cards">\n{shown}\n</div>' if shown else ""


def _card(scene: Scene, key: str, lines: Iterable[str]) -> str:
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return f"<section><h2>{scene.say(key)}</h2><ul>{listed}</ul></section>" if listed else ""


def _step(line: Line) -> str:
    return html(line.text) + (f" {html_link(line.url, line.url)}" if line.url else "")


def _document(scene: Scene, comparison: Comparison, assessment: Assessment) -> list[str]:
    """The findings and the text with its changes."""
    placed_rows = rows(comparison)
    placed = [sentence.change for row in placed_rows for sentence in row.sentences if sentence.change is not None]
    notes = placed_notes(assessment.findings, placed)
    found, steps = stretches(placed_rows, notes.told)
    text = written(Sheet(scene, notes, steps), found)
    keys = f'<label id="keys" hidden><input type="checkbox" checked> {scene.say("page.keys")}</label>'
    heads = "".join(f"<b>{scene.say(f'message.{side}')}</b>" for side in ("before", "after"))
    return [
        finding_list(scene, notes, assessment.findings),
        '<section aria-labelledby="document">',
        f'<h2 id="document" tabindex="-1">{scene.say("page.document")}</h2>',
        f'<p class="small">{scene.say("page.legend_whole" if scene.whole else "page.legend")}</p>',
        keys if steps else "",
        '<input type="radio" name="view" id="inline" checked><input type="radio" name="view" id="side">',
        f'<label class="pick one" for="inline">{scene.say("page.inline")}</label>',
        f'<label class="pick two" for="side">{scene.say("page.side")}</label>',
        f'<div class="text"{scene.new_language}>',
        f'<div class="heads"{scene.own_language}>{heads}</div>',
        text,
        "</div>",
        "</section>",
    ]


def _noise(scene: Scene, comparison: Comparison) -> str:
    """Differences in form only, folded away: kept for whoever wants to check that they are."""
    changes = form_only(comparison)
    if not changes:
        return ""
    items = "".join(_noise_item(scene, change) for change in changes[:MAX_NOISE])
    rest = len(changes) - MAX_NOISE
    more = f"<p>{scene.say('page.form_more', n=scene.words.number(rest))}</p>" if rest > 0 else ""
    return (
        f'<details class="form"><summary>{html(scene.words.count("page.form", len(changes)))}</summary>'
        f'<p class="small">{scene.say("page.form_text")}</p>\n<ul>{items}</ul>{more}</details>'
    )


def _noise_item(scene: Scene, change: Change) -> str:
    text = marks(scene, change_spans(change, _LONGEST_FORM))
    return (
        f'<li><b>{scene.say(f"noise.{change.noise}")}</b> <span{scene.new_language} dir="auto">{text}</span></li>\n'
    )
