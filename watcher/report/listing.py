"""A comparison for scripts (JSON) and as a Markdown document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from watcher.model import Assessment, Change, ChangeKind, Comparison, FactChange, Finding, Outcome, TargetName
from watcher.report import escape
from watcher.report.explain import claim_delta, explanation
from watcher.report.headlines import headline
from watcher.report.ledger import MAX_QUOTE
from watcher.report.letter import Passage, item
from watcher.report.messages import item_markdown, markdown_marks
from watcher.report.tongues import Language, Tongue, tongue
from watcher.report.worddiff import Span, alike, shorten, word_diff

MAX_CHANGES = 500  # listed in Markdown; the rest is counted


def as_json(
    comparison: Comparison, assessment: Assessment, language: Language = "en", facts: Iterable[FactChange] = ()
) -> dict[str, object]:
    """Findings and changes of the facts and of the text as plain data (str, int, list, dict, None).

    Texts stand in it whole and unescaped.
    `outcome` is "changed", "noise" or "unchanged"; `direction` is "none" and `severity` None without findings.
    """
    outcome = Outcome.CHANGED if comparison.meaningful else Outcome.NOISE if comparison.noise else Outcome.UNCHANGED
    return {
        "outcome": str(outcome),
        "topics": list(assessment.topics),
        "direction": str(assessment.direction),
        "severity": str(assessment.severity) if assessment.severity else None,
        "findings": [_finding(finding, language) for finding in assessment.findings],
        "facts": [{"name": str(fact.name), "before": list(fact.before), "after": list(fact.after)} for fact in facts],
        "changes": [_change(change) for change in comparison.changes],
    }


def _finding(finding: Finding, language: Language) -> Mapping[str, object]:
    quote = finding.after or finding.before
    return {
        "topic": finding.topic,
        "kind": str(finding.kind),
        "direction": str(finding.direction),
        "severity": str(finding.severity),
        "before": finding.before.text if finding.before else None,
        "after": finding.after.text if finding.after else None,
        "section": list(quote.section) if quote else [],
        "explanation": explanation(finding, language),
    }


def _change(change: Change) -> Mapping[str, object]:
    passage = change.after or change.before
    return {
        "kind": str(change.kind),
        "before": change.before.text if change.before else None,
        "after": change.after.text if change.after else None,
        "section": list(passage.section) if passage else [],
        "noise": str(change.noise) if change.noise else None,
    }


def as_markdown(
    comparison: Comparison, assessment: Assessment, target: TargetName | None = None, language: Language = "en"
) -> str:
    """Headline, findings and every change of the words, escaped, quotes with ~~gone~~ and **new**."""
    words = tongue(language)
    parts = [f"# {escape.markdown(title(words, comparison, assessment, target))}"]
    delta = claim_delta(assessment, language)
    parts += ["\n".join(f"- {escape.markdown(line)}" for line in delta)] if delta else []
    parts.append(f"## {words.say('page.findings')}")
    for number, finding in enumerate(assessment.findings, 1):
        parts.append(item_markdown(words, item(words, finding, MAX_QUOTE), number, level=3))
    parts += [] if assessment.findings else [words.say("page.no_findings")]
    parts.append(f"## {words.say('message.changed')}")
    shown = comparison.meaningful[:MAX_CHANGES]
    parts += ["\n".join(f"- {_changed(words, change)}" for change in shown)] if shown else []
    parts.append(counts(words, comparison))
    return "\n\n".join(parts) + "\n"


def title(words: Tongue, comparison: Comparison, assessment: Assessment, target: TargetName | None) -> str:
    """The headline where there is a platform to name, else the document's own title."""
    if target is not None:
        return headline(target, assessment, words.code)
    return escape.one_line(comparison.new.title) or words.say("page.redline")


def counts(words: Tongue, comparison: Comparison) -> str:
    """`3 added, 1 removed, 2 modified, 0 moved; 5 in form only`."""
    counted = [c.kind for c in comparison.changes if c.noise is None or c.kind is ChangeKind.MOVED]
    numbers = {str(kind): words.number(counted.count(kind)) for kind in ChangeKind}
    return words.say("page.counts", noise=words.number(len(form_only(comparison))), **numbers)


def form_only(comparison: Comparison) -> list[Change]:
    """The differences in form only; what moved is counted and shown apart."""
    return [change for change in comparison.noise if change.kind is not ChangeKind.MOVED]


def change_spans(change: Change, limit: int) -> tuple[Span, ...]:
    """A change as one run of spans, old and new words side by side; unlike texts stand one after the other."""
    before = escape.plain(change.before.text) if change.before else ""
    after = escape.plain(change.after.text) if change.after else ""
    if change.kind is ChangeKind.MOVED and before == after:
        spans: tuple[Span, ...] = (Span("equal", after),)
    else:
        spans = word_diff(before, after)
        if before and after and not alike(spans):
            spans = (Span("delete", before), Span("equal", " "), Span("insert", after))
    return shorten(spans, limit)[0]


def _changed(words: Tongue, change: Change) -> str:
    passage = change.after or change.before
    section = " › ".join(passage.section) if passage else ""
    text = markdown_marks(Passage("", "equal", change_spans(change, MAX_QUOTE), whole=False))
    moved = f"{words.say('page.moved')}: " if change.kind is ChangeKind.MOVED else ""
    return (f"{escape.markdown(section)} — " if section else "") + moved + text
