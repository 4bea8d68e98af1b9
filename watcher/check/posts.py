"""Where the configuration sends messages, and how they are written there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from watcher.alert import GAVE_UP, Channel, TerminalChannel
from watcher.alert.channel import Destination
from watcher.config import Route, Settings
from watcher.model import Alert, Message, VerdictKind
from watcher.report import Language, Links, NoticeDetails, NoticeKind, message, notice_message
from watcher.state import Notice


def channels(settings: Settings, show: Callable[[str], None]) -> tuple[Destination, ...]:
    """One channel for each address of each route; the terminal when there is none."""
    found = _of(settings.routes)
    return found or (TerminalChannel(show),)


def health_channels(settings: Settings, alerts: Sequence[Destination]) -> tuple[Destination, ...]:
    """Where health notices go: their own routes, else where the alerts go. Never the terminal: the table says it."""
    found = _of(settings.health_routes)
    return found or tuple(channel for channel in alerts if not isinstance(channel, TerminalChannel))


def _of(routes: Sequence[Route]) -> tuple[Destination, ...]:
    return tuple(
        Channel(route.name, url, wants=route.when.admits, language=route.language)
        for route in routes
        for url in route.urls
    )


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
        verdict = facts.get("verdict")
        return NoticeDetails(
            id=notice.id,
            targets=tuple(names[name] for name in concerned if name in names),
            verdict=VerdictKind(verdict) if verdict else None,
            reason=" · ".join(facts[key] for key in ("channel", "headline", "reason") if facts.get(key)),
            since=notice.since,
        )


_KINDS: Mapping[str, NoticeKind] = {
    "watching-began": "watching-began",
    "unwell": "unwell",
    "recovered": "recovered",
    "push-failed": "push-failed",
    GAVE_UP: "gave-up",
}
