"""One passage -> the claims it states about a topic. Looks at the words, their lead and their headings; nothing else.

text (+ lead of its list) -> which topics does it speak of? -> the slots of the claim
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from watcher.assess.dates import effective_date
from watcher.assess.further import NAMED, actor, age_limit, narrowing, reach
from watcher.assess.hints import CHOOSES, CLAIMS, ELSEWHERE, TRAINS, hints, spoken
from watcher.assess.lexicon import Lexicon, lexicon, own_cue, plain
from watcher.assess.periods import kept_for
from watcher.model import BlockKind, Claim, OwnTopic, Passage

TRAINING = "ai-training"
DEFAULT = "default-setting"
RESTRICTION = "ai-restriction"
# Longer sentences are read to this length only: the longest in 600 real policies has 4,100 characters.
_LONGEST = 6000


def read(passage: Passage, language: str) -> tuple[Claim, ...]:
    """The claims of a passage, at most one a topic, in the order training, default, restriction."""
    return _read(passage, language) if may_claim(passage, language) else ()


def may_claim(passage: Passage, language: str) -> int:
    """Does it have words of a claim on training (TRAINS), in itself or in the lead of its list, or of one on a choice
    (CHOOSES)? Few passages do, and only these are read."""
    found = hints(passage.text, language)
    if found & ELSEWHERE:
        return CLAIMS
    if passage.lead:
        found |= hints(passage.lead, language) & TRAINS
    return found & CLAIMS


@lru_cache(maxsize=4096)
def _read(passage: Passage, language: str) -> tuple[Claim, ...]:
    may = may_claim(passage, language)
    words = lexicon(spoken(passage.text, language))
    text = plain(passage.text[:_LONGEST])
    lead = plain(passage.lead[:_LONGEST])
    claims = []
    if may & TRAINS:
        trains = _trains(passage, text, lead, words)
        if _rules_users(text, lead, words, trains=trains):
            claims.append(Claim(RESTRICTION, actor="user", polarity=_polarity(text, words)))
        elif trains:
            claims.append(_training(passage, text, lead, words, language))
    if may & CHOOSES and _speaks_of_default(text, words):
        claims.append(_default(passage, text, lead, words, language))
    return tuple(claims)


def _trains(passage: Passage, text: str, lead: str, words: Lexicon) -> bool:
    # "Preparing drafts with a model trained for it", under a lead, is what a model does, not what it learns from.
    if lead and words.has("activity", text) and speaks_of_training(lead, words):
        return False
    return speaks_of_training(text, words) or (bool(lead) and _lead_speaks_of_training(passage, lead, text, words))


_SHORT_CELL = 400  # characters: a longer one tells a story of its own


def read_own(topic: OwnTopic, passage: Passage, language: str) -> Claim | None:
    """The claim of a passage in which the user's own phrases for a topic stand; None when none does.

    For a built-in topic they make the passage speak of it; what it states is read as always.
    """
    tongue = spoken(passage.text, language)
    phrases = topic.phrases.get(tongue, ())
    text = plain(passage.text[:_LONGEST])
    if not phrases or not own_cue(phrases).within(text):
        return None
    words, lead = lexicon(tongue), plain(passage.lead[:_LONGEST])
    if topic == TRAINING:
        return _training(passage, text, lead, words, language)
    if topic == DEFAULT:
        return _default(passage, text, lead, words, language)
    return replace(_common(str(topic), passage, text, lead, words, language), polarity=_polarity(text, words))


def speaks_of_training(text: str, words: Lexicon) -> bool:
    """Does it name the training itself, or that people read what others wrote to the AI?"""
    return _names_training(text, words) or _people_read(text, words)


def _names_training(text: str, words: Lexicon) -> bool:
    clean = words.without("not_training", text)
    if words.has("train_alone", clean):
        return True
    if not words.names("models", clean):
        return False
    if words.has("train", clean):
        return True
    return words.has("improve_model", clean)


def _rules_users(text: str, lead: str, words: Lexicon, *, trains: bool) -> bool:
    """Is it the user who may or may not train? Whoever is named last before the training does it."""
    if words.has("restriction", text) and not words.has("we_do", text):
        return True
    if not trains:
        return False
    clean = words.without("not_default", text)
    if any(words.has(cue, clean) for cue in ("opt_out", "opt_in", "control")):
        return False
    place = min(
        (found.start() for cue in NAMED if (found := words.search(cue, text))),
        default=-1,
    )
    user, service = _last(words, "user_acts", text, place), _last(words, "service_acts", text, place)
    if user == service == -1 and lead:
        user, service = _last(words, "user_acts", lead, len(lead)), _last(words, "service_acts", lead, len(lead))
    return user > service


def _last(words: Lexicon, cue: str, text: str, place: int) -> int:
    """Where the last match before a place begins; -1 if there is none."""
    return max((start for start, _ in words.spans(cue, text) if start < place), default=-1)


def _lead_speaks_of_training(passage: Passage, lead: str, text: str, words: Lexicon) -> bool:
    """What its lead says holds for an item, and for a short cell of its row that names data."""
    if not speaks_of_training(lead, words):
        return False
    opens = lead.endswith(":") or (passage.kind is not BlockKind.CELL and not lead.endswith((".", "!")))
    return opens or (len(text) < _SHORT_CELL and bool(words.names("data", text)))


def _speaks_of_default(text: str, words: Lexicon) -> bool:
    clean = words.without("not_default", text)
    if words.names("default", clean) or words.has("default_mention", clean):
        return words.has("privacy_context", clean) or bool(words.names("controls", clean))
    if "legitimate interest" in words.names("basis", clean):
        return True  # what rests on it can be objected to; what rested on consent could be refused
    refuse, control = words.has("opt_out", clean), words.has("control", clean)
    asks = words.has("opt_in", clean) and not words.has("contract", text)
    if refuse and not words.has("other_matter", text):
        return True  # "you may opt out of this": which data, the sentences around it say
    return (refuse or control or asks) and words.has("privacy_context", clean)


def _negated(text: str, words: Lexicon) -> bool:
    return words.has("negation", words.without("not_negation", text))


def _polarity(text: str, words: Lexicon) -> str:
    if _negated(text, words):
        return "does not"
    if words.has("may", text):
        return "may"
    return "will" if words.has("will", text) else "does"


def _common(topic: str, passage: Passage, text: str, lead: str, words: Lexicon, language: str) -> Claim:
    whole = f"{lead} {text}" if lead else text
    controls = words.names("controls", text)
    clean = words.without("not_default", text)
    opt_out = words.has("opt_out", clean)
    opt_in = words.has("opt_in", clean) and not words.has("contract", text)
    control = controls[0] if controls and (opt_out or words.has("control", text)) else ""
    return Claim(
        topic=topic,
        choice="opt-out" if opt_out else "opt-in" if opt_in else "",
        default=words.first("default", text),  # "on by default and may be turned off" is on
        basis=next(iter(words.names("basis", whole)), ""),
        data=words.names_apart("data", text),
        audience=words.names("audience", text),
        regions=_regions(text, words),
        recipients=words.names("recipients", text) if words.has("share", text) else (),
        model=next(iter(words.names("models", whole)), "") if topic == TRAINING else "",
        control=control,
        control_path=_path(passage.text) if control or opt_out else "",
        control_url=_control_url(passage, words) if control or opt_out else "",
        effective=effective_date(passage.text, language),
    )


# "Settings > Data privacy > AI": names of up to six words each, so that no text makes it slow.
_NAME = r"[A-ZÀ-Þ“\"«][\w&’'\-“”\"«»]{0,40}(?: [\w&’'\-“”\"«»]{1,40}){0,7}"
ARROWS = (">", "›", "→", "»")
_FAR = 1500  # a way to a setting stands at the beginning of a sentence of ordinary length
_PATH = re.compile(rf"{_NAME}(?: ?(?:>|›|→|»|&gt;) ?{_NAME}){{1,5}}")
_ELSEWHERE = re.compile(
    r"/cdn-cgi/|^mailto:|/legal/|/policies/|/privacy-?(?:policy|notice|statement)|/terms", re.IGNORECASE
)


def _path(text: str) -> str:
    """The way to a setting as the page writes it, with its arrows; empty if it gives none."""
    match = _PATH.search(text[:_FAR]) if any(arrow in text for arrow in ARROWS) else None
    return match[0] if match else ""


def _control_url(passage: Passage, words: Lexicon) -> str:
    """The link that leads to the control: the one whose address or words speak of it, never a mere policy."""
    web = [link for link in passage.links if link.href.startswith("http")]
    for link in web:
        spoken = f"{plain(link.text)} {link.href.rpartition('//')[2]}"
        if words.names("controls", spoken) or words.has("opt_out", spoken):
            return link.href
    return next((link.href for link in web if not _ELSEWHERE.search(link.href)), "")


def _regions(text: str, words: Lexicon) -> tuple[str, ...]:
    """Regions named; "outside EU" for those that stand after a word that leaves them out."""
    cue = words.one.get("outside")
    match = cue.search(text) if cue is not None else None
    if match is None:
        return words.names("regions", text)
    inside = words.names("regions", text[: match.start()])
    return (*inside, *(f"outside {name}" for name in words.names("regions", text[match.end() :])))


def _training(passage: Passage, text: str, lead: str, words: Lexicon, language: str) -> Claim:
    claim = _common(TRAINING, passage, text, lead, words, language)
    main, aside = _split_aside(text, words)
    before, exception = _split_exception(main, words)
    refers = words.has("this_purpose", text) or bool(words.names("past", text))
    if lead and not refers and not speaks_of_training(text, words):
        # "drafts that you have not published": the lead says what is done with them
        negated, polarity = _negated(lead, words), _polarity(lead, words)
    else:
        denied = bool(aside) and not speaks_of_training(main, words)  # "to improve the service (excluding training)"
        negated = denied or _negated(before, words) or bool(lead and _negated(lead, words))
        polarity = "does not" if negated else _polarity(before, words)
    read = _people_read(text, words) or (bool(lead) and _people_read(lead, words))
    if read and not _names_training(text, words) and not (lead and _names_training(lead, words)):
        action = "human-review"
    elif words.has("share", text) and claim.recipients:
        action = "share-for-training"
    elif words.has("train", f"{lead} {text}") or words.has("train_alone", text):
        action = "train"
    else:
        action = "improve-models"
    claim = replace(
        claim,
        actor=actor(text, words) if action != "share-for-training" else "service",
        purposes=words.names("purposes", text),
        past=reach(text, words, negated=negated),
        review="" if not read else "yes" if not negated else "no" if action == "human-review" else "",
        kept=kept_for(text, words),
        age=age_limit(text, words),
    )
    if negated and exception and words.has("opt_in", exception):
        claim = replace(claim, choice=claim.choice or "opt-in")
    if negated:
        return replace(claim, action=action, polarity=polarity, excluded=claim.data, data=())
    claim = replace(claim, within=narrowing(text, claim.data, words))
    if aside:
        left_out = words.names_apart("data", aside)
        used = tuple(name for name in words.names_apart("data", main) if name not in left_out)
        claim = replace(claim, data=used, excluded=left_out)
    if claim.choice == "opt-out" and words.has("choice_limits", text):
        claim = replace(claim, choice="")  # "even if you opt out, we use …"
    elif _offers(claim, text, words) and not exception:
        action = "offer-control"  # "you can opt out of …": the sentence offers the choice, it does not add the use
    return replace(claim, action=action, polarity=polarity)


def _people_read(text: str, words: Lexicon) -> bool:
    return words.has("human_review", text) and not words.has("not_review", text)


def _offers(claim: Claim, text: str, words: Lexicon) -> bool:
    """Does the sentence give a choice, rather than state a use?"""
    if claim.choice:
        return claim.choice == "opt-out"
    return words.has("control", text) and not words.has("we_do", text)


_PARENTHESIS = re.compile(r"\(([^()]{1,300})\)")
_CLAUSE_END = re.compile(r"[,;.]")


def _split_aside(text: str, words: Lexicon) -> tuple[str, str]:
    """The sentence without what it leaves out in passing, and that: "(excluding photos)", ", except photos"."""
    for match in _PARENTHESIS.finditer(text):
        if words.has("leaves_out", match[1]):
            return f"{text[: match.start()]} {text[match.end() :]}", match[1]
    for start, end in words.spans("leaves_out", text):
        if text[max(0, start - 2) : start] == ", ":
            stop = _CLAUSE_END.search(text, end)
            rest = stop.start() if stop is not None else len(text)
            return f"{text[: start - 2]}{text[rest:]}", text[start:rest]
    return text, ""


def _split_exception(text: str, words: Lexicon) -> tuple[str, str]:
    """The main clause and what follows "unless", "except if": an exception does not negate the clause itself."""
    cue = words.one.get("unless")
    match = cue.search(text) if cue is not None else None
    if match is None:
        return text, ""
    if match.start() < 5:  # "Unless you opt out, we use …": the exception stands first
        comma = text.find(",", match.end())
        return (text[comma + 1 :], text[:comma]) if comma > 0 else (text, "")
    return text[: match.start()], text[match.start() :]


def _default(passage: Passage, text: str, lead: str, words: Lexicon, language: str) -> Claim:
    claim = _common(DEFAULT, passage, text, lead, words, language)
    if claim.default:
        action = "set-default"
    elif claim.choice == "opt-in":
        action = "require-consent"
    else:
        action = "offer-control"
    return replace(
        claim,
        action=action,
        polarity=_polarity(text, words),
        actor="user" if action == "offer-control" else "service",
    )
