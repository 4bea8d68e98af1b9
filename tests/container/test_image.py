"""The image itself. Skipped where no image is named; tests/container/run.sh names one."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.delivery import program
from tests.delivery.program import ENGINE, IMAGE, Place

pytestmark = [
    pytest.mark.skipif(not IMAGE, reason="names no image: WATCHER_TEST_IMAGE"),
    pytest.mark.timeout(180),
]

_QUIET = """\
platforms:
  - name: Agora
    allow_private_addresses: true
    documents:
      - {id: agora/terms, url: "http://127.0.0.1:9/terms"}
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    data = tmp_path / "data"
    data.mkdir()
    return Place(data)


def test_the_first_start_brings_a_list_that_is_right(place: Place) -> None:
    done = program.run(place, "targets", "validate")
    assert (done.returncode, "first start" in done.stderr) == (0, True), done.stderr
    assert "targets of" in done.stdout
    assert (place.data / "targets.yaml").is_file()


def test_a_volume_that_cannot_be_written_is_told_with_the_command_that_mends_it(place: Place) -> None:
    (place.data / "targets.yaml").write_text(_QUIET, encoding="utf-8")
    place.data.chmod(0o555)
    done = program.run(place, "check")
    assert done.returncode == 3
    assert "sudo chown -R " in done.stderr


def test_without_a_daemon_the_health_check_is_red(place: Place) -> None:
    done = program.run(place, "status", "--healthcheck")
    assert done.returncode != 0


@pytest.mark.skipif(Path(ENGINE[0]).name == "buildah", reason="buildah passes no signal on")
def test_the_daemon_is_alive_and_ends_well_when_it_is_asked_to(place: Place) -> None:
    (place.data / "targets.yaml").write_text(_QUIET, encoding="utf-8")
    with program.command(place, ("run",)) as (line, environment):
        daemon = subprocess.Popen(line, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            assert daemon.stderr is not None
            first = daemon.stderr.readline()
            assert "watching 1 target" in first
            healthy = program.run(place, "status", "--healthcheck")
            assert healthy.returncode == 0, healthy.stderr
            asked = time.monotonic()
            daemon.send_signal(signal.SIGTERM)
            _, err = daemon.communicate(timeout=20)
            assert (daemon.returncode, err.rstrip().endswith("stopped")) == (0, True), err
            assert time.monotonic() - asked < 10
        finally:
            daemon.kill()
            daemon.wait()


def test_the_image_brings_all_that_it_needs_and_nobodys_secrets(place: Place) -> None:
    done = program.run(place, "--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("watcher, version ")
    assert list(place.data.iterdir()) == []
