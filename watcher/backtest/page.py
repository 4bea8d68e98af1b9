"""The report of a replay as an HTML page: one file, no script, nothing loaded, safe to open. Pure.

the sentence that says it all -> by document -> by month -> every alert with its findings, word for word
"""

from __future__ import annotations

import itertools
from typing import Final

from watcher import report
from watcher.backtest.rows import Row
from watcher.backtest.tally import COLUMNS, Tally
from watcher.model import Finding
from watcher.report.escape import html
from watcher.report.letter import Item, Passage, item, weight_line
from watcher.report.page_style import BASE, COLOURS, policy
from watcher.report.redline_marks import Scene, labelled, marks
from watcher.report.tongues import Language, Tongue, tongue
from watcher.report.worddiff import Span

_MAX_QUOTE = 1500
_OPEN = 3  # findings of an alert that are in view

_STYLE: Final = f"""{COLOURS}{BASE}body{{max-width:64rem;margin:0 auto;padding:1rem}}
h1{{font-size:1.6rem;margin:.2rem 0 .6rem}}
h2{{font-size:1.25rem;margin:2.4rem 0 .6rem}}
h3{{font-size:1.08rem;margin:0 0 .3rem}}
h4{{font-size:1rem;margin:1.1rem 0 .3rem}}
p{{margin:0 0 .6rem;max-width:48rem}}
.scroll{{overflow-x:auto}}
.scroll:focus-visible{{outline-offset:-2px}}
table{{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}}
th,td{{padding:.3rem .55rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}}
th:first-child{{text-align:left;white-space:normal;overflow-wrap:break-word;min-width:10rem}}
.months th:first-child{{white-space:nowrap;min-width:3rem}}
.months td,.months th{{text-align:center;padding:.3rem .3rem}}
thead th{{font-size:.88rem;vertical-align:bottom}}
tfoot th,tfoot td{{font-weight:700;border-bottom:0}}
td.none{{color:var(--soft)}}
td.hit{{background:var(--weaker-ground);color:var(--weaker);font-weight:700}}
article{{border:1px solid var(--line);border-left:.3rem solid var(--neutral);border-radius:.4rem;
background:var(--panel);padding:.8rem 1rem;margin:0 0 1rem}}
article.weaker{{border-left-color:var(--weaker)}}
article.stronger{{border-left-color:var(--stronger)}}
article.mixed{{border-left-color:var(--mixed)}}
blockquote{{margin:.3rem 0 .6rem;padding:.3rem .7rem;border-left:3px solid var(--edge);background:var(--ground)}}
blockquote.delete{{border-left-color:var(--gone)}}
blockquote.insert{{border-left-color:var(--new)}}
del{{background:var(--gone-ground);color:var(--gone);text-decoration:line-through}}
ins{{background:var(--new-ground);color:var(--new);text-decoration:underline;text-underline-offset:.15em}}
summary{{min-height:1.5rem;cursor:pointer;margin:.6rem 0}}
@media print{{article{{break-inside:avoid}}}}
"""


def page(tally: Tally, source: str, language: Language) -> str:
    """The page as text, UTF-8. Deterministic. `source` is what was replayed, as the user called it."""
    words = tongue(language)
    title = words.say("replay.title")
    body = "\n".join(
        [
            f'<a class="skip" href="#alerts">{_say(words, "replay.skip")}</a>',
            f"<header>\n<h1>{html(title)}</h1>\n{_head(words, tally, source)}\n</header>",
            "<main>",
            _documents(words, tally),
            _months(words, tally),
            _alerts(words, tally),
            "</main>",
            f'<footer class="small"><p>{_say(words, "replay.foot")}</p></footer>',
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(_STYLE)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _say(words: Tongue, key: str, **slots: object) -> str:
    return html(words.say(key, **slots))


def _head(words: Tongue, tally: Tally, source: str) -> str:
    counts = tally.counts
    said = words.say(
        "replay.sum",
        alerts=words.count("replay.alerts", counts["alerts"]),
        captures=words.count("replay.captures", counts.total()),
        documents=words.count("replay.documents", len(tally.lines)),
    )
    lines = [f"<p><strong>{html(said)}</strong></p>"]
    if tally.first is not None and tally.last is not None:
        first, last = (words.date(time.date()) for time in (tally.first, tally.last))
        lines.append(f'<p class="small">{_say(words, "replay.from", source=source, first=first, last=last)}</p>')
    return "\n".join(lines)


def _documents(words: Tongue, tally: Tally) -> str:
    head = "".join(f'<th scope="col">{_say(words, f"replay.{name}")}</th>' for name in COLUMNS)
    rows = []
    for key, line in sorted(tally.lines.items()):
        cells = "".join(_number(words, name, line.counts[name]) for name in COLUMNS)
        rows.append(f'<tr><th scope="row" dir="auto">{html(key)}</th>{cells}</tr>')
    whole = tally.counts
    foot = "".join(_number(words, name, whole[name]) for name in COLUMNS)
    return (
        f'<section aria-labelledby="documents">\n<h2 id="documents">{_say(words, "replay.by_document")}</h2>\n'
        f'<p class="small">{_say(words, "replay.columns")}</p>\n'
        f'<div class="scroll" tabindex="0" role="group" aria-labelledby="documents"><table>\n'
        f'<thead><tr><th scope="col">{_say(words, "replay.document")}</th>{head}</tr></thead>\n'
        f"<tbody>\n{chr(10).join(rows)}\n</tbody>\n"
        f'<tfoot><tr><th scope="row">{_say(words, "replay.all")}</th>{foot}</tr></tfoot>\n</table></div>\n</section>'
    )


def _number(words: Tongue, name: str, count: int) -> str:
    if not count:
        return '<td class="none">0</td>'
    return _cell(words.number(count), hit=name == "alerts")


def _cell(text: str, *, hit: bool) -> str:
    return f'<td class="hit">{text}</td>' if hit else f"<td>{text}</td>"


def _months(words: Tongue, tally: Tally) -> str:
    names = words.say("grammar.months_short").split()
    head = "".join(f'<th scope="col">{html(name)}</th>' for name in names)
    rows = []
    for year in tally.years:
        cells = "".join(_month(words, tally, year, month) for month in range(1, 13))
        rows.append(f'<tr><th scope="row">{year}</th>{cells}</tr>')
    return (
        f'<section aria-labelledby="months">\n<h2 id="months">{_say(words, "replay.by_month")}</h2>\n'
        f'<p class="small">{_say(words, "replay.month_text")}</p>\n'
        f'<div class="scroll" tabindex="0" role="group" aria-labelledby="months"><table class="months">\n'
        f'<thead><tr><th scope="col">{_say(words, "replay.year")}</th>{head}</tr></thead>\n'
        f"<tbody>\n{chr(10).join(rows)}\n</tbody>\n</table></div>\n</section>"
    )


def _month(words: Tongue, tally: Tally, year: int, month: int) -> str:
    counts = tally.months.get((year, month))
    if counts is None:
        return '<td class="none">·</td>'
    alerts, changed = counts["alerts"], counts["changed"]
    shown = f"{words.number(alerts)} / {words.number(changed)}"
    return _cell(shown, hit=bool(alerts)) if alerts or changed else '<td class="none">0</td>'


def _alerts(words: Tongue, tally: Tally) -> str:
    parts = [f'<section aria-labelledby="alerts">\n<h2 id="alerts">{_say(words, "replay.list")}</h2>']
    parts += [] if tally.alerts else [f"<p>{_say(words, 'replay.none')}</p>"]
    parts += [_alert(words, row) for row in tally.in_order()]
    return "\n".join([*parts, "</section>"])


def _alert(words: Tongue, row: Row) -> str:
    assert row.weighed is not None  # noqa: S101 - it alerts
    assessment, language = row.weighed.assessment, row.named.language
    scene = Scene(words, language, language)
    told = [finding for finding in assessment.findings if finding.known_since is None]
    findings = [_finding(scene, finding) for finding in told]
    more = len(findings) - _OPEN
    shown = "\n".join(itertools.islice(findings, _OPEN if more > 0 else None))
    if more > 0:
        rest = "\n".join(findings[_OPEN:])
        shown += f"\n<details><summary>{html(words.count('replay.more', more))}</summary>\n{rest}\n</details>"
    said = report.headline(row.named, assessment, words.code)
    read = f'<span dir="auto">{html(row.target)}</span> · {html(words.time(row.time))}'
    return (
        f'<article class="{assessment.direction}">\n<p class="small">{read}</p>\n<h3>{html(said)}</h3>\n'
        f'<p><span class="chip {assessment.direction}">{html(weight_line(words, assessment))}</span></p>\n'
        f"{shown}\n</article>"
    )


def _finding(scene: Scene, finding: Finding) -> str:
    entry: Item = item(scene.words, finding, _MAX_QUOTE)
    parts = [f"<h4>{html(entry.title)}</h4>", f"<p>{html(entry.explanation)}</p>"]
    parts += [f'<p class="small">{labelled(scene, *pair, page_text=True)}</p>' for pair in entry.place]
    parts += [_quoted(scene, quote) for quote in entry.quotes]
    parts += [f'<p class="small">{html(entry.cut)}</p>'] if entry.cut else []
    return "\n".join(parts)


def _quoted(scene: Scene, quote: Passage) -> str:
    spans = tuple(Span("equal", span.text) for span in quote.spans) if quote.whole else quote.spans
    language = scene.old_language if quote.op == "delete" else scene.new_language
    text = f'<span{language} dir="auto">{marks(scene, spans)}</span>'
    return f'<blockquote class="{quote.op}"><b>{html(quote.label)}</b> {text}</blockquote>'
