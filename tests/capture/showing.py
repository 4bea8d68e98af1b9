"""What the tests of the browser share: a fetcher with a real Chromium, and pages that are made by scripts."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.capture.server import fetcher, response
from watcher.capture import Fetcher, chromium
from watcher.model import Capture, Verdict

KEEP = "We keep your data for as long as the law wants, and for no longer. "
TEXT = KEEP * 6  # enough to be a page


def chromium_here() -> str | None:
    try:
        return chromium.find(None, os.environ)
    except chromium.ChromiumError:
        return None


def needs_chromium() -> None:
    """Skips the test where there is no Chromium; in CI there must be one."""
    if chromium_here() is None:
        assert os.environ.get("CI") != "true", "no Chromium in CI: .ci/run installs it"
        pytest.skip("needs Chromium: apt-get install chromium")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def web() -> AsyncIterator[Fetcher]:
    """One fetcher for the tests of a module, so that Chromium starts once."""
    needs_chromium()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        if os.geteuid() == 0:
            patch.setenv("WATCHER_CHROMIUM_NO_SANDBOX", "1")
        async with fetcher() as opened:
            yield opened


def shown(outcome: Capture | Verdict) -> str:
    """The DOM of a page that was shown."""
    assert isinstance(outcome, Capture), outcome
    assert (outcome.header("x-watcher-rendered") or "").startswith("chromium ")
    return outcome.body.decode()


def refused(outcome: Capture | Verdict) -> Verdict:
    assert isinstance(outcome, Verdict), outcome
    return outcome


def page(script: str, body: str = f"<main id=m><p>{TEXT}</p></main>") -> bytes:
    """A page with some text and a script behind it."""
    return response(
        body=f"<!DOCTYPE html><html><head><title>Terms</title></head><body>{body}<script>{script}</script>".encode()
    )


def js(source: str) -> bytes:
    return response(body=source.encode(), content_type="text/javascript")


def seconds(number: float) -> dt.timedelta:
    return dt.timedelta(seconds=number)
