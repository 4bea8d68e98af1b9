"""The redline: safe, complete, readable."""

from __future__ import annotations

import base64
import hashlib
import re
import time

import pytest
from bs4 import BeautifulSoup, Tag

from tests.report.stories import AGORA, NEW_TIME, OLD_TIME, announcement, comparison
from watcher.model import (
    Assessment,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Noise,
    Passage,
    Section,
    Sentence,
)
from watcher.report import Language, RedlineHead, redline_html
from watcher.report.placing import rows

HEAD = RedlineHead(AGORA, OLD_TIME, NEW_TIME)


def page(found: Comparison, assessment: Assessment | None = None, language: Language = "en") -> BeautifulSoup:
    chosen = announcement() if assessment is None else assessment
    return BeautifulSoup(redline_html(found, chosen, HEAD, language), "html.parser")


def text_of(soup: BeautifulSoup, keep: str) -> list[str]:
    """The document's sentences as one side has them, read back from the page."""
    body = soup.select_one("div.text")
    assert body is not None
    for tag in body.select("summary, .hidden, small"):
        tag.decompose()
    for tag in body.select("del" if keep == "ins" else "ins"):
        tag.decompose()
    return [re.sub(r"\s+", " ", tag.get_text()).strip() for tag in body.find_all(["p", "li", "h3", "h4"])]


def test_the_new_side_is_the_new_document() -> None:
    found = comparison()
    lines = " ".join(line for line in text_of(page(found), "ins") if line)
    assert lines == " ".join(passage.text for passage in found.new.passages)


def test_every_sentence_of_the_old_document_is_there() -> None:
    found = comparison()
    lines = " ".join(text_of(page(found), "del")).replace("write to us!", "write to us.")
    for passage in found.old.passages:
        assert passage.text in lines


def test_removed_sentences_stand_where_they_stood() -> None:
    placed = rows(comparison())
    texts = [row.sentences[0].passage.text for row in placed]
    assert texts[texts.index("your reactions") - 1] == "your questions to our assistant"
    assert texts[texts.index("your reactions") + 1] == "Your choice"


def test_a_removed_sentence_stays_in_its_paragraph() -> None:
    def document(*texts: str) -> Document:
        block = Block(BlockKind.PARAGRAPH, tuple(Sentence(text) for text in texts))
        return Document("T", "en", (Section(None, 0, (block,)),))

    old, new = document("One.", "Two.", "Three."), document("One.", "Three.")
    change = Change(ChangeKind.REMOVED, Passage("Two."), None)
    placed = rows(Comparison(old, new, (change,)))
    assert [[sentence.passage.text for sentence in row.sentences] for row in placed] == [["One.", "Two.", "Three."]]


def test_what_went_in_form_only_is_not_shown_as_text() -> None:
    old = Document("T", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (Sentence("Updated in May."),)),)),))
    change = Change(ChangeKind.REMOVED, old.passages[0], None, Noise.DATE)
    soup = page(Comparison(old, Document("T", "en"), (change,)), Assessment())
    assert "Updated in May." not in soup.select_one("div.text").get_text()  # type: ignore[union-attr]  # it is there
    assert "Updated in May." in soup.select_one("details.form").get_text()  # type: ignore[union-attr]  # it is there


def test_a_removed_heading_splits_nothing_but_its_place() -> None:
    def document(*names: str) -> Document:
        block = Block(BlockKind.PARAGRAPH, (Sentence("Same words."),))
        return Document("T", "en", tuple(Section(Sentence(name), 2, (block,)) for name in names))

    change = Change(ChangeKind.REMOVED, Passage("B", kind=None), None)
    gone = Change(ChangeKind.REMOVED, Passage("Same words.", ("B",)), None)
    placed = rows(Comparison(document("A", "B", "C"), document("A", "C"), (change, gone)))
    assert [row.sentences[0].passage.text for row in placed] == [
        "A",
        "Same words.",
        "B",
        "Same words.",
        "C",
        "Same words.",
    ]
    assert [row.touched for row in placed] == [False, False, True, True, False, False]


def test_nothing_can_load_or_run() -> None:
    html = redline_html(comparison(), announcement(), HEAD, "en")
    soup = BeautifulSoup(html, "html.parser")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    style = soup.find("style")
    assert isinstance(style, Tag)
    digest = base64.b64encode(hashlib.sha256(style.get_text().encode()).digest()).decode()
    assert (
        policy["content"] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not soup.find_all(["script", "img", "link", "iframe", "form", "object", "base"])
    assert not [tag for tag in soup.find_all() if tag.has_attr("style") or tag.has_attr("src")]
    assert "url(" not in style.get_text()


NASTY = (
    '</style><script>alert(1)</script> <a href="https://evil.example">https://good.example</a> \u202e\x1b[2J &amp;'
)


def hostile() -> Comparison:
    def document(text: str) -> Document:
        kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL)
        blocks = tuple(Block(kind, (Sentence(text),)) for kind in kinds)
        return Document(NASTY, 'en" onload="x', (Section(Sentence(f"{NASTY} heading"), 1, blocks),))

    old, new = document(f"{NASTY} old"), document(f"{NASTY} new")
    pairs = zip(old.passages, new.passages, strict=True)
    changes = tuple(Change(ChangeKind.MODIFIED, before, after) for before, after in pairs if before != after)
    return Comparison(old, new, changes)


def test_a_hostile_document_stays_text() -> None:
    html = redline_html(hostile(), Assessment(), HEAD, "en")
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script")
    assert {tag["href"] for tag in soup.find_all("a")} == {"#document", AGORA.url}
    assert not [tag for tag in soup.find_all() if tag.has_attr("onload")]
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert len(soup.select("div.text del")) == 3


def test_changes_are_told_to_eye_and_ear() -> None:
    soup = page(comparison())
    marks = soup.select("del, ins")
    assert len(marks) > 6
    for mark in marks:
        assert mark.select_one(".hidden") is not None
    assert soup.find("html", attrs={"lang": "en"}) is not None
    assert [tag.name for tag in soup.find_all(["h1", "h2"])] == ["h1", "h2", "h2"]
    assert soup.find("main") is not None
    assert "Moved from: Questions about AI at Agora" in soup.get_text()


def test_long_unchanged_parts_and_form_are_folded() -> None:
    summaries = [tag.get_text() for tag in page(comparison()).find_all("summary")]
    assert summaries == ["6 unchanged paragraphs", "1 difference in form only"]


def test_a_redline_without_findings_says_so() -> None:
    assert "Nothing on the watched topics changed in meaning." in page(comparison(), Assessment()).get_text()


def test_the_same_input_gives_the_same_bytes() -> None:
    assert redline_html(comparison(), announcement(), HEAD, "fr") == redline_html(
        comparison(), announcement(), HEAD, "fr"
    )


@pytest.mark.parametrize("changed", [20, 2000])
def test_a_document_of_300_kilobytes_is_quick(changed: int) -> None:
    sentence = (
        "This sentence number {n} is about the data of members and what the service does with it, in {w} words."
    )

    def document(word: str) -> Document:
        blocks = tuple(
            Block(BlockKind.PARAGRAPH, (Sentence(sentence.format(n=n, w=word if n < changed else "other")),))
            for n in range(3000)
        )
        return Document("T", "en", (Section(Sentence("T"), 1, blocks),))

    old, new = document("many"), document("few")
    pairs = zip(old.passages, new.passages, strict=True)
    found = Comparison(
        old, new, tuple(Change(ChangeKind.MODIFIED, before, after) for before, after in pairs if before != after)
    )
    started = time.perf_counter()
    html = redline_html(found, Assessment(), HEAD, "en")
    assert time.perf_counter() - started < 2  # measured 0.1 s; the limit leaves room for slow machines
    assert html.count("<del>") == changed
