"""The documents of the simulated web (`bench.scale`): how large they are, when they change, and what they say then.

The same seed gives the same documents. Sizes are log-normal around 100 kB of HTML of which about 25 kB are text, as
in public archives; a document changes 6.1 times a year in the mean, 5 % of them make 60 % of the changes, 29 % of the
changes are in form only and 36 % go back to an earlier text. Pages are kept in pieces that were compressed once: what
is sent is a row of pieces with a nonce in between, so that serving costs little although no two answers are the same.
"""

from __future__ import annotations

import functools
import random
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.pages import sentences

HOSTS, EACH = 2_000, 10  # hosts, and documents on each
DAY = 86_400.0
_SMALLEST, _LARGEST = 5_000, 1_000_000
_A_YEAR, _BUSY, _SHARE = 6.09, 0.05, 0.6
_FORM, _BACK = 0.287, 0.36
_SECTION = 24  # sentences
_LIBRARY = 48  # scripts and style sheets that pages share
_WORDS = (
    "var function return const window document data push call async defer track render state props null undefined "
    "className children onClick useEffect async await promise then catch module exports require config locale flags"
).split()
# Most sentences of a policy say nothing that the rules are about. These are put together from four parts.
_WHO = (
    "the account holder|a buyer|the seller|our payment partner|the moderator of a group|an administrator|the licence"
    "|this agreement|the applicable tax|a notice under this section|the court of the seat|the subscription"
    "|the cookie banner|a visitor without an account|the company that pays for a seat|the delivery service"
    "|a complaint about a listing|the archive of invoices|the status page|our security team|the guest of an event"
    "|a member who is under eighteen|the language of the contract|an order over the phone|the mobile application"
).split("|")
_DOES = (
    "has to be paid within|is governed by|ends with|must be renewed before|can be cancelled during|is stored until"
    "|takes precedence over|is subject to|may be transferred together with|applies in addition to|does not include"
    "|is described at the end of|has no effect on|will be sent together with|is limited to|replaces|depends on"
    "|shall be read in the light of|is checked against|comes into force after"
).split("|")
_WHAT = (
    "thirty days of the invoice|the laws of the country of residence|the closing of the profile|the billing period"
    "|the trial period|the list of fees|the terms of the marketplace|the rules on refunds|the export of contacts"
    "|a valid means of payment|the delivery address|the community guidelines|the help pages on passwords"
    "|the report of the auditor|the supported file formats|the opening hours of the support|the sanctions list"
    "|the consent of a parent|the records that tax law asks for|the order confirmation|the right of withdrawal"
    "|the technical documentation|the price that was shown|the waiting list|the size of the storage"
).split("|")
_WHEN = (
    "where both sides have agreed in writing|unless a mandatory law says otherwise|as far as this is reasonable"
    "|in every country in which the service is offered|for contracts that were made before this date"
    "|if the amount is higher than one hundred euros|without any further charge|and in no other case"
    "|provided that the form has been filled in completely|as set out in the annex|at the expense of the sender"
    "|even when the connection was interrupted|within the limits of the plan that was chosen"
    "|as long as the device is supported|upon request and free of charge|with the exception of public holidays"
).split("|")
_CLAIMS = 0.15  # of the sentences are of the kind that the rules are about
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"


class Piece(NamedTuple):
    """A part of a page as it is, and as a row of whole deflate blocks."""

    raw: bytes
    packed: bytes


def piece(text: str) -> Piece:
    raw = text.encode()
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def loose(raw: bytes) -> Piece:
    """A part that is sent once, as a stored block: nothing is compressed for it."""
    size = len(raw).to_bytes(2, "little")
    return Piece(raw, b"\x00" + size + bytes(byte ^ 0xFF for byte in size) + raw)


def gzipped(pieces: Iterable[Piece]) -> bytes:
    """The pieces as one gzip member."""
    parts, check, length = [_GZIP_HEAD], 0, 0
    for raw, packed in pieces:
        parts.append(packed)
        check = zlib.crc32(raw, check)
        length += len(raw)
    parts.append(b"\x03\x00" + check.to_bytes(4, "little") + length.to_bytes(4, "little"))
    return b"".join(parts)


def prose(chance: random.Random, count: int) -> list[str]:
    """So many sentences, as a policy has them."""
    telling = sentences(count, chance.getrandbits(32))
    found = []
    for number in range(count):
        if chance.random() < _CLAIMS:
            found.append(telling[number])
        else:
            parts = [chance.choice(words) for words in (_WHO, _DOES, _WHAT, _WHEN)]
            found.append(f"{' '.join(parts).capitalize()} (clause {chance.randrange(1, 90)}).")
    return found


@functools.cache
def _library(seed: int) -> list[Piece]:
    """Scripts and styles of 1 to 40 kB, as pages have them."""
    chance = random.Random(f"{seed}/library")
    made = []
    for number in range(_LIBRARY):
        words = " ".join(chance.choices(_WORDS, k=int(150 * 1.09**number)))
        made.append(
            piece(f'<script data-part="{number}">{words}</script>' if number % 4 else f"<style>{words}</style>")
        )
    return made


@functools.cache
def _navigation(seed: int, host: int) -> Piece:
    chance = random.Random(f"{seed}/navigation/{host}")
    links = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/s/{chance.getrandbits(32):x}">Entry {i}</a>'
        '<svg viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg></li>'
        for i in range(chance.randrange(10, 60))
    )
    return piece(f'</head><body><header><nav aria-label="Main"><ul>{links}</ul></nav></header>')


@dataclass
class Paper:
    """One document: what it says now, and when it will say something else."""

    seed: int
    number: int
    days: int
    edition: int = 0
    form: int = 0
    texts: list[list[str]] = field(default_factory=list)
    past: list[list[list[str]]] = field(default_factory=list)
    due: list[float] = field(default_factory=list)
    chrome: list[Piece] = field(default_factory=list)
    _made: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed}/paper/{self.number}")
        size = min(_LARGEST, max(_SMALLEST, int(self.chance.lognormvariate(11.51, 0.8))))
        words = min(int(size * 0.6), max(2_000, int(self.chance.lognormvariate(10.1, 0.7))))
        lines = prose(self.chance, max(20, words // 125))
        self.texts = [lines[start : start + _SECTION] for start in range(0, len(lines), _SECTION)]
        self.chrome = self._chrome(size - words)
        busy = self.chance.random() < _BUSY
        rate = _A_YEAR * (_SHARE / _BUSY if busy else (1 - _SHARE) / (1 - _BUSY)) * self.days / 365
        changes = int(rate) + (self.chance.random() < rate % 1)
        self.due = sorted(self.chance.uniform(3_600, self.days * DAY) for _ in range(changes))

    def _chrome(self, size: int) -> list[Piece]:
        chosen: list[Piece] = []
        left = size
        for part in self.chance.sample(_library(self.seed), _LIBRARY):
            if len(part.raw) <= left:
                chosen.append(part)
                left -= len(part.raw)
        padding = " ".join(self.chance.choices(_WORDS, k=max(0, left - 2_000) // 7))
        return [*chosen, piece(f'<script type="application/json">{padding}</script>')]

    def at(self, moment: float) -> list[Piece]:
        """The page at that second of the simulation, without nonces; moments only go forward."""
        while self.due and self.due[0] <= moment:
            self.due.pop(0)
            self._move()
        if not self._made:
            self._made = [self._head(), *self.chrome, _navigation(self.seed, self.number // EACH), *self._body()]
        return self._made

    def _move(self) -> None:
        """The next change: in form only, back to an earlier text, or new sentences."""
        self.edition += 1
        self._made = []
        lot = self.chance.random()
        if lot < _FORM:
            self.form += 1
            return
        before = [list(section) for section in self.texts]
        if lot < _FORM + _BACK and self.past:
            self.texts = [list(section) for section in self.past[-1]]
        else:
            self._edit()
        self.past = [*self.past[-5:], before]

    def _edit(self) -> None:
        for sentence in sentences(self.chance.randint(1, 4), self.chance.getrandbits(32)):
            section = self.chance.choice(self.texts)
            at = self.chance.randrange(len(section)) if section else 0
            lot = self.chance.random()
            if lot < 0.5 or len(section) < 3:
                section.insert(at, f"{sentence[:-1]} since edition {self.edition}.")
            elif lot < 0.8:
                section[at] = sentence
            else:
                del section[at]

    def _head(self) -> Piece:
        title = f"Privacy Notice {self.number}"
        return piece(f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>')

    def _body(self) -> list[Piece]:
        kind = f"c{self.number:x}f{self.form}"
        blocks = [f'<main id="content"><div class="{kind}-wrap"><h1>Privacy Notice {self.number}</h1>']
        for place, lines in enumerate(self.texts, 1):
            blocks.append(f'<section class="{kind}"><h2 id="s{place}"><a href="#s{place}">{place}. Section</a></h2>')
            for start in range(0, len(lines), 4):
                some = lines[start : start + 4]
                if start % 12 == 8:
                    blocks.append(
                        f'<ul class="{kind}-l">{"".join(f"<li><span>{line}</span></li>" for line in some)}</ul>'
                    )
                else:
                    blocks.append(f'<p class="{kind}-p">{" ".join(some)}</p>')
            blocks.append("</section>")
        blocks.append("</div></main><footer><p>© Example</p></footer></body></html>")
        half = len(blocks) // 2
        return [piece("".join(blocks[:half])), piece("".join(blocks[half:]))]

    def with_nonce(self, moment: float, nonce: str) -> list[Piece]:
        """The page with this nonce in a script, an attribute and a link."""
        head, *rest, first, second = self.at(moment)
        return [
            head,
            loose(f'<script nonce="{nonce}">window.session="{nonce}"</script>'.encode()),
            *rest,
            loose(f'<a class="skip" data-request="{nonce}" href="/about?session={nonce}"></a>'.encode()),
            first,
            second,
        ]
