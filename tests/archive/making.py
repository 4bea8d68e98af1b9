"""Versions, alerts and repositories for the tests of the archive."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from watcher.archive import Archive, Entry, NewVersion, Patience
from watcher.model import (
    Alert,
    Assessment,
    Direction,
    Finding,
    FindingKind,
    Outcome,
    Quote,
    Severity,
    TargetName,
    VersionMeta,
)

NOON = dt.datetime(2025, 9, 18, 12, 0, 0, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
FAQ = TargetName("acme/ai-faq", "Acme", "AI FAQ", "https://acme.example/faq", "en")
TERMS = TargetName("acme/terms", "Acme", "Terms", "https://acme.example/terms", "en")


def after(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def meta(time: dt.datetime = NOON, key: str = "key-1") -> VersionMeta:
    return VersionMeta(
        url="https://acme.example/faq",
        final_url="https://acme.example/faq?hl=en",
        time=time,
        status=200,
        content_type="text/html",
        sha256="ab" * 32,
        text_key=key,
        language="en",
        title="Foire aux questions – été",
        extractor=1,
        etag='"e1"',
    )


def finding() -> Finding:
    return Finding(
        topic="ai-training",
        kind=FindingKind.FLIPPED,
        direction=Direction.WEAKER,
        severity=Severity.HIGH,
        before=Quote("We do not train on your posts."),
        after=Quote("We may train on your posts."),
    )


def alert(name: str = "a1", time: dt.datetime = NOON, target: TargetName = FAQ) -> Alert:
    return Alert(name, target, time, NOON, Outcome.CHANGED, Assessment((finding(),)), {"en": "Posts are used now"})


def version(
    text: str = "One sentence.\n",
    *,
    time: dt.datetime = NOON,
    key: str = "",
    target: TargetName = FAQ,
    raw: bytes = b"<p>One sentence.</p>",
    suffix: str = ".html",
    told: Alert | None = None,
    subject: str = "acme/ai-faq: posts are used now (high)",
) -> NewVersion:
    """A version; with `told` it has an alert, a redline and an entry in CHANGES.md."""
    return NewVersion(
        target=target,
        meta=meta(time, key or f"key of {text.strip()}"),
        text=text,
        raw=raw,
        suffix=suffix,
        subject=subject,
        body="What it is about.",
        alert=told,
        redline_html="<p>redline</p>" if told else "",
        changes_entry=f"## {time:%Y-%m-%d %H:%M} {told.id}\n\nPosts are used now.\n" if told else "",
        index_readme=index,
    )


def index(entries: Mapping[str, Entry]) -> str:
    return "# Index\n\n" + "".join(f"- {key}: {entry.versions}\n" for key, entry in entries.items())


def told(text: str, name: str, minutes: float, target: TargetName = FAQ) -> NewVersion:
    """A version with an alert, that many minutes after noon."""
    time = after(minutes)
    return version(text, time=time, target=target, told=alert(name, time, target))


class Naps:
    """A patience that is counted and not slept."""

    def __init__(self, then: Callable[[int], None] = lambda _: None) -> None:
        self.taken: list[float] = []
        self._then = then

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self._then(len(self.taken))


def open_archive(
    data: Path,
    *,
    checkpoint: Callable[[str], None] = lambda _: None,
    naps: Naps | None = None,
    repair: bool = True,
) -> Archive:
    return Archive.open(
        data / "snapshots",
        state_dir=data / ".watcher",
        now=lambda: NOW,
        repair=repair,
        patience=Patience(total=2.0, sleep=naps or Naps()),
        checkpoint=checkpoint,
    )


def git(folder: Path, *arguments: str, check: bool = True, **variables: str) -> str:
    """What a user would type; the output without the last line end."""
    who = {"GIT_AUTHOR_NAME": "User", "GIT_AUTHOR_EMAIL": "user@acme.example"}
    who |= {"GIT_COMMITTER_NAME": "User", "GIT_COMMITTER_EMAIL": "user@acme.example"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **who, **variables}, capture_output=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().rstrip("\n")


def loosen(root: Path) -> None:
    """Put every object of the repository into a file of its own, as git itself does with new ones."""
    packs = root / ".git/objects/pack"
    for pack in list(packs.glob("*.pack")):
        moved = root / ".git" / pack.name
        pack.rename(moved)
        for other in packs.glob(f"{pack.stem}.*"):
            other.unlink()
        subprocess.run(["git", "unpack-objects", "-q"], cwd=root, input=moved.read_bytes(), check=True)
        moved.unlink()


def user_repository(folder: Path) -> Path:
    """A repository with one commit of its user."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "notes.txt").write_text("first\n")
    git(folder, "add", "notes.txt")
    git(folder, "commit", "-q", "-m", "Notes")
    return folder


def shows_head(archive: Archive) -> bool:
    """Whether every file of the archive is, in work tree and index, what HEAD has, and git finds nothing broken."""
    git(archive.root, "fsck", "--strict")
    return git(archive.root, "status", "--porcelain", "--", ".") == ""
