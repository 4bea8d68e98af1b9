"""compose.yaml and the Dockerfile say what docs/container.md promises."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import yaml

ROOT = Path(__file__).parents[2]


def service() -> dict[str, object]:
    loaded = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return cast("dict[str, object]", loaded["services"]["watcher"])


def test_the_service_has_no_rights_that_it_does_not_need() -> None:
    watcher = service()
    assert watcher["read_only"] is True
    assert watcher["cap_drop"] == ["ALL"]
    assert watcher["security_opt"] == ["no-new-privileges:true"]
    assert watcher["tmpfs"] == ["/tmp"]  # noqa: S108 - a folder of the container
    assert watcher["mem_limit"] == "512m"
    assert "privileged" not in watcher
    assert "ports" not in watcher


def test_no_secret_stands_in_the_file() -> None:
    environment = cast("dict[str, str]", service()["environment"])
    assert environment == {"ALERT_URLS": "${ALERT_URLS:-}", "WATCHER_CONTACT": "${WATCHER_CONTACT:-}"}


def test_the_image_gets_only_what_it_is_made_of() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert not [rule for rule in rules if rule.startswith("!") and (".env" in rule or ".git" in rule)]


def test_the_image_runs_as_nobody_in_particular_and_one_volume_is_all_it_keeps() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001:10001" in lines
    assert [line for line in lines if line.startswith("VOLUME")] == ["VOLUME /data"]
    assert "STOPSIGNAL SIGTERM" in lines
