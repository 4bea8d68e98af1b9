"""What is archived and told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from watcher.model.assessment import Assessment, Outcome
from watcher.model.facts import Fact, FactChange


@dataclass(frozen=True, slots=True)
class TargetName:
    """What an alert needs to know about a target, frozen with it. `upcoming_of` is the id of the document whose text
    this one will be, empty for a text in force."""

    id: str
    platform: str
    title: str
    url: str
    language: str
    upcoming_of: str = ""


@dataclass(frozen=True)
class VersionMeta:
    """What the archive knows of one stored version (capture.json).

    `reading` tells how the raw capture was read (extractor and selectors): when it changes, the same capture is read
    anew before anything is compared, so that a new selector never looks like a change of the page. `facts` is None
    where they were not read when the version was stored: by an earlier program, or by one that names them otherwise.
    """

    url: str
    final_url: str
    time: dt.datetime
    status: int
    content_type: str
    sha256: str  # of the raw capture
    text_key: str  # of the words alone: equal keys = same text but for noise
    language: str
    title: str
    extractor: int
    etag: str | None = None
    last_modified: str | None = None
    reading: str = ""
    facts: tuple[Fact, ...] | None = None
    rendered: bool = False  # the capture is a page as a browser showed it
    origin: str = ""  # the address that it was taken from, when it is not a fetch of our own: a public archive's
    over: bool = False  # a text that was to come, and is announced no more


@dataclass(frozen=True)
class Alert:
    """The record of one changed version: what is told, stable in the archive (changes/<time>.json).

    `id` is derived from target, text keys and findings, so a resend is recognised. `old_time` is the capture time of
    the version before. `headline` is keyed by language ("en", "fr"). `facts` are the questions that the two versions
    answer otherwise. `past`: it was over when we learned of it, from a public archive; it is kept and never sent.
    """

    id: str
    target: TargetName
    time: dt.datetime
    old_time: dt.datetime
    outcome: Outcome
    assessment: Assessment
    headline: dict[str, str]
    redline: str = ""  # path of the redline inside the archive, "" when there is none
    facts: tuple[FactChange, ...] = ()
    past: bool = False
    commit: str = ""  # filled in when read back from the archive


def iso(time: dt.datetime) -> str:
    """UTC, to the second, as `2025-09-18T12:34:39Z`."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(time: dt.datetime) -> str:
    """The same for file names: `2025-09-18T12-34-39Z`."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def parse_stamp(name: str) -> dt.datetime:
    """The time that `stamp` wrote. Raises ValueError for anything else."""
    return dt.datetime.strptime(name, "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=dt.UTC)
