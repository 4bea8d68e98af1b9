"""A data folder of `bench.scale` with its documents several times: as if so many had been watched for a while.

Seeing 20,000 documents for the first time takes half an hour of CPU and shows nothing that 1,000 do not show. So a
small run is made first; then one commit adds copies of its documents under other hosts (texts and pages are the same
objects, each has its own capture.json), and the state gets a row for each, the last checks spread over six hours.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.scale_site import address

_HOST = re.compile(r"host-(\d+)")
_ROUND = dt.timedelta(hours=6)


def multiply(data: Path, hosts: int, times: int, ends: dt.datetime) -> None:
    """So many times what is there; `hosts` is how many hosts that are, `ends` when the last check was."""
    root = data / "snapshots"
    stream = b"".join(_stream(root, hosts, times, ends))
    _git(root, "fast-import", "--quiet", "--force", stdin=stream)
    _git(root, "reset", "--hard", "--quiet")
    _rows(data, hosts, times, ends)


def _stream(root: Path, hosts: int, times: int, ends: dt.datetime) -> Iterator[bytes]:
    """What `git fast-import` is to make of it."""
    branch = _git(root, "symbolic-ref", "HEAD").decode().strip()
    when = int(ends.timestamp())
    yield f"commit {branch}\ncommitter Bench <bench@localhost> {when} +0000\ndata 4\nmore\nfrom {branch}^0\n".encode()
    for line in _git(root, "ls-tree", "-r", "HEAD").decode().splitlines():
        mode, _, name = line.partition("\t")[0].split(" ")
        path = line.partition("\t")[2]
        found = _HOST.match(path)
        if found is None:
            continue
        old = int(found[1])
        content = (root / path).read_text("utf-8") if path.endswith("capture.json") else None
        for copy in range(1, times):
            new = old + copy * hosts
            place = path.replace(f"host-{old}/", f"host-{new}/", 1)
            if content is None:
                yield f"M {mode} {name} {place}\n".encode()
            else:
                told = _renamed(content, old, new).encode()
                yield f"M {mode} inline {place}\ndata {len(told)}\n".encode() + told + b"\n"


def _renamed(content: str, old: int, new: int) -> str:
    named = content.replace(f'"host-{old}/', f'"host-{new}/').replace(f'"Host {old}"', f'"Host {new}"')
    return named.replace(f"//{address(old)}:", f"//{address(new)}:")


def _rows(data: Path, hosts: int, times: int, ends: dt.datetime) -> None:
    database = sqlite3.connect(data / ".watcher" / "state.sqlite3")
    with database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(targets)")]
        rows = [dict(zip(columns, row, strict=True)) for row in database.execute("SELECT * FROM targets")]
        step = _ROUND / (len(rows) * times)
        for copy in range(times):
            for place, row in enumerate(rows):
                old = int(row["id"].partition("/")[0].removeprefix("host-"))
                name = row["id"].replace(f"host-{old}/", f"host-{old + copy * hosts}/")
                checked = int((ends - step * (place * times + copy)).timestamp() * 1_000_000)
                values = {**row, "id": name, "checked": checked, "next_check": None}
                marks = ", ".join("?" * len(columns))
                put = f"INSERT OR REPLACE INTO targets VALUES ({marks})"  # noqa: S608 - question marks alone
                database.execute(put, list(values.values()))
        head = _git(data / "snapshots", "rev-parse", "HEAD").decode().strip()
        database.execute("UPDATE meta SET value = ? WHERE key = 'synced'", (head,))
    database.close()


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, input=stdin).stdout
