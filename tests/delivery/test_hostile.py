"""Hostile page texts in every place where page text lands, through every form; each is read as its reader reads it.

Nothing may be active: no element, attribute, link, mention, header or control character that we did not put there,
and no link whose text is another address than its own.
"""

from __future__ import annotations

import email
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pytest
from bs4 import BeautifulSoup, Comment
from markdown_it import MarkdownIt

from tests.alert.slack_server import all_runs, problem_of, shown
from tests.delivery.hostile import TEXTS
from tests.report.stories import HOW, NEW_TIME, OLD_TIME, TODAY
from watcher.alert.blocks import payload
from watcher.alert.forms import Abilities, Form, fit
from watcher.alert.library import NotifySlack
from watcher.alert.mail import MailSettings, compose
from watcher.alert.matrix import content
from watcher.archive import layout
from watcher.compare import compare
from watcher.model import (
    Alert,
    Assessment,
    Block,
    BlockKind,
    Claim,
    Comparison,
    Direction,
    Document,
    Finding,
    FindingKind,
    Message,
    Outcome,
    Quote,
    Section,
    Sentence,
    Severity,
    TargetName,
    VerdictKind,
    VersionMeta,
)
from watcher.report import (
    Also,
    DigestPart,
    IndexEntry,
    Links,
    NoticeDetails,
    RedlineHead,
    as_markdown,
    changes_entry,
    commit_subject,
    digest_message,
    escape,
    headline,
    index_readme,
    message,
    notice_message,
    redline_html,
    reminder_message,
    render_terminal,
)
from watcher.report.redline_script import SCRIPT

LIVE = "https://agora.example/help/ai"
OURS = {LIVE, "https://git.example/1.html", "https://git.example/commit/1"}
LINKS = Links(LIVE, "https://git.example/1.html", "https://git.example/commit/1")
LABELS = {"The page", "Redline", "Commit"}
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MAIL = MailSettings(
    "mail.example.org", 587, "starttls", verify=True, user="", password="",
    sender=("Policy Watcher", "watcher@example.org"), to=(("", "reader@example.org"),),
)  # fmt: skip
HTML_TAGS = set(
    "div h1 h2 h3 p ul li strong br blockquote span del ins a table tr td html head meta style title".split()
)
HTML_TAGS.add("body")
REDLINE_TAGS = HTML_TAGS | set("header main nav footer section details summary h4 h5 h6 b small".split())
REDLINE_TAGS |= set("ol input label script".split())
ATTRIBUTES = set("style href rel lang dir role width cellpadding cellspacing border charset name content".split())
REDLINE_ATTRIBUTES = ATTRIBUTES | set("class id aria-labelledby aria-label http-equiv".split())
REDLINE_ATTRIBUTES |= set("type checked for hidden tabindex start".split())
# The specification's list, "m.room.message msgtypes".
MATRIX_TAGS = set("del h1 h2 h3 h4 h5 h6 blockquote p a ul ol li b i u strong em s code hr br div pre span".split())
IDS = [f"{number:02}" for number in range(len(TEXTS))]


def alert_about(text: str) -> Alert:
    """An alert whose every word that a page can choose is that text."""
    name = TargetName("agora/ai-faq", f"Agora {text}", text, LIVE, "en")
    quote = Quote(f"{text} We do not train on your posts.", (text, *HOW), text)
    claim = Claim(
        "ai-training", action="train", polarity="will", data=(text,), excluded=(text,), audience=(text,),
        regions=(text, "EU"), recipients=(text,), choice="opt-out", control=text, control_path=text, control_url=text,
        model=text, effective=TODAY,
    )  # fmt: skip
    after = replace(quote, text=f"{text} We train on your posts.")
    before = replace(claim, polarity="does not", data=())
    found = Finding("ai-training", FindingKind.FLIPPED, Direction.WEAKER, Severity.HIGH, quote, after, before, claim)
    added = replace(found, kind=FindingKind.CONTROL_ADDED, before=None, claim_before=None, topic=text)
    assessment = Assessment((found, added), {"added": 1})
    said = {"en": headline(name, assessment, "en", link=True)}
    return Alert("9f3c2a7d51e0b846", name, NEW_TIME, OLD_TIME, Outcome.CHANGED, assessment, said)


def messages(text: str) -> Iterator[Message]:
    """Every kind of message, with that text wherever it can come."""
    alert = alert_about(text)
    also = (Also(alert.target, LINKS),)
    yield message(alert, "en", links=LINKS, also=also, summary=text, today=TODAY)
    yield reminder_message("r-1", alert, TODAY, "en", links=LINKS, today=TODAY)
    yield digest_message("g-1", [DigestPart(alert, LINKS, also)], [DigestPart(alert, LINKS)], "en", today=TODAY)
    ill = NoticeDetails("n-1", (alert.target,), (VerdictKind.BLOCKED,), text, NEW_TIME, OLD_TIME, (text,))
    yield notice_message("unwell", ill, "en")
    yield notice_message("moved", ill, "en")


def comparison_of(text: str) -> Comparison:
    def document(words: str) -> Document:
        blocks = (
            Block(BlockKind.PARAGRAPH, (Sentence(text), Sentence(words), Sentence(f"{text} {words}"))),
            Block(BlockKind.ITEM, (Sentence(f"{words} {text}"),)),
            Block(BlockKind.CELL, (Sentence(text),)),
        )
        return Document(text, "en", (Section(Sentence(text), 1, blocks),))

    return compare(document("We do not train on your posts."), document("We train on your posts."))


def nothing_unseen(text: str) -> None:
    """No control, bidirectional, zero-width or otherwise invisible character but line ends and our word joiners."""
    unseen = {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") and character not in "\n\u2060"
    }
    assert not unseen, sorted(map(ascii, unseen))


def own_address(text: str) -> set[str]:
    """The opt-out's address, where the text is one that may be linked."""
    found = escape.web_address(escape.one_line(text))
    return {found, found[:500]} if found else set()  # notices cut long ones


def links_are_honest(soup: BeautifulSoup, known: set[str]) -> None:
    for tag in soup.find_all("a"):
        href, shown_text = str(tag["href"]), tag.get_text()
        assert href in known, href
        assert shown_text in LABELS or shown_text == href, (shown_text, href)


def html_is_ours(html: str, known: set[str], tags: set[str], attributes: set[str]) -> None:
    """Read with two parsers, because mail programs differ, too."""
    for parser in ("html.parser", "lxml"):
        soup = BeautifulSoup(html, parser)
        assert {tag.name for tag in soup.find_all()} <= tags
        for tag in soup.find_all():
            assert set(tag.attrs) <= attributes, tag.attrs
            for value in (str(tag.get(name, "")) for name in ("style", "class", "width")):
                assert re.fullmatch(r"[\w #.,:;%()\-]*", value), value
        assert {str(each) for each in soup.find_all(string=lambda each: isinstance(each, Comment))} <= {
            '[if mso]><table role="presentation" width="640" align="center" border="0"><tr><td><![endif]',
            "[if mso]></td></tr></table><![endif]",
        }
        links_are_honest(soup, known)
        nothing_unseen(soup.get_text())


def markdown_is_ours(text: str, known: set[str]) -> None:
    nothing_unseen(text)
    raw = [
        token.content
        for block in MARKDOWN.parse(text)
        for token in (block, *(block.children or ()))
        if token.type in ("html_block", "html_inline")
    ]
    assert raw == []
    soup = BeautifulSoup(MARKDOWN.render(text), "html.parser")
    assert not soup.find_all(["img", "code", "script", "pre", "iframe"])
    hrefs = {str(tag["href"]) for tag in soup.find_all("a")}
    assert all(href in known or re.fullmatch(r"[a-z0-9/.\-A-Z]+", href) for href in hrefs), hrefs
    for tag in soup.find_all("a"):
        assert not re.match(r"\w+://", tag.get_text()) or escape.web_address(tag.get_text()) == tag["href"]
    # What hosts link or act on after rendering.
    bare = re.sub(r"<https?://[^>]*>|\]\([^)]*\)", "", text)
    assert not re.search(r"(?<!\\)\b(?:https?|ftp)://|\bwww\.|(?<![\w@])@\w|(?<!&)#\d", bare), bare[:2000]


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_as_html_it_is_only_text(text: str) -> None:
    for sent in messages(text):
        html_is_ours(sent.html, OURS | own_address(text), HTML_TAGS, ATTRIBUTES)


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_as_a_mail_it_makes_no_header_and_no_part(text: str) -> None:
    for sent in messages(text):
        raw = compose(MAIL, sent, MAIL.to[0], html=True).as_bytes()
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        mail = email.message_from_bytes(raw, policy=default)
        assert isinstance(mail, EmailMessage)
        assert sorted(mail.keys()) == [
            "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To",
            "X-Policy-Watcher-Id",
        ]  # fmt: skip
        assert not mail.defects
        assert not any(value.defects for _, value in mail.items())
        assert mail["To"] == "reader@example.org"
        nothing_unseen(str(mail["Subject"]))
        assert len(str(mail["Subject"])) <= 200
        assert [part.get_content_type() for part in mail.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip
        plain, html = mail.iter_parts()
        assert isinstance(plain, EmailMessage)
        assert isinstance(html, EmailMessage)
        assert plain.get_content().replace("\r\n", "\n") == sent.text
        nothing_unseen(sent.text)
        html_is_ours(
            html.get_content().replace("\r\n", "\n"),
            OURS | own_address(text),
            HTML_TAGS,
            ATTRIBUTES | {"aria-hidden"},
        )


def mrkdwn_tokens(text: str) -> set[str]:
    """What Slack reads between angle brackets: links, mentions, commands (docs.slack.dev, "Formatting text")."""
    return set(re.findall(r"<([^<>]*)>", text))


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_in_slack_it_calls_nobody_and_links_nothing(text: str) -> None:
    known = OURS | own_address(text)
    for sent in messages(text):
        post = payload(sent, "en")
        assert problem_of(post) == ""
        for run in all_runs(post):
            assert run["type"] == "text" or run["url"] in known
            assert run["type"] == "text" or run.get("text") in {None, *LABELS}
        nothing_unseen(shown(post))
        assert mrkdwn_tokens(post["text"]) == set()
        assert "<" not in post["text"]
        assert not re.search(r"@\w", post["text"])
        token = fit(sent, Form.MARKDOWN, Abilities("slack", (Form.MARKDOWN, Form.TEXT), 250, 35_000), "en")
        told = NotifySlack._commonmark_to_slack(token.body)  # type: ignore[no-untyped-call]  # as Apprise has it
        for each in mrkdwn_tokens(told):
            url, _, label = each.partition("|")
            assert url in known, each
            assert label in {"", *LABELS}
        assert not re.search(r"<[!@#]|(?<![\w&;])@(?:here|channel|everyone|all)\b", told)


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_in_matrix_it_mentions_nobody_and_opens_no_element(text: str) -> None:
    for sent in messages(text):
        event = content(sent, "en")
        assert len(json.dumps(event, ensure_ascii=False).encode()) < 65_000
        assert event["m.mentions"] == {}
        formatted = event.get("formatted_body", "")  # none where it has no room
        assert "@room" not in event["body"] + formatted
        nothing_unseen(event["body"])
        if sent.parts:  # a notice is sent as the HTML that mail programs get
            soup = BeautifulSoup(formatted, "html.parser")
            assert {tag.name for tag in soup.find_all()} <= MATRIX_TAGS
            assert {name for tag in soup.find_all() for name in tag.attrs} <= {"href"}
            links_are_honest(soup, OURS | own_address(text))
            nothing_unseen(soup.get_text())


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_as_markdown_it_is_only_text_also_in_the_files_of_the_archive(text: str) -> None:
    known = OURS | own_address(text)
    for sent in messages(text):
        markdown_is_ours(sent.markdown, known)
    alert = alert_about(text)
    markdown_is_ours(changes_entry(alert), known)
    severity = alert.assessment.severity
    entry = IndexEntry(alert.target, OLD_TIME, 2, NEW_TIME, NEW_TIME, alert.headline["en"], severity)
    markdown_is_ours(index_readme([entry]), known)
    markdown_is_ours(as_markdown(comparison_of(text), alert.assessment, alert.target), known)


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_in_a_commit_message_it_refers_to_nobody_and_adds_no_line(text: str) -> None:
    alert = alert_about(text)
    subject = commit_subject(alert.target, alert.assessment)
    assert "\n" not in subject
    nothing_unseen(subject)
    assert not re.search(r"[@#\[\]]", subject)
    meta = VersionMeta(LIVE, text, NEW_TIME, 200, "text/html", "0" * 64, "k", "en", text, 1)
    whole = layout.message(subject, "", alert.target, meta)
    head, _, rest = whole.partition("\n")
    assert head == subject[: len(head)]
    nothing_unseen(whole)
    assert {line.partition(":")[0] for line in rest.strip().split("\n")} <= {"Target", "Text-Key"}


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_in_a_terminal_it_moves_no_cursor(text: str) -> None:
    alert = alert_about(text)
    nothing_unseen(render_terminal(comparison_of(text), alert.assessment, alert.target, "en", width=100, color=False))
    colored = render_terminal(comparison_of(text), alert.assessment, alert.target, "en", width=100, color=True)
    nothing_unseen(re.sub(r"\x1b\[[\d;]*m", "", colored))


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_in_the_redline_it_is_only_text(text: str) -> None:
    alert = alert_about(text)
    head = RedlineHead(alert.target, OLD_TIME, NEW_TIME, alert.headline["en"])
    html = redline_html(comparison_of(text), alert.assessment, head, "en")
    for parser in ("html.parser", "lxml"):
        soup = BeautifulSoup(html, parser)
        assert {tag.name for tag in soup.find_all()} <= REDLINE_TAGS
        assert {name for tag in soup.find_all() for name in tag.attrs} <= REDLINE_ATTRIBUTES
        assert [tag.get_text() for tag in soup.find_all("script")] == [SCRIPT]
        links = {str(tag["href"]) for tag in soup.find_all("a")}
        away = {link for link in links if not re.fullmatch(r"#(?:document|[cf]\d+)", link)}
        assert away <= {LIVE} | own_address(text)
        nothing_unseen(soup.get_text())
