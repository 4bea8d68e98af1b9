"""One check per kind of value in targets.yaml. Each takes the raw value and returns the checked one.

All raise ValueError with a message for the user: what the value must be, never the value itself (it may have come out
of a secret). Nothing here reads the network, the clock or the disk.
"""

from __future__ import annotations

import datetime as dt
import functools
import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from watcher.config.duration import LONGEST, parse_duration, parse_size
from watcher.config.proxy import DIRECT, ENVIRONMENT, parse_proxy
from watcher.model import simple_css

Raw = object
"""A value as it came out of the file: None, bool, number, text, list or dictionary."""

_PART = re.compile(r"[a-z0-9_][a-z0-9._-]*")
_MAX_PART = 80
_CONTACT = re.compile(r"https?://[!-'*-~]+|(?:mailto:)?[!-'*-?A-~]+@[!-'*-~]+\.[!-'*-~]+")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_PHRASE = 200
_LONGEST_PATTERN = 200
_TOPIC = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Names that the public DNS does not know: RFC 6761, 6762, 8375, ICANN's resolution 2024.07.29.06; `lan` by use.
_OWN_NAMES = (".localhost", ".local", ".home.arpa", ".internal", ".lan")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})")
_CRON_EXAMPLE = "such as `0 7 * * 1-5` (minute, hour, day, month, weekday)"


def _text(value: Raw, example: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text {example}")  # noqa: TRY004 - pydantic gathers ValueErrors, a TypeError ends it
    return value


def duration(value: Raw) -> Raw:
    """A timedelta of zero or more."""
    if value is None or isinstance(value, dt.timedelta):
        return value
    return parse_duration(_text(value, "with a unit, such as `30s` or `6h`"))


def positive_duration(value: Raw) -> Raw:
    """A timedelta of at least a second."""
    length = duration(value)
    if isinstance(length, dt.timedelta) and not dt.timedelta(seconds=1) <= length <= LONGEST:
        raise ValueError("must be at least one second")
    return length


def size(value: Raw) -> Raw:
    """A number of bytes, at least 1 kB."""
    if value is None:
        return None
    count = value if isinstance(value, int) and not isinstance(value, bool) else None
    if count is None:
        count = parse_size(_text(value, "such as `20MB` or a number of bytes"))
    if count < 1_000:
        raise ValueError("must be at least 1 kB")
    return count


def target_id(value: str) -> str:
    """`platform/document`: two lower-case parts that are safe as folder names."""
    if value.count("/") != 1:
        raise ValueError("must have the form `platform/document`, such as `linkedin/ai-faq`")
    return _parts(value)


def lone_id(value: str) -> str:
    """The id in a target.yaml of its own: `platform/document`, or one part alone."""
    if value.count("/") > 1:
        raise ValueError("must have the form `platform/document` or `document`")
    return _parts(value)


def _parts(value: str) -> str:
    for part in value.split("/"):
        if not _PART.fullmatch(part) or ".." in part or part.endswith((".", ".lock")) or len(part) > _MAX_PART:
            raise ValueError(
                "is not usable as a folder name: lower-case letters a-z, digits, `-`, `_` and single dots inside,"
                f" at most {_MAX_PART} characters on each side of the `/`"
            )
    return value


def web_address(value: str) -> str:
    """An absolute http(s) address with a host and without credentials."""
    _printable(value)
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ValueError("is not a valid web address") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a whole web address that begins with `https://` or `http://`")
    if port == 0:
        raise ValueError("is not a valid web address: there is no port 0")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a user name or password")
    return value


def host_name(value: str) -> str:
    """A host name with at least one dot, in small letters; it stands for its subdomains, too."""
    name = value.lower().rstrip(".")
    labels = name.split(".")
    if len(name) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("must be the name of a host, such as `static.example.com`, without `https://`")
    return name


def git_remote(value: str) -> str:
    """A git remote: its name or address. An argument that git would read as an option is refused."""
    _printable(value)
    if value.startswith("-"):
        raise ValueError("must be the name or address of a git remote: it cannot begin with `-`")
    return value


def browse_template(value: str) -> str:
    """A web address with `{path}` and, if wanted, `{commit}` in it."""
    rest = value.replace("{path}", "").replace("{commit}", "")
    if "{path}" not in value or "{" in rest or "}" in rest:
        raise ValueError("must hold `{path}` and may hold `{commit}`, and nothing else in braces")
    web_address(value.replace("{", "").replace("}", ""))
    return value


def proxy(value: str) -> str:
    """`direct`, `environment`, or the address of a proxy; it may hold a password and is not repeated."""
    if value not in (DIRECT, ENVIRONMENT):
        parse_proxy(value)
    return value


def contact(value: str) -> str:
    """A web or e-mail address that fits in a User-Agent header: printable ASCII without spaces and parentheses."""
    if not _CONTACT.fullmatch(value):
        raise ValueError("must be a web address or an e-mail address, such as `https://example.org/watcher`")
    return value


def language(value: str) -> str:
    """A primary language tag of BCP 47: `en`, `fr`, `de` …"""
    if not _LANGUAGE.fullmatch(value):
        raise ValueError("must be a language tag of two or three small letters, such as `en` or `fr` (no region)")
    return value


def topic(value: str) -> str:
    """The name of a topic: small letters, digits and dashes."""
    if not _TOPIC.fullmatch(value):
        raise ValueError("must be the name of a topic: small letters, digits and dashes, such as `ai-training`")
    return value


def phrase(value: str) -> str:
    """A phrase as the lexicons write them: words, `*`, `...`, `(a|b)`, a word with `?`."""
    depth = 0
    for char in value:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            break
    if depth or not any(char.isalnum() for char in value):
        raise ValueError("must be words, every parenthesis closed, such as `facial recognition` or `use ... (a|b)`")
    if len(value) > _LONGEST_PHRASE:
        raise ValueError(f"must be at most {_LONGEST_PHRASE} characters; write several phrases instead")
    return value


def timezone(value: str) -> str:
    """The name of a time zone that this system knows."""
    import zoneinfo  # only needed when a file is loaded

    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: `Europe` is a folder
        raise ValueError("must be the name of a time zone, such as `UTC` or `Europe/Paris`") from error
    return value


@functools.lru_cache(maxsize=8192)
def selector(value: str) -> str:
    """A CSS selector that soupsieve compiles."""
    if simple_css.steps(value) is not None:
        return value
    import soupsieve  # a tenth of a second that most files need not pay

    if not value.strip():
        raise ValueError("is empty: give a CSS selector, or leave the key away to use the page's main text")
    try:
        soupsieve.compile(value)
    except soupsieve.SelectorSyntaxError as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise ValueError(f"is not a valid CSS selector: {reason[:200]}") from error
    except (NotImplementedError, RecursionError) as error:  # soupsieve's words for what it does not support
        raise ValueError("is not a CSS selector that is supported here") from error
    return value


def name_pattern(value: str) -> str:
    """The name of an id or of a parameter, in which `*` stands for any characters."""
    if any(letter.isspace() for letter in value) or not value.strip("*"):
        raise ValueError("must be a name without spaces, in which `*` stands for any characters, such as `utm_*`")
    if len(value) > _LONGEST_PATTERN:
        raise ValueError(f"must be at most {_LONGEST_PATTERN} characters")
    return value


@functools.lru_cache(maxsize=1024)
def cron(value: str) -> str:
    """A cron expression of five fields, weekdays turned into names (see `settings.Schedule`)."""
    from apscheduler.triggers.cron import CronTrigger  # imported only when a cron expression is used

    fields = value.split()
    if len(fields) != 5:
        raise ValueError(f"must be a cron expression with five fields, {_CRON_EXAMPLE}")
    fields[4] = _weekdays(fields[4])
    normal = " ".join(fields)
    try:
        trigger = CronTrigger.from_crontab(normal, timezone="UTC")
    except ValueError as error:
        raise ValueError(f"is not a cron expression: {error}; write five fields {_CRON_EXAMPLE}") from error
    # Leap days are eight years apart at most (2096-2104): nothing from 1996 on has a gap that long.
    if trigger.get_next_fire_time(None, dt.datetime(1996, 1, 1, tzinfo=dt.UTC)) is None:
        raise ValueError("is a cron expression for a day that never comes")
    return normal


def report_times(value: str) -> str:
    """`daily`, `weekly` (Monday) at eight, or a cron expression; as a cron expression."""
    named = {"daily": "0 8 * * *", "weekly": "0 8 * * mon"}
    return named.get(value) or cron(value)


def hours(value: Raw) -> Raw:
    """Two times of day, `22:00-07:00`, that differ."""
    match = _HOURS.fullmatch(_text(value, "such as `22:00-07:00`").strip())
    if match is None:
        raise ValueError("must be two times of day, such as `22:00-07:00`")
    try:
        begins, ends = (dt.time(int(match[i]), int(match[i + 1])) for i in (1, 3))
    except ValueError as error:
        raise ValueError("must be two times of day between 00:00 and 23:59, such as `22:00-07:00`") from error
    if begins == ends:
        raise ValueError("begins and ends at the same time: that would be always or never")
    return begins, ends


def quiet(value: Raw) -> Raw:
    """The hours alone, or a block; as a block in both cases."""
    return {"hours": value} if isinstance(value, str) else value


def serve(value: Raw) -> Raw:
    """The port alone, or a block; as a block in both cases."""
    return {"port": value} if isinstance(value, int | str) else value


def base_url(value: str) -> str:
    """The address below which pages stand, with a slash at its end; empty (a variable that is not set) means none."""
    if not value:
        return value
    if set("?#") & set(web_address(value)):
        raise ValueError("must be an address without `?` and `#`")
    return value if value.endswith("/") else f"{value}/"


def ping_address(value: str) -> str:
    """A web address; empty (a variable that is not set) means none. It may hold a token, so it is never repeated."""
    return web_address(value) if value else value


def model_address(value: str) -> str:
    """The base address of a language model's interface, without the slash at its end; empty means none.

    Page text and a key go there: without TLS only to one's own machine or network, told by an address that is not of
    the public internet or a name that is none there. Nothing of a query: it would be the place of a credential.
    """
    if not value:
        return value
    parts = urlsplit(web_address(value))
    if parts.query or parts.fragment or value.endswith(("?", "#")):
        raise ValueError("must end with the path, as in `https://api.example.com/v1`; a key belongs into `key`")
    if parts.path.rstrip("/").endswith("/completions"):
        raise ValueError("must be the base address, as in `https://api.example.com/v1`, without `/chat/completions`")
    if parts.scheme.lower() == "http" and not _of_ones_own(parts.hostname or ""):
        raise ValueError("must begin with `https://`, unless it is on this machine or in a private network")
    return value.rstrip("/")


def _of_ones_own(host: str) -> bool:
    """Whether that host can only be this machine or one of the operator's own network."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.endswith(_OWN_NAMES)


def model_key(value: str) -> str:
    """What fits into an Authorization header; empty (a variable that is not set) means none. It is never repeated."""
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("must be the key alone, without spaces and line ends")
    return value


def model_timeout(value: Raw) -> Raw:
    """A timedelta from one second to a minute: so long an alert waits at most."""
    length = positive_duration(value)
    if isinstance(length, dt.timedelta) and length > dt.timedelta(minutes=1):
        raise ValueError("must be at most one minute: alerts wait for it")
    return length


def _weekdays(text: str) -> str:
    """The weekday field of cron as names: 0 and 7 are Sunday, ranges may pass the week's end."""
    days: set[int] = set()
    for item in text.lower().split(","):
        span, slash, step = item.partition("/")
        if slash and not (step.isascii() and step.isdigit() and 0 < int(step) < 8):
            raise ValueError(f"has a wrong weekday step; write five fields {_CRON_EXAMPLE}")
        first, dash, last = ("0", "-", "6") if span == "*" else span.partition("-")
        start = _weekday(first)
        end = _weekday(last) if dash else (6 if slash else start)
        if end < start:
            end += 7
        days.update(day % 7 for day in range(start, end + 1, int(step) if slash else 1))
    return "*" if len(days) == 7 else ",".join(_DAYS[day % 7] for day in sorted(days, key=lambda day: (day - 1) % 7))


def _weekday(text: str) -> int:
    if text in _DAYS:
        return _DAYS.index(text)
    if re.fullmatch(r"[0-7]", text):
        return int(text)
    raise ValueError(
        f"has a wrong weekday: use 0-7 or sun, mon, tue, wed, thu, fri, sat; write five fields {_CRON_EXAMPLE}"
    )


def one_or_many(value: Raw) -> Raw:
    """A list; a lone text becomes a list of one, nothing becomes the empty list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def selectors(value: Raw) -> Raw:
    """A list; a lone selector, text or block, becomes a list of one, nothing becomes the empty list."""
    return [value] if isinstance(value, dict) else one_or_many(value)


def channel_addresses(value: Raw) -> Raw:
    """Apprise URLs: a text or a list of texts, each of which may hold several.

    They are cut apart at white space and at a comma followed by white space; a comma alone may belong to a URL.
    """
    items = one_or_many(value)
    if not isinstance(items, list):
        return items
    urls: list[Raw] = []
    for item in items:
        urls.extend(split_addresses(item) if isinstance(item, str) else [] if item is None else [item])
    return urls


def split_addresses(text: str) -> Iterable[str]:
    """The addresses in one text, without the commas that stood between them."""
    return [address for part in text.split() if (address := part.rstrip(","))]


def robots(value: Raw) -> Raw:
    """`respect`, or `{ignore: "reason"}`; as a dictionary in both cases."""
    if value == "respect":
        return {"ignore": None}
    if isinstance(value, dict) and set(value) == {"ignore"}:
        if not isinstance(value["ignore"], str) or not value["ignore"].strip():
            raise ValueError('needs the reason why robots.txt is ignored: `robots: {ignore: "the reason"}`')
        return value
    if value is None:
        return None
    raise ValueError('must be `respect` or `{ignore: "the reason"}`')


def _printable(value: str) -> None:
    if not value or not value.isprintable() or any(letter.isspace() for letter in value):
        raise ValueError("must not be empty or hold spaces or control characters")
