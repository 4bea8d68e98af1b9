"""`watcher import ota`: the versions of an Open Terms Archive collection become history here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.common import Place, place, place_options, print_text
from watcher.cli.progress import progress
from watcher.cli.table import Table, print_table
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.archive import Archive
    from watcher.interchange.git_source import Source
    from watcher.interchange.ota_import import Account
    from watcher.interchange.ota_mapping import Mapped
    from watcher.interchange.ota_versions import OtaHistory


@click.command("ota")
@click.argument("repository", type=click.Path(path_type=Path))
@click.option("--service", "services", multiple=True, metavar="NAME", help="Only this service (repeatable).")
@click.option(
    "--terms", multiple=True, metavar="TYPE", help="Only these terms, such as 'Privacy Policy' (repeatable)."
)
@click.option(
    "--since", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Only what was in force from this day on."
)
@click.option("--branch", default="", metavar="NAME", help="Read this branch.")
@click.option("--as", "chosen", default="", metavar="ID", help="The target that the one document is.")
@click.option(
    "--declarations", type=click.Path(path_type=Path), metavar="DIR|REPO",
    help="The collection's declarations: they say the addresses.",
)  # fmt: skip
@click.option("--add", "adding", is_flag=True, help="Write the documents that are missing into targets.yaml.")
@place_options
def command(
    repository: Path, *, services: tuple[str, ...], terms: tuple[str, ...], since: dt.datetime | None, branch: str,
    chosen: str, declarations: Path | None, adding: bool,
) -> int:  # fmt: skip
    """The versions of an Open Terms Archive collection become history here, with their dates and their origin.

    REPOSITORY is a clone or a bundle of a versions repository. Each document goes to the target with its address
    (--declarations) or id; for others the lines for targets.yaml are printed. Changes of the past are recorded and
    never sent; the next check goes on from there. What the watcher captured itself stays; the same import again
    changes nothing, and one that was interrupted goes on.

    \b
    watcher import ota pga-versions/ --service LinkedIn
    watcher import ota pga.bundle --service LinkedIn \\
        --terms "Privacy Policy" --as linkedin/privacy-policy
    """
    from watcher.interchange.git_source import opened
    from watcher.interchange.ota_mapping import mapped
    from watcher.interchange.ota_versions import histories, recorded_entry

    where = place()
    settings = where.settings() if where.config.exists() else None
    declared = _declared(declarations) if declarations is not None else {}
    with opened(repository, branch) as source:
        day = since.replace(tzinfo=dt.UTC) if since is not None else None
        found = _of_terms(histories(source, services, day), terms)
        if chosen and len(found) != 1:
            raise UsageError(
                f"--as names one target, and there are {len(found)} documents: choose one with --service and --terms"
            )
        with source.files() as files:
            recorded = {(each.service, each.terms): recorded_entry(each, files) for each in found}
        entries = {key: {**declared.get(key, {}), **entry} for key, entry in recorded.items()}
        pairs = mapped(found, settings.targets if settings is not None else (), entries, chosen)
        with _archive(where) as archive:
            accounts = _bring(archive, source, pairs)
    _print(list(zip(pairs, accounts, strict=True)))
    return _missing(where, [pair for pair in pairs if not pair.known], adding=adding)


def _of_terms(found: Sequence[OtaHistory], terms: tuple[str, ...]) -> list[OtaHistory]:
    wanted = {name.casefold() for name in terms}
    kept = [history for history in found if not wanted or history.terms.casefold() in wanted]
    missing = wanted - {history.terms.casefold() for history in found}
    if missing:
        listed = ", ".join(sorted({repr(history.terms) for history in found})[:10])
        raise UsageError(f"there are no terms {min(missing)!r}; there are {listed}")
    return kept


def _declared(path: Path) -> Mapping[tuple[str, str], Mapping[str, object]]:
    from watcher.interchange.declarations import read_declarations
    from watcher.interchange.declarations_source import read_collection

    found = read_declarations(read_collection(path))
    return {(document.service, document.terms): document.entry for document in found if document.entry is not None}


@contextmanager
def _archive(where: Place) -> Iterator[Archive]:
    """The archive to write into, alone: no watcher may be at work in the folder."""
    from watcher.archive import Archive, lock_folder
    from watcher.state import snapshots, state_folder

    state = state_folder(where.data)
    with lock_folder(state):
        yield Archive.open(snapshots(where.data), state_dir=state, now=_now)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _bring(archive: Archive, source: Source, pairs: Sequence[Mapped]) -> list[Account]:
    from watcher.interchange.ota_import import bring

    done = 0
    accounts = []
    with progress("importing", sum(len(pair.history.versions) for pair in pairs)) as shown:

        def seen() -> None:
            nonlocal done
            done += 1
            shown(done)

        accounts += [bring(archive, source, pair.history, pair.target, seen) for pair in pairs]
    return accounts


def _print(results: Sequence[tuple[Mapped, Account]]) -> None:
    from rich.text import Text

    from watcher.report.escape import one_line

    table = Table("target", "read", "kept", "alerts", "new", folded="document")
    for pair, account in results:
        notes = [f"{account.aside} set aside"] if account.aside else []
        notes += [f"{account.later} after our own captures"] if account.later else []
        document = one_line(pair.history.terms) + (f" ({', '.join(notes)})" if notes else "")
        counts = (account.read, account.versions, account.alerts, account.added)
        table.add_row(pair.target.id, *map(str, counts), Text(document))
    print_table(table)
    added = sum(account.added for _, account in results)
    versions = f"{added} version{'s' * (added != 1)}"
    click.echo(f"{versions} imported; nothing of the past is sent." if added else "Nothing new to import.")


def _missing(where: Place, pairs: Sequence[Mapped], *, adding: bool) -> int:
    """The documents that targets.yaml does not have: written into it, or shown as lines for it."""
    if not pairs:
        return int(ExitCode.DONE)
    ready = [pair for pair in pairs if pair.entry.get("url") or pair.entry.get("combine")]
    if adding:
        _add(where, ready)
        pairs = [pair for pair in pairs if pair not in ready]
        for pair in pairs:
            click.echo(f"watcher: {pair.target.id}: nobody says its address (--declarations); not added", err=True)
        return int(ExitCode.SOME_FAILED if pairs else ExitCode.DONE)
    print_text(f"\nNot in {where.config} yet, so not checked. The lines for it; --add writes those with an address:")
    from watcher.config import add_document

    text = ""
    for pair in pairs:
        entry = {key: value for key, value in pair.entry.items() if key != "id"}
        text = add_document(
            text, platform=pair.history.service,
            entry={"id": pair.target.id, **({} if pair in ready else {"url": "https://…"}), **entry},
        )  # fmt: skip
    click.echo(text, nl=False)
    return int(ExitCode.DONE)


def _add(where: Place, pairs: Sequence[Mapped]) -> None:
    from watcher.cli.targets_file import TargetsFile

    for pair in pairs:
        file = TargetsFile.read(where.config)
        lines = file.write(pair.history.service, dict(pair.entry))
        first = lines[0][0] if lines else 1
        click.echo(f"watcher: added {pair.target.id} to {where.config} from line {first} on", err=True)
