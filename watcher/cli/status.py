"""`watcher status`: how every target fares; and whether the daemon is alive, for a container's health check."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from watcher.cli.coming import named_target, watched_ahead
from watcher.cli.common import Place, json_option, place, place_options, print_json, print_text
from watcher.cli.table import Styled, Table, print_table
from watcher.errors import ExitCode, StateError

if TYPE_CHECKING:
    from watcher.config import Target
    from watcher.state import TargetState

# Four beats of the daemon (30 s each) may fail before it counts as stuck.
_STUCK = dt.timedelta(seconds=120)


@click.command("status")
@click.argument("names", metavar="[TARGET]…", nargs=-1)
@click.option("--unwell", is_flag=True, help="Only targets that cannot be seen.")
@click.option("--healthcheck", is_flag=True, help="Say only whether the daemon is alive (for containers).")
@json_option
@place_options
def command(names: tuple[str, ...], *, unwell: bool, healthcheck: bool, as_json: bool) -> int:
    """Every target: last seen, last change, next check, health. What is to come of a document and is watched with it
    stands below it.

    Exit status 1 when a target cannot be seen. With --healthcheck, exit status 3 when no daemon has shown a sign of
    life for two minutes.

    \b
    watcher status
    watcher status --unwell --json
    """
    where = place()
    state = where.state()
    now = dt.datetime.now(dt.UTC)
    if healthcheck:
        return _healthcheck(state.last_heartbeat() if state is not None else None, now)
    settings = where.settings()
    ahead = watched_ahead(settings, state)
    targets = [named_target(settings, name, ahead) for name in names] or [
        shown for target in settings.targets for shown in (target, ahead.get(target.id)) if shown is not None
    ]
    states = state.targets() if state is not None else {}
    shown = [(t, _with_change(where, t.id, states.get(t.id))) for t in targets]
    if unwell:
        shown = [(t, s) for t, s in shown if _unwell(t, s)]
    if as_json:
        for target, known in shown:
            print_json(_as_json(target, known))
    else:
        _print(shown, state.last_heartbeat() if state is not None else None, now)
    return int(ExitCode.SOME_FAILED if any(_unwell(t, s) for t, s in shown) else ExitCode.DONE)


def _with_change(where: Place, target_id: str, known: TargetState | None) -> TargetState | None:
    """With the last change that the archive has where no check has seen one: that of a history that was brought in.

    Read from the file in the folder, without git, and only then: a status of a thousand targets has to be quick.
    """
    if known is not None and known.changed is not None:
        return known
    from watcher.state import TargetState, snapshots

    try:
        history = json.loads((snapshots(where.data) / target_id / "capture.json").read_bytes())["history"]
        changed = dt.datetime.fromisoformat(history["last_change"] or history["first"]).astimezone(dt.UTC)
    except (OSError, ValueError, KeyError, TypeError):  # not there, or not as the archive writes it
        return known
    return replace(known or TargetState(target_id), changed=changed)


def _healthcheck(beat: dt.datetime | None, now: dt.datetime) -> int:
    if beat is None:
        raise StateError("no daemon has run in this data folder yet")
    age = now - beat
    if age > _STUCK:
        raise StateError(f"the daemon gave no sign of life for {int(age.total_seconds())} s")
    click.echo(f"alive {int(age.total_seconds())} s ago")
    return int(ExitCode.DONE)


def _as_json(target: Target, known: TargetState | None) -> dict[str, object]:
    from watcher.model import iso

    def time(value: dt.datetime | None) -> str | None:
        return iso(value) if value is not None else None

    return {
        "target": target.id,
        "url": target.url,
        "upcoming_of": target.ahead.of.id if target.ahead is not None else None,
        "enabled": target.enabled,
        "checked": time(known.checked) if known else None,
        "good": time(known.good) if known else None,
        "changed": time(known.changed) if known else None,
        "next_check": time(known.next_check) if known else None,
        "outcome": known.outcome.value if known and known.outcome else None,
        "verdict": known.verdict.value if known and known.verdict else None,
        "reason": known.reason if known else "",
        "failures": known.failures if known else 0,
        "unwell_since": time(known.unwell_since) if known else None,
        "moved_to": known.moved_to if known else None,
    }


def _print(shown: list[tuple[Target, TargetState | None]], beat: dt.datetime | None, now: dt.datetime) -> None:
    table = Table("target", "last seen", "last change", "next check", folded="health")
    for target, known in shown:
        seen, changed, following = _times(known)
        due = "due" if following is not None and following <= now else _ago(following, now)
        table.add_row(Styled(target.id), _ago(seen, now), _ago(changed, now), due, _health(target, known, now))
    print_table(table)
    click.echo()
    sick = sum(_unwell(target, known) for target, known in shown)
    count = sum(target.ahead is None for target, _ in shown)
    coming = len(shown) - count
    daemon = (
        f"daemon alive {_ago(beat, now)} ago" if beat is not None and now - beat <= _STUCK else "no daemon running"
    )
    more = f", {coming} text{'s' * (coming != 1)} to come" if coming else ""
    print_text(f"{count} target{'s' * (count != 1)}{more}, {sick} unwell; {daemon}.")


def _health(target: Target, known: TargetState | None, now: dt.datetime) -> Styled:
    from watcher.report.escape import one_line

    if not target.enabled:
        return Styled("disabled", "dim")
    if known is None or known.checked is None:
        return Styled("not checked yet", "dim")
    coming = target.ahead
    if known.failures:
        since = f" for {_ago(known.unwell_since, now)}" if known.unwell_since else ""
        text = f"{known.verdict or known.outcome}{since}: {one_line(known.reason)}"
        return Styled(text, "red") if coming is None else Styled(f"to come; {text}", "dim")
    if coming is not None:
        return Styled("to come" if coming.date is None else f"to come on {coming.date}", "cyan")
    moved = known.moved_to
    more = (Styled(f"; moved to {one_line(moved)}", "yellow"),) if moved is not None else ()
    return Styled("well", "green", more)


def _unwell(target: Target, known: TargetState | None) -> bool:
    """It cannot be seen; one that is not looked at any more is neither well nor unwell, nor is what is to come."""
    return target.enabled and target.ahead is None and known is not None and known.failures > 0


def _times(known: TargetState | None) -> tuple[dt.datetime | None, ...]:
    if known is None:
        return (None, None, None)
    return (known.good, known.changed, known.next_check)


def _ago(time: dt.datetime | None, now: dt.datetime) -> str:
    """`3 h`, `in 20 min`, `12 d`: the distance to now in one unit; a dash for never."""
    if time is None:
        return "–"
    seconds = (now - time).total_seconds()
    value = abs(seconds)
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if value >= 2 * size:
            text = f"{int(value // size)} {unit}"
            break
    else:
        text = f"{int(value)} s"
    return f"in {text}" if seconds < 0 else text
