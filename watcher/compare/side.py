"""The passages of one document with the keys by which they are paired, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.compare.wording import Wording
from watcher.model import BlockKind, Passage

# A lead is looked for this many passages before its item, at most.
_LONGEST_LIST = 60


@dataclass(frozen=True)
class Side:
    """One document: of each passage the folded words, those of the row or list that it stands in (empty where they
    are no part of what it says), the key that must be equal for two passages to say the same, and the words by which
    a partner is looked for.
    """

    passages: Sequence[Passage]
    words: list[str]
    leads: list[str]
    keys: list[str]
    hints: list[str]

    @staticmethod
    def of(passages: Sequence[Passage], wording: Wording) -> Side:
        words = wording.keys([passage.text for passage in passages])
        leads = [wording.key(passage.lead) if is_led(passage) else "" for passage in passages]
        keys = [_key(*parts) for parts in zip(passages, words, leads, strict=True)]
        hints = keys
        if wording.hidden:
            shown = (wording.hint(passage.text) for passage in passages)
            hints = [_key(*parts) for parts in zip(passages, shown, leads, strict=True)]
        return Side(passages, words, leads, keys, hints)

    def lead_of(self, index: int) -> int:
        """Where the lead of an item stands before it; -1 for none."""
        lead = self.passages[index].lead
        before = range(index - 1, max(-1, index - _LONGEST_LIST), -1)
        return next((place for place in before if lead and self.passages[place].text == lead), -1)


def _key(passage: Passage, said: str, lead: str) -> str:
    return f"{lead} | {said}" if lead and passage.kind is BlockKind.CELL else said or passage.text


def is_led(passage: Passage) -> bool:
    """A cell says nothing without its row ("yes"), an item little without a lead that ends in a colon."""
    return passage.kind is BlockKind.CELL or passage.lead.endswith(":")
