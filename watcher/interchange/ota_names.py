"""What a document of a collection is called here, and one of ours there. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from watcher.archive import checked_id
from watcher.errors import UsageError

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_NOT_IN_PATHS = re.compile(r"[/\\\x00-\x1f\x7f-\x9f]+")
_LONGEST = 80


def target_id(service: str, terms: str) -> str:
    """The id that a document gets when nobody chose one: `linkedin/privacy-policy`."""
    found = f"{_slug(service)}/{_slug(terms)}"
    try:
        return checked_id(found)
    except UsageError:  # a name of nothing but other letters, or one that the archive keeps for itself
        return f"{_slug(service, always=True)}/{_slug(terms, always=True)}"


def _slug(name: str, *, always: bool = False) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = _NOT_IN_IDS.sub("-", letters).strip("-")[:_LONGEST].strip("-")
    if slug and not always:
        return slug
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{slug}-{mark}" if slug else mark


def path_part(name: str, otherwise: str) -> str:
    """The name as a part of a path in a collection; what cannot stand there is a hyphen."""
    part = " ".join(_NOT_IN_PATHS.sub("-", name).split()).strip(". ")
    return part[:_LONGEST].strip(". ") or otherwise
