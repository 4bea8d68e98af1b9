"""`watcher compare`: the redline and the findings for two files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.show import Shown, format_option, language_option, show
from watcher.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from watcher.model import Document

_LARGEST = 50 * 1024 * 1024
_SNIFFED = 8192  # bytes in which a zero byte tells that a file is no text, as git has it
_READABLE = (b"%PDF-", b"\xff\xfe", b"\xfe\xff")  # PDF, and text in UTF-16


@click.command("compare")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--select", multiple=True, metavar="CSS", help="Read only these parts of HTML files (repeatable).")
@click.option("--remove", multiple=True, metavar="CSS", help="Leave these parts out (repeatable).")
@click.option("--topic", "topics", multiple=True, help="Topics to assess [default: ai-training, default-setting].")
@format_option
@language_option
def command(
    old: Path, new: Path, select: tuple[str, ...], remove: tuple[str, ...], topics: tuple[str, ...],
    output: str, language: str | None,
) -> int:  # fmt: skip
    """Compare two files (html, md, txt, pdf): what changed, and what of it matters for your data.

    \b
    watcher compare policy-2024.html policy-2025.html
    watcher compare old.pdf new.pdf --format html > redline.html
    """
    from watcher.assess import DEFAULT_TOPICS, assess
    from watcher.compare import compare
    from watcher.model import TargetName

    documents = [_read(path, select, remove) for path in (old, new)]
    comparison = compare(*documents)
    assessment = assess(comparison, topics or DEFAULT_TOPICS)
    name = TargetName(new.name, new.stem, documents[1].title or new.name, "", documents[1].language)
    times = [dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) for path in (old, new)]
    show(Shown(comparison, assessment, name, times[0], times[1], named=False), output, language)
    return int(ExitCode.DONE)


def _read(path: Path, select: tuple[str, ...], remove: tuple[str, ...]) -> Document:
    """The document in a file. Raises UsageError for what cannot be read."""
    from soupsieve import SelectorSyntaxError

    from watcher.extract import extract, media_type

    try:
        if path.is_dir():
            raise UsageError(f"compare: {path} is a folder; give two files (for folders see `watcher backtest`)")
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"compare: {path} is larger than {_LARGEST // 1024 // 1024} MB")
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"compare: {path}: {error.strerror}") from error
    if not body.startswith(_READABLE) and b"\0" in body[:_SNIFFED]:
        raise UsageError(f"compare: {path}: is no text; give html, md, txt or pdf files")
    try:
        extraction = extract(body, media_type(path.suffix), select=select, remove=remove)
    except SelectorSyntaxError as error:
        raise UsageError(f"compare: not a CSS selector: {str(error).splitlines()[0]}") from error
    if extraction.problem:
        raise UsageError(f"compare: {path}: {extraction.problem}")
    if not extraction.selector_matched:
        raise UsageError(f"compare: {path}: no part of it matches --select {' '.join(select)}")
    return extraction.document
