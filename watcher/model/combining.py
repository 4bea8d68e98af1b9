"""Bounds the runs of combining marks in a text, without which putting it into a normal form takes quadratic time."""

from __future__ import annotations

import re
import unicodedata

# The Stream-Safe Text Format of Unicode (UAX #15, section 13) allows 30 in a row; no writing has more than a few.
_MOST = 30
_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST + 1},}}")


def stream_safe(text: str) -> str:
    """The text without the combining marks after the thirtieth of a run. For comparing, never for quoting."""
    if text.isascii() or len(text.encode("utf-8", "surrogatepass")) - len(text) <= _MOST:
        return text  # each character beyond ASCII takes more than one byte: there are not so many of them
    return _RUN.sub(_bounded, text)


def _bounded(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST:
            kept.append(char)
    return "".join(kept)
