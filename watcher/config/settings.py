"""What the rest of the program gets from targets.yaml: frozen data, checked, with every default filled in.

Reads nothing: `load.load_settings` makes these. No pydantic here, so that importing it costs nothing.
"""

from __future__ import annotations

import datetime as dt
import difflib
import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from watcher.config.secret import Secret
from watcher.errors import UsageError
from watcher.model import Alert, Direction, Severity, TargetName

RouteLanguage = Literal["en", "fr"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a target is checked: at an interval or by a cron expression, exactly one of the two.

    `cron` has five fields in the form that APScheduler's `CronTrigger.from_crontab` reads the way cron means it:
    weekdays stand as names there, because APScheduler counts them from Monday and cron from Sunday.
    """

    every: dt.timedelta | None = None
    cron: str | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.cron is None):
            raise ValueError("a schedule has either an interval or a cron expression")


@dataclass(frozen=True, slots=True)
class Target:
    """One watched document. `robots_override` is the operator's reason to ignore robots.txt, None to obey it."""

    id: str
    platform: str
    title: str
    url: str
    select: tuple[str, ...]
    remove: tuple[str, ...]
    schedule: Schedule
    language: str
    topics: tuple[str, ...]
    delay: dt.timedelta
    timeout: dt.timedelta
    max_bytes: int
    robots_override: str | None
    allow_private_addresses: bool
    enabled: bool = True

    @property
    def name(self) -> TargetName:
        """What an alert freezes of this target."""
        return TargetName(self.id, self.platform, self.title, self.url, self.language)


@dataclass(frozen=True, slots=True)
class When:
    """Which alerts a route takes. An empty tuple means "all"; `platforms` and `targets` are glob patterns.

    Low findings (pointers, moved links, old news) go only to a route that asks for them.
    """

    topics: tuple[str, ...] = ()
    at_least: Severity = Severity.MEDIUM
    platforms: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()

    def covers(self, target: TargetName) -> bool:
        """Whether the route is about this target at all: what counts for health notices."""
        return _matches(target.platform, self.platforms) and _matches(target.id, self.targets)

    def admits(self, alert: Alert) -> bool:
        """Whether the target matches and one finding has the topic, severity and direction asked for.

        What the archive has seen before is not sent again, whatever a route asks for.
        """
        return self.covers(alert.target) and any(
            finding.known_since is None
            and finding.severity.rank >= self.at_least.rank
            and (not self.topics or finding.topic in self.topics)
            and (not self.directions or finding.direction in self.directions)
            for finding in alert.assessment.findings
        )


@dataclass(frozen=True, slots=True)
class Route:
    """Where alerts go: one or more Apprise URLs, which findings they want, and the language they read."""

    name: str
    urls: tuple[Secret, ...]
    when: When = When()
    language: RouteLanguage = "en"


@dataclass(frozen=True)
class Settings:
    """targets.yaml as a whole. Routes without an address are left out. `push` may carry a credential: not shown."""

    targets: tuple[Target, ...]
    routes: tuple[Route, ...]
    health_routes: tuple[Route, ...]
    contact: str | None
    user_agent: str
    concurrency: int
    push: str | None = field(repr=False)
    browse_url: str | None
    timezone: str
    file: Path
    ca_file: Path | None = None

    def target(self, name: str) -> Target:
        """The target with that id, or the only one whose id begins or ends with `name`.

        Raises UsageError that lists what was close when there is none, or the candidates when there are several.
        """
        exact = next((target for target in self.targets if target.id == name), None)
        if exact is not None:
            return exact
        ends = [target for target in self.targets if target.id.startswith(name) or target.id.endswith(name)]
        whole = [target for target in ends if target.id.endswith(f"/{name}")]
        for found in (whole, ends):
            if len(found) == 1 and name:
                return found[0]
        if ends and name:
            listed = _listed(target.id for target in ends)
            raise UsageError(f"{name!r} could be any of {listed} in {self.file}: write more of the id")
        raise UsageError(f"no target {name!r} in {self.file}{self._near(name)}")

    def _near(self, name: str) -> str:
        ids = [target.id for target in self.targets]
        inside = [target for target in ids if name and name.lower() in target]
        near = inside or difflib.get_close_matches(name.lower(), ids, n=5, cutoff=0.5)
        return f"; did you mean {_listed(near)}?" if near else "; `watcher targets list` shows all"


def _matches(text: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the glob patterns matches, whatever the case; no pattern matches everything."""
    return not patterns or any(fnmatch.fnmatchcase(text.casefold(), pattern.casefold()) for pattern in patterns)


def _listed(ids: Iterable[str], most: int = 8) -> str:
    every = list(ids)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
