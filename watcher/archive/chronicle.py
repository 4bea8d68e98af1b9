"""The lists of changes: CHANGES.md of a document and of all. Pure.

    CHANGES.md        the newest entries, newest first, up to a number
    CHANGES-2025.md   the older ones of that year, whole, in the same order

A file that grew for ever would be written anew at each change; so a commit costs the same in the tenth year. An entry
starts with a mark and a date (`## 2025-09-18 06:13 UTC`); what stands above the first one stays as somebody wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from watcher.archive.layout import CHANGES, changes_of
from watcher.archive.words import Header

Read = Callable[[str], str]
"""The text of a file of the folder by its name; empty when there is none."""

_LINKS = re.compile(r"^.*\]\(CHANGES(?:-\d{4})?\.md\).*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kind:
    """How the entries of a list begin, what stands between them, and how many the first file keeps; when it holds
    twice as many, the older half moves out."""

    mark: str
    gap: str
    most: int

    @property
    def start(self) -> re.Pattern[str]:
        return re.compile(rf"^{self.mark}(\d{{4}}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)", re.MULTILINE)


DOCUMENT = Kind("## ", "\n\n", 20)
OVERVIEW = Kind("- ", "\n", 200)


@dataclass(frozen=True, slots=True)
class _Part:
    """One entry: its text without blank lines around it, and its time, by which entries are ordered."""

    text: str
    time: str

    @property
    def year(self) -> str:
        return self.time[:4]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One file: what stands above the entries, and these, newest first."""

    kind: Kind
    head: str
    parts: tuple[_Part, ...] = ()

    def with_parts(self, new: Iterable[_Part]) -> _Sheet:
        """With more entries, each above the first one that is not newer."""
        parts = list(self.parts)
        for part in new:
            at = next((n for n, other in enumerate(parts) if other.time <= part.time), len(parts))
            parts.insert(at, part)
        return replace(self, parts=tuple(parts))

    def dump(self, links: str) -> str:
        blocks = (self.head, links, self.kind.gap.join(part.text for part in self.parts))
        return "\n\n".join(block for block in blocks if block) + "\n"


def with_entries(
    kind: Kind, entries: Sequence[str], read: Read, years: Iterable[str], header: Header
) -> dict[str, str]:
    """The files that change, by name, when these entries (of any times) come in. `years` are those that have a file
    of their own already."""
    known = set(years)
    sheet = _parsed(kind, read(CHANGES), f"{header.title}\n\n{header.intro}")
    parts = [_part(kind, entry) for entry in entries]
    # What is older than all that is here belongs to its year, once years have been moved out.
    old = [part for part in parts if known and sheet.parts and part.time < sheet.parts[-1].time]
    sheet = sheet.with_parts(part for part in parts if part not in old)
    if len(sheet.parts) >= 2 * kind.most:
        old += sheet.parts[kind.most :]
        sheet = replace(sheet, parts=sheet.parts[: kind.most])
    found = {}
    for year in sorted({part.year for part in old}):
        known.add(year)
        sheet_of = _parsed(kind, read(changes_of(year)), f"{header.title}: {year}\n\n{header.intro}")
        # Oldest first, so that entries of one time stay in the order in which they stood.
        moved = sheet_of.with_parts(part for part in reversed(old) if part.year == year)
        found[changes_of(year)] = moved.dump(f"{header.newer} [{CHANGES}]({CHANGES})")
    links = " · ".join(f"[{year}]({changes_of(year)})" for year in sorted(known, reverse=True))
    found[CHANGES] = sheet.dump(f"{header.earlier} {links}" if links else "")
    return found


def _parsed(kind: Kind, text: str, head: str) -> _Sheet:
    """A file, read. `head` is used for a new one."""
    if not text.strip():
        return _Sheet(kind, head)
    starts = list(kind.start.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    parts = (_Part(text[found.start() : end].strip("\n"), found[1]) for found, end in zip(starts, ends, strict=False))
    above = text[: starts[0].start()] if starts else text
    return _Sheet(kind, _LINKS.sub("", above).strip("\n"), tuple(parts))


def _part(kind: Kind, entry: str) -> _Part:
    """An entry that comes in. Raises ValueError for one without a date."""
    text = entry.strip("\n")
    found = kind.start.match(text)
    if found is None:
        raise ValueError(f"an entry has to begin with {kind.mark!r} and a date, not {text[:40]!r}")
    return _Part(text, found[1])
