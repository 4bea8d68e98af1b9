"""Recorded captures through the same pipeline: rows, the JSON contract, and what is not told."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from watcher.backtest import FolderHistory, Row, histories, run
from watcher.backtest import replay as replay_history
from watcher.errors import ConfigError, UsageError

NEVER = "We do not use your posts to train generative AI models."
NOW = "We use your posts to train generative AI models."
KEYS = {"target", "from", "to", "outcome", "alert", "topics", "direction", "severity", "findings"}
FINDING_KEYS = {"topic", "kind", "direction", "before", "after", "section"}


def page(promise: str = NEVER, *, more: int = 30, extra: str = "", language: str = "en") -> str:
    filler = "".join(
        f"<p>Paragraph {n} says how members find, follow and write to one another.</p>" for n in range(more)
    )
    return (
        f"<html lang={language}><title>Terms</title><body><main><h1>Terms</h1><h2>Your posts</h2>"
        f"<p>{promise}</p>{filler}</main>{extra}</body></html>"
    )


def name(number: int, suffix: str = ".html") -> str:
    return f"2027-03-{number:02}T06-00-00Z{suffix}"


def record(folder: Path, bodies: Sequence[str], *, suffix: str = ".html", target: str = "") -> Path:
    """One history, a capture a day."""
    folder.mkdir(parents=True)
    for number, body in enumerate(bodies, 1):
        (folder / name(number, suffix)).write_text(body, encoding="utf-8")
    if target:
        (folder / "target.yaml").write_text(target, encoding="utf-8")
    return folder


def replay(folder: Path) -> list[Row]:
    return replay_history(FolderHistory(folder))


def outcomes(rows: Sequence[Row]) -> list[tuple[str, object]]:
    return [(row.outcome.value, row.as_json()["alert"]) for row in rows]


def test_every_capture_but_the_first_has_a_row_with_exactly_the_keys_of_the_contract(tmp_path: Path) -> None:
    rows = replay(record(tmp_path / "terms", [page(), page(), page(NOW)]))
    first, second = (json.loads(json.dumps(row.as_json())) for row in rows)
    assert first == {
        "target": "terms",
        "from": "2027-03-01T06-00-00Z",
        "to": "2027-03-02T06-00-00Z",
        "outcome": "unchanged",
        "alert": False,
        "topics": [],
        "direction": "none",
        "severity": None,
        "findings": [],
    }
    assert set(second) == KEYS
    assert (second["outcome"], second["alert"], second["topics"]) == ("changed", True, ["ai-training"])
    assert (second["direction"], second["severity"]) == ("weaker", "high")
    finding = second["findings"][0]
    assert set(finding) == FINDING_KEYS
    assert (finding["topic"], finding["direction"]) == ("ai-training", "weaker")
    assert (finding["before"], finding["after"]) == (NEVER, NOW)
    assert finding["section"] == ["Terms", "Your posts"]


def test_one_job_and_two_jobs_give_the_same_rows(tmp_path: Path) -> None:
    for number in range(3):
        record(tmp_path / f"history-{number}", [page(), page(NOW), page()])
    one, two = ([[r.as_json() for r in rows] for rows in run(histories(tmp_path), jobs=jobs)] for jobs in (1, 2))
    assert one == two
    assert [rows[0]["target"] for rows in one] == ["history-0", "history-1", "history-2"]
    assert [row["outcome"] for row in one[0]] == ["changed", "reverted"]


def test_a_page_that_collapses_and_comes_back_is_silent(tmp_path: Path) -> None:
    fifth = page("Members may write.", more=5)
    rows = replay(record(tmp_path / "terms", [page(), fifth, page(), page(NOW)]))
    assert outcomes(rows) == [("quarantined", False), ("unchanged", False), ("changed", True)]


def test_a_collapse_that_lasts_is_the_new_baseline_in_silence(tmp_path: Path) -> None:
    fifth = page("Members may write.", more=5)
    rows = replay(record(tmp_path / "terms", [page(), fifth, fifth, fifth, page(NOW, more=5), page()]))
    assert outcomes(rows) == [
        ("quarantined", False), ("changed", False), ("unchanged", False), ("changed", True), ("reverted", False),
    ]  # fmt: skip
    assert rows[1].as_json()["findings"] == []


def test_two_captures_are_judged_without_waiting_for_a_third(tmp_path: Path) -> None:
    rows = replay(record(tmp_path / "terms", [page(more=30), page(NOW, more=3)]))
    assert outcomes(rows) == [("changed", True)]


def test_a_block_page_is_quarantined_and_the_version_before_stays_the_baseline(tmp_path: Path) -> None:
    block = "<html><title>Just a moment...</title><body><h1>Checking your browser before you go on</h1></body></html>"
    rows = replay(record(tmp_path / "terms", [page(), block, block, page(NOW)]))
    assert outcomes(rows) == [("quarantined", False), ("quarantined", False), ("changed", True)]
    assert rows[2].before == "2027-03-03T06-00-00Z"  # rows go from capture to capture
    assert rows[0].as_json()["direction"] == "none"


def test_the_first_good_capture_after_bad_ones_changes_nothing(tmp_path: Path) -> None:
    rows = replay(record(tmp_path / "terms", ["<html><body></body></html>", page(), page(NOW)]))
    assert outcomes(rows) == [("unchanged", False), ("changed", True)]


def test_files_that_are_no_captures_are_passed_over(tmp_path: Path) -> None:
    folder = record(tmp_path / "terms", [page(), page(NOW)])
    for other in ("notes.html", "2027-03-03.html", "2027-13-03T06-00-00Z.html", name(3, ".json"), name(3, ".html~")):
        (folder / other).write_text("not a capture", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / name(1)).write_text(page(), encoding="utf-8")
    assert [row.to for row in replay(folder)] == ["2027-03-02T06-00-00Z"]
    assert [history.folder for history in histories(tmp_path)] == [folder]


def test_the_keys_of_target_yaml_are_honoured(tmp_path: Path) -> None:
    ad = "<aside class=ad><p>{}</p></aside>"
    bodies = [page().replace("</main>", ad.format(text) + "</main>") for text in (NEVER, NOW)]
    plain = replay(record(tmp_path / "plain", bodies))
    removed = replay(record(tmp_path / "removed", bodies, target="remove: [.ad]\n"))
    other = replay(record(tmp_path / "other", [page(), page(NOW)], target="topics: [default-setting]\n"))
    selected = replay(record(tmp_path / "selected", bodies, target="select: [.ad]\n"))
    assert outcomes(removed) == [("unchanged", False)]
    assert outcomes(other) == [("changed", False)]
    assert outcomes(selected)[0][0] in ("changed", "quarantined")
    assert len(plain) == 1


def test_a_target_yaml_with_mistakes_is_told_with_all_of_them(tmp_path: Path) -> None:
    folder = record(tmp_path / "terms", [page(), page()], target="selekt: [x]\nlanguage: 7\n")
    with pytest.raises(ConfigError) as caught:
        replay(folder)
    assert len(caught.value.problems) == 2


FRENCH = (
    "Nous n'utilisons pas vos publications pour entraîner des modèles d'IA générative. ",
    "Nous utilisons vos publications pour entraîner des modèles d'IA générative. ",
)
FRENCH_REST = "Les membres écrivent à ceux qui les suivent, et le service montre leurs messages dans la liste. " * 12


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_without_target_yaml_the_language_is_the_one_of_the_text(tmp_path: Path, suffix: str) -> None:
    # In a template that says `en`, as many sites do.
    form = "<html lang=en><body><main><p>{}</p></main></body></html>" if suffix == ".html" else "{}\n"
    rows = replay(record(tmp_path / "conditions", [form.format(t + FRENCH_REST) for t in FRENCH], suffix=suffix))
    assert outcomes(rows) == [("changed", True)]
    assert rows[0].as_json()["direction"] == "weaker"


def test_a_folder_without_captures_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no captures under"):
        histories(tmp_path)
    with pytest.raises(UsageError, match="is not a folder"):
        histories(tmp_path / "missing")


def test_a_capture_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = record(tmp_path / "terms", [page(), page()])
    (folder / name(3)).mkdir()
    with pytest.raises(UsageError, match=r"2027-03-03T06-00-00Z\.html cannot be read"):
        replay(folder)


def test_no_document_is_kept_in_memory_beyond_its_successor(tmp_path: Path) -> None:
    def kept(count: int) -> int:
        folder = tmp_path / f"{count}"
        folder.mkdir()
        for number in range(count):
            text = page(f"Members of group {number} may write to one another.", more=100)
            (folder / f"2027-03-01T00-{number:02}-00Z.html").write_text(text, encoding="utf-8")
        gc.collect()
        tracemalloc.start()
        rows = replay(folder)
        gc.collect()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(rows) == count - 1
        return size

    kept(3)  # what is loaded once
    # A document of this page takes some 100 kB; a row and what bounded caches hold of it some 3.
    assert (kept(25) - kept(5)) / 20 < 10_000


def test_neither_the_network_nor_the_reader_of_pages_is_loaded_before_it_is_needed() -> None:
    code = "import sys, watcher.backtest; print(sorted({'httpx', 'bs4', 'protego', 'pypdf'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
