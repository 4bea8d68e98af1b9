"""A targets.yaml that is not right: every problem at once with its place, exit status 2, nothing begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program

DOCUMENT = "{id: x/one, url: 'https://example.org/'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("platforms: [", "targets.yaml:2: is not valid YAML: "),
        ("", "targets.yaml: is empty"),
        (f"platfroms: [{{name: X, documents: [{DOCUMENT}]}}]", "unknown key `platfroms`: did you mean `platforms`?"),
    ],
)
def test_a_file_that_is_no_targets_yaml_is_told(tmp_path: Path, watcher: Program, text: str, expected: str) -> None:
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    done = watcher("targets", "validate")
    assert done.code == 2
    assert expected in done.message


def test_all_problems_are_told_at_once_with_their_lines(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "targets.yaml").write_text(
        "platforms:\n"
        "  - name: Example\n"
        "    documents:\n"
        "      - {id: x/one, url: 'https://example.org/1', select: ['div[']}\n"
        "      - {id: x/one, url: 'https://example.org/2'}\n"
        "      - {id: x/two, url: 'https://example.org/3', cron: 'at noon'}\n"
        "      - {id: x/three, url: 'https://example.org/4', selct: main}\n"
        "alerts:\n"
        "  - urls: ${NOT_SET_ANYWHERE}\n",
        encoding="utf-8",
    )
    for arguments in (["targets", "validate"], ["check"]):
        done = watcher(*arguments)
        assert done.code == 2
        places = [line.split(": ")[:2] for line in done.message.splitlines()]
        assert places == [
            ["targets.yaml:4", "platforms[0].documents[0].select[0]"],
            ["targets.yaml:5", "platforms[0].documents[1].id"],
            ["targets.yaml:6", "platforms[0].documents[2].cron"],
            ["targets.yaml:7", "platforms[0].documents[3].selct"],
            ["targets.yaml:9", "alerts[0].urls"],
        ]
        assert "`NOT_SET_ANYWHERE` is not set" in done.message
    assert [path.name for path in tmp_path.iterdir()] == ["targets.yaml"]


def test_a_missing_file_says_how_to_make_one(watcher: Program) -> None:
    for command in (["check"], ["run"]):
        done = watcher(*command)
        assert done.code == 2
        assert done.message == (
            "targets.yaml: there is no such file: `watcher targets add` starts one, or name another with --config"
        )
    assert list(watcher.folder.iterdir()) == []


def test_a_channel_address_never_shows_in_a_problem(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "targets.yaml").write_text(
        f"platforms: [{{name: X, documents: [{DOCUMENT}]}}]\nalerts: [{{urls: ['hushhush']}}]\n", encoding="utf-8"
    )
    done = watcher("targets", "validate")
    assert "hushhush" not in done.out + done.err
    assert "Traceback" not in done.err
