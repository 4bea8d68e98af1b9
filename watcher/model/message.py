"""A message to people: its whole in the forms that channels take, and the parts that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a run of words stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    GONE = "gone"
    NEW = "new"
    ADDRESS = "address"  # a web address that is shown as it is, on a line of its own where there are lines


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark, on one line, without characters that nobody sees; in a Part. They are not escaped: whoever
    gives them a form does that. `url` is a plain web address that they lead to."""

    text: str
    mark: Mark = Mark.PLAIN
    url: str = ""


class RowKind(StrEnum):
    HEADLINE = "headline"
    TITLE = "title"
    SUBTITLE = "subtitle"
    TEXT = "text"
    SMALL = "small"
    ITEM = "item"  # of a list
    OLD = "old"  # quotes
    NEW = "new"
    LINKS = "links"  # where to read on: one run each
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, title, list item or quote. `label` says what its words are ("Before", "Section"), or is the number
    of a subtitle ("1.")."""

    kind: RowKind
    runs: tuple[Run, ...]
    label: str = ""

    @property
    def words(self) -> str:
        """The bare words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that a channel with little room can leave out, in every form.

    `rank` 0 is never left out; of the others the highest goes first. `essence`: its list items are the core of the
    message, and stand even where there is room for nothing else but the title. `entries` counts the changes that it
    tells (digests): how many are left out is said.
    """

    rows: tuple[Row, ...]
    text: str
    markdown: str
    html: str
    rank: int = 0
    essence: bool = False
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an e-mail carries."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One alert or notice in the forms that channels take. `title` is one line; `html` is safe inline-styled HTML.

    `parts` are what the forms were made of, empty for a message that is whole or not at all. `preview` is what a list
    of mails shows beside the title: one line, not a repetition of it.
    """

    id: str
    title: str
    text: str
    markdown: str
    html: str
    parts: tuple[Part, ...] = ()
    preview: str = ""
    attachments: tuple[Attachment, ...] = ()
