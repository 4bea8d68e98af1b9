"""The documents of `bench.growth`: pages that change as real ones do. The same seed gives the same pages."""

from __future__ import annotations

import datetime as dt
import json
import random
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bench.pages import sentences

_CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
_BUSY, _SHARE = 0.05, 0.6  # so many of the documents make so much of the changes
_A_YEAR = 6.09  # changes of a document, in the mean (10,682 in two years, 877 documents)
_FORM, _BACK = 0.287, 0.36  # of the changes
_WORDS = "var function return const window document data push call async defer track render state props null".split()


@dataclass
class Paper:
    """One document: what its page says now, what it said before, and when it will change."""

    id: str
    platform: str
    title: str
    blocks: list[tuple[str, str]]
    pool: Sequence[str]
    chrome: str
    chance: random.Random
    days: dict[int, list[int]] = field(default_factory=dict)
    moves: int = 0
    form: int = 0
    past: list[list[tuple[str, str]]] = field(default_factory=list)

    @property
    def offset(self) -> dt.timedelta:
        """Its place within the six hours of a round."""
        return dt.timedelta(seconds=random.Random(self.id).randrange(6 * 3600))

    def due(self, day: int) -> list[int]:
        """The checks of that day at which it has changed."""
        return self.days.get(day, [])

    def move(self) -> None:
        """The next change: in form only, back to an earlier text, or new sentences."""
        self.moves += 1
        lot = self.chance.random()
        if lot < _FORM:
            self.form += 1
            return
        before = list(self.blocks)
        if lot < _FORM + _BACK and self.past:
            self.blocks = self.past[-1] if self.chance.random() < _BACK * 2 else self.chance.choice(self.past)
        else:
            self._edit()
        self.past = [*self.past[-20:], before]

    def _edit(self) -> None:
        blocks = list(self.blocks)
        for _ in range(self.chance.randint(1, 4)):
            at = self.chance.randrange(len(blocks))
            sentence = self.chance.choice(self.pool)
            kind, text = blocks[at]
            lot = self.chance.random()
            if lot < 0.4 or kind == "h2":
                blocks.insert(at + 1, ("p", sentence))
            elif lot < 0.7:
                blocks[at] = (kind, f"{text} {sentence}")
            elif lot < 0.9 or len(blocks) < 10:
                blocks[at] = (kind, sentence)
            else:
                del blocks[at]
        self.blocks = blocks

    def page(self, when: dt.datetime) -> bytes:
        """The page as it is sent: other bytes at every fetch."""
        nonce = f"{random.Random(f'{self.id}{when}').getrandbits(96):x}"
        body = "\n".join(f'<{tag} class="f{self.form}">{escape(text)}</{tag}>' for tag, text in self.blocks)
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{self.title}</title>'
            f'<script nonce="{nonce}">{self.chrome}</script></head><body><nav><a href="/?s={nonce}">Home</a></nav>'
            f"<main><h1>{self.title}</h1>\n{body}\n</main></body></html>"
        ).encode()


def papers(count: int, days: int) -> list[Paper]:
    """So many documents with the changes of so many days."""
    chance = random.Random(7)
    pool, texts = _pool(), _texts()
    busy = max(1, round(count * _BUSY))
    total = count * _A_YEAR * days / 365
    made = []
    for number in range(count):
        rate = total * _SHARE / busy if number < busy else total * (1 - _SHARE) / max(1, count - busy)
        platform = f"Platform{number // 6:02}"
        chrome = " ".join(chance.choices(_WORDS, k=chance.randint(3_000, 30_000)))
        paper = Paper(
            f"{platform.lower()}/document-{number % 6}", platform, f"Document {number % 6}",
            _blocks(texts[number % len(texts)]), pool, chrome, random.Random(number),
        )  # fmt: skip
        changes = int(rate) + (chance.random() < rate % 1)
        for _ in range(changes):
            paper.days.setdefault(chance.randrange(1, max(2, days)), []).append(chance.randrange(4))
        made.append(paper)
    return made


def _blocks(text: str) -> list[tuple[str, str]]:
    found = [(line.startswith("#"), line.lstrip("#*->0123456789. ").strip()) for line in text.splitlines()]
    return [("h2" if heading else "p", words) for heading, words in found if words]


def _texts() -> list[str]:
    """Real policies, one a service, else generated ones of about the same sizes."""
    packed = _CORPUS / "pairs" / "pairs.tar.xz"
    if packed.is_file():
        return list(_unpacked(packed))
    return ["\n\n".join(sentences(count, seed)) for seed, count in enumerate((80, 150, 220, 300, 450, 900) * 10)]


def _unpacked(packed: Path) -> Iterator[str]:
    seen = ""
    with tarfile.open(packed) as archive:
        for member in archive:
            folder = member.name.partition("/")[0]
            file = archive.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
            if file is not None and folder != seen:
                seen = folder
                text = file.read().decode("utf-8", "replace")
                if len(text) > 3000 and text.count(" the ") > 20:  # English, as the targets say
                    yield text


def _pool() -> list[str]:
    """Sentences that come and go: real ones that did, else generated ones."""
    path = _CORPUS / "sentences.jsonl"
    if not path.is_file():
        return sentences(1500, 99)
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [row["after"] for row in rows if row.get("after") and row["language"] == "en"]
