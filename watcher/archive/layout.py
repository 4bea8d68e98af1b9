"""Names and texts of the files of one target, and of its commits. Pure: no disk, no git.

    README.md  CHANGES.md  CHANGES-<year>.md
    <target id>/text.md  page.html|.pdf|.md|.txt|.mhtml  capture.json  CHANGES.md  CHANGES-<year>.md
    <target id>/changes/<time>[-2].html|.json

Names are checked here once more, whatever the configuration let through: an id can only ever lead to a folder inside
the archive that is not one of the archive's own files.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from watcher.errors import ArchiveError, UsageError
from watcher.model import TargetName, VersionMeta, parse_stamp, stamp

SUFFIXES = (".html", ".pdf", ".md", ".txt", ".mhtml")
TEXT, CAPTURE, CHANGES, README, ATTRIBUTES = "text.md", "capture.json", "CHANGES.md", "README.md", ".gitattributes"
SUBJECT_LENGTH = 200
"""Characters. git shortens nothing; this keeps one-line listings readable."""

ATTRIBUTES_TEXT = """\
# Written by policy-watcher. Every file comes back byte for byte, on every system.
* -text !filter !ident !working-tree-encoding
"""

_SEGMENT = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_RESERVED = frozenset(
    name.lower() for name in (TEXT, CAPTURE, CHANGES, README, "changes", *(f"page{suffix}" for suffix in SUFFIXES))
)
_YEAR = re.compile(r"CHANGES-(\d{4})\.md")
_CHANGE = re.compile(r"(?P<id>.+)/changes/(?P<name>(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(?P<n>\d+))?)\.json")


def checked_id(target_id: str) -> str:
    """The id itself. Raises UsageError for one that is no safe path inside the archive."""
    segments = target_id.split("/")
    good = (
        len(target_id) <= 200
        and all(_SEGMENT.fullmatch(segment) and not segment.endswith((".", ".lock")) for segment in segments)
        and not _RESERVED.intersection(segments)
        and not any(_YEAR.fullmatch(segment.replace("changes-", "CHANGES-")) for segment in segments)
    )
    if not good:
        raise UsageError(
            f"{target_id!r} cannot be the id of a target: use lower-case letters, digits, '.', '_' and '-', "
            "in parts divided by '/', such as linkedin/privacy-policy."
        )
    return target_id


def is_id(text: str) -> bool:
    """Whether `checked_id` would accept it."""
    try:
        checked_id(text)
    except UsageError:
        return False
    return True


def is_ours(path: str) -> bool:
    """Whether the archive writes files of that name."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name in (README, ATTRIBUTES) or is_changes(name)
    if folder.endswith("/changes"):
        folder = folder.removesuffix("/changes")
        return is_id(folder) and name.endswith((".html", ".json"))
    names = (TEXT, CAPTURE, *(page(suffix) for suffix in SUFFIXES))
    return is_id(folder) and (name in names or is_changes(name))


def changes_of(year: str) -> str:
    """The name of the file that holds the older changes of that year."""
    return f"CHANGES-{year}.md"


def is_changes(name: str) -> bool:
    """Whether a list of changes is called so."""
    return name == CHANGES or _YEAR.fullmatch(name) is not None


def years(names: Iterable[str]) -> list[str]:
    """The years that have a file of their own, given the names in a folder."""
    return [found[1] for found in map(_YEAR.fullmatch, names) if found]


def page(suffix: str) -> str:
    """The name of the raw capture. Raises ArchiveError for a suffix that the archive does not know."""
    if suffix not in SUFFIXES:
        raise ArchiveError(f"A capture of type {suffix!r} cannot be stored; known are {', '.join(SUFFIXES)}.")
    return f"page{suffix}"


def free_name(time: dt.datetime, taken: frozenset[str]) -> str:
    """The name under changes/ for a version of that time, with -2, -3 … when `taken` has it already."""
    base = stamp(time)
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def change_file(path: str) -> tuple[str, dt.datetime, int] | None:
    """Target id, time and number of an alert's file, given its path in the archive; None for any other file."""
    found = _CHANGE.fullmatch(path)
    if not found or not is_id(found["id"]):
        return None
    try:
        return found["id"], parse_stamp(found["stamp"]), int(found["n"] or 1)
    except ValueError:
        return None


def one_line(text: str, length: int = SUBJECT_LENGTH) -> str:
    """The text as one line of at most `length` characters, without control, bidi and other invisible characters."""
    line = " ".join(_visible(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def message(subject: str, body: str, target: TargetName, meta: VersionMeta) -> str:
    """The commit message: clean subject, clean body, and trailers in a paragraph of their own."""
    title = one_line(subject) or f"{target.id}: new version"
    lines = "\n".join(_visible(line).rstrip() for line in body.splitlines()).strip("\n")
    trailers = f"Target: {target.id}\nText-Key: {one_line(meta.text_key)}\n"
    return "\n\n".join(part for part in (title, lines, trailers) if part)


def _visible(text: str) -> str:
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cf", "Cs", "Cn", "Co"):
            kept.append(char)
    return "".join(kept)
