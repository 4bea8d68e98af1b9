"""`watcher backfill`: what a page said before it was watched, from the Internet Archive."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from watcher.cli.common import Place, json_option, place, place_options, print_json
from watcher.cli.progress import progress
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.config import Settings, Target
    from watcher.interchange.backfill import Account
    from watcher.interchange.cdx import Bucket, Snapshot
    from watcher.state import State

_DAY = click.DateTime(["%Y-%m-%d"])
_REASONS = 10  # that are listed
_SOURCE = "https://web.archive.org"


@click.command("backfill")
@click.argument("target")
@click.option("--since", type=_DAY, help="Only captures from this day on.")
@click.option("--until", type=_DAY, help="Only captures before this day.")
@click.option("--every", default="1month", show_default=True, metavar="TIME", help="One capture for each such time.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Fetch at most so many.")
@click.option("--delay", type=click.FloatRange(1, 600), default=5.0, show_default=True, help="Seconds between two.")
@click.option("--list", "only_list", is_flag=True, help="Say which captures there are and fetch none.")
@click.option("--source", default=_SOURCE, show_default=True, metavar="URL", help="A web archive with a CDX API.")
@click.option("--robots", metavar="REASON", help="Do not ask the archive's robots.txt, for this reason.")
@json_option
@place_options
def command(
    target: str, *, since: dt.datetime | None, until: dt.datetime | None, every: str, limit: int, delay: float,
    only_list: bool, source: str, robots: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Fetch old captures of a target from the Internet Archive into its history.

    One at a time, and as slowly as the archive asks for. Changes of the past are recorded and never sent; what the
    watcher captured itself stays. The same call again goes on where it was and changes nothing that is there.

    \b
    watcher backfill linkedin/privacy-policy --since 2022-01-01
    watcher backfill ai-faq --every 1w --list
    """
    from watcher.interchange.cdx import bucket

    where = place()
    settings = where.settings()
    known = settings.target(target)
    try:
        key = bucket(every)
    except ValueError as error:
        raise UsageError(f"--every {every} {error}") from None
    if not source.startswith(("http://", "https://")):
        raise UsageError(f"--source {source!r} has to be an http or https address")
    call = _Call(where, settings, known, source.rstrip("/"), delay, robots)
    found, account = asyncio.run(call.run(_utc(since), _utc(until), key, limit, fetch=not only_list))
    if account is None:
        for snapshot in found:
            click.echo(f"{snapshot.time:%Y-%m-%d %H:%M}  {snapshot.original}")
        return int(ExitCode.DONE)
    if as_json:
        print_json({"target": known.id, "captures": len(found), **_plain(account)})
    else:
        _print(known.id, account)
    return int(ExitCode.SOME_FAILED if account.failed or account.stopped else ExitCode.DONE)


def _utc(day: dt.datetime | None) -> dt.datetime | None:
    return day.replace(tzinfo=dt.UTC) if day is not None else None


class _Call:
    """One call, alone in its folder."""

    def __init__(
        self, where: Place, settings: Settings, target: Target, source: str, delay: float, robots: str | None
    ) -> None:
        self._where, self._settings, self._target = where, settings, target
        self._source, self._delay, self._robots = source, delay, robots

    async def run(
        self, since: dt.datetime | None, until: dt.datetime | None, key: Bucket, limit: int, *, fetch: bool
    ) -> tuple[list[Snapshot], Account | None]:
        """The captures that are wanted, and what became of them; None when none was fetched."""
        from watcher.archive import Archive, lock_folder
        from watcher.capture import Fetcher
        from watcher.check.opening import network, utc_now
        from watcher.interchange.backfill import Backfill
        from watcher.interchange.backfill_source import Source, WebArchive
        from watcher.interchange.cdx import thinned
        from watcher.state import State, database_file, snapshots, state_folder

        folder = state_folder(self._where.data)
        source = Source(
            self._source, self._settings.user_agent, dt.timedelta(seconds=self._delay), robots_override=self._robots
        )
        with lock_folder(folder), State.open(database_file(self._where.data)) as state:
            archive = Archive.open(snapshots(self._where.data), state_dir=folder, now=utc_now)
            done = _Done(state, self._target.id, self._source)
            async with Fetcher(network(self._settings)) as fetcher:
                web = WebArchive(source, self._target, fetcher, utc_now, asyncio.sleep)
                backfill = Backfill(archive, self._target, web, known=done.stamps, keep=done.keep)
                found = thinned(await backfill.listed(since, until), key)
                if not fetch:
                    return found, None
                number = itertools.count(1)
                with progress(self._target.id, min(limit, len(found))) as shown:
                    return found, await backfill.run(found, lambda _: shown(next(number)), limit)


class _Done:
    """The captures of a target that were dealt with, kept in the state: what led to no version is not asked for
    again."""

    def __init__(self, state: State, target_id: str, source: str) -> None:
        self._state, self._key = state, f"backfill {source} {target_id}"
        self.stamps = frozenset(map(str, json.loads(state.meta(self._key) or "[]")))

    def keep(self, stamps: Iterable[str]) -> None:
        self.stamps |= frozenset(stamps)
        self._state.set_meta(self._key, json.dumps(sorted(self.stamps)))


def _plain(account: Account) -> dict[str, object]:
    return {
        "read": account.read,
        "versions": account.versions,
        "unchanged": account.unchanged,
        "set_aside": account.aside,
        "failed": account.failed,
        "alerts": account.alerts,
        "added": account.added,
        "stopped": account.stopped or None,
    }


def _print(target_id: str, account: Account) -> None:
    from watcher.report.escape import one_line

    parts = [f"{account.read} captures read", f"{account.added} new versions", f"{account.unchanged} unchanged"]
    parts += [f"{len(account.aside)} set aside"] if account.aside else []
    parts += [f"{len(account.failed)} could not be had"] if account.failed else []
    click.echo(f"{', '.join(parts)}.")
    for reasons in (account.aside, account.failed):
        for reason in reasons[:_REASONS]:
            click.echo(f"  {one_line(reason)}")
        if len(reasons) > _REASONS:
            click.echo(f"  … and {len(reasons) - _REASONS} more")
    if account.alerts:
        click.echo(f"{account.alerts} of the changes would have been worth an alert; none was sent.")
    if account.stopped:
        click.echo(f"Not finished: {one_line(account.stopped)}. What was read is kept; the same call goes on.")
    click.echo(f"Look at `watcher history {target_id}`.")
