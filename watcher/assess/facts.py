"""What a document says today about AI training: its facts, each with the sentence that proves it. Pure.

statements of the whole document -> one question after the other -> the clearest sentence for each answer
Refuses to guess: what no sentence says is no fact, and shown as unknown.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from watcher.assess.hints import spoken
from watcher.assess.lexicon import Lexicon, lexicon, plain
from watcher.assess.reading import TRAINING
from watcher.assess.sides import claims_of
from watcher.assess.statements import GENERAL, Nearby, Reading, Statement
from watcher.model import BlockKind, Claim, Document, Fact, FactChange, FactName, Passage, Quote, Training

_MOST = 6  # sentences for one question; more prove nothing that a reader would look up

# What an answer to a question in a heading begins with, by language.
_YES_NO = {
    "en": ("yes", "no"), "fr": ("oui", "non"), "de": ("ja", "nein"), "es": ("sí", "no"), "pt": ("sim", "não"),
    "it": ("sì", "no"), "nl": ("ja", "nee"),
}  # fmt: skip

# The words of whoever asks about data of their own.
_MINE = re.compile(
    r"\b(?:my|mes|mon|ma|mein|meine|meiner|meinen|mi|mis|meu|meus|minha|minhas|miei|mie|mijn)\b", re.IGNORECASE
)


def facts_of(document: Document) -> tuple[Fact, ...]:
    """The facts of a document in the order of FactName. A document that does not speak of training has none."""
    reading = Reading(document)
    uses = sorted((s for s in reading.statements if s.uses and not s.carved_out), key=_weighty)
    denials = [s for s in reading.statements if s.denial]
    promises = [s for s in denials if not s.choice]
    kept = [s for s in promises if not s.limited]
    used = {name for s in uses for name in s.data}
    sharing = [s for s in reading.statements if not s.negated and s.claim.action == "share-for-training"]
    near = list(reading.near())
    trains = tuple(_trains(reading, uses, denials, near)) or tuple(_answered(reading))
    found = [
        *trains,
        *_gather(FactName.DATA, uses, lambda s: [n for n in s.data if n != "children's data"]),
        *_gather(FactName.PEOPLE, uses, lambda s: s.people),
        *_gather(FactName.REGIONS, uses, lambda s: s.regions),
        *_defaults(reading.statements, near),
        *_refusal(reading.statements, near, trains),
        # What is used, too, is left out only in a case that another sentence sets ("In this case we do not …").
        *_gather(
            FactName.EXCLUDED_DATA,
            [*kept, *uses],
            lambda s: [name for name in _excluded(s) if s.listed or name not in used],
        ),
        *_gather(FactName.EXCLUDED_PEOPLE, promises, _spared),
        *(_bases(reading) if trains and trains[0].values != (Training.NO,) else ()),
        *_gather(FactName.RECIPIENTS, sharing, lambda s: s.claim.recipients),
        *_gather(FactName.SINCE, uses, _since),
    ]
    order = list(FactName)
    return tuple(sorted(found, key=lambda fact: order.index(fact.name)))


def fact_changes(old: Iterable[Fact], new: Iterable[Fact]) -> tuple[FactChange, ...]:
    """The questions that are answered otherwise now, in the order of FactName."""
    before, after = _answers(old), _answers(new)
    return tuple(
        FactChange(name, before.get(name, ()), after.get(name, ()))
        for name in FactName
        if set(before.get(name, ())) != set(after.get(name, ()))
    )


def _answers(facts: Iterable[Fact]) -> dict[FactName, tuple[str, ...]]:
    found: dict[FactName, dict[str, None]] = {}
    for fact in facts:
        found.setdefault(fact.name, {}).update(dict.fromkeys(fact.values))
    return {name: tuple(values) for name, values in found.items()}


# --- does it train?


def _trains(
    reading: Reading, uses: Sequence[Statement], denials: Sequence[Statement], near: Sequence[Nearby]
) -> Iterator[Fact]:
    """`uses` are the clearest first. Nothing when the text neither states a use nor denies it for all."""
    plainly = [s for s in uses if s.choice != "opt-in"]
    ways_out = sorted((s for s in reading.statements if s.choice == "opt-out" and not _limits(s)), key=_weighty)
    general = sorted((s for s in denials if s.general), key=_weighty)
    if plainly:
        best = plainly[0]
        out = [s for s in ways_out if _about(s, best, reading)]
        apart = [s for s in denials if not s.choice and (s.general or _some_people(s))]
        if best.choice == "opt-out":
            yield _trains_fact(Training.UNLESS, best)
        elif out:
            if best.self_contained:
                yield _trains_fact(Training.UNLESS, best)
            yield _trains_fact(Training.UNLESS, max(out, key=lambda s: s.weight - 2 * s.negated))
        elif beside := [n for n in near if n.claim.choice == "opt-out" and _about(n.statement, best, reading)]:
            yield _trains_fact(Training.UNLESS, best)
            yield _trains_fact(Training.UNLESS, beside[0])
        elif apart:
            yield _trains_fact(Training.PARTLY, best)
            yield _trains_fact(Training.PARTLY, min(apart, key=_weighty))
        else:
            yield _trains_fact(Training.YES, best)
    elif uses:
        yield _trains_fact(Training.IF_AGREED, uses[0])
    elif general:
        answers = {"opt-in": Training.IF_AGREED, "opt-out": Training.UNLESS}
        yield _trains_fact(answers.get(general[0].choice, Training.NO), general[0])
    elif offers := [s for s in ways_out if s.claim.action == "offer-control"]:
        yield _trains_fact(Training.UNLESS, offers[0])


def _trains_fact(answer: Training, statement: Statement | Nearby) -> Fact:
    return Fact(FactName.TRAINS, (answer.value,), _quote(statement.passage))


def _about(way_out: Statement, use: Statement, reading: Reading) -> bool:
    """Is it a way out of this use, as far as the text tells: the same place or the same data?"""
    named = {*way_out.claim.data, *way_out.claim.excluded}
    same = way_out.passage.section == use.passage.section or reading.about_ai
    return same or bool(named & ({*use.data} | GENERAL))


def _limits(statement: Statement) -> bool:
    return statement.words.has("choice_limits", statement.text)


def _some_people(statement: Statement) -> bool:
    """Are people or places spared, other than minors, whom nearly all spare?"""
    return bool(set(_spared(statement)) - {"minors"})


def _answered(reading: Reading) -> Iterator[Fact]:
    """A heading asks whether data are used for training, and the text below begins with yes or no."""
    passages = reading.document.passages
    for question, answer in itertools.pairwise(passages):
        if question.kind is not None or answer.kind is None or not question.text.rstrip().endswith("?"):
            continue
        asked = Passage(question.text.rstrip("? \u00a0\u202f") + ".", question.section)
        claim = claims_of(asked, reading.document.language, (TRAINING,)).get(TRAINING)
        if claim is None or not (claim.data or _MINE.search(question.text)):
            continue
        yes, no = _YES_NO.get(spoken(answer.text, reading.document.language), _YES_NO["en"])
        first = answer.text.split()[0].strip(",.;:!–—").casefold()
        if first in (yes, no):
            out = reading.words.has("opt_out", plain(answer.text))
            said = Training.NO if first == no else Training.UNLESS if out else Training.YES
            yield Fact(FactName.TRAINS, (said.value,), _quote(answer))
            return


# --- the other questions


def _excluded(statement: Statement) -> tuple[str, ...]:
    """Data that are left out by name. Those of children are people left out."""
    return tuple(n for n in statement.excluded if n not in GENERAL and n != "children's data")


def _spared(statement: Statement) -> tuple[str, ...]:
    claim = statement.claim
    children = ("minors",) if "children's data" in claim.excluded else ()
    people = tuple(name for name in claim.audience if name != "members") + children
    places = () if people else tuple(name for name in claim.regions if not name.startswith("outside "))
    return tuple(dict.fromkeys((*people, *places)))  # "children in the US": nobody else there is spared


def _since(statement: Statement) -> tuple[str, ...]:
    """The date from which the use holds; not that of a notice which names no more than that."""
    claim = statement.claim
    said = claim.effective is not None and (claim.data or claim.audience or claim.regions or claim.basis)
    return (claim.effective.isoformat(),) if claim.effective is not None and said else ()


def _defaults(statements: Sequence[Statement], near: Sequence[Nearby]) -> Iterator[Fact]:
    """On or off, for whoever does nothing."""
    said = [(s.passage, s.claim) for s in statements if not s.carved_out]
    seen: set[str] = set()
    for passage, claim in (*said, *((n.passage, n.claim) for n in near)):
        if claim.topic == TRAINING and claim.choice == "opt-out" and claim.default == "off":
            continue  # "unless you opted out, or use a product that is off by default": a part of the exception
        if claim.default in ("on", "off") and claim.default not in seen:
            seen.add(claim.default)
            yield Fact(FactName.DEFAULT, (claim.default,), _quote(passage))


def _refusal(statements: Sequence[Statement], near: Sequence[Nearby], trains: Sequence[Fact]) -> Iterator[Fact]:
    """The sentences that lead to the control: with an address first, then with the way through the settings; one for
    each kind of control. Where training needs consent, not to give it refuses."""
    own = [(s.passage, s.claim, 1 - 2 * s.negated) for s in statements if not _limits(s)]
    ways = [way for way in (*own, *((n.passage, n.claim, 0) for n in near)) if way[1].choice == "opt-out"]
    ways.sort(key=lambda way: -_followable(way[1], way[2]))
    seen: set[str] = set()
    for passage, claim, _ in ways:
        kind = claim.control or "opt-out"
        if not seen or (kind not in seen and kind != "opt-out" and (claim.control_path or claim.control_url)):
            seen.add(kind)
            yield Fact(FactName.REFUSAL, (kind,), _quote(passage), claim.control_path, claim.control_url)
    if not ways and any(fact.values == (Training.IF_AGREED.value,) for fact in trains):
        yield Fact(FactName.REFUSAL, ("opt-in",), trains[0].quote)


def _followable(claim: Claim, weight: int) -> int:
    offers = claim.action == "offer-control"
    return 4 * bool(claim.control_url) + 3 * bool(claim.control_path) + 2 * bool(claim.control) + 2 * offers + weight


def _bases(reading: Reading) -> Iterator[Fact]:
    """The legal basis that a sentence on training gives, its heading, or another cell of its row."""
    said: list[tuple[Passage, tuple[str, ...]]] = []
    for statement in reading.statements:
        if statement.negated or statement.carved_out:
            continue
        named: tuple[str, ...] = (statement.claim.basis,) if statement.claim.basis else ()
        if not named and statement.passage.section and statement.passage.kind is not BlockKind.PARAGRAPH:
            named = _one(statement.words, statement.passage.section[-1])
        said.append((statement.passage, named))
    said += [(p, named) for p in _cells_on_training(reading) if (named := _one(reading.words, p.text))]
    seen: set[str] = set()
    for passage, named in said:
        if set(named) - seen and len(seen) < _MOST:
            seen.update(named)
            yield Fact(FactName.BASIS, named, _quote(passage))


def _one(words: Lexicon, text: str) -> tuple[str, ...]:
    """The basis that a text names, if it is one only."""
    named = words.names("basis", plain(text))
    return named if len(named) == 1 else ()


def _cells_on_training(reading: Reading) -> Iterator[Passage]:
    """The cells of table rows whose first cell names training as a purpose."""
    language = reading.document.language
    for passage in reading.document.passages:
        if passage.kind is BlockKind.CELL and passage.lead:
            lead = Passage(passage.lead, passage.section, "", BlockKind.CELL)
            claim = claims_of(lead, language, (TRAINING,)).get(TRAINING)
            if claim is not None:
                row = Statement(0, lead, claim, lexicon(spoken(passage.lead, language)))
                if not row.negated and not row.carved_out:
                    yield passage


def _gather(
    name: FactName, statements: Iterable[Statement], slot: Callable[[Statement], Iterable[str]]
) -> Iterator[Fact]:
    """One fact for each sentence that names something new; the clearest and those that name most come first."""
    given = [(statement, tuple(slot(statement))) for statement in statements]
    seen: set[str] = set()
    for _ in range(_MOST):
        found = max(given, key=lambda item: _telling(item[0], set(item[1]) - seen), default=None)
        if found is None or not set(found[1]) - seen:
            return
        values = tuple(value for value in found[1] if value not in seen)
        seen.update(values)
        yield Fact(name, values, _quote(found[0].passage))


def _telling(statement: Statement, news: set[str]) -> int:
    return statement.weight + 2 * len(news) if news else -100


def _weighty(statement: Statement) -> tuple[int, int]:
    return -statement.weight, statement.place


def _quote(passage: Passage) -> Quote:
    return Quote(passage.text, passage.section, passage.lead)
