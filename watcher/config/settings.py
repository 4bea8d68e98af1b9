"""What the rest of the program gets from targets.yaml: frozen data, checked, with every default filled in.

Reads nothing: `load.load_settings` makes these. No pydantic here, so that importing it costs nothing.
"""

from __future__ import annotations

import datetime as dt
import difflib
import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from watcher.config.proxy import ProxyChoice
from watcher.config.secret import Secret
from watcher.errors import UsageError
from watcher.model import Alert, Direction, Severity, TargetName
from watcher.model.selecting import NO_CLEANING, Cleaning, Selector

RouteLanguage = Literal["en", "fr"]
RenderMode = Literal["plain", "auto", "browser"]


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
class Source:
    """One of the pages that a document is made of, and how it is read."""

    url: str
    select: tuple[Selector, ...] = ()
    remove: tuple[Selector, ...] = ()
    render: RenderMode = "plain"
    clean: Cleaning = NO_CLEANING


@dataclass(frozen=True, slots=True)
class Ahead:
    """A text that is to come: the document whose text it will be, from which day (None: not said), and the sentence
    that announces it."""

    of: Target
    date: dt.date | None
    said: str


@dataclass(frozen=True, slots=True)
class Target:
    """One watched document. `robots_override` is the operator's reason to ignore robots.txt, None to obey it; `proxy`
    is the one to go through, "direct" for none, None for what the environment says;
    `render_hosts` are hosts besides its own that the page may ask for scripts and data when a browser shows it.
    `combine` are the pages that it is made of where it is more than one; `url` is the first one's then.
    `previews`: a text that the page announces and links is watched with it. `ahead` is set for such a text; no entry
    of the configuration has it.

    That it cannot be seen is worth a notice after `unseen_checks` failures in a row or after `unseen_time`, whichever
    comes first. A doubtful text is fetched again after `confirm_after`.
    """

    id: str
    platform: str
    title: str
    url: str
    select: tuple[Selector, ...]
    remove: tuple[Selector, ...]
    schedule: Schedule
    language: str
    topics: tuple[str, ...]
    delay: dt.timedelta
    timeout: dt.timedelta
    max_bytes: int
    robots_override: str | None
    allow_private_addresses: bool
    enabled: bool = True
    unseen_checks: int = 3
    unseen_time: dt.timedelta = dt.timedelta(days=1)
    confirm_after: dt.timedelta = dt.timedelta(hours=1)
    proxy: ProxyChoice = None
    render: RenderMode = "plain"
    render_hosts: tuple[str, ...] = ()
    combine: tuple[Source, ...] = ()
    clean: Cleaning = NO_CLEANING
    previews: bool = True
    ahead: Ahead | None = None

    @property
    def pages(self) -> tuple[Target, ...]:
        """The pages that it is made of, each as a target with its own address and selectors; most have one."""
        if not self.combine:
            return (self,)
        return tuple(
            replace(
                self,
                url=page.url,
                select=page.select,
                remove=page.remove,
                render=page.render,
                clean=page.clean,
                combine=(),
            )
            for page in self.combine
        )

    @property
    def hosts(self) -> frozenset[str]:
        """Those that its pages are on."""
        return frozenset(urlsplit(page.url).hostname or "" for page in self.pages)

    @property
    def css(self) -> tuple[str, ...]:
        """The selectors of its text for a browser, which waits until they hold some; none when one is a range."""
        css = tuple(selector for selector in self.select if isinstance(selector, str))
        return css if len(css) == len(self.select) else ()

    @property
    def plain(self) -> bool:
        """Whether its pages are read with CSS selectors alone: no range, nothing cleaned."""
        return all(
            page.clean == NO_CLEANING and all(isinstance(selector, str) for selector in (*page.select, *page.remove))
            for page in self.pages
        )

    @property
    def name(self) -> TargetName:
        """What an alert freezes of this target."""
        coming = self.ahead.of.id if self.ahead is not None else ""
        return TargetName(self.id, self.platform, self.title, self.url, self.language, coming)


def bare_target(
    target_id: str, *, language: str, topics: tuple[str, ...], platform: str = "", title: str = "", url: str = ""
) -> Target:
    """A target that nobody configured, for what is read and never fetched: the whole page, without manners."""
    hour = dt.timedelta(hours=1)
    return Target(
        id=target_id,
        platform=platform or target_id,
        title=title or target_id,
        url=url,
        select=(),
        remove=(),
        schedule=Schedule(every=hour),
        language=language,
        topics=topics,
        delay=hour,
        timeout=hour,
        max_bytes=0,
        robots_override=None,
        allow_private_addresses=False,
    )


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
        """Whether the route is about this target at all: what counts for health notices. What is to come of a
        document is for those who want to hear of the document."""
        wanted = _matches(target.id, self.targets) or (
            bool(target.upcoming_of) and _matches(target.upcoming_of, self.targets)
        )
        return wanted and _matches(target.platform, self.platforms)

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
class Timing:
    """When a route is sent what. Times of day are those of `zone`.

    `digest` is a cron expression: alerts are gathered and sent then as one message; None = each at once. Within
    `quiet` (from, to) only alerts of severity `urgent` or more are sent. `remind` are the days before an announced
    date at which it is recalled, 0 being the day itself. `others` is a cron expression for a digest of all text
    changes that the route was sent no alert of; None = they are only archived. A message that is not accepted is
    tried again for `retry_for`.
    """

    zone: dt.tzinfo = dt.UTC
    digest: str | None = None
    quiet: tuple[dt.time, dt.time] | None = None
    urgent: Severity = Severity.HIGH
    remind: tuple[int, ...] = ()
    others: str | None = None
    retry_for: dt.timedelta = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Route:
    """Where alerts go: one or more Apprise URLs, which findings they want, when, and the language they read.

    `attach`: an e-mail carries the redline as a file.
    """

    name: str
    urls: tuple[Secret, ...]
    when: When = When()
    language: RouteLanguage = "en"
    timing: Timing = Timing()
    attach: bool = False


@dataclass(frozen=True)
class LifeSigns:
    """How the watcher says that it is alive: by a message to the health routes at the times of a cron expression, and
    by calling an address that raises an alarm when the calls stay away. None of both unless asked for."""

    report: str | None = None
    ping: Secret | None = None
    ping_every: dt.timedelta = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Summary:
    """A language model of the operator's own that adds two sentences to an alert. `url` is the base address of an
    OpenAI-compatible interface, without a slash at its end; `per_day` how often it is asked within 24 hours at most;
    `max_tokens` how long an answer may be; `max_input` how many characters it is sent at most."""

    url: str
    model: str
    key: Secret | None = None
    timeout: dt.timedelta = dt.timedelta(seconds=20)
    max_tokens: int = 200
    per_day: int = 50
    max_input: int = 12_000


@dataclass(frozen=True, slots=True)
class Serve:
    """Where the service shows the site. `base_url` is its address for others, for absolute links in feeds; "" = not
    known."""

    port: int
    host: str = "127.0.0.1"
    base_url: str = ""


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
    chromium: Path | None = None
    life_signs: LifeSigns = LifeSigns()
    summary: Summary | None = None
    serve: Serve | None = None

    def neighbours(self, *targets: Target) -> tuple[Target, ...]:
        """All targets that have a page on a host of these, themselves included, in the order of the file."""
        hosts = frozenset[str]().union(*(target.hosts for target in targets))
        return tuple(
            self.targets[place] for place in sorted({p for host in hosts for p in self._places.get(host, ())})
        )

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where the targets of each host stand."""
        found: dict[str, list[int]] = {}
        for place, target in enumerate(self.targets):
            for host in target.hosts:
                found.setdefault(host, []).append(place)
        return found

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is allowed and should not stay so, for `targets validate` and the start of the service."""
        if self.contact is not None:
            return ()
        return (f"{self.file}: network.contact is not set: owners of sites cannot see who asks for their pages",)

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
