"""What a target's earlier versions said: a sentence that returns, or leaves once more, is not news again. Pure.

versions, oldest first -> when each sentence was first there, and when it was first gone -> findings that are old news
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from watcher.compare import key
from watcher.model import Assessment, Document, Finding, Passage, Quote, Severity

_Sentence = tuple[str, str]


@dataclass
class Memory:
    """The sentences of a target's versions; each with the lead of its list, for "private messages" under "we use:" is
    not what it was under "we do not use:". `places` has the headings, too, for sentences that only moved.
    """

    first: dict[_Sentence, dt.datetime] = field(default_factory=dict)
    gone: dict[_Sentence, dt.datetime] = field(default_factory=dict)
    places: dict[_Sentence, dt.datetime] = field(default_factory=dict)

    def learn(self, time: dt.datetime, document: Document) -> None:
        """Take in the next version. Versions have to come in the order of their times."""
        here = {_sentence(passage) for passage in document.passages}
        for sentence in self.first.keys() - here:
            self.gone.setdefault(sentence, time)
        for sentence in here:
            self.first.setdefault(sentence, time)
        for passage in document.passages:
            self.places.setdefault(_place(passage), time)

    def since(self, finding: Finding) -> dt.datetime | None:
        """When the archive first held the sentence that the finding brings, or first missed the one that it takes
        away; None when that never was."""
        if finding.before is not None and finding.after is not None and finding.before.text == finding.after.text:
            return self.places.get(_place(finding.after))  # it only moved: to where it has been before?
        if finding.after is not None:
            return self.first.get(_sentence(finding.after))
        return self.gone.get(_sentence(finding.before)) if finding.before is not None else None


def _sentence(said: Passage | Quote) -> _Sentence:
    return key(said.text), key(said.lead)


def _place(said: Passage | Quote) -> _Sentence:
    """A sentence and what it stands under: the lead of its list, else the heading."""
    return key(said.text), key(said.lead or (said.section[-1] if said.section else ""))


def without_old_news(assessment: Assessment, memory: Memory) -> Assessment:
    """The same findings; those that only repeat what the archive has seen are low, and say since when it is known."""
    findings = []
    for finding in assessment.findings:
        since = memory.since(finding)
        findings.append(finding if since is None else replace(finding, severity=Severity.LOW, known_since=since))
    findings.sort(key=lambda finding: finding.known_since is not None)
    return replace(assessment, findings=tuple(findings))
