"""In which language a declared document is, as far as its addresses say so. Declarations themselves never do.

Guesses nothing that is not written: a language tag in the path, the query or the name of the host, else the
collection's own language if it has one, else the country that the name of the host ends with. Marks that contradict
each other (`/de-en/`, a country and a language) count as none: a wrong language would make the watcher refuse the
right page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

LANGUAGES = frozenset("de en es fr it nl pt".split())
"""Those whose sentences are read; a page in another one is said to be in it only by hand."""
_QUERY = frozenset("hl lang language locale lc l".split())
_REGION = re.compile(r"([a-z]{2})[-_]([a-z]{2})")
_AT_THE_END = re.compile(r"[-_]([a-z]{2})$")
_COUNTRIES = {"fr": "fr", "de": "de", "at": "de", "es": "es", "it": "it", "nl": "nl", "pt": "pt", "br": "pt"}
_SPOKEN = re.compile(r"^languages:\s*\[\s*([a-z]{2})\s*\]\s*$", re.MULTILINE)


def language_of(urls: Collection[str], collection: str = "") -> str:
    """The language tag, empty when it is not known. `collection` is the language of the whole collection."""
    hosts = {(urlsplit(url).hostname or "").rpartition(".")[2] for url in urls}
    found = [_written(url) for url in urls]
    marks = {mark for marks in found for mark in marks}
    if len(marks) == 1 and all(found):
        return marks.pop()
    if marks or collection:
        return collection
    countries = {_COUNTRIES.get(host, "") for host in hosts}
    return countries.pop() if len(countries) == 1 else ""


def collection_language(description: str) -> str:
    """The one language of a collection whose metadata.yml says so; empty when it has several."""
    match = _SPOKEN.search(description)
    return match[1] if match is not None and match[1] in LANGUAGES else ""


def _written(url: str) -> set[str]:
    """The languages that an address names."""
    parts = urlsplit(url)
    steps = [step.partition(".")[0].lower() for step in parts.path.split("/") if step]
    words = [step for step in steps if _REGION.fullmatch(step)]
    words += [*steps[:2], *steps[-1:], (parts.hostname or "").partition(".")[0]]
    words += [match[1] for step in steps[-1:] if (match := _AT_THE_END.search(step))]
    words += [value.lower() for key, value in parse_qsl(parts.query) if key.lower() in _QUERY]
    return {language for word in words for language in _tags(word) if language in LANGUAGES}


def _tags(word: str) -> tuple[str, ...]:
    """The tag in a word such as `fr`, `fr-be` or `de-en`. The second part counts where it can be no country."""
    match = _REGION.fullmatch(word)
    if match is None:
        return (word,)
    return (match[1], match[2]) if match[2] == "en" else (match[1],)
