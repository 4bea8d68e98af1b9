"""The verb of a headline for each kind of finding: what follows the platform's name, without date and choice.

A kind whose slots are empty gets its `_unnamed` sentence, which says the kind and the topic only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from watcher.model import Assessment, Claim, Finding, FindingKind
from watcher.report import nouns
from watcher.report.story import CONTROL_ACTIONS, NEGATIVE, Story
from watcher.report.tongues import Tongue


def core(words: Tongue, story: Story, *, announced: bool) -> str:
    """For example "announces training AI on members' data". `announced`: the date is ahead or not given."""
    kind = story.lead.kind
    if ages := _ages(story.lead):
        return _aged(words, ages, story)
    if kind is FindingKind.ANNOUNCED:
        return _announced(words, story, announced=announced)
    return _VERBS.get(kind, _rule)(words, story)


def _ages(finding: Finding) -> tuple[int, int] | None:
    """The age limit before and after, where the finding is that it moved."""
    before, after = finding.claim_before, finding.claim_after
    if finding.rule != "age" or before is None or after is None or not (before.age and after.age):
        return None
    return (before.age, after.age) if before.age != after.age else None


def _aged(words: Tongue, ages: tuple[int, int], story: Story) -> str:
    way = "lower" if ages[1] < ages[0] else "higher"
    return words.say(f"head.age-{way}", use=words.topic(story.topic), before=ages[0], after=ages[1])


def age_aside(words: Tongue, assessment: Assessment, story: Story) -> str:
    """`, and lowers the age limit from 18 to 16`, where that is not the news itself."""
    moved = next((ages for finding in assessment.findings if (ages := _ages(finding))), None)
    if moved is None or _ages(story.lead):
        return ""
    way = "lower" if moved[1] < moved[0] else "higher"
    return words.say(f"head.age-{way}_aside", before=moved[0], after=moved[1])


def _rule(words: Tongue, story: Story) -> str:
    return words.say("head.rule-changed", topic=words.topic(story.topic))


def _unnamed(words: Tongue, story: Story) -> str:
    key = f"head.{story.lead.kind}_unnamed"
    return words.say(key, topic=words.topic(story.topic)) if words.has(key) else _rule(words, story)


def _states(claim: Claim) -> bool:
    """Whether the claim says what is done, not only that there is a control."""
    return claim.action not in CONTROL_ACTIONS


def _bounded(claim: Claim) -> bool:
    """Whether a denial names the data that it is about. Told without them it would deny more than the text does."""
    return bool(claim.data or claim.excluded)


def _announced(words: Tongue, story: Story, *, announced: bool) -> str:
    if not _states(story.after):
        return _unnamed(words, story)
    use = nouns.use(words, story.after, story.topic)
    if story.after.polarity in NEGATIVE:
        if not _bounded(story.after):
            return _unnamed(words, story)
        return words.say("head.announced_not", denying=use.denying) if use.by_service else _ruled_out(words, use)
    return words.say("head.announced" if announced else "head.provides", use=use.naming)


def _ruled_out(words: Tongue, use: nouns.Use) -> str:
    return words.say("head.promise-added_by", use=use.naming)


def _use_added(words: Tongue, story: Story) -> str:
    claim = story.after
    if not _states(claim) or claim.polarity in NEGATIVE:
        return _unnamed(words, story)
    use = nouns.use(words, claim, story.topic)
    if claim.polarity == "may" and use.by_service:
        return words.say("head.provides_may", doing=use.doing)
    return words.say("head.provides", use=use.naming)


def _use_removed(words: Tongue, story: Story) -> str:
    if not _states(story.before) or story.before.polarity in NEGATIVE:
        return _unnamed(words, story)
    use = nouns.use(words, story.before, story.topic)
    return words.say("head.use-removed", use=use.naming) + _where(words, story.before)


def _where(words: Tongue, claim: Claim) -> str:
    """The regions of what is gone: without them the sentence would say more than the old text did."""
    return words.say("tail.regions", in_regions=words.in_all(claim.regions)) if claim.regions else ""


def _promise(words: Tongue, story: Story) -> str:
    added = story.lead.kind is FindingKind.PROMISE_ADDED
    claim, verb = (story.after, "promise-added") if added else (story.before, "promise-removed")
    if not _states(claim) or claim.polarity not in NEGATIVE or not _bounded(claim):
        return words.say(f"head.promise-unnamed-{'added' if added else 'removed'}", topic=words.topic(story.topic))
    use = nouns.use(words, claim, story.topic)
    where = "" if added else _where(words, claim)  # of a new promise the tail says it
    if not use.by_service:
        return words.say(f"head.{verb}_by", use=use.naming) + where
    return words.say(f"head.{verb}", denying=use.denying) + where


def _turned(story: Story) -> bool:
    """Whether the claims themselves show the turn: one denies what the other states."""
    pair = (story.before.polarity, story.after.polarity)
    turned = all(pair) and _states(story.after) and (pair[0] in NEGATIVE) != (pair[1] in NEGATIVE)
    return turned and (pair[0] in NEGATIVE or _bounded(story.after))


def coda(words: Tongue, story: Story) -> str:
    """What follows date and choice: for a turned statement, what the previous text said."""
    if story.lead.kind is not FindingKind.FLIPPED or not _turned(story):
        return ""
    return words.say("head.flipped_off_coda" if story.after.polarity in NEGATIVE else "head.flipped_on_coda")


def _flipped(words: Tongue, story: Story) -> str:
    if not _turned(story):
        return _unnamed(words, story)
    after = story.after.polarity in NEGATIVE
    use = nouns.use(words, story.after, story.topic)
    key = "head.flipped_off" if after else "head.flipped_on"
    plain = use.by_service and (after or story.after.polarity == "may")
    return words.say(key, doing=use.doing, denying=use.denying) if plain else words.say(f"{key}_by", use=use.naming)


def _data(words: Tongue, story: Story) -> str:
    wider = story.lead.kind is FindingKind.DATA_WIDENED
    one, other = (story.before, story.after) if wider else (story.after, story.before)
    if one.within and set(one.data) - set(other.data) and set(one.data) - set(other.data) <= set(one.within):
        within = words.join(nouns.data_names(words, one.within))
        return words.say(f"head.{story.lead.kind}_within", use=words.topic(story.topic), data=within)
    data = _gained(story.before.data, story.after.data) if wider else _gained(story.after.data, story.before.data)
    if not data:
        return _unnamed(words, story)
    use = _without(words, story, "data")
    return words.say(f"head.{story.lead.kind}", data=words.join(nouns.data_names(words, data)), use=use)


def _exclusion(words: Tongue, story: Story) -> str:
    added = story.lead.kind is FindingKind.EXCLUSION_ADDED
    pair = (story.before.excluded, story.after.excluded)
    data = _gained(*pair) if added else _gained(*reversed(pair))
    if not data:
        return _unnamed(words, story)
    # the claim around an exclusion may itself be a denial ("we do not use …"): only its topic is safe to name
    use = words.topic(story.topic) if story.topic != "default-setting" else words.say("use_part.setting")
    return words.say(
        f"head.{story.lead.kind}", data=words.join(nouns.data_names(words, data)), use=use, of_use=words.of(use)
    )


def _regions(words: Tongue, story: Story) -> str:
    wider = story.lead.kind is FindingKind.REGIONS_WIDENED
    before, after = (set[str]() if c.polarity in NEGATIVE else set(c.regions) for c in (story.before, story.after))
    claim = story.after if wider else story.before
    changed = [name for name in claim.regions if name in (after - before if wider else before - after)]
    if not changed or not _states(claim):
        return _unnamed(words, story)
    regions = nouns.listed(words, "regions", changed, "other_regions", most=6)
    return words.say(
        f"head.{story.lead.kind}",
        use=nouns.use(words, claim, story.topic).naming,
        regions=words.join(regions),
        to_regions=words.to_all(regions),
    )


def _recipients(words: Tongue, story: Story) -> str:
    wider = story.lead.kind is FindingKind.RECIPIENTS_WIDENED
    pair = (story.before.recipients, story.after.recipients)
    changed = _gained(*pair) if wider else _gained(*reversed(pair))
    if not changed:
        return _unnamed(words, story)
    names = words.join(nouns.listed(words, "recipients", changed, "other_recipients"))
    return words.say(f"head.{story.lead.kind}", recipients=names, use=_without(words, story, "recipients"))


def _control(words: Tongue, story: Story) -> str:
    claim = story.subject
    control = nouns.control(words, claim)
    use = nouns.use(words, claim, story.topic).naming
    if use != words.say("use_part.setting"):
        control = words.say("control_of.over", control=control, use=use)
    if story.lead.kind is not FindingKind.CONTROL_MOVED:
        return words.say(f"head.{story.lead.kind}", control=control, place=nouns.place(words, claim))
    if not claim.control_path:
        return words.say("head.control-moved", control=control)
    return words.say("head.control-moved_to", control=control, path=nouns.path(claim))


def _slot(words: Tongue, story: Story) -> str:
    """choice, default, basis, date: from one value to another, or a value that is new or gone."""
    stem = str(story.lead.kind).removesuffix("-changed")
    before, after = (_value(words, stem, claim) for claim in (story.before, story.after))
    claim = story.subject
    if story.topic == "default-setting" and stem != "default" and not _states(claim):
        claim = replace(claim, action="unnamed", actor="")
    use = nouns.use(words, claim, story.topic).naming
    if before == after:
        return _unnamed(words, story)
    form = "changed" if before and after else "now" if after else "gone"
    key = f"head.{stem}-{form}"
    if stem == "choice" and form == "now" and words.has(f"{key}_{claim.choice}"):
        key = f"{key}_{claim.choice}"
    return words.say(key, use=use, before=before, after=after)


def _value(words: Tongue, stem: str, claim: Claim) -> str:
    if stem == "date":
        return words.date(claim.effective) if claim.effective else ""
    value = {"choice": claim.choice, "default": claim.default, "basis": claim.basis}[stem]
    return words.name(stem, value) if value else ""


def _review(words: Tongue, story: Story) -> str:
    """People read what others wrote: that they do, that they do not, or that the text is silent on it now."""
    claim = story.subject
    if not (story.before.review or story.after.review):
        return _unnamed(words, story)
    use = nouns.use(words, replace(claim, action="human-review", actor="service"), story.topic).naming
    denied = "no" in (story.before.review, story.after.review)
    if story.lead.kind is FindingKind.REVIEW_ADDED:
        form = "_allowed" if denied and story.after.review != "yes" else ""
    else:
        form = "_denied" if story.after.review == "no" else ""
    return words.say(f"head.{story.lead.kind}{form}", use=use)


def _reach(words: Tongue, story: Story) -> str:
    past = (story.before.past, story.after.past)
    form = next((name for name in ("stays", "spared") if name in past), "")
    if not any(past):
        return _unnamed(words, story)
    use = words.topic(story.topic)  # the claim around it may be a denial: only its topic is safe to name
    return words.say(f"head.{story.lead.kind}{'_' if form else ''}{form}", use=use, of_use=words.of(use))


def _purpose(words: Tongue, story: Story) -> str:
    wider = story.lead.kind is FindingKind.PURPOSE_WIDENED
    pair = (story.before.purposes, story.after.purposes)
    changed = _gained(*pair) if wider else _gained(*reversed(pair))
    if not changed:
        return _unnamed(words, story)
    use = words.topic(story.topic)
    purposes = words.join([words.name("purposes", name) for name in changed])
    return words.say(f"head.{story.lead.kind}", purposes=purposes, use=use, of_use=words.of(use))


def _kept(words: Tongue, story: Story) -> str:
    if not (story.before.kept and story.after.kept):
        return _unnamed(words, story)
    before, after = (nouns.period(words, claim.kept) for claim in (story.before, story.after))
    return words.say(f"head.{story.lead.kind}", use=words.topic(story.topic), before=before, after=after)


def _takes_effect(words: Tongue, story: Story) -> str:
    before, after = story.before.effective, story.after.effective
    if before is None or after is None:
        return _unnamed(words, story)
    return words.say("head.takes-effect", before=words.date(before), after=words.date(after))


def _gained(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    return [name for name in after if name not in before]


def _without(words: Tongue, story: Story, slot: str) -> str:
    """The use without the list that the sentence already names."""
    claim = replace(story.subject, data=(), audience=()) if slot == "data" else replace(story.subject, recipients=())
    return nouns.use(words, claim, story.topic).naming


_VERBS: dict[FindingKind, Callable[[Tongue, Story], str]] = {
    FindingKind.USE_ADDED: _use_added,
    FindingKind.USE_REMOVED: _use_removed,
    FindingKind.PROMISE_ADDED: _promise,
    FindingKind.PROMISE_REMOVED: _promise,
    FindingKind.FLIPPED: _flipped,
    FindingKind.DATA_WIDENED: _data,
    FindingKind.DATA_NARROWED: _data,
    FindingKind.EXCLUSION_ADDED: _exclusion,
    FindingKind.EXCLUSION_REMOVED: _exclusion,
    FindingKind.REGIONS_WIDENED: _regions,
    FindingKind.REGIONS_NARROWED: _regions,
    FindingKind.RECIPIENTS_WIDENED: _recipients,
    FindingKind.RECIPIENTS_NARROWED: _recipients,
    FindingKind.CHOICE_CHANGED: _slot,
    FindingKind.CONTROL_ADDED: _control,
    FindingKind.CONTROL_REMOVED: _control,
    FindingKind.CONTROL_MOVED: _control,
    FindingKind.DEFAULT_CHANGED: _slot,
    FindingKind.BASIS_CHANGED: _slot,
    FindingKind.DATE_CHANGED: _slot,
    FindingKind.RULE_CHANGED: _rule,
    FindingKind.REVIEW_ADDED: _review,
    FindingKind.REVIEW_REMOVED: _review,
    FindingKind.REACH_WIDENED: _reach,
    FindingKind.REACH_NARROWED: _reach,
    FindingKind.PURPOSE_WIDENED: _purpose,
    FindingKind.PURPOSE_NARROWED: _purpose,
    FindingKind.KEPT_LONGER: _kept,
    FindingKind.KEPT_SHORTER: _kept,
    FindingKind.TAKES_EFFECT: _takes_effect,
}
