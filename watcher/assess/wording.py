"""Two sentences that make the same claim: did words change that carry the rule? Pure."""

from __future__ import annotations

import re

from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.assess.reading import TRAINING
from watcher.assess.slots import NEGATED, by_number
from watcher.model import Change, Claim, Direction

_WORD = re.compile(r"[^\W_]+")


def rule_words_changed(before: str, after: str, topic: str, language: str) -> bool:
    """Did words change that carry the rule? Cues of the topic, or a good part of all words of weight."""
    words = lexicon(language)
    old = [w for w in _WORD.findall(plain(before).casefold()) if w not in words.empty]
    new = [w for w in _WORD.findall(plain(after).casefold()) if w not in words.empty]
    if topic == TRAINING and (
        words.has("may", plain(before)) != words.has("may", plain(after))
        or _measures(before, words) != _measures(after, words)
    ):
        return True
    stems_old, stems_new = ({_stem(word, words.language) for word in side} for side in (old, new))
    changed = stems_old ^ stems_new
    if not changed:
        return False
    cues = ("train", "improve_model") if topic == TRAINING else ("opt_in", "opt_out", "control", "default_mention")
    moved = sum(
        words.has(cue, plain(before)) != words.has(cue, plain(after)) for cue in (*cues, "negation", "unless", "may")
    )
    share = len(changed) / max(1, len(stems_old | stems_new))
    if topic == TRAINING and _substance(before, after, words):
        return True
    return bool(moved) or share >= 0.34


def _substance(before: str, after: str, words: Lexicon) -> bool:
    """Were words of weight put in or taken out, other than by renaming something or pointing elsewhere?"""
    old, new = _plain_words(before, words), _plain_words(after, words)
    gained, lost = new - old, old - new
    if gained and lost and not (_lower(gained, words) or _lower(lost, words)):
        return False  # one proper name for another
    return bool(_lower(gained, words) or _lower(lost, words))


def age_change(before: str, after: str, old: Claim, new: Claim, language: str) -> Direction | None:
    """An age limit that moved: below a lower one, fewer people are left out. None when none did."""
    words = lexicon(language)
    ages = [[int(match[1]) for match in words.measure.finditer(plain(t)) if match[1]] for t in (before, after)]
    if old.topic != TRAINING or not ages[0] or len(ages[0]) != len(ages[1]) or ages[0] == ages[1]:
        return None
    # Below a lower age fewer people are left out; above a lower one more people are let in.
    return by_number(sum(ages[0]), sum(ages[1])) if (old.polarity in NEGATED) == (new.polarity in NEGATED) else None


def negations_changed(change: Change, language: str) -> Direction | None:
    """More denials than before, or fewer: stronger, weaker; None where their number is the same.

    A sentence that denies something else too ("which we do not sell") hides a "not" that was put in or taken out.
    """
    if change.before is None or change.after is None:
        return None
    words = lexicon(language)
    before, after = (
        sum(1 for _ in words.spans("negation", words.without("not_negation", plain(side.text))))
        for side in (change.before, change.after)
    )
    return by_number(before, after) if before != after else None


def by_size(change: Change, language: str) -> Direction:
    """A permission into which words of weight were only put permits more, one that only lost some permits less. For
    a denial the caller turns it round.
    """
    if change.before is None or change.after is None:
        return Direction.NEUTRAL
    words = lexicon(language)
    old, new = _plain_words(change.before.text, words), _plain_words(change.after.text, words)
    gained, lost = bool(_lower(new - old, words)), bool(_lower(old - new, words))
    if gained == lost:
        return Direction.NEUTRAL
    return Direction.WEAKER if gained else Direction.STRONGER


def _plain_words(text: str, words: Lexicon) -> set[str]:
    text = _ASIDE.sub(" ", plain(text))
    return {word for word in _WORD.findall(text) if word.casefold() not in words.empty and len(word) > 2}


def _lower(found: set[str], words: Lexicon) -> set[str]:
    """Words that are no names, in their stems, without those that carry nothing by themselves."""
    german = words.language == "de"
    return {
        _stem(word.casefold(), words.language)
        for word in found
        if word.casefold() not in words.fillers
        if word.islower() or (german and _NOUN.search(word) is not None)
    }


_ASIDE = re.compile(r"\((?:as |see |cf |voir )[^()]{0,80}\)")


def _stem(word: str, language: str) -> str:
    """Enough of a word to know it again in another form: use, used, uses, using."""
    return _ENDINGS[language].sub("", word)[:6]


def _measures(text: str, words: Lexicon) -> list[str]:
    """Ages and periods: a number changed in one of them changes the rule."""
    return [" ".join(match.groups("")).casefold() for match in words.measure.finditer(plain(text))]


# What a word is bent with. It only has to bring forms together; a "not" or a "may" is looked for by itself.
_ENDINGS = {
    "en": re.compile(r"(?<=[a-zà-ÿ]{2})(?:ing|ed|es|s|e|d)$"),
    "fr": re.compile(r"(?<=[a-zà-ÿ]{3})(?:erons|eront|erez|ions|ons|ent|ait|ant|ées|era|ée|és|er|ez|es|é|e|s)$"),
    "de": re.compile(r"(?<=[a-zà-ÿ]{3})(?:sten|test|ten|ern|end|en|em|er|es|et|te|st|e|n|s|t)$"),
    "es": re.compile(
        r"(?<=[a-zà-ÿ]{2})(?:aremos|amos|emos|imos|ados|adas|ando|idos|idas|ará|ado|ada|ido|ida|ar|er|ir|an|en|as|es|os|a|e|o|s)$"
    ),
    "pt": re.compile(
        r"(?<=[a-zà-ÿ]{2})(?:aremos|amos|emos|imos|ados|adas|ando|idos|idas|ará|ado|ada|ido|ida|ar|er|ir|am|em|as|es|os|a|e|o|s)$"
    ),
    "it": re.compile(
        r"(?<=[a-zà-ÿ]{2})(?:eremo|iamo|ando|ano|ono|are|ere|ire|ato|ata|ati|ate|uto|uta|uti|ute|erà|a|e|i|o)$"
    ),
    "nl": re.compile(r"(?<=[a-zà-ÿ]{3})(?:den|ten|end|en|de|te|e|s|t)$"),
}
# German nouns, which are capitalised like names, by the ends that few names have.
_NOUN = re.compile(
    r"[a-zäöüß]{2}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|ion|ionen|tät|en|ern|nis|nisse)s?$"
)
