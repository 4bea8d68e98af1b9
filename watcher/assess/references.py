"""What a sentence refers back to: "for this purpose" after a sentence on training is about training. Pure."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from watcher.assess.hints import CLAIMS, ELSEWHERE, REFERS, TRAINS, hints
from watcher.assess.lexicon import lexicon, plain
from watcher.assess.reading import TRAINING, read
from watcher.model import BlockKind, Document, Passage

_NEAR = 3  # sentences back, in the same section
_NEAR_IN_TOPIC = 8  # in a document that is about AI as a whole, in whichever section


class References:
    """The passages of a document, each with what it refers back to as its lead. Read only when asked for."""

    def __init__(self, document: Document) -> None:
        self.passages = document.passages
        self._language = document.language
        self._title = document.title

    def hints(self, passage: Passage) -> int:
        """What it may state, by its own words or by those that it stands under (see `hints`); 0 for nothing."""
        found = hints(passage.text, self._language)
        if found & (REFERS | ELSEWHERE):
            return found | CLAIMS
        lead = passage.lead
        if not lead and passage.kind in (BlockKind.ITEM, BlockKind.CELL):
            if passage.kind is BlockKind.CELL and passage in self._above_tables:
                return found | CLAIMS
            lead = passage.section[-1] if passage.section else ""
        return found | (hints(lead, self._language) & TRAINS) if lead else found

    def read(self, passage: Passage | None) -> Passage | None:
        """The passage as it is to be understood; itself when it refers to nothing."""
        if passage is None or passage.lead:
            return passage
        if passage.kind is None:
            return passage._replace(kind=BlockKind.PARAGRAPH) if passage in self._over_lists else passage
        if passage.kind in (BlockKind.ITEM, BlockKind.CELL):
            return self._under_its_heading(passage)
        return self._understood.get(passage, passage) if self._refers(passage) else passage

    @cached_property
    def _over_lists(self) -> frozenset[Passage]:
        """The headings on which a list hangs at once: they open it, and state what they say of its items."""
        following = pairwise(self.passages)
        return frozenset(
            heading
            for heading, item in following
            if heading.kind is None and item.kind is BlockKind.ITEM and not item.lead
        )

    def _under_its_heading(self, passage: Passage) -> Passage:
        """An item or cell without opening words stands under its heading, or under the sentence above its table."""
        above = self._above_tables.get(passage) if passage.kind is BlockKind.CELL else None
        heading = passage.section[-1] if passage.section else ""
        return passage._replace(lead=above or f"{heading.rstrip('?:. ')}:") if above or heading else passage

    @cached_property
    def _above_tables(self) -> dict[Passage, str]:
        """For the cells that begin a row: the sentence before the table, where it ends in a colon."""
        found, above = {}, ""
        for passage in self.passages:
            if passage.kind is not BlockKind.CELL:
                above = passage.text if passage.text.endswith(":") else ""
            elif above and not passage.lead:
                found[passage] = above
        return found

    def _refers(self, passage: Passage) -> bool:
        """Does it say "for this purpose", or of what was shared before that it counts, too?"""
        if not hints(passage.text, self._language) & REFERS:
            return False
        words, text = lexicon(self._language), plain(passage.text)
        return words.has("this_purpose", text) or bool(words.names("past", text))

    @cached_property
    def _about_ai(self) -> bool:
        """Does the title speak of AI? Then whatever such a document refers back to is that."""
        heading = next((p.text for p in self.passages if p.kind is None), "")
        return bool(lexicon(self._language).names("models", plain(f"{self._title} {heading}")))

    @cached_property
    def _understood(self) -> dict[Passage, Passage]:
        found: dict[Passage, Passage] = {}
        words = lexicon(self._language)
        for place, passage in enumerate(self.passages):
            if passage.lead or not self._refers(passage):
                continue
            near = _NEAR_IN_TOPIC if self._about_ai else _NEAR
            before = self.passages[max(0, place - near) : place]
            for earlier in reversed(before):
                if (self._about_ai or earlier.section == passage.section) and self._trains(earlier):
                    # Like the opening words of a list; but it hands on what it is about, not whether it is denied.
                    purpose = words.without("negation", plain(earlier.text)).rstrip(". ")
                    found[passage] = passage._replace(lead=f"{purpose}:")
                    break
        return found

    def _trains(self, passage: Passage) -> bool:
        return any(claim.topic == TRAINING for claim in read(passage, self._language))
