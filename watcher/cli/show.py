"""A comparison on standard output: terminal, Markdown, HTML or JSON."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from watcher.cli.common import print_json

if TYPE_CHECKING:
    from watcher.model import Assessment, Comparison, FactChange, TargetName
    from watcher.report import Language

F = TypeVar("F", bound=Callable[..., object])

format_option = click.option(
    "--format", "output", type=click.Choice(["terminal", "markdown", "html", "json"]), default="terminal",
    show_default=True, help="How to print it; html is a page of its own, safe to open.",
)  # fmt: skip
language_option = click.option(
    "--language", type=click.Choice(["en", "fr"]), default=None, help="Of the explanations [default: the document's]."
)


@dataclass(frozen=True)
class Shown:
    """What is shown. `named` says that `target` is a watched target and not just a file; `origin` is where the new
    version was taken from, if we did not fetch it ourselves."""

    comparison: Comparison
    assessment: Assessment
    target: TargetName
    old_time: dt.datetime
    new_time: dt.datetime
    named: bool = True
    origin: str = ""


def show(shown: Shown, output: str, language: str | None) -> None:
    """Print it in the form asked for."""
    from watcher import report

    facts = _facts(shown.comparison) if output in ("json", "html") else ()
    tongue: Language = "fr" if (language or shown.target.language) == "fr" else "en"
    name = shown.target if shown.named else None
    if output == "json":
        print_json(report.as_json(shown.comparison, shown.assessment, tongue, facts))
    elif output == "markdown":
        click.echo(report.as_markdown(shown.comparison, shown.assessment, name, tongue), nl=False)
    elif output == "html":
        head = report.RedlineHead(shown.target, shown.old_time, shown.new_time, facts=facts, origin=shown.origin)
        click.echo(report.redline_html(shown.comparison, shown.assessment, head, tongue, whole=True), nl=False)
    else:
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
        text = report.render_terminal(
            shown.comparison, shown.assessment, name, tongue, width=min(width, 120), color=terminal
        )
        click.echo(text, nl=False)


def _facts(comparison: Comparison) -> tuple[FactChange, ...]:
    from watcher.assess.facts import fact_changes, facts_of

    return fact_changes(facts_of(comparison.old), facts_of(comparison.new))
