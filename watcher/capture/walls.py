"""Whether a page that came with status 200 is something else in its place. Pure.

The shape of the page decides first (hardly any text of its own, a password field, a challenge form); words only say
what it is. A policy that speaks of passwords, cookies and robots is long, and length ends every suspicion here.
The limits below are words that a reader sees; the shortest real page in the recorded corpus has 307.
"""

from __future__ import annotations

from watcher.capture import phrases
from watcher.capture.markup import Shape
from watcher.model import Verdict, VerdictKind

_CHALLENGE = 150
_LOGIN = (120, 400)  # of its own (outside of forms and the page's frame); in all, for pages that are one large form
_LOGIN_TITLED = (250, 600)
_CONSENT = 250
_TROUBLE = 100
_NOT_FOUND = 400  # with the navigation around it
_NO_TEXT = (12, 60)  # of its own, in all
_SENT_ON = 60


def wall(shape: Shape) -> Verdict | None:
    """What stands in the way of the page, None when nothing does."""
    for look in (_challenge, _login, _consent, _not_found, _trouble, _sends_on, _no_text):
        verdict = look(shape)
        if verdict is not None:
            return verdict
    return None


def is_challenge(shape: Shape) -> bool:
    """Whether a short page asks to prove that a person reads it, or says that it refuses to serve."""
    if shape.words >= _CHALLENGE:
        return False
    return any(mark in shape.raw for mark in phrases.CHALLENGE_MARKS) or _says(
        phrases.CHALLENGE, shape.title, shape.text
    )


def _says(wanted: tuple[str, ...], *texts: str) -> bool:
    return any(phrase in text for phrase in wanted for text in texts)


def _few(shape: Shape, limits: tuple[int, int]) -> bool:
    own, in_all = limits
    return shape.own_words < own and shape.words < in_all


def _titled(wanted: tuple[str, ...], shape: Shape) -> bool:
    """Whether the title is one of the phrases, or begins with one as with a word of its own."""
    return any(
        shape.title == phrase or (shape.title.startswith(phrase) and not shape.title[len(phrase)].isalnum())
        for phrase in wanted
    )


def _challenge(shape: Shape) -> Verdict | None:
    if is_challenge(shape):
        return Verdict(VerdictKind.BLOCKED, f'a check for robots stands in the way ("{shape.title[:60]}")')
    return None


def _login(shape: Shape) -> Verdict | None:
    titled = _titled(phrases.LOGIN, shape)
    if _few(shape, _LOGIN_TITLED if titled else _LOGIN) and (shape.password or (titled and shape.fields)):
        return Verdict(VerdictKind.LOGIN_WALL, f'the page asks to log in ("{shape.title[:60]}")')
    return None


def _consent(shape: Shape) -> Verdict | None:
    if shape.words < _CONSENT and _says(phrases.ACCEPT, shape.text) and _says(phrases.REJECT, shape.text):
        return Verdict(VerdictKind.CONSENT_WALL, f'a question about cookies stands in the way ("{shape.title[:60]}")')
    return None


def _not_found(shape: Shape) -> Verdict | None:
    if shape.words < _NOT_FOUND and _titled(phrases.NOT_FOUND, shape):
        return Verdict(VerdictKind.GONE, f'the page says that it does not exist ("{shape.title[:60]}")')
    return None


def _trouble(shape: Shape) -> Verdict | None:
    if shape.words < _TROUBLE and _says(phrases.MAINTENANCE, shape.title, shape.text):
        return Verdict(VerdictKind.ERROR_PAGE, f'the page speaks of trouble or maintenance ("{shape.title[:60]}")')
    return None


def _sends_on(shape: Shape) -> Verdict | None:
    if shape.words < _SENT_ON and shape.sends_on:
        return Verdict(VerdictKind.OTHER_DOCUMENT, "the page only sends its reader on to another address")
    return None


def _no_text(shape: Shape) -> Verdict | None:
    script = _says(phrases.NEEDS_SCRIPT, shape.text, shape.unseen_text)
    if _few(shape, _NO_TEXT) or (script and shape.words < _SENT_ON):
        hint = "; it says that it needs JavaScript" if script else ""
        return Verdict(VerdictKind.EMPTY, f"the page holds {shape.own_words} words besides its navigation{hint}")
    return None
