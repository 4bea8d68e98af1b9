"""The shape of targets.yaml, as pydantic models: validation and JSON Schema come from the same text.

Only `load` and `published` import this module, inside functions, so that commands which read no configuration do not
pay for pydantic. Every field's description is what an editor shows.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictStr

from watcher.config import checks
from watcher.model import Direction, Severity

Text = Annotated[StrictStr, Field(min_length=1)]
Interval = Annotated[
    dt.timedelta | None, BeforeValidator(checks.positive_duration, json_schema_input_type=str | None)
]
Pause = Annotated[dt.timedelta | None, BeforeValidator(checks.duration, json_schema_input_type=str | None)]
Size = Annotated[int | None, BeforeValidator(checks.size, json_schema_input_type=int | str | None)]
Language = Annotated[StrictStr, AfterValidator(checks.language)]
Topic = Annotated[StrictStr, AfterValidator(checks.topic)]
Selector = Annotated[StrictStr, AfterValidator(checks.selector)]
Selectors = Annotated[
    tuple[Selector, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]
Topics = Annotated[
    tuple[Topic, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]
Addresses = Annotated[
    tuple[Text, ...], BeforeValidator(checks.channel_addresses, json_schema_input_type=str | list[str] | None)
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Robots(_Shape):
    ignore: Text | None
    """Why the operator ignores robots.txt for this document. The reason is required."""


class RobotsReason(_Shape):
    ignore: Text
    """Why the operator ignores robots.txt for this document."""


RobotsRule = Annotated[
    Robots | None,
    BeforeValidator(checks.robots, json_schema_input_type=Literal["respect"] | RobotsReason | None),
]


Phrases = Annotated[
    tuple[Annotated[StrictStr, AfterValidator(checks.phrase)], ...],
    BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None),
]


class Common(_Shape):
    """What can be set in `defaults`, per platform and per document; the nearest one counts."""

    every: Interval = None
    """How often the document is checked: `6h`, `90m`, `1d12h`. Default 6h. Not together with `cron`."""
    cron: Annotated[StrictStr, AfterValidator(checks.cron)] | None = None
    """When the document is checked: a cron expression of five fields in `timezone`, such as `0 7 * * 1-5`."""
    language: Language | None = None
    """Language of the document: `en`, `fr`, `de` … Default en. A page in another language is not taken for it."""
    topics: Topics | None = None
    """What to look for. Default: ai-training, default-setting."""
    delay: Pause = None
    """Least time between two requests to one host. Default 5s."""
    timeout: Interval = None
    """Longest time that one request may take. Default 30s."""
    max_bytes: Size = None
    """Largest page that is read, such as `20MB`. Default 20MB."""
    robots: RobotsRule = None
    """`respect` (default) or `{ignore: "reason"}`."""
    allow_private_addresses: bool | None = None
    """Whether addresses inside private networks may be called. Default false."""


class Document(Common):
    """One watched document."""

    id: Annotated[StrictStr, AfterValidator(checks.target_id)]
    """`platform/document` in small letters; also the folder of its versions. Do not change it later."""
    title: Text | None = None
    """What people call the document. Default: made from the id."""
    url: Annotated[StrictStr, AfterValidator(checks.web_address)]
    """Its address, http or https."""
    select: Selectors = ()
    """CSS selectors of the text, in order. Default: the page's main part, found by rule."""
    remove: Selectors = ()
    """CSS selectors of what is taken out of it."""
    enabled: bool = True
    """`false` keeps the entry without checking it."""


class LoneDocument(Document):
    """A document in a file of its own (`target.yaml` of a backtest), where the folder names it if need be."""

    id: Annotated[StrictStr, AfterValidator(checks.lone_id)] = ""
    url: Annotated[StrictStr, AfterValidator(checks.web_address)] = ""
    platform: Text | None = None


class Platform(Common):
    """One platform and its documents."""

    name: Text
    """The platform's name as people write it."""
    documents: tuple[Document, ...]
    """Its watched documents."""


class When(_Shape):
    """Which alerts a route takes; but for the severity, what is left away does not restrict."""

    topics: Topics = ()
    """Only findings on these topics."""
    at_least: Severity = Severity.MEDIUM
    """Only findings of at least this severity: low, medium (default) or high."""
    platforms: Texts = ()
    """Only these platforms; `*` and `?` are wildcards."""
    targets: Texts = ()
    """Only targets with these ids; `*` and `?` are wildcards: `linkedin/*`."""
    directions: Annotated[
        tuple[Direction, ...],
        BeforeValidator(checks.one_or_many, json_schema_input_type=Direction | list[Direction] | None),
    ] = ()
    """Only findings in these directions: weaker, stronger, mixed, neutral, none."""


class Route(_Shape):
    """Where messages go, and which."""

    name: Text | None = None
    """What the route is called in messages and records. Default: alerts-1, alerts-2 …"""
    urls: Addresses = ()
    """Apprise URLs, as a rule from the environment: `${ALERT_URLS:-}`. Empty: the route is off."""
    urls_file: Text | None = None
    """A file that holds Apprise URLs, such as /run/secrets/alert_urls."""
    when: When = When()
    """Which alerts this route takes."""
    language: Literal["en", "fr"] = "en"
    """The language in which it is written: en (default) or fr."""


class Network(_Shape):
    """How the watcher shows itself and how much it does at once."""

    contact: Annotated[StrictStr, AfterValidator(checks.contact)] | None = None
    """A web or e-mail address that site owners can write to; it is sent in the User-Agent header."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    """How many hosts are called at the same time. Default 4."""
    ca_file: Text | None = None
    """A PEM file of certificate authorities to trust, for networks with an inspecting proxy."""


class Archive(_Shape):
    """Where the git-tracked folder is published."""

    push: Annotated[StrictStr, AfterValidator(checks.git_remote)] | None = None
    """The git remote to which each version is pushed, such as `origin`. Default: none."""
    browse_url: Annotated[StrictStr, AfterValidator(checks.browse_template)] | None = None
    """The page of a file on the git host, with `{commit}` and `{path}`; used for links in alerts."""


class File(_Shape):
    """targets.yaml as a whole."""

    defaults: Common = Common()
    """Settings of every document that does not say otherwise."""
    platforms: tuple[Platform, ...]
    """What is watched."""
    alerts: tuple[Route, ...] | None = None
    """Who is told about findings."""
    health: tuple[Route, ...] | None = None
    """Who is told that a document cannot be read. Default: the same as `alerts`."""
    vocabulary: dict[Topic, dict[Language, Phrases]] = {}
    """Phrases of your own by topic and language, for a built-in topic or a new one; see docs/assessment.md."""
    network: Network = Network()
    """How the watcher shows itself on the network."""
    archive: Archive = Archive()
    """Where the git-tracked folder is published."""
    timezone: Annotated[StrictStr, AfterValidator(checks.timezone)] = "UTC"
    """Time zone of `cron` and of the times in messages, such as `Europe/Paris`. Default UTC."""


KEYS: dict[tuple[str, ...], type[BaseModel]] = {
    (): File,
    ("defaults",): Common,
    ("platforms", "*"): Platform,
    ("platforms", "*", "documents", "*"): Document,
    ("alerts", "*"): Route,
    ("alerts", "*", "when"): When,
    ("health", "*"): Route,
    ("health", "*", "when"): When,
    ("network",): Network,
    ("archive",): Archive,
}
"""Which model holds the keys at a place (`*` = any index): what a misspelt key is compared with."""
