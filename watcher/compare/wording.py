"""What counts as the same words in one comparison: besides form, the service's name if that was changed everywhere,
and addresses that a capture hides from robots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from watcher.compare.names import Rename, one_name
from watcher.compare.normal import key
from watcher.compare.slips import near_miss, slipped
from watcher.model import Document, Passage

# What Cloudflare writes in place of an address, for readers without scripts.
_SIGN = "email protected"
_HIDDEN = re.compile(rf"\[?\b{_SIGN}\b\]?")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_MARK = " emailaddress "


@dataclass(frozen=True)
class Wording:
    """The texts that are compared, what they call themselves, and whether one of them hides addresses."""

    old: Document
    new: Document
    renames: tuple[Rename, ...] = ()
    hidden: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hidden", any(_SIGN in document.text for document in (self.old, self.new)))

    def key(self, text: str) -> str:
        """The words of a text; equal where only the name is another one."""
        return one_name(key(text), self.renames) if self.renames else key(text)

    def keys(self, texts: Sequence[str]) -> list[str]:
        """The words of each text."""
        found = list(map(key, texts))
        return [one_name(words, self.renames) for words in found] if self.renames else found

    def hint(self, text: str) -> str:
        """The words by which a partner is looked for: a hidden address is like any other."""
        return self.key(_marked(text)) if self.hidden and ("@" in text or "rotected" in text) else self.key(text)

    def is_renamed(self, before: str, after: str) -> bool:
        """Do two texts differ in the name only? Addresses with the name in them must be the same."""
        return bool(self.renames) and self.key(before) == self.key(after) and _places(before) == _places(after)

    def is_hidden(self, before: str, after: str) -> bool:
        """Do they differ only in that one hides an address which the other shows?"""
        if not self.hidden or not (_HIDDEN.search(before) or _HIDDEN.search(after)):
            return False
        return self.key(_marked(before)) == self.key(_marked(after))

    def is_slip(self, before: str, after: str) -> bool:
        """Do they differ in one slip of the typist?"""
        one, other = self.key(before), self.key(after)
        return near_miss(one, other) and slipped(one, other, self._counts, self._language)

    @property
    def _language(self) -> str:
        return self.new.language if self.new.language == self.old.language else ""

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        return self._count(self.old.passages), self._count(self.new.passages)

    def _count(self, passages: Sequence[Passage]) -> Counter[str]:
        return Counter(word for passage in passages for word in self.key(passage.text).split())


def _places(text: str) -> list[str]:
    """Addresses of mail and of pages, and what else has a dot inside."""
    return [word for word in text.split() if "@" in word or "." in word.strip(".,;:!?()[]\"“”'’«»")]


def _marked(text: str) -> str:
    return _ADDRESS.sub(_MARK, _HIDDEN.sub(_MARK, text))
