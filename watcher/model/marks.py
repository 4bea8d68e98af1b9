"""Lists that a page writes as paragraphs: "We use your data for:" and then "(a) …", "(b) …", or "• …", one each.

Tells under which sentence such a paragraph stands, as lists with markup tell it. Nothing is taken from the text: the
mark stays a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BULLETS = "-*•▪◦‣·–—●○■»➢✓"
_MARK = re.compile(rf"([{re.escape(_BULLETS)}])\s+\S|(\(?)(\d{{1,3}}|[ivxlc]{{1,6}}|[a-z])([.)])\s+\S", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class MarkedList:
    """The lists that are open at a place of a section, outermost first: the last mark of each, and its lead."""

    open: list[tuple[str, str]] = field(default_factory=list)  # mark, lead
    before: str = ""  # the last sentence of the paragraph before

    def lead(self, first: str, last: str) -> str:
        """The lead of the next paragraph, of which the first and the last sentence are given; empty for none."""
        lead = ""
        if self.open or self.before.endswith(":"):
            mark = _mark(first)
            if mark:
                lead = self._enter(mark)
            else:
                self.open.clear()
        self.before = last
        return lead

    def end(self) -> None:
        """Something stands between that is no paragraph."""
        self.open.clear()
        self.before = ""

    def _enter(self, mark: str) -> str:
        if self.before.endswith(":"):
            self.open.append((mark, self.before))
        else:
            following = [place for place, (last, _) in enumerate(self.open) if _follows(last, mark)]
            if not following:
                self.open.clear()
                return ""
            del self.open[following[-1] + 1 :]
            self.open[-1] = mark, self.open[-1][1]
        return self.open[-1][1]


def _mark(text: str) -> str:
    """The mark that a paragraph begins with: a bullet, or a number or letter with its brackets; empty for none."""
    found = _MARK.match(text)
    if found is None:
        return ""
    return found[1] or f"{found[2]}{found[3].lower()}{found[4]}"


def _follows(last: str, mark: str) -> bool:
    """Does a mark come after another one in the same list: the same bullet, or the next number or letter?"""
    if last[-1] not in ".)" or mark[-1] not in ".)":
        return last == mark
    if (last[0] == "(", last[-1]) != (mark[0] == "(", mark[-1]):
        return False
    one, other = last.strip("(.)"), mark.strip("(.)")
    return any(value + 1 == _numbers(other).get(kind) for kind, value in _numbers(one).items())


def _numbers(label: str) -> dict[str, int]:
    """What a label may count: "i" is the ninth letter or the first Roman number."""
    if label.isdecimal():
        return {"number": int(label)}
    out = {"letter": ord(label)} if len(label) == 1 else {}
    if all(char in _ROMAN for char in label):
        values = [_ROMAN[char] for char in label]
        out["roman"] = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return out
