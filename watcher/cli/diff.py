"""`watcher diff`: the redline between two versions of a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from watcher.cli.common import place, place_options
from watcher.cli.show import Shown, format_option, language_option, show
from watcher.cli.targets_known import known_target
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.archive import Archive, Stored


@click.command("diff")
@click.argument("target")
@click.argument("old", required=False)
@click.argument("new", required=False)
@format_option
@language_option
@place_options
def command(target: str, old: str | None, new: str | None, output: str, language: str | None) -> int:
    """What changed between two versions of a target: by default the last change of the page.

    OLD and NEW are numbers of `watcher history` (0 = newest), times (2025-09-18T06-13-39Z) or commits. With OLD alone
    that version is compared with the newest one.

    \b
    watcher diff linkedin/ai-faq
    watcher diff linkedin/ai-faq 3 0 --format html > redline.html
    """
    from watcher.assess import DEFAULT_TOPICS, assess
    from watcher.compare import compare
    from watcher.extract import parse_text

    archive = place().archive()
    target_id = known_target(archive, target)
    last = _last_change(archive, target_id) if old is None else 0
    before = _version(archive, target_id, old if old is not None else str(last + 1))
    after = _version(archive, target_id, new if new is not None else str(last))
    documents = [parse_text(v.text, title=v.meta.title, language=v.meta.language) for v in (before, after)]
    comparison = compare(*documents)
    assessment = assess(comparison, DEFAULT_TOPICS)
    times = before.meta.time, after.meta.time
    show(Shown(comparison, assessment, after.target, *times, origin=after.meta.origin), output, language)
    return int(ExitCode.DONE)


def _last_change(archive: Archive, target_id: str) -> int:
    """The number of the newest version that is not only the one before, read in another way; 0 where all are."""
    items = archive.history(target_id)
    return next((number for number, item in enumerate(items[:-1]) if item.alert is not None), 0)


def _version(archive: Archive, target_id: str, which: str) -> Stored:
    short = which.isdigit() and len(which) < 6  # a longer run of digits can be a commit
    if short and which != "0" and len(archive.history(target_id)) == 1:
        raise UsageError(f"{target_id} has only its first version so far: there is nothing to compare it with")
    return archive.read(target_id, int(which) if short else which)
