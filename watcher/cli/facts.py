"""`watcher facts`: what the current text of each document says about AI training, each fact with its sentence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from watcher.cli.common import console, json_option, place, place_options, print_json
from watcher.cli.show import language_option
from watcher.cli.table import Styled, Table, print_table
from watcher.cli.targets_known import known_target
from watcher.errors import ExitCode

if TYPE_CHECKING:
    from watcher.archive import Archive
    from watcher.model import Fact, TargetName
    from watcher.report import Language
    from watcher.report.tongues import Tongue

Known = dict[str, tuple["TargetName", "tuple[Fact, ...]"]]

_NARROW = 150  # columns of a terminal: below that the matrix keeps to the questions that are asked first
_FIRST = ("trains", "default", "refusal", "basis", "since")


@click.command("facts")
@click.argument("names", metavar="[TARGET]…", nargs=-1)
@language_option
@json_option
@place_options
def command(names: tuple[str, ...], language: str | None, *, as_json: bool) -> int:
    """What documents say today: does the service train AI on users' data, which, whose, by default, how to refuse.

    With targets, each fact with the sentence that proves it. Without, all documents side by side. What no sentence of
    a document says is unknown. A text that was to come and is announced no more is shown when it is named.

    \b
    watcher facts
    watcher facts linkedin/ai-faq --language fr
    """
    archive = place().archive()
    ids = list(dict.fromkeys(known_target(archive, name) for name in names)) or [
        key for key, entry in archive.entries().items() if not entry.meta.over
    ]
    known = _read(archive, ids)
    if as_json:
        for target, facts in known.values():
            print_json(_as_json(target, facts))
    elif names:
        for number, (target, facts) in enumerate(known.values()):
            if number:
                click.echo()
            _print_target(target, facts, _tongue(language or target.language))
    else:
        _print_matrix(known, _tongue(language or "en"))
    return int(ExitCode.DONE)


def _read(archive: Archive, ids: list[str]) -> Known:
    """The facts as they were stored with the version; from its text where an earlier program stored none."""
    from watcher.check.facts import facts_stored

    entries = archive.entries()
    known: Known = {}
    for key in ids:
        entry = entries[key]
        facts = entry.meta.facts
        if facts is None:
            stored = archive.latest(key)
            facts = facts_stored(stored) if stored is not None else ()
        known[key] = entry.target, facts
    return known


def _tongue(language: str) -> Language:
    return "fr" if language == "fr" else "en"


def _as_json(target: TargetName, facts: tuple[Fact, ...]) -> dict[str, object]:
    from watcher.model.wire import fact_to_plain
    from watcher.report import unknown

    empty = {"section": [], "lead": "", "path": "", "url": "", "line": 0}
    return {
        "target": target.id,
        "platform": target.platform,
        "title": target.title,
        "facts": [{**empty, **fact_to_plain(fact)} for fact in facts],
        "unknown": [name.value for name in unknown(facts)],
    }


def _print_target(target: TargetName, facts: tuple[Fact, ...], language: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    from watcher import report
    from watcher.report.escape import one_line

    words = report.tongue(language)
    click.echo(one_line(f"{target.platform} · {target.title} · {target.id}"))
    heads = [words.say(f"facts.{key}") for key in ("fact", "answer", "sentence")]
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(heads[0], no_wrap=True)
    table.add_column(heads[1], max_width=32)
    table.add_column(heads[2], overflow="fold")
    shown = ""
    for fact in facts:
        label = report.question(words, fact.name)
        values = ", ".join(one_line(report.answer(words, fact.name, value)) for value in fact.values)
        table.add_row(Text("" if label == shown else label), Text(values), Text(_proof(words, fact, target)))
        shown = label
    for name in report.unknown(facts):
        table.add_row(Text(report.question(words, name)), Text(words.say("facts.unknown"), "dim"), Text(""))
    print_table(table)


def _proof(words: Tongue, fact: Fact, target: TargetName) -> str:
    """`“the sentence” — Section › Subsection · agora/faq/text.md:12 · https://…`."""
    from watcher.report.escape import cut, one_line, web_address

    lead = f"{cut(one_line(fact.quote.lead), 160)} … " if fact.quote.lead else ""
    parts = [lead + words.say("grammar.quote", text=one_line(fact.quote.text))]
    if fact.quote.section:
        parts.append(" › ".join(one_line(name) for name in fact.quote.section[-2:]))
    if fact.line:
        parts.append(f"{target.id}/text.md:{fact.line}")
    parts += [part for part in (one_line(fact.path), web_address(fact.url)) if part]
    return " · ".join(parts)


def _print_matrix(known: Known, language: Language) -> None:
    from watcher import report

    words = report.tongue(language)
    wide = not sys.stdout.isatty() or console().width >= _NARROW
    columns = list(report.COLUMNS) if wide else list(_FIRST)
    heads = [words.say(f"matrix.{column}") for column in columns]
    table = Table(words.say("index.document"), *heads[:-1], folded=heads[-1], wrap=True)
    for key, (_, facts) in known.items():
        cells = [report.plain_cell(words, facts, column) for column in columns]
        table.add_row(Styled(key), *map(Styled, cells))
    print_table(table)
    if not wide:
        click.echo(words.say("facts.narrow"))
