"""Our archive for others: every version with another text, oldest first.

    as a versions repository of Open Terms Archive   Platform/Title.md, one commit a version, dated as it was captured
    as JSON Lines                                    one object a version, with its alert, findings and facts

What is written can be brought in again with the same texts and times (`ota_import`). The same archive always gives
the same commits.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from watcher.archive import Archive, Kept
from watcher.archive.git import Git, check_git
from watcher.errors import ArchiveError, UsageError
from watcher.interchange.ota_names import path_part
from watcher.interchange.ota_versions import LOCATION, OWN_LANGUAGE, OWN_TARGET, OWN_TEXT, OWN_TITLE
from watcher.model import Alert, Finding, Quote, TargetName, iso
from watcher.model.wire import fact_to_plain
from watcher.report.escape import one_line

_WHO = "policy-watcher <policy-watcher@localhost>"
_TOGETHER = 16  # texts that are in memory at a time
_BRANCH = "main"


@dataclass(frozen=True)
class Exported:
    """One version and its text."""

    kept: Kept
    text: str
    technical: bool
    first: bool


def select(archive: Archive, targets: Sequence[str] = ()) -> list[Kept]:
    """The versions of those targets (all) that have a text of their own, in order of time."""
    wanted = set(targets)
    found = archive.versions_since(None).versions
    kept = [version for version in found if version.text and (not wanted or version.target.id in wanted)]
    return sorted(kept, key=lambda version: (version.item.meta.time, version.target.id))


def versions(archive: Archive, kept: Sequence[Kept]) -> Iterator[Exported]:
    """These with their texts, a few in memory at a time."""
    begun: set[str] = set()
    for at in range(0, len(kept), _TOGETHER):
        part = kept[at : at + _TOGETHER]
        texts = archive.contents(version.text for version in part)
        for version, text in zip(part, texts, strict=True):
            first = version.target.id not in begun
            begun.add(version.target.id)
            technical = not first and version.item.alert is None
            yield Exported(version, text.decode("utf-8", "surrogatepass"), technical, first)


def as_json(version: Exported) -> dict[str, object]:
    """The object of one version (docs/import.md)."""
    item, target = version.kept.item, version.kept.target
    meta, alert = item.meta, item.alert
    return {
        "target": target.id,
        "platform": target.platform,
        "title": target.title,
        "time": iso(meta.time),
        "url": meta.url or target.url,
        "origin": meta.origin or None,
        "language": meta.language,
        "sha256": meta.sha256,
        "commit": item.commit,
        "text": version.text,
        "alert": _alert(alert) if alert is not None else None,
        "findings": [_finding(finding) for finding in alert.assessment.findings] if alert is not None else [],
        "facts": None if meta.facts is None else [fact_to_plain(fact) for fact in meta.facts],
    }


def _alert(alert: Alert) -> dict[str, object]:
    assessment = alert.assessment
    return {
        "id": alert.id,
        "outcome": alert.outcome.value,
        "headline": dict(sorted(alert.headline.items())),
        "direction": assessment.direction.value,
        "severity": assessment.severity.value if assessment.severity is not None else None,
        "topics": list(assessment.topics),
        "past": alert.past,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "topic": finding.topic,
        "kind": finding.kind.value,
        "direction": finding.direction.value,
        "severity": finding.severity.value,
        "before": _quote(finding.before),
        "after": _quote(finding.after),
        "known_since": iso(finding.known_since) if finding.known_since is not None else None,
    }


def _quote(quote: Quote | None) -> dict[str, object] | None:
    return {"text": quote.text, "section": list(quote.section)} if quote is not None else None


def write_repository(found: Iterable[Exported], out: Path, seen: Callable[[], None] = lambda: None) -> int:
    """A new repository in the folder `out`, its files checked out; how many commits. Raises UsageError when there is
    something in that folder already, ArchiveError when git cannot do it."""
    check_git()
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise UsageError(f"export: {out} is not empty; name a folder that is new")
    except OSError as error:
        raise UsageError(f"export: {out} cannot be written: {error.strerror}") from error
    Git(out).must("init", "--quiet", "--template=", f"--initial-branch={_BRANCH}")
    git = Git(out, {"GIT_DIR": str(out.resolve() / ".git"), "GIT_WORK_TREE": str(out.resolve())})
    paths = _Paths()
    count = 0
    with git.streaming("fast-import", "--quiet") as process:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        for version in found:
            with _explained(out):
                _write_commit(process.stdin, version, paths.of(version.kept.target))
            count += 1
            seen()
    if count:
        git.must("reset", "--quiet", "--hard", _BRANCH)
    return count


@contextlib.contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ArchiveError(f"git stopped writing to {out}: is the disk full?") from None


class _Paths:
    """Which file is whose: two documents of one name do not share one."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, target: TargetName) -> str:
        if target.id not in self._of:
            folder, name = path_part(target.platform, "Unnamed"), path_part(target.title, "Unnamed")
            path = f"{folder}/{name}.md"
            if path.casefold() in self._taken:
                path = f"{folder}/{name} ({path_part(target.id, 'other')}).md"
            self._taken.add(path.casefold())
            self._of[target.id] = path
        return self._of[target.id]


def _write_commit(stream: IO[bytes], version: Exported, path: str) -> None:
    """In the form of git-fast-import(1)."""
    who = f"{_WHO} {_seconds(version.kept.item.meta.time)} +0000"
    message = _message(version, path.removesuffix(".md")).encode("utf-8", "replace")
    text = version.text.encode("utf-8", "surrogatepass")
    quoted = path.replace("\\", "\\\\").replace('"', '\\"')
    head = f"commit refs/heads/{_BRANCH}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n".encode()
    file = f'\nM 100644 inline "{quoted}"\ndata {len(text)}\n'.encode()
    stream.write(b"".join((head, message, file, text, b"\n")))


def _seconds(time: dt.datetime) -> int:
    return max(0, int(time.timestamp()))


def _message(version: Exported, name: str) -> str:
    """Subject and trailers as the collection has them, and what we need to read the text again as it is."""
    meta, target = version.kept.item.meta, version.kept.target
    document = name.replace("/", " ", 1)
    if version.first:
        subject = f"First record of {document}"
    elif version.technical:
        subject = f"Apply technical or declaration upgrade on {document}"
    else:
        subject = f"Record new changes of {document}"
    url, origin = meta.url or target.url, meta.origin
    said = f"This version was recorded after extracting from {one_line(origin or url)}\n\n" if origin or url else ""
    trailers = (
        (LOCATION, url), (OWN_TARGET, target.id), (OWN_TEXT, "1"), (OWN_TITLE, meta.title),
        (OWN_LANGUAGE, meta.language),
    )  # fmt: skip
    lines = "".join(f"{key}: {one_line(value)}\n" for key, value in trailers if value)
    return f"{subject}\n\n{said}{lines}"
