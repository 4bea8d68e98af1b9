"""The versions that a collection of Open Terms Archive holds: `Service/Terms Type.md`, one file a commit.

    subject "First record of …", "Start tracking …"             -> FIRST      the text is where it begins
            "Record new changes of …", "Update …"               -> CHANGE     the page changed
            "Apply technical or declaration upgrade …", "Refilter …" -> TECHNICAL  it was only read in another way

The list of versions is kept (a hundred bytes each), their texts are read one at a time. Dates are the author's, which
is when the page was fetched. Of a commit's body the addresses and our own trailers are read, nothing else.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from watcher.errors import UsageError
from watcher.extract import parse_text
from watcher.interchange.git_log import commits
from watcher.interchange.git_source import Files, Source
from watcher.model import Capture, Document
from watcher.report.escape import web_address

OWN_TEXT, OWN_TITLE, OWN_LANGUAGE, OWN_TARGET = (
    "X-watcher-text", "X-watcher-title", "X-watcher-language", "X-watcher-target",
)  # fmt: skip
"""Trailers of what `export` writes: the form of the text, its title and language, and the target's id."""
MEDIA_TYPE = "text/markdown; charset=utf-8"
LOCATION = "X-source-document-location"
_TECHNICAL = ("apply technical or declaration upgrade", "refilter")
_FIRST = ("first record", "start tracking")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`()\[\]]{1,500}")
_TRAILER = re.compile(r"^(X-[A-Za-z-]{1,60}): (.{0,500})$", re.MULTILINE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MOST_ADDRESSES = 50
_MOST_OF_A_BODY = 50_000  # characters


class Kind(StrEnum):
    FIRST = "first"
    CHANGE = "change"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class OtaVersion:
    """Where a version is to be found, and what its commit says that it is."""

    time: dt.datetime
    kind: Kind
    commit: str
    file: str


@dataclass(frozen=True)
class OtaHistory:
    """The versions of one document, oldest first."""

    service: str
    terms: str
    versions: tuple[OtaVersion, ...]

    @property
    def name(self) -> str:
        return f"{self.service}/{self.terms}"


@dataclass(frozen=True)
class OtaText:
    """What a version says, as it was recorded, where it came from, and what we wrote about it if it is ours."""

    body: bytes
    origins: tuple[str, ...]
    trailers: dict[str, str] = field(default_factory=dict)


def histories(
    source: Source, services: Sequence[str] = (), since: dt.datetime | None = None
) -> tuple[OtaHistory, ...]:
    """The documents by name, of those services (all). With `since`, from the version on that was in force then.

    Raises UsageError when there is none, or no such service.
    """
    wanted = {service.casefold() for service in services}
    found: dict[tuple[str, str], list[OtaVersion]] = {}
    known: set[str] = set()
    for commit in commits(source):
        for path, name in commit.files.items():
            service, slash, terms = path.partition("/")
            if not slash or "/" in terms or not terms.endswith(".md") or not service or service.startswith("."):
                continue
            known.add(service)
            if wanted and service.casefold() not in wanted:
                continue
            versions = found.setdefault((service, terms.removesuffix(".md")), [])
            version = OtaVersion(commit.time, _kind(commit.subject, first=not versions), commit.name, name)
            if since is not None and version.time <= since:
                versions.clear()
            versions.append(version)
    _check_services(services, known, source.name)
    return tuple(OtaHistory(*key, _in_order(versions)) for key, versions in sorted(found.items()))


def text(version: OtaVersion, files: Files) -> OtaText | None:
    """The text of a version; None when it is too large to be read."""
    raw = files.read(version.file)
    if raw is None:
        return None
    message = (files.read(version.commit) or b"").partition(b"\n\n")[2].decode("utf-8", "replace")[:_MOST_OF_A_BODY]
    addresses = tuple(dict.fromkeys(found.rstrip(".,;") for found in _ADDRESS.findall(message)))
    trailers = {name: value.strip() for name, value in _TRAILER.findall(message)}
    if not _LANGUAGE.fullmatch(trailers.get(OWN_LANGUAGE, "en")):
        del trailers[OWN_LANGUAGE]
    return OtaText(raw, addresses[:_MOST_ADDRESSES], trailers)


def _kind(subject: str, *, first: bool) -> Kind:
    said = subject.casefold()
    if first or said.startswith(_FIRST):
        return Kind.FIRST
    return Kind.TECHNICAL if said.startswith(_TECHNICAL) else Kind.CHANGE


def _in_order(versions: list[OtaVersion]) -> tuple[OtaVersion, ...]:
    """Times that never go back: a text that was read anew may carry the date of the capture that it was read from."""

    def steady() -> Iterator[OtaVersion]:
        latest = versions[0].time
        for version in versions:
            latest = max(latest, version.time)
            yield OtaVersion(latest, version.kind, version.commit, version.file)

    return tuple(steady())


def _check_services(services: Sequence[str], known: set[str], where: str) -> None:
    if not known:
        raise UsageError(
            f"{where} holds no versions of Open Terms Archive: no file is called `Service/Terms Type.md`"
        )
    names = {name.casefold(): name for name in sorted(known)}
    for service in services:
        if service.casefold() not in names:
            near = difflib.get_close_matches(service.casefold(), names, n=5, cutoff=0.5) or list(names)[:8]
            listed = ", ".join(repr(names[name]) for name in near)
            raise UsageError(f"{where} has no service {service!r}; it has {listed}")


def content(text: OtaText, version: OtaVersion, url: str, language: str) -> Capture | Document:
    """The text as a capture of Markdown; as the document that it is when this program wrote it."""
    if OWN_TEXT in text.trailers:
        spoken = text.trailers.get(OWN_LANGUAGE) or language
        title = text.trailers.get(OWN_TITLE, "")
        return parse_text(text.body.decode("utf-8", "replace"), title=title, language=spoken)
    return Capture(url, url, version.time, 200, (("content-type", MEDIA_TYPE),), text.body)


def recorded_entry(history: OtaHistory, files: Files) -> dict[str, object]:
    """What the newest version says of its document: the address, and the id and language if this program wrote it."""
    found = text(history.versions[-1], files) if history.versions else None
    trailers = found.trailers if found is not None else {}
    language, url = trailers.get(OWN_LANGUAGE, ""), web_address(trailers.get(LOCATION, ""))
    named = {"id": trailers.get(OWN_TARGET, ""), "url": url, "language": language}
    return {key: value for key, value in named.items() if value}
