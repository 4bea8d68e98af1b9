"""Says whether a capture is the page. Pure: the same capture always gets the same verdict.

`judge_response` looks at status, headers and raw markup, before extraction; `judge_document` at the text that was
extracted. What is doubtful but may be the page passes: a wrong refusal hides a change.
"""

from __future__ import annotations

from dataclasses import dataclass

from watcher.capture.answer import HTML, charset_of, judge_answer
from watcher.capture.language import LANGUAGES, other_language
from watcher.capture.markup import plain, shape_of
from watcher.capture.walls import speaks, wall
from watcher.model import Capture, Document, Verdict, VerdictKind
from watcher.model.bounds import MOST_CHARACTERS, excess

_TEXT = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_PDF = "application/pdf"
_FEWEST_CHARACTERS = 120
_FEW_WORDS = 60  # of documents with less the shortest that we know speaks of two kinds of things
_NONE_OF_THEM = (
    " and none that a policy or its help page has;"
    " if it is the page all the same, name its text in the target's selectors"
)
_COLLAPSED = 0.5  # of the size before; 4.5 % of 10,682 recorded changes of a public archive halved a document


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the document should be like. `language` as configured; `previous_chars` is the length of the last
    version's text, None for the first; `selector_matched` as extraction reports it; `selected` says that somebody
    named the part of the page that is the document, or that it is no page but a file of text.
    """

    language: str
    previous_chars: int | None = None
    selector_matched: bool = True
    selected: bool = False


def judge_response(capture: Capture) -> Verdict:
    """The verdict from status, headers and markup. GOOD means: nothing speaks against reading it."""
    refused = judge_answer(capture)
    if refused is not None:
        return refused
    if not capture.body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Verdict(VerdictKind.EMPTY, "the page is empty")
    kind = capture.content_type
    if capture.body.startswith(b"%PDF-") and kind not in HTML:
        return Verdict(VerdictKind.GOOD)
    if kind == _PDF and not _looks_like_html(capture.body):
        return Verdict(VerdictKind.OTHER_DOCUMENT, "the server promises a PDF and sends something else")
    if kind in _TEXT and not _looks_like_html(capture.body):
        return _bounded("has too much text to be read" if len(capture.body) > MOST_CHARACTERS else "")
    if kind and kind not in HTML | _TEXT | {_PDF}:
        return Verdict(VerdictKind.OTHER_DOCUMENT, f"the server sends {kind[:60]}, which is no text document")
    verdict = _bounded(excess(capture.body, charset_of(capture)))
    return (wall(shape_of(capture.body, charset_of(capture))) if verdict.good else None) or verdict


def _bounded(why: str) -> Verdict:
    """What is far beyond any real policy is not read: it could cost minutes and gigabytes."""
    return Verdict(VerdictKind.REFUSED, f"the page {why}") if why else Verdict(VerdictKind.GOOD)


def judge_document(document: Document, expectation: Expectation) -> Verdict:
    """The verdict from the extracted text. GOOD makes it a candidate for a version."""
    if not expectation.selector_matched:
        return Verdict(VerdictKind.SELECTOR_LOST, "no part of the page matches the target's selectors")
    text = document.text
    before = expectation.previous_chars
    if len(text) < min(_FEWEST_CHARACTERS, (before or _FEWEST_CHARACTERS) // 2):
        return Verdict(VerdictKind.EMPTY, f"the page holds only {len(text)} characters of text")
    if before is None and not expectation.selected and document_words(text, expectation.language) == 0:
        return Verdict(VerdictKind.EMPTY, f"the page holds only {len(text.split())} words{_NONE_OF_THEM}")
    other = other_language(text, expectation.language)
    if other is not None:
        reason = f"the page is in another language ({other}) than expected ({expectation.language})"
        return Verdict(VerdictKind.OTHER_LANGUAGE, reason)
    if before and len(text) < _COLLAPSED * before:
        return Verdict(VerdictKind.TRUNCATED, f"the page holds {len(text)} characters, before {before}")
    return Verdict(VerdictKind.GOOD)


def document_words(text: str, language: str) -> int | None:
    """Of how many kinds of things a short text speaks that policies and their help pages speak of; None when it is
    long enough to be one whatever it says, or in a language that we do not read."""
    if len(text.split(maxsplit=_FEW_WORDS)) >= _FEW_WORDS or language.partition("-")[0].lower() not in LANGUAGES:
        return None
    return speaks((plain(text),))


def _looks_like_html(body: bytes) -> bool:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
