"""CHANGES.md, the index, JSON, Markdown and the terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.report.stories import AGORA, NEW_TIME, OLD_TIME, alert, announcement, comparison
from tests.report.test_report_redline import NASTY, hostile
from watcher.model import Assessment, Comparison, Severity, TargetName, VerdictKind
from watcher.report import (
    IndexEntry,
    NoticeDetails,
    NoticeKind,
    as_json,
    as_markdown,
    changes_entry,
    index_readme,
    notice_message,
    render_terminal,
)

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_json_has_the_shape_that_scripts_rely_on() -> None:
    data = json.loads(json.dumps(as_json(comparison(), announcement())))
    assert list(data) == ["outcome", "topics", "direction", "severity", "findings", "facts", "changes"]
    assert (data["outcome"], data["topics"], data["severity"]) == ("changed", ["ai-training"], "high")
    assert data["findings"][1] == {
        "topic": "ai-training",
        "kind": "exclusion-removed",
        "direction": "weaker",
        "severity": "high",
        "before": "We never use private messages, salary data or the data of members under 18 for this purpose.",
        "after": "We do not use private messages or the data of members under 18 for this purpose.",
        "section": ["Questions about AI at Agora", "How we train our models"],
        "explanation": (
            "Less protection for you: data or people that the text kept out of AI training are no longer kept out "
            "by it."
        ),
    }
    assert [change["kind"] for change in data["changes"]] == [
        "modified",
        "modified",
        "removed",
        "added",
        "modified",
        "moved",
    ]
    assert data["changes"][4]["noise"] == "typography"


def test_json_of_equal_and_of_reformatted_documents() -> None:
    old, new = comparison().old, comparison().new
    assert as_json(Comparison(old, old), Assessment()) == {
        "outcome": "unchanged",
        "topics": [],
        "direction": "none",
        "severity": None,
        "findings": [],
        "facts": [],
        "changes": [],
    }
    assert as_json(Comparison(old, new, comparison().noise), Assessment())["outcome"] == "noise"


def test_a_changes_entry_has_headline_quotes_and_links() -> None:
    entry = changes_entry(alert(announcement()), name="2025-09-18T12-34-39Z-2")
    assert entry.startswith("## 2025-09-18 12:34 UTC\n\n**Agora announces training generative AI")
    assert "Sentences: 1 added, 1 removed, 2 modified." in entry
    assert entry.endswith(
        "[redline](changes/2025-09-18T12-34-39Z-2.html) · [assessment (JSON)](changes/2025-09-18T12-34-39Z-2.json)\n"
    )
    soup = BeautifulSoup(MARKDOWN.render(entry), "html.parser")
    assert [tag.name for tag in soup.find_all(["h2", "h3"])] == ["h2", "h3", "h3", "h3"]


def test_the_index_is_a_table_for_each_platform() -> None:
    bazar = TargetName(
        "bazar/terms", "Bazar", "Terms | [rules](https://evil.example)", "https://bazar.example/t", "fr"
    )
    entries = [
        IndexEntry(bazar, OLD_TIME, 1),
        IndexEntry(
            AGORA, OLD_TIME, 2, NEW_TIME, NEW_TIME, "Agora did <b>this</b> (https://x.example/y)", Severity.HIGH
        ),
    ]
    soup = BeautifulSoup(MARKDOWN.render(index_readme(entries)), "html.parser")
    assert [tag.get_text() for tag in soup.find_all("h2")] == [
        "What the documents say about AI training", "Agora", "Bazar", "How to read it",
    ]  # fmt: skip
    cells = [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr") if row.find("td")]
    assert cells[:2] == [
        ["Agora: Questions about AI at Agora", "not read yet", *"––––––––"],
        ["Bazar: Terms | [rules](https://evil.example)", "not read yet", *"––––––––"],
    ]
    assert cells[2:] == [
        [
            "Questions about AI at Agora (page)",
            "2",
            "2025-09-12",
            "2025-09-18",
            "2025-09-18 (changes)",
            "2025-09-18: Agora did <b>this</b> (high)",
        ],
        ["Terms | [rules](https://evil.example) (page)", "1", "2025-09-12", "2025-09-12", "—", "none"],
    ]
    assert "https://evil.example" not in {tag["href"] for tag in soup.find_all("a")}
    assert index_readme(entries) == index_readme(reversed(entries))
    assert "Aucun document" in index_readme([], "fr")


@pytest.mark.parametrize("color", [False, True])
def test_terminal_output_carries_only_our_own_controls(*, color: bool) -> None:
    output = render_terminal(hostile(), Assessment(), AGORA, "en", width=72, color=color)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output) if color else output
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)
    assert "<script>alert(1)</script>" in plain
    assert all(len(line) <= 72 for line in plain.splitlines())


def test_the_terminal_shows_marks_with_and_without_colour() -> None:
    for color in (False, True):
        output = render_terminal(comparison(), announcement(), AGORA, "en", width=200, color=color)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
        assert "We [-never-]{+do not+} use private messages[-, salary data-] or the data" in plain
        assert ("\x1b[" in output) is color
    assert "1 added, 1 removed, 2 modified, 1 moved; 1 in form only" in plain


def test_two_files_without_a_target_are_named_by_their_title() -> None:
    output = render_terminal(comparison(), Assessment(), None, "fr", width=80, color=False)
    assert output.startswith("Questions about AI at Agora\nRien n’a changé de sens")
    assert as_markdown(comparison(), Assessment()).startswith("# Questions about AI at Agora\n")


def test_markdown_of_a_hostile_document_stays_text() -> None:
    soup = BeautifulSoup(MARKDOWN.render(as_markdown(hostile(), Assessment())), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"h1", "h2", "p", "ul", "li", "s", "strong"}
    assert NASTY.split()[0] in soup.get_text()


KINDS: tuple[NoticeKind, ...] = (
    "watching-began", "still-watching", "unwell", "recovered", "moved", "selectors-lost", "gave-up", "push-failed",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_notices_are_whole_in_both_languages(kind: NoticeKind) -> None:
    details = NoticeDetails(
        "n-1", (AGORA,), (VerdictKind.LOGIN_WALL,), "HTTP 403 <b>x</b>\r\nBcc: y", OLD_TIME, OLD_TIME
    )
    for language in ("en", "fr"):
        sent = notice_message(kind, details, language)
        assert sent.id == "n-1"
        assert "\n" not in sent.title
        assert "n-1" in sent.text
        for form in (sent.text, sent.markdown, sent.html):
            assert "{" not in form
        assert "<b>x</b>" not in sent.html


def test_an_illness_is_told_with_reason_and_advice() -> None:
    details = NoticeDetails(
        "n-2", (AGORA,), (VerdictKind.SELECTOR_LOST,), "`.article` matches nothing", NEW_TIME, OLD_TIME
    )
    sent = notice_message("unwell", details, "en")
    assert sent.title == "Agora, Questions about AI at Agora: cannot be read since 18 September 2025"
    assert "Reason: The part of the page to read was not found.\nIn detail: `.article` matches nothing\n" in sent.text
    assert "What to do: The page was rebuilt." in sent.text
    assert "Last good reading: 12 September 2025, 06:10 UTC" in sent.text
    assert f"The page: {AGORA.url}" in sent.text


def test_a_recovery_does_not_say_that_the_page_can_be_read_since_it_was_told_as_unreadable() -> None:
    sent = notice_message("recovered", NoticeDetails("n-3", (AGORA,), since=OLD_TIME), "en")
    assert "Told as unreadable: 12 September 2025, 06:10 UTC" in sent.text
    assert "Since:" not in sent.text


def test_a_host_that_is_down_is_one_message_that_names_its_documents() -> None:
    other = replace(AGORA, id="agora/terms", title="Terms")
    verdicts = (VerdictKind.UNREACHABLE, VerdictKind.UNREACHABLE)
    sent = notice_message("unwell", NoticeDetails("n-5", (AGORA, other), verdicts, "no answer", OLD_TIME), "en")
    assert sent.title == "Agora: 2 documents cannot be read since 12 September 2025"
    assert "- Agora, Terms\n" in sent.text
    assert "Reason: The site cannot be reached.\nIn detail: no answer\n" in sent.text
    mixed = (VerdictKind.UNREACHABLE, VerdictKind.GONE)
    sent = notice_message("unwell", NoticeDetails("n-6", (AGORA, other), mixed, "", OLD_TIME), "fr")
    assert sent.title == "Agora\xa0: 2 documents illisibles depuis le 12 septembre 2025"
    assert "- Agora, Terms\xa0: La page n’existe plus." in sent.text
    elsewhere = replace(other, platform="Forum")
    sent = notice_message("unwell", NoticeDetails("n-7", (AGORA, elsewhere), verdicts, "", OLD_TIME), "en")
    assert sent.title == "2 documents cannot be read since 12 September 2025"


def test_a_page_that_is_gone_and_one_that_moved_say_so() -> None:
    gone = notice_message("unwell", NoticeDetails("n-8", (AGORA,), (VerdictKind.GONE,), "", OLD_TIME), "en")
    assert gone.title == "Agora, Questions about AI at Agora: no longer at its address since 12 September 2025"
    address = "https://agora.example/new?a=1&b=2"
    moved = notice_message("moved", NoticeDetails("n-9", (AGORA,), addresses=(address,)), "en")
    assert moved.title == "Agora, Questions about AI at Agora: moved to another address"
    assert f"New address: {address}" in moved.text
    assert 'href="https://agora.example/new?a=1&amp;b=2"' in moved.html
    hostile = notice_message("moved", NoticeDetails("n-10", (AGORA,), addresses=("javascript:alert(1)",)), "en")
    assert "href" not in hostile.html.partition("New address")[2]


def test_the_watcher_says_that_it_is_still_at_work() -> None:
    details = NoticeDetails("n-11", since=OLD_TIME, watched=40)
    assert notice_message("still-watching", details, "en").title == "Still watching 40 documents: all can be read"
    text = notice_message("still-watching", details, "fr").text
    assert "Aucun document n’a changé depuis le 12 septembre 2025" in text
    ill = NoticeDetails("n-12", (AGORA,), (VerdictKind.BLOCKED,), since=OLD_TIME, watched=40, changed=3)
    sent = notice_message("still-watching", ill, "en")
    assert sent.title == "Still watching 40 documents: 1 cannot be read"
    assert "3 documents have changed since 12 September 2025." in sent.text
    assert "- Agora, Questions about AI at Agora: The site answers with a block page." in sent.text


def test_watching_began_is_told_once_for_all() -> None:
    other = replace(AGORA, id="agora/terms", title="Terms")
    sent = notice_message("watching-began", NoticeDetails("n-3", (AGORA, other), unseen=1), "en")
    assert sent.title == "Watching began: 2 documents"
    assert "- Agora, Terms" in sent.text
    assert "1 document could not be read yet." in sent.text
