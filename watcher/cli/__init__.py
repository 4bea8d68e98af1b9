"""The commands. Each lives in a module of its own that is imported only when it is called, so that --help is quick.

Data goes to standard output, messages to standard error; exit codes are those of watcher.errors.ExitCode.
"""

from __future__ import annotations

import gc
import io
import logging
import os
import sys

import click

from watcher import __version__
from watcher.cli.lazy import LazyGroup
from watcher.errors import ExitCode, WatcherError

_COMMANDS = {
    "run": ("watcher.cli.run", "Watch: check on schedule and send alerts, until stopped."),
    "check": ("watcher.cli.check", "Check targets now, once."),
    "status": ("watcher.cli.status", "Every target: last seen, last change, next check, health."),
    "history": ("watcher.cli.history", "The versions of a target, newest first."),
    "diff": ("watcher.cli.diff", "The redline between two versions of a target."),
    "facts": ("watcher.cli.facts", "What each document says today about AI training."),
    "compare": ("watcher.cli.compare", "The redline between two files of your own."),
    "backtest": ("watcher.cli.backtest", "Which alerts would recorded captures have led to?"),
    "import": ("watcher.cli.importing", "Bring in histories and declarations of Open Terms Archive."),
    "backfill": ("watcher.cli.backfill", "Fetch old captures of a target from the Internet Archive."),
    "export": ("watcher.cli.export", "Write the archive for other programs."),
    "site": ("watcher.cli.site", "Write the archive as a static site."),
    "targets": ("watcher.cli.targets", "List, validate, test and add targets."),
    "alerts": ("watcher.cli.alerts", "List, retry and test deliveries."),
}


class _Program(LazyGroup):
    """All commands, for as long as somebody reads what they say."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command. A reader that has gone (head, less) is no error: what is left unsaid was not wanted.

        click and rich would end the program with 1, which here says that some target failed.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            pass
        except SystemExit as end:
            if not isinstance(end.__context__, BrokenPipeError):
                raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter still flushes at its end
        return int(ExitCode.DONE)


@click.group(
    cls=_Program,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 done but some target failed, 2 usage or configuration error, 3 could not work.",
)
@click.version_option(__version__, prog_name="watcher")
def cli() -> None:
    """Tells you when a platform's wording about AI training data or default settings changes in meaning.

    \b
    Start here:
      watcher check                  look at everything in targets.yaml once
      watcher diff linkedin/ai-faq   what changed there the last time
      watcher run                    keep watching
    """


def main() -> None:
    """The entry point. Errors that a user can mend are one message; bugs keep their traceback."""
    # What a start loads stays. By default it is looked through for garbage hundreds of times, a tenth of a
    # short command.
    gc.set_threshold(5_000, 5, 2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a character shows a question mark
            stream.reconfigure(errors="replace")
    _warnings_to_stderr()
    try:
        status = cli.main(standalone_mode=False, prog_name="watcher")
    except click.exceptions.Abort:
        click.echo("watcher: interrupted", err=True)
        status = 130
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except WatcherError as error:
        for line in str(error).splitlines():
            click.echo(f"watcher: {line}", err=True)
        status = int(error.exit_code)
    sys.exit(status if isinstance(status, int) else int(ExitCode.DONE))


def _warnings_to_stderr() -> None:
    """What the rooms warn of looks like every other message; `run` replaces this by its log."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("watcher: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # What is wrong with a PDF is told by the verdict on it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
