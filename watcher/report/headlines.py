"""One sentence that says what changed for the person, and the shorter forms of it for subjects.

It says what the claims say and nothing more: an empty slot is left out, and without a usable claim the sentence falls
back to "changed a rule on AI training".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from watcher.model import Assessment, Claim, FindingKind, Outcome, TargetName
from watcher.report import escape, nouns, verbs
from watcher.report.compact import compact
from watcher.report.story import NEGATIVE, Story, tell
from watcher.report.tongues import Language, Tongue, tongue

_ALL: Final = ("regions", "date", "basis", "default", "choice", "link", "age")
_TAILS: Final[dict[FindingKind, tuple[str, ...]]] = {
    FindingKind.ANNOUNCED: _ALL,
    FindingKind.USE_ADDED: _ALL,
    FindingKind.FLIPPED: _ALL,
    FindingKind.DATA_WIDENED: ("regions", "date", "choice", "link"),
    FindingKind.REGIONS_WIDENED: ("date", "basis", "default", "choice", "link"),
    FindingKind.RECIPIENTS_WIDENED: ("regions", "date", "choice", "link"),
    FindingKind.EXCLUSION_REMOVED: ("regions", "date"),
    FindingKind.EXCLUSION_ADDED: ("regions", "date"),
    FindingKind.CHOICE_CHANGED: ("regions", "date", "default", "link"),
    FindingKind.CONTROL_ADDED: ("link",),
    FindingKind.CONTROL_MOVED: ("link",),
    FindingKind.DEFAULT_CHANGED: ("regions", "date", "choice", "link"),
    FindingKind.BASIS_CHANGED: ("regions", "date", "choice", "link"),
    FindingKind.DATE_CHANGED: ("choice", "link"),
    FindingKind.PROMISE_ADDED: ("regions", "date"),
    FindingKind.REVIEW_ADDED: ("regions", "date", "choice", "link"),
    FindingKind.REACH_WIDENED: ("regions", "date", "choice", "link"),
    FindingKind.PURPOSE_WIDENED: ("regions", "date", "choice", "link"),
    FindingKind.KEPT_LONGER: ("choice", "link"),
}
_CODA: Final = "coda"  # what the previous text said; the quotes of the message show it, so it goes first
_CONTROLS: Final = (FindingKind.CONTROL_ADDED, FindingKind.CONTROL_MOVED)
_FROM_TO: Final = (FindingKind.CHOICE_CHANGED, FindingKind.DEFAULT_CHANGED, FindingKind.BASIS_CHANGED)
_BRIEF: Final = "brief"  # the data are not listed, only whose they are
# Only where fewer words claim less; "does not train on posts" without its data would claim more.
_BRIEF_KINDS: Final = (FindingKind.ANNOUNCED, FindingKind.USE_ADDED, FindingKind.REGIONS_WIDENED)
# Tried in turn until the line is short enough; what the person can do about it is given up last.
_SHORTER: Final = (
    frozenset(_ALL) - {"link"},
    frozenset(_ALL) - {"link", "basis"},
    frozenset({"regions", "date", "default", "choice"}),
    frozenset({"date", "default", "choice"}),
    frozenset({"date", "choice"}),
    frozenset({"date", "choice", _BRIEF}),
    frozenset({"date", _BRIEF}),
    frozenset({"date"}),
    frozenset[str](),
)


def headline(
    target: TargetName,
    assessment: Assessment,
    language: Language,
    *,
    link: bool = False,
    now: dt.date | None = None,
) -> str:
    """The sentence, without its full stop, as plain text on one line (escape it for where it lands).

    `link` adds the address of the opt-out in brackets. `now` decides between "from" and "in force since"; without it
    the date is given as the text gives it ("from"). Not bounded in length; usually under 250 characters.
    """
    kept = frozenset({*_ALL, _CODA}) if link else frozenset({*_ALL, _CODA}) - {"link"}
    return escape.one_line(f"{_speaker(target, language)} {_predicate(assessment, language, kept, now)}")


def subject(
    target: TargetName,
    assessment: Assessment,
    language: Language,
    *,
    now: dt.date | None = None,
    limit: int = 96,
) -> str:
    """`LinkedIn: AI training extended to the EU, on by default from 3 Nov 2025`, in at most `limit` characters; less
    important parts go first, words are cut last."""
    frame = "{label}\u00a0: {text}" if language == "fr" else "{label}: {text}"
    coming = tongue(language).say("head.upcoming_short", platform=target.platform)
    label = coming if target.upcoming_of else target.platform
    story = tell(assessment)
    short = list(compact(tongue(language), story)) if story is not None else []
    longer = (_predicate(assessment, language, kept, now) for kept in _SHORTER)
    for text in (*short, *longer):
        line = escape.one_line(frame.format(label=label, text=text))
        if len(line) <= limit:
            return line
    return escape.header(line, limit)


def _speaker(target: TargetName, language: Language) -> str:
    """Who does what is told; of a text that does not hold yet, it is said that it does not."""
    if not target.upcoming_of:
        return target.platform
    return tongue(language).say("head.upcoming", platform=target.platform)


def without_link(text: str) -> str:
    """A stored headline without the address in brackets, for places that show the address as a link anyway."""
    return _LINK.sub("", text)


_LINK: Final = re.compile(r" \(https?://[^\s()]+\)")


def commit_subject(
    target: TargetName,
    assessment: Assessment,
    *,
    outcome: Outcome = Outcome.CHANGED,
    back_to: dt.date | None = None,
    now: dt.date | None = None,
    limit: int = 110,
) -> str:
    """`linkedin/ai-faq: announces … (high)`, in English whatever the document's language, for `git log --oneline`.

    `first version`; with `back_to`, the date of the earlier version that this one equals: `back to the text of
    2025-09-18`; without findings: `text changed, nothing on watched topics (3 sentences)`.
    """
    words = tongue("en")
    n = sum(assessment.counts.get(kind, 0) for kind in ("added", "removed", "modified"))
    if outcome is Outcome.FIRST:
        return escape.commit(f"{target.id}: {words.say('commit.first')}", limit)
    if outcome is Outcome.REVERTED and back_to is not None:
        return escape.commit(f"{target.id}: {words.say('commit.back', date=back_to.isoformat())}", limit)
    if not assessment.findings:
        quiet = words.count("commit.quiet", n) if n else words.say("commit.quiet")
        return escape.commit(f"{target.id}: {quiet}", limit)
    weight = f" ({assessment.severity})"
    room = limit - len(weight)
    for kept in _SHORTER:
        line = f"{target.id}: {_predicate(assessment, 'en', kept, now)}"
        if len(escape.one_line(line)) <= room:
            break
    return escape.commit(line, room) + weight


def _predicate(assessment: Assessment, language: Language, kept: frozenset[str], now: dt.date | None) -> str:
    words = tongue(language)
    story = tell(assessment)
    if story is None:
        return words.say("head.unwatched")
    tails = [name for name in _TAILS.get(story.lead.kind, ()) if name in kept]
    if story.after.polarity in NEGATIVE:
        tails = [name for name in tails if name in ("regions", "date")]
    if _BRIEF in kept and story.lead.kind in _BRIEF_KINDS and story.after.polarity not in NEGATIVE:
        story = replace(story, after=replace(story.after, data=()))
    core = verbs.core(words, story, announced=_ahead(story.after, now))
    tail = "".join(_tail(words, name, story, now) for name in tails)
    tail += verbs.coda(words, story) if _CODA in kept else ""
    if "age" in kept:
        tail += verbs.age_aside(words, assessment, story)
    return (core + tail).replace(",,", ",").removesuffix(",")


def _ahead(claim: Claim, now: dt.date | None) -> bool:
    return claim.effective is None or now is None or now < claim.effective


def _tail(words: Tongue, name: str, story: Story, now: dt.date | None) -> str:
    claim = story.after
    if name == "regions" and claim.regions:
        return words.say("tail.regions", in_regions=words.in_all(claim.regions))
    if name == "date" and claim.effective:
        ahead = "date_aside" if story.lead.kind in _FROM_TO else "date_future"
        return words.say(f"tail.{ahead if _ahead(claim, now) else 'date_past'}", date=words.date(claim.effective))
    if name == "basis" and claim.basis and not (claim.basis == "consent" and claim.choice in ("opt-in", "consent")):
        basis = words.name("basis", claim.basis)
        return words.say("tail.basis", basis=basis, of_basis=words.of(basis))
    if name == "default" and claim.default:
        return words.say("tail.default", default=words.name("default", claim.default))
    if name == "choice" and claim.choice == "none":
        return words.say("tail.choice_none")
    if name == "choice" and (claim.choice or claim.control):
        return words.say("tail.choice", control=nouns.control(words, claim), place=nouns.place(words, claim))
    way_out = claim.choice == "opt-out" or story.lead.kind in _CONTROLS
    if name == "link" and way_out and escape.web_address(claim.control_url):
        return words.say("tail.link", url=escape.web_address(claim.control_url))
    return ""
