"""Bytes -> Document. Pure: the same bytes always give the same document.

    decode (as browsers do) -> parse -> choose the text's elements -> blocks -> sentences

`EXTRACTOR` is stamped on every version: it changes when the same bytes would give another text.
"""

from typing import TYPE_CHECKING

from watcher.late import late

if TYPE_CHECKING:
    from watcher.extract.language import detect
    from watcher.extract.reading import Extraction, extract, media_type, spoken, suffix_for
    from watcher.extract.textform import parse_text, render_text

EXTRACTOR = 3

__all__ = [
    "EXTRACTOR",
    "Extraction",
    "detect",
    "extract",
    "media_type",
    "parse_text",
    "render_text",
    "spoken",
    "suffix_for",
]

__getattr__ = late(
    __name__,
    {
        "language": ("detect",),
        "reading": ("Extraction", "extract", "media_type", "spoken", "suffix_for"),
        "textform": ("parse_text", "render_text"),
    },
)
