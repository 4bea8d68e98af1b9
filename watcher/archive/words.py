"""What goes into the archive and what comes out of it, as frozen data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watcher.model import Alert, Direction, Severity, TargetName, VersionMeta


@dataclass(frozen=True, slots=True)
class LastAlert:
    """The newest alert of a target in short. `headline` is keyed by language; `past` says the same as in `Alert`."""

    id: str
    time: dt.datetime
    headline: Mapping[str, str]
    severity: Severity | None
    direction: Direction
    past: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One target as HEAD has it. `first` is the capture time of its first version, `last_change` that of the newest
    one that replaced another (None while there is only the first), `versions` how many there are."""

    target: TargetName
    meta: VersionMeta
    first: dt.datetime | None
    last_change: dt.datetime | None
    last_alert: LastAlert | None
    versions: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A version read back. `commit` is the commit it was read from: for `latest` that is HEAD."""

    target: TargetName
    meta: VersionMeta
    text: str
    commit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One version in a target's history. `time` is the author date, `subject` one clean line, `redline` the path of
    its redline inside the archive ("" = none)."""

    commit: str
    time: dt.datetime
    subject: str
    meta: VersionMeta
    alert: Alert | None
    redline: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One version of any target, as a walk through the whole history finds it. `text` and `redline` are the names of
    their contents, for `Archive.contents`; `redline` is "" where there is none."""

    target: TargetName
    item: Item
    text: str
    redline: str = ""


@dataclass(frozen=True, slots=True)
class Seam:
    """What changed between versions that others captured and our first one, of whose time it is: it came to be known
    when they were joined. `redline` as in `Kept`."""

    alert: Alert
    redline: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through the history found up to the commit `head` (None: there is none yet), in the order in which
    it was committed: what others captured came in later. `whole`: all of it, from the `root` of the history on, and
    not only what is new since a commit."""

    head: str | None
    root: str = ""
    versions: tuple[Kept, ...] = ()
    seams: tuple[Seam, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the entries of a list of changes. `earlier` and `newer` introduce links to other files."""

    title: str = "# Changes"
    intro: str = "Newest first. Times are UTC."
    earlier: str = "Earlier:"
    newer: str = "Newer:"


@dataclass(frozen=True, slots=True)
class PastChange:
    """The comparison of the newest version that `Archive.record_past` is given with the oldest that was held."""

    alert: Alert
    redline_html: str = ""
    changes_entry: str = ""
    overview_entry: str = ""


@dataclass(frozen=True)
class NewVersion:
    """A version to record.

    `suffix` is the raw capture's: .html, .pdf, .md or .txt. `changes_entry` (Markdown) goes into the document's
    CHANGES.md, `overview_entry` into that of all documents (see `chronicle`); empty leaves that file alone.
    `index_readme` renders README.md from all entries, the new one included; None leaves it alone. `subject` and
    `body` may come from a hostile page: they are cleaned here.
    """

    target: TargetName
    meta: VersionMeta
    text: str
    raw: bytes
    suffix: str
    subject: str
    body: str = ""
    alert: Alert | None = None
    redline_html: str = ""
    changes_entry: str = ""
    changes_header: Header = Header()
    overview_entry: str = ""
    overview_header: Header = Header()
    index_readme: Callable[[Mapping[str, Entry]], str] | None = None


@dataclass(frozen=True, slots=True)
class PushResult:
    """What became of a push; `reason` says why not, without credentials."""

    ok: bool
    reason: str = ""
