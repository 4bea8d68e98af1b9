"""The same pipeline over recorded captures: which alerts would have been sent?

    FOLDER/<history>/<time>.html|.md|.txt|.pdf [+ target.yaml] -> judge -> extract -> weigh -> one row a capture

No network, no archive, no clock: the times are those of the file names.
"""

from __future__ import annotations

import datetime as dt
import gc
import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from watcher.assess import DEFAULT_TOPICS
from watcher.check import Baseline, Memory, Weighed, examine, weigh
from watcher.config import Schedule, Target, read_target_yaml
from watcher.errors import UsageError
from watcher.extract import media_type, spoken
from watcher.model import Capture, Document, Finding, Outcome, parse_stamp

_SUFFIXES = (".html", ".htm", ".md", ".txt", ".pdf")
_TELLING = 500  # characters of text that tell their language
_MOST_WAITING = 8  # documents kept for a question that may not come
_CHUNK = 4  # histories that a process is handed at a time


@dataclass(frozen=True)
class Row:
    """What one capture would have led to."""

    target: str
    before: str
    to: str
    outcome: Outcome
    weighed: Weighed | None

    def as_json(self) -> dict[str, object]:
        """The object of `backtest --json` (DESIGN.md, Contracts)."""
        assessment = self.weighed.assessment if self.weighed is not None else None
        alerts = self.weighed is not None and self.weighed.alerts
        findings = assessment.findings if assessment is not None else ()
        return {
            "target": self.target,
            "from": self.before,
            "to": self.to,
            "outcome": self.outcome.value,
            "alert": alerts,
            "topics": list(assessment.topics) if assessment is not None else [],
            "direction": assessment.direction.value if assessment is not None else "none",
            "severity": assessment.severity.value if assessment is not None and assessment.severity else None,
            "findings": [_finding_json(finding) for finding in findings],
        }


def _finding_json(finding: Finding) -> dict[str, object]:
    """One finding as scripts read it; `section` are the headings above the quote, outermost first."""
    quote = finding.after or finding.before
    return {
        "topic": finding.topic,
        "kind": finding.kind.value,
        "direction": finding.direction.value,
        "before": finding.before.text if finding.before else None,
        "after": finding.after.text if finding.after else None,
        "section": list(quote.section) if quote else [],
    }


def histories(folder: Path) -> list[Path]:
    """The sub-folders that hold captures, by name. Raises UsageError when there is nothing to read."""
    if not folder.is_dir():
        raise UsageError(f"backtest: {folder} is not a folder; give one that has a sub-folder per history")
    found = [sub for sub in sorted(folder.iterdir()) if sub.is_dir() and _captures(sub)]
    if not found:
        raise UsageError(
            f"backtest: no captures under {folder}; it needs sub-folders with files such as 2025-09-18T06-13-39Z.html"
        )
    return found


def _captures(history: Path) -> list[Path]:
    out = []
    for path in sorted(history.iterdir()):
        if path.suffix.lower() in _SUFFIXES:
            try:
                parse_stamp(path.stem)
            except ValueError:
                continue
            out.append(path)
    return out


def run(folder: Path, *, jobs: int = 1) -> Iterator[list[Row]]:
    """The rows of each history, in the order of their names. With `jobs` > 1 histories are read side by side."""
    found = histories(folder)
    if jobs <= 1 or len(found) == 1:
        yield from map(replay, found)
        return
    # A fork shares what is loaded already; with other threads about it is not safe, the default of the platform is.
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if alone else None)
    with ProcessPoolExecutor(min(jobs, len(found)), mp_context=context, initializer=_settle) as pool:
        yield from pool.map(replay, found, chunksize=_CHUNK if len(found) > _CHUNK * jobs * 4 else 1)


def _settle() -> None:
    """Look for garbage less often, and not in what is loaded: by the defaults that takes a fifth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def replay(history: Path) -> list[Row]:
    """The rows of one history; the first capture is the baseline and has none.

    Raises ConfigError for a target.yaml that cannot be used, UsageError for a capture that cannot be read.
    """
    captures = _captures(history)
    target_file = history / "target.yaml"
    if target_file.is_file():
        target = read_target_yaml(target_file)
    else:
        target = _plain_target(history.name, _language(captures))
    second_look = len(captures) > 2  # two captures are judged as they are: there is no later one to confirm with
    baseline: Baseline | None = None
    past = _Past()
    suspect = ""
    rows: list[Row] = []
    for index, path in enumerate(captures):
        time = parse_stamp(path.stem)
        headers = (("content-type", media_type(path.suffix)),)
        capture = Capture(target.url, target.url, time, 200, headers, _bytes(path))
        examined = examine(capture, target, baseline, suspect if second_look else None)
        suspect = examined.suspect
        weighed: Weighed | None = None
        outcome = Outcome.QUARANTINED
        if examined.document is not None:
            weighed = weigh(baseline, examined.document, target.topics)
            if examined.silent and second_look:
                weighed = weighed.without_findings()
            # The first good capture of a history that began with bad ones: there is nothing that it changes.
            outcome = Outcome.UNCHANGED if weighed.outcome is Outcome.FIRST else weighed.outcome
            if weighed.archive:
                seen = {**(baseline.seen if baseline is not None else {}), weighed.key: time}
                past.add(time, examined.document)
                baseline = Baseline(examined.document, weighed.key, time, seen, past)
        if index:
            rows.append(Row(history.name, captures[index - 1].stem, path.stem, outcome, _light(weighed)))
    return rows


class _Past:
    """What the versions of a history said, taken in when it is asked for: in most histories it never is."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._waiting: list[tuple[dt.datetime, Document]] = []

    def add(self, time: dt.datetime, document: Document) -> None:
        self._waiting.append((time, document))
        if len(self._waiting) > _MOST_WAITING:
            self()

    def __call__(self) -> Memory:
        for time, document in self._waiting:
            self._memory.learn(time, document)
        self._waiting.clear()
        return self._memory


def _light(weighed: Weighed | None) -> Weighed | None:
    """Without the documents: rows travel between processes and stay in memory."""
    return replace(weighed, comparison=None) if weighed is not None else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"backtest: {path} cannot be read: {error.strerror}") from error


def _language(captures: list[Path]) -> str:
    """The language of the first capture with enough text to tell it; English when none has."""
    for path in captures:
        language, characters = spoken(_bytes(path), media_type(path.suffix), "en")
        if characters >= _TELLING:
            return language
    return "en"


def _plain_target(name: str, language: str) -> Target:
    """A target without a file of its own: the whole text, the default topics."""
    hour = dt.timedelta(hours=1)
    return Target(
        id=name,
        platform=name,
        title=name,
        url="",
        select=(),
        remove=(),
        schedule=Schedule(every=hour),
        language=language,
        topics=DEFAULT_TOPICS,
        delay=hour,
        timeout=hour,
        max_bytes=0,
        robots_override=None,
        allow_private_addresses=False,
    )
