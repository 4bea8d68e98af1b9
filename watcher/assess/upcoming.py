"""New terms that a page announces and whose text it links ("We are updating our terms on 3 November 2025. See here"):
that text, and the day from which it holds. Pure.

Refuses to guess: a link counts where its sentence announces new terms, and where its address says that it leads to a
preview, or its words do and a day ahead stands beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from watcher.assess.dates import dates_in
from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.model import Document, Passage
from watcher.model.upcoming import Upcoming, is_preview

_LONGEST = 600  # characters of a sentence that announces; a whole policy in one sentence announces nothing
_BESIDE = 2  # sentences before and after in which the day may stand


def upcoming(document: Document, today: dt.date) -> tuple[Upcoming, ...]:
    """The texts that the document announces, in its order, each address once. Whose they are, and whether they are
    documents of their own, is for the caller to know."""
    words = lexicon(document.language)
    found: dict[str, Upcoming] = {}
    for index, passage in enumerate(document.passages):
        if not passage.links or len(passage.text) > _LONGEST:
            continue
        text = plain(passage.text)
        if not words.has("new_terms", text):
            continue
        day, said = _day(document.passages, index, words, today)
        for link in passage.links:
            named = day is not None and words.has("new_version", plain(link.text))
            if named or is_preview(link.href):
                found.setdefault(link.href, Upcoming(link.href, day, said))
    return tuple(found.values())


def _day(passages: Sequence[Passage], index: int, words: Lexicon, today: dt.date) -> tuple[dt.date | None, str]:
    """The day ahead that stands in the sentence, else in those beside it, and the sentence that gives it."""
    near = range(max(0, index - _BESIDE), min(len(passages), index + _BESIDE + 1))
    for place in sorted(near, key=lambda place: abs(place - index)):
        text = passages[place].text
        if place == index or len(text) <= _LONGEST:
            days = [day for _, day in dates_in(text, words.language) if day > today]
            if days:
                return min(days), text
    return None, passages[index].text
