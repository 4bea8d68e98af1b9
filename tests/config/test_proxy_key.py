"""`proxy` in targets.yaml: the nearest one counts, and what it holds is shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from watcher.config import Settings, load_settings
from watcher.config.proxy import Proxy
from watcher.errors import ConfigError

YAML = """\
defaults: {{proxy: {defaults}}}
platforms:
  - name: Agora
    proxy: {platform}
    documents:
      - {{id: agora/terms, url: https://agora.example/terms}}
      - {{id: agora/privacy, url: https://agora.example/privacy, proxy: {document}}}
"""


def load(folder: Path, defaults: str = "", platform: str = "", document: str = "", **environ: str) -> Settings:
    path = folder / "targets.yaml"
    path.write_text(YAML.format(defaults=defaults, platform=platform, document=document), encoding="utf-8")
    return load_settings(path, environ)


def test_nothing_said_leaves_it_to_the_environment(tmp_path: Path) -> None:
    assert [target.proxy for target in load(tmp_path).targets] == [None, None]


def test_the_nearest_one_counts(tmp_path: Path) -> None:
    settings = load(
        tmp_path, defaults='"http://far:1"', platform='"${OURS}"', document="direct", OURS="http://near:2"
    )
    assert [target.proxy for target in settings.targets] == [Proxy("http://near:2", "near:2"), "direct"]


def test_a_document_can_go_back_to_the_environment(tmp_path: Path) -> None:
    settings = load(tmp_path, defaults="direct", document="environment")
    assert [target.proxy for target in settings.targets] == ["direct", None]


def test_an_empty_variable_is_no_proxy_of_its_own(tmp_path: Path) -> None:
    assert load(tmp_path, defaults='"${OURS:-}"').targets[0].proxy is None


def test_its_password_is_shown_nowhere(tmp_path: Path) -> None:
    settings = load(tmp_path, defaults='"${OURS}"', OURS="https://someone:hunter2@proxy.example")
    proxy = settings.targets[0].proxy
    assert isinstance(proxy, Proxy)
    assert (proxy.url, proxy.place) == ("https://proxy.example:443", "proxy.example:443")
    assert proxy.auth == (b"someone", b"hunter2")
    for text in (repr(settings), str(proxy), repr(proxy)):
        assert "hunter2" not in text
        assert "someone" not in text


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("socks5h://someone:hunter2@proxy.example:1080", "is a SOCKS proxy, which is not supported"),
        ("ftp://someone:hunter2@proxy.example", "is no proxy that can be used"),
        ("http://someone:hunter2@proxy.example:port", "is no proxy that can be used"),
        ("http://someone:hunter2@proxy.example/hunter2", "nothing stands behind its port"),
    ],
)
@pytest.mark.parametrize("written", [True, False])
def test_one_that_cannot_be_used_is_a_problem_with_its_place_and_without_its_password(
    tmp_path: Path, value: str, what: str, *, written: bool
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, platform=f'"{value}"' if written else '"${OURS}"', OURS=value)
    (problem,) = caught.value.problems
    assert (problem.path.endswith("proxy"), problem.line) == (True, 4)
    assert what in problem.message
    assert "hunter2" not in str(caught.value)
    assert "someone" not in str(caught.value)
