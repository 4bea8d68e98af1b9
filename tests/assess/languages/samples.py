"""The form in which a language's samples are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TRAIN, DEFAULT = "ai-training", "default-setting"
Slots = dict[str, object]
Change = tuple[str, str, str, tuple[str, str, str]]  # name, old, new, what is found: topic, kind, direction


@dataclass(frozen=True)
class Samples:
    """What a language's tests are made of. "lead: / item" is an item of a list under its lead; in a change " / "
    stands between paragraphs. `page` is what stands around them: title, opening, heading and ending.
    """

    language: str
    page: tuple[str, str, str, str]
    training: Sequence[tuple[str, Slots]]
    settings: Sequence[tuple[str, Slots]]
    off_topic: Sequence[str]
    for_users: Sequence[str]
    news: Sequence[Change]
    quiet: Sequence[tuple[str, str, str]]
