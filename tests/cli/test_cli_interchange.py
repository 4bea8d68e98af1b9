"""Public histories from the command line: replayed, brought in, and written out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.interchange.collection import CHANGE, FIRST, NOW, ORIGIN, TECHNICAL, Collection, day, terms, three
from watcher.cli import cli
from watcher.errors import WatcherError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def watcher(*arguments: str) -> Result:
    """The command in this process: what is tested here are its words."""
    return CliRunner().invoke(cli, arguments, prog_name="watcher", catch_exceptions=False, standalone_mode=False)


def rows(*arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in watcher(*arguments).stdout.splitlines()]


def message(*arguments: str) -> str:
    with pytest.raises(WatcherError) as caught:
        watcher(*arguments)
    return str(caught.value)


def test_a_collection_is_replayed_for_scripts_and_for_people(tmp_path: Path) -> None:
    three(tmp_path / "c")
    found = rows("backtest", "--git", "c", "--json")
    assert [(row["outcome"], row["alert"]) for row in found] == [("unchanged", False), ("changed", True)]
    done = watcher("backtest", "--git", "c", "--since", "2027-03-03", "--html", "report.html", "--language", "fr")
    assert (done.return_value, done.stderr) == (0, "")
    assert "2027-03-03  weaker" in done.stdout
    assert "document                alerts  changes" in done.stdout
    assert done.stdout.endswith("1 alert in 1 capture of 1 document.\n")
    assert "Alertes qui auraient été envoyées" in (tmp_path / "report.html").read_text()


def test_what_does_not_go_together_is_told(tmp_path: Path) -> None:
    three(tmp_path / "c")
    assert "name a folder, or a repository with --git" in message("backtest")
    assert "--service and --branch go with --git" in message("backtest", "c", "--service", "Agora")
    assert "has no service 'Agra'; it has 'Agora'" in message("backtest", "--git", "c", "--service", "Agra")
    assert "c/report.html cannot be written" in message("backtest", "--git", "c", "--html", "no/c/report.html")


def test_the_last_change_is_one_of_the_page_and_not_of_its_reading(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), terms(NOW))
    made.add(TECHNICAL, day(3), terms(NOW, more=28)).write()
    watcher("import", "ota", "c")
    history = rows("history", "agora/terms-of-service", "--json")
    assert [row["outcome"] for row in history] == [None, "changed", None]
    last = json.loads(watcher("diff", "agora/terms-of-service", "--format", "json").stdout)
    assert (last["severity"], len(last["changes"])) == ("high", 1)
    chosen = json.loads(watcher("diff", "agora/terms-of-service", "1", "0", "--format", "json").stdout)
    assert (chosen["severity"], len(chosen["changes"])) == (None, 2)


def test_a_history_comes_in_is_shown_and_goes_out_again(tmp_path: Path) -> None:
    path = three(tmp_path / "c")
    Collection(path).add(FIRST, day(1), terms(), "Stoa/Terms.md").add(CHANGE, day(2), terms(NOW), "Stoa/Terms.md")
    document = "{id: agora/terms, url: 'https://agora.example/terms'}"
    Path("targets.yaml").write_text(f"platforms: [{{name: Agora, documents: [{document}]}}]\n", encoding="utf-8")
    chosen = ("--service", "Agora", "--as", "agora/terms")
    done = watcher("import", "ota", "c", *chosen)
    assert (done.return_value, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "2 versions imported; nothing of the past is sent."
    assert watcher("import", "ota", "c", *chosen).stdout.splitlines()[-1] == "Nothing new to import."
    history = rows("history", "terms", "--json")
    assert [row["time"] for row in history] == ["2027-03-03T06:00:00Z", "2027-03-01T06:00:00Z"]
    assert watcher("alerts", "list", "--json").stdout == ""
    lines = [json.loads(line) for line in watcher("export", "-", "terms").stdout.splitlines()]
    assert [line["time"] for line in lines] == ["2027-03-01T06:00:00Z", "2027-03-03T06:00:00Z"]
    assert "2 versions written to out." in watcher("export", "out").stderr


def test_what_was_declared_and_imported_is_exported_under_the_name_that_it_had(tmp_path: Path) -> None:
    three(tmp_path / "c")
    (tmp_path / "d" / "declarations").mkdir(parents=True)
    page = {"fetch": "https://agora.example/terms", "select": "main"}
    declared = {"name": "Agora", "terms": {"Terms of Service": page}}
    (tmp_path / "d" / "declarations" / "Agora.json").write_text(json.dumps(declared), encoding="utf-8")
    assert watcher("import", "declarations", "d").return_value == 0
    watcher("import", "ota", "c")
    watcher("export", "out")
    assert [str(path.relative_to("out")) for path in Path("out").rglob("*.md")] == ["Agora/Terms of Service.md"]


def test_what_is_brought_in_says_where_it_is_from_wherever_it_is_read(tmp_path: Path) -> None:
    three(tmp_path / "c")
    watcher("import", "ota", "c")
    folder = Path("snapshots/agora/terms-of-service")
    changes = (folder / "CHANGES.md").read_text("utf-8")
    assert "The text was taken from: [" in changes
    assert f"]({ORIGIN})" in changes
    (redline,) = (folder / "changes").glob("*.html")
    assert f'<a href="{ORIGIN}"' in redline.read_text("utf-8")
    assert f'<a href="{ORIGIN}"' in watcher("diff", "agora/terms-of-service", "--format", "html").stdout
    for language, said in (("en", "from github.com"), ("fr", "de github.com")):
        watcher("site", language, "--language", language)
        page = Path(language, "documents/agora/terms-of-service/index.html").read_text("utf-8")
        assert page.count(f'<a href="{ORIGIN}" rel="noopener noreferrer">{said}</a>') == 2


def test_status_has_the_last_change_of_what_was_brought_in(tmp_path: Path) -> None:
    three(tmp_path / "c")
    documents = ", ".join(f"{{id: agora/{name}, url: 'https://agora.example/{name}'}}" for name in ("terms", "other"))
    Path("targets.yaml").write_text(f"platforms: [{{name: Agora, documents: [{documents}]}}]\n", encoding="utf-8")
    watcher("import", "ota", "c", "--service", "Agora", "--as", "agora/terms")
    found = {str(row["target"]): row for row in rows("status", "--json")}
    assert (found["agora/terms"]["changed"], found["agora/terms"]["checked"]) == ("2027-03-03T06:00:00Z", None)
    assert found["agora/other"]["changed"] is None
    assert "not checked yet" in watcher("status").stdout
    Path("snapshots/agora/terms/capture.json").write_text("{}", encoding="utf-8")
    assert [row["changed"] for row in rows("status", "--json")] == [None, None]


def test_lines_for_what_is_not_watched_yet_are_printed_or_added(tmp_path: Path) -> None:
    three(tmp_path / "c")
    done = watcher("import", "ota", "c")
    assert done.return_value == 0
    assert "      - id: agora/terms-of-service\n        url: https://…\n" in done.stdout
    declared = tmp_path / "declared" / "declarations"
    declared.mkdir(parents=True)
    document = {"fetch": "https://agora.example/terms", "select": ["main"]}
    (declared / "Agora.json").write_text(json.dumps({"name": "Agora", "terms": {"Terms of Service": document}}))
    added = watcher("import", "ota", "c", "--declarations", "declared", "--add")
    assert added.return_value == 0, added.stderr
    assert "added agora/terms-of-service to targets.yaml" in added.stderr
    assert rows("targets", "list", "--json")[0]["url"] == "https://agora.example/terms"
