"""`watcher check`: look at targets now, once; a table of outcomes at the end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.common import Place, console, is_terminal, json_option, place, place_options, print_json, print_text
from watcher.cli.table import Styled, Table, print_table
from watcher.errors import ExitCode
from watcher.model import VerdictKind

if TYPE_CHECKING:
    from watcher.alert import Tally
    from watcher.check.progress import Checked
    from watcher.config import Settings, Target


@click.command("check")
@click.argument("names", metavar="[TARGET]…", nargs=-1)
@click.option("--no-deliver", is_flag=True, help="Record what changed, send nothing now (the next run sends it).")
@json_option
@place_options
def command(names: tuple[str, ...], *, no_deliver: bool, as_json: bool) -> int:
    """Check targets now, once: all of targets.yaml, or those named; <id>-upcoming names what is to come of one.

    The first sight of a document is its baseline and never an alert. What changed is committed to snapshots/ and
    stands in the table; what is worth an alert is told on the channels of targets.yaml, or here when it names none.

    \b
    watcher check
    watcher check linkedin/ai-faq --no-deliver
    """
    where = place()
    settings = where.settings()
    targets = _named(where, settings, names) or [target for target in settings.targets if target.enabled]
    said: list[str] = []
    results, tally = asyncio.run(
        _check(settings, where.data, targets, said.append, deliver=not no_deliver, quiet=as_json)
    )
    if as_json:
        for checked in results:
            print_json(_as_json(checked))
    else:
        _print(where, targets, results, tally, said)
    return int(ExitCode.SOME_FAILED if any(checked.failed for checked in results) else ExitCode.DONE)


def _named(where: Place, settings: Settings, names: tuple[str, ...]) -> list[Target]:
    from watcher.cli.coming import named_target, watched_ahead

    if not names:
        return []
    state = where.state()
    ahead = watched_ahead(settings, state)
    if state is not None:
        state.close()
    return [named_target(settings, name, ahead) for name in names]


async def _check(
    settings: Settings, data: Path, targets: list[Target], show: Callable[[str], None], *, deliver: bool, quiet: bool
) -> tuple[list[Checked], Tally | None]:
    from watcher.check.opening import open_watch

    async with open_watch(settings, data, show=show) as watch:
        with _progress(len(targets), quiet=quiet) as done:
            results = await watch.check_all(targets, done)
        tally = await watch.deliver() if deliver else None
        await watch.push()
        await watch.ping()
        if any(checked.commit for checked in results):  # where `check` runs from cron there is no daemon to do it
            await asyncio.to_thread(watch.archive.maintenance)
        return results, tally


@contextlib.contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[Checked], None]]:
    """A progress line on a terminal, nothing elsewhere."""
    if quiet or not is_terminal():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def done(checked: Checked) -> None:
            bar.update(task, advance=1, description=f"{checked.target}: {checked.outcome}")

        yield done


def _as_json(checked: Checked) -> dict[str, object]:
    return {
        "target": checked.target,
        "outcome": checked.outcome.value,
        "verdict": checked.verdict.kind.value,
        "reason": checked.verdict.reason,
        "headline": checked.headline,
        "commit": checked.commit or None,
        "alert": checked.alert_id or None,
    }


_STYLES = {"changed": "bold yellow", "failed": "red", "quarantined": "red", "first": "cyan", "reverted": "yellow"}


def _print(where: Place, targets: list[Target], results: list[Checked], tally: Tally | None, said: list[str]) -> None:
    from watcher.check.ahead import document_of
    from watcher.report.escape import plain

    for text in said:
        print_text(plain(text))
        click.echo()
    order = {target.id: index for index, target in enumerate(targets)}
    table = Table("target", "outcome")
    for checked in sorted(results, key=lambda c: order.get(document_of(c.target), len(order))):
        what = checked.verdict.reason if checked.failed else checked.headline.removeprefix(f"{checked.target}: ")
        style = _STYLES.get(checked.outcome.value, "")
        table.add_row(Styled(checked.target), Styled(checked.outcome.value, style), Styled(plain(what)))
    print_table(table)
    click.echo()
    print_text(_summary(where, results, tally))


def _summary(where: Place, results: list[Checked], tally: Tally | None) -> str:
    count = {name: sum(c.outcome.value == name for c in results) for name in ("first", "changed", "reverted")}
    failed = sum(checked.failed for checked in results)
    told = sum(bool(checked.alert_id) for checked in results)
    parts = [
        f"{len(results)} checked",
        f"{count['first']} new",
        f"{count['changed']} changed",
        f"{told} worth an alert",
    ]
    parts.append(f"{failed} could not be seen" if failed else "all seen")
    lines = [", ".join(parts) + "."]
    if tally is not None and tally.failed:
        deliveries = "1 delivery" if tally.failed == 1 else f"{tally.failed} deliveries"
        lines.append(f"{deliveries} failed and will be tried again; see `watcher alerts list`.")
    if len(results) > 1 and all(checked.verdict.kind is VerdictKind.UNREACHABLE for checked in results):
        lines.append("No host could be reached: is this machine online, or does it need a proxy (HTTPS_PROXY)?")
    lines.append(f"Look at {where.data / 'snapshots' / 'README.md'}, or run `watcher status`.")
    return "\n".join(lines)
