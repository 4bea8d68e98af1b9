"""`watcher import declarations` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.program import Program
from watcher.config import load_settings

PAGE = {"fetch": "https://agora.example/en/terms", "select": "main"}
OTHER = {**PAGE, "fetch": "https://agora.example/en/privacy", "filter": ["\x1b[31mdrop"]}
WRONG = {**PAGE, "select": "main >"}
MINE = """# mine
platforms:
  - name: agora
    documents:
      - id: agora/rules   # kept
        url: https://agora.example/en/terms
      - {id: agora/privacy-policy, url: 'https://agora.example/old'}
"""


def collection(folder: Path) -> Path:
    (folder / "declarations").mkdir(parents=True)
    agora = {"name": "Agora", "terms": {"Terms of Service": PAGE, "Privacy Policy": OTHER, "Imprint": WRONG}}
    files = {"Agora": agora, "Forum": {"name": "Forum", "terms": {"Privacy Policy": PAGE}}}
    for name, content in files.items():
        (folder / "declarations" / f"{name}.json").write_text(json.dumps(content))
    return folder


def test_documents_are_written_and_what_is_not_as_it_was_is_shown(watcher: Program, tmp_path: Path) -> None:
    done = watcher("import", "declarations", str(collection(tmp_path / "c")))
    assert done.code == 1  # one could not be brought over
    rows = done.out.splitlines()
    assert [part in rows[1] for part in ("Agora", "with a warning", "[31mdrop")] == [True] * 3
    assert "\x1b" not in done.out
    assert [part in rows[2] for part in ("not at all", "is not a valid CSS selector")] == [True] * 2
    assert rows[-1] == "4 documents of 2 services: 2 whole, 1 with a warning, 1 not at all."
    assert "3 documents written to" in done.err
    settings = load_settings(watcher.folder / "targets.yaml", {})
    assert [(target.id, target.language) for target in settings.targets] == [
        ("agora/terms-of-service", "en"),
        ("agora/privacy-policy", "en"),
        ("forum/privacy-policy", "en"),
    ]


def test_comments_stay_and_what_is_there_is_left_alone(watcher: Program, tmp_path: Path) -> None:
    (watcher.folder / "targets.yaml").write_text(MINE)
    source = str(collection(tmp_path / "c"))
    done = watcher("import", "declarations", source, "--service", "agora", "--terms", "*Policy", "--terms", "terms*")
    assert done.code == 0
    assert "another target has the id agora/privacy-policy: this one is agora/privacy-policy-2" in done.out
    assert "2 documents of 1 service: 1 there already, 1 with a warning." in done.out
    text = (watcher.folder / "targets.yaml").read_text()
    assert text.startswith(MINE)
    assert "      - id: agora/privacy-policy-2\n" in text
    again = watcher("import", "declarations", source, "--service", "Agora", "--terms", "Privacy Policy")
    assert (again.code, "nothing to write" in again.err) == (0, True)
    assert (watcher.folder / "targets.yaml").read_text() == text


def test_a_list_writes_nothing_and_json_has_everything(watcher: Program, tmp_path: Path) -> None:
    source = str(collection(tmp_path / "c"))
    done = watcher("import", "declarations", source, "--list", "--json", "--service", "Agora", "--language", "fr")
    assert not (watcher.folder / "targets.yaml").exists()
    whole, warned, refused = done.rows
    assert whole["target"]["id"] == "agora/terms-of-service"
    assert (whole["arrival"], warned["arrival"], refused["arrival"]) == ("whole", "with a warning", "not at all")
    assert list(warned["unknown_filters"]) == ["\x1b[31mdrop"]
    assert (refused["target"], whole["older"]) == (None, [])


def test_slips_are_one_sentence(watcher: Program, tmp_path: Path) -> None:
    source = str(collection(tmp_path / "c"))
    for arguments, message in (
        (
            (source, "--service", "Agore"),
            "--service: there is no 'Agore' among the declarations; did you mean Agora?",
        ),
        ((source, "--language", "french"), "--language: must be a language tag"),
    ):
        done = watcher("import", "declarations", *arguments)
        assert done.code == 2
        assert message in done.message
