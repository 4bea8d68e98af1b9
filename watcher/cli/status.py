"""`watcher status`: how every target fares; and whether the daemon is alive, for a container's health check."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from watcher.cli.common import json_option, place, place_options, print_json, print_text
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
    """Every target: last seen, last change, next check, health.

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
    targets = [settings.target(name) for name in names] or list(settings.targets)
    states = state.targets() if state is not None else {}
    shown = [(t, states.get(t.id)) for t in targets]
    if unwell:
        shown = [(t, s) for t, s in shown if _unwell(t, s)]
    if as_json:
        for target, known in shown:
            print_json(_as_json(target, known))
    else:
        _print(shown, state.last_heartbeat() if state is not None else None, now)
    return int(ExitCode.SOME_FAILED if any(_unwell(t, s) for t, s in shown) else ExitCode.DONE)


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
    from watcher.report.escape import one_line

    table = Table("target", "last seen", "last change", "next check", folded="health")
    for target, known in shown:
        health = Styled("not checked yet", "dim")
        if not target.enabled:
            health = Styled("disabled", "dim")
        elif known is not None and known.failures:
            since = f" for {_ago(known.unwell_since, now)}" if known.unwell_since else ""
            health = Styled(f"{known.verdict or known.outcome}{since}: {one_line(known.reason)}", "red")
        elif known is not None and known.checked is not None:
            moved = known.moved_to
            more = (Styled(f"; moved to {one_line(moved)}", "yellow"),) if moved is not None else ()
            health = Styled("well", "green", more)
        seen, changed, following = _times(known)
        due = "due" if following is not None and following <= now else _ago(following, now)
        table.add_row(Styled(target.id), _ago(seen, now), _ago(changed, now), due, health)
    print_table(table)
    click.echo()
    sick = sum(_unwell(target, known) for target, known in shown)
    daemon = (
        f"daemon alive {_ago(beat, now)} ago" if beat is not None and now - beat <= _STUCK else "no daemon running"
    )
    print_text(f"{len(shown)} target{'s' * (len(shown) != 1)}, {sick} unwell; {daemon}.")


def _unwell(target: Target, known: TargetState | None) -> bool:
    """It cannot be seen; one that is not looked at any more is neither well nor unwell."""
    return target.enabled and known is not None and known.failures > 0


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
