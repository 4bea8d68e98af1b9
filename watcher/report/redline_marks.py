"""Words with their marks, and the languages of a redline: its own, that of the old text and that of the new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.report.escape import html
from watcher.report.tongues import Tongue
from watcher.report.worddiff import Span

_TAG = re.compile(r"[a-z]{2,3}")
_SEAM = re.compile(
    r"""<span class="h">\]</span></(ins|del)> <\1><span class="h"[^>]*>[^<]*</span>"""
)  # text from the page has neither < nor >


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of the page and what goes into the tags of quoted text. `whole`: unchanged parts can be opened."""

    words: Tongue
    old: str
    new: str
    whole: bool = False

    def say(self, key: str, **slots: object) -> str:
        """A text of the page's own, escaped."""
        return html(self.words.say(key, **slots))

    @property
    def new_language(self) -> str:
        """For text of the new document among the page's own words."""
        return _language(self.new, self.words.code)

    @property
    def old_language(self) -> str:
        """For text of the old document among the page's own words."""
        return _language(self.old, self.words.code)

    @property
    def old_beside_new(self) -> str:
        """For text of the old document among that of the new one."""
        return _language(self.old, self.new)

    @property
    def own_language(self) -> str:
        """For the page's own words inside of quoted text."""
        return f' lang="{self.words.code}" dir="ltr"' if {self.old, self.new} != {self.words.code} else ""


def _language(quoted: str, around: str) -> str:
    """The attribute, none where the language does not change, an empty one where it has no name."""
    return "" if quoted == around else f' lang="{quoted if _TAG.fullmatch(quoted) else ""}"'


def marks(scene: Scene, spans: Iterable[Span]) -> str:
    """Words with their marks; the hidden words tell a screen reader what colour and line tell the eye."""
    parts = []
    for span in spans:
        text = html(span.text)
        if span.op == "equal" or not text.strip():
            parts.append(text)
            continue
        name, key = ("del", "page.deleted") if span.op == "delete" else ("ins", "page.inserted")
        opening = f'<span class="h"{scene.own_language}>[{scene.say(key)} </span>'
        parts.append(f'<{name}>{opening}{text}<span class="h">]</span></{name}>')
    return "".join(parts)


def joined(text: str) -> str:
    """Neighbouring sentences that are both new or both gone under one mark: heard once, and read as one."""
    return _SEAM.sub(" ", text)


def labelled(scene: Scene, label: str, text: str, *, page_text: bool = False) -> str:
    """`Label: text`."""
    named = html(scene.words.say("grammar.colon", label=label, text="").strip())
    language = scene.new_language if page_text else ""
    return f'<b>{named}</b> <span{language} dir="auto">{html(text)}</span>'
