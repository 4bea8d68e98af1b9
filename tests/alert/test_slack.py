"""Slack's incoming webhooks: the payload within Slack's limits, and every refusal told apart."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.alert.messages import DELTA, HEADLINE, TITLE, alert_message
from tests.alert.slack_server import Slack, all_runs, hooks, problem_of, shown
from tests.alert.support import Answer, Hidden, Request, alert, render, web_server
from watcher.alert import Channel, Result, send_test
from watcher.alert.blocks import blocks, payload
from watcher.alert.channel import Transport
from watcher.model import Message

URL = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
PLAIN = render(alert("x1"), "en")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@contextmanager
def channel(slack: Slack, url: str = URL) -> Iterator[Channel]:
    with hooks(slack) as base, pytest.MonkeyPatch.context() as patch:
        patch.setattr("apprise.plugins.slack.NotifySlack.webhook_url", base)
        yield Channel("team", Hidden(url), lambda _: True)


def send(slack: Slack, message: Message = PLAIN, url: str = URL) -> Result:
    with channel(slack, url) as to:
        return send_test(to, message)


def test_an_alert_is_rich_text_with_its_headline_once_and_its_links() -> None:
    slack = Slack()
    assert send(slack, alert_message()) == Result(ok=True)
    (post,) = slack.posts
    said = shown(post)
    assert said.count("Agora announces") == 1
    assert HEADLINE in said
    assert all(line in said for line in DELTA)
    assert post["text"] == TITLE
    assert (post["unfurl_links"], post["unfurl_media"]) == (False, False)
    links = [(run["url"], run.get("text")) for run in all_runs(post) if run["type"] == "link"]
    assert links == [
        ("https://agora.example/settings", None),
        ("https://agora.example/help", "The page"),
        ("https://git.example/1.html", "Redline"),
    ]


def test_marks_stand_right_beside_punctuation() -> None:
    (quote,) = [
        element
        for block in blocks(alert_message(findings=1), "en")
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote" and element["elements"][0]["text"] == "Before: "
    ]
    assert quote["elements"][1:] == [
        {"type": "text", "text": "We do not ", "style": {"strike": True}},
        {"type": "text", "text": "use your posts"},
        {"type": "text", "text": ", salary data", "style": {"strike": True}},
        {"type": "text", "text": "."},
    ]


@pytest.mark.parametrize(
    ("findings", "sentences"), [(0, 1), (1, 1), (5, 6), (5, 40), (5, 400), (60, 1), (200, 2), (400, 30)]
)
def test_a_long_alert_stays_within_the_limits_and_says_that_it_was_cut(findings: int, sentences: int) -> None:
    post = payload(alert_message(findings, sentences), "en")
    assert problem_of(post) == ""
    said = shown(post)
    assert HEADLINE in said
    assert all(line in said for line in DELTA)
    assert "The page" in said
    assert ("shortened; see the link" in said) == (findings * sentences > 40)


def test_a_message_without_parts_is_shown_as_its_text() -> None:
    slack = Slack()
    assert send(slack).ok
    assert shown(slack.posts[0]) == "Text of x1: we may use your posts."
    long = Message("x1", "T", "\n\n".join(["word " * 300] * 60), "", "")
    assert problem_of(payload(long, "fr")) == ""
    assert "… (abrégé)" in shown(payload(long, "fr"))


def test_words_of_a_page_are_text_and_no_mention() -> None:
    hostile = Message("x1", "Title & <!here> @here *b* `c`", "<!channel> <@U12345678> *b* ~s~ :smile:", "", "")
    post = payload(hostile, "en")
    assert shown(post) == "<!channel> <@U12345678> *b* ~s~ :smile:"
    assert {run["type"] for run in all_runs(post)} == {"text"}
    assert post["text"] == (
        "Title &amp; &lt;!here&gt; @\u2060here \u2060*\u2060b\u2060*\u2060 \u2060`\u2060c\u2060`\u2060"
    )


@pytest.mark.parametrize(
    ("status", "word", "permanent", "reason"),
    [
        (400, "user_not_found", True, "Slack answered 400 user_not_found: Slack does not know that user"),
        (
            403,
            "action_prohibited",
            True,
            "Slack answered 403 action_prohibited: the workspace's administrators do not allow this",
        ),
        (404, "channel_not_found", True, "Slack answered 404 channel_not_found: Slack does not know that channel"),
        (404, "no_service", True, "Slack answered 404 no_service: the webhook was taken back or never existed"),
        (410, "channel_is_archived", True, "Slack answered 410 channel_is_archived: that channel is archived"),
        (500, "rollup_error", False, "Slack answered 500 rollup_error: Slack has trouble"),
        (503, "", False, "Slack answered 503"),
        (302, "", False, "Slack answered 302"),
    ],
)
def test_each_refusal_is_told_apart(status: int, word: str, permanent: bool, reason: str) -> None:  # noqa: FBT001
    slack = Slack([(status, word, "")])
    assert send(slack) == Result(ok=False, reason=reason, permanent=permanent)
    assert slack.asked == 1


def test_the_wait_that_slack_asks_for_is_heeded() -> None:
    result = send(Slack([(429, "rate_limited", "90")]))
    assert result == Result(ok=False, reason="Slack asks to send less (429)", retry_after=dt.timedelta(seconds=90))


@pytest.mark.parametrize("word", ["invalid_payload", "invalid_blocks", "too_long", "msg_blocks_too_long"])
def test_what_is_refused_as_blocks_goes_once_more_as_plain_text(word: str) -> None:
    slack = Slack([(400, word, "")])
    assert send(slack, alert_message()).ok
    (post,) = slack.posts
    assert "blocks" not in post
    assert post["text"] == "\n".join((TITLE, *DELTA))
    refused = send(Slack([(400, word, ""), (400, word, "")]))
    assert (refused.ok, refused.permanent) == (False, True)


def test_each_channel_of_a_url_gets_it_once_also_when_another_one_failed() -> None:
    slack = Slack()
    with channel(slack, f"{URL}/#legal/#press") as to:
        transport: Transport = to.transport()
        slack.refuse = [(200, "ok", ""), (410, "channel_is_archived", "")]
        first = transport.send(PLAIN, "en", ())
        assert (first.ok, len(first.accepted)) == (False, 1)
        assert to.transport().send(PLAIN, "en", first.accepted).ok
    assert [post["channel"] for post in slack.posts] == ["#press"]


def test_a_server_that_does_not_answer_is_told_without_the_url() -> None:
    with channel(Slack()) as to:
        pass
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("apprise.plugins.slack.NotifySlack.webhook_url", "http://127.0.0.1:9/services")
        result = send_test(to, PLAIN)
    assert (result.ok, result.permanent) == (False, False)
    assert result.reason == "no connection to Slack: Connection refused"


def test_a_token_goes_through_apprise_with_the_headline_once() -> None:
    def api(_: Request) -> Answer:
        return 200, b'{"ok": true, "channel": "C1"}'

    with web_server(api) as (port, requests), pytest.MonkeyPatch.context() as patch:
        patch.setattr("apprise.plugins.slack.NotifySlack.api_url", f"http://127.0.0.1:{port}/api/{{}}")
        token = Channel(
            "team", Hidden("slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/#legal"), lambda _: True
        )
        assert send_test(token, alert_message()).ok
    said = json.dumps(requests[-1].json, ensure_ascii=False)
    assert requests[-1].path == "/api/chat.postMessage"
    assert said.count("Agora announces") == 1
    assert TITLE not in said
    assert "~We do not~" in said
    assert "<https://git.example/1.html|Redline>" in said
