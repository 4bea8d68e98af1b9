"""targets.yaml + environment -> Settings, or every problem at once.

    read -> tree (tree) -> data with variables filled in (variables) -> models (shape) -> cross-checks -> Settings

Refuses to guess: whatever it does not understand is a problem with its place. Messages never hold an address of a
channel or the value of a variable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import watcher
from watcher.config.across import BUILT_IN_TOPICS, across, blocks
from watcher.config.proxy import ENVIRONMENT, choice_of
from watcher.config.secret import Secret
from watcher.config.settings import (
    LifeSigns,
    RenderMode,
    Route,
    Schedule,
    Serve,
    Settings,
    Source,
    Summary,
    Target,
    Timing,
    When,
)
from watcher.config.tree import MAX_CHARACTERS, Node, YamlError, locate, parse
from watcher.config.variables import Converter, Data, VariableError, read_secret
from watcher.errors import ConfigError, Problem
from watcher.model import OwnTopic, Severity

if TYPE_CHECKING:
    from pydantic import BaseModel

    from watcher.config import shape

DEFAULT_EVERY = dt.timedelta(hours=6)
DEFAULT_LANGUAGE = "en"
DEFAULT_DELAY = dt.timedelta(seconds=5)
DEFAULT_TIMEOUT = dt.timedelta(seconds=30)
DEFAULT_MAX_BYTES = 20_000_000
DEFAULT_UNSEEN_CHECKS = 3
DEFAULT_UNSEEN_TIME = dt.timedelta(days=1)
DEFAULT_CONFIRM_AFTER = dt.timedelta(hours=1)
DEFAULT_RETRY_FOR = dt.timedelta(days=7)
DEFAULT_PING_EVERY = dt.timedelta(minutes=5)
DEFAULT_SUMMARY_TIMEOUT = dt.timedelta(seconds=20)
DEFAULT_RENDER: RenderMode = "plain"

_T = TypeVar("_T")


def load_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """The settings in the file at `path`, variables filled in from `environ` (and files that it names).

    Raises ConfigError with all problems of the file, in the order of its lines.
    """
    from watcher.config import shape  # pydantic is slow to import

    model, problems = _validated(path, environ, shape.File, shape.KEYS)
    routes: dict[str, list[Route]] = {}
    if isinstance(model, shape.File):
        zone = ZoneInfo(model.timezone)
        for kind, given in (("alerts", model.alerts), ("health", model.health)):
            routes[kind] = [
                _route(route, f"{kind}-{index + 1}", path.parent, zone) for index, route in enumerate(given or ())
            ]
    if problems or not isinstance(model, shape.File):
        raise _error(problems, path)
    alerts = tuple(route for route in routes["alerts"] if route.urls)
    health = tuple(route for route in routes["health"] if route.urls)
    network, signs = model.network, model.life_signs
    return Settings(
        targets=tuple(
            _target(document, platform.name, (document, platform, model.defaults), model.vocabulary)
            for platform in model.platforms
            for document in platform.documents
        ),
        routes=alerts,
        health_routes=alerts if model.health is None else health,
        contact=network.contact,
        user_agent=f"policy-watcher/{watcher.__version__}" + (f" (+{network.contact})" if network.contact else ""),
        concurrency=network.concurrency,
        push=model.archive.push,
        browse_url=model.archive.browse_url,
        timezone=model.timezone,
        file=path,
        ca_file=path.parent / network.ca_file if network.ca_file else None,
        chromium=path.parent / network.chromium if network.chromium else None,
        life_signs=LifeSigns(
            report=signs.report,
            ping=Secret(signs.ping) if signs.ping else None,
            ping_every=signs.ping_every or DEFAULT_PING_EVERY,
        ),
        summary=_summary(model.summary),
        serve=Serve(model.serve.port, model.serve.host, model.serve.base_url) if model.serve else None,
    )


def read_target_yaml(path: Path) -> Target:
    """The target in a file that holds the keys of one entry of targets.yaml, all of them optional.

    Without `id` the folder's name stands for it, without `url` an address that leads nowhere. The environment is not
    looked at. Raises ConfigError with all problems.
    """
    from watcher.config import shape  # pydantic is slow to import

    model, problems = _validated(path, {}, shape.LoneDocument, {(): shape.LoneDocument})
    if problems or not isinstance(model, shape.LoneDocument):
        raise _error(problems, path)
    name = model.id or path.resolve().parent.name
    url = model.url or "https://unknown.invalid/"
    named = model.model_copy(update={"id": name, "url": url})
    return _target(named, model.platform or name.partition("/")[0], (named,), {})


def read_text(path: Path) -> str:
    """The text of a configuration file. Raises ConfigError when it cannot be read, is too large or is not UTF-8."""
    try:
        if path.stat().st_size > MAX_CHARACTERS:
            raise _error([Problem("", f"is larger than {MAX_CHARACTERS // 1_000_000} MB")], path)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        message = "there is no such file: write one (see docs/configuration.md) or name another with --config"
        raise _error([Problem("", message)], path) from error
    except OSError as error:
        raise _error([Problem("", f"cannot be read: {error.strerror or error}")], path) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise _error([Problem("", "is not UTF-8 text: save it as UTF-8", line)], path) from error


def _error(problems: list[Problem], path: Path) -> ConfigError:
    """All problems in the order of the file, each place told once, with the file's name."""
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
    return ConfigError(tuple(Problem(p.path, p.message, p.line, str(path)) for p in ordered))


def _validated(
    path: Path, environ: Mapping[str, str], model: type[BaseModel], keys: dict[tuple[str, ...], type[BaseModel]]
) -> tuple[BaseModel | None, list[Problem]]:
    """The model, None when there were problems, and the problems."""
    from pydantic import ValidationError  # slow to import

    from watcher.config.wording import problems_of

    try:
        root = parse(read_text(path))
    except YamlError as error:
        raise _error([Problem("", error.message, error.line)], path) from error
    if root is None:
        raise _error([Problem("", "is empty")], path)
    converter = Converter(environ)
    data = converter.convert(root)
    problems = converter.problems
    troubled = {(p.path, p.line) for p in problems}  # a stand-in has their place: one message for it is enough
    found: list[Problem] = []
    checked: BaseModel | None = None
    try:
        checked = model.model_validate(_without_empty(data))
    except ValidationError as error:
        found = problems_of(error.errors(include_url=False), root, keys)
    found += across(data, root) + _missing_files(data, root, path.parent)
    problems += [problem for problem in found if (problem.path, problem.line) not in troubled]
    return (None if problems else checked), problems


def _without_empty(data: Data) -> Data:
    """Keys without a value count as left away, at every level: a commented-out list leaves its key behind."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data]
    return data


def _target(
    document: shape.Document,
    platform: str,
    levels: tuple[shape.Common, ...],
    vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Target:
    """The nearest level that says something decides; `levels` go from the document to the defaults."""
    from watcher.config.shape_reading import made  # pydantic is slow to import

    def nearest(name: str, otherwise: _T) -> _T:
        return next((value for level in levels if (value := getattr(level, name)) is not None), otherwise)

    timed = next((level for level in levels if level.every is not None or level.cron is not None), None)
    robots = next((level.robots for level in levels if level.robots is not None), None)
    topics = nearest("topics", BUILT_IN_TOPICS)
    render: RenderMode = nearest("render", DEFAULT_RENDER)
    return Target(
        id=document.id,
        platform=platform,
        title=document.title or _title(document.id, platform),
        url=document.combine[0].url if document.combine else document.url,
        select=made(document.select),
        remove=made(document.remove),
        schedule=Schedule(timed.every, timed.cron) if timed else Schedule(DEFAULT_EVERY),
        language=nearest("language", DEFAULT_LANGUAGE),
        topics=tuple(OwnTopic(topic, vocabulary[topic]) if topic in vocabulary else topic for topic in topics),
        delay=nearest("delay", DEFAULT_DELAY),
        timeout=nearest("timeout", DEFAULT_TIMEOUT),
        max_bytes=nearest("max_bytes", DEFAULT_MAX_BYTES),
        robots_override=robots.ignore if robots else None,
        allow_private_addresses=nearest("allow_private_addresses", otherwise=False),
        enabled=document.enabled,
        unseen_checks=nearest("unseen_checks", DEFAULT_UNSEEN_CHECKS),
        unseen_time=nearest("unseen_time", DEFAULT_UNSEEN_TIME),
        confirm_after=nearest("confirm_after", DEFAULT_CONFIRM_AFTER),
        proxy=choice_of(nearest("proxy", ENVIRONMENT)),
        render=render,
        previews=nearest("previews", otherwise=True),
        render_hosts=nearest("render_hosts", ()),
        clean=document.clean.made,
        combine=tuple(
            Source(
                url=page.url,
                select=made(document.select if page.select is None else page.select),
                remove=made(document.remove if page.remove is None else page.remove),
                render=page.render or render,
                clean=document.clean.made if page.clean is None else page.clean.made,
            )
            for page in document.combine
        ),
    )


def _title(target_id: str, platform: str) -> str:
    return f"{platform}: {target_id.rpartition('/')[2].replace('-', ' ').replace('_', ' ')}"


def _route(given: shape.Route, name: str, folder: Path, zone: dt.tzinfo) -> Route:
    """A route with its secret file read; that it can be read was checked before."""
    from watcher.config.checks import split_addresses

    urls = list(given.urls)
    if given.urls_file:
        urls += split_addresses(read_secret(folder / given.urls_file))
    when = given.when
    return Route(
        name=given.name or name,
        urls=tuple(Secret(url) for url in dict.fromkeys(urls)),
        when=When(when.topics, when.at_least, when.platforms, when.targets, when.directions),
        language=given.language,
        timing=Timing(
            zone=zone,
            digest=given.digest,
            quiet=given.quiet.hours if given.quiet is not None else None,
            urgent=given.quiet.urgent if given.quiet is not None else Severity.HIGH,
            remind=given.remind,
            others=given.other_changes,
            retry_for=given.retry_for or DEFAULT_RETRY_FOR,
        ),
        attach=given.attach,
    )


def _summary(given: shape.Summary) -> Summary | None:
    """The language model, None when there is none; that it has a name was checked before."""
    if not given.url or not given.model:
        return None
    return Summary(
        url=given.url,
        model=given.model,
        key=Secret(given.key) if given.key else None,
        timeout=given.timeout or DEFAULT_SUMMARY_TIMEOUT,
        max_tokens=given.max_tokens,
        per_day=given.per_day,
        max_input=given.max_input,
    )


def _missing_files(data: Data, root: Node, folder: Path) -> list[Problem]:
    """A problem for each file that the configuration names and that cannot be read."""
    problems = []
    for place, named in blocks(data, "alerts") + blocks(data, "health"):
        file = named.get("urls_file")
        if isinstance(file, str) and file:
            try:
                read_secret(folder / file)
            except VariableError as error:
                problems.append(locate(root, (*place, "urls_file")).problem(str(error)))
    network = data.get("network") if isinstance(data, dict) else None
    for key in ("ca_file", "chromium"):
        file = network.get(key) if isinstance(network, dict) else None
        if isinstance(file, str) and file and not (folder / file).is_file():
            problems.append(locate(root, ("network", key)).problem("there is no such file"))
    return problems
