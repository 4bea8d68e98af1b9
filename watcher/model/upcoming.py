"""A text that is to come, and where sites put such texts. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PREVIEW_WORDS = (
    "preview", "upcoming", "future", "coming-soon", "apercu", "a-venir", "vorschau", "anteprima", "vista-previa",
    "voorbeeld",
)  # fmt: skip
"""Parts of addresses under which sites put a text before it holds, in the seven languages."""

_PREVIEW = re.compile(rf"(?:^|[/_-])(?:{'|'.join(PREVIEW_WORDS)})(?:$|[/_.-])")


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A text that is to come: its address, the day from which it holds (None: not said), and the sentence that gives
    the day, else the one that links it."""

    url: str
    date: dt.date | None
    quote: str


def is_preview(address: str) -> bool:
    """Whether an address says of itself that it leads to a text before it holds."""
    return _PREVIEW.search(urlsplit(address).path.lower()) is not None
