"""What a trial of a page brought, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watcher.cli.common import console
from watcher.cli.table import print_table

if TYPE_CHECKING:
    from rich.table import Table

    from watcher.check.trial import Stability, Trial
    from watcher.model import Change, FactName

_FIRST_LINES = 6
_LONGEST = 200  # characters of a sentence that is shown as an example


def print_trial(trials: list[Trial], *, err: bool = False) -> None:
    """The first look in full, and, after a second one, whether the text held still."""
    from rich.table import Table
    from rich.text import Text

    from watcher.report.escape import one_line

    trial = trials[0]
    out = console(err=err)
    name = trial.target.url if trial.target.id == "trial/page" else f"{trial.target.id}  {trial.target.url}"
    out.print(Text(one_line(name), "bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    _add_answer(grid, trial)
    _add_text(grid, trial)
    if len(trials) > 1:
        _add_stability(grid, trials)
    print_table(grid, err=err)
    out.print()


def _add(grid: Table, label: str, text: str, style: str = "") -> None:
    from rich.text import Text

    from watcher.report.escape import one_line

    grid.add_row(Text(f"  {label}", "dim"), Text(one_line(text), style))


def _add_answer(grid: Table, trial: Trial) -> None:
    from watcher.check.manners import WORTH_A_BROWSER

    verdict, capture, target = trial.verdict, trial.capture, trial.target
    said = f"{verdict.kind.value}: {verdict.reason}" if verdict.reason else verdict.kind.value
    _add(grid, "verdict", said, "bold green" if verdict.good else "bold red")
    if capture is not None:
        kind = capture.content_type or "type not said"
        _add(grid, "answer", f"status {capture.status}, {kind}, {_bytes(len(capture.body))}")
        if capture.final_url != capture.url:
            _add(grid, "address", f"led on to {capture.final_url}", "yellow")
    if target.render == "plain" and verdict.kind in WORTH_A_BROWSER:
        _add(grid, "try", "--render auto, which shows the page in a browser: its text may be made by scripts")
    if target.robots_override is not None:
        _add(grid, "robots.txt", f"ignored: {target.robots_override}", "yellow")


def _add_text(grid: Table, trial: Trial) -> None:
    from watcher.report.escape import cut, one_line

    if trial.extraction is None:
        return
    document = trial.extraction.document
    _add(grid, "title", document.title or "none")
    declared = trial.extraction.page_language
    _add(grid, "language", document.language + (f" (the page says {declared})" if declared else ""))
    sections = sum(section.heading is not None for section in document.sections)
    sentences = sum(passage.kind is not None for passage in document.passages)
    _add(
        grid,
        "text",
        f"{_many(sections, 'heading')}, {_many(sentences, 'sentence')}, {len(document.text):,} characters",
    )
    for found in trial.matched:
        holds = found.reason or f"{_many(found.elements, 'element')}, {found.characters:,} characters"
        what = f"{found.selector}: {holds}"
        _add(grid, found.option, what, "" if found.elements else "red")
    for spoken in trial.spoken:
        topic = topic_words(spoken.topic)
        many = _many(spoken.sentences, "sentence")
        _add(grid, "topic", f"speaks of {topic} in {many}" if spoken.sentences else f"says nothing about {topic}")
        for quote in spoken.quotes:
            _add(grid, "", f"“{cut(one_line(quote), _LONGEST)}”", "dim")
    _add_facts(grid, trial)
    for index, passage in enumerate(document.passages[:_FIRST_LINES]):
        _add(grid, "" if index else "begins", cut(one_line(passage.text), _LONGEST))
    for index, suggested in enumerate(trial.suggested):
        holds = f"{suggested.share:.0%} of the text, {_many(suggested.elements, 'element')}"
        what = f"--select '{suggested.selector}' ({holds})"
        _add(grid, "" if index else "try", what)


def _add_facts(grid: Table, trial: Trial) -> None:
    """What the text answers of the questions that `watcher facts` asks."""
    from watcher import report
    from watcher.report import tongue

    words = tongue("en")
    for index, (name, values) in enumerate(_answers(trial).items()):
        said = ", ".join(report.answer(words, name, value) for value in values)
        _add(grid, "" if index else "facts", f"{report.question(words, name)}: {said}")


def _answers(trial: Trial) -> dict[FactName, list[str]]:
    """Each question with its answers, once however many sentences give them."""
    found: dict[FactName, list[str]] = {}
    for fact in trial.facts:
        known = found.setdefault(fact.name, [])
        known += [value for value in fact.values if value not in known]
    return found


def _add_stability(grid: Table, trials: list[Trial]) -> None:
    from watcher.check.trial import stability

    found = stability(trials[0], trials[-1])
    if found is None:
        _add(grid, "twice", f"the second time: {trials[-1].verdict.kind.value} {trials[-1].verdict.reason}", "red")
        return
    forms = ", ".join(f"{count} {kind}" for kind, count in found.noise.items())
    tail = f" (differences in form only: {forms})" if forms else ""
    if found.same_words:
        _add(grid, "twice", f"the same words both times{tail}", "green")
        return
    _add(
        grid,
        "twice",
        f"{_many(len(found.changes), 'passage')} differed between two looks{tail}; --remove them",
        "red",
    )
    for change in found.changes[:3]:
        _add(grid, "", " -> ".join(_sides(change)), "dim")


def _sides(change: Change) -> list[str]:
    from watcher.report.escape import cut, one_line

    sides = (change.before, change.after)
    return [f"“{cut(one_line(side.text), 120)}”" if side is not None else "nothing" for side in sides]


def topic_words(topic: str) -> str:
    """A topic as people call it: `AI training` for `ai-training`."""
    from watcher.report.tongues import tongue

    return tongue("en").topic(topic)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _bytes(count: int) -> str:
    return f"{count} bytes" if count < 10_000 else f"{count / 1000:,.0f} kB"


def trial_json(trials: list[Trial]) -> dict[str, object]:
    """The same for scripts."""
    from watcher.check.trial import stability

    trial = trials[0]
    capture, extraction = trial.capture, trial.extraction
    document = extraction.document if extraction is not None else None
    again = stability(trials[0], trials[-1]) if len(trials) > 1 else None
    return {
        "target": None if trial.target.id == "trial/page" else trial.target.id,
        "url": trial.target.url,
        "final_url": capture.final_url if capture is not None else None,
        "status": capture.status if capture is not None else None,
        "content_type": capture.content_type if capture is not None else None,
        "bytes": len(capture.body) if capture is not None else None,
        "verdict": trial.verdict.kind.value,
        "reason": trial.verdict.reason,
        "title": document.title if document is not None else None,
        "language": document.language if document is not None else None,
        "sections": sum(s.heading is not None for s in document.sections) if document is not None else None,
        "sentences": sum(p.kind is not None for p in document.passages) if document is not None else None,
        "characters": len(document.text) if document is not None else None,
        "begins": [passage.text for passage in document.passages[:_FIRST_LINES]] if document is not None else [],
        "matched": [
            {"option": m.option, "selector": m.selector, "elements": m.elements, "characters": m.characters}
            for m in trial.matched
        ],
        "topics": {s.topic: {"sentences": s.sentences, "quotes": list(s.quotes)} for s in trial.spoken},
        "facts": {name.value: values for name, values in _answers(trial).items()},
        "suggested": [
            {"selector": s.selector, "elements": s.elements, "share": round(s.share, 3)} for s in trial.suggested
        ],
        "stable": _stable(again) if len(trials) > 1 else None,
    }


def _stable(found: Stability | None) -> bool:
    return found is not None and found.same_words
