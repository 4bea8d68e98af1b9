"""Whether a page that came with status 200 is something else in its place. Pure.

How much running text a page has decides first: from MOST_PROSE words on it is a page, whatever else it holds. Below
that, two things are weighed against one another: what the page says of itself (in title, headings and sentences; a
password field; what can be pressed), and what else it says, above all whether it speaks as a document does. A short
page about captchas, log-ins, cookies or maintenance says much besides; a wall does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from watcher.capture import phrases
from watcher.capture.markup import Shape
from watcher.capture.phrases import MOST_PROSE
from watcher.capture.statements import LOG_IN, STATEMENTS
from watcher.model import Verdict, VerdictKind

_MARKED = 200  # words of running text below which a maker's mark says what the page is
_CAPTCHA = 60  # below which a captcha is all there is
_REST = 150  # words besides what a wall says of itself; nobody writes more on one
_REST_BELOW = 100  # the same where neither title nor heading says it
_SPEAKS = 3  # kinds of things that documents speak of (of nine), from which on the rest of a page is one
_MANY = 45  # words beside a form for a log-in that need speak of one kind less
_LOGIN_REST = 100
_NO_TEXT = (12, 250)  # of running text, in all
_SENT_ON = 60
_WAITING = 60  # from which on a page does not wait for its text
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_WORD = re.compile(r"\w+")
_LONGEST_HEADING = 100  # characters; what is longer is a text
_LONGEST_SENTENCE = 260
_SHOWN = 80  # characters of a page's words in a reason


def wall(shape: Shape) -> Verdict | None:
    """What stands in the way of the page, None when nothing does."""
    if shape.long:
        return None
    if is_challenge(shape):
        return Verdict(VerdictKind.BLOCKED, f"a check for robots stands in the way{_shown(shape)}")
    sentences = tuple(sentence for line in shape.lines for sentence in _SENTENCE.split(line))
    for look in (_consent, _login, _says):
        verdict = look(shape, sentences)
        if verdict is not None:
            return verdict
    return _sends_on(shape) or _no_text(shape)


def is_challenge(shape: Shape) -> bool:
    """Whether the markup of a short page is that of a check for robots."""
    if shape.prose >= _MARKED:
        return False
    few = shape.prose < _CAPTCHA and speaks(shape.lines) < _SPEAKS
    return any(mark in shape.raw for mark in phrases.CHALLENGE_MARKS) or (
        few and any(mark in shape.raw for mark in phrases.CAPTCHA_MARKS)
    )


def speaks(lines: Sequence[str]) -> int:
    """Of how many kinds of things these lines speak that only documents speak of. That somebody says what he does
    with data, the first kind, counts twice."""
    text = "\n".join(lines)
    found = [bool(kind.search(text)) for kind in phrases.DOCUMENT]
    return sum(found) + found[0]


def _is_document(sentences: list[str], enough: int, many: int = MOST_PROSE) -> bool:
    """Whether these sentences are a page of their own: `enough` words, or fewer that speak as a document does. From
    `many` words on it is enough that they speak of one kind less."""
    words = sum(len(_WORD.findall(sentence)) for sentence in sentences)
    return words >= enough or speaks(sentences) >= (_SPEAKS if words < many else _SPEAKS - 1)


def _shown(shape: Shape, sentence: str = "") -> str:
    text = sentence or shape.title or next(iter(shape.headings), "")
    return f' ("{text[:_SHOWN]}")' if text else ""


def _says(shape: Shape, sentences: tuple[str, ...]) -> Verdict | None:
    """What the page says of itself, when it says little else."""
    above = [text for text in (shape.title, *shape.headings) if len(text) <= _LONGEST_HEADING]
    best: tuple[int, VerdictKind, str, str] | None = None
    telling: set[str] = set()
    headed = False
    for kind, reason, said in STATEMENTS:
        heads = [text for text in above if said.search(text)]
        told = [sentence for sentence in sentences if len(sentence) <= _LONGEST_SENTENCE and said.search(sentence)]
        if said is LOG_IN and not (heads or shape.fields or shape.password):
            continue  # whoever asks to log in has a form for it
        telling.update(told)
        headed = headed or bool(heads)
        weight = 3 * len(heads) + 2 * len(told)
        if weight and (best is None or weight > best[0]):
            best = (weight, kind, reason, (heads or told)[0])
    if best is None:
        return None
    rest = [sentence for sentence in sentences if sentence not in telling]
    # Where neither title nor heading says it, a page that speaks as a document even in part is one.
    if _is_document(rest, _REST if headed else _REST_BELOW) or speaks(sentences) > (
        _SPEAKS if headed else _SPEAKS - 1
    ):
        return None
    _, kind, reason, text = best
    if kind is VerdictKind.EMPTY and shape.prose >= _WAITING:
        return None
    return Verdict(kind, f"{reason}{_shown(shape, text)}")


def _login(shape: Shape, sentences: tuple[str, ...]) -> Verdict | None:
    asked = any(phrases.LOGIN.match(text) for text in (shape.title, *shape.headings))
    marked = shape.prose < _CAPTCHA and any(mark in shape.raw for mark in phrases.LOGIN_MARKS)
    if not (shape.password or marked or (asked and shape.fields)):
        return None
    rest = [text for text in sentences if not (phrases.LOGIN.match(text) or LOG_IN.search(text))]
    if _is_document(rest, _LOGIN_REST, _MANY):
        return None
    return Verdict(VerdictKind.LOGIN_WALL, f"the page asks to log in{_shown(shape)}")


def _consent(shape: Shape, sentences: tuple[str, ...]) -> Verdict | None:
    """A question about cookies with nothing behind it."""
    if not any(phrases.ACCEPT.fullmatch(text) for text in shape.controls):
        return None
    heads = (shape.title, *shape.headings, shape.aside)
    rest = [sentence for sentence in sentences if not phrases.ASKS_CONSENT.search(sentence)]
    if len(rest) == len(sentences) and not any(phrases.ASKS_CONSENT.search(text) for text in heads):
        return None
    if _is_document(rest, _REST):
        return None
    return Verdict(VerdictKind.CONSENT_WALL, f"a question about cookies stands in the way{_shown(shape)}")


def _sends_on(shape: Shape) -> Verdict | None:
    if shape.words < _SENT_ON and shape.sends_on:
        return Verdict(VerdictKind.OTHER_DOCUMENT, "the page only sends its reader on to another address")
    return None


def _no_text(shape: Shape) -> Verdict | None:
    script = any(phrases.NEEDS_SCRIPT.search(text) for text in (*shape.lines, shape.unseen_text))
    few, in_all = _NO_TEXT
    waits = script and shape.words < _SENT_ON and speaks(shape.lines) < _SPEAKS
    if waits or (shape.prose < few and shape.words < in_all):
        hint = "; it says that it needs JavaScript" if script else ""
        return Verdict(VerdictKind.EMPTY, f"the page holds {shape.prose} words besides its navigation{hint}")
    return None
