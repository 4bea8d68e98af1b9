"""`python -m bench.unchanged`: what an unchanged page costs beyond receiving it, and whether it is told rightly.

On the recorded pages of ../shared when they are there, else on pages that are generated: the CPU time of a capture
that is known by its bytes, by its fingerprint, and of one that is read. Then every capture against the next one of
its document, and against copies of itself in which one word of the text or one tag was changed: wherever two
fingerprints are equal, the texts have to be. Exit 1 when they are not, or when a goal is missed.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bench.pages import page_of
from bench.recorded import Sequence, sequences
from watcher.archive import Entry
from watcher.check.examine import examine
from watcher.check.fast import Look, look, recognised
from watcher.check.reading import read, reading_of
from watcher.check.recorded import Recorded
from watcher.config import Target, read_target_yaml
from watcher.extract.fingerprint import fingerprint
from watcher.extract.skeleton import skeleton, vouched
from watcher.model import Capture, Outcome, Verdict, VerdictKind, VersionMeta
from watcher.state import TargetState

TYPE = "text/html; charset=utf-8"
NOW = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
KEY = "k"  # of any text: nothing is compared here
BYTES_MS, NONCE_MS = 0.5, 2.0  # goals, for a page of 300 kB
CAPTURES = 12  # of each recorded document
CHANGES = 8  # of each kind, of each page that is changed for the test
_HEAD = re.compile(rb"<head(?=[\s>])[^>]*>", re.IGNORECASE)
_PLACE = re.compile(rb">([^<>]*[a-z]{4}[^<>]*)<")
_TAG = re.compile(rb"<(?!script|style|html|body|head|!|/)[a-z][a-z0-9]*(?=[\s>])", re.IGNORECASE)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        pages = sequences(Path(scratch), CAPTURES) or [generated(Path(scratch))]
    by_bytes, by_skeleton, *_ = costs(pages)
    return int(not ((by_bytes <= BYTES_MS and by_skeleton <= NONCE_MS) & _law(pages)))


def generated(folder: Path) -> Sequence:
    file = folder / "target.yaml"
    file.write_text('{"id": "generated/page", "platform": "Generated"}', "utf-8")
    return Sequence(read_target_yaml(file), tuple(page_of(300_000, seed=n).encode() for n in range(1, 4)))


def costs(pages: list[Sequence]) -> list[float]:
    """Milliseconds for a page of 300 kB that is known by its bytes, by its skeleton, by its fingerprint, and that is
    read."""
    ways = ("bytes", "skeleton", "parsed", "read")
    print(
        f"{'page':26} {'kB':>6} " + " ".join(f"{way:>9}" for way in ways) + "   ms of CPU beyond receiving, medians"
    )
    sizes, costs = [], []
    for sequence in pages:
        target, body = sequence.target, sequence.pages[0]
        one, two = (_capture(target, _with_nonce(body, nonce)) for nonce in (b"n", b"m"))
        seen, entry = _seen(target, one)
        known = _known(target, seen)
        parsed = _known(target, replace(seen, bones=""))
        figures = [
            _cpu(partial(_recognise, one, target, known, entry), 15),
            _cpu(partial(_recognise, two, target, known, entry), 15),
            _cpu(partial(_recognise, two, target, parsed, entry), 15),
            _cpu(partial(examine, two, target, None, None), 3),
        ]
        sizes.append(len(body) / 1000)
        costs.append(figures)
        print(f"{target.id[-26:]:26} {sizes[-1]:6.0f} " + " ".join(f"{ms:9.2f}" for ms in figures))
    for_300 = [300 * sum(cost[n] for cost in costs) / sum(sizes) for n in range(len(ways))]
    print(f"{'of 300 kB, on average':33} " + " ".join(f"{ms:9.2f}" for ms in for_300))
    print(f"{'goal':33} {BYTES_MS:9.2f} {NONCE_MS:9.2f} {NONCE_MS:9.2f}")
    return for_300


def _recognise(capture: Capture, target: Target, known: TargetState, entry: Entry) -> None:
    assert recognised(capture, target, known, entry) is not None  # noqa: S101 - else what is timed is not this


def _cpu(action: Callable[[], object], runs: int) -> float:
    action()
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        action()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000


def _capture(target: Target, body: bytes) -> Capture:
    return Capture(target.url, target.url, NOW, 200, (("content-type", TYPE),), body)


def _with_nonce(body: bytes, nonce: bytes) -> bytes:
    at = head.end() if (head := _HEAD.search(body)) else 0
    return body[:at] + b'<script nonce="%s">var visit = "%s";</script>' % (nonce, nonce) + body[at:]


def _seen(target: Target, capture: Capture) -> tuple[Look, Entry]:
    """How a capture looked that was read, and what the archive holds of it."""
    seen = Look.read(look(capture, target, Recorded(Outcome.UNCHANGED, Verdict(VerdictKind.GOOD), KEY)))
    assert seen is not None  # noqa: S101 - a good page has a look
    meta = VersionMeta(
        target.url, target.url, NOW, 200, TYPE, "", KEY, target.language, "", 0, reading=reading_of(target), facts=()
    )
    return seen, Entry(target.name, meta, NOW, None, None, 1)


def _known(target: Target, seen: Look) -> TargetState:
    """What the state holds then."""
    return TargetState(target.id, text_key=KEY, look=str(seen))


@dataclass
class _Tally:
    equal: int = 0
    recognised: int = 0
    quickly: int = 0
    pairs: int = 0
    wrong: list[str] = field(default_factory=list)


def _law(pages: list[Sequence]) -> bool:
    """Wherever two fingerprints are equal, the texts are."""
    chance = random.Random(1)
    real, made = _Tally(), _Tally()
    for sequence in pages:
        for one, two in zip(sequence.pages, sequence.pages[1:], strict=False):
            _compare(sequence.target, one, two, real)
        for other in _changed(sequence.pages[0], chance):
            _compare(sequence.target, sequence.pages[0], other, made)
    for what, tally in (("captures and the next one", real), ("pages and changed copies", made)):
        print(
            f"\n{what}: {tally.pairs} pairs, {tally.equal} of the same text, {tally.recognised} of these recognised, "
            f"{tally.quickly} by their skeletons; {len(tally.wrong)} wrong"
        )
        print("\n".join(tally.wrong))
    return not real.wrong and not made.wrong


def _compare(target: Target, one: bytes, two: bytes, tally: _Tally) -> None:
    marks = [fingerprint(body, TYPE, select=target.select, remove=target.remove) for body in (one, two)]
    selectors = (*target.select, *target.remove)
    bones = vouched(one, TYPE, selectors), skeleton(two, TYPE, selectors)
    texts = [read(body, TYPE, target).document.text for body in (one, two)]
    same, told = texts[0] == texts[1], marks[0] == marks[1] != ""
    tally.pairs += 1
    tally.equal += same
    quickly = bones[0] == bones[1] != ""
    tally.recognised += (told or quickly) and same
    tally.quickly += quickly and same
    if (told or quickly) and not same:
        tally.wrong.append(f"{target.id}: equal {'skeletons' if quickly else 'fingerprints'} of different texts")


def _changed(body: bytes, chance: random.Random) -> Iterator[bytes]:
    """Copies of a page with one word more, one less, one tag hidden, and one tag of another name."""
    words, tags = list(_PLACE.finditer(body)), list(_TAG.finditer(body))
    for place in chance.sample(words, min(CHANGES, len(words))):
        yield body[: place.start(1)] + b"not " + body[place.start(1) :]
        yield body[: place.start(1)] + body[place.end(1) :]
    for place in chance.sample(tags, min(CHANGES, len(tags))):
        for attribute in (b" hidden", b' class="cookie-banner"', b" data-visit=n", b' role="heading"'):
            yield body[: place.end()] + attribute + body[place.end() :]
        yield body[: place.start()] + b"<aside" + body[place.end() :]


if __name__ == "__main__":
    sys.exit(main())
