"""One form for the British and the American spelling of a word.

The rules were run over the words of 622 recorded policies (40,000 different ones): each pair of words that they make
equal is two spellings of one word. Where a general rule would catch strangers ("scoured" and "scored", "autour" and
"autor", "controller" and "controler"), the words are listed instead.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|dol|endeav|fav|ferv|glam|harb|hon|hum|lab|misbehavi|misdemean|neighb|od"
    "|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig|discol|dishon|disfav|multicol|unfav|enam"
)
_DOUBLED = (
    "bevel|cancel|channel|counsel|dial|equal|fuel|label|level|libel|marshal|marvel|model|panel|pedal|quarrel|relabel"
    "|remodel|rival|shovel|shrivel|signal|spiral|total|travel|tunnel|unravel"
)
# Special words before the general rules: "practise" is "practice", not "practize".
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^practis(e|ed|es|ing)$", r"practic\1"),
        (r"^(un|non|sub|re)?licens(e|ed|es|ing|able)$", r"\1licenc\2"),
        (r"^(def|off|pret)ence(s?)$", r"\1ense\2"),
        (r"^(\w{3,})is(e|ed|es|ing|ation|ations|er|ers|able)$", r"\1iz\2"),
        (r"^(anal|paral|catal|dial|electrol|hydrol|reanal)ys(e|ed|es|ing|er|ers)$", r"\1yz\2"),
        (rf"^({_OUR})our(s|ed|ing|able|ably|ite|ites|ful|al|ally|less|hood|hoods|ly|er|ers)?$", r"\1or\2"),
        (rf"^({_DOUBLED})l(ed|ing|er|ers|ation|ations|ings)$", r"\1\2"),
        (r"^(enrol|fulfil|instal|instil|distil)l?(s|ment|ments)?$", r"\1\2"),
        (r"^(cent|theat|fib|lit|calib|spect|lust|manoeuv|kilomet|centimet|millimet)re(s?)$", r"\1er\2"),
        (r"^(catal|dial|anal)ogue(s?)$", r"\1og\2"),
        (r"^(judg|acknowledg|abridg)ement(s?)$", r"\1ment\2"),
        (r"^(skil|wil)ful(ly)?$", r"\1lful\2"),
        (r"^programme(s?)$", r"program\1"),
        (r"^grey(s?)$", r"gray\1"),
        (r"^whilst$", "while"),
        (r"^amongst$", "among"),
        (r"^towards$", "toward"),
        (r"^ageing$", "aging"),
        (r"^artefact(s?)$", r"artifact\1"),
        (r"^cosy$", "cozy"),
        (r"^sceptic(al|ally|ism|s)?$", r"skeptic\1"),
    )
)
# Most words are of no rule: one look at all of them together says so.
_ANY_RULE = re.compile("|".join(pattern.pattern for pattern, _ in _RULES))


@lru_cache(maxsize=8192)
def common_spelling(word: str) -> str:
    """The word, in lower case, in the form that stands for its spellings. It need not be a word itself."""
    if not _ANY_RULE.match(word):
        return word
    for pattern, replacement in _RULES:
        spelled = pattern.sub(replacement, word)
        if spelled != word:
            return spelled
    return word
