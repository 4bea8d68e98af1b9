"""Finds a target in the archive by its id or the end of it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.archive import Archive


def known_target(archive: Archive, name: str) -> str:
    """The id of the archived target that `name` means: exactly, or the only one that begins or ends with it.

    Raises UsageError with near misses when there is none, or the candidates when there are several.
    """
    ids = list(archive.entries())
    if name in ids:
        return name
    wanted = name.lower()
    found = [key for key in ids if key.endswith(f"/{wanted}")] or [
        key for key in ids if key.startswith(wanted) or key.endswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} could be any of {', '.join(found[:8])}: write more of the id")
    near = difflib.get_close_matches(wanted, ids, n=5, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`watcher status` shows all"
    raise UsageError(f"nothing is recorded of {name!r}; {hint}")
