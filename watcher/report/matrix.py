"""The facts of many documents side by side, as a Markdown table and as cells for the terminal.

What no sentence says is called unknown, in every cell; nothing is concluded from a neighbour.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.model import Fact, FactName, TargetName
from watcher.report import escape
from watcher.report.answers import answer
from watcher.report.tongues import Tongue

_MOST = 4  # values of one cell; the rest is counted

COLUMNS = {
    "trains": (FactName.TRAINS,),
    "data": (FactName.DATA,),
    "whose": (FactName.PEOPLE, FactName.REGIONS),
    "default": (FactName.DEFAULT,),
    "refusal": (FactName.REFUSAL,),
    "excluded": (FactName.EXCLUDED_DATA, FactName.EXCLUDED_PEOPLE),
    "basis": (FactName.BASIS,),
    "recipients": (FactName.RECIPIENTS,),
    "since": (FactName.SINCE,),
}
"""The columns and the questions that each one answers."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some values of a cell and the fact that proves them."""

    text: str
    fact: Fact


def parts(words: Tongue, facts: Iterable[Fact], names: Sequence[FactName]) -> tuple[list[Part], int]:
    """The values of one cell in words, each once, and how many more there are."""
    seen: set[str] = set()
    found: list[Part] = []
    left = 0
    for fact in sorted(facts, key=lambda fact: names.index(fact.name) if fact.name in names else -1):
        if fact.name not in names:
            continue
        values = [value for value in fact.values if value not in seen]
        seen.update(values)
        shown = values[: max(0, _MOST - (len(seen) - len(values)))]
        left += len(values) - len(shown)
        if shown:
            found.append(Part(", ".join(escape.one_line(answer(words, fact.name, value)) for value in shown), fact))
    return found, left


def plain_cell(words: Tongue, facts: Iterable[Fact] | None, column: str) -> str:
    """One cell as plain text; `facts` None for a document whose facts have not been read."""
    if facts is None:
        return "–"
    found, left = parts(words, facts, COLUMNS[column])
    more = [f"+{words.number(left)}"] if left else []
    return ", ".join([part.text for part in found] + more) or words.say("facts.unknown")


def markdown_matrix(words: Tongue, rows: Iterable[tuple[TargetName, tuple[Fact, ...] | None]]) -> str:
    """A table with one row for each document, in the order given; each answer leads to its sentence in text.md."""
    head = [words.say("index.document"), *(words.say(f"matrix.{column}") for column in COLUMNS)]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for target, facts in rows:
        lines.append(_row(words, target, facts))
    return "\n".join(lines)


@functools.lru_cache(maxsize=4096)
def _row(words: Tongue, target: TargetName, facts: tuple[Fact, ...] | None) -> str:
    """One line. Kept: with each new version of one document, README.md is written for all of them."""
    name = escape.markdown_link(target.title, f"{target.id}/text.md")
    cells = [words.say("grammar.colon", label=escape.markdown(target.platform), text=name)]
    if facts is None:
        cells += [f"*{words.say('facts.unread')}*", *("–" for _ in range(len(COLUMNS) - 1))]
    else:
        cells += [_cell(words, target, facts, names) for names in COLUMNS.values()]
    return f"| {' | '.join(cells)} |"


def _cell(words: Tongue, target: TargetName, facts: tuple[Fact, ...], names: Sequence[FactName]) -> str:
    found, left = parts(words, facts, names)
    shown = [_linked(words, target, part) for part in found]
    return ", ".join([*shown, f"+{words.number(left)}"] if left else shown) or f"*{words.say('facts.unknown')}*"


def _linked(words: Tongue, target: TargetName, part: Part) -> str:
    fact = part.fact
    path = escape.cut(escape.one_line(fact.path), 120)
    text = words.say("grammar.colon", label=part.text, text=path) if path else part.text
    # GitHub and GitLab show the lines of a Markdown file with the one, Forgejo and Gitea with the other.
    cell = escape.markdown_link(text, f"{target.id}/text.md?plain=1&display=source#L{fact.line}" if fact.line else "")
    if escape.web_address(fact.url):
        cell += f" ({escape.markdown_link(words.say('facts.control'), fact.url)})"
    return cell
