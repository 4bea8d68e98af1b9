"""One call to an address that raises the alarm when the calls stay away (a dead man's switch, as healthchecks.io and
Uptime Kuma offer it). It says nothing but that we are alive, and reads nothing of the answer.
"""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import httpx

from watcher.config import Secret

_SECONDS = 10.0  # in all: the next call is minutes away


async def ping(address: Secret, user_agent: str, ca_file: Path | None = None) -> str:
    """Calls it once. The reason why that failed, empty when it was taken; the address is in no reason, it may hold a
    token. The address is the operator's own: it may be in a private network. `ca_file`: authorities to trust besides
    the system's."""
    try:
        context = ssl.create_default_context()
        if ca_file is not None:
            context.load_verify_locations(cafile=ca_file)
        headers = {"User-Agent": user_agent}
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(verify=context) as client,
            client.stream("GET", address.reveal(), headers=headers) as answer,
        ):
            return "" if answer.is_success else f"the answer is {answer.status_code}"
    except TimeoutError:
        return f"no answer within {_SECONDS:.0f} s"
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return type(error).__name__
