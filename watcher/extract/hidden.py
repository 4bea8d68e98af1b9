"""E-mail addresses that Cloudflare hides from robots: read as every visitor with scripts reads them.

The page holds the address in hexadecimal digits, each byte XORed with the first one, in an attribute (`data-cfemail`)
or behind the # of a link, and shows "[email protected]" in its place.
"""

from __future__ import annotations

import re

_PATH = "/cdn-cgi/l/email-protection"
_SHOWN = re.compile(r"\[?e-?mail\sprotected\]?", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>\"'()\[\]]{1,64}@[\w.-]{1,190}")
_LONGEST = 1000  # digits


def decode(digits: str) -> str:
    """The address, without the subject that a link may add; empty for digits that hide none."""
    if not 4 <= len(digits) <= _LONGEST:
        return ""
    try:
        key, *rest = bytes.fromhex(digits)
        text = bytes(byte ^ key for byte in rest).decode()
    except ValueError:  # no digits, or no text behind them
        return ""
    address = text.partition("?")[0]
    return address if _ADDRESS.fullmatch(address) else ""


def is_hiding(path: str) -> bool:
    """Is this the path of a link in place of an address?"""
    return path.endswith(_PATH)


def is_placeholder(words: str) -> bool:
    """Are these folded words what is shown in place of an address?"""
    return _SHOWN.fullmatch(words) is not None
