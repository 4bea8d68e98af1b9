"""Is this capture the page, and what does it say? Judges the answer, reads it, judges the text. Pure.

judge the answer -> extract -> judge the document -> good, or set aside (perhaps until it is seen once more)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from watcher.capture import Expectation, judge_document, judge_response
from watcher.check.weigh import Baseline
from watcher.compare import key, text_key, words
from watcher.config import Target
from watcher.extract import EXTRACTOR, Extraction, extract
from watcher.model import Capture, Document, Verdict, VerdictKind

# Verdicts that a real rewrite of the page can bring about: they hold until the same text is captured once more.
_UNSURE = frozenset((VerdictKind.TRUNCATED, VerdictKind.SELECTOR_LOST, VerdictKind.OTHER_DOCUMENT))
# Measured on 645 captures of 11 pages: real rewrites kept 27 % of the sentences or more, another document none.
_ANOTHER = 0.05
_ENOUGH = 40  # sentences on each side before a share says anything
_TELLING = 4  # letters of a word that says what a document is
_GROWN = "grown"
_DOUBLED = 2.0  # of the size before; 4.5 % of 10,682 recorded changes of a public archive did, most for a while only


@dataclass(frozen=True, slots=True)
class Examined:
    """The judgement on a capture; `document` only when it counts. `suspect` names a text seen for the first time that
    counts if the next check brings it again; `silent`: it was such a text and is another document or what is left of
    one, so that what it lacks and brings is no news."""

    verdict: Verdict
    document: Document | None = None
    suspect: str = ""
    silent: bool = False


def reading_of(target: Target) -> str:
    """A fingerprint of how this program reads the target's captures: extractor version and selectors."""
    parts = (str(EXTRACTOR), *(f"+{s}" for s in target.select), *(f"-{r}" for r in target.remove))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def read(capture_body: bytes, content_type: str, target: Target, url: str = "") -> Extraction:
    """Extract with the target's language and selectors."""
    return extract(
        capture_body,
        content_type,
        url=url or target.url,
        language=target.language,
        select=target.select,
        remove=target.remove,
    )


def examine(capture: Capture, target: Target, baseline: Baseline | None, suspect: str | None) -> Examined:
    """Judge and read one capture. `suspect` is what the check before left; None = judge without a second look."""
    verdict = judge_response(capture)
    if verdict.kind is not VerdictKind.GOOD:
        return Examined(verdict)
    extraction = read(capture.body, capture.header("content-type") or "text/html", target, capture.final_url)
    if extraction.problem:
        return Examined(Verdict(VerdictKind.OTHER_DOCUMENT, extraction.problem))
    verdict = judge_document(extraction.document, _expectation(extraction, target, baseline))
    found = ""
    if verdict.good and baseline is not None:
        verdict, found = _beside(baseline.document, extraction.document, target.platform)
    if verdict.good:
        return Examined(verdict, extraction.document)
    if verdict.kind in _UNSURE and extraction.document.text:
        found = found or text_key(extraction.document)
        if suspect is None or suspect == found:
            silent = found != _GROWN
            return Examined(Verdict(VerdictKind.GOOD, verdict.reason), extraction.document, silent=silent)
        return Examined(verdict, suspect=found)
    return Examined(verdict)


def _beside(old: Document, new: Document, platform: str) -> tuple[Verdict, str]:
    """The verdict on a text beside the last version, and what to know it by at the next check: that it grew, or the
    title that it has now. Not its words: a page with a counter in it never says the same twice.
    """
    before, after = {key(p.text) for p in old.passages}, {key(p.text) for p in new.passages}
    least = min(len(before), len(after))
    if least >= _ENOUGH and len(before & after) < _ANOTHER * least and not _same_title(old, new, platform):
        reason = f"the page holds another document now ({new.title[:80]}; before: {old.title[:80]})"
        return Verdict(VerdictKind.OTHER_DOCUMENT, reason), f"another: {key(new.title)[:80]}"
    if len(before) >= _ENOUGH and len(new.text) > _DOUBLED * len(old.text):
        reason = f"the page holds {len(new.text)} characters, before {len(old.text)}"
        return Verdict(VerdictKind.OTHER_DOCUMENT, reason), _GROWN
    return Verdict(VerdictKind.GOOD), ""


def _same_title(old: Document, new: Document, platform: str) -> bool:
    """Do the titles share a word that is not the platform's name? "Privacy policy" rewritten as "Privacy notice" is
    the same document still, and what it no longer says is news."""
    one, other = (
        {word for word in words(document.title) if len(word) >= _TELLING} - set(words(platform))
        for document in (old, new)
    )
    return bool(one & other) or key(old.title) == key(new.title)


def _expectation(extraction: Extraction, target: Target, baseline: Baseline | None) -> Expectation:
    return Expectation(
        language=target.language,
        previous_chars=len(baseline.document.text) if baseline is not None else None,
        selector_matched=extraction.selector_matched,
    )
