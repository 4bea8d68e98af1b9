"""`render`, `render_hosts` and `network.chromium` in targets.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from watcher.config import Settings, load_settings
from watcher.errors import ConfigError

_FILE = """\
defaults: {render: auto}
network: {chromium: bin/chromium}
platforms:
  - name: Agora
    render_hosts: agoracdn.example
    documents:
      - {id: agora/terms, url: "https://agora.example/terms"}
      - {id: agora/faq, url: "https://agora.example/faq", render: browser, render_hosts: [Static.Agora.Example., x.y]}
      - {id: agora/ai, url: "https://agora.example/ai", render: plain, render_hosts: []}
"""


def _load(folder: Path, text: str) -> Settings:
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    return load_settings(folder / "targets.yaml", {})


def test_the_nearest_level_decides_how_a_page_is_shown(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "chromium").touch()
    settings = _load(tmp_path, _FILE)
    assert settings.chromium == tmp_path / "bin" / "chromium"
    assert [(target.render, target.render_hosts) for target in settings.targets] == [
        ("auto", ("agoracdn.example",)),
        ("browser", ("static.agora.example", "x.y")),
        ("plain", ()),
    ]


def test_without_a_word_pages_are_read_plainly(tmp_path: Path) -> None:
    text = 'platforms: [{name: A, documents: [{id: a/b, url: "https://a.example/b"}]}]'
    settings = _load(tmp_path, text)
    assert (settings.targets[0].render, settings.targets[0].render_hosts, settings.chromium) == ("plain", (), None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("render: always", "plain"),
        ("render_hosts: https://cdn.example/", "must be the name of a host"),
        ("render_hosts: com", "must be the name of a host"),
        ("render_hosts: ['*.example.com']", "must be the name of a host"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, line: str, message: str) -> None:
    text = f'defaults: {{{line}}}\nplatforms: [{{name: A, documents: [{{id: a/b, url: "https://a.example/b"}}]}}]'
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)
    assert message in str(caught.value)


def test_a_chromium_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        _load(tmp_path, _FILE)
