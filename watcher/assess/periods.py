"""How long a sentence says that something is kept: "for up to five years", "30 days". Pure."""

from __future__ import annotations

from watcher.assess.lexicon import Lexicon

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_BEFORE = 30  # characters before a unit in which its number stands


def kept_for(text: str, words: Lexicon) -> int:
    """The longest period in days that a sentence with a verb of keeping names; 0 if it names none.

    Months count 30 days and years 365. A number in words counts where the lexicon has it ("five"), and so does one in
    brackets after its word ("five (5) years").
    """
    if not words.has("retain", text):
        return 0
    named = words.names("periods", text)
    units = [cue for cue in words.named["periods"] if cue.name in named]
    found = ((cue.name, text[max(0, start - _BEFORE) : start]) for cue in units for start, _ in cue.spans(text))
    return max((_DAYS[unit] * _number(before, words) for unit, before in found), default=0)


def _number(before: str, words: Lexicon) -> int:
    """The number with which a text ends; 0 if it ends with none."""
    last = before.split()[-1:]
    digits = "".join(last).strip("()")
    if digits.isascii() and digits.isdigit():
        return int(digits[:4])
    said = words.names("numbers", before)
    cues = [cue for cue in words.named["numbers"] if cue.name in said]
    border = len(before.rstrip())
    ends = ((end - start, int(cue.name)) for cue in cues for start, end in cue.spans(before) if end >= border)
    return max(ends, default=(0, 0))[1]  # "twenty-four" rather than "four"
