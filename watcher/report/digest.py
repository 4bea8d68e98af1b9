"""Several alerts in one message, by platform, each in short; and the text changes that nobody was alerted to."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watcher.model import Alert, Message, Part, Row, RowKind, Run
from watcher.report import escape
from watcher.report.brief import meaning_rows, said_of, step_row, steps
from watcher.report.letter import Links, link_lines
from watcher.report.messages import Also, also_rows
from watcher.report.render import assemble, link_runs, part
from watcher.report.tongues import Language, Tongue, tongue

MAX_ALERTS: Final = 50  # told; the archive has all of them
MAX_OTHERS: Final = 100
MAX_DELTA: Final = 6  # lines of "what it said and says" for each
_TOGETHER: Final = 10  # other changes that a channel with little room leaves out at once
_SHORTEN: Final = 10  # rank of the first entry; those behind it are left out first


@dataclass(frozen=True, slots=True)
class DigestPart:
    """An alert of a digest, or a text change that was none."""

    alert: Alert
    links: Links
    also: Sequence[Also] = ()


def digest_message(
    digest_id: str,
    alerts: Sequence[DigestPart],
    others: Sequence[DigestPart],
    language: Language,
    *,
    today: dt.date,
) -> Message:
    """The digest in the forms that channels take. Of more than MAX_ALERTS the most severe and newest are told, of
    more than MAX_OTHERS the newest; the rest is counted."""
    words = tongue(language)
    title = digest_title(words, alerts, others)
    told = sorted(alerts, key=_weight)[:MAX_ALERTS]
    listed = sorted(others, key=_newest)[:MAX_OTHERS]
    parts = [part(words, [Row(RowKind.HEADLINE, (Run(title),))])]
    if told:
        parts.append(part(words, [Row(RowKind.SMALL, (Run(words.say("digest.intro")),))], rank=2))
    parts += _alerts(words, told, today)
    parts += _others(words, listed, first=_SHORTEN + len(told))
    missing = len(alerts) - len(told) + len(others) - len(listed)
    if missing:
        parts.append(part(words, [Row(RowKind.TEXT, (Run(words.count("digest.more", missing)),))], rank=1))
    foot = (words.say("digest.foot", id=digest_id), words.say("digest.why"))
    parts.append(part(words, [Row(RowKind.FOOT, (Run(line),)) for line in foot]))
    preview = " · ".join(said_of(words, entry.alert) for entry in told[:3])
    return assemble(words, digest_id, title, parts, preview)


def _newest(entry: DigestPart) -> tuple[float, str]:
    return -entry.alert.time.timestamp(), entry.alert.id


def _weight(entry: DigestPart) -> tuple[int, float, str]:
    severity = entry.alert.assessment.severity
    return -severity.rank if severity is not None else 0, *_newest(entry)


def digest_title(words: Tongue, alerts: Sequence[DigestPart], others: Sequence[DigestPart]) -> str:
    """`5 changes at 3 platforms, 18–25 September 2025`."""
    counted = alerts or others
    changes = words.count("digest.changes" if alerts else "digest.others", len(counted))
    platforms = sorted({escape.one_line(entry.alert.target.platform) for entry in counted}, key=str.casefold)
    days = sorted(entry.alert.time.astimezone(dt.UTC).date() for entry in (*alerts, *others))
    period = _period(words, days[0], days[-1]) if days else ""
    key = "digest.platforms_one" if len(platforms) == 1 else "digest.platforms_many"
    return words.say(key, changes=changes, platform=platforms[0], n=words.number(len(platforms)), period=period)


def _period(words: Tongue, first: dt.date, last: dt.date) -> str:
    if first == last:
        return words.say("digest.day", day=words.date(first))
    begin, end = words.date(first), words.date(last)
    first_day, first_month, first_year = begin.split(" ")
    last_day, last_month, last_year = end.split(" ")
    if first_year != last_year:
        return words.say("digest.period_any", first=begin, last=end)
    if first_month != last_month:
        slots = {"first": first_day, "first_month": first_month, "last": last_day, "last_month": last_month}
        return words.say("digest.period_year", **slots, year=last_year)
    return words.say("digest.period_month", first=first_day, last=last_day, month=last_month, year=last_year)


def _alerts(words: Tongue, told: Sequence[DigestPart], today: dt.date) -> list[Part]:
    def platform(entry: DigestPart) -> str:
        return escape.one_line(entry.alert.target.platform)

    ordered = sorted(told, key=lambda entry: platform(entry).casefold())  # stable: the most severe stays first
    parts: list[Part] = []
    for name, group in itertools.groupby(ordered, platform):
        for number, entry in enumerate(group):
            rows = [Row(RowKind.TITLE, (Run(name),))] if number == 0 else []
            rows += _entry_rows(words, entry, today)
            parts.append(part(words, rows, rank=_SHORTEN + len(parts), entries=1))
    return parts


def _entry_rows(words: Tongue, entry: DigestPart, today: dt.date) -> list[Row]:
    alert = entry.alert
    rows = [Row(RowKind.SUBTITLE, (Run(said_of(words, alert)),))]
    meaning = meaning_rows(words, alert)  # the first says direction and severity
    rows += [*meaning[:1], *(step_row(line) for line in steps(words, alert, today)), *meaning[1 : MAX_DELTA + 1]]
    rows.append(Row(RowKind.SMALL, (Run(_where(words, alert)), *link_runs(words, link_lines(words, entry.links)))))
    return rows + (also_rows(words, entry.also) if entry.also else [])


def _where(words: Tongue, alert: Alert, *, platform: bool = False) -> str:
    title = f"{alert.target.platform}, {alert.target.title}" if platform else alert.target.title
    date = words.date(alert.time.astimezone(dt.UTC).date())
    return words.say("digest.on", title=escape.one_line(title), date=date)


def _others(words: Tongue, listed: Sequence[DigestPart], first: int) -> list[Part]:
    parts: list[Part] = []
    for start in range(0, len(listed), _TOGETHER):
        entries = listed[start : start + _TOGETHER]
        rows = [_other_row(words, entry) for entry in entries]
        if start == 0:
            texts = (RowKind.TITLE, "digest.others"), (RowKind.TEXT, "digest.others_text")
            rows = [*(Row(kind, (Run(words.say(key)),)) for kind, key in texts), *rows]
        parts.append(part(words, rows, rank=first + len(parts), entries=len(entries)))
    return parts


def _other_row(words: Tongue, entry: DigestPart) -> Row:
    text = _where(words, entry.alert, platform=True)
    counts = entry.alert.assessment.counts
    if counts:
        shown = {key: words.number(counts.get(key, 0)) for key in ("added", "removed", "modified")}
        text += f" ({words.say('digest.counts', **shown)})"
    return Row(RowKind.ITEM, (Run(text), *link_runs(words, link_lines(words, entry.links))))
