"""The day from which a sentence says that something holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from watcher.assess.lexicon import LANGUAGES, lexicon, plain

_YEAR = r"((?:19|20)\d\d)"
_ISO = re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 40  # characters before a date in which its preposition must end
_END = re.compile(r"[\s,]*(?:(?:on|the|from|le|el|il|den|dem|the|o|dia|día|del|de|het)\s+)?$", re.IGNORECASE)
# "03.11.2025", "3/11/2025": the day stands first, but in English before a slash or a hyphen nobody knows which does.
_NUMBERS = re.compile(rf"(?<![\d./-])(\d{{1,2}})(\.\s?|/|-)(\d{{1,2}})\2{_YEAR}(?![\d/-]|\.\d)")


def effective_date(text: str, language: str) -> dt.date | None:
    """The first full date (day, month, year) that a preposition of time introduces; None if there is none.

    Month names tell their language by themselves; the preposition is looked for in the passage's language and in
    English. Dates in a "last updated" line are the page's, not the rule's; the caller does not ask for those.
    """
    if _ANY_YEAR.search(text) is None:
        return None
    dates = dates_in(text, language)
    return next((day for start, day in dates if _introduced(text[max(0, start - _NEAR) : start], language)), None)


def dates_in(text: str, language: str) -> Iterator[tuple[int, dt.date]]:
    """Where each full date begins, and which day it is: those with the name of a month first, then those in figures.

    A date in figures that can be read in two ways is none.
    """
    day_first, month_first = _patterns()
    for pattern, order in ((day_first, (3, 2, 1)), (month_first, (3, 1, 2)), (_ISO, (1, 2, 3))):
        for match in pattern.finditer(text):
            year, month, day = (match[index] for index in order)
            found = _day(year, _numbers().get(month.lower(), month), day)
            if found is not None:
                yield match.start(), found
    for match in _NUMBERS.finditer(text):
        first, mark, second, year = match.groups()
        days = {_day(year, second, first)}
        if language == "en" and not mark.startswith("."):
            days.add(_day(year, first, second))
        days.discard(None)
        if len(days) == 1 and (found := days.pop()) is not None:
            yield match.start(), found


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _introduced(before: str, language: str) -> bool:
    before = f"{plain(before)} "
    cues = dict.fromkeys((lexicon(language).date_from, lexicon("en").date_from))
    return any(_END.match(before, end) for cue in cues for _, end in cue.spans(before))


@cache
def _numbers() -> dict[str, int]:
    """The number of every month by its names and short forms in all languages. Where two languages share a form, they
    mean the same month."""
    named = ((form, number) for tag in LANGUAGES for number, names in enumerate(lexicon(tag).months, 1)
             for form in names.split("/"))  # fmt: skip
    return dict(named)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "3 November 2025", "1er mars 2026", "3. Nov. 2025", "3 de noviembre de 2025"; "November 3rd, 2025"."""
    names = "|".join(sorted(map(re.escape, _numbers()), key=len, reverse=True))
    day = re.compile(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:of\s+|de\s+)?({names})\.?,?\s+(?:de\s+)?{_YEAR}\b",
        re.IGNORECASE,
    )
    month = re.compile(rf"\b({names})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE)
    return day, month
