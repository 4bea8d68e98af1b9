"""What people read in the folder on a git host: anchors that every host makes alike, hostile names, honest dates."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.report.stories import AGORA, NEW_TIME, OLD_TIME, alert, announcement
from watcher.model import Assessment, Outcome, Severity, TargetName, VerdictKind
from watcher.report import IndexEntry, Language, Unseen, changes_entry, index_readme, list_head, overview_entry

LANGUAGES: tuple[Language, ...] = ("en", "fr")

MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})
HOSTILE = TargetName(
    "agora/x", "Ag|ora](https://evil.example)", "## 2020-01-01 00:00 <img src=x onerror=alert(1)> `a` @all #1\n- x",
    "javascript:alert(1)", "en",
)  # fmt: skip


def soup(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(MARKDOWN.render(markdown), "html.parser")


def anchors(markdown: str) -> list[tuple[str, str, str]]:
    """The anchor of each heading as GitHub, GitLab and Forgejo make it of its text (their sources, 2025)."""
    found = []
    for tag in soup(markdown).find_all("h2"):
        text = tag.get_text().strip().lower()
        github = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        gitlab = re.sub(r"-{2,}", "-", re.sub(r"[^\w\- ]", "", text).replace(" ", "-"))
        forgejo = "".join("-" if c.isspace() else c for c in text if c.isalnum() or c in "_-" or c.isspace())
        found.append((github, gitlab, forgejo))
    return found


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_line_of_all_documents_leads_to_the_entry_on_every_host(tongue: Language) -> None:
    told = alert(announcement())
    line = soup(overview_entry(told, tongue)).find("li")
    assert line is not None
    link = line.find("a")
    assert link is not None
    path, _, anchor = str(link["href"]).partition("#")
    assert path == "agora/ai-faq/CHANGES.md"
    assert anchors(changes_entry(told, tongue)) == [(anchor, anchor, anchor)]
    assert line.find("strong") is not None


def test_a_line_is_one_line_and_short() -> None:
    line = overview_entry(alert(announcement()))
    assert line.startswith("- 2025-09-18 12:34 [Agora: Questions about AI at Agora](agora/ai-faq/CHANGES.md#")
    assert line.endswith("** (high)")
    assert "\n" not in line
    assert len(line) < 400


def test_form_only_and_returns_are_not_listed_for_all() -> None:
    for outcome in (Outcome.NOISE, Outcome.REVERTED, Outcome.UNCHANGED):
        assert overview_entry(dataclasses.replace(alert(announcement()), outcome=outcome)) == ""
    plain = overview_entry(alert(Assessment((), {"added": 1})))
    assert plain.startswith("- 2025-09-18 12:34 [")
    assert "**" not in plain


def test_returns_and_form_are_called_so_in_the_document_s_list() -> None:
    quiet = alert(Assessment())
    assert "**Back to an earlier text**" in changes_entry(dataclasses.replace(quiet, outcome=Outcome.REVERTED))
    assert "**Seule la forme diffère**" in changes_entry(dataclasses.replace(quiet, outcome=Outcome.NOISE), "fr")


def test_a_change_that_was_past_says_so() -> None:
    past = dataclasses.replace(alert(announcement()), past=True)
    assert overview_entry(past).endswith("(high, recorded afterwards)")
    assert overview_entry(past, "fr").endswith("(élevée, enregistré après coup)")
    assert "no alert was sent" in changes_entry(past)
    assert "no alert was sent" not in changes_entry(alert(announcement()))


def test_an_entry_says_where_a_text_was_taken_from() -> None:
    told, address = alert(announcement()), "https://archive.example/web/20250918/https://agora.example/faq"
    said_in: dict[Language, str] = {"en": "The text was taken from:", "fr": "Le texte provient de\u00a0:"}
    for language, said in said_in.items():
        entry = soup(changes_entry(told, language, origin=address))
        assert f"{said} {address}" in entry.get_text()
        assert entry.select_one(f'a[href="{address}"]') is not None
    assert "The text was taken from: commit 0123abcd\n" in changes_entry(told, origin="commit 0123abcd")
    assert "taken from" not in changes_entry(told)
    hostile = soup(changes_entry(told, origin="javascript:alert(1) <img src=x> [x](//evil.example)"))
    assert hostile.find(["img", "script"]) is None
    assert not any("evil" in str(tag["href"]) or "javascript" in str(tag["href"]) for tag in hostile.find_all("a"))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_hostile_names_stay_text_everywhere(tongue: Language) -> None:
    told = dataclasses.replace(
        alert(announcement()), target=HOSTILE, headline={"en": HOSTILE.title, "fr": HOSTILE.title}
    )
    index = index_readme([IndexEntry(HOSTILE, OLD_TIME, 2, NEW_TIME, NEW_TIME, HOSTILE.title)], tongue)
    head = "\n\n".join(list_head(tongue, HOSTILE)[:2])
    for markdown in (overview_entry(told, tongue), changes_entry(told, tongue), index, head):
        page = soup(markdown)
        assert page.find(["img", "script"]) is None
        addresses = {str(tag["href"]) for tag in page.find_all("a")}
        assert not any("evil" in address or "javascript" in address for address in addresses)
    assert len(re.findall(r"^## ", changes_entry(told, tongue), re.MULTILINE)) == 1
    assert overview_entry(told, tongue).count("\n") == 0
    rows = soup(index).find_all("tr")
    assert {len(row.find_all(["td", "th"])) for row in rows} == {6, 10}


def test_the_index_says_which_day_its_texts_are_of_and_what_cannot_be_read() -> None:
    seen = IndexEntry(AGORA, OLD_TIME, 2, NEW_TIME, held=NEW_TIME)
    since = dt.datetime(2025, 9, 20, tzinfo=dt.UTC)
    lost = dataclasses.replace(
        seen, target=dataclasses.replace(AGORA, id="agora/terms"), held=OLD_TIME,
        unseen=Unseen(since, VerdictKind.LOGIN_WALL),
    )  # fmt: skip
    text = index_readme([seen, lost])
    cells = [[cell.get_text() for cell in row.find_all("td")] for row in soup(text).find_all("tr")][-2:]
    assert cells[0][3] == "2025-09-18"
    assert cells[1][3].startswith("2025-09-12 — cannot be read since 2025-09-20: ")
    assert "last on 18 September 2025, 12:34 UTC" in text
    assert "illisible depuis le 2025-09-20" in index_readme([lost], "fr")


def test_an_alert_that_was_not_sent_is_marked() -> None:
    entry = IndexEntry(AGORA, OLD_TIME, 2, NEW_TIME, NEW_TIME, "Agora did this", Severity.HIGH, alert_sent=False)
    assert "2025-09-18: Agora did this (high, not sent: recorded afterwards)" in index_readme([entry])


def test_the_index_leads_to_all_changes_once_there_are_some() -> None:
    first = IndexEntry(AGORA, OLD_TIME, 1)
    assert "(CHANGES.md)" not in index_readme([first])
    assert "[All changes](CHANGES.md)" in index_readme([dataclasses.replace(first, last_change=NEW_TIME)])


def test_what_stands_above_a_list_is_in_the_reader_s_language() -> None:
    assert list_head("fr", AGORA)[0] == "# Changements\xa0: Agora\xa0: Questions about AI at Agora"
    assert list_head()[2:] == ("Earlier:", "Newer:")
