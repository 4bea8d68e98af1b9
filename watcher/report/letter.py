"""An alert laid out once, before text, Markdown and HTML give it their form.

Page text stands here as it is; whoever gives it a form escapes it for that form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.model import Alert, Assessment, Claim, Direction, Finding, FindingKind
from watcher.report import escape, nouns
from watcher.report.explain import claim_delta, explanation
from watcher.report.headlines import headline, subject
from watcher.report.story import LOSSES, NEGATIVE, tell
from watcher.report.tongues import Language, Tongue, tongue
from watcher.report.worddiff import Op, Side, Span, alike, shorten, side, word_diff

MAX_FINDINGS = 5
MAX_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Links:
    """Where to read on; empty ones are left out. Addresses that are not http(s) are shown as text only."""

    live: str
    redline: str | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, perhaps with the address that it is about."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One quoted side: its label and its words; `whole` when all of it is new or gone, so that marks say nothing."""

    label: str
    op: Op
    spans: tuple[Span, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One finding."""

    title: str
    explanation: str
    place: tuple[tuple[str, str], ...]
    quotes: tuple[Passage, ...]
    facts: tuple[tuple[str, str], ...]
    cut: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole alert, in the order in which it is read."""

    id: str
    language: Language
    title: str
    headline: str
    read: str
    actions: tuple[Line, ...]
    weight: str
    direction: Direction
    delta: tuple[str, ...]
    items: tuple[Item, ...]
    more: str
    links: tuple[Line, ...]
    marks: str
    foot: tuple[str, ...]


def letter(
    alert: Alert,
    language: Language,
    links: Links,
    today: dt.date | None,
    max_findings: int = MAX_FINDINGS,
    max_quote: int = MAX_QUOTE,
) -> Letter:
    """Lay an alert out. `today` gives the days that are left; without it the date stands alone."""
    words = tongue(language)
    target, assessment = alert.target, alert.assessment
    shown = assessment.findings[:max_findings]
    items = tuple(item(words, finding, max_quote, has_redline=bool(links.redline)) for finding in shown)
    missing = len(assessment.findings) - len(shown)
    more = words.count("message.more" if links.redline else "message.more_plain", missing) if missing else ""
    when, before = words.time(alert.time), words.time(alert.old_time)
    topics = words.join([words.bare_topic(topic) for topic in assessment.topics])
    return Letter(
        id=alert.id,
        language=language,
        title=escape.header(subject(target, assessment, language)),
        headline=alert.headline.get(language, "") or headline(target, assessment, language, link=True),
        read=words.say("message.read_before", title=target.title, time=when, before=before),
        actions=actions(words, assessment, today),
        weight=weight_line(words, assessment),
        direction=assessment.direction,
        delta=claim_delta(assessment, language),
        items=items,
        more=more,
        links=link_lines(words, links),
        marks=words.say("message.marks") if any(not q.whole for entry in items for q in entry.quotes) else "",
        foot=(
            words.say("message.foot", id=alert.id),
            words.say("message.why", topics=topics) if topics else words.say("message.why_any"),
        ),
    )


def weight_line(words: Tongue, assessment: Assessment) -> str:
    """`Less protection for you · severity: high`; empty without findings."""
    if assessment.severity is None:
        return ""
    direction = words.say(f"direction.{assessment.direction}")
    return words.say("message.weight", direction=direction, severity=words.say(f"severity.{assessment.severity}"))


def link_lines(words: Tongue, links: Links) -> tuple[Line, ...]:
    """Where to read on, each by its name."""
    named = (("live", links.live), ("redline", links.redline or ""), ("commit", links.commit or ""))
    return tuple(Line(words.say(f"message.{name}"), url) for name, url in named if url)


def actions(words: Tongue, assessment: Assessment, today: dt.date | None) -> tuple[Line, ...]:
    """What the person can do now, most useful first."""
    findings = assessment.findings
    story = tell(assessment)
    if story is None:
        return ()
    claims = [f.claim_after for f in findings if f.claim_after is not None and f.kind not in LOSSES]
    found = _controls(words, [story.after, *claims]) or _controls(words, assessment.controls)
    found = found or _places(words, [story.after, *claims])
    direction = assessment.direction
    if not found and any(f.kind is FindingKind.CONTROL_REMOVED for f in findings):
        found = [Line(words.say("message.act_removed"))]
    elif not found and direction in (Direction.WEAKER, Direction.MIXED):
        found = [Line(words.say("message.act_none"))]
    elif not found and direction is Direction.STRONGER:
        found = [Line(words.say("message.act_strong"))]
    if story.after.effective:
        found.append(Line(days_left(words, story.after.effective, today)))
    bases = [claim.basis for claim in claims if claim.polarity not in NEGATIVE]
    if "legitimate interest" in bases:
        found.append(Line(words.say("message.art21")))
    elif "consent" in bases:
        found.append(Line(words.say("message.art7")))
    return tuple(found)


def _controls(words: Tongue, claims: Sequence[Claim]) -> list[Line]:
    """At most three ways to decide, each named once; those to refuse come first."""
    lines: list[Line] = []
    for claim in sorted(claims, key=lambda c: c.choice != "opt-out"):
        path, url = nouns.path(claim), escape.web_address(claim.control_url)
        if not (path or url):
            continue
        key = f"message.verb_{claim.choice}"
        verb = words.say(key if words.has(key) else "message.verb_any")
        where = path or nouns.place(words, claim).strip()
        text = words.say("message.act_path", verb=verb, path=where) if where else verb
        if not any(line.text == text or (url and line.url == url) for line in lines):
            lines.append(Line(text, url))
    return lines[:3]


def _places(words: Tongue, claims: Sequence[Claim]) -> list[Line]:
    """The way to refuse of which the text only says of what kind it is."""
    for claim in claims:
        place = nouns.place(words, claim)
        if place and claim.choice == "opt-out" and claim.polarity not in NEGATIVE:
            verb = words.say("message.verb_opt-out")
            return [Line(words.say("message.act_place", verb=verb, place=place))]
    return []


def days_left(words: Tongue, day: dt.date, today: dt.date | None) -> str:
    """`46 days left: applies from 3 November 2025.`"""
    if today is None:
        return words.say("message.days_date", date=words.date(day))
    left = (day - today).days
    if left < 0:
        return words.say("message.days_past", date=words.date(day))
    if left == 0:
        return words.say("message.days_today", date=words.date(day))
    key = "message.days_one" if left == 1 else "message.days_many"
    return words.say(key, n=words.number(left), date=words.date(day))


def item(words: Tongue, finding: Finding, max_quote: int, *, has_redline: bool = False) -> Item:
    """One finding with its proof."""
    quotes, missing = _quotes(words, finding, max_quote)
    cut_key = "message.cut" if has_redline else "message.cut_plain"
    return Item(
        title=f"{words.say(f'kind.{finding.kind}')} · {words.bare_topic(finding.topic)}",
        explanation=explanation(finding, words.code),
        place=_place(words, finding),
        quotes=quotes,
        facts=_facts(words, finding),
        cut=words.say(cut_key, n=words.number(missing)) if missing else "",
    )


def _place(words: Tongue, finding: Finding) -> tuple[tuple[str, str], ...]:
    quote = finding.after or finding.before
    if quote is None:
        return ()
    section = " › ".join(escape.one_line(name) for name in quote.section)
    pairs = (("section", escape.cut(section, 300)), ("lead", escape.cut(escape.one_line(quote.lead), 300)))
    return tuple((words.say(f"message.{key}"), text) for key, text in pairs if text)


def _quotes(words: Tongue, finding: Finding, limit: int) -> tuple[tuple[Passage, ...], int]:
    """Before and after, each with only its own words marked, and the number of words that were cut."""
    before, after = (escape.plain(quote.text) if quote else "" for quote in (finding.before, finding.after))
    if not (before and after):
        text, label = (before, "removed") if before else (after, "added")
        op: Side = "delete" if before else "insert"
        spans, missing = shorten((Span("equal", text),), limit) if text else ((), 0)
        return ((Passage(words.say(f"message.{label}"), op, spans, whole=True),) if text else ()), missing
    spans = word_diff(before, after)
    marked = alike(spans)
    passages, total = [], 0
    sides: tuple[tuple[str, Side, str], ...] = (("before", "delete", before), ("after", "insert", after))
    for label, op, text in sides:
        shown, missing = shorten(side(spans, op) if marked else (Span("equal", text),), limit)
        total += missing
        passages.append(Passage(words.say(f"message.{label}"), op, shown, whole=not marked))
    return tuple(passages), total


def _facts(words: Tongue, finding: Finding) -> tuple[tuple[str, str], ...]:
    """Data, exclusions, regions, recipients and, behind the same words, addresses that the two claims name
    differently."""
    before = finding.claim_before or Claim(finding.topic)
    after = finding.claim_after or Claim(finding.topic)
    rows = (
        ("data_added", "data", _minus(after.data, (*before.data, *after.within))),
        ("data_dropped", "data", _minus(before.data, (*after.data, *before.within))),
        ("exclusions_added", "data", _minus(after.excluded, before.excluded)),
        ("exclusions_kept", "data", tuple(name for name in after.excluded if name in before.excluded)),
        ("exclusions_dropped", "data", _minus(before.excluded, (*after.excluded, *after.data))),
        ("regions", "regions", after.regions),
        (
            "regions_dropped",
            "regions",
            _minus(before.regions, after.regions) if after.polarity not in NEGATIVE else (),
        ),
        ("recipients_added", "recipients", _minus(after.recipients, before.recipients)),
        ("recipients_dropped", "recipients", _minus(before.recipients, after.recipients)),
    )
    named = tuple(
        (words.say(f"message.{key}"), ", ".join(words.bare(group, name) for name in names))
        for key, group, names in rows
        if names
    )
    if finding.rule != "link":
        return named
    sides = (("address_before", before.control_url), ("address_after", after.control_url))
    shown = ((words.say(f"message.{key}"), escape.web_address(url)) for key, url in sides)
    return named + tuple(pair for pair in shown if pair[1])


def _minus(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)
