"""Is this capture the page, and what does it say? Judges the answer, reads it, judges the text. Pure.

judge the answer -> extract -> judge the document -> good, or set aside (perhaps until it is seen once more)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from watcher.capture import Expectation, judge_document, judge_response
from watcher.capture.ending import cut_off, last_words
from watcher.capture.judge import document_words
from watcher.check.doubts import Doubt, at_second_look, collapsed, doubt, thin, unended, unselected
from watcher.check.suspicion import counts, suspicion
from watcher.check.weigh import Baseline
from watcher.compare import text_key
from watcher.config import Target
from watcher.extract import EXTRACTOR, Extraction, extract
from watcher.model import Capture, Document, Verdict, VerdictKind

# Verdicts on the text that a real rewrite of the page can bring about: they hold until it has been seen again.
_UNSURE = frozenset((VerdictKind.TRUNCATED, VerdictKind.SELECTOR_LOST))
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Examined:
    """The judgement on a capture; `document` only when it counts. `suspect` is to be handed to the next check: it
    names a doubtful text that counts if it is there again (`suspicion` says how often). `silent`: it was such a text
    and is another document or what is left of one, so that what it lacks and brings is no news. `unselected`: the
    target's selectors match nothing, so that `document` is the main part of the page."""

    verdict: Verdict
    document: Document | None = None
    suspect: str = ""
    silent: bool = False
    unselected: bool = False


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
        return Examined(Verdict(VerdictKind.UNREADABLE, extraction.problem))
    verdict = judge_document(extraction.document, _expectation(capture, extraction, target, baseline))
    lost = not extraction.selector_matched
    if baseline is not None and text_key(extraction.document) == baseline.key:
        return Examined(Verdict(VerdictKind.GOOD), extraction.document, unselected=lost)
    found = _doubt(capture, target, baseline, extraction, verdict)
    if found is None:
        return Examined(verdict, extraction.document if verdict.good else None)
    seen = suspicion(found, suspect or "", capture.time)
    if suspect is None or counts(seen, found, capture.time):
        good = Verdict(VerdictKind.GOOD, found.verdict.reason)
        return Examined(good, extraction.document, silent=found.stranger, unselected=lost)
    return Examined(found.verdict, suspect=str(seen))


def _doubt(
    capture: Capture, target: Target, baseline: Baseline | None, extraction: Extraction, verdict: Verdict
) -> Doubt | None:
    """What speaks against a text that could be the page all the same; None when it is good, or surely is not."""
    document = extraction.document
    if not document.text or not (verdict.good or verdict.kind in _UNSURE):
        return None
    if verdict.kind is VerdictKind.SELECTOR_LOST:
        return unselected(baseline, document, verdict)
    cut = _is_html(capture) and cut_off(capture.body)
    if baseline is None:
        if cut:
            return unended(document)
        little = document_words(document.text, target.language) == 1
        return thin(document) if little and not _selected(capture, target) else None
    if verdict.good:
        found = doubt(baseline, document, target, tail=last_words(capture.body) if cut else None)
    else:
        found = collapsed(baseline, document, target, verdict, cut=cut)
        if target.select and found.verdict is verdict:
            found = replace(found, verdict=_narrowed(capture, target, baseline, document, verdict))
    return at_second_look(found) if found is not None and text_key(document) in baseline.seen else found


def _selected(capture: Capture, target: Target) -> bool:
    """Whether what was read is what somebody named as the document: a part of a page, or a file of text."""
    return bool(target.select) or not _is_html(capture)


def _is_html(capture: Capture) -> bool:
    return not capture.content_type or "html" in capture.content_type


def _narrowed(capture: Capture, target: Target, baseline: Baseline, document: Document, verdict: Verdict) -> Verdict:
    """A collapse, told as one of the selectors when the page without them holds as much as before."""
    whole = len(read(capture.body, capture.content_type, replace(target, select=()), capture.final_url).document.text)
    if whole < _HALF * len(baseline.document.text):
        return verdict
    reason = f"the target's selectors match only {len(document.text)} of {whole} characters on the page"
    return Verdict(VerdictKind.SELECTOR_LOST, reason)


def _expectation(capture: Capture, extraction: Extraction, target: Target, baseline: Baseline | None) -> Expectation:
    return Expectation(
        language=target.language,
        previous_chars=len(baseline.document.text) if baseline is not None else None,
        selector_matched=extraction.selector_matched,
        selected=_selected(capture, target),
    )
