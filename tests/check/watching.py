"""An open Watch on a data folder, for tests of checks and messages."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from tests.daemon.town import Hands
from watcher.check.opening import open_watch
from watcher.check.progress import Checked
from watcher.check.watch import Watch
from watcher.config import Target, load_settings


def opened(
    config: Path, hands: Hands, checkpoint: Callable[[str], None] = lambda _: None
) -> AbstractAsyncContextManager[Watch]:
    settings = load_settings(config, os.environ)
    return open_watch(settings, config.parent / "data", show=print, clock=hands, checkpoint=checkpoint)


def target(watch: Watch, name: str = "faq") -> Target:
    return watch.settings.target(f"agora/{name}")


async def check(watch: Watch, name: str = "faq") -> Checked:
    return await watch.check(target(watch, name))


def kinds(watch: Watch) -> list[str]:
    """The notices so far, oldest first."""
    return [notice.kind for notice in reversed(watch.state.notices())]
