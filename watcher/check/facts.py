"""The facts of a stored text, each with its line in text.md. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from watcher.archive import Stored
from watcher.assess.facts import facts_of
from watcher.extract import parse_text
from watcher.model import Document, Fact


def facts_in(document: Document, text: str) -> tuple[Fact, ...]:
    """The facts of a document whose text form is `text`."""
    return tuple(placed(facts_of(document), document, text))


def facts_stored(stored: Stored) -> tuple[Fact, ...]:
    """The facts that were stored with a version; read from its text where an earlier program stored none."""
    if stored.meta.facts is not None:
        return stored.meta.facts
    return facts_in(parse_text(stored.text, title=stored.meta.title, language=stored.meta.language), stored.text)


def placed(facts: Iterable[Fact], document: Document, text: str) -> Iterable[Fact]:
    """The facts with their lines: text.md has one line for each heading and sentence, in reading order."""
    numbers = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    lines: dict[tuple[str, tuple[str, ...], str], int] = {}
    if len(numbers) == len(document.passages):
        for number, passage in zip(numbers, document.passages, strict=True):
            lines.setdefault((passage.text, passage.section, passage.lead), number)
    for fact in facts:
        yield replace(fact, line=lines.get((fact.quote.text, fact.quote.section, fact.quote.lead), 0))
