"""Chromium as a program of this machine: where it is, how it is started, and how it is made to end.

It gets no network: every way out leads to a proxy that does not exist, names are not looked up, and what a page asks
for is answered by `visit.py`. It gets no secret either: of this program's environment it sees the path and no more.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

log = logging.getLogger(__name__)

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEBIAN = "/usr/bin/chromium"
_NOWHERE = "http://127.0.0.1:9"  # the discard port; names and addresses are mapped to nothing besides
_NO_NETWORK = (
    f"--proxy-server={_NOWHERE}",
    "--proxy-bypass-list=<-loopback>",  # loopback goes through the proxy, too
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
)
_SMALL = (
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers have little of it
    "--js-flags=--max-old-space-size=512",  # MB of scripts' own memory
)
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")


class ChromiumError(Exception):
    """There is no Chromium that can be started; the message says what to do."""


def find(named: str | None, environ: Mapping[str, str]) -> str:
    """The path of Chromium: the configured one, else WATCHER_CHROMIUM, else what is installed.

    Raises ChromiumError when the named one cannot be run or none is installed.
    """
    for source, path in (("network.chromium", named), ("WATCHER_CHROMIUM", environ.get("WATCHER_CHROMIUM"))):
        if path:
            if os.access(path, os.X_OK) and Path(path).is_file():
                return path
            raise ChromiumError(f"{path} ({source}) is not a program that can be run")
    found = next((path for name in _NAMES if (path := shutil.which(name, path=environ.get("PATH", "")))), None)
    if found is None and os.access(_DEBIAN, os.X_OK):
        found = _DEBIAN
    if found is None:
        raise ChromiumError(
            "no Chromium is installed: install one (Debian: apt-get install chromium), "
            "or name it in `network.chromium` or WATCHER_CHROMIUM"
        )
    return found


def sandboxed(environ: Mapping[str, str]) -> bool:
    """Whether Chromium is to be started with its sandbox: always, unless the operator says otherwise or a container
    runs everything as root. Raises ChromiumError for root elsewhere, for whom Chromium has no sandbox.
    """
    if environ.get("WATCHER_CHROMIUM_NO_SANDBOX") == "1":
        return False
    if os.geteuid() != 0:
        return True
    if environ.get("container") or any(Path(mark).exists() for mark in _CONTAINER_MARKS):
        return False
    raise ChromiumError(
        "Chromium has no sandbox for root: run the watcher as an ordinary user, "
        "or set WATCHER_CHROMIUM_NO_SANDBOX=1 (docs/browser.md says what that means)"
    )


def arguments() -> list[str]:
    """What Chromium is told at its start, besides what Playwright tells it."""
    return [*_NO_NETWORK, *_SMALL]


def environment(home: Path, environ: Mapping[str, str]) -> dict[str, str | float | bool]:
    """The variables that Chromium sees. `home` is a folder that goes with it."""
    kept = {
        name: environ[name] for name in ("PATH", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE") if name in environ
    }
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TZ": "UTC"}


def why_not(message: str, path: str) -> str:
    """What a failed start means, by what Chromium said in it."""
    if "No usable sandbox" in message or "sandbox_linux" in message or "credentials.cc" in message:
        return (
            "Chromium cannot make its sandbox here (no user namespaces): allow them, or set "
            "WATCHER_CHROMIUM_NO_SANDBOX=1 (docs/browser.md says what that means)"
        )
    said = next((line.strip() for line in message.splitlines() if line.strip()), "no reason was given")
    return f"{path} does not start: {said[:200]}"


def kill(group: int, driver: int | None) -> None:
    """Ends all processes of a group at once, and the driver that started it; that they are gone already is fine."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    if driver is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(driver, signal.SIGKILL)
    log.debug("ended the browser's process group %d", group)


def memory(group: int) -> int:
    """Bytes of memory that the processes of a group have for themselves; 0 where /proc does not tell."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):  # it ended meanwhile
            if _kin(folder)[1] == group:
                _, resident, shared, *_ = (folder / "statm").read_text(encoding="ascii").split()
                total += (int(resident) - int(shared)) * _PAGE
    return total


def parent(process: int) -> int | None:
    """The process that started this one; None where /proc does not tell."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        return _kin(Path("/proc") / str(process))[0]
    return None


def _kin(folder: Path) -> tuple[int, int]:
    """Parent and group of a process. Raises OSError, IndexError and ValueError."""
    fields = (folder / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()  # state, parent, group, …
    return int(fields[1]), int(fields[2])
