"""A text that must not be shown by accident."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Holds a secret text; `repr`, `str`, formatting and pickling never give it away, only `reveal()` does.

    Two secrets are equal when their texts are; the hash follows, so that secrets work in sets and dictionaries.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """The text itself: for the one place that needs it, never for a log or a message."""
        return self.__text

    def __repr__(self) -> str:
        return "Secret('***')"

    def __str__(self) -> str:
        return "***"

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.__text == other.__text

    def __hash__(self) -> int:
        return hash((Secret, self.__text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled: it would leave this process in the clear")
