"""`watcher targets`: what is watched; check the file, try a page, add one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from watcher.cli.common import Place, console, json_option, place, place_options, print_json
from watcher.cli.table import Table, print_table
from watcher.errors import ExitCode

if TYPE_CHECKING:
    from watcher.check.trial import Trial
    from watcher.config import Settings, Target

_Render = Literal["plain", "auto", "browser"] | None
_SELECT = click.option(
    "--select", multiple=True, metavar="CSS", help="Read only these parts of the page (repeatable)."
)
_REMOVE = click.option("--remove", multiple=True, metavar="CSS", help="Leave these parts out (repeatable).")
_LANGUAGE = click.option("--language", metavar="xx", default="", help="Of the page: en, fr, de …")

_RENDER = click.option(
    "--render", type=click.Choice(["plain", "auto", "browser"]), default=None,
    help="How to read it: auto and browser for pages made by scripts (docs/browser.md).",
)  # fmt: skip


@click.group("targets")
def command() -> None:
    """List, validate, test and add targets: the documents that are watched.

    \b
    watcher targets list
    watcher targets test https://example.com/privacy
    """


@command.command("list", short_help="What is watched: id, schedule, language, title, address.")
@json_option
@place_options
def list_(*, as_json: bool) -> int:
    """What targets.yaml names: id, schedule, language, title and address.

    \b
    watcher targets list
    watcher targets list --json | jq -r .url
    """
    settings = place().settings()
    if as_json:
        for target in settings.targets:
            print_json(_as_json(target))
    else:
        _print_list(settings)
    return int(ExitCode.DONE)


def _as_json(target: Target) -> dict[str, object]:
    from watcher.model.selecting import as_written

    return {
        "target": target.id,
        "platform": target.platform,
        "title": target.title,
        "url": target.url,
        "language": target.language,
        "schedule": _schedule(target),
        "topics": list(target.topics),
        "select": [as_written(selector) for selector in target.select],
        "remove": [as_written(selector) for selector in target.remove],
        **({"combine": [page.url for page in target.pages]} if target.combine else {}),
        "enabled": target.enabled,
        "robots_override": target.robots_override,
    }


def _schedule(target: Target) -> str:
    from watcher.config import format_duration

    schedule = target.schedule
    return f"every {format_duration(schedule.every)}" if schedule.every is not None else f"cron {schedule.cron}"


def _print_list(settings: Settings) -> None:
    """On a terminal by platform, three lines a target; elsewhere a table, one line a target."""
    from rich.padding import Padding
    from rich.text import Text

    from watcher.report.escape import one_line

    out = console()
    table = Table("target", "schedule", "language", folded="document")
    platform = ""
    for target in settings.targets:
        marks = [] if target.enabled else ["disabled"]
        marks += [f"{len(target.combine)} pages"] if target.combine else []
        marks += ["robots.txt ignored"] if target.robots_override is not None else []
        title = one_line(target.title)
        if not out.is_terminal:
            marked = f"{title} ({', '.join(marks)})" if marks else title
            table.add_row(target.id, _schedule(target), target.language, Text(f"{marked}  {target.url}"))
            continue
        if target.platform != platform:
            platform = target.platform
            out.print(Text(one_line(platform), "bold"))
        facts = ", ".join([_schedule(target), target.language, *marks])
        out.print(Text(f"  {target.id}", "cyan" if target.enabled else "dim").append(f"  {facts}", "dim"))
        out.print(Padding(title, (0, 0, 0, 6)))
        out.print(Text(f"      {target.url}", "dim"), soft_wrap=True)  # whole, so that it can be clicked
    if not out.is_terminal:
        print_table(table)
    out.print()
    out.print(_count(settings) + ".")


def _count(settings: Settings) -> str:
    targets, platforms = len(settings.targets), len({target.platform for target in settings.targets})
    return f"{targets} target{'s' * (targets != 1)} of {platforms} platform{'s' * (platforms != 1)}"


@command.command("validate", short_help="Everything that is wrong with targets.yaml.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@place_options
def validate(file: Path | None) -> int:
    """Everything that is wrong with targets.yaml (or FILE), each with its place and line.

    Alert addresses that cannot be used are warnings, as is a missing `network.contact`; addresses are never shown.
    Nothing is fetched or sent.

    \b
    watcher targets validate
    watcher targets validate draft.yaml
    """
    where = place()
    settings = Place(file or where.config, where.data).settings()
    warnings = [*settings.doubts, *_address_warnings(settings)]
    for warning in warnings:
        click.echo(f"watcher: warning: {warning}", err=True)
    verdict = "all good" if not warnings else f"{len(warnings)} warning{'s' * (len(warnings) != 1)}"
    click.echo(f"{_count(settings)}, {verdict}.")
    return int(ExitCode.DONE)


def _address_warnings(settings: Settings) -> list[str]:
    from watcher.alert import Channel, check_channel

    found = []
    for route in dict.fromkeys((*settings.routes, *settings.health_routes)):
        for number, url in enumerate(route.urls, 1):
            problem = check_channel(url)
            if problem is not None:
                display = Channel(route.name, url, wants=route.when.admits).display
                found.append(f"{settings.file}: {route.name}, address {number} ({display}): {problem}")
    return found


@command.command("test", short_help="Fetch pages and show what would be read there.")
@click.argument("names", metavar="URL|TARGET…", nargs=-1, required=True)
@_SELECT
@_REMOVE
@_LANGUAGE
@_RENDER
@click.option(
    "--twice/--once", default=True, show_default=True, help="Fetch again and say whether the text holds still."
)
@json_option
@place_options
def test(
    names: tuple[str, ...], select: tuple[str, ...], remove: tuple[str, ...], language: str, *,
    render: _Render, twice: bool, as_json: bool,
) -> int:  # fmt: skip
    """Fetch pages, and show what the watcher would read there: verdict, text, topics, facts. Nothing is recorded.

    A URL need not be in targets.yaml; what is set there for its host (pace, robots.txt) holds for it. Without
    --select, the parts that hold most of the text are named. Exit status 1 when one of the pages cannot be used.

    \b
    watcher targets test https://example.com/privacy
    watcher targets test linkedin/ai-faq --select main --remove .feedback
    """
    from watcher.cli.targets_show import print_trial, trial_json
    from watcher.cli.targets_tried import Wish, is_address, tried_target

    where = place()
    settings = where.settings() if where.config.exists() or not all(map(is_address, names)) else None
    wish = Wish(select, remove, language, render or "")
    targets = [tried_target(name, wish, settings) for name in names]
    good = True
    for trials in asyncio.run(_look(settings, targets, times=2 if twice else 1)):
        good = good and all(trial.verdict.good for trial in trials)
        if as_json:
            print_json(trial_json(trials))
        else:
            print_trial(trials)
    return int(ExitCode.DONE if good else ExitCode.SOME_FAILED)


async def _look(settings: Settings | None, targets: list[Target], *, times: int) -> list[list[Trial]]:
    from watcher.capture import Fetcher
    from watcher.check.trial import look
    from watcher.cli.targets_tried import trial_network

    async with Fetcher(trial_network(settings)) as fetcher:

        async def one(target: Target) -> list[Trial]:
            first = await look(fetcher, target)
            return [first, *[await look(fetcher, target) for _ in range(times - 1) if first.extraction is not None]]

        return list(await asyncio.gather(*map(one, targets)))


@command.command("add", short_help="Try a page and write it into targets.yaml.")
@click.argument("url")
@click.option("--platform", required=True, metavar="NAME", help="Its platform; a new one is put at the end.")
@click.option("--id", "target_id", required=True, metavar="ID", help="platform/document, in small letters.")
@click.option("--title", default="", help="What people call the document [default: the page's title].")
@click.option("--every", metavar="TIME", default="", help="How often to check: 6h, 1d … [default: as in defaults].")
@click.option("--no-test", is_flag=True, help="Write it without looking at the page.")
@_SELECT
@_REMOVE
@_LANGUAGE
@_RENDER
@place_options
def add(
    url: str, platform: str, target_id: str, title: str, every: str, select: tuple[str, ...], remove: tuple[str, ...],
    language: str, *, render: _Render, no_test: bool,
) -> int:  # fmt: skip
    """Try a page and, when it can be used, write it into targets.yaml. Comments and order stay.

    \b
    watcher targets add https://example.com/ai --platform Example --id example/ai
    watcher targets add https://example.com/ai --platform Example \\
        --id example/ai --select main --every 12h
    """
    from watcher.cli.targets_tried import Wish

    options = Wish(select, remove, language, render or "").keys()
    entry = {"id": target_id, "title": title, "url": url, **options, "every": every}
    entry = {key: value for key, value in entry.items() if value}
    return _add(place(), platform, entry, test=not no_test)


def _add(where: Place, platform: str, entry: dict[str, object], *, test: bool) -> int:
    from watcher.cli.targets_file import TargetsFile

    file = TargetsFile.read(where.config)
    settings = file.settings_with(platform, entry)
    if test:
        from watcher.cli.targets_show import print_trial

        target = next(target for target in settings.targets if target.id == entry["id"])
        trials = asyncio.run(_look(settings, [target], times=1))[0]
        print_trial(trials, err=True)
        if not trials[0].verdict.good:
            click.echo("watcher: nothing was written; --no-test writes it all the same", err=True)
            return int(ExitCode.SOME_FAILED)
        entry = _with_title(entry, trials[0])
    lines = file.write(platform, entry)
    first = lines[0][0] if lines else 1
    click.echo(f"watcher: added to {where.config} from line {first} on:", err=True)
    for _, line in lines:
        click.echo(line)
    return int(ExitCode.DONE)


def _with_title(entry: dict[str, object], trial: Trial) -> dict[str, object]:
    """The entry with the page's own title when none was given."""
    from watcher.report.escape import cut, one_line

    found = cut(one_line(trial.extraction.document.title), 100) if trial.extraction is not None else ""
    if "title" in entry or not found:
        return entry
    return {"id": entry["id"], "title": found, **{key: value for key, value in entry.items() if key != "id"}}
