"""Where the configuration sends messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from watcher.alert import Channel, TerminalChannel
from watcher.alert.channel import Destination
from watcher.check.health import Patient
from watcher.config import Route, Settings
from watcher.model import TargetName


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


def covering(posts: tuple[HealthPost, ...]) -> tuple[Destination, ...]:
    """The channels for a notice about the watcher as a whole: all of them."""
    return tuple(post.channel for post in posts)


def split(
    posts: tuple[HealthPost, ...], patients: tuple[Patient, ...]
) -> list[tuple[tuple[Destination, ...], tuple[Patient, ...]]]:
    """Who hears of which of those targets: channels that want to hear of the same ones share a notice. What no
    channel wants to hear of is one, too: the record of deliveries says that nobody was told."""
    wanted: dict[tuple[Patient, ...], list[Destination]] = {}
    for post in posts:
        theirs = tuple(patient for patient in patients if post.covers(patient.target.name))
        if theirs:
            wanted.setdefault(theirs, []).append(post.channel)
    heard = {patient.target.id for theirs in wanted for patient in theirs}
    unheard = tuple(patient for patient in patients if patient.target.id not in heard)
    if unheard:
        wanted[unheard] = []
    return [(tuple(channels), theirs) for theirs, channels in wanted.items()]


def _any(wanted: tuple[Callable[[TargetName], bool], ...]) -> Callable[[TargetName], bool]:
    return lambda target: any(covers(target) for covers in wanted)


def _of(route: Route) -> tuple[Destination, ...]:
    return tuple(
        Channel(
            route.name, url, route.when.admits, route.language, route.when.covers, route.timing, attach=route.attach
        )
        for url in route.urls
    )
