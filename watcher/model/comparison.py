"""The difference between two versions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from watcher.model.document import Document, Passage


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    MOVED = "moved"


class Noise(StrEnum):
    """Why a change is a difference in form only."""

    LINKS = "links"
    TYPOGRAPHY = "typography"  # quotes, dashes, white space, case, markup, punctuation
    SPELLING = "spelling"  # British and American, slips of the typist
    NUMBERING = "numbering"
    DATE = "date"  # "last updated", "3 months ago"
    SPLIT = "split"  # the same words cut into sentences differently
    ORDER = "order"  # the same sentence in another place
    RENAMED = "renamed"  # the service's own name, changed everywhere
    ADDRESS = "address"  # an e-mail address that one capture hides from robots


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ADDED has no `before`, REMOVED no `after`. `noise` is None for a change of the words."""

    kind: ChangeKind
    before: Passage | None
    after: Passage | None
    noise: Noise | None = None


@dataclass(frozen=True)
class Comparison:
    """Old against new, in the new document's reading order (removed passages where they stood)."""

    old: Document
    new: Document
    changes: tuple[Change, ...] = ()

    @property
    def meaningful(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.noise is None)

    @property
    def noise(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.noise is not None)
