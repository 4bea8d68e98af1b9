"""text.md: what is written can be read back, exactly; and a page in full, compared with a file written by hand."""

from __future__ import annotations

import re
import time
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from watcher.extract import extract, parse_text, render_text
from watcher.extract.sentences import fold
from watcher.model import Block, BlockKind, Document, Link, Section, Sentence

_GOLDEN = Path(__file__).parent / "golden"

_TRICKY = st.sampled_from(
    [
        "# train", "- train", "+ AI", "> quote", "1. one", "12) two", "--- ", "***", "___", "= =", "| a | b |",
        "~~no~~", "```", "a_b_c", "*all*", "[x](<y>)", "[x](y)", "](<", "\\", "\\[", "\\\\]", "[[[", "]]]", "<b>",
        "&amp;", "&#35;", "  x", "`code`",
        "\u200fمرحبا\u200e", "\u202eabc\u202c", "données", "🙂", "e\u0301", "№", "'", '"',
        "!", "![a](b)", "- [ ] todo", "100 % of", ":",
    ]
)  # fmt: skip
_words = (
    st.lists(st.one_of(_TRICKY, st.text(max_size=12)), min_size=1, max_size=4).map(
        lambda parts: fold(" ".join(parts))
    )
).filter(bool)
_address = st.sampled_from(
    [
        "https://agora.example/ai",
        "https://agora.example/a_(b)?c=[d]*&e=\"'`",
        "mailto:dpo@agora.example",
        "https://é.example/#x",
    ]
)


@st.composite
def _sentence(draw: st.DrawFn) -> Sentence:
    """Words, some of them links, in the order in which they stand."""
    parts = draw(st.lists(st.tuples(_words, st.none() | _address), min_size=1, max_size=4))
    text, links, position = "", [], 0
    for words, href in parts:
        text = f"{text} {words}".strip()
        if href is not None:
            links.append(Link(words, href))
    for link in links:  # the same words may stand earlier in the sentence: then they are the link
        position = text.index(link.text, position) + len(link.text)
    return Sentence(text, tuple(links))


_sentences = st.lists(_sentence(), min_size=1, max_size=3).map(tuple)
_blocks = st.one_of(
    st.builds(Block, st.just(BlockKind.PARAGRAPH), _sentences),
    st.builds(Block, st.sampled_from([BlockKind.ITEM, BlockKind.CELL]), _sentences, st.integers(0, 4)),
)
_document = st.builds(
    lambda first, rest: Document("Agora", "en", ((Section(None, 0, first),) if first else ()) + tuple(rest)),
    st.lists(_blocks, max_size=4).map(tuple),
    st.lists(
        st.builds(Section, _sentence(), st.integers(1, 6), st.lists(_blocks, max_size=4).map(tuple)), max_size=3
    ),
)


@settings(max_examples=100, deadline=None)
@given(_document)
@example(Document("Agora", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (Sentence("+"), Sentence("#"))),)),)))
def test_what_is_written_is_read_back(document: Document) -> None:
    assert parse_text(render_text(document), title="Agora", language="en") == document


@settings(max_examples=50, deadline=None)
@given(_document)
def test_reading_and_writing_again_changes_nothing(document: Document) -> None:
    text = render_text(document)
    assert render_text(parse_text(text, title="", language="")) == text
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))


@settings(max_examples=150, deadline=None)
@given(_sentence())
def test_a_git_host_shows_the_words_as_they_are(sentence: Sentence) -> None:
    text = render_text(Document("", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (sentence,)),)),)))
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert [token.type for token in shown] == ["paragraph_open", "inline", "paragraph_close"]
    words = "".join(child.content for child in shown[1].children or [])
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", sentence.text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_a_page_says_survives_the_way_to_the_file_and_back(words: str) -> None:
    page = f"<h1>AI</h1><p>{words}</p><ul><li><a href='/a'>{words}</a></ul>"
    document = extract(page.encode(), "text/html; charset=utf-8", url="https://agora.example/").document
    text = render_text(document).encode().decode()
    assert parse_text(text, title=document.title, language=document.language) == document


def test_a_file_edited_by_hand_is_still_read() -> None:
    text = "Lone words\n### Data\n\n- posts\nand more\n\n\n* starred\n"
    document = parse_text(text, title="", language="en")
    assert [passage.text for passage in document.passages] == ["Lone words", "Data", "posts", "and more", "* starred"]
    assert parse_text("", title="", language="en").sections == ()


def test_brackets_without_end_are_read_in_bounded_time() -> None:
    for unit in ("[", "\\[", "[a](<", "[a", "]", "\\", "[\\]"):
        sentence = Sentence(unit * 20_000)
        document = Document("", "en", (Section(None, 0, (Block(BlockKind.PARAGRAPH, (sentence,)),)),))
        begun = time.perf_counter()
        assert parse_text(render_text(document), title="", language="en") == document
        parse_text(unit * 20_000, title="", language="en")
        assert time.perf_counter() - begun < 2.0


def test_a_whole_page_gives_the_expected_file() -> None:
    page = (_GOLDEN / "faq.html").read_bytes()
    found = extract(page, "text/html", url="https://agora.example/help/answer/ai")
    assert render_text(found.document) == (_GOLDEN / "faq.md").read_text(encoding="utf-8")
    assert (found.document.title, found.document.language) == ("Agora and generative AI – FAQ", "en")
