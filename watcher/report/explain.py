"""What a finding means for the person, in one sentence, and the claims before and after in one short line each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from watcher.model import Assessment, Claim, Finding
from watcher.report import nouns
from watcher.report.story import CONTROL_ACTIONS, NEGATIVE
from watcher.report.tongues import Language, Tongue, tongue

MAX_LINES = 10  # of the claim delta; more than that nobody compares


def explanation(finding: Finding, language: Language) -> str:
    """The kind of change, its direction and why it matters; topics of the user's own get a general sentence."""
    words = tongue(language)
    key = f"explain.{finding.topic}.{finding.kind}"
    keys = (f"{key}_{finding.rule}", key, f"explain.other.{finding.kind}")
    text = words.say(next(key for key in keys if words.has(key)))
    told = words.say("explain.frame", direction=words.say(f"direction.{finding.direction}"), text=text)
    if finding.known_since is None:
        return told
    stood = "explain.known-returned" if finding.after is not None else "explain.known-left"
    return f"{told} {words.say(stood, date=words.date(finding.known_since.date()))}"


@dataclass(frozen=True, slots=True)
class _Step:
    """One slot of one claim: what it said and what it says. `about` keeps claims on different things apart."""

    about: tuple[str, str]
    label: str
    before: str
    after: str


def claim_delta(assessment: Assessment, language: Language) -> tuple[str, ...]:
    """Lines such as `training: not in the EU → EU, EEA, UK`, most important first, at most ten.

    A statement that one finding takes away and another one brings back altered becomes one line, if both speak of the
    same action on the same topic and no third one does. Names come from the lexicon; a control's path is page text:
    escape the lines for where they land.
    """
    words = tongue(language)
    steps: list[_Step] = []
    for finding in assessment.findings:
        steps += [step for step in _steps(words, finding) if step not in steps]
    lines = [_line(words, step) for step in _gathered(words, _joined(steps, words.say("grammar.unstated")))]
    return tuple(dict.fromkeys([*lines, *_lists(words, assessment)]))[:MAX_LINES]


def _line(words: Tongue, step: _Step) -> str:
    change = words.say("grammar.arrow", before=step.before, after=step.after)
    return words.say("grammar.colon", label=step.label, text=change)


def _lists(words: Tongue, assessment: Assessment) -> list[str]:
    """`data: + posts` and the like, of all findings together. Data that are used now are not told as let in, too."""
    lines = []
    used: set[str] = set()
    for slot, group in (
        ("data", "data"), ("excluded", "data"), ("recipients", "recipients"), ("purposes", "purposes"),
    ):  # fmt: skip
        signs: dict[str, str] = {}
        for finding in assessment.findings:
            claims = (finding.claim_before, finding.claim_after)
            old, new = (getattr(claim, slot) if claim else () for claim in claims)
            narrowing = {name for claim in claims if claim and slot == "data" for name in claim.within}
            old, new = (tuple(name for name in names if name not in narrowing) for names in (old, new))
            signs |= {name: "+" for name in new if name not in old}
            signs |= {name: "−" for name in old if name not in new and not (slot == "excluded" and name in used)}
        used |= {name for name, sign in signs.items() if sign == "+"}
        text = ", ".join(f"{sign} {words.bare(group, name)}" for name, sign in signs.items())
        lines += [words.say("grammar.colon", label=words.say(f"delta.{slot}"), text=text)] if text else []
    return lines


def _steps(words: Tongue, finding: Finding) -> list[_Step]:
    before, after = finding.claim_before, finding.claim_after
    if before is None and after is None:
        return []
    known = after or before or Claim(finding.topic)
    nothing = words.say("grammar.unstated")
    action = known.action if words.has(f"use.{known.action}.label") else ""
    about = (finding.topic, action)
    steps = []
    if action and known.action not in CONTROL_ACTIONS:
        pair = [_state(words, claim) if claim else nothing for claim in (before, after)]
        steps.append(_Step(about, words.say(f"use.{action}.label"), *pair))
    for slot in ("choice", "default", "basis", "effective", "control", "past", "review", "kept", "age"):
        pair = [_slot(words, slot, claim) or nothing if claim else nothing for claim in (before, after)]
        steps.append(_Step(about, words.say(f"delta.{slot}"), *pair))
    age = words.say("delta.age")  # told where it moved: most texts name one
    steps = [step for step in steps if step.label != age or nothing not in (step.before, step.after)]
    return [step for step in steps if step.before != step.after]


def _state(words: Tongue, claim: Claim) -> str:
    """`no`, `not in the EU`, `EU, EEA`, `may, in the EU`, `yes`."""
    if claim.polarity in NEGATIVE:
        if claim.regions:
            return words.not_in_any(claim.regions)
        return words.say("grammar.no")
    if claim.polarity == "may":
        if claim.regions:
            return words.say("delta.may_in", in_regions=words.in_all(claim.regions))
        return words.say("delta.may")
    return ", ".join(words.bare("regions", name) for name in claim.regions) or words.say("grammar.yes")


def _slot(words: Tongue, slot: str, claim: Claim) -> str:
    if slot == "effective":
        return _date(words, claim.effective)
    if slot == "control":
        return nouns.path(claim)
    if slot == "kept":
        return nouns.period(words, claim.kept) if claim.kept else ""
    if slot == "age":
        return str(claim.age or "")
    value = str(getattr(claim, slot))
    return words.bare(slot, value) if value else ""


def _date(words: Tongue, day: dt.date | None) -> str:
    return words.date(day) if day else ""


def _joined(steps: list[_Step], nothing: str) -> list[_Step]:
    """`A → —` and `— → B` about the same thing become `A → B`; what a fuller line says is not said again.

    Default settings are about many things at once (advertising here, training there), so what one sentence drops and
    another one brings is never told as one step; what was only dropped stands with its finding.
    """
    result: list[_Step] = []
    for found in steps:
        step = found
        if step.about[0] == "default-setting":
            told = any(other.label == step.label and other.after == step.after for other in result)
            if step.after != nothing and not told:
                result.append(step)
            continue
        same = [other for other in steps if (other.about, other.label) == (step.about, step.label)]
        lost = [other for other in same if other.after == nothing]
        gained = [other for other in same if other.before == nothing]
        if len(same) == 2 and len(lost) == 1 and len(gained) == 1:
            step = _Step(step.about, step.label, lost[0].before, gained[0].after)
        full = [other for other in steps if other.label == step.label and nothing not in (other.before, other.after)]
        half = nothing in (step.before, step.after)
        if half and any(other.before == step.before or other.after == step.after for other in full):
            continue
        if step not in result and step.before != step.after:
            result.append(step)
    return result


def _gathered(words: Tongue, steps: list[_Step]) -> list[_Step]:
    """New answers to one question that may all hold, in one line: `choice: — → opt-out, opt-in`. A "no" beside a
    "yes" is about something else, and what is a list already is not made longer: these stay apart."""
    result: dict[tuple[str, str, str], _Step] = {}
    for step in steps:
        alone = step.after if "," in step.after or step.after == words.say("grammar.no") else ""
        known = result.setdefault((step.label, step.before, alone), step)
        if known.after != step.after:
            result[step.label, step.before, alone] = replace(known, after=f"{known.after}, {step.after}")
    return list(result.values())
