"""A document is added to the text of targets.yaml, and nothing else in it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.config import add_document, load_settings
from watcher.config.tree import MAX_CHARACTERS
from watcher.errors import UsageError

GOLDEN = Path(__file__).parent / "golden"
ENTRY = {"id": "b/two", "url": "https://b.example/2"}


def test_comments_order_and_quoting_are_kept(tmp_path: Path) -> None:
    text = (GOLDEN / "before.yaml").read_text(encoding="utf-8")
    text = add_document(
        text,
        platform="linkedin",
        entry={
            "id": "linkedin/privacy",
            "title": "LinkedIn: privacy",
            "url": "https://linkedin.example/privacy",
            "select": ["main", "#text"],
            "robots": {"ignore": "a visit"},
        },
    )
    text = add_document(text, platform="Others", entry={"id": "others/two", "url": "https://others.example/2"})
    text = add_document(
        text,
        platform="New One",
        entry={
            "id": "new/one",
            "title": "costs ${5}",
            "url": "https://new.example/",
            "language": "no",
            "every": "1d12h",
        },
    )
    assert text == (GOLDEN / "after.yaml").read_text(encoding="utf-8")
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    settings = load_settings(tmp_path / "targets.yaml", {"ALERT_URLS": ""})
    assert [target.id for target in settings.targets] == [
        "linkedin/ai-faq",
        "linkedin/terms",
        "linkedin/privacy",
        "others/one",
        "others/two",
        "new/one",
    ]
    assert settings.target("new/one").title == "costs ${5}"
    assert settings.target("linkedin/privacy").select == ("main", "#text")


NEW_PLATFORM = "  - name: B\n    documents:\n      - id: b/two\n        url: https://b.example/2\n"
PLATFORM = "platforms:\n  - name: B\n"
ADDED = "      - id: b/two\n        url: https://b.example/2\n"
IN_ONE_LINE = "{id: b/two, url: 'https://b.example/2'}"
FOLDED = f"{PLATFORM}    documents:\n      - id: b/one\n        title: >\n          Long\n          text\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"platforms:\n{NEW_PLATFORM}"),
        ("# mine\n", f"# mine\nplatforms:\n{NEW_PLATFORM}"),
        ("timezone: UTC", f"timezone: UTC\nplatforms:\n{NEW_PLATFORM}"),
        ("platforms:   # none yet\n# end\n", f"platforms:   # none yet\n{NEW_PLATFORM}# end\n"),
        ("platforms: []\n", f"platforms: [{{name: B, documents: [{IN_ONE_LINE}]}}]\n"),
        (f"{PLATFORM}    documents:\n", f"{PLATFORM}    documents:\n{ADDED}"),
        (
            f"{PLATFORM}    every: 1d\n\nalerts: []\n",
            f"{PLATFORM}    every: 1d\n    documents:\n{ADDED}\nalerts: []\n",
        ),
        (
            "platforms:\n- name: b\n  documents:\n  - id: b/0\n# end",
            "platforms:\n- name: b\n  documents:\n  - id: b/0\n  - id: b/two\n    url: https://b.example/2\n# end\n",
        ),
        (
            f"{PLATFORM}    documents: [\n      {{id: b/one}},  # one\n    ]\n",
            f"{PLATFORM}    documents: [\n      {{id: b/one}}, {IN_ONE_LINE},  # one\n    ]\n",
        ),
        (f"{FOLDED}\n\nalerts: []\n", f"{FOLDED}{ADDED}\n\nalerts: []\n"),
    ],
)
def test_every_way_to_write_the_list_is_extended(before: str, after: str) -> None:
    assert add_document(before, platform="B", entry=ENTRY) == after


def test_a_platform_name_cannot_get_at_variables_either() -> None:
    assert "name: $${ALERT_URLS}\n" in add_document("", platform="${ALERT_URLS}", entry=ENTRY)


def test_line_ends_of_windows_are_kept() -> None:
    text = "platforms:\r\n  - name: B\r\n    documents:\r\n      - id: b/one\r\n\r\nalerts: []\r\n"
    added = "      - id: b/two\r\n        url: https://b.example/2\r\n"
    assert add_document(text, platform="B", entry=ENTRY) == text.replace("\r\n\r\n", "\r\n" + added + "\r\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("platforms: [{name: A, documents: [{id: b/two}]}]", "there is a document 'b/two' already"),
        ("platforms: {", "cannot add to this file: line 2: is not valid YAML"),
        ("- a\n", "it is no targets.yaml"),
        ("platforms: nothing\n", "cannot add"),
        ("platforms: [nothing]\n", "`platforms` are not what they should be"),
        ("{timezone: UTC}", "without rewriting it: add the lines by hand"),
        ("x: &x [{name: B}]\nplatforms: *x\n", "cannot add"),
        ("#" * (MAX_CHARACTERS + 1), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_extended_is_refused_in_one_sentence(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        add_document(text, platform="B", entry=ENTRY)


@given(st.text(max_size=40), st.text(min_size=1, max_size=20), st.lists(st.text(max_size=10), max_size=3))
def test_any_title_from_a_page_stays_the_text_it_is(title: str, platform: str, select: list[str]) -> None:
    """A title from a page must not get at variables, end its line or become another key."""
    entry = {"id": "b/two", "title": title, "url": "https://b.example/2", "select": select}
    text = (GOLDEN / "before.yaml").read_text(encoding="utf-8")
    result = add_document(text, platform=platform, entry=entry)
    kept = iter(result.splitlines(keepends=True))
    if platform.casefold() != "others":  # that list stands in one line, which is extended
        assert all(line in kept for line in text.splitlines(keepends=True))
    assert "${ALERT_URLS}" not in result.replace("urls: ${ALERT_URLS}", "")
