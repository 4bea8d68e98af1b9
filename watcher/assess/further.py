"""What a sentence on training says besides: who trains, the age limit, what narrows the data, its reach. Pure."""

from __future__ import annotations

import re

from watcher.assess.lexicon import Lexicon

NAMED = ("train", "train_alone", "improve_model", "human_review")
"""The cues that name what is done."""

_NEXT = 60  # characters after "data from" in which the data are named from which they come
_PAUSE = re.compile(r"[,;(]")


def actor(text: str, words: Lexicon) -> str:
    """Who trains: others than the service where they are named before the training, and no "we …" before them."""
    named = words.names("others", text)
    if not named:
        return "service"
    starts = {cue.name: next(cue.spans(text))[0] for cue in words.named["others"] if cue.name in named}
    first = min(starts, key=lambda name: starts[name])
    trains = min((found.start() for cue in NAMED if (found := words.search(cue, text))), default=0)
    we = words.search("we_do", text)
    return first if starts[first] < trains and (we is None or starts[first] < we.start()) else "service"


def age_limit(text: str, words: Lexicon) -> int:
    """The age that the text names, if it names one only; else 0."""
    ages = {int(match[1]) for match in words.measure.finditer(text) if match[1]}
    return ages.pop() if len(ages) == 1 else 0


def narrowing(text: str, data: tuple[str, ...], words: Lexicon) -> tuple[str, ...]:
    """The data that only narrow a more general word before them: "personal data from your chats"."""
    if len(data) < 2:
        return ()
    after = (text[end : end + _NEXT] for _, end in words.spans("data_within", text))
    return tuple(dict.fromkeys(name for part in after for name in words.names_apart("data", _PAUSE.split(part)[0])))


def reach(text: str, words: Lexicon, *, negated: bool) -> str:
    """Does it hold for what was shared before? included, spared; "stays" where it leaves what has been learnt."""
    past = words.names("past", text)
    if "training done" in past:
        return "stays"
    return ("spared" if negated else "included") if past else ""
