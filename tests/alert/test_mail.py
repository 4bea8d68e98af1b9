from __future__ import annotations

import asyncio
import email
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.alert.support import Hidden, alert, render
from watcher.alert import Channel, Result, send_test
from watcher.alert.mail import page
from watcher.model import Attachment, Message


class Post:
    """A mail server that keeps what it takes and refuses the recipients in `refuse`."""

    def __init__(self) -> None:
        self.got: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.after_data = "250 taken"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - same
        if self.after_data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            parsed = email.message_from_bytes(envelope.content, policy=default)
            assert isinstance(parsed, EmailMessage)
            self.got.extend((address, parsed) for address in envelope.rcpt_tos)
        return self.after_data


class Office(Controller):
    """aiosmtpd knocks at its own door when it starts; with port 0 it must first learn which door."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.base_events.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has no types here


@contextmanager
def post_office(*, password: str = "") -> Iterator[tuple[Post, int]]:
    post = Post()

    def check(*arguments: object) -> AuthResult:
        login = arguments[-1]
        assert isinstance(login, LoginPassword)
        return AuthResult(success=login.password == password.encode(), handled=False)

    controller = Office(
        post,
        hostname="127.0.0.1",
        port=0,
        auth_require_tls=False,
        authenticator=check,
    )
    controller.start()
    try:
        yield post, controller.port
    finally:
        controller.stop()


def channel(url: str) -> Channel:
    return Channel("team", Hidden(url), lambda _: True)


def send(url: str, message: Message | None = None) -> Result:
    return send_test(channel(url), message or render(alert("x1"), "en"))


def parts(mail: EmailMessage) -> dict[str, str]:
    bodies = [part for part in mail.walk() if not part.is_multipart()]
    return {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in bodies}


def test_a_mail_carries_our_own_text_beside_our_html() -> None:
    message = Message(
        "x1", "Été: « titre »", "Our text → https://example.org/a?b=1&c=2\n", "", "<p>Our <b>HTML</b></p>"
    )
    with post_office() as (post, port):
        assert send(f"mailto://127.0.0.1:{port}?from=watcher@example.org&to=anna@example.org", message).ok
    ((recipient, mail),) = post.got
    assert recipient == "anna@example.org"
    assert mail.get_content_type() == "multipart/alternative"
    both = parts(mail)
    assert list(both) == ["text/plain", "text/html"]
    assert both["text/plain"] == "Our text → https://example.org/a?b=1&c=2\n"
    assert "<p>Our <b>HTML</b></p></body>" in both["text/html"]
    assert mail["Subject"] == "Été: « titre »"
    assert mail["To"] == "anna@example.org"
    assert "watcher@example.org" in mail["From"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Policy-Watcher-Id"] == "x1"
    assert mail["Date"]


def test_format_text_in_the_url_leaves_the_html_out() -> None:
    with post_office() as (post, port):
        assert send(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org&format=text").ok
    assert list(parts(post.got[0][1])) == ["text/plain"]


def test_a_repeat_has_the_same_message_id_and_another_message_another() -> None:
    with post_office() as (post, port):
        url = f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org"
        for key in ("x1", "x1", "x2"):
            assert send(url, render(alert(key), "en")).ok
    first, repeat, other = (mail["Message-ID"] for _, mail in post.got)
    assert first == repeat
    assert other != first
    assert first.endswith("@example.org>")


def test_a_headline_cannot_add_a_header() -> None:
    message = Message("x1", "Title\r\nBcc: eve@example.org\nX: y", "text", "", "<p>html</p>")
    with post_office() as (post, port):
        assert send(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org", message).ok
    assert [recipient for recipient, _ in post.got] == ["anna@example.org"]
    assert post.got[0][1]["Subject"] == "Title Bcc: eve@example.org X: y"
    assert post.got[0][1]["Bcc"] is None


def test_each_recipient_gets_one_copy_and_sees_no_other_one() -> None:
    with post_office() as (post, port):
        url = f"mailto://127.0.0.1:{port}/anna@example.org/bob@example.org"
        assert send(f"{url}?from=w@example.org&cc=carl@example.org&bcc=dora@example.org&reply=team@example.org").ok
    assert [(recipient, str(mail["To"])) for recipient, mail in post.got] == [
        ("anna@example.org", "anna@example.org"),
        ("bob@example.org", "bob@example.org"),
        ("carl@example.org", "anna@example.org"),
        ("dora@example.org", "anna@example.org"),
    ]
    assert {str(mail["Cc"]) for _, mail in post.got} == {"carl@example.org"}
    assert {str(mail["Reply-To"]) for _, mail in post.got} == {"team@example.org"}
    assert "dora" not in "".join(mail.as_string() for _, mail in post.got)


def test_who_has_the_mail_does_not_get_it_again_when_another_one_was_refused() -> None:
    with post_office() as (post, port):
        url = f"mailto://127.0.0.1:{port}/anna@example.org/bob@example.org?from=w@example.org"
        post.refuse = {"bob@example.org": "451 try later, bob@example.org is full"}
        transport = channel(url).transport()
        first = transport.send(render(alert("x1"), "en"), "en", ())
        post.refuse = {}
        second = transport.send(render(alert("x1"), "en"), "en", first.accepted)
    assert (first.ok, first.permanent) == (False, False)
    assert first.reason == "the mail server refused the recipient: 451 try later, *** is full"
    assert second.ok
    assert [recipient for recipient, _ in post.got] == ["anna@example.org", "bob@example.org"]


def test_an_unknown_recipient_is_a_refusal_for_good() -> None:
    with post_office() as (post, port):
        post.refuse = {"anna@example.org": "550 no such user here"}
        result = send(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org")
    assert result == Result(
        ok=False, reason="the mail server refused the recipient: 550 no such user here", permanent=True
    )


def test_a_mail_that_the_server_does_not_take_now_is_tried_again() -> None:
    with post_office() as (post, port):
        post.after_data = "452 no room"
        result = send(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org")
    assert (result.ok, result.permanent, result.reason) == (False, False, "the mail server answered 452 no room")


def test_the_log_in_is_used_and_its_failure_told_without_the_password() -> None:
    with post_office(password="swordfish") as (post, port):
        place = f"127.0.0.1:{port}?from=w@example.org&to=anna@example.org"
        assert send(f"mailto://anna:swordfish@{place}").ok
        wrong = send(f"mailto://anna:sword%21fish@{place}")
    assert len(post.got) == 1
    assert (wrong.ok, wrong.permanent) == (False, True)
    assert wrong.reason.startswith("the mail server refused the log-in: 535")
    assert "sword" not in wrong.reason


def test_no_mail_server_is_a_reason_to_try_again() -> None:
    with post_office() as (_, port):
        pass
    result = send(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org")
    assert result == Result(ok=False, reason="no connection to the mail server: Connection refused")


def test_the_redline_is_attached_where_the_route_asks_for_it() -> None:
    file = Attachment("agora-ai-faq.html", "text/html", "<!DOCTYPE html><p>Été</p>".encode())
    message = replace(render(alert("x1"), "en"), attachments=(file,))
    with post_office() as (post, port):
        url = Hidden(f"mailto://127.0.0.1:{port}?from=w@example.org&to=anna@example.org")
        for attach in (False, True):
            assert send_test(Channel("team", url, lambda _: True, attach=attach), message).ok
    without, carrying = (mail for _, mail in post.got)
    assert without.get_content_type() == "multipart/alternative"
    assert carrying.get_content_type() == "multipart/mixed"
    (attached,) = carrying.iter_attachments()
    assert isinstance(attached, EmailMessage)
    assert attached.get_filename() == "agora-ai-faq.html"
    assert attached.get_content_type() == "text/html"
    assert attached.get_payload(decode=True) == file.content
    body = carrying.get_body(("html",))
    assert body is not None
    assert "we may use your posts" in body.get_content()


def test_a_mail_is_a_page_for_dark_grounds_with_a_preview_that_its_body_does_not_show() -> None:
    message = replace(render(alert("x1"), "en"), preview="Opt out: Settings > <b>")
    whole = page(message)
    assert '<meta name="color-scheme" content="light dark">' in whole
    assert whole.index("Opt out: Settings &gt; &lt;b&gt;") < whole.index("<p>Text of")
    assert "display:none" in whole
    assert "src=" not in whole
    assert "display:none" not in page(render(alert("x1"), "en"))
