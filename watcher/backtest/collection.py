"""The versions of an Open Terms Archive collection, from its git repository."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.backtest.folder import TELLING
from watcher.backtest.history import Rules, Shot
from watcher.config import Target, bare_target
from watcher.extract import spoken
from watcher.interchange.git_source import Source
from watcher.interchange.ota_names import target_id
from watcher.interchange.ota_versions import OWN_LANGUAGE, Kind, OtaHistory, OtaText, content, text
from watcher.interchange.ota_versions import histories as ota_histories

_FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_LOOKED_AT = 5  # versions whose language is asked for


@dataclass(frozen=True)
class CollectionHistory:
    """One document of the collection; each of its versions stayed until the next one came."""

    source: Source
    versions: OtaHistory
    rules: Rules

    @property
    def name(self) -> str:
        return self.versions.name

    @property
    def size(self) -> int:
        return len(self.versions.versions)

    @property
    def confirm(self) -> bool:
        return True

    def target(self) -> Target:
        known = self.versions
        topics = self.rules.topics_of(target_id(known.service, known.terms))
        return bare_target(
            known.name, language=self._language(), topics=topics, platform=known.service, title=known.terms
        )

    def shots(self, target: Target) -> Iterator[Shot]:
        versions = self.versions.versions
        ends = (*(version.time for version in versions[1:]), _FOREVER)
        with self.source.files() as files:
            for version, until in zip(versions, ends, strict=True):
                found = text(version, files)
                body = content(found or OtaText(b"", ()), version, target.url, target.language)
                yield Shot(version.time, body, until, technical=version.kind is not Kind.CHANGE)

    def _language(self) -> str:
        with self.source.files() as files:
            for version in self.versions.versions[:_LOOKED_AT]:
                found = text(version, files)
                if found is None:
                    continue
                if OWN_LANGUAGE in found.trailers:
                    return found.trailers[OWN_LANGUAGE]
                language, characters = spoken(found.body, "text/markdown", "en")
                if characters >= TELLING:
                    return language
        return "en"


def histories(
    source: Source, rules: Rules, services: Sequence[str] = (), since: dt.datetime | None = None
) -> list[CollectionHistory]:
    """The documents of those services (all), by name. Raises UsageError when there are none."""
    return [CollectionHistory(source, found, rules) for found in ota_histories(source, services, since)]
