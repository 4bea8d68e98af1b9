"""What a fetch is asked for and how the network is to be used. No behaviour beyond checking the values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from watcher.config.proxy import ProxyChoice
from watcher.model import Validators

MAX_BYTES = 10 * 1024 * 1024  # the largest policy page of the recorded corpus has 3 MB


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One page to get.

    `delay` is the pause that its host is owed between two requests. `timeout` limits the time on the network for the
    whole way to the page, redirects included, waiting for a turn not included; each new attempt has it anew.
    `max_bytes` counts after decompression. `robots_override` is the operator's reason not to ask robots.txt; None
    means that it is asked. `user_agent` takes the place of the network's. `proxy` is the one to go through, "direct"
    for none; None leaves it to the environment.

    `render` "browser" has the page shown by Chromium once it was fetched. `select` are the selectors that must hold
    text then, `render_hosts` the hosts besides the page's own site that it may ask.
    """

    url: str
    language: str = "en"
    validators: Validators | None = None
    delay: dt.timedelta = dt.timedelta(seconds=5)
    timeout: dt.timedelta = dt.timedelta(seconds=30)
    max_bytes: int = MAX_BYTES
    robots_override: str | None = None
    allow_private_addresses: bool = False
    user_agent: str | None = None
    proxy: ProxyChoice = None
    render: Literal["plain", "browser"] = "plain"
    select: tuple[str, ...] = ()
    render_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """How this watcher behaves on the network, the same for all pages.

    `concurrency` is the number of requests under way at once, over all hosts. `ca_file` names certificate authorities
    to trust besides those of the system. `retries` are the further attempts after a failure that may pass. `connect`
    and `silence` are how long a host may take to accept a connection and to say the next thing. `chromium` is the
    path of the browser; None looks for an installed one.
    """

    user_agent: str
    concurrency: int = 8
    ca_file: str | None = None
    retries: int = 2
    connect: dt.timedelta = dt.timedelta(seconds=10)
    silence: dt.timedelta = dt.timedelta(seconds=20)
    chromium: str | None = None


def product_token(user_agent: str) -> str:
    """The name by which robots.txt knows an agent: `policy-watcher` of `policy-watcher/0.1 (+https://…)`."""
    words = user_agent.split("/", 1)[0].split()
    return words[0] if words else ""


def accept_language(language: str) -> str:
    """The Accept-Language header for a page that is watched in this language: its own first, English at a pinch."""
    primary = language.partition("-")[0].lower()
    wanted = [language] if primary == language.lower() else [language, f"{primary};q=0.9"]
    if primary != "en":
        wanted.append("en;q=0.3")
    return ", ".join(wanted)
