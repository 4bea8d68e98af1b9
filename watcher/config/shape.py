"""The shape of targets.yaml, as pydantic models: validation and JSON Schema come from the same text.

Only `load` and `published` import this module, inside functions, so that commands which read no configuration do not
pay for pydantic. Every field's description is what an editor shows.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StrictStr

from watcher.config import checks
from watcher.config.settings import RenderMode
from watcher.config.shape_reading import Between, Clean, Selectors, Shape, Text
from watcher.model import Direction, Severity

Interval = Annotated[
    dt.timedelta | None, BeforeValidator(checks.positive_duration, json_schema_input_type=str | None)
]
Pause = Annotated[dt.timedelta | None, BeforeValidator(checks.duration, json_schema_input_type=str | None)]
Size = Annotated[int | None, BeforeValidator(checks.size, json_schema_input_type=int | str | None)]
Language = Annotated[StrictStr, AfterValidator(checks.language)]
Topic = Annotated[StrictStr, AfterValidator(checks.topic)]
Topics = Annotated[
    tuple[Topic, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None)
]
Hosts = Annotated[
    tuple[Annotated[StrictStr, AfterValidator(checks.host_name)], ...],
    BeforeValidator(checks.one_or_many, json_schema_input_type=str | list[str] | None),
]
Addresses = Annotated[
    tuple[Text, ...], BeforeValidator(checks.channel_addresses, json_schema_input_type=str | list[str] | None)
]


class Robots(Shape):
    ignore: Text | None
    """Why the operator ignores robots.txt for this document. The reason is required."""


class RobotsReason(Shape):
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


class Common(Shape):
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
    proxy: Annotated[StrictStr, AfterValidator(checks.proxy)] | None = None
    """The proxy to go through, as a rule from the environment: `${PROXY_URL}`; `direct` for none. Default
    `environment`: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""
    unseen_checks: Annotated[int, Field(ge=1, le=1000)] | None = None
    """After how many failing checks in a row a health notice says that the document cannot be seen. Default 3."""
    unseen_time: Interval = None
    """After how long it says so, however few checks there were. Default 1d."""
    confirm_after: Interval = None
    """When a doubtful text (much shorter, another document …) is fetched again. Default 1h, or the next check."""
    previews: bool | None = None
    """Whether the text of new terms that the page announces and links is watched, too. Default true."""
    render: RenderMode | None = None
    """How the page is read: `plain` (default), `browser` for pages made by scripts, `auto` for both in turn."""
    render_hosts: Hosts | None = None
    """Hosts besides the page's own site that the browser may ask for scripts and data, such as `licdn.com`."""


class Source(Shape):
    """One of the pages that a document is made of."""

    url: Annotated[StrictStr, AfterValidator(checks.web_address)]
    """Its address, http or https."""
    select: Selectors | None = None
    """CSS selectors and ranges of its text. Default: those of the document."""
    remove: Selectors | None = None
    """CSS selectors and ranges of what is taken out of it. Default: those of the document."""
    clean: Clean | None = None
    """What is done to it before it is read. Default: as the document says."""
    render: RenderMode | None = None
    """How it is read. Default: as the document says."""


class Document(Common):
    """One watched document."""

    id: Annotated[StrictStr, AfterValidator(checks.target_id)]
    """`platform/document` in small letters; also the folder of its versions. Do not change it later."""
    title: Text | None = None
    """What people call the document. Default: made from the id."""
    url: Annotated[StrictStr, AfterValidator(checks.web_address)] = ""
    """Its address, http or https. Needed, unless it is made of several pages (`combine`)."""
    combine: Annotated[tuple[Source, ...], Field(min_length=2)] = ()
    """The pages that it is made of, in their order, instead of `url`; each with its own `url` and, if need be,
    `select`, `remove`, `clean` and `render`."""
    select: Selectors = ()
    """CSS selectors and ranges of the text, in order. Default: the page's main part, found by rule."""
    remove: Selectors = ()
    """CSS selectors and ranges of what is taken out of it."""
    clean: Clean = Clean()
    """What is done to the page before it is read."""
    enabled: bool = True
    """`false` keeps the entry without checking it."""


class LoneDocument(Document):
    """A document in a file of its own (`target.yaml` of a backtest), where the folder names it if need be."""

    id: Annotated[StrictStr, AfterValidator(checks.lone_id)] = ""
    platform: Text | None = None


class Platform(Common):
    """One platform and its documents."""

    name: Text
    """The platform's name as people write it."""
    documents: tuple[Document, ...]
    """Its watched documents."""


class When(Shape):
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


class Quiet(Shape):
    """When a route is left alone."""

    hours: Annotated[tuple[dt.time, dt.time], BeforeValidator(checks.hours, json_schema_input_type=str)]
    """From when to when, in `timezone`: `22:00-07:00`. What would be sent then is sent at their end."""
    urgent: Severity = Severity.HIGH
    """What is sent all the same: findings of at least this severity. Default high."""


class Route(Shape):
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
    digest: Annotated[StrictStr, AfterValidator(checks.report_times)] | None = None
    """`daily`, `weekly` (Monday at eight) or a cron expression: alerts are gathered and sent then as one message.
    Default: each one at once."""
    quiet: Annotated[Quiet | None, BeforeValidator(checks.quiet, json_schema_input_type=str | Quiet | None)] = None
    """Hours in which only what is urgent is sent: `22:00-07:00`, or `{hours: 22:00-07:00, urgent: medium}`."""
    remind: Annotated[
        tuple[Annotated[int, Field(ge=0, le=365)], ...],
        BeforeValidator(checks.one_or_many, json_schema_input_type=int | list[int] | None),
    ] = ()
    """How many days before an announced date to recall it: `[30, 7, 0]`; 0 is the day itself. Default: never."""
    other_changes: Annotated[StrictStr, AfterValidator(checks.report_times)] | None = None
    """`daily`, `weekly` or a cron expression: a digest of all text changes that this route was sent no alert of."""
    retry_for: Interval = None
    """For how long a message that a service does not accept is tried again. Default 7d."""
    attach: bool = False
    """Whether an e-mail carries the redline as a file."""


class Network(Shape):
    """How the watcher shows itself and how much it does at once."""

    contact: Annotated[StrictStr, AfterValidator(checks.contact)] | None = None
    """A web or e-mail address that site owners can write to; it is sent in the User-Agent header."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    """How many hosts are called at the same time. Default 4."""
    ca_file: Text | None = None
    """A PEM file of certificate authorities to trust, for networks with an inspecting proxy."""
    chromium: Text | None = None
    """The Chromium that shows pages with `render`. Default: the variable WATCHER_CHROMIUM, else the installed one."""


class LifeSigns(Shape):
    """How the watcher says that it is alive. Nothing unless asked for."""

    report: Annotated[StrictStr, AfterValidator(checks.report_times)] | None = None
    """When a message to the `health` routes says how many documents are watched and which cannot be read: `daily`,
    `weekly` (Monday at eight) or a cron expression, in `timezone`."""
    ping: Annotated[StrictStr, AfterValidator(checks.ping_address)] | None = None
    """An address that is called for as long as the service is well, such as a check of healthchecks.io or Uptime
    Kuma: its owner raises the alarm when the calls stay away. As a rule from the environment: `${PING_URL:-}`."""
    ping_every: Interval = None
    """How often it is called. Default 5m."""


class Summary(Shape):
    """A language model of your own that adds two sentences to an alert. Off without `url`; see docs/summary.md."""

    url: Annotated[StrictStr, AfterValidator(checks.model_address)] | None = None
    """The base address of an OpenAI-compatible interface, such as `https://api.example.com/v1`; `http://` only for
    one's own machine or network: `http://localhost:11434/v1`."""
    model: Text | None = None
    """The model's name there. Needed with `url`."""
    key: Annotated[StrictStr, AfterValidator(checks.model_key)] | None = None
    """The key that the service asks for, from the environment: `${SUMMARY_KEY:-}`. Default: none."""
    timeout: Annotated[
        dt.timedelta | None, BeforeValidator(checks.model_timeout, json_schema_input_type=str | None)
    ] = None
    """How long an alert waits for it at most, 60s or less. Default 20s."""
    max_tokens: Annotated[int, Field(ge=20, le=4000)] = 200
    """How long its answer may be, in tokens. Default 200."""
    per_day: Annotated[int, Field(ge=0, le=10_000)] = 50
    """How many times it is asked within 24 hours at most. Default 50."""
    max_input: Annotated[int, Field(ge=1000, le=200_000)] = 12_000
    """How many characters of an alert it is sent at most. Default 12000."""


class Archive(Shape):
    """Where the git-tracked folder is published."""

    push: Annotated[StrictStr, AfterValidator(checks.git_remote)] | None = None
    """The git remote to which each version is pushed, such as `origin`. Default: none."""
    browse_url: Annotated[StrictStr, AfterValidator(checks.browse_template)] | None = None
    """The page of a file on the git host, with `{commit}` and `{path}`; used for links in alerts."""


class Serve(Shape):
    """The site that the service builds and shows, read-only."""

    port: Annotated[int, Field(ge=1, le=65535)]
    """The port, such as 8080."""
    host: Text = "127.0.0.1"
    """The address of this machine to listen at: `127.0.0.1` (default) for this machine only, `0.0.0.0` for everybody
    who can reach it, as in a container."""
    base_url: Annotated[StrictStr, AfterValidator(checks.base_url)] = ""
    """Where others find the site, such as `https://policies.example.org/`: feeds then have absolute links."""


class File(Shape):
    """targets.yaml as a whole."""

    defaults: Common = Common()
    """Settings of every document that does not say otherwise."""
    platforms: tuple[Platform, ...]
    """What is watched."""
    alerts: tuple[Route, ...] | None = None
    """Who is told about findings."""
    health: tuple[Route, ...] | None = None
    """Who is told that a document cannot be read. Default: the same as `alerts`."""
    vocabulary: dict[Topic, dict[Language, Phrases]] = Field(default_factory=dict)
    """Phrases of your own by topic and language, for a built-in topic or a new one; see docs/assessment.md."""
    network: Network = Network()
    """How the watcher shows itself on the network."""
    life_signs: LifeSigns = LifeSigns()
    """How the watcher says that it is alive."""
    summary: Summary = Summary()
    """A language model of your own that adds two sentences to an alert. Default: none."""
    archive: Archive = Archive()
    """Where the git-tracked folder is published."""
    serve: Annotated[Serve | None, BeforeValidator(checks.serve, json_schema_input_type=int | Serve | None)] = None
    """The port at which the service shows the archive as a site: `8080`, or `{port: 8080, host: 0.0.0.0}`. Default:
    none."""
    timezone: Annotated[StrictStr, AfterValidator(checks.timezone)] = "UTC"
    """Time zone of `cron` and of the times in messages, such as `Europe/Paris`. Default UTC."""


KEYS: dict[tuple[str, ...], type[BaseModel]] = {
    (): File,
    ("defaults",): Common,
    ("platforms", "*"): Platform,
    ("platforms", "*", "documents", "*"): Document,
    ("platforms", "*", "documents", "*", "combine", "*"): Source,
    **{
        (*place, *rest): model
        for place in (("platforms", "*", "documents", "*"), ("platforms", "*", "documents", "*", "combine", "*"))
        for rest, model in ((("select", "*"), Between), (("remove", "*"), Between), (("clean",), Clean))
    },
    ("alerts", "*"): Route,
    ("alerts", "*", "when"): When,
    ("alerts", "*", "quiet"): Quiet,
    ("health", "*"): Route,
    ("health", "*", "when"): When,
    ("health", "*", "quiet"): Quiet,
    ("network",): Network,
    ("life_signs",): LifeSigns,
    ("summary",): Summary,
    ("archive",): Archive,
    ("serve",): Serve,
}
"""Which model holds the keys at a place (`*` = any index): what a misspelt key is compared with."""
