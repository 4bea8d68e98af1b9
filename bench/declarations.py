"""`python -m bench.declarations REPO… --pages FOLDER`: do the declarations of whole collections come over, and work?

Each REPO is a clone of an Open Terms Archive collection of declarations, bare or not. FOLDER holds recorded HTML
pages. Every document is imported, and the file of each collection is loaded as the watcher does. Each selector is run
over one of the pages, and one of them is read as each document wants it. Times of selectors and pages are of the CPU.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup

from watcher.check.reading import read
from watcher.config import Settings, add_documents, load_settings
from watcher.extract.ranges import find
from watcher.interchange.declarations import Declared, read_declarations
from watcher.interchange.declarations_source import read_collection
from watcher.model.selecting import Selector


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.declarations", description=__doc__)
    parser.add_argument("repositories", nargs="+", type=Path, metavar="REPO")
    parser.add_argument("--pages", type=Path, required=True, metavar="FOLDER")
    arguments = parser.parse_args()
    pages = sorted(arguments.pages.glob("**/*.html"))
    if not pages:
        parser.error(f"there are no .html files in {arguments.pages}")
    bodies = [page.read_bytes() for page in pages]
    print(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} kB on average")
    slowest = 0.0
    for repository in arguments.repositories:
        slowest = max(slowest, collection(repository, bodies))
    print(f"slowest selector: {slowest * 1000:.0f} ms on one page")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def collection(repository: Path, bodies: list[bytes]) -> float:
    """Import one collection and run what it says; seconds of its slowest selector."""
    begun = time.perf_counter()
    documents = list(read_declarations(read_collection(repository)))
    read_in = time.perf_counter() - begun
    print(f"\n{repository}")
    arrivals = Counter(document.arrival.value for document in documents)
    for arrival, number in arrivals.most_common():
        print(f"  {arrival:<16} {number:>5}  {number / len(documents):6.1%}")
    older = sum(len(document.older) for document in documents)
    print(f"  older declarations: {older} read, {sum(document.unreadable for document in documents)} not")
    for document in documents:
        for note in (document.reason, *document.warnings):
            if note:
                print(f"    {document.platform}, {document.terms}: {note}"[:200])
    begun = time.perf_counter()
    settings = loaded(documents)
    written = time.perf_counter() - begun
    print(f"  {len(documents)} documents read in {read_in:.2f} s")
    print(f"  {len(settings.targets)} targets written and loaded in {written:.2f} s")
    return selectors(settings, bodies)


def loaded(documents: list[Declared]) -> Settings:
    """The documents as the watcher reads them from a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "targets.yaml"
        text = add_documents("", [(one.platform, one.entry) for one in documents if one.entry is not None])
        file.write_text(text, encoding="utf-8")
        return load_settings(file, {})


def selectors(settings: Settings, bodies: list[bytes]) -> float:
    """Run each selector over the next page, then read the next page as each document wants it."""
    soups = itertools.cycle([BeautifulSoup(body, "lxml") for body in bodies])
    kinds: Counter[str] = Counter()
    slowest, which = 0.0, ""
    every: dict[Selector, None] = {}
    for target in settings.targets:
        for page in target.pages:
            every.update(dict.fromkeys((*page.select, *page.remove)))
            kinds.update(type(selector).__name__ for selector in (*page.select, *page.remove))
    for selector in every:
        begun = time.process_time()
        find(next(soups), selector)
        slowest, which = max((slowest, which), (time.process_time() - begun, str(selector)))
    print(f"  {kinds['str']} CSS selectors and {kinds['Range']} ranges, {len(every)} different ones; all run")
    print(f"  slowest: {slowest * 1000:.0f} ms, {which[:80]}")
    begun = time.process_time()
    pages = [page for target in settings.targets for page in target.pages]
    for page, body in zip(pages, itertools.cycle(bodies), strict=False):
        read(body, "text/html; charset=utf-8", page)
    print(f"  {len(pages)} pages read, {(time.process_time() - begun) / len(pages) * 1000:.0f} ms each")
    return slowest


if __name__ == "__main__":
    main()
