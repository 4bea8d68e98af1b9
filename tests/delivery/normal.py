"""What was received, with everything replaced that differs from run to run: times, ids, boundaries, the year.

The result reads like a message of 18 September 2027, so that a person can look at the golden files as they would at
the real thing; agora.eml opens in a mail program.
"""

from __future__ import annotations

import email
import json
import re
from email.message import EmailMessage
from email.policy import SMTP, default

YEAR = 2027
_BOUNDARY = "=====policy-watcher-golden====="
_ID = "0123456789abcdef"


def text(received: str, year: int, ids: frozenset[str]) -> str:
    """Times of capture, days left, the announced year and the ids of messages become fixed ones."""
    for found in ids:
        received = received.replace(found, _ID)
    received = received.replace(f"November {year}", f"November {YEAR}")
    received = re.sub(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ", f"{YEAR}-09-18T06-13-39Z", received)
    received = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC", f"18 September {YEAR}, 06:13 UTC", received)
    return re.sub(r"\d+ days left", "46 days left", received)


def mail(received: bytes, year: int) -> str:
    """The mail with line feeds only; headers in their order, both parts quoted-printable as they were."""
    parsed = email.message_from_bytes(received, policy=default)
    assert isinstance(parsed, EmailMessage)
    ids = frozenset({str(parsed["X-Policy-Watcher-Id"])})
    made = EmailMessage(policy=SMTP.clone(linesep="\n"))
    fixed = {"date": f"Sat, 18 Sep {YEAR} 06:13:39 +0000", "message-id": f"<{_ID}@works-council.example>"}
    for name, value in parsed.items():
        if not name.lower().startswith(("content-", "mime-")):
            made[name] = fixed.get(name.lower(), text(str(value), year, ids))
    bodies = [part for part in parsed.iter_parts() if isinstance(part, EmailMessage)]
    kinds = [part.get_content_type() for part in bodies]
    assert kinds == ["text/plain", "text/html"], kinds
    plain, rich = (text(part.get_content(), year, ids) for part in bodies)
    made.set_content(plain, cte="quoted-printable")
    made.add_alternative(rich, subtype="html", cte="quoted-printable")
    made.set_boundary(_BOUNDARY)
    return made.as_string()


def payload(received: dict[str, object], year: int) -> str:
    """JSON, indented; Slack's time stamp is fixed, too."""
    written = json.dumps(received, indent=2, ensure_ascii=False)
    ids = frozenset(re.findall(r"Alert ([0-9a-f]{16})\b", written))
    return re.sub(r'"ts": [\d.]+', '"ts": 1821161619', text(written, year, ids)) + "\n"
