"""`python -m bench.continuing`: a public history becomes ours, and live checks go on from there.

The history of LinkedIn's documents up to a day before a known change is imported; then the unchanged program checks
the recorded page over the replay proxy as it was on that day, and with the change. Expected: nothing is told
of the past, nor of the first look, and the change is told once. Needs ../shared; ends with 1 when it was otherwise.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import trustme

from bench.faults import SHARED, Hands, load_replay, proxied, say
from watcher.archive import Archive
from watcher.check.opening import open_watch
from watcher.config import load_settings
from watcher.interchange.git_source import opened
from watcher.interchange.ota_import import bring
from watcher.interchange.ota_versions import histories
from watcher.model import Outcome
from watcher.state import snapshots, state_folder

BUNDLE = SHARED / "corpus" / "linkedin-pga.bundle"
CASES = (  # recorded page, terms of the collection, the last day that is imported
    ("linkedin-privacy", "Privacy Policy", "2024-09-01"),
    ("linkedin-user-agreement", "Terms of Service", "2024-11-01"),
    ("linkedin-eu-privacy", "Privacy Policy", "2025-09-10"),
)


def cut_off(folder: Path, day: str) -> Path:
    """The collection as it was at the end of that day."""
    clone = folder / f"until-{day}"
    run = ("git", "-C", str(folder), "clone", "--quiet", "--bare", "--branch", "main", str(BUNDLE), str(clone))
    subprocess.run(run, check=True)
    commits = subprocess.run(
        ("git", "-C", str(clone), "log", "--format=%H %at", "main"), check=True, capture_output=True, text=True
    ).stdout.split("\n")
    end = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp()
    last = next(line.split()[0] for line in commits if line and int(line.split()[1]) <= end)
    subprocess.run(("git", "-C", str(clone), "update-ref", "refs/heads/main", last), check=True)
    return clone


async def case(folder: Path, name: str, terms: str, day: str) -> bool:
    """One document; prints what was imported and what each check came to."""
    module, authority = load_replay(), trustme.CA()
    pem = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(pem))
    sequence = module.Sequence(module.CORPUS / name)
    meta = json.loads((module.CORPUS / name / "sequence.json").read_text())
    end = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    before = [when for when, _ in sequence.pages if when <= end][-1:]
    after = [when for when, _ in sequence.pages if when > end][:4]
    async with proxied(module, sequence, authority) as (world, proxy):
        document = {
            "id": f"linkedin/{name}",
            **{k: meta[k] for k in ("url", "language", "select", "remove") if meta[k]},
        }
        config = folder / "targets.yaml"
        config.write_text(
            json.dumps({  # JSON is YAML
                "defaults": {"delay": "0s", "timeout": "5s", "proxy": proxy},
                "network": {"ca_file": str(pem)},
                "platforms": [{"name": "LinkedIn", "documents": [document]}],
            })
        )  # fmt: skip
        settings = load_settings(config, os.environ)
        data = folder / "data"
        hands = Hands(end)
        archive = Archive.open(snapshots(data), state_dir=state_folder(data), now=hands)
        with opened(cut_off(folder, day)) as source:
            history = next(found for found in histories(source, ("LinkedIn",)) if found.terms == terms)
            account = await asyncio.to_thread(bring, archive, source, history, settings.targets[0])
        say(f"{name}: {account.added} versions imported, {account.alerts} alerts of the past")
        told: list[dt.datetime] = []
        changes = 0
        async with open_watch(settings, data, show=lambda _: None, clock=hands) as watch:
            for when in (*before, *after):
                world.clock = when
                hands.now = max(hands.now, when) + dt.timedelta(hours=13)
                checked = await watch.check(settings.targets[0])
                await watch.deliver()
                told += [when] if checked.alert_id else []
                changes += checked.outcome is Outcome.CHANGED
                say(f"  {when:%Y-%m-%d} {checked.outcome:<12} {checked.headline or checked.verdict.reason}")
            entered = sum(entry.kind == "alert" for entry in watch.outbox.list(1000))
        say(f"  {len(told)} told, {entered} of {changes} changes entered")
        return told == after[:1] and entered == changes  # a terminal is shown other changes of the words, too


async def main() -> int:
    logging.disable(logging.CRITICAL)
    good = True
    for name, terms, day in CASES:
        with tempfile.TemporaryDirectory() as folder:
            good &= await case(Path(folder), name, terms, day)
    return int(not good)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
