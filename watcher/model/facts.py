"""What a document says today: questions that a privacy officer asks, each answered by a sentence of the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from watcher.model.assessment import Quote


class FactName(StrEnum):
    """A question about a document. What no sentence answers has no fact, and is shown as unknown."""

    TRAINS = "trains"  # does it train AI on users' data? One of the Training answers
    DATA = "data"  # which
    PEOPLE = "people"  # whose: members, free users …
    REGIONS = "regions"  # whose: where they live; "outside EU" for a region that is left out
    DEFAULT = "default"  # on, off
    REFUSAL = "refusal"  # how to refuse: setting, form, e-mail, device, else opt-out; with path and address
    EXCLUDED_DATA = "excluded-data"
    EXCLUDED_PEOPLE = "excluded-people"  # people and regions that are kept out of it
    BASIS = "basis"
    RECIPIENTS = "recipients"  # who else receives data for training
    SINCE = "since"  # ISO date


class Training(StrEnum):
    """The answers to FactName.TRAINS."""

    YES = "yes"
    PARTLY = "partly"  # some services or people are kept out of it
    UNLESS = "unless-you-object"
    IF_AGREED = "only-if-you-agree"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer and its proof. A question that several sentences answer in part has one fact for each of them.

    `values` are canonical words, all of them said by `quote` (or its lead). `path` and `url` lead to the control of a
    refusal. `line` is where the quote stands in text.md, counted from 1; 0 where that is not known.
    """

    name: FactName
    values: tuple[str, ...]
    quote: Quote
    path: str = ""
    url: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FactChange:
    """The answers to one question before and after; an empty side is unknown."""

    name: FactName
    before: tuple[str, ...]
    after: tuple[str, ...]
