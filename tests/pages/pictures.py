"""The pictures of docs/examples: `python -m tests.pages.pictures` takes them anew. Needs Chromium and pngquant."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from tests.delivery import agora
from tests.pages.harness import DESKTOP, PHONE, Scheme, in_chromium, opened
from tests.site.making import build, capture, day, open_archive, target

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
MOST_BYTES = 200_000
_TALL = 2400  # pixels of a phone's picture: the beginning is what it shows
_DESK, _SCREEN = 1100, 900
_HOST = """body{max-width:75rem;margin:0 auto;padding:1rem 2rem;background:#fff;color:#1f2328;
font:15px/1.5 "Liberation Sans",sans-serif}h1,h2{border-bottom:1px solid #d1d9e0;padding-bottom:.3em}
a{color:#0969da}table{display:block;overflow-x:auto;border-collapse:collapse}
th,td{border:1px solid #d1d9e0;padding:.4rem .8rem}tr:nth-child(2n){background:#f6f8fa}"""


def take(
    page: Path,
    name: str,
    width: int,
    scheme: Scheme = "light",
    *,
    side: bool = False,
    start: str = "",
    tall: int = _TALL,
) -> Path:
    """A picture of a page, from the element `start` on if one is named, so `tall` at most; `side` by side where the
    page can do that."""
    file = EXAMPLES / name

    def shoot(browser: Browser) -> None:
        with opened(browser, page.as_uri(), width, scheme) as tab:
            tab.emulate_media(reduced_motion="reduce")
            if side:
                tab.check("#side", force=True)
            whole = int(tab.evaluate("document.documentElement.scrollHeight"))
            top = int(tab.evaluate("at => at ? document.querySelector(at).offsetTop - 16 : 0", start))
            height = min(whole - top, tall)
            tab.screenshot(path=file, full_page=True, clip={"x": 0, "y": top, "width": width, "height": height})

    in_chromium(shoot)
    subprocess.run(["pngquant", "--force", "--ext", ".png", "128", str(file)], check=True)  # a third of the size
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file}: {size:,} bytes, more than {MOST_BYTES:,}")
    return file


def record(data: Path) -> tuple[Path, Path]:
    """An archive of three invented documents: its README.md as a git host shows it, and its site."""
    archive = open_archive(data)
    faq = target(data, "agora/ai-faq", "Agora", "AI: your questions")
    notice = target(data, "linkwell/privacy", "Linkwell", "Privacy notice")
    policy = target(data, "stoa/privacy", "Stoa", "Privacy policy")
    read = {path.name: path.read_bytes() for path in EXAMPLES.iterdir() if path.suffix in (".md", ".html")}
    capture(archive, faq, day(2, 3), agora.before())
    capture(archive, notice, day(3, 1), read["linkwell-before.md"], "text/markdown")
    capture(archive, policy, day(4, 2), read["announcement-before.html"])
    capture(archive, faq, day(9, 18), agora.after(2026))
    capture(archive, notice, day(10, 5), read["linkwell-after.md"], "text/markdown")
    capture(archive, notice, day(10, 9), read["linkwell-before.md"], "text/markdown")
    capture(archive, policy, day(11, 7), read["announcement-after.html"])
    build(archive, data / "site")
    text = (archive.root / "README.md").read_text("utf-8")
    index = data / "index.html"
    shown = MarkdownIt("commonmark").enable("table").render(text)
    index.write_text(f"<!DOCTYPE html><title>README.md</title><style>{_HOST}</style>{shown}", "utf-8")
    return index, data / "site"


def main() -> None:
    """The redline, the index and the site, on a desk and on a phone, light and dark."""
    page = EXAMPLES / "redline.html"
    made = [
        take(page, "redline.png", DESKTOP),
        take(page, "redline-side.png", DESKTOP, "dark", side=True, start="#document"),
        take(page, "redline-phone.png", PHONE, start="#document"),
        take(page, "redline-phone-dark.png", PHONE, "dark"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        index, site = record(Path(folder))
        document = site / "documents" / "agora" / "ai-faq" / "index.html"
        made += [
            take(index, "index.png", DESKTOP, tall=1400),
            take(site / "index.html", "site-timeline.png", _DESK, tall=_SCREEN),
            take(site / "index.html", "site-timeline-phone-dark.png", PHONE, "dark", tall=1600),
            take(document, "site-document.png", _DESK, "dark", tall=_SCREEN),
            take(site / "facts.html", "site-facts.png", _DESK, tall=980),
        ]
    for file in made:
        print(file.relative_to(EXAMPLES.parents[1]), f"{file.stat().st_size:,} bytes")  # noqa: T201 - what it did


if __name__ == "__main__":
    main()
