"""What every page that we make shares: colours for light, dark and print, fonts, focus, links, and the strict policy.

    COLOURS   custom properties, nothing else; each text colour has at least 4.5:1 on --ground and --panel, each mark
              on its own ground, each edge 3:1 (tests/pages/test_contrast.py)
    BASE      ground, type, links, skip link (.skip), text for screen readers (.h), chips of directions and severities
    policy    the Content-Security-Policy that lets these styles and scripts run and nothing else

Constants and one function, pure. Refuses anything that has to be fetched: no font, no picture, no address.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

_LIGHT: Final = (
    "--ground:#fff;--panel:#f5f6f8;--ink:#1b1f24;--soft:#525b66;--line:#d3d9e0;--edge:#7b848f;--link:#0a55c4;"
    "--gone:#8f1616;--gone-ground:#fde4e1;--new:#0a5527;--new-ground:#d7f2de;--moved:#563b9b;--moved-ground:#ece7fa;"
    "--weaker:#a4300a;--weaker-ground:#fdeae0;--stronger:#0a5a2c;--stronger-ground:#def3e5;"
    "--mixed:#704c00;--mixed-ground:#fbefd0;--neutral:#46505b;--neutral-ground:#e9ecf0"
)
_DARK: Final = (
    "--ground:#14171b;--panel:#1c2026;--ink:#e7eaee;--soft:#a9b3bf;--line:#363e48;--edge:#7d8895;--link:#9cc2ff;"
    "--gone:#ffb9b0;--gone-ground:#4b1d1b;--new:#9fe9b6;--new-ground:#123a21;--moved:#cbbcff;--moved-ground:#2f2650;"
    "--weaker:#ffab80;--weaker-ground:#42230f;--stronger:#9fe9b6;--stronger-ground:#16371f;"
    "--mixed:#f2cf7a;--mixed-ground:#3b2e0c;--neutral:#c2cad3;--neutral-ground:#2a313a"
)
_PRINT: Final = (
    "--ground:#fff;--panel:#fff;--ink:#000;--soft:#333;--line:#999;--edge:#555;--link:#000;--gone:#7a1010;"
    "--gone-ground:#fff;--new:#06401c;--new-ground:#fff;--moved:#40297d;--moved-ground:#fff;--weaker:#7f2405;"
    "--weaker-ground:#fff;--stronger:#06401c;--stronger-ground:#fff;--mixed:#523700;--mixed-ground:#fff;"
    "--neutral:#333;--neutral-ground:#fff"
)
_FONTS: Final = (
    '--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;'
    '--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace'
)

COLOURS: Final = (
    f":root{{color-scheme:light dark;{_FONTS};{_LIGHT}}}\n"
    f"@media(prefers-color-scheme:dark){{:root{{{_DARK}}}}}\n"
    f"@media print{{:root{{color-scheme:light;{_PRINT}}}}}\n"
)

BASE: Final = """*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 var(--sans);overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{line-height:1.3;text-wrap:balance}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.15rem}
.skip{position:absolute;left:-100rem}
.skip:focus{position:static;display:inline-block;padding:.5rem 1rem}
.h{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.small{font-size:.88rem;color:var(--soft)}
.chip{display:inline-block;border-radius:1rem;padding:.05rem .6rem;font-size:.85rem;font-weight:650;
border:1px solid currentColor;color:var(--neutral);background:var(--neutral-ground)}
.weaker>.chip,.chip.weaker{color:var(--weaker);background:var(--weaker-ground)}
.stronger>.chip,.chip.stronger{color:var(--stronger);background:var(--stronger-ground)}
.mixed>.chip,.chip.mixed{color:var(--mixed);background:var(--mixed-ground)}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{.skip{display:none}}
"""


def policy(styles: str, script: str = "") -> str:
    """The content of the policy's meta element for a page with one style element and perhaps one script in it."""
    scripts = f"; script-src '{_hash(script)}'" if script else ""
    return f"default-src 'none'; style-src '{_hash(styles)}'{scripts}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
