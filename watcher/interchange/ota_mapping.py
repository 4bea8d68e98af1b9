"""Which target the history of a document belongs to: one of targets.yaml, or one that is still to be added. Pure.

chosen by the user ─▶ the same address (from declarations) ─▶ the same id ─▶ a new one, with the lines to add
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watcher.archive import checked_id
from watcher.assess import DEFAULT_TOPICS
from watcher.config import Target, bare_target
from watcher.errors import UsageError
from watcher.interchange.ota_names import target_id
from watcher.interchange.ota_versions import OtaHistory


@dataclass(frozen=True)
class Mapped:
    """A history and its target. `entry`: the keys of a document to be added to targets.yaml, for one that is not
    there; without `url` where nobody has said its address."""

    history: OtaHistory
    target: Target
    known: bool
    entry: Mapping[str, object] = field(default_factory=dict)


def mapped(
    histories: Iterable[OtaHistory],
    targets: Sequence[Target],
    declared: Mapping[tuple[str, str], Mapping[str, object]],
    chosen: str = "",
) -> list[Mapped]:
    """`declared` are documents as declarations give them, by service and terms; `chosen` is the id that the user gave
    to the only history. Raises UsageError for an id that cannot be one."""
    by_id = {target.id: target for target in targets}
    by_url: dict[str, Target] = {}
    for target in targets:
        for page in target.pages:
            by_url.setdefault(_plain(page.url), target)
    found = []
    for history in histories:
        entry = dict(declared.get((history.service, history.terms), {}))
        name = checked_id(chosen) if chosen else str(entry.get("id") or target_id(history.service, history.terms))
        same = None if chosen else next(filter(None, (by_url.get(_plain(url)) for url in _urls(entry))), None)
        known = same or by_id.get(name)
        if known is not None:
            found.append(Mapped(history, known, known=True))
            continue
        entry = {**entry, "id": name, "title": entry.get("title") or history.terms}
        found.append(Mapped(history, _new(history, entry), known=False, entry=entry))
    _check_apart(found)
    return found


def _check_apart(found: Iterable[Mapped]) -> None:
    """One target has one history."""
    of: dict[str, str] = {}
    for pair in found:
        other = of.setdefault(pair.target.id, pair.history.name)
        if other != pair.history.name:
            raise UsageError(
                f"{other!r} and {pair.history.name!r} would both become {pair.target.id}: bring in one of them "
                "(--service, --terms, --as)"
            )


def _urls(entry: Mapping[str, object]) -> list[str]:
    """The addresses of a document's pages."""
    combined = entry.get("combine")
    pages = combined if isinstance(combined, list) else [entry]
    return [str(page["url"]) for page in pages if isinstance(page, Mapping) and page.get("url")]


def _plain(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _new(history: OtaHistory, entry: Mapping[str, object]) -> Target:
    """A target that only its history is known of."""
    return bare_target(
        str(entry["id"]),
        language=str(entry.get("language") or "en"),
        topics=DEFAULT_TOPICS,
        platform=history.service,
        title=str(entry["title"]),
        url=next(iter(_urls(entry)), ""),
    )
