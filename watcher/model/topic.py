"""A topic by its name. One that the user gave phrases of their own brings them along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class OwnTopic(str):  # noqa: SLOT000 - it carries its phrases
    """A topic name with phrases by language tag, written as in the lexicon. It is equal to its bare name."""

    phrases: Mapping[str, tuple[str, ...]]

    def __new__(cls, name: str, phrases: Mapping[str, tuple[str, ...]]) -> Self:
        topic = super().__new__(cls, name)
        topic.phrases = phrases
        return topic
