"""Where the configuration sends messages, and how they are written there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watcher.alert import GAVE_UP, Channel, TerminalChannel
from watcher.alert.channel import Destination
from watcher.config import Route, Settings
from watcher.model import Alert, Message, TargetName, VerdictKind
from watcher.report import Language, Links, NoticeDetails, NoticeKind, message, notice_message
from watcher.state import Notice


@dataclass(frozen=True)
class HealthPost:
    """A channel for health notices, and the targets that it wants to hear of."""

    channel: Destination
    covers: Callable[[TargetName], bool]


def channels(settings: Settings, show: Callable[[str], None]) -> tuple[Destination, ...]:
    """One channel for each address of each route; the terminal when there is none."""
    return tuple(channel for route in settings.routes for channel in _of(route)) or (TerminalChannel(show),)


def health_posts(settings: Settings) -> tuple[HealthPost, ...]:
    """Where health notices go, none when they are turned off. Never to the terminal: the table says it.

    An address that stands in several routes hears everything that one of them wants, once.
    """
    found: dict[tuple[str, str], HealthPost] = {}
    for route in settings.health_routes:
        for url, channel in zip(route.urls, _of(route), strict=True):
            key = (url.reveal(), route.language)
            known = found.get(key)
            wanted = (known.covers,) if known is not None else ()
            found[key] = HealthPost(
                known.channel if known is not None else channel, _any((*wanted, route.when.covers))
            )
    return tuple(found.values())


def covering(posts: tuple[HealthPost, ...], target: TargetName | None) -> tuple[Destination, ...]:
    """The channels for a notice about that target; None = about the watcher as a whole, for everybody."""
    return tuple(post.channel for post in posts if target is None or post.covers(target))


def _any(wanted: tuple[Callable[[TargetName], bool], ...]) -> Callable[[TargetName], bool]:
    return lambda target: any(covers(target) for covers in wanted)


def _of(route: Route) -> tuple[Destination, ...]:
    return tuple(Channel(route.name, url, wants=route.when.admits, language=route.language) for url in route.urls)


@dataclass(frozen=True)
class Writer:
    """Writes messages for the sender, with links by the configuration's `browse_url` to the git host."""

    settings: Settings
    clock: Callable[[], dt.datetime]

    def __call__(self, item: Alert | Notice, language: str) -> Message:
        """The message for an alert or a notice, in the language of its route (French, else English)."""
        tongue: Language = "fr" if language == "fr" else "en"
        if isinstance(item, Alert):
            return message(item, tongue, links=self.links(item), today=self.clock().date())
        return notice_message(_KINDS[item.kind], self._details(item), tongue)

    def links(self, alert: Alert) -> Links:
        """The live page, and on the git host the redline and the commit; without a host the redline's place."""
        browse = self.settings.browse_url
        if browse is None:
            return Links(live=alert.target.url, redline=alert.redline)
        redline = browse.format(commit=alert.commit, path=alert.redline) if alert.redline else ""
        return Links(alert.target.url, redline, browse.format(commit=alert.commit, path=f"{alert.target.id}/text.md"))

    def _details(self, notice: Notice) -> NoticeDetails:
        facts = notice.facts
        names = {target.id: target.name for target in self.settings.targets}
        concerned = facts.get("targets", notice.target).split()
        verdict, last_good = facts.get("verdict"), facts.get("last_good")
        return NoticeDetails(
            id=notice.id,
            targets=tuple(names[name] for name in concerned if name in names),
            verdict=VerdictKind(verdict) if verdict else None,
            reason=" · ".join(facts[key] for key in ("channel", "headline", "reason") if facts.get(key)),
            since=notice.since,
            last_good=dt.datetime.fromisoformat(last_good) if last_good else None,
            unseen=int(facts.get("unseen", "0")),
        )


_KINDS: Mapping[str, NoticeKind] = {
    "watching-began": "watching-began",
    "unwell": "unwell",
    "recovered": "recovered",
    "push-failed": "push-failed",
    GAVE_UP: "gave-up",
}
