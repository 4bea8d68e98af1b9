"""`python -m bench.site [--targets 300] [--versions 10] [--keep FOLDER]`: what the static site of an archive costs.

The archive is made from invented policies of some 25 kB of text, one sentence in twenty changed with each version.
Alert and redline of every version are those of one change that the pipeline has judged: to judge all of them would
take many minutes and change nothing here. Then the site is built, built again without news, and built again after one
new version, as the command does it and as the service does it. With `--keep` the archive is made once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.pages import prose, sentences
from watcher.archive import Archive, NewVersion
from watcher.check.record import take
from watcher.config import Target, read_target_yaml
from watcher.extract import extract, render_text
from watcher.model import Alert, Capture, VersionMeta
from watcher.site import Built, Folder, Site

_START = dt.datetime(2025, 1, 6, 6, tzinfo=dt.UTC)
_SENTENCES = 220


def target(folder: Path, number: int) -> Target:
    """One document of one of thirty platforms."""
    platform = f"Platform {number % 30 + 1}"
    key = f"platform-{number % 30 + 1}/document-{number}"
    keys = {"id": key, "platform": platform, "title": f"Document {number}"}
    file = folder / "target.yaml"
    file.write_text(json.dumps({**keys, "url": f"https://p{number}.example/privacy"}), "utf-8")
    return read_target_yaml(file)


def text(number: int, version: int) -> bytes:
    """What the document says: each version has other sentences in some places."""
    lines = sentences(_SENTENCES, seed=number + 1)
    other = sentences(_SENTENCES, seed=10_000 + number * 100 + version)
    return prose([other[n] if (n + version) % 20 == 0 else line for n, line in enumerate(lines)]).encode()


def record(archive: Archive, watched: Target, number: int, version: int) -> None:
    """One version by the way of every version."""
    headers = (("content-type", "text/markdown"),)
    take(
        archive,
        watched,
        Capture(watched.url, watched.url, _time(number, version), 200, headers, text(number, version)),
        "",
    )


def _time(number: int, version: int) -> dt.datetime:
    return _START + dt.timedelta(days=30 * version, minutes=number)


def fill(archive: Archive, folder: Path, targets: int, versions: int) -> None:
    """The first document by the program's pipeline, all others with its alert and its redline."""
    first = target(folder, 0)
    for version in range(versions):
        record(archive, first, 0, version)
    item = archive.history(first.id)[0]
    alert, redline = item.alert, archive.redline(item.alert) if item.alert else None
    if alert is None or redline is None:
        raise SystemExit("the first document did not change")
    for number in range(1, targets):
        watched = target(folder, number)
        made = [_version(watched, item.meta, alert, redline.decode(), number, version) for version in range(versions)]
        archive.record_past(made[:-1])
        archive.record(made[-1])


def _version(watched: Target, meta: VersionMeta, alert: Alert, redline: str, number: int, version: int) -> NewVersion:
    time_of, raw = _time(number, version), text(number, version)
    key = f"{number}-{version}"
    told = replace(alert, id=f"{number:08x}{version:08x}", target=watched.name, time=time_of, redline="", commit="")
    return NewVersion(
        target=watched.name,
        meta=replace(meta, time=time_of, url=watched.url, final_url=watched.url, text_key=key, sha256=key),
        text=render_text(extract(raw, "text/markdown", language="en").document),
        raw=raw,
        suffix=".md",
        subject=f"{watched.id}: text changed",
        alert=told if version else None,
        redline_html=redline if version else "",
    )


def opened(folder: Path) -> Archive:
    return Archive.open(folder / "snapshots", state_dir=folder / ".watcher", now=lambda: dt.datetime.now(dt.UTC))


def built(what: str, build: Callable[[], Built]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    result = build()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{what:<44} {wall:6.2f} s ({cpu:5.2f} s CPU), {result.made} of {result.parts} parts made, "
        f"{result.written} of {result.files} files written",
        flush=True,
    )


def size(folder: Path, pattern: str = "**/*") -> str:
    files = [file for file in folder.glob(pattern) if file.is_file()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB in {len(files)} files"


def add_one(archive: Archive, data: Path, number: int) -> None:
    """One version more of a document, by the way of every version."""
    watched = target(data, number)
    record(archive, watched, number, archive.entries()[watched.id].versions)


def measure(data: Path) -> None:
    out = data / "site"
    shutil.rmtree(out, ignore_errors=True)
    archive = opened(data)

    def once(site: Site | None = None) -> Built:
        return (site or Site(archive)).build(Folder.open(out, tracked=archive.root))

    service = Site(archive)
    built("first build", lambda: once(service))
    built("again, the command, nothing new", once)
    built("again, the service, nothing new", lambda: once(service))
    add_one(archive, data, 0)
    built("after one new version, the command", once)
    add_one(archive, data, 1)
    built("after one new version, the service", lambda: once(service))
    print(f"{'size of the site':<44} {size(out)}")
    for name, pattern in (
        ("its redlines", "documents/*/*/2*.html"),
        ("its texts for comparison and search", "documents/*/*/versions.js"),
        ("its search index", "search/*.js"),
        ("its feeds", "feeds/*.xml"),
    ):
        print(f"{name:<44} {size(out, pattern)}")
    print(f"{'peak memory':<44} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=300)
    parser.add_argument("--versions", type=int, default=10)
    parser.add_argument("--keep", type=Path, default=None, help="where the archive is, or is to be made")
    given = parser.parse_args()
    data = given.keep or Path(tempfile.mkdtemp(prefix="bench-site-"))
    try:
        if not (data / "snapshots").is_dir():
            data.mkdir(parents=True, exist_ok=True)
            archive = opened(data)
            fill(archive, data, given.targets, given.versions)
        measure(data)
    finally:
        if given.keep is None:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
