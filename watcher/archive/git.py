"""Runs the git command and turns what it says into one clear sentence. Nothing else in the program starts git.

It refuses to be steered from outside: variables such as GIT_DIR (set when the program is started from a hook) are
dropped, and the settings of the user that would change a result (hooks, signing, paging, encodings) are overridden.
The user's own settings stay in force where they are needed: `safe.directory`, credentials and ssh for pushing.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from watcher.errors import ArchiveError

OLDEST_GIT = (2, 30)
TIME_LIMIT = 120.0
"""Seconds. Each call takes milliseconds; this is for a network disk that hangs."""

_MOST_ERRORS = 20_000  # characters of what git says when it fails
_GRACE = 2.0  # seconds between asking git to end and ending it

_KEPT = re.compile(
    r"GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_\w+|HTTP_\w+|PROXY_\w+|EXEC_PATH|CEILING_DIRECTORIES"
    r"|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|CONFIG_COUNT|CONFIG_(KEY|VALUE)_\d+)"
)
_OURS = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_AUTHOR_NAME": "policy-watcher",
    "GIT_AUTHOR_EMAIL": "policy-watcher@localhost",
    "GIT_COMMITTER_NAME": "policy-watcher",
    "GIT_COMMITTER_EMAIL": "policy-watcher@localhost",
}
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "commit.gpgSign=false",
    "push.gpgSign=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "log.mailmap=false",
    "diff.orderFile=/dev/null",
    "color.ui=false",
    "i18n.logOutputEncoding=UTF-8",
)
_NO_HOUSEKEEPING = ("gc.auto=0", "maintenance.auto=false")

_LOCK = re.compile(r"Unable to create '(?P<path>.+?\.lock)': File exists")
_USERINFO = re.compile(r"(?<=://)[^\s'\"]*@")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_DAMAGE = re.compile(
    r"missing (blob|tree|commit|object)|bad object|corrupt|unable to read|loose object|not a valid object|"
    r"reference broken|invalid object|does not point to a valid|inflate|nonexistent object|bad tree|bad signature",
    re.IGNORECASE,
)


class GitTimeoutError(ArchiveError):
    """git did not answer within its time limit and was ended."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one git command ended. `code` is negative when a signal ended it."""

    command: str
    code: int
    out: bytes
    err: str

    @property
    def lock(self) -> Path | None:
        """The lock file that stood in the way, if that was the reason."""
        found = _LOCK.search(self.err)
        return Path(found["path"]) if self.code != 0 and found else None

    @property
    def line(self) -> str:
        """What was said, last line first choice, fit for a message: no control characters, no credentials."""
        lines = [line for line in self.err.splitlines() if line.strip() and not line.startswith("hint:")]
        weighty = [line for line in lines if line.startswith(("fatal:", "error:", " ! [", "remote: error"))]
        text = (weighty or lines or [""])[0]
        return without_credentials(_CONTROL.sub(" ", text).strip())[:300]


def without_credentials(text: str) -> str:
    """The text with what stands between `://` and `@` taken out of every address."""
    return _USERINFO.sub("***@", text)


class Git:
    """git in one folder. `variables` are added to the environment (GIT_DIR and the like)."""

    def __init__(self, folder: Path, variables: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or _KEPT.fullmatch(k)}
        kept.pop("SSH_ASKPASS", None)
        self._environment = {**kept, **_OURS, **(variables or {})}

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        limit: float = TIME_LIMIT,
        settings: Sequence[str] = _NO_HOUSEKEEPING,
    ) -> Done:
        """Run it to its end, whatever that is; `limit` in seconds.

        It gets a session of its own, so neither Ctrl-C nor a prompt on the terminal reaches it, and at the limit its
        children (ssh, helpers) end with it. Raises ArchiveError when git cannot be started, GitTimeoutError.
        """
        options = [part for setting in (*_SETTINGS, *_durable(), *settings) for part in ("-c", setting)]
        process = _start(["git", *options, *arguments], self.folder, self._environment)
        try:
            out, err = process.communicate(stdin, timeout=limit)
        except subprocess.TimeoutExpired:
            _end(process)
            raise GitTimeoutError(
                f"git {arguments[0]} in {self.folder} did not end within {limit:g} s and was stopped. "
                "Is the disk or the network slow? It is tried again next time."
            ) from None
        except BaseException:
            _end(process)  # we leave at once (Ctrl-C); no git may stay behind
            raise
        return Done(arguments[0], process.returncode, out, err.decode("utf-8", "replace"))

    @contextlib.contextmanager
    def streaming(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The running command, for output that is too much to hold at once; what is left of it ends with the block.

        Raises ArchiveError, in our words, when git fails before its output is at its end.
        """
        options = [part for setting in (*_SETTINGS, *_NO_HOUSEKEEPING) for part in ("-c", setting)]
        with tempfile.TemporaryFile() as errors:
            process = _start(["git", *options, *arguments], self.folder, self._environment, errors)
            try:
                yield process
                assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - asked for
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
                process.stdin = None
                if not process.stdout.read(1) and process.wait() != 0:
                    errors.seek(0)
                    said = errors.read(_MOST_ERRORS).decode("utf-8", "replace")
                    raise explained(Done(arguments[0], process.returncode, b"", said), self.folder)
            finally:
                _end(process)

    def must(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Its output. Raises ArchiveError, in our words, when git fails."""
        done = self.run(*arguments, stdin=stdin)
        if done.code != 0:
            raise explained(done, self.folder)
        return done.out


def check_git() -> None:
    """Raises ArchiveError when there is no git or one that is too old."""
    found = git_version()
    if found < OLDEST_GIT:
        raise ArchiveError(
            f"git {'.'.join(map(str, found))} is too old: "
            f"{'.'.join(map(str, OLDEST_GIT))} or newer is needed to keep the snapshots."
        )


def git_version() -> tuple[int, ...]:
    """Major and minor number of the git that is found on the PATH. Raises ArchiveError when there is none."""
    return _version(os.environ.get("PATH", ""))


@functools.cache
def _version(path: str) -> tuple[int, ...]:  # keyed by the PATH that decides which git it is
    process = _start(["git", "version"], Path("/"), {**os.environ, "LC_ALL": "C", "PATH": path})
    try:
        out, _ = process.communicate(timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        _end(process)
        raise GitTimeoutError("`git version` does not answer: the git on the PATH is not usable.") from None
    found = re.search(rb"(\d+)\.(\d+)", out)
    if process.returncode != 0 or not found:
        raise ArchiveError("`git version` does not say a version: the git on the PATH is not usable.")
    return int(found[1]), int(found[2])


def _durable() -> tuple[str, ...]:
    """Settings that make git flush what a commit consists of to the disk; their names changed with 2.36.

    Not the method `batch`: with it git (2.39) reports success when an object could not be put in place. The plain
    method costs no measurable time here and does report it.
    """
    if git_version() >= (2, 36):
        return "core.fsync=committed,reference", "core.fsyncMethod=fsync"
    return ("core.fsyncObjectFiles=true",)


def _start(
    command: list[str], folder: Path, environment: Mapping[str, str], errors: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors or subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        if not folder.is_dir():
            raise ArchiveError(f"The folder {folder} does not exist any more.") from None
        if isinstance(error, FileNotFoundError):
            raise ArchiveError(
                "git was not found. The snapshots are kept with git: install it (2.30 or newer) or mend the PATH."
            ) from None
        raise ArchiveError(f"git could not be started in {folder}: {error.strerror}.") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and its children: politely first, for then git removes its lock files."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=_GRACE)
            return


def explained(done: Done, folder: Path) -> ArchiveError:
    """The error for a git command that failed: what, where, what to do."""
    err, where = done.err, f"in {folder}"
    if done.code < 0:
        name = signal.Signals(-done.code).name
        why = " (a file would exceed the size limit of this process, `ulimit -f`)" if name == "SIGXFSZ" else ""
        return ArchiveError(f"git {done.command} {where} was ended by {name}{why}. Nothing was changed; try again.")
    if "No space left on device" in err or "Disk quota exceeded" in err:
        return ArchiveError(
            f"The disk is full: git {done.command} {where} could not write. Nothing was changed; free some space."
        )
    if "dubious ownership" in err or "unsafe repository" in err:
        return ArchiveError(
            f"git refuses the repository around {folder} because another user owns it. Run the watcher as its owner, "
            f"or allow it for this user: git config --global --add safe.directory <path of the repository>. "
            f"git says: {done.line}"
        )
    if "insufficient permission" in err or "Permission denied" in err or "Read-only file system" in err:
        return ArchiveError(
            f"git {done.command} {where} may not write there. Nothing was changed; "
            f"give the user of the watcher the right to write. git says: {done.line}"
        )
    if done.lock:
        return ArchiveError(f"git {done.command} {where}: the lock file {done.lock} stands in the way.")
    if _DAMAGE.search(err):
        return damaged(folder, done.line)
    return ArchiveError(f"git {done.command} {where} failed (exit {done.code}): {done.line or 'without a word'}")


def damaged(folder: Path, detail: str) -> ArchiveError:
    """The error for a repository that lacks something it should have."""
    return ArchiveError(
        f"The git repository of {folder} is damaged: {detail}. Look with `git -C {folder} fsck`; "
        "bring the missing part back from a copy or a remote. Nothing was changed."
    )
