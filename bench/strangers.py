"""Pages that come in the place of a recorded one: cut at any place, of another language, target or kind. Each is
shown to the judge after a real version, four times six hours apart; none may count, and the real next page must."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.pages import prose, sentences
from bench.wall_pages import HTML, target
from watcher.check.examine import examine
from watcher.check.weigh import Baseline, weigh
from watcher.compare import text_key
from watcher.config import Target
from watcher.model import Capture, parse_stamp

CUTS = 50
_ONE_DOCUMENT = {"lechat-privacy", "mistral-privacy"}  # two addresses of the same one
_LOOKS = 4
_APART = dt.timedelta(hours=6)


@dataclass(frozen=True)
class Sequence:
    """The recorded captures of one page, oldest first."""

    target: Target
    captures: tuple[Path, ...]

    def capture(self, index: int) -> Capture:
        path = self.captures[index]
        return self.of(path.read_bytes(), parse_stamp(path.stem))

    def of(self, body: bytes, time: dt.datetime) -> Capture:
        """These bytes, as if they had come from the target's address."""
        return Capture(self.target.url, self.target.url, time, 200, (("content-type", HTML),), body)

    def places(self, count: int = 5) -> list[int]:
        """Indexes of captures that are spread over the sequence and have a next one."""
        last = len(self.captures) - 2
        return sorted({round(last * part / (count - 1)) for part in range(count)})


def sequences(folder: Path) -> list[Sequence]:
    """What lies under a folder of captures: sub-folders with captures, and `<name>.json` beside each or in it."""
    found = []
    for sub in sorted(path for path in folder.iterdir() if path.is_dir()):
        meta = next((path for path in (sub / "sequence.json", folder / f"{sub.name}.json") if path.is_file()), None)
        captures = tuple(sorted(sub.glob("*.html")))
        if meta is None or not captures:
            continue
        facts = json.loads(meta.read_text(encoding="utf-8"))
        page = target(facts["language"], sub.name, facts["url"])
        page = dataclasses.replace(
            page, platform=sub.name.partition("-")[0], select=tuple(facts["select"]), remove=tuple(facts["remove"])
        )
        found.append(Sequence(page, captures))
    return found


def cuts(body: bytes) -> Iterator[bytes]:
    for place in range(1, CUTS + 1):
        yield body[: len(body) * place // (CUTS + 1)]


def home_pages(platform: str) -> list[bytes]:
    """A short and a long one, as a platform sends for every address while it is rebuilt."""
    nav = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>' for name in "Product Pricing Stories Careers".split()
    )
    claims = (
        "Work together, wherever you are.",
        f"More than 40 million people meet on {platform} every day.",
        "Start a conversation, share what you know, and find the people who can help.",
        "Free to start, with plans for teams of any size.",
        "Built-in AI helps you write, search and sum up.",
        "Your data stays yours: see our privacy notice for how we handle it.",
    )
    cards = "".join(f"<section><h2>Reason {n}</h2><p>{claim}</p></section>" for n, claim in enumerate(claims, 1))
    stories = prose(sentences(80, 99)).split("\n\n")
    more = "".join(f"<p>{story}</p>" for story in stories if not story.startswith("#"))
    return [
        (
            f'<!doctype html><html lang="en"><head><title>{platform}: where people meet</title></head><body><header>'
            f"<nav><ul>{nav}</ul></nav></header><main><h1>Where people meet</h1>{cards}{rest}</main>"
            "<footer><a href=/legal>Legal</a></footer></body></html>"
        ).encode()
        for rest in ("", f"<h2>Stories of customers</h2>{more}")
    ]


@dataclass
class Tally:
    """`whole`: nothing of the selected text was missing, so that it counts as the page. `moved[n]`: other texts that
    counted at look n, `told` those of them that would be an alert. `late`: real next pages that did not count at once
    after it, though they do without it."""

    shown: int = 0
    whole: int = 0
    moved: list[int] = dataclasses.field(default_factory=lambda: [0] * _LOOKS)
    told: int = 0
    late: int = 0

    def add(self, place: Place, stranger: bytes, *, looks: int = _LOOKS) -> None:
        """Shows `stranger` so many times in the place of the next page, and then that page."""
        self.shown += 1
        suspect = ""
        for look in range(looks):
            capture = place.sequence.of(stranger, place.baseline.time + _APART * (look + 1))
            found = examine(capture, place.sequence.target, place.baseline, suspect)
            suspect = found.suspect
            if found.document is None:
                continue
            if text_key(found.document) in place.whole:
                self.whole += 1
            else:
                self.moved[look] += 1
                topics = place.sequence.target.topics
                self.told += not found.silent and weigh(place.baseline, found.document, topics).alerts
            break
        if looks == _LOOKS and place.counts:
            self.late += examine(place.following, place.sequence.target, place.baseline, suspect).document is None


@dataclass(frozen=True)
class Place:
    """A point in a sequence: the last version and the real next page. `whole` are the keys of texts from which
    nothing is missing, `counts` says that the next page counts at once."""

    sequence: Sequence
    baseline: Baseline
    following: Capture
    whole: frozenset[str]
    counts: bool


def places(sequence: Sequence) -> Iterator[tuple[int, Place]]:
    """Five of them with their indexes, where the capture is the page."""
    for index in sequence.places():
        document = examine(sequence.capture(index), sequence.target, None, None).document
        if document is None:
            continue
        key, time = text_key(document), sequence.capture(index).time
        baseline = Baseline(document, key, time, {key: time})
        following = sequence.capture(index + 1)
        after = examine(following, sequence.target, baseline, "").document
        keys = frozenset((key, text_key(after))) if after is not None else frozenset((key,))
        yield index, Place(sequence, baseline, following, keys, after is not None)


def tallies(sequence: Sequence, every: list[Sequence]) -> dict[str, Tally]:
    """For each kind of stranger, what the judge made of it."""
    kinds = {name: Tally() for name in ("cut", "another target", "another language", "home page")}
    for index, place in places(sequence):
        for number, body in enumerate(cuts(place.following.body)):
            kinds["cut"].add(place, body, looks=_LOOKS if number % 10 == 9 else 1)
        for other in every:
            if other is sequence or {other.target.id, sequence.target.id} == _ONE_DOCUMENT:
                continue
            same = other.target.url.partition("?")[0] == sequence.target.url.partition("?")[0]
            body = other.captures[index % len(other.captures)].read_bytes()
            kinds["another language" if same else "another target"].add(place, body)
        for body in home_pages(sequence.target.platform.title()):
            kinds["home page"].add(place, body)
    return kinds
