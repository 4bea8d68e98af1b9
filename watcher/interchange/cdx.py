"""The list of captures that a web archive has of a page: the CDX API of the Internet Archive and of pywb. Pure.

/cdx/search/cdx?url=…&output=json&fl=timestamp,original,statuscode,mimetype,digest  ─▶  Snapshot, Snapshot, …
Snapshot ─▶ /web/<timestamp>id_/<original>, the page as it was sent, without the archive's toolbar and links
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from watcher.config import parse_duration

SOURCE = "https://web.archive.org"
_FIELDS = ("timestamp", "original", "statuscode", "mimetype", "digest")
STAMP = "%Y%m%d%H%M%S"
_REPLAY = re.compile(r"/web/(\d{14})(?:id_)?/(.+)", re.DOTALL)
_MONTHS = re.compile(r"(\d{1,3}) ?months?", re.ASCII)
_MOST = 20_000  # rows: one a day for fifty years

Bucket = Callable[[dt.datetime], Hashable]
"""Says which captures stand for the same stretch of time."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One capture. `digest` is of its bytes, "" when the archive does not say."""

    time: dt.datetime
    original: str
    digest: str = ""

    @property
    def stamp(self) -> str:
        return self.time.strftime(STAMP)


def list_address(source: str, url: str, since: dt.datetime | None, until: dt.datetime | None) -> str:
    """The address of the list: of each day the first capture that is no redirect and no error."""
    asked = {"url": url, "output": "json", "fl": ",".join(_FIELDS), "collapse": "timestamp:8", "limit": str(_MOST)}
    asked |= {"from": since.strftime(STAMP)} if since is not None else {}
    asked |= {"to": until.strftime(STAMP)} if until is not None else {}
    return f"{source}/cdx/search/cdx?{urlencode(asked)}&filter=!statuscode:[345].."


def page_address(source: str, snapshot: Snapshot) -> str:
    """Where its bytes are, as they were sent."""
    return f"{source}/web/{snapshot.stamp}id_/{quote(snapshot.original, safe=_AS_THEY_ARE)}"


def shown_address(source: str, time: dt.datetime, original: str) -> str:
    """Where a person can look at it."""
    return f"{source}/web/{time.strftime(STAMP)}/{original}"


_AS_THEY_ARE = "".join(map(chr, range(0x21, 0x7F)))  # it is an address already


def replayed(address: str) -> tuple[dt.datetime, str] | None:
    """Time and original address of the capture that was given at `address`; None when it was none."""
    found = _REPLAY.search(address)
    time = _time(found[1]) if found else None
    return (time, found[2]) if found and time is not None else None


def parse_list(body: bytes) -> list[Snapshot]:
    """The captures, oldest first; no redirects, no errors. Raises ValueError for what is no such list."""
    try:
        rows = json.loads(body) if body.strip() else []
    except (ValueError, RecursionError):
        raise ValueError("the answer is no JSON") from None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise ValueError("the answer is no table")
    if not rows:
        return []
    names = [str(name) for name in rows[0]]
    if "timestamp" not in names or "original" not in names:
        raise ValueError("the answer has no columns `timestamp` and `original`")
    found = (_snapshot(dict(zip(names, map(str, row), strict=False))) for row in rows[1 : _MOST + 1])
    return sorted((each for each in found if each is not None), key=lambda each: each.time)


def _snapshot(row: dict[str, str]) -> Snapshot | None:
    """One row. A `warc/revisit` has no status: its bytes are those of an earlier capture, which the replay gives."""
    time, original = _time(row.get("timestamp", "")), row.get("original", "")
    status = row.get("statuscode", "-")
    if time is None or not original.startswith(("http://", "https://")) or status not in ("200", "-"):
        return None
    return Snapshot(time, original, row.get("digest", "").strip("-"))


def _time(stamp: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def bucket(text: str) -> Bucket:
    """`1month`, `3months` (of the calendar) or a length of time such as `1w`. Raises ValueError with a message."""
    months = _MONTHS.fullmatch(text.strip())
    if months is not None and int(months[1]) > 0:
        count = int(months[1])
        return lambda time: (time.year * 12 + time.month - 1) // count
    if months is None:
        span = parse_duration(text)
        if span >= dt.timedelta(days=1):
            return lambda time: int(time.timestamp() // span.total_seconds())
    raise ValueError("must be a number of months such as `1month`, or a length of time of at least `1d`")


def thinned(snapshots: Iterable[Snapshot], key: Bucket) -> list[Snapshot]:
    """The first of each stretch of time, without those that have the bytes of the one before."""
    found: list[Snapshot] = []
    last: Hashable = None
    digest = ""
    for snapshot in snapshots:
        place = key(snapshot.time)
        if place == last:
            continue
        last = place
        if not snapshot.digest or snapshot.digest != digest:
            found.append(snapshot)
        digest = snapshot.digest
    return found
