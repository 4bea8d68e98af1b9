"""`watcher facts`: what the documents say today, one by one and side by side."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Story
from tests.cli.program import Program, Reply, Site, page
from watcher.model import FactName

HOSTILE = (
    "We use your posts to train our AI models &#27;]0;owned&#7;&#8238;. "
    "You can opt out of AI training in your settings: Settings &gt; &#155;31mAI. The setting is on by default."
)


def test_the_facts_of_one_target_stand_beside_their_sentences(story: Story) -> None:
    done = story.watcher("facts", "privacy")
    assert (done.code, done.err) == (0, "")
    assert [line.rstrip() for line in done.out.splitlines()] == [
        "Example Network · Example Network: privacy · example/privacy",
        "fact                        answer                  sentence",
        (
            "AI training on users' data  yes, unless you object  “We use your posts to train generative AI models.” "
            "· Privacy notice › Your posts and AI · example/privacy/text.md:8"
        ),
        (
            "                            yes, unless you object  “You can opt out in your settings.” · "
            "Privacy notice › Your posts and AI · example/privacy/text.md:9"
        ),
        (
            "data used                   posts                   “We use your posts to train generative AI models.” "
            "· Privacy notice › Your posts and AI · example/privacy/text.md:8"
        ),
        (
            "how to refuse               setting                 “You can opt out in your settings.” · "
            "Privacy notice › Your posts and AI · example/privacy/text.md:9"
        ),
        *(
            f"{label:<28}unknown"
            for label in (
                "whose data",
                "regions",
                "default",
                "data not used",
                "people left out",
                "legal basis",
                "recipients",
                "since",
            )
        ),
    ]


def test_without_a_target_all_documents_stand_side_by_side(story: Story) -> None:
    done = story.watcher("facts")
    assert (done.code, done.err) == (0, "")
    head, row = done.out.splitlines()
    assert head.split("  ")[0] == "Document"
    cells = [cell.strip() for cell in row.split("  ") if cell.strip()]
    assert cells == [
        "example/privacy", "yes, unless you object", "posts", "unknown", "unknown", "setting", "unknown", "unknown",
        "unknown", "unknown",
    ]  # fmt: skip


def test_french_words_on_request(story: Story) -> None:
    out = story.watcher("facts", "privacy", "--language", "fr").out
    assert "oui, sauf opposition" in out
    assert "« We use your posts" in out.replace("\u00a0", " ")
    assert "inconnu" in story.watcher("facts", "--language", "fr").out


def test_json_has_the_shape_that_scripts_rely_on(story: Story) -> None:
    (row,) = story.watcher("facts", "--json").rows
    assert list(row) == ["target", "platform", "title", "facts", "unknown"]
    assert row["facts"][0] == {
        "name": "trains",
        "values": ["unless-you-object"],
        "quote": "We use your posts to train generative AI models.",
        "section": ["Privacy notice", "Your posts and AI"],
        "lead": "",
        "path": "",
        "url": "",
        "line": 8,
    }
    assert {fact["name"] for fact in row["facts"]} | set(row["unknown"]) == {name.value for name in FactName}
    assert story.watcher("facts", "privacy", "--json").rows == [row]


def test_a_target_that_is_not_there_is_told_as_elsewhere(story: Story) -> None:
    facts, history = story.watcher("facts", "nope"), story.watcher("history", "nope")
    assert (facts.code, facts.message) == (history.code, history.message) == (2, facts.message)


def test_nothing_recorded_is_told_as_elsewhere(watcher: Program) -> None:
    facts, history = watcher("facts"), watcher("history", "privacy")
    assert (facts.code, facts.message) == (history.code, history.message) == (2, facts.message)


def test_an_archive_of_an_earlier_program_is_read_from_its_texts(
    watcher: Program, site: Site, tmp_path: Path
) -> None:
    site.pages["/privacy"] = Reply(page("We use your posts to train AI models."))
    watcher.watch(f"example/privacy {site.url}/privacy")("check")
    before = watcher("facts", "--json").rows
    file = tmp_path / "snapshots/example/privacy/capture.json"
    content = json.loads(file.read_text("utf-8"))
    del content["facts"]
    file.write_text(json.dumps(content), "utf-8")
    who = ["-c", "user.name=User", "-c", "user.email=user@example.org"]
    subprocess.run(["git", *who, "commit", "-qam", "As it was"], cwd=file.parent, check=True)
    done = watcher("facts", "--json")
    assert (done.code, done.rows) == (0, before)
    assert before[0]["facts"]


@pytest.mark.parametrize("arguments", [("facts",), ("facts", "privacy"), ("facts", "privacy", "--json")])
def test_page_text_moves_no_cursor(watcher: Program, site: Site, arguments: tuple[str, ...]) -> None:
    site.pages["/privacy"] = Reply(page(HOSTILE))
    watcher.watch(f"example/privacy {site.url}/privacy")("check")
    done = watcher(*arguments)
    assert done.code == 0
    assert not set(done.out) & {"\x1b", "\x07", "\x9b", "\u202e"}
