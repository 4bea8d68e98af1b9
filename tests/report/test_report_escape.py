"""Hostile text in every landing place, checked with the parsers that will read it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from watcher.report import escape

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])  # HTML stays on, as on git hosts
NASTY = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[log in](https://evil.example/)",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example/>",
    "https://evil.example/a?b=c",
    "www.evil.example",
    "[good.example]: https://evil.example",
    "**bold** _it_ ~~gone~~ `code` ```",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "&lt;b&gt; &amp;copy; &copy;",
    "=====",
    "@everyone and @team/owners",
    "closes #12",
    "<!channel> <@U123> <#C1|x>",
    "a\\*b\\",
    "javascript:alert(1)",
    "mailto:x@y.example",
)


@pytest.mark.parametrize("text", NASTY)
def test_markdown_shows_the_very_characters_and_nothing_else(text: str) -> None:
    rendered = MARKDOWN.render(escape.markdown(text))
    soup = BeautifulSoup(rendered, "html.parser")
    assert [tag.name for tag in soup.find_all()] == ["p"]
    assert soup.get_text().strip("\n").replace("\u200b", "") == text


@given(st.text(max_size=80))
def test_markdown_of_any_text_is_one_paragraph_at_most(text: str) -> None:
    soup = BeautifulSoup(MARKDOWN.render(escape.markdown(text)), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"p"}
    assert soup.get_text().strip("\n").replace("\u200b", "") == escape.one_line(text)


def test_bare_addresses_are_not_linked_by_hosts_that_look_for_them() -> None:
    assert escape.markdown("see https://evil.example/") == "see https\\://evil.example/"
    assert escape.markdown("see www.evil.example") == "see www\\.evil.example"


def test_mentions_and_issue_numbers_do_not_reach_the_git_host() -> None:
    assert escape.markdown("ask @alice") == "ask @&#8203;alice"
    assert escape.markdown("mail a@b.example") == "mail a@b.example"
    assert escape.markdown("fixes #7") == "fixes #&#8203;7"
    assert escape.commit("fixes #7 for @alice [skip ci]\n\nSigned-off-by: x") == (
        "fixes ＃7 for ＠alice (skip ci) Signed-off-by: x"
    )


@pytest.mark.parametrize("text", NASTY)
def test_html_shows_the_very_characters_and_nothing_else(text: str) -> None:
    soup = BeautifulSoup(f'<p title="{escape.html(text)}">{escape.html(text)}</p>', "html.parser")
    assert [tag.name for tag in soup.find_all()] == ["p"]
    assert soup.get_text() == text
    assert soup.p is not None
    assert soup.p["title"] == text


def test_slack_gets_no_commands() -> None:
    assert escape.slack("<!channel> a & b <https://x|y>") == "&lt;!channel&gt; a &amp; b &lt;https://x|y&gt;"


def test_terminals_get_no_control_characters() -> None:
    text = "a\x1b[31mb\x07\x9b2J\u202ec\u2066d\u200be\ufefff\x00g\u00adh\U000e0041i\ud800"
    assert escape.plain(text) == "a[31mb2Jcdefghi"
    assert escape.plain("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour five"


@given(st.text())
def test_one_line_is_one_line_that_every_encoder_takes(text: str) -> None:
    line = escape.one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.encode() is not None
    assert line == line.strip()


def test_headers_are_one_bounded_line() -> None:
    assert escape.header("Subject\r\nBcc: x@y.example") == "Subject Bcc: x@y.example"
    assert escape.header("word " * 100, 40) == "word word word word word word word…"
    assert len(escape.header("x" * 500)) == 200


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/<b>",
        "https://a.example/ b",
        'https://a.example/"x',
        "//evil.example/x",
        "https://a.example/\u202ex",
        "mailto:x@y.example",
        "ftp://a.example",
        "https://good.example@evil.example/",
        "https://user:word@evil.example/",
        "https://\u0430..example/",
        "",
    ],
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert escape.web_address(url) == ""
    assert escape.html_link("text", url) == "text"
    assert escape.markdown_link("text", url) == "text"


def test_a_host_in_other_letters_is_shown_as_the_network_knows_it() -> None:
    assert escape.web_address("https://www.\u0430gora.example/x") == "https://www.xn--gora-43d.example/x"
    assert escape.web_address("https://soci\u00e9t\u00e9.example/?a=b@c") == "https://xn--socit-esab.example/?a=b@c"


def test_a_link_shows_its_text_and_leads_to_its_address() -> None:
    soup = BeautifulSoup(escape.html_link("<b>", "https://a.example/?a=1&b=2"), "html.parser")
    assert soup.a is not None
    assert soup.a["href"] == "https://a.example/?a=1&b=2"
    assert soup.a["rel"] == ["noopener", "noreferrer"]
    assert soup.get_text() == "<b>"
    assert escape.markdown_link("a]b", "https://a.example/") == "[a\\]b](https://a.example/)"
