"""Whole outputs, read in the diff. `UPDATE_GOLDEN=1 pytest tests/report` writes them anew; look before you commit.

The redline is the example in docs/examples, too.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from tests.report.stories import (
    AGORA,
    FACT_CHANGES,
    FACTS,
    LINKS,
    NEW_TIME,
    OLD_TIME,
    TODAY,
    alert,
    announcement,
    comparison,
)
from watcher.model import Severity, VerdictKind
from watcher.report import (
    IndexEntry,
    NoticeDetails,
    RedlineHead,
    as_markdown,
    changes_entry,
    headline,
    index_readme,
    message,
    notice_message,
    redline_html,
    render_terminal,
)

HERE = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def outputs() -> dict[str, str]:
    assessment = announcement()
    stored = alert(
        assessment,
        {
            "en": headline(AGORA, assessment, "en", link=True, now=TODAY),
            "fr": headline(AGORA, assessment, "fr", link=True, now=TODAY),
        },
    )
    english = message(stored, "en", links=LINKS, today=TODAY)
    french = message(stored, "fr", links=LINKS, today=TODAY)
    entry = IndexEntry(AGORA, OLD_TIME, 2, NEW_TIME, NEW_TIME, stored.headline["en"], Severity.HIGH, FACTS, NEW_TIME)
    silent = IndexEntry(dataclasses.replace(AGORA, id="agora/terms", title="Terms | of use"), OLD_TIME, 1, facts=())
    unread = IndexEntry(dataclasses.replace(AGORA, id="agora/privacy", title="Privacy"), OLD_TIME, 1)
    ill = NoticeDetails("n-4c1f", (AGORA,), (VerdictKind.BLOCKED,), "HTTP 403", NEW_TIME, OLD_TIME)
    head = RedlineHead(AGORA, OLD_TIME, NEW_TIME, facts=FACT_CHANGES)
    return {
        "alert.en.txt": f"{english.title}\n\n{english.text}",
        "alert.en.md": english.markdown,
        "alert.en.html": english.html,
        "alert.fr.txt": f"{french.title}\n\n{french.text}",
        "alert.fr.md": french.markdown,
        "alert.fr.html": french.html,
        "redline.html": redline_html(comparison(), assessment, head, "en"),
        "redline.fr.html": redline_html(comparison(), assessment, head, "fr"),
        "CHANGES.md": changes_entry(dataclasses.replace(stored, facts=FACT_CHANGES)),
        "README.md": index_readme([entry, silent, unread]),
        "README.fr.md": index_readme([entry, silent, unread], "fr"),
        "diff.md": as_markdown(comparison(), assessment, AGORA),
        "diff.txt": render_terminal(comparison(), assessment, AGORA, "en", width=100, color=False),
        "notice.en.txt": notice_message("unwell", ill, "en").text,
        "notice.fr.txt": notice_message("unwell", ill, "fr").text,
    }


def files() -> list[tuple[Path, str]]:
    shown = ("redline.html",)
    made = outputs()
    return [(HERE / name, text) for name, text in made.items()] + [(EXAMPLES / name, made[name]) for name in shown]


@pytest.mark.parametrize(("path", "text"), files(), ids=lambda value: value.name if isinstance(value, Path) else "")
def test_the_output_is_the_one_that_was_read(path: Path, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
