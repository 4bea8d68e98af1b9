"""How long a server asks us to stay away. Pure."""

from __future__ import annotations

import datetime as dt
import email.utils

_LONGEST_WAIT = dt.timedelta(days=7)  # what anything beyond it counts as


def retry_after(value: str | None, now: dt.datetime) -> dt.timedelta | None:
    """How long a Retry-After header (RFC 9110, 10.2.3) asks to wait; None when there is none that can be read."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(dt.timedelta(seconds=int(text[:9])), _LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max(moment - now, dt.timedelta(0)), _LONGEST_WAIT)
