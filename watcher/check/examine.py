"""Is this capture the page, and what does it say? Judges the answer, reads it, judges the text. Pure.

judge the answer -> extract -> judge the document -> good, or set aside (perhaps until it is seen once more)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from watcher.capture import Expectation, judge_document, judge_response
from watcher.capture.ending import cut_off, last_words
from watcher.capture.judge import document_words
from watcher.check.doubts import Doubt, at_second_look, collapsed, doubt, thin, unended, unselected
from watcher.check.reading import one_document, read, single
from watcher.check.suspicion import counts, suspicion
from watcher.check.weigh import Baseline
from watcher.compare import key, text_key
from watcher.config import Target
from watcher.extract import Extraction
from watcher.model import Capture, Document, Verdict, VerdictKind
from watcher.model.pages import MEDIA_TYPE

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


def examine(capture: Capture, target: Target, baseline: Baseline | None, suspect: str | None) -> Examined:
    """Judge and read one capture. `suspect` is what the check before left; None = judge without a second look."""
    if target.combine and capture.content_type == MEDIA_TYPE:
        return _examine_pages(capture, target, baseline, suspect)
    return _examine_page(capture, target, baseline, suspect)


def _examine_pages(capture: Capture, target: Target, baseline: Baseline | None, suspect: str | None) -> Examined:
    """Each page beside what it was: all have to be good. The first one that is not speaks for the document."""
    found: list[tuple[str, Examined]] = []
    for page, seen in zip(target.pages, single(capture), strict=True):
        before = _page_before(baseline, page.url)
        examined = _examine_page(seen, page, before, suspect)
        if examined.document is None:
            reason = f"{examined.verdict.reason} ({page.url})"
            return replace(examined, verdict=replace(examined.verdict, reason=reason))
        found.append((page.url, examined))
    read_pages = [(url, examined.document) for url, examined in found if examined.document is not None]
    return Examined(
        Verdict(VerdictKind.GOOD),
        one_document(read_pages),
        # A page that was added to the document, or taken from it, by the configuration is no news of the platform.
        silent=any(e.silent for _, e in found) or (baseline is not None and not _same_pages(baseline, read_pages)),
        unselected=any(examined.unselected for _, examined in found),
    )


def _same_pages(baseline: Baseline, found: list[tuple[str, Document]]) -> bool:
    """Whether the last version was made of these pages. Where nobody knows which they were: whether they hold what it
    held, and most of each of them stands in it."""
    if baseline.pages:
        return set(baseline.pages) == {url for url, _ in found}
    held = _run_together(baseline.document)
    said = [[f" {key(passage.text)} " for passage in document.passages] for _, document in found]
    whole = sum(len(document.text) for _, document in found)
    return whole >= _HALF * len(baseline.document.text) and all(
        sum(text in held for text in page) >= _HALF * len(page) for page in said
    )


def _run_together(document: Document) -> str:
    return f" {' '.join(key(passage.text) for passage in document.passages)} "


def _page_before(baseline: Baseline | None, url: str) -> Baseline | None:
    """The last version of one page of a document."""
    if baseline is None or url not in baseline.pages:
        return None
    document = baseline.pages[url]
    return replace(baseline, document=document, key=text_key(document), seen={}, pages={})


def _examine_page(capture: Capture, target: Target, baseline: Baseline | None, suspect: str | None) -> Examined:
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
