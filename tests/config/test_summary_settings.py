"""`summary` in targets.yaml: the language model that may add two sentences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from watcher.config import Secret, Settings, Summary, load_settings
from watcher.errors import ConfigError, Problem

HEAD = """\
platforms:
  - name: LinkedIn
    documents: [{id: linkedin/ai-faq, url: https://linkedin.example/faq}]
"""


def load(folder: Path, summary: str, **environ: str) -> Settings:
    file = folder / "targets.yaml"
    file.write_text(f"{HEAD}summary:\n{summary}", encoding="utf-8")
    return load_settings(file, environ)


def problem(folder: Path, summary: str, **environ: str) -> Problem:
    with pytest.raises(ConfigError) as caught:
        load(folder, summary, **environ)
    (found,) = caught.value.problems
    return found


def test_it_is_off_by_default(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(HEAD, encoding="utf-8")
    assert load_settings(tmp_path / "targets.yaml", {}).summary is None
    assert load(tmp_path, "  url: ${SUMMARY_URL:-}\n  model: small\n  key: ${SUMMARY_KEY:-}\n").summary is None
    assert load(tmp_path, "  {}\n").summary is None


def test_an_address_and_a_model_are_enough(tmp_path: Path) -> None:
    assert load(tmp_path, "  {url: 'https://api.example.com/v1/', model: small}\n").summary == Summary(
        url="https://api.example.com/v1",
        model="small",
        key=None,
        timeout=dt.timedelta(seconds=20),
        max_tokens=200,
        per_day=50,
        max_input=12_000,
    )


def test_every_limit_can_be_set_and_the_key_is_a_secret(tmp_path: Path) -> None:
    text = "  {url: 'http://ollama:11434/v1', model: small, key: '${KEY}', timeout: 45s, max_tokens: 300, per_day: 9,"
    settings = load(tmp_path, f"{text} max_input: 4000}}\n", KEY="sk-swordfish")
    assert settings.summary == Summary(
        "http://ollama:11434/v1", "small", Secret("sk-swordfish"), dt.timedelta(seconds=45), 300, 9, 4_000
    )
    assert "swordfish" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1:8000/v1",
        "http://[::1]:8000/v1",
        "http://10.1.2.3/v1",
        "http://192.168.1.9:1234/v1",
        "http://100.64.0.7/v1",
        "http://[fd00::7]/v1",
        "http://ollama:11434/v1",
        "http://host.docker.internal:11434/v1",
        "http://llm.local/v1",
        "http://llm.home.arpa/v1",
        "https://api.example.com/v1",
        "https://10.1.2.3/v1",
    ],
)
def test_without_tls_it_is_a_service_of_ones_own(tmp_path: Path, url: str) -> None:
    summary = load(tmp_path, f"  {{url: '{url}', model: small}}\n").summary
    assert summary is not None
    assert summary.url == url


@pytest.mark.parametrize(
    ("line", "path", "message"),
    [
        ("url: http://api.example.com/v1", "url", "must begin with `https://`, unless it is on this machine"),
        ("url: http://8.8.8.8/v1", "url", "must begin with `https://`, unless it is on this machine"),
        ("url: http://[2001:4860:4860::8888]/v1", "url", "must begin with `https://`"),
        ("url: api.example.com", "url", "must be a whole web address"),
        ("url: https://me:word@api.example.com/v1", "url", "must not hold a user name or password"),
        ("url: https://api.example.com/v1?key=word", "url", "must end with the path"),
        ("url: https://api.example.com/v1#word", "url", "must end with the path"),
        ("url: https://api.example.com/v1/chat/completions", "url", "must be the base address"),
        ("key: sk word", "key", "must be the key alone, without spaces and line ends"),
        ("key: sk-wörd", "key", "must be the key alone, without spaces and line ends"),
        ("timeout: 2m", "timeout", "must be at most one minute: alerts wait for it"),
        ("timeout: 0s", "timeout", "must be at least one second"),
        ("timeout: soon", "timeout", "must be a length of time"),
        ("max_tokens: 1", "max_tokens", "must be at least 20"),
        ("per_day: -1", "per_day", "must be at least 0"),
        ("per_day: 1e9", "per_day", "must be "),
        ("max_input: 10", "max_input", "must be at least 1000"),
        ("model: ''", "model", "must not be empty"),
        ("modle: small", "modle", "unknown key `modle`: did you mean `model`?"),
    ],
)
def test_a_wrong_value_is_a_problem_with_its_place(tmp_path: Path, line: str, path: str, message: str) -> None:
    found = problem(tmp_path, f"  {line}\n  {'model: small' if not line.startswith('model') else 'per_day: 1'}\n")
    assert (found.path, found.line) == (f"summary.{path}", 5)
    assert found.message.startswith(message)
    assert "word" not in found.message.replace("password", "")


def test_an_address_without_a_model_is_a_problem(tmp_path: Path) -> None:
    found = problem(tmp_path, "  url: http://localhost:11434/v1\n")
    assert found.path == "summary"
    assert found.message == "has a `url` and no `model`: name the model that is to be asked"


def test_a_key_from_the_environment_is_in_no_message(tmp_path: Path) -> None:
    found = problem(tmp_path, "  url: https://api.example.com/v1\n  model: small\n  key: ${KEY}\n", KEY="sword fish")
    assert found.path == "summary.key"
    assert "sword" not in str(found)
