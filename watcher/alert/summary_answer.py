"""What a language model answered -> at most two plain sentences, or the reason why there are none. Pure.

The answer is as hostile as the page that it speaks of: whoever writes the page can try to write the answer. So only
what can be nothing but prose gets through: Latin letters, plain digits and the punctuation of sentences, no address,
no number that was not in what was sent, no word about the message itself. In doubt there is no summary.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 400  # characters of a summary
SHORTEST = 20  # "OK." says nothing
_LONGEST_ANSWER = 4_000  # characters; two sentences were asked for, and this is another thing

_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)  # local models that think aloud do it in front
_EMPHASIS = re.compile(r"\*\*|__|[*`]")
_PUNCTUATION = frozenset(" .,;:!?'’‘\"“”„«»()-‐‑–—…%€$£&/+=§°")
_ADDRESS = re.compile(r"://|\bwww\.|[^\W_]\.[^\W\d_]{2}|\d\.\d{1,3}\.\d{1,3}\.\d", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_ABOUT_ITSELF = re.compile(
    r"\bI\b"
    r"|(?i:\b(?:sorry|language model|json|alerte?s?|ignore[rz]?|disregard|je|désolée?)\b|\bj['’])"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]{0,2}(?: »)?(?= [A-ZÀ-ÖØ-Þ0-9\"“«(]|$)")
_ABBREVIATED = re.compile(r"(?:^|[\s(\"“«])(?:[A-Za-z]|[A-Za-z]\.[A-Za-z]|Inc|Ltd|Corp|No|Art|art)\.$")


class NoSummary(Exception):  # noqa: N818 - no error of anybody: what is expected of a service now and then
    """Why there is no summary, in words fit for the log. `resting`: the service is in trouble and left alone."""

    def __init__(self, reason: str, *, resting: bool = False) -> None:
        self.reason = reason
        self.resting = resting
        super().__init__(reason)


def content_of(body: bytes) -> str:
    """The text in an answer of the chat completions interface. Raises NoSummary."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise NoSummary("the answer is no JSON", resting=True) from None
    choices = answer.get("choices") if isinstance(answer, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise NoSummary("the answer holds no text")
    return content


def tidy(answer: str, sent: str, names: Iterable[str] = ()) -> str:
    """One or two whole sentences on one line, LONGEST characters at most.

    `sent` is what the model was given: a number that is not in it was made up. `names` are the operator's own words
    (platform, title), which may look like addresses ("Booking.com"). Raises NoSummary.
    """
    text = _line(_EMPHASIS.sub("", _THOUGHT.sub("", answer[: _LONGEST_ANSWER + 1], count=1)))
    if len(answer) > _LONGEST_ANSWER:
        raise NoSummary("the answer is too long")
    _refuse(text, sent, names)
    sentences = _sentences(text)[:2]
    while sentences and len(" ".join(sentences)) > LONGEST:
        sentences.pop()
    summary = " ".join(sentences)
    if len(summary) < SHORTEST:
        raise NoSummary("the answer holds no whole sentence of a fitting length")
    return summary


def _line(text: str) -> str:
    """On one line, composed, without characters that nobody sees."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    seen = "".join(letter for letter in composed if unicodedata.category(letter)[0] != "C")
    return " ".join(seen.split())


def _refuse(text: str, sent: str, names: Iterable[str]) -> None:
    if any(not _is_prose(letter) for letter in text):
        raise NoSummary("the answer is no plain text in Latin letters")
    nameless = text
    for name in sorted(filter(None, names), key=len, reverse=True):
        # As a part of another address it is not the name.
        nameless = re.sub(rf"(?<![\w.@/-]){re.escape(name)}(?![\w@/-]|\.\w)", "-", nameless)
    if _ADDRESS.search(nameless):
        raise NoSummary("the answer holds an address")
    if not _numbers(nameless) <= _numbers(sent):
        raise NoSummary("the answer holds a number that is not in the alert")
    if _ABOUT_ITSELF.search(nameless):
        raise NoSummary("the answer speaks of itself or of the alert")


def _numbers(text: str) -> set[str]:
    return {number.lstrip("0") for number in _NUMBER.findall(text)}


def _is_prose(letter: str) -> bool:
    if letter in _PUNCTUATION or letter in "0123456789":
        return True
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")


def _sentences(text: str) -> list[str]:
    """Whole sentences only: what follows the last end was cut off by the limit of tokens."""
    found, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() == len(text) or not _ABBREVIATED.search(text[max(begin, match.end() - 10) : match.end()]):
            found.append(text[begin : match.end()].strip())
            begin = match.end()
    return found
