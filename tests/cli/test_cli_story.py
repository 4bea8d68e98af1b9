"""A page is watched from its first sight to its first alert, and every command tells of it."""

from __future__ import annotations

import email
import email.policy
import json
from pathlib import Path

from tests.cli.conftest import Story
from tests.cli.program import AFTER, Program, Reply, Site, page


def test_the_first_check_records_a_baseline_and_tells_nothing(story: Story) -> None:
    assert (story.first.code, story.first.err) == (0, "")
    assert story.first.out.splitlines() == [
        "target           outcome",
        "example/privacy  first    first version",
        "",
        "1 checked, 1 new, 0 changed, 0 worth an alert, all seen.",
        "Look at snapshots/README.md, or run `watcher status`.",
    ]


def test_an_unchanged_page_is_one_json_object(story: Story) -> None:
    assert (story.unchanged.code, story.unchanged.err) == (0, "")
    assert story.unchanged.rows == [
        {
            "target": "example/privacy",
            "outcome": "unchanged",
            "verdict": "good",
            "reason": "",
            "headline": "",
            "commit": None,
            "alert": None,
        }
    ]


def test_a_change_is_told_on_the_terminal_when_no_channel_is_configured(story: Story) -> None:
    assert (story.changed.code, story.changed.err) == (0, "")
    assert "“We [-do not-] use your posts to train generative AI models.”" in story.changed.out
    assert "Less protection for you" in story.changed.out
    assert story.changed.out.splitlines()[-2] == "1 checked, 0 new, 1 changed, 1 worth an alert, all seen."


def test_status_tells_that_all_is_well(story: Story) -> None:
    shown = story.watcher("status")
    assert (shown.code, shown.err) == (0, "")
    row = shown.out.splitlines()[1]
    assert row.startswith("example/privacy  ")
    assert row.endswith("  well")
    assert shown.out.splitlines()[-1] == "1 target, 0 unwell; no daemon running."


def test_history_is_newest_first_with_numbers_that_diff_takes(story: Story) -> None:
    lines = story.watcher("history", "privacy").out.splitlines()
    assert lines[0].split() == ["#", "captured", "commit", "what", "changed"]
    assert [line.split()[0] for line in lines[1:]] == ["0", "1"]
    assert lines[2].endswith("  first version")


def test_history_can_be_cut_short_and_read_by_scripts(story: Story) -> None:
    (newest,) = story.watcher("history", "privacy", "-n", "1", "--json").rows
    assert (newest["number"], newest["severity"], newest["direction"]) == (0, "high", "weaker")
    assert "ai-training" in newest["topics"]


def test_diff_shows_the_redline(story: Story) -> None:
    terminal = story.watcher("diff", "privacy").out
    assert "Before: We [-do not-] use your posts to train generative AI models." in terminal
    assert terminal.splitlines()[-1] == "1 added, 0 removed, 1 modified, 0 moved; 0 in form only"
    html = story.watcher("diff", "privacy", "1", "0", "--format", "html", "--language", "fr").out
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="fr">' in html
    data = json.loads(story.watcher("diff", "privacy", "--format", "json").out)
    assert data["severity"] == "high"


def test_the_delivery_on_the_terminal_is_on_record(story: Story) -> None:
    names, row = story.watcher("alerts", "list").out.splitlines()
    assert names.split() == ["created", "id", "state", "channel", "target", "what"]
    assert row.split()[3:6] == ["delivered", "terminal", "example/privacy"]
    (entry,) = story.watcher("alerts", "list", "--state", "delivered", "--json").rows
    assert (entry["kind"], entry["channel"], entry["attempts"]) == ("alert", "terminal", 1)
    assert entry["headline"].startswith("Example Network now provides for training")


def test_the_last_alert_can_be_seen_again(story: Story) -> None:
    text = story.watcher("alerts", "preview", "privacy").out
    assert "WHAT YOU CAN DO NOW" in text
    french = story.watcher("alerts", "preview", "privacy", "--language", "fr", "--format", "markdown").out
    assert "Moins de protection pour vous" in french


def test_an_alert_can_be_seen_as_it_goes_over_the_wire(story: Story) -> None:
    def shown(form: str) -> str:
        done = story.watcher("alerts", "preview", "privacy", "--language", "fr", "--format", form)
        assert (done.code, done.err) == (0, "")
        return done.out

    mail = email.message_from_string(shown("email"), policy=email.policy.default)
    assert (mail["To"], mail.get_content_type()) == ("reader@example.org", "multipart/alternative")
    assert mail["Subject"].startswith("Example Network : ")
    slack = json.loads(shown("slack"))
    assert slack["blocks"][0]["type"] == "rich_text"
    assert slack["text"].startswith("Example Network : ")
    event = json.loads(shown("matrix"))
    assert event["format"] == "org.matrix.custom.html"
    assert "Moins de protection pour vous" in event["formatted_body"]


def test_files_of_ones_own_can_be_compared(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "old.html").write_bytes(page())
    (tmp_path / "new.md").write_text(f"# Privacy notice\n\n{AFTER}\n", encoding="utf-8")
    done = watcher("compare", "old.html", "new.md")
    assert (done.code, done.err) == (0, "")
    assert "Before: We [-do not-] use your posts to train generative AI models." in done.out


def test_recorded_captures_are_replayed(tmp_path: Path, watcher: Program) -> None:
    history = tmp_path / "captures" / "example"
    history.mkdir(parents=True)
    (history / "2025-01-01T00-00-00Z.html").write_bytes(page())
    (history / "2025-02-01T00-00-00Z.html").write_bytes(page(AFTER))
    done = watcher("backtest", "captures", "--json")
    assert (done.code, done.err) == (0, "")
    (row,) = done.rows
    assert (row["target"], row["from"], row["to"]) == ("example", "2025-01-01T00-00-00Z", "2025-02-01T00-00-00Z")
    assert (row["outcome"], row["alert"], row["severity"]) == ("changed", True, "high")


def test_a_change_that_is_worth_no_alert_stands_in_the_table_only(site: Site, watcher: Program) -> None:
    watcher.watch(f"example/privacy {site.url}/privacy")
    watcher("check")
    site.pages["/privacy"] = Reply(page().replace(b"applies to everybody", b"applies to all of our guests"))
    shown = watcher("check").out.splitlines()
    assert shown[0] == "target           outcome"
    assert shown[1].startswith("example/privacy  changed  text changed, nothing on watched topics")
    assert shown[-2] == "1 checked, 0 new, 1 changed, 0 worth an alert, all seen."
