"""The service's own name, when it was changed everywhere: "Agora" in the old text, "Forum" in the new.

A rename is told only when all of this holds; in doubt it is a change (docs/decisions/0004-renamed-everywhere.md):

- at least three passages differ in nothing but the name;
- the old name is gone from the new text, the new one was not in the old, but for "formerly Agora";
- it is written as a name wherever it stands: with capitals, never with an article and nothing after it ("the Users");
- both texts say that it is their own: in their title, or as `Agora ("we", …)`. A company that gets data is not;
- no word of it is one that carries a rule: people, kinds of data, regions, companies' forms, months, yes and no.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from watcher.compare.normal import key
from watcher.model import Document

Rename: TypeAlias = tuple[str, str]  # the words of the old name and of the new one, as in keys

_SUPPORT = 3
_MOST_WORDS = 4
_MOST_CANDIDATES = 5
# Words that say whom, what, where or whether: a change of one of them is a change of the rule.
_NEVER = frozenset(
    "not no never none only unless without on off in out opt may will must shall can should yes all any some"
    " optin optout consent consents legitimate interest interests default user users member members customer"
    " customers client clients child children minor minors teen teens teenager teenagers adult adults student"
    " students parent parents guardian guardians employee employees applicant applicants candidate candidates"
    " visitor visitors consumer consumers guest guests partner partners affiliate affiliates vendor vendors"
    " advertiser advertisers developer developers business businesses enterprise organization subscriber"
    " subscribers creator creators people person persons individual individuals thirdparty thirdparties"
    " utilisateur utilisateurs membre membres enfant enfants mineur mineurs partenaire partenaires tiers nutzer"
    " mitglieder kinder kunden usuarios miembros niños menores socios utenti membri bambini minori data content"
    " contents information input inputs output outputs prompt prompts post posts message messages feedback"
    " personal profile profiles photo photos voice location cookie cookies log logs file files model models"
    " données contenu contenus informations daten inhalte datos contenido dati contenuti dados gegevens service"
    " services product products website websites site sites app apps application platform account accounts terms"
    " policy policies notice statement agreement privacy section article annex appendix inc corp corporation"
    " company companies ltd limited llc plc gmbh ag sa sas sarl bv nv co group holding holdings eu eea efta uk us"
    " usa gdpr ccpa cpra dsa dma europe european union states kingdom america african asia pacific north south"
    " east west international global world switzerland swiss norway iceland liechtenstein canada california"
    " virginia colorado texas utah connecticut quebec brazil japan korea india china hong kong singapore australia"
    " zealand mexico argentina israel turkey russia ukraine africa germany france spain italy portugal netherlands"
    " belgium luxembourg ireland austria poland sweden denmark finland greece hungary romania bulgaria croatia"
    " czech slovakia slovenia estonia latvia lithuania malta cyprus england scotland wales britain ue eee"
    " allemagne espagne italie suisse belgique royaume uni états deutschland frankreich schweiz österreich january"
    " february march april june july august september october november december".split()
)
_SELF = r"(?:we|us|our|nous|notre|wir|uns|unser|nosotros|nuestro|noi|nostro|nós|nosso|wij|ons|onze)"
_QUOTED_SELF = rf"[^.()]{{0,60}}\([^()]{{0,40}}[\"“”„«'‘]\s?{_SELF}\b"
_DETERMINER = (
    r"\b(?:the|an?|your|our|my|their|its|any|all|such|these|those|this|that|each|every|other|some|no|les?|la|une?|des|vos"
    r"|votre|nos|notre|ces?|cette|der|die|das|den|dem|ein|eine|unsere?|ihre?|el|los|las|una?|sus?|tus?|il|gli|i|os|as"
    r"|seus?|suas?|de|het|een|uw|onze)\s+"
)
_NO_NOUN_FOLLOWS = (
    r"(?=\s*(?:[.,;:!?)”\"]|$)|\s+(?:and|or|but|may|will|can|must|shall|should|is|are|was|were|has|have|do|does|to|for|of|in"
    r"|on|at|by|with|from|that|who|which|when|if|as|et|ou|peut|peuvent|est|sont|und|oder|y|o|e|en|of)\b)"
)
_FORMERLY = (
    r"\b(?:formerly|previously|anciennement|auparavant|ehemals|früher|anteriormente|antes|precedentemente|voorheen)\b"
    r"(?:\W{1,3}(?:known|called|named|as|connue?|sous|le|nom|de|bekannt|als|conocid[oa]|como|noto|come|bekend)\b){0,5}"
    r"\W{1,3}"
)


def renamed(old: Document, new: Document, rewritten: Iterable[tuple[str, str]]) -> tuple[Rename, ...]:
    """The names that were changed everywhere, told by pairs of an old wording (a key) and the one that it became."""
    pairs = list(rewritten)
    if len(pairs) < _SUPPORT:
        return ()
    counted = Counter(filter(None, (_replaced(before, after) for before, after in pairs)))
    candidates = [pair for pair, count in counted.most_common(_MOST_CANDIDATES) if count > 1]
    found: list[Rename] = []
    for pair in candidates:
        if _may_be_names(pair) and _is_own(old, new, pair) and _gone(old.text, new.text, pair):
            alike = sum(one_name(before, (pair,)) == one_name(after, (pair,)) for before, after in pairs)
            if alike >= _SUPPORT:
                found.append(pair)
    return tuple(found)


def one_name(words: str, renames: Sequence[Rename]) -> str:
    """A key with the old and the new name made one, which is the same whichever of the texts is the old one."""
    for pair in renames:
        words = _either(pair).sub(rf"{min(pair)}\1", words)
    return words


@lru_cache(maxsize=64)
def _either(pair: Rename) -> re.Pattern[str]:
    """Either name in a key, after an elided article too ("l'agora"), with the s of a genitive."""
    return re.compile(rf"(?<![^\s'])(?:{'|'.join(map(re.escape, pair))})(s?)(?!\S)")


def _replaced(before: str, after: str) -> Rename | None:
    """The words in the place of which others stand, where the rest is the same."""
    one, other = before.split(), after.split()
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    gone, come = one[start : len(one) - end], other[start : len(other) - end]
    if not 0 < len(gone) <= _MOST_WORDS or not 0 < len(come) <= _MOST_WORDS:
        return None
    pair = " ".join(gone), " ".join(come)
    return pair if all(re.search(r"[^\W\d_]", name) for name in pair) else None


def _may_be_names(pair: Rename) -> bool:
    return "ai" not in pair and _NEVER.isdisjoint(" ".join(pair).split())


def _is_own(old: Document, new: Document, pair: Rename) -> bool:
    """Do both texts say that the name is that of the one who speaks, and write it as a name?"""
    for document, name in zip((old, new), pair, strict=True):
        titled = f" {name} " in f" {key(document.title)} "
        if not titled and not re.search(f"{_written(name)}{_QUOTED_SELF}", document.text, re.IGNORECASE):
            return False
        shown = [match[0] for match in re.finditer(_written(name), document.text, re.IGNORECASE)]
        if not shown or not all(_capitals(words) for words in shown):
            return False
        if re.search(
            rf"{_DETERMINER}{_written(name)}{_NO_NOUN_FOLLOWS}", document.text, re.IGNORECASE | re.MULTILINE
        ):
            return False
    return True


def _gone(old: str, new: str, pair: Rename) -> bool:
    """Is the old name not in the new text, nor the new one in the old, but as what it was called before?"""
    for text, name in ((new, pair[0]), (old, pair[1])):
        rest = re.sub(f"{_FORMERLY}{_written(name)}", " ", text, flags=re.IGNORECASE)
        if re.search(_written(name), rest, re.IGNORECASE):
            return False
    return True


def _written(name: str) -> str:
    """A pattern for the name in a text; not for a part of an address or of a compound."""
    words = r"[\W_]{1,3}".join(map(re.escape, name.split()))
    return rf"(?<![\w@./-]){words}(?![\w@/]|[.-]\w)"


def _capitals(words: str) -> bool:
    """Is each word written as names are: with a capital somewhere, or beginning with a digit?"""
    return all(word != word.lower() or word[0].isdigit() for word in re.findall(r"[^\W_]+", words))
