"""For each cue of each lexicon a text that it is in and one that it is not in: cues/<language>.txt."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "cues"


def examples() -> list[tuple[str, str, str, str]]:
    """Language, cue, a text with it, a text without it; a line each: `cue | with it | without it`."""
    rows: list[tuple[str, str, str, str]] = []
    for file in sorted(_FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                cue, positive, negative = (part.strip() for part in line.split(" | "))
                rows.append((file.stem, cue, positive, negative))
    return rows
