"""`watcher alerts`: what was delivered and what was not; send again, try the channels, see the last alert."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from watcher.cli.alerts_forms import FORMATS, written
from watcher.cli.common import console, json_option, place, place_options, print_json, print_text
from watcher.cli.table import Table, print_table
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.alert import Channel, Entry, Outbox, Result
    from watcher.archive import Item
    from watcher.config import Settings
    from watcher.model import Alert

_STATES = ("due", "held", "delivered", "digested", "merged", "given-up", "no-channel", "withdrawn")
_DAEMON_ALIVE = dt.timedelta(seconds=120)  # as `watcher status --healthcheck` has it
_NO_CHANNEL = (
    "no channel is configured: put Apprise URLs (https://appriseit.com/services/) in the variable that `alerts:` in "
    "targets.yaml names, as a rule ALERT_URLS, or the path of a file with them in ALERT_URLS_FILE"
)


@click.group("alerts")
def command() -> None:
    """List, retry and test deliveries; see the last alert of a target.

    \b
    watcher alerts list --state given-up
    watcher alerts test
    """


@command.command("list", short_help="The deliveries, newest first.")
@click.option("--state", type=click.Choice(_STATES), default=None, help="Only deliveries in this state.")
@click.option("-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@json_option
@place_options
def list_(state: str | None, limit: int, *, as_json: bool) -> int:
    """The deliveries, newest first: one alert or notice on one channel each.

    due = waits for its (next) attempt, or for its time; held = waits for the route's digest; digested = went into a
    digest; merged = the same was told of another page of the platform; given-up = tried for as long as it made sense
    (`watcher alerts retry`); no-channel = no route of targets.yaml wanted it; withdrawn = its channel or route no
    longer asks for it.

    \b
    watcher alerts list --state due
    watcher alerts list --json | jq -r .headline
    """
    from watcher.alert import Outbox

    opened = place().state()
    entries: tuple[Entry, ...] = ()
    if opened is not None:
        with opened as known:
            entries = Outbox(known).list(limit, state)
    if as_json:
        for entry in entries:
            print_json(_as_json(entry))
    elif entries:
        _print_list(entries)
    else:
        what = f" in the state {state!r}" if state else ""
        click.echo(f"watcher: no deliveries{what} here yet", err=True)
    return int(ExitCode.DONE)


def _as_json(entry: Entry) -> dict[str, object]:
    from watcher.model import iso

    def time(value: dt.datetime | None) -> str | None:
        return iso(value) if value is not None else None

    return {
        "id": entry.message,
        "kind": entry.kind,
        "target": entry.target or None,
        "headline": entry.headline,
        "channel": entry.display or None,
        "state": entry.state,
        "attempts": entry.attempts,
        "error": entry.error or None,
        "created": time(entry.created),
        "last_try": time(entry.last_try),
        "next_try": time(entry.next_try),
        "delivered": time(entry.delivered),
    }


_STYLES = {"due": "yellow", "held": "yellow", "delivered": "green", "given-up": "bold red"}  # the others are dim


def _print_list(entries: tuple[Entry, ...]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from watcher.report.escape import one_line

    out = console()
    now = dt.datetime.now(dt.UTC)
    table = Table("created", "id", "state", "channel", "target", folded="what")
    for entry in entries:
        what = Text(one_line(entry.headline))
        if entry.error and entry.state != "delivered":
            tried = f"{entry.attempts} attempt{'s' * (entry.attempts != 1)}: " if entry.attempts else ""
            what.append(f" ({tried}{one_line(entry.error)})", "red")
        elif entry.next_try is not None and entry.next_try > now:
            what.append(f" (goes out {entry.next_try:%Y-%m-%d %H:%M} UTC)", "dim")
        state = Text(entry.state, _STYLES.get(entry.state, "dim"))
        time, channel, target = entry.created.strftime("%Y-%m-%d %H:%M"), entry.display or "–", entry.target or "–"
        if out.is_terminal:  # a line for the facts and the sentence below it: a column would be too narrow
            out.print(Text("  ").join([Text(time), state, Text(channel), Text(target), Text(entry.message, "dim")]))
            out.print(Padding(what, (0, 0, 0, 4)))
        else:
            table.add_row(time, entry.message, state, Text(channel), Text(target), what)
    if not out.is_terminal:
        print_table(table)


@command.command("retry", short_help="Make deliveries due now that were given up or wait.")
@click.argument("alert_id", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="All that wait or were given up.")
@place_options
def retry(alert_id: str | None, *, everything: bool) -> int:
    """Make a delivery due now, with a fresh count of attempts: one that was given up, or waits for its next attempt.

    ID is that of `watcher alerts list`; its beginning is enough. A running daemon sends it within half a minute.

    \b
    watcher alerts retry 315aeff723ca16b6
    watcher alerts retry --all
    """
    from watcher.alert import Outbox
    from watcher.state import State, database_file

    if everything == (alert_id is not None):
        raise UsageError("retry: give the id of one alert (`watcher alerts list` shows it), or --all")
    path = database_file(place().data)
    if not path.is_file():
        raise UsageError(f"retry: there are no deliveries yet ({path} does not exist)")
    now = dt.datetime.now(dt.UTC)
    # Without the folder's lock: it is one UPDATE, and a running daemon is the one that is to send.
    with State.open(path) as state:
        outbox = Outbox(state)
        message = _open_message(outbox, alert_id) if alert_id is not None else None
        count = outbox.retry(now, message)
        beat = state.last_heartbeat()
    if not count:
        click.echo("watcher: nothing waits and nothing was given up", err=True)
        return int(ExitCode.DONE)
    alive = beat is not None and now - beat <= _DAEMON_ALIVE
    how = "the daemon sends within half a minute" if alive else "`watcher run` or the next `watcher check` sends"
    click.echo(f"{count} {'delivery is' if count == 1 else 'deliveries are'} due now; {how}.")
    return int(ExitCode.DONE)


def _open_message(outbox: Outbox, wanted: str) -> str:
    """The id of the one message that can be retried and begins so. Raises UsageError."""
    everything = outbox.list(limit=1_000_000)
    known = dict.fromkeys(entry.message for entry in everything if entry.message.startswith(wanted))
    if not known or not wanted:
        raise UsageError(f"retry: no delivery of {wanted!r} is known; `watcher alerts list` shows them")
    if len(known) > 1 and wanted not in known:
        raise UsageError(f"retry: {wanted!r} could be any of {', '.join(list(known)[:8])}: write more of the id")
    message = wanted if wanted in known else next(iter(known))
    states = {entry.state for entry in everything if entry.message == message}
    if not states & {"due", "given-up"}:
        later = "; it goes out with the digest" if "held" in states else "; there is nothing to try again"
        raise UsageError(f"retry: {message} is {' and '.join(sorted(states))}{later}")
    return message


@command.command("test", short_help="Send a made-up alert on every channel.")
@click.argument("route", required=False)
@place_options
def test(route: str | None) -> int:
    """Send a made-up alert on every channel (or those of ROUTE) and say what the services answered.

    The message is marked as a test. Exit status 1 when one channel failed.

    \b
    watcher alerts test
    watcher alerts test works-council
    """
    from watcher.alert import Channel

    settings = place().settings()
    routes = list(dict.fromkeys((*settings.routes, *settings.health_routes)))
    if not routes:
        raise UsageError(f"test: {_NO_CHANNEL}")
    chosen = [each for each in routes if route in (None, each.name)]
    if not chosen:
        raise UsageError(
            f"test: no route {route!r} with a channel; there is {', '.join(each.name for each in routes)}"
        )
    channels = [
        Channel(each.name, url, wants=each.when.admits, language=each.language)
        for each in chosen
        for url in each.urls
    ]
    good = True
    for channel, result in zip(channels, _send_all(settings, channels), strict=True):
        good = good and result.ok
        said = "accepted" if result.ok else f"FAILED: {result.reason or 'no reason given'}"
        click.echo(f"{channel.route}: {channel.display}: {said}")
    return int(ExitCode.DONE if good else ExitCode.SOME_FAILED)


def _send_all(settings: Settings, channels: list[Channel]) -> list[Result]:
    """Side by side, because a service that does not answer takes half a minute."""
    from concurrent.futures import ThreadPoolExecutor

    from watcher.alert import send_test
    from watcher.check.opening import utc_now
    from watcher.check.writing import Writer
    from watcher.cli.alerts_sample import sample_message

    writer, now = Writer(settings, utc_now), utc_now()
    messages = {"en": sample_message(writer, "en", now), "fr": sample_message(writer, "fr", now)}
    with ThreadPoolExecutor(max_workers=min(16, len(channels))) as pool:
        return list(pool.map(lambda channel: send_test(channel, messages[channel.language]), channels))


@command.command("preview", short_help="The last alert of a target as a message.")
@click.argument("target")
@click.option(
    "--format", "output", type=click.Choice(FORMATS), default="text", show_default=True,
    help="Which of the message's forms; email, slack and matrix are what goes over the wire.",
)  # fmt: skip
@click.option("--language", type=click.Choice(["en", "fr"]), default=None, help="[default: the document's]")
@place_options
def preview(target: str, output: str, language: str | None) -> int:
    """The last alert of a target as the message would look today. Nothing is sent, and no language model is asked.

    \b
    watcher alerts preview linkedin/ai-faq
    watcher alerts preview ai-faq --format html --language fr > alert.html
    watcher alerts preview ai-faq --format email > alert.eml
    """
    from watcher.check.opening import utc_now
    from watcher.check.writing import Writer
    from watcher.cli.targets_known import known_target
    from watcher.report.escape import one_line

    where = place()
    settings = where.settings()
    archive = where.archive()
    alert = _last_alert(archive.history(known_target(archive, target)), target)
    tongue = "fr" if (language or alert.target.language) == "fr" else "en"
    message = Writer(settings, utc_now, archive.redline)(alert, tongue)
    if output == "text":
        console().print(one_line(message.title), style="bold")
        click.echo()
        print_text(message.text.rstrip("\n"))
    else:
        click.echo(written(message, output, tongue), nl=False)
    return int(ExitCode.DONE)


def _last_alert(history: list[Item], target: str) -> Alert:
    """Raises UsageError when no version of the target was worth an alert."""
    for item in history:
        if item.alert is not None and item.alert.assessment.findings:
            return item.alert
    raise UsageError(
        f"preview: no change of {target} was worth an alert so far; `watcher history {target}` has them all"
    )
