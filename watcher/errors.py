"""The error tree, whole. Every error that a user may see carries its sentence: what, where, what to do.

    WatcherError                exit code
    ├── UsageError              2   wrong arguments, unknown target, unreadable input file
    ├── ConfigError             2   targets.yaml or the environment: all problems at once
    └── StateError              3   the program could not work
        ├── ArchiveError            git refused, folder not writable, lock left behind, disk full
        ├── OutboxError             the state database cannot be used
        ├── SiteError               the static site cannot be written
        └── LockedError             another watcher works in this folder

What a *page* can do wrong is no error but a value (`watcher.model.Verdict`): it is expected, recorded and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit status says (part of the public contract)."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    CANNOT_WORK = 3


class WatcherError(Exception):
    """Base of all errors that are shown to the user as one message, without a traceback."""

    exit_code: ExitCode = ExitCode.CANNOT_WORK


class UsageError(WatcherError):
    """The command was called with something that it cannot use."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a configuration file: where (`path`, `line` from 1, None if unknown) and what."""

    path: str
    message: str
    line: int | None = None
    file: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.path, self.message) if part)


class ConfigError(WatcherError):
    """The configuration cannot be used; `problems` holds everything that was found wrong, not only the first."""

    exit_code = ExitCode.USAGE

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[Problem, ...]]]:
        """It comes back whole from another process."""
        return type(self), (self.problems,)


class StateError(WatcherError):
    """The program's own ground (state, git, disk) does not carry it; nothing was lost, try again after mending."""


class ArchiveError(StateError):
    """The git-tracked folder could not be read or written."""


class OutboxError(StateError):
    """The state database could not be read or written."""


class SiteError(StateError):
    """The static site could not be written."""


class LockedError(StateError):
    """Another process holds the data folder."""
