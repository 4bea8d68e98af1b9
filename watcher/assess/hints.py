"""What a text can hold at all, told by its words before any phrase is looked for. Pure.

words of the text -> can it have a phrase on training? on a choice? one that refers back? is it in another language?

Four of five sentences of a policy hold nothing of this. To find that out takes a fifth of the time that it takes to
look for all phrases which they might have.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from watcher.assess.cues import Candidates
from watcher.assess.lexicon import LANGUAGES, lexicon
from watcher.assess.plain import words_of

TRAINS = 1
CHOOSES = 2
REFERS = 4
ELSEWHERE = 8  # in another language than the document: anything may stand there
CLAIMS = TRAINS | CHOOSES

# Without one of these cues or names (of families) a text does nothing of the kind.
_SIGNS = {
    TRAINS: (("restriction", "train", "train_alone", "improve_model", "human_review"), ()),
    CHOOSES: (("default_mention", "opt_out", "opt_in", "control"), ("default", "basis")),
    REFERS: (("this_purpose",), ("past",)),
}
_TELLING = 500  # characters of a passage that tell its language
_CERTAIN = 3  # common words of a language without which a passage is not taken to be in it
# Of these, at least so many are not of the document's language, too: those that are of both count twice for it.
_FEWEST_FOREIGN = 2
_MOST_WORDS = 200_000  # in the memory of one language: hostile text must not fill it


@lru_cache(maxsize=8192)
def hints(text: str, language: str) -> int:
    """TRAINS, CHOOSES, REFERS, ELSEWHERE as far as they may hold; 0 for a text that says nothing to the rules.
    `language` is that of the document."""
    return _signs_of(language).of(text)


def spoken(text: str, language: str) -> str:
    """The language of one passage: the document's, unless its commonest words are clearly of another one."""
    return _told(text, language) if hints(text, language) & ELSEWHERE else language


def _told(text: str, language: str) -> str:
    counts = dict.fromkeys(LANGUAGES, 0)
    speakers = _speakers()
    for word in text[:_TELLING].casefold().replace("’", " ").replace("'", " ").split():
        for tag in speakers.get(word, ()):
            counts[tag] += 1
    best = max(counts, key=lambda tag: counts[tag])
    if best != language and counts[best] >= _CERTAIN and counts[best] > 2 * counts.get(language, 0):
        return best
    return language


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """The languages that a common word belongs to."""
    words = {word for tag in LANGUAGES for word in lexicon(tag).common}
    return {word: tuple(tag for tag in LANGUAGES if word in lexicon(tag).common) for word in words}


class _Signs:
    """The words of one language that tell something, and those met that tell nothing."""

    def __init__(self, language: str) -> None:
        words = lexicon(language)
        self._language = language
        self._foreign = frozenset(word for word, tags in _speakers().items() if language not in tags)
        self._kinds = {cue: kind for kind, names in _SIGNS.items() for cue in words.cues(*names)}
        self._phrases = Candidates(self._kinds)
        self._met: set[str] = set()
        self._telling: set[str] = set()  # of those met

    def of(self, text: str) -> int:
        words = words_of(text)
        if not self._met.issuperset(words):
            self._meet(words)
        telling = self._telling.intersection(words)
        if not telling:
            return 0
        found = 0
        for cue, _ in self._phrases.by(self._phrases.marks_of(words)):
            found |= self._kinds[cue]
        if not self._foreign.isdisjoint(telling) and self._is_foreign(text, words):
            found |= ELSEWHERE
        return found

    def _meet(self, words: list[str]) -> None:
        if len(self._met) >= _MOST_WORDS:
            self._met.clear()
            self._telling.clear()
        new = set(words).difference(self._met)
        self._met |= new
        self._telling.update(word for word in new if word in self._foreign or self._phrases.begins(word))

    def _is_foreign(self, text: str, words: list[str]) -> bool:
        cut = len(text) > _TELLING  # there half a word may be left, which is one of another language
        foreign = sum(map(self._foreign.__contains__, words)) + cut
        return foreign >= _FEWEST_FOREIGN and _told(text, self._language) != self._language


_signs_of = cache(_Signs)
