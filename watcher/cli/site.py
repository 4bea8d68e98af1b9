"""`watcher site`: the archive as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from watcher.cli.common import json_option, place, place_options, print_json
from watcher.errors import ExitCode, UsageError


@click.command("site")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; feeds then have absolute links."
)
@click.option(
    "--language", type=click.Choice(["en", "fr"]), default=None,
    help="Of the site [default: French where all documents are read in French, else English].",
)  # fmt: skip
@json_option
@place_options
def command(out: Path, base_url: str, language: Literal["en", "fr"] | None, *, as_json: bool) -> int:
    """Write the archive as a static site into the folder OUT: timeline, documents, facts over time, search, feeds.

    A second time, only what changed is written. OUT has to be empty, or a site that was made so; other files in it
    are never touched. Open OUT/index.html, or put the folder on any web server.

    \b
    watcher site public
    watcher site public --base-url https://policies.example.org/ --language fr
    """
    from watcher.report.escape import web_address
    from watcher.site import Folder, Site

    if base_url and (not web_address(base_url) or "?" in base_url or "#" in base_url):
        raise UsageError(f"--base-url {base_url!r} is not a web address such as https://policies.example.org/")
    archive = place().archive()
    folder = Folder.open(out, tracked=archive.root)
    built = Site(archive, language=language, base_url=base_url).build(folder)
    if as_json:
        print_json({
            "made": built.made,
            "parts": built.parts,
            "written": built.written,
            "removed": built.removed,
            "files": built.files,
        })  # fmt: skip
    else:
        click.echo(
            f"{out}: {built.files} files, {built.written} written, {built.removed} removed "
            f"({built.made} of {built.parts} parts made)"
        )
    return int(ExitCode.DONE)
