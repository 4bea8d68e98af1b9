"""The git-tracked folder: every version of every target, with its comparison and its alert, in one commit each.

Only this room runs git. See `archive` for how a version gets in and `reading` for how it comes out.
"""

from watcher.archive.archive import Archive
from watcher.archive.layout import checked_id
from watcher.archive.lock import lock_folder
from watcher.archive.repository import Patience
from watcher.archive.words import (
    Entry,
    Header,
    Item,
    Kept,
    LastAlert,
    NewVersion,
    PastChange,
    PushResult,
    Seam,
    Stored,
    Walk,
)

__all__ = [
    "Archive",
    "Entry",
    "Header",
    "Item",
    "Kept",
    "LastAlert",
    "NewVersion",
    "PastChange",
    "Patience",
    "PushResult",
    "Seam",
    "Stored",
    "Walk",
    "checked_id",
    "lock_folder",
]
