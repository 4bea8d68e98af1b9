"""The pictures of docs/examples: `python -m tests.pages.pictures` takes them anew. Needs Chromium and pngquant."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.pages.harness import DESKTOP, PHONE, Scheme, in_chromium, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
MOST_BYTES = 200_000
_TALL = 2400  # pixels of a phone's picture: the beginning is what it shows


def take(page: Path, name: str, width: int, scheme: Scheme = "light", *, side: bool = False, start: str = "") -> Path:
    """A picture of a page, from the element `start` on if one is named; `side` by side where the page can do that."""
    file = page.with_name(name)

    def shoot(browser: Browser) -> None:
        with opened(browser, page.as_uri(), width, scheme) as tab:
            tab.emulate_media(reduced_motion="reduce")
            if side:
                tab.check("#side", force=True)
            tall = int(tab.evaluate("document.documentElement.scrollHeight"))
            top = int(tab.evaluate("at => at ? document.querySelector(at).offsetTop - 16 : 0", start))
            height = min(tall - top, _TALL)
            tab.screenshot(path=file, full_page=True, clip={"x": 0, "y": top, "width": width, "height": height})

    in_chromium(shoot)
    subprocess.run(["pngquant", "--force", "--ext", ".png", "128", str(file)], check=True)  # a third of the size
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file}: {size:,} bytes, more than {MOST_BYTES:,}")
    return file


def main() -> None:
    """The redline on a desk and on a phone, light and dark."""
    page = EXAMPLES / "redline.html"
    for made in (
        take(page, "redline.png", DESKTOP),
        take(page, "redline-side.png", DESKTOP, "dark", side=True, start="#document"),
        take(page, "redline-phone.png", PHONE, start="#document"),
        take(page, "redline-phone-dark.png", PHONE, "dark"),
    ):
        print(made.relative_to(EXAMPLES.parents[1]), f"{made.stat().st_size:,} bytes")  # noqa: T201 - what it did


if __name__ == "__main__":
    main()
