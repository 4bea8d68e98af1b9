"""The day from which a sentence says that something holds."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    "en": "january february march april may june july august september october november december".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_ABBREVIATED = {name[:3]: number for number, name in enumerate(_MONTHS["en"], 1)}
_NUMBERS = {name: number for names in _MONTHS.values() for number, name in enumerate(names, 1)} | _ABBREVIATED
_NAMES = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?({_NAMES})\.?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_FROM = re.compile(
    r"\b(?:from|as of|starting|beginning|effective|on|after|since|until|before|à partir d[ue]|à compter d[ue]|dès le"
    r"|depuis le|le|au|en vigueur)\s*(?:on|le|the|from)?\s*$",
    re.IGNORECASE,
)


def effective_date(text: str, language: str) -> dt.date | None:
    """The first full date (day, month, year) that a preposition of time introduces; None if there is none.

    Dates in a "last updated" line are the page's, not the rule's; the caller does not ask for those.
    """
    del language  # month names of all languages are told apart by themselves
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_ISO, (1, 2, 3))):
        for match in pattern.finditer(text):
            if not _FROM.search(text[max(0, match.start() - 24) : match.start()]):
                continue
            year, month, day = (match[index] for index in order)
            try:
                return dt.date(int(year), _NUMBERS.get(month.lower()) or int(month), int(day))
            except ValueError:
                continue
    return None
