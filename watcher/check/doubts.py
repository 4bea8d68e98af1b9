"""What makes a text doubtful beside the last version: another document, a part of it, or one in pieces. Pure.

A doubt is no refusal: the same doubt at later looks makes the text count. An ordinary change raises none.
"""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from dataclasses import dataclass, replace

from watcher.check.weigh import Baseline
from watcher.compare import key, words
from watcher.config import Target
from watcher.model import Document, Verdict, VerdictKind

# Measured on 645 captures of 11 pages: real rewrites kept 27 % of the sentences or more, another document none.
_ANOTHER = 0.05
_ENOUGH = 40  # sentences on each side for that share; below, one in ten may be the same ("Was this helpful?")
_ANOTHER_OF_FEW = 0.1
_FEWEST = 4
_TELLING = 4  # letters of a word that says what a document is
_DOUBLED = 2.0  # of the size before; 4.5 % of 10,682 recorded changes of a public archive did, most for a while only
_REMAINS = 0.35  # of the size before; what is below is what was left of a document
_LAST = 2  # whole sentences that may go from the end of a text as an ordinary change
_KNOWN = 0.5  # of the sentences that earlier versions had: it is the document, coming back
_NAMED = 3  # times that a document has to name its platform before it is missed there
# Of the texts in a public archive that went back to what they were before, three quarters did so within 48 hours; a
# site that sends its home page for every address while it is rebuilt does so for longer than one check.
_STRANGERS_STAY = dt.timedelta(hours=48)
_REMAINS_STAY = dt.timedelta(hours=8)  # more than one check of the default interval
# What documents are called, in the seven languages; it does not tell one from another.
_KINDS = frozenset(
    "policy notice statement terms agreement conditions rules page politique charte déclaration avis règles"
    " richtlinie erklärung hinweise bedingungen política aviso declaración condiciones términos informativa"
    " condizioni termini declaração termos condições beleid verklaring voorwaarden".split()
)
_HARDLY = 10  # times less often; a policy may name the others of its group
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """`name` is what to know the same doubt by at the next look: never all the words, a page with a counter in it
    never says the same twice. `stranger`: it is another document or what is left of one; should it count in the end,
    what it lacks and brings is no news. `stays` is how long it has to be there before it counts."""

    verdict: Verdict
    name: str
    stranger: bool = False
    stays: dt.timedelta = dt.timedelta(0)


def doubt(baseline: Baseline, new: Document, target: Target, *, tail: str | None = None) -> Doubt | None:
    """The first doubt about a text that was judged good by itself. `tail` are the words with which the markup ends in
    the middle; None when it is whole."""
    old = baseline.document
    before, after = [key(p.text) for p in old.passages], [key(p.text) for p in new.passages]
    found = _ended(before, after, tail) or _another(old, new, target) or _grown(old, new, target)
    if found is not None and found.stranger and tail is None:
        known = {sentence for sentence, _ in baseline.past().first}
        if sum(sentence in known for sentence in after) >= _KNOWN * len(after):
            return at_second_look(found)
    return found


def at_second_look(found: Doubt) -> Doubt:
    """The same doubt about what is no stranger after all."""
    return replace(found, stranger=False, stays=dt.timedelta(0))


def collapsed(baseline: Baseline, new: Document, target: Target, verdict: Verdict, *, cut: bool) -> Doubt:
    """About a text that is much shorter than the last version."""
    if cut:
        return Doubt(verdict, f"short: {_end(new)}", stranger=True, stays=_STRANGERS_STAY)
    another = _another(baseline.document, new, target)
    if another is not None:
        return replace(another, stranger=True, stays=_STRANGERS_STAY)
    if len(new.text) < _REMAINS * len(baseline.document.text):
        return Doubt(verdict, f"short: {_end(new)}", stranger=True, stays=_REMAINS_STAY)
    return Doubt(verdict, f"short: {_end(new)}")


def unselected(baseline: Baseline | None, new: Document, verdict: Verdict) -> Doubt:
    """About a page on which the target's selectors match nothing: if it says what the last version says, that was
    read in the same way."""
    found = Doubt(verdict, "selector")
    if baseline is None:
        return found
    before, after = ({key(p.text) for p in document.passages} for document in (baseline.document, new))
    if len(before & after) >= _KNOWN * len(after):
        return found
    return replace(found, stranger=True, stays=_STRANGERS_STAY)


def unended(new: Document) -> Doubt:
    """About a page that ends in the middle, with no version to compare it with."""
    return Doubt(_truncated(""), f"ends: {_end(new)}")


def thin(new: Document) -> Doubt:
    """About a first capture that holds little, and hardly a word of what documents say."""
    reason = f"the page holds only {len(new.text.split())} words, and hardly any that a policy or its help page has"
    return Doubt(Verdict(VerdictKind.EMPTY, reason), "thin", stays=_STRANGERS_STAY)


def _end(document: Document) -> str:
    """The letters of the last sentence, by which two cuts at the same place are known."""
    return " ".join(_LETTERS.findall(key(document.passages[-1].text)))[-60:] if document.passages else ""


def _truncated(lost: str) -> Verdict:
    return Verdict(VerdictKind.TRUNCATED, f"the page ends in the middle{lost}")


def _ended(before: list[str], after: list[str], tail: str | None) -> Doubt | None:
    """Text that stops where the last version went on: cut markup without the end of the text, or nothing but its
    beginning, even when the markup is whole."""
    if not before or not after:
        return None
    beginning = after[:-1] == before[: len(after) - 1] and len(after) <= len(before)
    whole = beginning and after[-1] == before[len(after) - 1]
    begun = beginning and not whole and before[len(after) - 1].startswith(after[-1])
    lost = f": {len(before) - len(after) + (0 if whole else 1)} sentences at the end of the last version are missing"
    name = f"ends: {after[-1][-60:]}"
    if tail is not None:
        ends = all(after.count(sentence) >= before.count(sentence) for sentence in before[-_LAST:])
        if ends and (after[-1] == before[-1] or not key(tail).endswith(after[-1])):
            return None
        verdict = _truncated(lost if whole or begun else "")
        return Doubt(verdict, name, stranger=True, stays=_STRANGERS_STAY)
    if begun or (whole and len(before) - len(after) > _LAST):
        return Doubt(_truncated(lost), name)
    return None


def _another(old: Document, new: Document, target: Target) -> Doubt | None:
    before, after = {key(p.text) for p in old.passages}, {key(p.text) for p in new.passages}
    least = min(len(before), len(after))
    share = _ANOTHER if least >= _ENOUGH else _ANOTHER_OF_FEW
    if least < _FEWEST or len(before & after) >= share * least:
        return None
    reason = f"the page holds another document now ({new.title[:80]}; before: {old.title[:80]})"
    stranger = not _same_title(old, new, target.platform) or _nameless(old, new, target)
    stays = _STRANGERS_STAY if stranger else dt.timedelta(0)
    return Doubt(Verdict(VerdictKind.OTHER_DOCUMENT, reason), f"another: {key(new.title)[:80]}", stranger, stays)


def _grown(old: Document, new: Document, target: Target) -> Doubt | None:
    if len(new.text) <= _DOUBLED * len(old.text) or len({key(p.text) for p in old.passages}) < _ENOUGH:
        return None
    verdict = Verdict(
        VerdictKind.OTHER_DOCUMENT, f"the page holds {len(new.text)} characters, before {len(old.text)}"
    )
    if _nameless(old, new, target):
        return Doubt(verdict, "grown", stranger=True, stays=_STRANGERS_STAY)
    return Doubt(verdict, "grown")


def _same_title(old: Document, new: Document, platform: str) -> bool:
    """Are the titles about the same, the platform's name and the kind of document aside? "Privacy policy" rewritten
    as "Our privacy notice" is the same document still, and what it no longer says is news; "Privacy notice for
    Europe" is another one."""
    one, other = (
        {word for word in words(document.title) if len(word) >= _TELLING} - set(words(platform)) - _KINDS
        for document in (old, new)
    )
    return key(old.title) == key(new.title) or (bool(one) and one == other)


def _nameless(old: Document, new: Document, target: Target) -> bool:
    """Does the new text hardly name the platform, as the old one did all the time? Then it is somebody else's
    policy."""
    host = urllib.parse.urlsplit(target.url).hostname or ""
    name = max(host.split(".")[:-1], key=len, default="")
    before, after = (document.text.lower().count(name) for document in (old, new))
    return len(name) >= _TELLING and before >= _NAMED and after * _HARDLY < before
