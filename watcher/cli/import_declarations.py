"""`watcher import declarations`: declarations of Open Terms Archive become targets."""

from __future__ import annotations

import difflib
import fnmatch
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.common import Place, json_option, place, place_options, print_json
from watcher.cli.table import Table, print_table
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.interchange.declarations import Declared
    from watcher.interchange.declarations_page import Page

_THERE = "there already"


@click.command("declarations")
@click.argument("source", metavar="DIR|REPO", type=click.Path(path_type=Path))
@click.option("--service", "services", multiple=True, metavar="NAME", help="Only this service (repeatable; `*`).")
@click.option(
    "--terms", multiple=True, metavar="TYPE", help="Only these terms, such as 'Privacy Policy' (repeatable; `*`)."
)
@click.option("--language", metavar="xx", default="", help="Of documents whose address does not say it: en, fr …")
@click.option("--branch", default="", metavar="NAME", help="Read this branch of the repository.")
@click.option("--list", "listing", is_flag=True, help="Show what there is; write nothing.")
@json_option
@place_options
def command(
    source: Path, *, services: tuple[str, ...], terms: tuple[str, ...], language: str, branch: str, listing: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Declarations of Open Terms Archive become targets, written into targets.yaml (--config).

    DIR is a folder that holds declarations/; REPO a clone of a collection, bare or not, or a bundle. Comments and
    order of targets.yaml stay; what is in it already is left alone. Filters in JavaScript are never run: the known
    ones become cleaning steps, the others are named. Exit status 1 when a document could not be brought over.

    \b
    watcher import declarations pga-declarations/ --list
    watcher import declarations pga-declarations/ --service LinkedIn
    watcher import declarations france-declarations/ --config france.yaml
    """
    from watcher.config.checks import language as checked
    from watcher.interchange.declarations import read_declarations
    from watcher.interchange.declarations_source import read_collection

    if language:
        try:
            checked(language)
        except ValueError as error:
            raise UsageError(f"--language: {error}") from error
    documents = _chosen(list(read_declarations(read_collection(source, branch), language)), services, terms)
    where = place()
    documents, there = _beside(where, documents)
    fresh = [one for one in documents if one.entry is not None and one.place not in there]
    if not listing and fresh:
        _write(where, fresh)
    if as_json:
        for document in documents:
            print_json(_as_json(document, there))
    else:
        _print(documents, there, whole=listing)
    if not listing:
        added = f"{_many(len(fresh), 'document')} written to {where.config}" if fresh else "nothing to write"
        click.echo(f"watcher: {added}", err=True)
    return int(ExitCode.SOME_FAILED if any(document.reason for document in documents) else ExitCode.DONE)


def _chosen(documents: list[Declared], services: tuple[str, ...], terms: tuple[str, ...]) -> list[Declared]:
    """Those that the options name. Raises UsageError for an option that names none."""
    for option, wanted, known in (
        ("--service", services, {name for one in documents for name in (one.service, one.platform)}),
        ("--terms", terms, {one.terms for one in documents}),
    ):
        for pattern in wanted:
            if not any(_is(name, (pattern,)) for name in known):
                near = difflib.get_close_matches(pattern, sorted(known), n=3, cutoff=0.5)
                hint = f"; did you mean {', '.join(near)}?" if near else "; --list shows what there is"
                raise UsageError(f"{option}: there is no {pattern!r} among the declarations{hint}")
    return [
        one
        for one in documents
        if (not services or _is(one.service, services) or _is(one.platform, services))
        and (not terms or _is(one.terms, terms))
    ]


def _is(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name.casefold(), pattern.casefold()) for pattern in patterns)


def _beside(where: Place, documents: list[Declared]) -> tuple[list[Declared], dict[str, str]]:
    """The documents, with ids that no target has, and of those whose pages are a target already the id of that."""
    if not where.config.exists():
        return documents, {}
    targets = where.settings().targets
    pages = {frozenset(page.url for page in target.pages): target.id for target in targets}
    there = {one.place: pages[frozenset(one.urls)] for one in documents if frozenset(one.urls) in pages}
    taken = {target.id for target in targets} | {one.place for one in documents}
    ids = {target.id for target in targets} - there.keys()
    return [_renamed(one, taken) if one.place in ids else one for one in documents], there


def _renamed(document: Declared, taken: set[str]) -> Declared:
    """The document under the first id with a number that is free."""
    place = next(name for number in count(2) if (name := f"{document.place}-{number}") not in taken)
    taken.add(place)
    warning = f"another target has the id {document.place}: this one is {place}"
    return replace(document, entry={**(document.entry or {}), "id": place}, warnings=(*document.warnings, warning))


def _write(where: Place, fresh: Sequence[Declared]) -> None:
    from watcher.cli.targets_file import TargetsFile

    additions = [(document.platform, document.entry) for document in fresh if document.entry is not None]
    TargetsFile.read(where.config).write_all(additions)


def _print(documents: list[Declared], there: Mapping[str, str], *, whole: bool) -> None:
    """A row for each document that did not come over whole, with `whole` for all of them; then the counts."""
    from rich.text import Text

    from watcher.report.escape import one_line

    table = Table("service", "terms", "arrives", folded="")
    for document in documents:
        notes = [document.reason] if document.reason else list(document.warnings)
        if whole and not notes:
            notes = [there.get(document.place, document.place)]
        if not whole and (document.arrival == "whole" or document.place in there):
            continue
        for number, note in enumerate(notes):
            cells = (document.platform, document.terms, _arrival(document, there)) if number == 0 else ("", "", "")
            table.add_row(*(Text(one_line(cell)) for cell in (*cells, note)))
    if table.row_count:
        print_table(table)
        click.echo()
    counts = Counter(_arrival(document, there) for document in documents)
    services = len({document.service for document in documents})
    told = ", ".join(f"{number} {arrival}" for arrival, number in counts.most_common())
    click.echo(f"{_many(len(documents), 'document')} of {_many(services, 'service')}: {told or 'none'}.")
    older = sum(len(document.older) for document in documents)
    lost = sum(document.unreadable for document in documents)
    if older or lost:
        tail = f"; {lost} cannot be read" if lost else ""
        click.echo(f"{_many(older, 'older declaration')} of theirs can be read, none is used{tail}.")


def _arrival(document: Declared, there: Mapping[str, str]) -> str:
    return _THERE if document.place in there else document.arrival.value


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _as_json(document: Declared, there: Mapping[str, str]) -> dict[str, object]:
    return {
        "service": document.service,
        "platform": document.platform,
        "terms": document.terms,
        "arrival": _arrival(document, there),
        "target": document.entry,
        "reason": document.reason,
        "warnings": list(document.warnings),
        "unknown_filters": {found.name: found.unknown for found in document.unknown},
        "older": [
            {"until": one.until.isoformat(), "pages": [_page_json(page) for page in one.pages]}
            for one in document.older
        ],
    }


def _page_json(page: Page) -> dict[str, object]:
    return {"url": page.url, **page.keys}
