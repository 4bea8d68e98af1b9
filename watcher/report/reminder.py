"""A reminder that an announced date comes near, or is here: what can be done first, then the change in short."""

from __future__ import annotations

import datetime as dt

from watcher.model import Alert, Message, Row, RowKind, Run
from watcher.report.brief import meaning_rows, said_of, step_row, steps
from watcher.report.headlines import subject
from watcher.report.letter import Links, days_left, link_lines
from watcher.report.mail import COLORS
from watcher.report.render import assemble, link_runs, part
from watcher.report.tongues import Language, Tongue, tongue


def reminder_message(
    reminder_id: str, alert: Alert, date: dt.date, language: Language, *, links: Links, today: dt.date
) -> Message:
    """The reminder of `alert`, which announced `date`. Days are counted from `today`; the quotes of the alert are not
    repeated, the links lead to them."""
    words = tongue(language)
    act = [step_row(line) for line in steps(words, alert, today)]
    left = days_left(words, date, today)
    act = [Row(RowKind.ITEM, (Run(left),)), *(row for row in act if row.words != left)]
    read = words.say("reminder.read", title=alert.target.title, time=words.time(alert.time))
    short = [Row(RowKind.TITLE, (Run(words.say("reminder.in_short")),)), *meaning_rows(words, alert)]
    where = Row(RowKind.LINKS, link_runs(words, link_lines(words, links)), words.say("message.links"))
    foot = (words.say("reminder.foot", id=reminder_id, alert=alert.id), words.say("reminder.why"))
    parts = [
        part(words, [Row(RowKind.HEADLINE, (Run(_title(words, alert, date, today)),))]),
        part(
            words,
            [Row(RowKind.TITLE, (Run(words.say("message.act")),)), *act],
            rank=1,
            color=COLORS[alert.assessment.direction],
        ),
        part(words, short, essence=True),
        part(words, [Row(RowKind.TEXT, (Run(f"{said_of(words, alert)}."),))], rank=3),
        part(words, [Row(RowKind.SMALL, (Run(read),))], rank=2),
        part(words, [where]),
        part(words, [Row(RowKind.FOOT, (Run(line),)) for line in foot]),
    ]
    preview = " ".join(row.words for row in act[:2])
    return assemble(words, reminder_id, _title(words, alert, date, today), parts, preview)


def _title(words: Tongue, alert: Alert, date: dt.date, today: dt.date) -> str:
    """`Reminder, 7 days left · LinkedIn: AI training extended to the EU, on by default from 3 Nov 2025`."""
    said = subject(alert.target, alert.assessment, words.code)
    left = (date - today).days
    if left > 0:
        return words.say(f"reminder.title_{'one' if left == 1 else 'many'}", n=words.number(left), subject=said)
    return words.say("reminder.title_today" if left == 0 else "reminder.title_past", subject=said)
