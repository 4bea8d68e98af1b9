"""`watcher backtest`: which alerts would recorded captures have led to?"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.common import is_terminal, json_option, print_json
from watcher.cli.progress import progress
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watcher.backtest import History, Rules


@click.command("backtest")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--git", "repository", type=click.Path(path_type=Path), help="Versions of Open Terms Archive instead.")
@click.option("--service", "services", multiple=True, metavar="NAME", help="With --git: only this one (repeatable).")
@click.option("--branch", default="", metavar="NAME", help="With --git: read this branch.")
@click.option(
    "--since", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Only what changed from this day on."
)
@click.option("--config", type=click.Path(path_type=Path), help="Topics and selectors of this targets.yaml.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="Histories read side by side [default: cores]."
)
@click.option("--html", "report", type=click.Path(path_type=Path, dir_okay=False), help="Write a report with quotes.")
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Of the report.")
@json_option
def command(
    folder: Path | None, *, repository: Path | None, services: tuple[str, ...], branch: str,
    since: dt.datetime | None, config: Path | None, jobs: int | None, report: Path | None, language: str,
    as_json: bool,
) -> int:  # fmt: skip
    """Replay what was recorded through the same pipeline and say which alerts would have been sent.

    FOLDER is the watcher's own data folder, or has one sub-folder per history, with captures named by their UTC time
    (2025-09-18T06-13-39Z.html, .md, .txt or .pdf) and, if wanted, a target.yaml with the keys of one document.
    --git names a clone or a bundle of an Open Terms Archive versions repository. Nothing is fetched or sent.

    \b
    watcher backtest --git pga-versions/ --service LinkedIn --since 2022-01-01
    watcher backtest . --config draft.yaml --html report.html
    watcher backtest captures/ --json | jq 'select(.alert)'
    """
    from watcher.backtest import run
    from watcher.backtest.tally import Tally

    if (folder is None) == (repository is None):
        raise UsageError("backtest: name a folder, or a repository with --git, one of the two")
    if repository is None and (services or branch):
        raise UsageError("backtest: --service and --branch go with --git")
    tally = Tally()
    day = since.replace(tzinfo=dt.UTC) if since is not None else None
    with _histories(folder, repository, services, branch, day, _rules(config)) as histories:
        total = sum(history.size for history in histories)
        with progress("replaying", total) as seen:
            for rows in run(histories, jobs=jobs or os.cpu_count() or 1, seen=seen):
                for row in rows:
                    if report is not None or not as_json:
                        tally.add(row)
                    if as_json:
                        print_json(row.as_json())
    if report is not None:
        _write(report, tally, str(repository or folder), language)
    if not as_json:
        from watcher.cli.backtest_show import print_tally

        print_tally(tally)
    return int(ExitCode.DONE)


@contextlib.contextmanager
def _histories(
    folder: Path | None, repository: Path | None, services: tuple[str, ...], branch: str,
    since: dt.datetime | None, rules: Rules,
) -> Iterator[Sequence[History]]:  # fmt: skip
    """What is to be replayed: a collection, our own archive, or folders of captures."""
    if repository is not None:
        from watcher.backtest import collection
        from watcher.interchange.git_source import opened

        with opened(repository, branch) as source:
            yield collection.histories(source, rules, services, since)
        return
    assert folder is not None  # noqa: S101 - one of the two is given
    from watcher.backtest import archived
    from watcher.backtest import folder as folders

    root = archived.archive_root(folder)
    yield archived.histories(root, rules, since) if root is not None else folders.histories(folder, rules, since)


def _rules(config: Path | None) -> Rules:
    from watcher.backtest import Rules

    if config is None:
        return Rules()
    from watcher.config import load_settings

    return Rules.of(load_settings(config, os.environ))


def _write(path: Path, tally: object, source: str, language: str) -> None:
    from watcher.backtest.page import page
    from watcher.backtest.tally import Tally

    assert isinstance(tally, Tally)  # noqa: S101 - the only kind there is
    text = page(tally, source, "fr" if language == "fr" else "en")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"backtest: {path} cannot be written: {error.strerror}") from error
    if is_terminal():
        click.echo(f"watcher: wrote {path}", err=True)
