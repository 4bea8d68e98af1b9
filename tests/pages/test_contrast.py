"""The colours that all our pages share, computed: WCAG 2.2, criteria 1.4.3 (text, 4.5:1) and 1.4.11 (edges, 3:1)."""

from __future__ import annotations

import re

import pytest

from watcher.report.page_style import COLOURS

SETS = dict(zip(("light", "dark", "print"), re.findall(r":root\{([^}]*)\}", COLOURS), strict=True))
MARKS = ("gone", "new", "moved", "weaker", "stronger", "mixed", "neutral")
TEXTS = [(text, ground) for text in ("ink", "soft", "link", *MARKS) for ground in ("ground", "panel")]
ON_MARKS = [(text, f"{mark}-ground") for mark in MARKS for text in ("ink", mark)]


def contrast(scheme: str, one: str, other: str) -> float:
    colours = dict(re.findall(r"--([\w-]+):#(\w+)", SETS[scheme]))
    light, dark = sorted((luminance(colours[name]) for name in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", SETS)
def test_text_can_be_read(scheme: str) -> None:
    pale = [pair for pair in (*TEXTS, *ON_MARKS) if contrast(scheme, *pair) < 4.5]
    assert pale == []


@pytest.mark.parametrize("scheme", SETS)
def test_edges_of_what_can_be_used_are_seen(scheme: str) -> None:
    assert min(contrast(scheme, "edge", ground) for ground in ("ground", "panel")) >= 3


def test_black_on_white_is_what_it_is_known_to_be() -> None:
    assert [round(luminance(colour), 3) for colour in ("fff", "000000", "777777")] == [1, 0, 0.184]
