"""`watcher history`: the versions of one target."""

from __future__ import annotations

import click

from watcher.cli.common import json_option, place, place_options, print_json
from watcher.cli.table import Styled, Table, print_table
from watcher.cli.targets_known import known_target
from watcher.errors import ExitCode


@click.command("history")
@click.argument("target")
@click.option("-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@json_option
@place_options
def command(target: str, limit: int, *, as_json: bool) -> int:
    """The versions of a target, newest first, with what was found in each.

    The number in front is what `watcher diff TARGET OLD NEW` takes; so is the time or the commit.

    \b
    watcher history linkedin/ai-faq
    watcher history ai-faq -n 5 --json
    """
    from watcher.model import iso
    from watcher.report.escape import one_line

    archive = place().archive()
    target_id = known_target(archive, target)
    items = archive.history(target_id)
    table = Table("#", "captured", "commit", folded="what changed")
    for index, item in enumerate(items[:limit]):
        assessment = item.alert.assessment if item.alert is not None else None
        if as_json:
            print_json({
                "target": target_id,
                "number": index,
                "time": iso(item.time),
                "commit": item.commit,
                "subject": item.subject,
                "outcome": item.alert.outcome.value if item.alert is not None else None,
                "topics": list(assessment.topics) if assessment is not None else [],
                "direction": assessment.direction.value if assessment is not None else "none",
                "severity": assessment.severity.value if assessment is not None and assessment.severity else None,
                "redline": item.redline or None,
                "origin": item.meta.origin or None,
            })  # fmt: skip
            continue
        subject = one_line(item.subject).removeprefix(f"{target_id}: ")
        subject += f" [{one_line(item.meta.origin)}]" if item.meta.origin else ""
        style = "yellow" if assessment is not None and assessment.findings else ""
        time = item.time.strftime("%Y-%m-%d %H:%M")
        table.add_row(str(index), time, Styled(item.commit[:10], "dim"), Styled(subject, style))
    if not as_json:
        print_table(table)
        if len(items) > limit:
            click.echo(f"… and {len(items) - limit} older ones (--limit)")
    return int(ExitCode.DONE)
