"""The commits of a repository, oldest first, each with the files that it wrote: read as they come from git.

Follows the first parents only. Names of files are taken as text and never as paths of this machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from watcher.interchange.git_source import Source

_LONGEST = 65_536  # bytes of a subject or a path that are kept
_CHUNK = 1 << 16
_FORMAT = "%x01%H %at%x00%s"
_FILES = frozenset((b"100644", b"100755"))


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its author's date, its subject, and the names of the contents it gave to files, by path."""

    name: str
    time: dt.datetime
    subject: str
    files: dict[str, str]


def commits(source: Source, under: Sequence[str] = ()) -> Iterator[Commit]:
    """The commits up to the source's head that wrote files (below the folders `under`, if there are any)."""
    options = ("--first-parent", "-m", "--reverse", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-notes")
    drivers = ("--no-textconv", "--no-ext-diff", "--diff-filter=AM")
    with source.git.streaming("log", *options, *drivers, f"--format={_FORMAT}", source.head, "--", *under) as log:
        assert log.stdout is not None  # noqa: S101 - it is a pipe
        yield from _parsed(_tokens(log.stdout))


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between the zero bytes, each cut at what is kept."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from (token[:_LONGEST] for token in whole)
        rest = rest[:_LONGEST]
    yield rest


def _parsed(tokens: Iterator[bytes]) -> Iterator[Commit]:
    current: Commit | None = None
    for token in tokens:
        word = token.lstrip(b"\n")
        if word.startswith(b"\x01"):
            if current is not None and current.files:
                yield current
            name, _, seconds = word[1:].decode("ascii", "replace").partition(" ")
            current = Commit(name, _time(seconds), next(tokens, b"").decode("utf-8", "replace"), {})
        elif word.startswith(b":") and current is not None:  # :<mode> <mode> <old> <new> <status>, then the path
            parts = word.split(b" ")
            path = next(tokens, b"")
            if len(parts) == 5 and parts[1] in _FILES:
                current.files[path.decode("utf-8", "replace")] = parts[3].decode("ascii", "replace")
    if current is not None and current.files:
        yield current


def _time(seconds: str) -> dt.datetime:
    """A date that no calendar has stands for the beginning of time."""
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return dt.datetime.fromtimestamp(0, dt.UTC)
