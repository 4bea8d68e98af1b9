"""An archive made by the program itself from invented pages, and the site of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.delivery import agora
from watcher.archive import Archive
from watcher.check.record import take
from watcher.check.recorded import Recorded
from watcher.config import Target, read_target_yaml
from watcher.model import Capture
from watcher.report import Language
from watcher.site import Built, Folder, Site

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
TERMS = """# Terms of the Hostile Network

We keep \\<script>document.title = "owned"\\</script> and \\<img src=x onerror=alert(1)> as you wrote them.

{more}

- We do not use "private" messages & drawings to train AI models.
- Été, naïveté, 東京 and ﬁnance are words, too.

+ Kind
+ Kept for
+ Posts
+ {kept}
"""


def day(month: int, number: int, year: int = 2025) -> dt.datetime:
    return dt.datetime(year, month, number, 12, 34, 39, tzinfo=dt.UTC)


def open_archive(data: Path) -> Archive:
    return Archive.open(data / "snapshots", state_dir=data / ".watcher", now=lambda: NOW)


def target(data: Path, key: str, platform: str, title: str, language: str = "en") -> Target:
    file = data / "target.yaml"
    data.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"{{id: {key}, platform: '{platform}', title: '{title}', url: 'https://{key.partition('/')[0]}.example/', "
        f"language: {language}}}",
        "utf-8",
    )
    return read_target_yaml(file)


def capture(archive: Archive, watched: Target, time: dt.datetime, body: bytes, kind: str = "text/html") -> Recorded:
    return take(archive, watched, Capture(watched.url, watched.url, time, 200, (("content-type", kind),), body), "")


def terms(kept: str, more: str = "We show them to nobody.") -> bytes:
    return TERMS.format(kept=kept, more=more).encode()


def record_all(data: Path) -> Archive:
    """Three documents: an announcement, a text that came and went, and one that would be markup if it could."""
    archive = open_archive(data)
    faq = target(data, "agora/ai-faq", "Agora", "AI: your questions")
    capture(archive, faq, day(2, 3), agora.before())
    notice = target(data, "linkwell/privacy", "Linkwell", "Privacy notice")
    before, after = ((EXAMPLES / f"linkwell-{name}.md").read_bytes() for name in ("before", "after"))
    capture(archive, notice, day(3, 1), before, "text/markdown")
    hostile = target(data, "hostile/terms", "Hostile <b>&amp; Sons</b>", "Terms </title><script>alert(1)</script>")
    capture(archive, hostile, day(5, 5), terms("two years"), "text/markdown")
    capture(archive, faq, day(9, 18), agora.after(2026))
    capture(archive, notice, day(10, 5), after, "text/markdown")
    capture(archive, notice, day(10, 9), before, "text/markdown")
    capture(archive, hostile, day(1, 7, 2026), terms("three years", "We may show them to partners."), "text/markdown")
    return archive


def build(archive: Archive, out: Path, language: Language | None = None, base_url: str = "") -> Built:
    return Site(archive, language=language, base_url=base_url).build(Folder.open(out, tracked=archive.root))
