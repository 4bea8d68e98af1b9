"""`python -m bench.verdicts [FOLDER]`: the figures of docs/verdicts.md.

The corpus of walls is in the repository. Recorded captures are not: FOLDER has a sub-folder of captures for each
page, with its `sequence.json` (default: `../shared/corpus/captures`, unpacked for the time of the run). Without one,
only the walls are measured.
"""

from __future__ import annotations

import html
import json
import random
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.strangers import Sequence, sequences, tallies
from bench.wall_pages import HTML, NOON, WallPage, earlier_version, wall_pages
from watcher.capture import judge_response
from watcher.check.examine import examine
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, weigh
from watcher.extract import extract
from watcher.model import Capture, Document

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "captures"
# What the labels of the recorded changes say of these captures: a stub that sends on, then an index of documents.
_NOT_THE_PAGE = {"lechat-privacy": "2025-11-29"}
_HEADERS = (("content-type", HTML),)
_LENGTHS = (60, 100, 150, 220)  # words
_FEWEST_SENTENCES = 8
_READ = 300_000  # bytes


def say(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def head(title: str, *cells: str) -> None:
    print(f"\n{title}\n")
    say(*cells)
    say(*("---" for _ in cells))


def walls(pages: list[WallPage]) -> None:
    """How many of the walls and of the good pages count as the page, alone and after a version."""
    before = earlier_version()
    head("Walls", "pages", "judged", "number", "accepted", "accepted after a version", "kind as expected")
    for half in ("held-out", "later", "seen", "good"):
        for status in (None, 200):
            some = [page for page in pages if page.half == half]
            found = [page.examined(status) for page in some]
            after = sum(page.examined(status, before).document is not None for page in some)
            right = sum(one.verdict.kind is page.kind for one, page in zip(found, some, strict=True))
            accepted = sum(one.document is not None for one in found)
            say(half, "with status 200" if status else "as sent", len(some), accepted, after, right)
    head("By language", "language", "walls", "accepted", "good pages", "refused")
    for language in ("en", "fr", "de", "es", "it", "pt", "nl"):
        judgements = [
            (page.half, page.examined(200).document is not None) for page in pages if page.language == language
        ]
        bad = [counted for half, counted in judgements if half != "good"]
        good = [counted for half, counted in judgements if half == "good"]
        say(language, len(bad), sum(bad), len(good), len(good) - sum(good))


def pieces(folder: Path) -> None:
    """Short pages made of any few sentences in a row of real policies: how many are taken for walls."""
    chance = random.Random(5)
    labels = (json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    languages = {label["id"]: label["language"] for label in labels}
    refused: Counter[int] = Counter()
    made: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(folder / "pairs.tar.xz") as archive:
            archive.extractall(scratch, filter="data")
        for identifier, language in sorted(languages.items()):
            last = max(Path(scratch, identifier).glob("*.md"))
            document = extract(last.read_bytes()[:_READ], "text/markdown", language=language).document
            for wanted in _LENGTHS if len(document.passages) >= _FEWEST_SENTENCES else ():
                for _ in range(3):
                    body = piece(document, wanted, chance)
                    capture = Capture("https://a.example/x", "https://a.example/x", NOON, 200, _HEADERS, body)
                    made[wanted] += 1
                    refused[wanted] += not judge_response(capture).good
    head("Pieces of real policies as pages of their own", "words", "pages", "wrongly refused")
    for wanted in _LENGTHS:
        say(f"{wanted} or little more", made[wanted], refused[wanted])


def piece(document: Document, wanted: int, chance: random.Random) -> bytes:
    """A page with so many words of the document, from any place in it."""
    texts = [passage.text for passage in document.passages]
    start = end = chance.randrange(len(texts) - _FEWEST_SENTENCES // 2)
    words = 0
    while end < len(texts) and words < wanted:
        words += len(texts[end].split())
        end += 1
    title, paragraphs = (
        html.escape(document.title or "Policy"),
        "".join(f"<p>{html.escape(text)}</p>" for text in texts[start:end]),
    )
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><header><nav><a href=/>Home</a>"
        f"<a href=/login>Log in</a></nav></header><main><h1>{title}</h1>{paragraphs}</main></body></html>"
    ).encode()


def judged(sequence: Sequence) -> Counter[str]:
    """The verdicts on a sequence in its order, each capture with what the one before left."""
    baseline: Baseline | None = None
    suspect = ""
    memory = Memory()
    count: Counter[str] = Counter()
    strange = _NOT_THE_PAGE.get(sequence.target.id, "9")
    for index, path in enumerate(sequence.captures):
        capture = sequence.capture(index)
        examined = examine(capture, sequence.target, baseline, suspect)
        suspect = examined.suspect
        page = "page" if path.stem < strange else "other"
        state = "good" if examined.document is not None else "waits" if suspect else "refused"
        count[f"{page} {state}"] += 1
        count[f"kind {examined.verdict.kind}"] += 1
        if examined.document is None:
            continue
        weighed = weigh(baseline, examined.document, sequence.target.topics)
        if weighed.archive:
            memory.learn(capture.time, examined.document)
            seen = {**(baseline.seen if baseline is not None else {}), weighed.key: capture.time}
            baseline = Baseline(examined.document, weighed.key, capture.time, seen, lambda: memory)
    return count


def recorded(every: list[Sequence]) -> None:
    """The verdicts on real captures, sequence by sequence."""
    head(
        "Recorded captures, each sequence in its order",
        *("sequence", "captures", "good", "wait for a second look", "wrongly refused"),
        *("not the page: refused or waiting", "not the page: accepted", "verdicts"),
    )
    total: Counter[str] = Counter()
    for sequence in every:
        count = judged(sequence)
        kinds = [(name[5:], number) for name, number in count.items() if name.startswith("kind ")]
        total.update(count)
        text = ", ".join(f"{number} {name}" for name, number in sorted(kinds, key=lambda kind: -kind[1]))
        _count(sequence.target.id, len(sequence.captures), count, text)
    _count("all", sum(len(sequence.captures) for sequence in every), total, "")


def _count(name: str, captures: int, count: Counter[str], text: str) -> None:
    other = count["other refused"] + count["other waits"]
    say(
        name,
        captures,
        count["page good"],
        count["page waits"],
        count["page refused"],
        other,
        count["other good"],
        text,
    )


def strangers(every: list[Sequence]) -> None:
    """What came in the place of the page."""
    head(
        "In the place of the page, four times in a row six hours apart",
        *("sequence", "what", "shown", "whole text, counts", "counts at look 1, 2, 3, 4", "told"),
        "next page held back",
    )
    for sequence in every:
        for kind, tally in tallies(sequence, every).items():
            if tally.shown:
                moved = ", ".join(map(str, tally.moved))
                say(sequence.target.id, kind, tally.shown, tally.whole, moved, tally.told, tally.late)


def speed(captures: Iterable[Capture]) -> None:
    """CPU of `judge_response`."""
    head("CPU of the judgement on an answer", "bytes", "ms")
    for capture in captures:
        judge_response(capture)
        begun = time.process_time()
        for _ in range(20):
            judge_response(capture)
        say(f"{len(capture.body):,}", f"{(time.process_time() - begun) / 20 * 1000:.1f}")


def unpacked(folder: Path, scratch: Path) -> Path:
    """The folder, or the scratch folder with the archives of its sub-folders unpacked."""
    packed = sorted(folder.glob("*/captures.tar.xz"))
    for path in packed:
        with tarfile.open(path) as archive:
            archive.extractall(scratch, filter="data")
        (scratch / path.parent.name / "sequence.json").write_bytes((path.parent / "sequence.json").read_bytes())
    return scratch if packed else folder


def main() -> None:
    walls(list(wall_pages()))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _SHARED
    if not folder.is_dir():
        return
    with tempfile.TemporaryDirectory() as scratch:
        every = sequences(unpacked(folder, Path(scratch)))
        recorded(every)
        if (folder.parent / "pairs" / "pairs.tar.xz").is_file():
            pieces(folder.parent / "pairs")
        strangers(every)
        speed(sequence.capture(len(sequence.captures) - 1) for sequence in every[:4])


if __name__ == "__main__":
    main()
