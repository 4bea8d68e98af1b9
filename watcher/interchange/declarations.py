"""Declarations of Open Terms Archive -> documents of targets.yaml.

    declarations_source    the files of a collection       declarations_page      one page of a declaration
    declarations_script    JavaScript as tokens            declarations_filters   what a filter comes to
    declarations_language  in which language it is         here                   documents, with ids and titles

Each terms document comes over whole, or with a warning that says what is not as it was, or not at all, with the
reason. Nothing is lost in silence.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from watcher.interchange.declarations_filters import Filter
from watcher.interchange.declarations_language import collection_language, language_of
from watcher.interchange.declarations_page import Page, UnusableError, read_page
from watcher.interchange.declarations_source import Collection

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_PART = 70
_MOST_PAGES = 1000
_PAGE_KEYS = ("select", "remove", "clean", "render")
_EMPTY: dict[str, object] = {"select": [], "remove": [], "clean": {}, "render": "plain"}


class Arrival(StrEnum):
    """How a declared document came over."""

    WHOLE = "whole"
    WARNING = "with a warning"
    REFUSED = "not at all"


@dataclass(frozen=True)
class Older:
    """A declaration as it was until a moment."""

    until: dt.datetime
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Declared:
    """One terms document. `service` is the name of its file, `platform` what people call it. `entry` are the keys of
    a document in targets.yaml; none when there is a `reason`. `older` are the declarations that were valid before,
    less so many `unreadable` ones."""

    service: str
    platform: str
    terms: str
    entry: Mapping[str, object] | None = None
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    older: tuple[Older, ...] = ()
    unreadable: int = 0

    @property
    def place(self) -> str:
        """Its id in targets.yaml; empty when it has none."""
        return str(self.entry["id"]) if self.entry is not None else ""

    @property
    def arrival(self) -> Arrival:
        if self.entry is None:
            return Arrival.REFUSED
        return Arrival.WARNING if self.warnings else Arrival.WHOLE

    @property
    def unknown(self) -> tuple[Filter, ...]:
        """The filters that are not known, each once."""
        return tuple({found.name: found for page in self.pages for found in page.unknown}.values())

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(page.url for page in self.pages)


def read_declarations(collection: Collection, language: str = "") -> Iterator[Declared]:
    """Every terms document, with an id of its own. `language` is that of documents which do not say theirs."""
    spoken = language or collection_language(collection.description)
    folders: dict[str, str] = {}
    for name, reason in collection.refused.items():
        yield Declared(name, name, "", reason=f"it {reason}")
    for service, content in collection.declarations.items():
        try:
            name, terms = _service(content)
        except UnusableError as error:
            yield Declared(service, service, "", reason=str(error))
            continue
        folder = _unique(slug(service), folders, service)
        ids: dict[str, str] = {}
        histories = _histories(collection, service)
        for kind, declaration in terms.items():
            document = _document(service, name or service, kind, declaration, collection.filters)
            if document.entry is not None:
                said = language_of(document.urls, spoken)
                place = f"{folder}/{_unique(slug(kind), ids, kind)}"
                entry = {"id": place, **document.entry, **({"language": said} if said else {})}
                document = replace(document, entry=_ordered(entry))
            yield _with_history(document, histories.get(kind, []), service, collection.filters)


def slug(name: str) -> str:
    """A name as a part of an id: small letters, digits and dashes; a fingerprint where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    part = _NOT_IN_IDS.sub("-", plain).strip("-")[:_LONGEST_PART].strip("-")
    return part or f"x{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _unique(part: str, taken: dict[str, str], owner: str) -> str:
    """The part, or with a number behind it where another owner has it."""
    number, tried = 1, part
    while taken.setdefault(tried, owner) != owner:
        number += 1
        tried = f"{part}-{number}"
    return tried


def _mapping(content: bytes) -> dict[str, object]:
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableError("it is not UTF-8 text") from error
    except RecursionError as error:
        raise UnusableError("it is nested too deep") from error
    except ValueError as error:  # JSONDecodeError, and numbers with too many digits
        raise UnusableError(f"it is not valid JSON: {error}") from error
    if not isinstance(given, dict):
        raise UnusableError("it is not a JSON object")
    return given


def _service(content: bytes) -> tuple[str, dict[str, object]]:
    """The name of a service, empty when it says none, and its declarations by kind of terms."""
    given = _mapping(content)
    name, terms = given.get("name"), given.get("terms")
    if not isinstance(terms, dict):
        raise UnusableError("it has no `terms`")
    return name.strip() if isinstance(name, str) else "", terms


def _document(service: str, name: str, kind: str, declaration: object, scripts: Mapping[str, str]) -> Declared:
    try:
        named = _pages(declaration, service, scripts)
        pages = _once(named)
    except UnusableError as error:
        return Declared(service, name, kind, reason=str(error))
    warnings = [warning for page in pages for warning in page.warnings]
    if again := len(named) - len(pages):
        warnings.append(f"{again} of its pages are named twice; each is read once")
    unknown = {found.name: found for page in pages for found in page.unknown}
    warnings += [f"filter {found.name}: {found.unknown}" for found in unknown.values()]
    entry = {"title": kind, **_entry(pages)}
    return Declared(service, name, kind, entry, pages, tuple(dict.fromkeys(warnings)))


def _pages(declaration: object, service: str, scripts: Mapping[str, str]) -> tuple[Page, ...]:
    """The pages of a declaration. Inside `combine` each key of a page stands for its parent's."""
    if not isinstance(declaration, dict):
        raise UnusableError("it is not a JSON object")
    combined = declaration.get("combine")
    if combined is None:
        return (read_page(declaration, service, scripts),)
    if not isinstance(combined, list) or not combined or len(combined) > _MOST_PAGES:
        raise UnusableError("`combine` is no list of pages")
    common = {key: value for key, value in declaration.items() if key != "combine"}
    pages = []
    for number, page in enumerate(combined, 1):
        if not isinstance(page, dict):
            raise UnusableError(f"page {number} of `combine` is not a JSON object")
        try:
            pages.append(read_page({**common, **page}, service, scripts))
        except UnusableError as error:
            raise UnusableError(f"page {number} of `combine`: {error}") from error
    return tuple(pages)


def _once(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Each address once. Raises UnusableError when one of them is read in two ways."""
    found: dict[str, Page] = {}
    for page in pages:
        if found.setdefault(page.url, page).keys != page.keys:
            raise UnusableError(f"`combine` reads {page.url} twice, each time in another way")
    return tuple(found.values())


def _entry(pages: tuple[Page, ...]) -> dict[str, object]:
    """The keys of a document. What most of its pages share stands in the document itself."""
    if len(pages) == 1:
        return {"url": pages[0].url, **pages[0].keys}
    shared = {key: _most_common([page.keys.get(key, _EMPTY[key]) for page in pages]) for key in _PAGE_KEYS}
    combine = [
        {
            "url": page.url,
            **{key: value for key in _PAGE_KEYS if (value := page.keys.get(key, _EMPTY[key])) != shared[key]},
        }
        for page in pages
    ]
    return {**{key: value for key, value in shared.items() if value != _EMPTY[key]}, "combine": combine}


def _most_common(values: list[object]) -> object:
    written = [json.dumps(value, sort_keys=True) for value in values]
    return values[written.index(Counter(written).most_common(1)[0][0])]


def _ordered(entry: Mapping[str, object]) -> dict[str, object]:
    order = ("id", "title", "url", "language", "select", "remove", "clean", "render", "combine")
    return {key: entry[key] for key in order if key in entry}


def _histories(collection: Collection, service: str) -> dict[str, list[object]]:
    """The older declarations of a service by kind of terms; none when they cannot be read."""
    if service not in collection.histories:
        return {}
    try:
        given = _mapping(collection.histories[service])
    except UnusableError:
        return {}
    return {kind: older for kind, older in given.items() if isinstance(older, list)}


def _with_history(document: Declared, older: list[object], service: str, scripts: Mapping[str, str]) -> Declared:
    """The document with its older declarations, oldest first, and with the number of those that cannot be read."""
    found: list[Older] = []
    for given in older:
        with contextlib.suppress(UnusableError):
            found.append(_older(given, service, scripts))
    ordered = tuple(sorted(found, key=lambda one: one.until))
    return replace(document, older=ordered, unreadable=len(older) - len(found))


def _older(given: object, service: str, scripts: Mapping[str, str]) -> Older:
    if not isinstance(given, dict) or not isinstance(given.get("validUntil"), str):
        raise UnusableError("it does not say until when it was valid")
    try:
        until = dt.datetime.fromisoformat(given["validUntil"])
    except ValueError as error:
        raise UnusableError("`validUntil` is no time") from error
    rest = {key: value for key, value in given.items() if key != "validUntil"}
    return Older(until if until.tzinfo else until.replace(tzinfo=dt.UTC), _pages(rest, service, scripts))
