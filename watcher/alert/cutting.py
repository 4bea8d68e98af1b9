"""Which parts of a message go to a channel that has no room for all of them. Pure.

The parts that matter least are left out first, the last one that has to go is cut at a sentence, and the message says
that it was cut and, in a digest, how many changes it does not tell. Headline, what it means, links and id stay. Where
there is no room even for these, title and claim delta are left: the title whole, of the delta as much as fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watcher.model import Message, Part, RowKind

SHORTEST = 120  # characters of a part below which its beginning says nothing

# Without and with a link that is left to see, and with changes that are not told.
_CLOSING = {
    "en": ("… (shortened)", "… (shortened; see the link)", "… (shortened: {n} more changes are in the archive)"),
    "fr": ("… (abrégé)", "… (abrégé ; voir le lien)", "… (abrégé : {n} autres changements dans l’archive)"),
}
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]{0,2}(?=\s)")


@dataclass(frozen=True, slots=True)
class Kept:
    """The parts that stay, in order: those `above` the words that say that the rest is missing, and those `below`.
    `partial`, one of `above`, does not fit as a whole: whoever knows its form cuts it to at most `room`."""

    above: tuple[Part, ...]
    below: tuple[Part, ...] = ()
    closing: str = ""
    partial: Part | None = None
    room: int = 0


def closing(language: str, *, linked: bool, missing: int = 0) -> str:
    """The words that say that a message was cut."""
    plain, with_link, counted = _CLOSING.get(language, _CLOSING["en"])
    if missing > 1:
        return counted.format(n=missing)
    return with_link if linked else plain


def keep(parts: Sequence[Part], room: int, size: Callable[[Part], int], language: str) -> Kept | None:
    """What stays of the parts in `room`; `size` tells what a part takes, what separates it from the next included.
    None when not even the parts fit that are never left out."""
    if sum(size(part) for part in parts) <= room:
        return Kept(tuple(parts))
    linked = any(run.url for part in parts if part.rank == 0 for row in part.rows for run in row.runs)
    longest = max(len(closing(language, linked=linked, missing=n)) for n in (0, 99_999)) + 4
    left = room - longest - sum(size(part) for part in parts if part.rank == 0)
    if left < 0:
        return None
    chosen = {id(part) for part in parts if part.rank == 0}
    partial: Part | None = None
    for part in sorted((part for part in parts if part.rank), key=lambda part: part.rank):
        if size(part) > left:
            partial = part if left >= SHORTEST else None
            break
        chosen.add(id(part))
        left -= size(part)
    missing = sum(part.entries for part in parts if id(part) not in chosen)
    kept = [part for part in parts if id(part) in chosen or part is partial]
    tail = next((at for at, part in enumerate(reversed(parts)) if part.rank), len(parts))
    place = len(kept) - tail
    return Kept(
        tuple(kept[:place]),
        tuple(kept[place:]),
        closing(language, linked=linked, missing=missing),
        partial,
        left,
    )


def essence(message: Message, room: int) -> tuple[str, ...]:
    """Title and claim delta as lines of plain text, in at most `room` characters with a line break after each."""
    lines = [message.title] if room > len(message.title) else [cut_words(message.title, room - 1)]
    left = room - len(lines[0]) - 1
    delta = [
        row.words
        for part in message.parts
        if part.essence
        for row in part.rows
        if row.kind is RowKind.ITEM and all(run.mark == "plain" for run in row.runs)
    ]
    for line in delta:
        if left < 12:
            break
        shown = cut_words(line, left - 1)
        lines.append(shown)
        left -= len(shown) + 1
    return tuple(lines)


def cut_sentences(text: str, room: int, *, whole_lines: bool) -> str:
    """The beginning of a text, up to the end of a sentence or line (lines only: Markdown must not be cut inside a
    mark). Empty where there is none in `room`."""
    if room < 20:
        return ""
    start = text[:room]
    line_end = start.rfind("\n")
    if whole_lines:
        return start[:line_end].rstrip() if line_end > 0 else ""
    ends = [match.end() for match in _SENTENCE_END.finditer(start)]
    end = max([line_end, *ends])
    return (start[:end] if end > room // 3 else cut_words(text, room)).rstrip()


def cut_words(text: str, room: int) -> str:
    """The text in at most `room` characters, cut between words where there are some."""
    if len(text) <= room:
        return text
    start = text[: max(room - 1, 0)]
    space = start.rfind(" ")
    return (start[:space] if space > room // 2 else start).rstrip() + "…"
