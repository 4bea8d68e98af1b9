"""capture.json: what is known of one version, and of the target's past up to it. Pure.

The past (how many versions, the first, the last alert) is kept with the version, so that the state of a thousand
targets can be read from HEAD alone, without a walk through the history.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from watcher.archive.words import Entry, LastAlert
from watcher.model import Alert, Direction, Fact, Severity, TargetName, VersionMeta, iso
from watcher.model.wire import fact_from_plain, fact_to_plain


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """The file, read. `change` is the name (without ending) of this version's files under changes/, "" = none."""

    entry: Entry
    change: str


def dump(file: CaptureFile) -> str:
    """Readable JSON, keys always in the same order, with a final newline. Times to the second."""
    entry = file.entry
    meta, target, last = entry.meta, entry.target, entry.last_alert
    content = {
        "title": meta.title,
        "url": meta.url,
        "final_url": meta.final_url,
        "time": iso(meta.time),
        "status": meta.status,
        "rendered": meta.rendered,
        **({"origin": meta.origin} if meta.origin else {}),
        **({"over": True} if meta.over else {}),
        "content_type": meta.content_type,
        "etag": meta.etag,
        "last_modified": meta.last_modified,
        "sha256": meta.sha256,
        "text_key": meta.text_key,
        "language": meta.language,
        "extractor": meta.extractor,
        "reading": meta.reading,
        "target": {
            "id": target.id,
            "platform": target.platform,
            "title": target.title,
            "url": target.url,
            "language": target.language,
            **({"upcoming_of": target.upcoming_of} if target.upcoming_of else {}),
        },
        "history": {
            "versions": entry.versions,
            "first": iso(entry.first) if entry.first else None,
            "last_change": iso(entry.last_change) if entry.last_change else None,
            "change": file.change or None,
            "last_alert": last
            and {
                "id": last.id,
                "time": iso(last.time),
                "headline": dict(sorted(last.headline.items())),
                "severity": last.severity,
                "direction": last.direction,
                **({"past": True} if last.past else {}),
            },
        },
        "facts": None if meta.facts is None else [fact_to_plain(fact) for fact in meta.facts],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def load(raw: bytes, target_id: str) -> CaptureFile:
    """The file again; the folder it lies in decides the target's id. Raises ValueError when it is not one."""
    try:
        return _load(json.loads(raw), target_id)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _load(content: Any, target_id: str) -> CaptureFile:
    target, history = content["target"], content["history"]
    meta = VersionMeta(
        url=_text(content["url"]),
        final_url=_text(content["final_url"]),
        time=_time(content["time"]),
        status=int(content["status"]),
        content_type=_text(content["content_type"]),
        sha256=_text(content["sha256"]),
        text_key=_text(content["text_key"]),
        language=_text(content["language"]),
        title=_text(content["title"]),
        extractor=int(content["extractor"]),
        etag=_text_or_none(content["etag"]),
        last_modified=_text_or_none(content["last_modified"]),
        reading=_text(content["reading"]),
        facts=_facts(content.get("facts")),
        rendered=bool(content.get("rendered", False)),
        origin=_text(content.get("origin", "")),
        over=bool(content.get("over", False)),
    )
    versions = int(history["versions"])
    changed = history.get("last_change", iso(meta.time) if versions > 1 else None)  # earlier programs wrote none
    entry = Entry(
        target=TargetName(
            id=target_id,
            platform=_text(target["platform"]),
            title=_text(target["title"]),
            url=_text(target["url"]),
            language=_text(target["language"]),
            upcoming_of=_text(target.get("upcoming_of", "")),
        ),
        meta=meta,
        first=_time(history["first"]) if history["first"] else None,
        last_change=_time(changed) if changed else None,
        last_alert=_last_alert(history["last_alert"]) if history["last_alert"] else None,
        versions=versions,
    )
    return CaptureFile(entry, _text_or_none(history["change"]) or "")


def _facts(content: Any) -> tuple[Fact, ...] | None:
    """None for a file without facts, and for facts that this program does not know: the text still holds them all."""
    if content is None:
        return None
    try:
        return tuple(fact_from_plain(parts) for parts in content)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _last_alert(content: Mapping[str, Any]) -> LastAlert:
    return LastAlert(
        id=_text(content["id"]),
        time=_time(content["time"]),
        headline={_text(key): _text(value) for key, value in content["headline"].items()},
        severity=Severity(content["severity"]) if content["severity"] else None,
        direction=Direction(content["direction"]),
        past=bool(content.get("past", False)),
    )


def following(target: TargetName, meta: VersionMeta, alert: Alert | None, before: Entry | None) -> Entry:
    """The entry of a new version after `before` (None = it is the first)."""
    last = before.last_alert if before else None
    if alert is not None and alert.assessment.findings:
        assessment = alert.assessment
        headline = dict(alert.headline)
        last = LastAlert(alert.id, alert.time, headline, assessment.severity, assessment.direction, alert.past)
    if before is None:
        return Entry(target, meta, meta.time, None, last, 1)
    changed = meta.time if meta.time != before.meta.time else before.last_change  # the same capture, read anew
    return Entry(target, meta, before.first, changed, last, before.versions + 1)


def joined(entry: Entry, past: Entry, seam: Alert | None) -> Entry:
    """The entry when a line of older versions, whose last one is `past`, comes to be known. `seam` is what changed
    between them and the first one that was known, None where it said the same."""
    first = min((time for time in (entry.first, past.first) if time is not None), default=None)
    change = entry.last_change or (seam.time if seam is not None else past.last_change)
    last = entry.last_alert
    if seam is not None and seam.assessment.findings:
        last = last or following(entry.target, entry.meta, seam, None).last_alert
    return replace(
        entry,
        first=first,
        last_change=change,
        last_alert=last or past.last_alert,
        versions=entry.versions + past.versions,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {value!r}")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _time(value: object) -> dt.datetime:
    return dt.datetime.strptime(_text(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
