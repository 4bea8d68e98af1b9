"""The archive for others: what is written comes back as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.interchange.collection import CHANGE, FIRST, NEVER, NOW, ORIGIN, TECHNICAL, Collection, day, git, terms
from watcher.archive import Archive
from watcher.errors import UsageError
from watcher.interchange.export import as_json, select, versions, write_repository
from watcher.interchange.git_source import opened
from watcher.interchange.ota_import import bring
from watcher.interchange.ota_mapping import mapped
from watcher.interchange.ota_versions import histories, recorded_entry

LATER = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
TABLE = (
    "| What | Why |\n|---|---|\n| posts | ads |\n\n1.  one *two* [three](https://agora.example/x)\n\n- - -\n\n_End_"
)


def archive_in(data: Path) -> Archive:
    return Archive.open(data / "snapshots", state_dir=data / ".watcher", now=lambda: LATER)


def imported(data: Path, collection: Path) -> Archive:
    archive = archive_in(data)
    with opened(collection) as source:
        found = histories(source)
        with source.files() as files:
            entries = {(each.service, each.terms): recorded_entry(each, files) for each in found}
        for pair in mapped(found, [], entries):
            bring(archive, source, pair.history, pair.target)
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two documents: one that changed, was read anew and changed back, and one with everything that Markdown has."""
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), terms(NOW))
    made.add(TECHNICAL, day(3), terms(NOW, more=28)).add(CHANGE, day(4), terms(NEVER, more=28))
    made.add(FIRST, day(2, 7), terms() + TABLE, "Ágora & Co/Charte: «vie privée».md")
    return imported(tmp_path / "one", made.write())


def told(archive: Archive) -> list[tuple[object, ...]]:
    """All that a version is to others, but for the names of commits."""
    found = [as_json(version) for version in versions(archive, select(archive))]
    return [tuple(value for key, value in each.items() if key not in ("commit", "sha256")) for each in found]


def test_a_repository_that_was_written_comes_back_with_the_same_texts_times_and_findings(
    tmp_path: Path, archive: Archive
) -> None:
    assert write_repository(versions(archive, select(archive)), tmp_path / "out") == 5
    again = imported(tmp_path / "two", tmp_path / "out")
    assert told(again) == told(archive)
    assert len(told(archive)) == 5


def test_it_looks_as_a_collection_does(tmp_path: Path, archive: Archive) -> None:
    out = tmp_path / "out"
    write_repository(versions(archive, select(archive)), out)
    log = git(out, "log", "--reverse", "--format=%at %s").splitlines()
    assert log[:2] == [
        f"{int(day(1).timestamp())} First record of Agora Terms of Service",
        f"{int(day(2).timestamp())} Record new changes of Agora Terms of Service",
    ]
    assert "Apply technical or declaration upgrade on Agora Terms of Service" in log[3]
    assert git(out, "status", "--porcelain") == ""
    assert NEVER in (out / "Agora" / "Terms of Service.md").read_text()
    assert ORIGIN in git(out, "log", "-1", "--format=%b")
    with opened(out) as source:
        assert [history.name for history in histories(source)] == [
            "Agora/Terms of Service", "Ágora & Co/Charte: «vie privée»",
        ]  # fmt: skip


def test_the_same_archive_gives_the_same_commits(tmp_path: Path, archive: Archive) -> None:
    heads = []
    for name in ("a", "b"):
        write_repository(versions(archive, select(archive)), tmp_path / name)
        heads.append(git(tmp_path / name, "rev-parse", "HEAD"))
    assert heads[0] == heads[1]


def test_an_object_holds_the_version_its_alert_its_findings_and_its_facts(archive: Archive) -> None:
    first, second = (
        as_json(version) for version in versions(archive, select(archive, ["agora/terms-of-service"])[:2])
    )
    assert (first["target"], first["time"], first["alert"]) == (
        "agora/terms-of-service",
        "2027-03-01T06:00:00Z",
        None,
    )
    assert (first["origin"], first["language"]) == (ORIGIN, "en")
    assert NEVER in str(first["text"])
    alert, findings = second["alert"], second["findings"]
    assert isinstance(alert, dict)
    assert isinstance(findings, list)
    assert (alert["outcome"], alert["direction"], alert["past"]) == ("changed", "weaker", True)
    assert (findings[0]["before"]["text"], findings[0]["after"]["text"]) == (NEVER, NOW)
    assert isinstance(second["facts"], list)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, archive: Archive) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        write_repository(versions(archive, select(archive)), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]
