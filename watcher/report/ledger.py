"""What people read in the git-tracked folder: entries of CHANGES.md, of a document and of all, and README.md.

The heading of an entry is its time alone: of that GitHub, GitLab and Forgejo make the same anchor.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.model import Alert, Fact, Outcome, Severity, TargetName, VerdictKind, stamp
from watcher.report import escape
from watcher.report.answers import fact_delta
from watcher.report.explain import claim_delta
from watcher.report.headlines import headline, without_link
from watcher.report.letter import actions, item, weight_line
from watcher.report.matrix import markdown_matrix
from watcher.report.messages import item_markdown, line_markdown
from watcher.report.tongues import Language, Tongue, tongue

MAX_QUOTE = 2000  # a file has more room than a message, but a page may have one sentence of a megabyte
MAX_SAID = 220  # of a headline in a table or a line


def changes_entry(alert: Alert, language: Language = "en", *, name: str = "", origin: str = "") -> str:
    """One entry of a document's CHANGES.md: time, headline, findings with before and after, links.

    `name` is that of the files in changes/ (default: the stamp of the capture); the links are relative to the
    document's folder. `origin` is where a text was taken from that we did not fetch ourselves.
    """
    words = tongue(language)
    assessment = alert.assessment
    said = without_link(alert.headline.get(language, "")) or headline(alert.target, assessment, language)
    if alert.outcome in (Outcome.REVERTED, Outcome.NOISE):
        said = words.say(f"changes.{alert.outcome}")
    parts = [f"## {_moment(alert.time)} UTC", f"**{escape.markdown(said)}**"]
    read = words.say("changes.read", time=words.time(alert.time), before=words.time(alert.old_time))
    parts += [f"{read} {words.say('changes.past')}" if alert.past else read]
    if origin:
        source = escape.cut(escape.one_line(origin), MAX_SAID)
        link = escape.markdown_link(source, origin)
        parts.append(words.say("grammar.colon", label=words.say("changes.origin"), text=link))
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


def overview_entry(alert: Alert, language: Language = "en") -> str:
    """One line of the CHANGES.md of all documents, with a link to the whole entry; empty for a change that is not
    listed there, because only the form differs or the text is an earlier one."""
    if alert.outcome is not Outcome.CHANGED:
        return ""
    words = tongue(language)
    target, severity = alert.target, alert.assessment.severity
    said = without_link(alert.headline.get(language, "")) or headline(target, alert.assessment, language)
    title = words.say("grammar.colon", label=target.platform, text=target.title)
    anchor = re.sub(r"[^0-9-]", "", _moment(alert.time).replace(" ", "-"))
    link = f"[{escape.markdown(title)}]({target.id}/CHANGES.md#{anchor}-utc)"
    notes = [words.say(f"severity.{severity}")] if severity else []
    notes += [words.say("changes.past_short")] if alert.past else []
    noted = f" ({', '.join(notes)})" if notes else ""
    text = escape.markdown(escape.cut(said, MAX_SAID))
    return f"- {_moment(alert.time)} {link} — " + (f"**{text}**{noted}" if severity else f"{text}{noted}")


def list_head(language: Language = "en", target: TargetName | None = None) -> tuple[str, str, str, str]:
    """What stands above the changes of a document (None: of all): title, introduction, and the words before links to
    earlier and to newer ones."""
    words = tongue(language)
    name = escape.markdown(words.say("grammar.colon", label=target.platform, text=target.title)) if target else ""
    title = words.say("changes.title_of", title=name) if target else words.say("changes.title")
    intro = words.say("changes.intro" if target else "changes.intro_all")
    return f"# {title}", intro, words.say("changes.earlier"), words.say("changes.newer")


@dataclass(frozen=True, slots=True)
class Unseen:
    """That a document cannot be read, since when and why."""

    since: dt.datetime
    verdict: VerdictKind


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One document of the index. `last_change` is None while there is only the first version, `facts` where an
    earlier program stored it without. `held` is when the text that is held was captured, `alert_sent` is False for
    an alert that was past when it came in, `unseen` says that the document cannot be read, `over` that it was to come
    and is announced no more."""

    target: TargetName
    first: dt.datetime
    versions: int
    last_change: dt.datetime | None = None
    alert_time: dt.datetime | None = None
    alert_headline: str = ""
    alert_severity: Severity | None = None
    facts: tuple[Fact, ...] | None = None
    held: dt.datetime | None = None
    alert_sent: bool = True
    unseen: Unseen | None = None
    over: bool = False


def index_readme(entries: Iterable[IndexEntry], language: Language = "en") -> str:
    """snapshots/README.md: what the folder is, the facts of all documents, a table for each platform, how to read it.

    The order is by platform, then by id, so that a new version changes one line only.
    """
    words = tongue(language)
    ordered = sorted(entries, key=lambda e: (e.target.platform.casefold(), e.target.id))
    parts = [f"# {words.say('index.title')}", _intro(words, ordered)]
    by_platform: dict[str, list[IndexEntry]] = {}
    if ordered:
        intro = words.say("facts.intro", unknown=f"*{words.say('facts.unknown')}*")
        table = markdown_matrix(words, ((entry.target, entry.facts) for entry in ordered if not entry.over))
        parts.append(f"## {words.say('facts.title')}\n\n{intro}\n\n{table}")
    for entry in ordered:
        by_platform.setdefault(entry.target.platform, []).append(entry)
    for platform, rows in by_platform.items():
        parts.append(f"## {escape.markdown(platform)}\n\n" + _table(words, rows))
    parts += [] if by_platform else [words.say("index.none")]
    parts.append(f"## {words.say('index.how')}\n\n{words.say('index.how_text')}")
    return "\n\n".join(parts) + "\n"


def _intro(words: Tongue, entries: Sequence[IndexEntry]) -> str:
    intro = words.say("index.intro")
    newest = max((entry.held for entry in entries if entry.held is not None), default=None)
    if newest is not None:
        intro += f" {words.say('index.as_of', time=words.time(newest))}"
    if any(entry.last_change for entry in entries):
        intro += f"\n\n{escape.markdown_link(words.say('index.all'), 'CHANGES.md')}"
    return intro


def _table(words: Tongue, rows: list[IndexEntry]) -> str:
    head = [words.say(f"index.{key}") for key in ("document", "versions", "first", "held", "last", "alert")]
    lines = [f"| {' | '.join(head)} |", "| --- | ---: | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(_row(words, entry))} |" for entry in rows]
    return "\n".join(lines)


def _row(words: Tongue, entry: IndexEntry) -> list[str]:
    folder = entry.target.id
    document = escape.markdown_link(entry.target.title, f"{folder}/text.md")
    page = f" ({escape.markdown_link(words.say('index.page'), entry.target.url)})" if entry.target.url else ""
    last = _day(entry.last_change)
    if entry.last_change:
        last += f" ({escape.markdown_link(words.say('index.changes'), f'{folder}/CHANGES.md')})"
    alert = _alert(words, entry) if entry.alert_headline else words.say("index.never")
    held = _day(entry.held or entry.last_change or entry.first)
    if entry.over:
        held += f" — {words.say('index.over')}"
    if entry.unseen is not None:
        verdict = words.say(f"verdict.{entry.unseen.verdict}").rstrip(".")
        held += f" — **{words.say('index.unseen', date=_day(entry.unseen.since), verdict=verdict)}**"
    return [f"{document}{page}", words.number(entry.versions), _day(entry.first), held, last or "—", alert]


def _alert(words: Tongue, entry: IndexEntry) -> str:
    said = escape.markdown(escape.cut(without_link(entry.alert_headline), MAX_SAID))
    notes = [words.say(f"severity.{entry.alert_severity}")] if entry.alert_severity else []
    notes += [] if entry.alert_sent else [words.say("index.not_sent")]
    noted = f" ({', '.join(notes)})" if notes else ""
    return f"{_day(entry.alert_time)}: {said}{noted}" if entry.alert_time else f"{said}{noted}"


def _moment(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M")


def _day(time: dt.datetime | None) -> str:
    return time.astimezone(dt.UTC).date().isoformat() if time else ""
