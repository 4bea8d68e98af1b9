"""Starts the real program: this checkout in a process of its own, or a container image.

    WATCHER_TEST_IMAGE    the image; without it the checkout is run
    WATCHER_TEST_ENGINE   what runs images: `docker` (default), `podman …` or `buildah …`, with options if need be

The image is run as docs/container.md says: read-only, without capabilities, on the host's network so that it reaches
the servers of the test, its secrets in a file. buildah has no read-only mode; everything else is the same with it.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

IMAGE = os.environ.get("WATCHER_TEST_IMAGE", "")
ENGINE = shlex.split(os.environ.get("WATCHER_TEST_ENGINE", "docker"))
IMAGE_USER = 10001
HARDENED = ("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")  # noqa: S108
LIMIT = 50.0  # seconds for one command


@dataclass(frozen=True)
class Place:
    """What one installation has on the host: `data` is the volume; `files` are mounted read-only, at their path."""

    data: Path
    files: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command to its end; its output as text."""
    with command(place, arguments) as (line, environment):
        return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)


@contextmanager
def command(place: Place, arguments: Sequence[str]) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The command line and environment that run the program with these arguments."""
    if not IMAGE:
        yield [sys.executable, "-m", "watcher", *arguments], _own_environment(place)
        return
    _hand_over(place)
    if Path(ENGINE[0]).name == "buildah":
        with _buildah_container() as container:
            # buildah may mount the image's own volume over ours, so ours is elsewhere.
            moved = Place(place.data, place.files, {**_where("/elsewhere"), **place.environment})
            inside = [*_options(moved, "/elsewhere"), container, "--", "policy-watcher", *arguments]
            yield [*ENGINE, "run", "--isolation", "chroot", *inside], dict(os.environ)
        return
    user = () if os.getuid() == 0 else ("--user", f"{os.getuid()}:{os.getgid()}")
    options = ["--rm", "--network", "host", *HARDENED, *user, *_options(place, "/data")]
    yield [*ENGINE, "run", *options, IMAGE, *arguments], dict(os.environ)


def _own_environment(place: Place) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, **_where(str(place.data)), **place.environment}


def _where(data: str) -> dict[str, str]:
    return {"WATCHER_CONFIG": f"{data}/targets.yaml", "WATCHER_DATA": data}


def _options(place: Place, data: str) -> list[str]:
    options = ["--volume", f"{place.data}:{data}"]
    for file in place.files:
        options += ["--volume", f"{file}:{file}:ro"]
    for name, value in place.environment.items():
        options += ["--env", f"{name}={value}"]
    return options


def _hand_over(place: Place) -> None:
    """The image's user must be able to write the volume, as docs/container.md says."""
    if os.getuid() == 0:
        for path in (place.data, *place.data.iterdir()):
            os.chown(path, IMAGE_USER, IMAGE_USER)


@contextmanager
def _buildah_container() -> Iterator[str]:
    made = subprocess.run(
        [*ENGINE, "from", "--pull-never", IMAGE], capture_output=True, text=True, timeout=LIMIT, check=True
    )
    container = made.stdout.strip()
    try:
        yield container
    finally:
        subprocess.run([*ENGINE, "rm", container], capture_output=True, timeout=LIMIT, check=False)
