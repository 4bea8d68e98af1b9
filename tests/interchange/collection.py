"""A versions repository such as Open Terms Archive keeps, made by git in a folder of a test. Texts are invented."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

FIRST, CHANGE, TECHNICAL = "First record of", "Record new changes of", "Apply technical or declaration upgrade on"
NEVER = "We do not use the posts of members to train generative AI models."
NOW = "We use the posts of members to train generative AI models."
ORIGIN = "https://github.com/agora/snapshots/commit/0123456789abcdef"


def terms(promise: str = NEVER, *, more: int = 30, mark: str = "*") -> str:
    """A policy in Markdown with that promise, and so many further paragraphs."""
    filler = "\n\n".join(
        f"Paragraph {n} says how members find, follow and write to one another." for n in range(more)
    )
    items = f"{mark}   Posts and comments\n{mark}   Pictures of members"
    return f"Terms\n=====\n\nYour posts\n----------\n\n{promise}\n\nWe store:\n\n{items}\n\n{filler}\n"


def day(number: int, hour: int = 6) -> dt.datetime:
    return dt.datetime(2027, 3, number, hour, tzinfo=dt.UTC)


@dataclass
class Collection:
    """Commits are gathered and written by one `git fast-import`."""

    folder: Path
    bare: bool = True
    branch: str = "main"
    _stream: list[bytes] = field(default_factory=list)

    def add(
        self, kind: str, when: dt.datetime, text: str | bytes, path: str = "Agora/Terms of Service.md", *,
        body: str = f"This version was recorded after extracting from {ORIGIN}\n\nX-engine-version: 14.1.0\n",
        mode: str = "100644",
    ) -> Collection:  # fmt: skip
        """One version: a commit that writes one file."""
        raw = text if isinstance(text, bytes) else text.encode()
        name = path.removesuffix(".md").replace("/", " ")
        message = f"{kind} {name}\n\n{body}".encode()
        who = f"Bot <bot@agora.example> {int(when.timestamp())} +0000"
        head = f"commit refs/heads/{self.branch}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n"
        file = f'\nM {mode} inline "{path}"\ndata {len(raw)}\n'
        self._stream += [head.encode(), message, file.encode(), raw, b"\n"]
        return self

    def write(self) -> Path:
        """The repository, written; more can be added and written again."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            git(self.folder, "init", "--quiet", *(["--bare"] if self.bare else []), "--initial-branch=main")
        git(self.folder, "fast-import", "--quiet", "--force", stdin=b"".join(self._stream))
        return self.folder


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    command = ("git", "-C", str(folder), *arguments)
    return subprocess.run(command, input=stdin, capture_output=True, check=True, env=environ).stdout.decode()


def three(folder: Path) -> Path:
    """A promise that becomes its opposite on the third day, and has another mark for lists on the second."""
    made = Collection(folder)
    made.add(FIRST, day(1), terms()).add(CHANGE, day(2), terms(mark="-")).add(CHANGE, day(3), terms(NOW))
    return made.write()
