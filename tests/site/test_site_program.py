"""`watcher site` and `serve`, as a person meets them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.cli.program import Program, closed_port
from tests.site.conftest import Made
from tests.site.making import record_all
from watcher.config import Serve, load_settings
from watcher.errors import ConfigError

TARGETS = "platforms: [{name: A, documents: [{id: a/b, url: https://a.example/, enabled: false}]}]\n"


def test_the_command_says_what_it_did(made: Made, tmp_path: Path) -> None:
    watcher, data = Program(tmp_path), str(made.data)
    first = watcher("site", "out", "--data", data)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("out: ")
    again = watcher("site", "out", "--data", data, "--json").rows[0]
    assert (again["made"], again["written"], again["removed"]) == (0, 0, 0)
    assert again["files"] == sum(1 for path in (tmp_path / "out").rglob("*") if path.is_file()) - 1


def test_what_it_cannot_use_is_told_in_one_sentence(made: Made, tmp_path: Path) -> None:
    watcher, data = Program(tmp_path), str(made.data)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("x")
    for arguments, words in (
        (("full", "--data", data), "is not empty"),
        (("out", "--data", data, "--base-url", "policies.example"), "is not a web address"),
        (("out", "--data", str(tmp_path / "nothing")), "nothing has been recorded"),
    ):
        done = watcher("site", *arguments)
        assert done.code == 2
        assert words in done.message
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8080", Serve(8080)),
        ("${PORT}", Serve(8081)),
        ("${NONE:-}", None),
        ("{port: 8080, host: 0.0.0.0}", Serve(8080, "0.0.0.0")),
        ("{port: 80, base_url: https://p.example/a}", Serve(80, "127.0.0.1", "https://p.example/a/")),
    ],
)
def test_serve_is_a_port_or_a_block(tmp_path: Path, written: str, meant: Serve | None) -> None:
    (tmp_path / "targets.yaml").write_text(f"{TARGETS}serve: {written}\n")
    assert load_settings(tmp_path / "targets.yaml", {"PORT": "8081"}).serve == meant


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("0", "at least 1"),
        ("65536", "at most 65535"),
        ("yes please", "whole number"),
        ("{host: 0.0.0.0}", "`port` is missing"),
        ("{port: 80, base_url: 'ftp://a'}", "must be a whole web address"),
        ("{port: 80, base_url: 'https://a/?b'}", "without `\\?` and `#`"),
        ("{prot: 80, port: 80}", "did you mean `port`"),
    ],
)
def test_what_serve_cannot_be(tmp_path: Path, written: str, problem: str) -> None:
    (tmp_path / "targets.yaml").write_text(f"{TARGETS}serve: {written}\n")
    with pytest.raises(ConfigError, match=problem):
        load_settings(tmp_path / "targets.yaml", {})


async def test_the_service_serves_what_it_has(tmp_path: Path) -> None:
    record_all(tmp_path)
    port = closed_port()
    (tmp_path / "targets.yaml").write_text(f"{TARGETS}serve: {port}\nnetwork: {{contact: me@a.example}}\n")
    watcher = Program(tmp_path)
    command = watcher.command("run")
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=watcher.environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(40), httpx.AsyncClient(trust_env=False) as client:
            answer = None
            while answer is None or answer.status_code == 503:
                with contextlib.suppress(httpx.TransportError):
                    answer = await client.get(f"http://127.0.0.1:{port}/")
                await asyncio.sleep(0.05)
        assert "Linkwell announces training" in answer.text
        assert (tmp_path / ".watcher" / "site" / "index.html").is_file()
    finally:
        os.kill(process.pid, signal.SIGTERM)
        _, err = await process.communicate()
    assert process.returncode == 0
    assert f"the site is at http://127.0.0.1:{port}/" in err.decode()
