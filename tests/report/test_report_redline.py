"""The redline: safe, complete, readable."""

from __future__ import annotations

import base64
import hashlib
import re
import time

import pytest
from bs4 import BeautifulSoup, Tag

from tests.report.stories import (
    AGORA,
    KEPT_OUT_NEW,
    MOVED,
    NEW_TIME,
    OLD_TIME,
    OPT_OUT,
    PROMISE_NEW,
    announcement,
    comparison,
)
from watcher.compare import compare
from watcher.model import (
    Assessment,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Comparison,
    Direction,
    Document,
    Finding,
    FindingKind,
    Noise,
    Passage,
    Quote,
    Section,
    Sentence,
    Severity,
)
from watcher.report import Language, RedlineHead, redline_html
from watcher.report.placing import rows
from watcher.report.redline_script import SCRIPT

HEAD = RedlineHead(AGORA, OLD_TIME, NEW_TIME)


def page(found: Comparison, assessment: Assessment | None = None, language: Language = "en") -> BeautifulSoup:
    chosen = announcement() if assessment is None else assessment
    return BeautifulSoup(redline_html(found, chosen, HEAD, language), "html.parser")


def text_of(soup: BeautifulSoup, side: str) -> list[str]:
    """The document's sentences as one side has them, read back from the page."""
    body = soup.select_one("div.text")
    assert body is not None
    for tag in body.select(f".note, .no, .h, .away, .heads, small, summary, {'del' if side == 'new' else 'ins'}"):
        tag.decompose()
    cells = body.select(".x, .new" if side == "new" else ".x, .old, .was")
    return [re.sub(r"\s+", " ", tag.get_text()).strip() for tag in cells]


def whole() -> BeautifulSoup:
    return BeautifulSoup(redline_html(comparison(), announcement(), HEAD, "en", whole=True), "html.parser")


def test_its_head_says_where_a_text_was_taken_from() -> None:
    def header(origin: str, language: Language) -> BeautifulSoup:
        head = RedlineHead(AGORA, OLD_TIME, NEW_TIME, origin=origin)
        return BeautifulSoup(redline_html(comparison(), announcement(), head, language), "html.parser")

    address = "https://archive.example/web/20250918/https://agora.example/faq"
    said_in: dict[Language, str] = {"en": "The text was taken from:", "fr": "Le texte provient de\u00a0:"}
    for language, said in said_in.items():
        top = header(address, language).header
        assert top is not None
        assert f"{said} {address}" in top.get_text()
        assert top.select_one(f'a[href="{address}"]') is not None
    plain = header("commit 0123 <b>", "en").header
    assert plain is not None
    assert "taken from: commit 0123 <b>" in plain.get_text()
    assert "taken from" not in str(header("", "en").header)


def test_the_new_side_is_the_new_document() -> None:
    lines = " ".join(line for line in text_of(whole(), "new") if line)
    assert lines == " ".join(passage.text for passage in comparison().new.passages)


def test_the_old_side_is_the_old_document() -> None:
    lines = " ".join(text_of(whole(), "old"))
    for passage in comparison().old.passages:
        assert passage.text in lines or passage.text == MOVED
    assert not [tag for tag in whole().select(".old") if tag.select("ins")]


def test_a_page_of_changes_leaves_out_and_counts_what_did_not_change() -> None:
    found = page(comparison())
    assert [tag.get_text() for tag in found.select(".fold")] == ["6 unchanged paragraphs"]
    assert "Feature 3" not in found.get_text()
    assert "Feature 3" in whole().get_text()
    assert len(whole().select("details.fold")) == 1


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


def test_a_difference_in_form_that_a_finding_quotes_has_its_marks() -> None:
    old, new = plain("Effective February 27, 2025", "Same."), plain("Effective November 3, 2025", "Same.")
    change = Change(ChangeKind.MODIFIED, old.passages[0], new.passages[0], Noise.DATE)
    found = Comparison(old, new, (change,))
    soup = page(found, Assessment((finding(old.passages[0].text, new.passages[0].text),)))
    assert [tag.get_text() for tag in soup.select(".new del")] == ["[removed: February 27]"]
    assert [tag.get_text() for tag in soup.select(".new ins")] == ["[added: November 3]"]


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


def test_nothing_can_load_and_only_one_script_can_run() -> None:
    html = redline_html(comparison(), announcement(), HEAD, "en")
    soup = BeautifulSoup(html, "html.parser")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    digests = []
    for name in ("style", "script"):
        (tag,) = soup.find_all(name)
        digests.append(base64.b64encode(hashlib.sha256(tag.get_text().encode()).digest()).decode())
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not soup.find_all(["img", "link", "iframe", "form", "object", "base"])
    assert not [tag for tag in soup.find_all() if tag.has_attr("style") or tag.has_attr("src")]
    assert not [tag for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html


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
    assert [tag.get_text() for tag in soup.find_all("script")] == [SCRIPT]
    assert {str(tag["href"]) for tag in soup.find_all("a")} == {"#document", "#c1", "#c2", "#c3", AGORA.url}
    assert not [tag for tag in soup.find_all() if tag.has_attr("onload")]
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert len(soup.select("div.text .new del, div.text td del")) == 3
    assert {tag["lang"] for tag in soup.select(".text")} == {""}


def test_changes_are_told_to_eye_and_ear() -> None:
    soup = page(comparison())
    marks = soup.select("del, ins")
    assert len(marks) > 6
    for mark in marks:
        assert mark.select_one(".h") is not None
    assert soup.find("html", attrs={"lang": "en"}) is not None
    assert [tag.name for tag in soup.select("main h2, main h3, main h4")] == [*["h2"] * 4, "h3", "h4", "h4"]
    assert len(soup.select("body > header, body > main, body > footer, main > nav")) == 4


def test_what_differs_in_form_only_is_folded() -> None:
    (form,) = page(comparison()).select("details.form")
    assert form.find("summary").get_text() == "1 difference in form only"  # type: ignore[union-attr]  # it has one
    assert not form.has_attr("open")


def test_moved_text_and_the_place_that_it_left_lead_to_each_other() -> None:
    soup = page(comparison())
    (there,), (here,) = soup.select(".moved"), soup.select(".new .away")
    assert "Moved from: Questions about AI at Agora" in there.get_text()
    assert "Moved to: Questions about AI at Agora › Your choice" in here.get_text()
    assert [(tag["id"], tag.select("a")[0]["href"]) for tag in (there, here)] == [("m1", "#w1"), ("w1", "#m1")]


def test_each_finding_has_a_note_beside_its_sentence() -> None:
    soup = page(comparison())
    for number, sentence in enumerate((PROMISE_NEW, KEPT_OUT_NEW, OPT_OUT), 1):
        note = soup.select_one(f"#f{number}")
        assert note is not None
        beside = note.find_next_sibling("div", class_="q")
        assert beside is not None
        for tag in beside.select("del, .h"):
            tag.decompose()
        assert " ".join(beside.get_text().split()) == sentence
    first = soup.select_one("#f1")
    assert first is not None
    assert first["role"] == "note"
    for words in ("Announcement · AI training", "severity: high", "Less protection for you: the text announces"):
        assert words in first.get_text()
    assert [tag["href"] for tag in soup.select("nav .list a")] == ["#f1", "#f2", "#f3"]


def finding(before: str, after: str) -> Finding:
    old, new = (Quote(text) if text else None for text in (before, after))
    return Finding("ai-training", FindingKind.RULE_CHANGED, Direction.MIXED, Severity.LOW, old, new)


def plain(*paragraphs: str, language: str = "en") -> Document:
    blocks = tuple(Block(BlockKind.PARAGRAPH, (Sentence(text),)) for text in paragraphs)
    return Document("T", language, (Section(None, 0, blocks),))


def test_a_finding_on_two_places_has_its_note_at_the_new_one_and_a_pointer_at_the_old_one() -> None:
    old, new = plain("We never do.", "Same."), plain("Same.", "We may do.")
    changes = (
        Change(ChangeKind.REMOVED, old.passages[0], None),
        Change(ChangeKind.ADDED, None, new.passages[1]),
    )
    soup = page(Comparison(old, new, changes), Assessment((finding("We never do.", "We may do."),)))
    (pointer,), (note,) = soup.select(".was .see"), soup.select(".new .note")
    assert (pointer["href"], pointer.get_text()) == ("#f1", "Finding 1")
    (quoted,) = note.select("blockquote")
    for tag in quoted.select(".h"):
        tag.decompose()
    assert " ".join(quoted.get_text().split()) == "Before We never do."


def test_a_finding_without_a_place_stands_whole_in_the_list() -> None:
    soup = page(Comparison(plain("Same."), plain("Same.")), Assessment((finding("Gone.", "Come."),)))
    (line,) = soup.select("nav .list li")
    assert [tag.get_text(" ").split()[-1] for tag in line.select("blockquote")] == ["Gone.", "Come."]
    assert not line.select("a")


def test_many_findings_are_folded_after_the_first_eight() -> None:
    sentences = [f"We may do thing {number}." for number in range(10)]
    old, new = plain(), plain(*sentences)
    changes = tuple(Change(ChangeKind.ADDED, None, passage) for passage in new.passages)
    soup = page(Comparison(old, new, changes), Assessment(tuple(finding("", text) for text in sentences)))
    assert len(soup.select("nav > ol > li")) == 8
    assert [tag.get_text() for tag in soup.select("details.more > summary")] == ["2 more findings"]
    assert len(soup.select(".note")) == 10


def test_text_that_came_under_another_lead_says_under_which_it_stood() -> None:
    def document(lead: str) -> Document:
        paragraph = Block(BlockKind.PARAGRAPH, (Sentence(lead),))
        items = tuple(Block(BlockKind.ITEM, (Sentence(text),)) for text in ("private messages", "photos"))
        return Document("T", "en", (Section(None, 0, (paragraph, *items)),))

    old, new = document("We do not use the following:"), document("We use the following:")
    first, *rest = zip(old.passages, new.passages, strict=True)
    moved = (Change(ChangeKind.MOVED, *pair) for pair in rest)
    found = Comparison(old, new, (Change(ChangeKind.MODIFIED, *first), *moved))
    (label,) = page(found, Assessment()).select(".moved small")
    assert label.get_text() == (
        "The words are the same; they stood under: We do not use the following: · 2 sentences"
    )


def test_the_paragraph_that_opens_a_list_stays_with_a_changed_item() -> None:
    items = [Block(BlockKind.ITEM, (Sentence(f"thing {number}"),)) for number in range(9)]
    opening = Block(BlockKind.PARAGRAPH, (Sentence("We never use:"),))
    before = Document("T", "en", (Section(Sentence("Data"), 1, (opening, *items)),))
    after = Document("T", "en", (Section(Sentence("Data"), 1, (opening, *items[:8])),))
    found = Comparison(before, after, (Change(ChangeKind.REMOVED, before.passages[-1], None),))
    shown = [tag.get_text() for tag in page(found, Assessment()).select(".text .x, .text .fold")]
    assert shown == ["Data", "We never use:", "7 unchanged paragraphs", "thing 7"]


def test_a_long_paragraph_is_shown_around_its_change() -> None:
    sentences = [f"This is sentence {number} of a paragraph that goes on and on and on." for number in range(30)]

    def document(*texts: str) -> Document:
        return Document("T", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, tuple(map(Sentence, texts))),)),))

    found = compare(document(*sentences), document(*sentences[:15], "A new one.", *sentences[15:]))
    soup = page(found, Assessment())
    assert [tag.get_text() for tag in soup.select(".new .cut")] == ["[… 13 sentences …]", "[… 13 sentences …]"]
    assert "sentence 14" in soup.get_text()
    assert "sentence 7" not in soup.get_text()


def test_neighbouring_new_sentences_stand_under_one_mark() -> None:
    new = Document(
        "T", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (Sentence("One."), Sentence("Two."))),)),)
    )
    changes = tuple(Change(ChangeKind.ADDED, None, passage) for passage in new.passages)
    marks = page(Comparison(Document("T", "en"), new, changes), Assessment()).select("ins")
    assert [tag.get_text() for tag in marks] == ["[added: One. Two.]"]


def test_quoted_text_says_in_which_language_it_is() -> None:
    old, new = plain("Nous jamais.", language="fr"), plain("Wir immer.", language="de")
    change = Change(ChangeKind.MODIFIED, old.passages[0], new.passages[0])
    soup = page(Comparison(old, new, (change,)), Assessment((finding("Nous jamais.", "Wir immer."),)))
    told = {name: soup.select_one(name) for name in (".text", ".old", ".note", ".new .h")}
    assert {name: tag["lang"] for name, tag in told.items() if tag} == {
        ".text": "de", ".old": "fr", ".note": "en", ".new .h": "en",
    }  # fmt: skip


def test_headings_go_down_in_order_whatever_the_document_has() -> None:
    def section(level: int, text: str) -> Section:
        return Section(Sentence(f"Heading {level}"), level, (Block(BlockKind.PARAGRAPH, (Sentence(text),)),))

    old = Document("T", "en", (section(2, "a"), section(5, "b"), section(6, "c"), section(1, "d")))
    new = Document("T", "en", (section(2, "A"), section(5, "B"), section(6, "C"), section(1, "D")))
    changed = zip(old.passages, new.passages, strict=True)
    found = Comparison(old, new, tuple(Change(ChangeKind.MODIFIED, a, b) for a, b in changed if a != b))
    headings = [tag.name for tag in page(found, Assessment()).select(".text :is(h3, h4, h5, h6)")]
    assert headings == ["h3", "h4", "h5", "h3"]


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
    assert html.count("<ins>") == changed
