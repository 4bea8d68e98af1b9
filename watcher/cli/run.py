"""`watcher run`: the daemon."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
from typing import TYPE_CHECKING

import click

from watcher.cli.common import Place, place, place_options
from watcher.errors import ExitCode

if TYPE_CHECKING:
    from watcher.config import Settings

log = logging.getLogger(__name__)


@click.command("run")
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="info", show_default=True
)
@place_options
def command(log_format: str, log_level: str) -> int:
    """Keep watching: check each target on its schedule and send alerts, until SIGTERM or Ctrl-C.

    Checks that became due while the program was down are made up for, spread over some minutes. SIGHUP reads
    targets.yaml again; if it is not right, the old one stays in force and the log says what is wrong.

    \b
    watcher run
    watcher run --data /var/lib/watcher --log-format json
    """
    where = place()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until the daemon listens to it: a reload must not end the start
    settings = where.settings()
    _log_to_stderr(log_format, log_level)
    for doubt in settings.doubts:
        log.warning("%s", doubt)
    asyncio.run(_run(where, settings))
    return int(ExitCode.DONE)


async def _run(where: Place, settings: Settings) -> None:
    from watcher.check.opening import open_watch, utc_now
    from watcher.daemon import Daemon
    from watcher.report.escape import plain

    def show(text: str) -> None:
        click.echo(plain(text) + "\n")

    async with open_watch(settings, where.data, show=show) as watch:
        publisher = None
        if settings.serve is not None:
            from watcher.site import Publisher
            from watcher.state import state_folder

            publisher = Publisher(watch.archive, state_folder(where.data) / "site", settings.serve)
        await Daemon(watch, reload=where.settings, clock=utc_now, publisher=publisher).run()


def _log_to_stderr(form: str, level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines() if form == "json" else _Readable())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in ("apscheduler", "httpx", "httpcore", "hpack", "h2"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class _Readable(logging.Formatter):
    """`2025-09-18T12:34:39Z INFO linkedin/ai-faq: changed`, continuation lines indented."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + self.formatException(record.exc_info)
        return f"{_time(self, record)} {record.levelname} " + message.replace("\n", "\n    ")


class _JsonLines(logging.Formatter):
    """One object a line with time, level, logger, message and, for bugs, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": _time(self, record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def _time(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    import time

    formatter.converter = time.gmtime
    return formatter.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
