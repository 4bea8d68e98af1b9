"""Lengths of time and sizes as people write them: `6h`, `1d12h`, `20MB`. Pure; knows no file and no clock."""

from __future__ import annotations

import datetime as dt
import functools
import re

_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d{1,8})w)?(?:(\d{1,8})d)?(?:(\d{1,8})h)?(?:(\d{1,8})m)?(?:(\d{1,8})s)?", re.ASCII)
_SIZE = re.compile(r"(\d{1,12}) ?(B|kB|KB|MB|GB)?", re.ASCII)
_BYTES = {None: 1, "B": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}

LONGEST = dt.timedelta(days=3_660)
"""Ten years: longer intervals are slips of the pen."""


@functools.lru_cache(maxsize=1024)
def parse_duration(text: str) -> dt.timedelta:
    """`90s`, `5m`, `6h`, `2d`, `1w` or a combination from large to small such as `1d12h`, as a timedelta.

    Raises ValueError, with a message for the user, for anything else and for more than ten years.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise ValueError("must be a length of time such as `30s`, `5m`, `6h`, `2d`, `1w` or `1d12h`")
    seconds = sum(int(count) * _SECONDS[unit] for unit, count in zip("wdhms", match.groups(), strict=True) if count)
    if seconds > LONGEST.total_seconds():
        raise ValueError("must not be longer than ten years")
    return dt.timedelta(seconds=seconds)


def format_duration(duration: dt.timedelta) -> str:
    """The shortest text that `parse_duration` reads back as the same whole seconds; a negative one is refused."""
    rest = int(duration.total_seconds())
    if rest < 0:
        raise ValueError("a length of time cannot be negative")
    if rest and rest % _SECONDS["w"] == 0:
        return f"{rest // _SECONDS['w']}w"
    parts = []
    for unit in "dhms":
        count, rest = divmod(rest, _SECONDS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def parse_size(text: str) -> int:
    """`20MB`, `500 kB` or a plain number of bytes, in bytes (decimal units). Raises ValueError with a message."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError("must be a size such as `500kB`, `20MB` or a number of bytes")
    return int(match[1]) * _BYTES[match[2]]
