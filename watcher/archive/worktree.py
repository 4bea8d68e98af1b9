"""Files below one folder, read and written without ever following a link out of it.

Every step from the folder down is opened by itself with O_NOFOLLOW, so a link that is put in the way, even at the
last instant, is refused and not written through. A file is replaced whole: temporary file, flush, rename.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_TEMPORARY = re.compile(r"\..+\.\d+\.watcher-tmp")


class WorkTree:
    """The folder. Paths are relative to it, with slashes. All methods raise OSError when the system refuses. With
    `durable=False` nothing is flushed to the disk: for what can be made again. With `folders_later=True` the contents
    are flushed at once and the folders by `flush`, each of them once."""

    def __init__(self, root: Path, *, durable: bool = True, folders_later: bool = False) -> None:
        self.root = root
        self._durable = durable
        self._later: set[str] | None = set() if folders_later else None

    def read(self, path: str) -> bytes | None:
        """The content of a regular file; None when there is nothing. OSError for a link or another kind of thing."""
        try:
            with self._folder_of(path, create=False) as (folder, name):
                handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
                with open(handle, "rb") as file:  # noqa: PTH123 (opened by its folder's handle, not by a path)
                    if not stat.S_ISREG(os.fstat(handle).st_mode):
                        raise OSError(f"{path} is not a regular file")
                    return file.read()
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        """Put the content there, whole or not at all; folders are made. A link in the file's place is replaced."""
        with self._folder_of(path, create=True) as (folder, name):
            temporary = f".{name}.{os.getpid()}.watcher-tmp"
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(temporary, flags, 0o666, dir_fd=folder)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 (as above)
                    file.write(data)
                    file.flush()
                    self._sync(handle)
                os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
                raise
            self._sync_folder(path, folder)

    def remove(self, path: str) -> None:
        """Remove the file; nothing happens when it is not there. The folder stays."""
        with contextlib.suppress(FileNotFoundError), self._folder_of(path, create=False) as (folder, name):
            os.unlink(name, dir_fd=folder)
            self._sync_folder(path, folder)

    def flush(self) -> None:
        """Flush the folders that still have to be."""
        while self._later:
            path = self._later.pop()
            with contextlib.suppress(FileNotFoundError), self._folder_of(path, create=False) as (folder, _):
                self._sync(folder)

    def _sync_folder(self, path: str, handle: int) -> None:
        if self._later is None:
            self._sync(handle)
        else:
            self._later.add(f"{path.rpartition('/')[0]}/x".lstrip("/"))

    def _sync(self, handle: int) -> None:
        if self._durable:
            os.fsync(handle)

    def sweep(self, path: str) -> None:
        """Remove temporary files that a killed process left beside that file."""
        with contextlib.suppress(OSError), self._folder_of(path, create=False) as (folder, _):
            for name in os.listdir(folder):  # noqa: PTH208 (a handle has no path)
                if _TEMPORARY.fullmatch(name):
                    os.unlink(name, dir_fd=folder)

    @contextlib.contextmanager
    def _folder_of(self, path: str, *, create: bool) -> Iterator[tuple[int, str]]:
        """A handle of the folder that holds `path`, and the name inside it."""
        *folders, name = PurePosixPath(path).parts
        if not name or ".." in folders or name == ".." or path.startswith("/"):
            raise OSError(f"{path!r} is not a path inside the folder")
        if create:
            self.root.mkdir(parents=True, exist_ok=True)  # git removes it with a branch that has no snapshots
        handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for step in folders:
                if create:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(step, 0o777, dir_fd=handle)
                below = os.open(step, _FOLDER_FLAGS, dir_fd=handle)
                os.close(handle)
                handle = below
            yield handle, name
        finally:
            os.close(handle)


def write_small(path: Path, data: bytes) -> None:
    """Replace a file of our own state folder, whole or not at all, flushed to the disk."""
    tree = WorkTree(path.parent)
    tree.write(path.name, data)
