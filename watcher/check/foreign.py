"""The first capture of our own after versions that somebody else read: what differs only because two programs read?
Pure.

    a quoted sentence that stands word for word somewhere in the other text   -> the other program cut it differently
    what is left                                                              -> changed meanwhile, and is told
"""

from __future__ import annotations

from dataclasses import replace

from watcher.check.weigh import Weighed
from watcher.compare import key
from watcher.model import Document, Finding, Outcome, Quote


def read_by_another(weighed: Weighed, old: Document, new: Document) -> Weighed:
    """The same with the findings that the pages themselves bear out. Where none is left that is worth telling, there
    is no change to tell: it is the old text, read by this program for the first time."""
    if weighed.outcome is Outcome.REVERTED:
        return weighed
    before, after = (f" {' '.join(key(passage.text) for passage in text.passages)} " for text in (old, new))
    findings = tuple(f for f in weighed.assessment.findings if _differs(f, before, after))
    assessment = replace(weighed.assessment, findings=findings)
    if assessment.worth_telling:
        return replace(weighed, assessment=assessment)
    return Weighed(Outcome.UNCHANGED, weighed.key, archive=True)


def _differs(finding: Finding, before: str, after: str) -> bool:
    """Whether it takes away what the new text has nowhere, or brings what the old one had nowhere."""
    return _missing(finding.before, after) or _missing(finding.after, before)


def _missing(quote: Quote | None, text: str) -> bool:
    """Whether one of its sentences, or the words that open its list, are not there."""
    if quote is None:
        return False
    return any(f" {said} " not in text for said in (key(quote.text), key(quote.lead)) if said)
