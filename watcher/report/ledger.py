"""The two Markdown files that people read in the git-tracked folder: CHANGES.md of a document, README.md of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.model import Alert, Fact, Severity, TargetName, stamp
from watcher.report import escape
from watcher.report.answers import fact_delta
from watcher.report.explain import claim_delta
from watcher.report.headline import headline, without_link
from watcher.report.letter import actions, item, weight_line
from watcher.report.matrix import markdown_matrix
from watcher.report.message import item_markdown, line_markdown
from watcher.report.tongue import Language, Tongue, tongue

MAX_QUOTE = 2000  # a file has more room than a message, but a page may have one sentence of a megabyte


def changes_entry(alert: Alert, language: Language = "en", *, name: str = "") -> str:
    """One entry of CHANGES.md, newest goes on top: date, headline, findings with before and after, links.

    `name` is that of the files in changes/ (default: the stamp of the capture); the links are relative to the
    document's folder.
    """
    words = tongue(language)
    assessment = alert.assessment
    said = without_link(alert.headline.get(language, "")) or headline(alert.target, assessment, language)
    time = alert.time.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    parts = [f"## {words.say('changes.title', time=time, headline=escape.markdown(said))}"]
    weight = weight_line(words, assessment)
    parts += [f"**{weight}**"] if weight else []
    delta = claim_delta(assessment, language)
    parts += ["\n".join(f"- {escape.markdown(line)}" for line in delta)] if delta else []
    facts = fact_delta(alert.facts, assessment, language)
    if facts:
        listed = "\n".join(f"- {escape.markdown(line)}" for line in facts)
        parts.append(f"**{words.say('facts.changed')}**\n\n{listed}")
    steps = actions(words, assessment, None)
    if steps:
        listed = "\n".join(f"- {line_markdown(line)}" for line in steps)
        parts.append(f"**{words.say('message.act')}**\n\n{listed}")
    for number, finding in enumerate(assessment.findings, 1):
        parts.append(item_markdown(words, item(words, finding, MAX_QUOTE, has_redline=True), number, level=3))
    if assessment.counts:
        counts = {key: words.number(assessment.counts.get(key, 0)) for key in ("added", "removed", "modified")}
        parts.append(words.say("changes.counts", **counts))
    path = f"changes/{name or stamp(alert.time)}"
    links = ((words.say("changes.redline"), f"{path}.html"), (words.say("changes.json"), f"{path}.json"))
    parts.append(" · ".join(escape.markdown_link(text, url) for text, url in links))
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One document of the index. `last_change` is None while there is only the first version, `facts` where an
    earlier program stored it without."""

    target: TargetName
    first: dt.datetime
    versions: int
    last_change: dt.datetime | None = None
    alert_time: dt.datetime | None = None
    alert_headline: str = ""
    alert_severity: Severity | None = None
    facts: tuple[Fact, ...] | None = None


def index_readme(entries: Iterable[IndexEntry], language: Language = "en") -> str:
    """snapshots/README.md: what the folder is, the facts of all documents, a table for each platform, how to read it.

    The order is by platform, then by id, so that a new version changes one line only.
    """
    words = tongue(language)
    parts = [f"# {words.say('index.title')}", words.say("index.intro")]
    by_platform: dict[str, list[IndexEntry]] = {}
    ordered = sorted(entries, key=lambda e: (e.target.platform.casefold(), e.target.id))
    if ordered:
        intro = words.say("facts.intro", unknown=f"*{words.say('facts.unknown')}*")
        table = markdown_matrix(words, ((entry.target, entry.facts) for entry in ordered))
        parts.append(f"## {words.say('facts.title')}\n\n{intro}\n\n{table}")
    for entry in ordered:
        by_platform.setdefault(entry.target.platform, []).append(entry)
    for platform, rows in by_platform.items():
        parts.append(f"## {escape.markdown(platform)}\n\n" + _table(words, rows))
    parts += [] if by_platform else [words.say("index.none")]
    parts.append(f"## {words.say('index.how')}\n\n{words.say('index.how_text')}")
    return "\n\n".join(parts) + "\n"


def _table(words: Tongue, rows: list[IndexEntry]) -> str:
    head = [words.say(f"index.{key}") for key in ("document", "versions", "first", "last", "alert")]
    lines = [f"| {' | '.join(head)} |", "| --- | ---: | --- | --- | --- |"]
    lines += [f"| {' | '.join(_row(words, entry))} |" for entry in rows]
    return "\n".join(lines)


def _row(words: Tongue, entry: IndexEntry) -> list[str]:
    folder = entry.target.id
    document = escape.markdown_link(entry.target.title, f"{folder}/text.md")
    page = escape.markdown_link(words.say("index.page"), entry.target.url)
    last = _day(entry.last_change)
    if entry.last_change:
        last += f" ({escape.markdown_link(words.say('index.changes'), f'{folder}/CHANGES.md')})"
    alert = _alert(words, entry) if entry.alert_headline else words.say("index.never")
    return [f"{document} ({page})", words.number(entry.versions), _day(entry.first), last or "—", alert]


def _alert(words: Tongue, entry: IndexEntry) -> str:
    said = escape.markdown(escape.cut(without_link(entry.alert_headline), 220))
    severity = f" ({words.say(f'severity.{entry.alert_severity}')})" if entry.alert_severity else ""
    return f"{_day(entry.alert_time)}: {said}{severity}" if entry.alert_time else f"{said}{severity}"


def _day(time: dt.datetime | None) -> str:
    return time.astimezone(dt.UTC).date().isoformat() if time else ""
