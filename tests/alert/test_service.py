from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.alert.support import Answer, Hidden, Request, alert, render, web_server
from watcher.alert import Channel, Result, check_channel, send_test
from watcher.alert.library import NotifyMatrix
from watcher.model import Message

MESSAGE = render(alert("x1"), "en")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-ins are on this machine: a proxy in the environment must not stand between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def channel(url: str) -> Channel:
    return Channel("team", Hidden(url), lambda _: True)


def yes(_: Request) -> Answer:
    return 200, b"ok"


# --- json://, and what holds for every HTTP service


def test_a_program_gets_the_text() -> None:
    with web_server(yes) as (port, requests):
        assert send_test(channel(f"json://127.0.0.1:{port}/hook"), MESSAGE) == Result(ok=True)
    assert (requests[0].method, requests[0].path) == ("POST", "/hook")
    assert requests[0].json["title"] == "Headline of x1"
    assert requests[0].json["message"] == "Text of x1: we may use your posts."


def test_nothing_in_the_text_is_interpreted() -> None:
    message = Message("x1", r"C:\new \u00e9 :smile:", r"a \n b ${HOME} :heart: {{x}}", "", "")
    with web_server(yes) as (port, requests):
        assert send_test(channel(f"json://127.0.0.1:{port}/?emojis=yes"), message).ok
    assert requests[0].json["title"] == r"C:\new \u00e9 :smile:"
    assert requests[0].json["message"] == r"a \n b ${HOME} :heart: {{x}}"


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (404, True), (410, True), (429, False), (503, False)])
def test_the_status_decides_whether_it_is_worth_asking_again(status: int, permanent: bool) -> None:  # noqa: FBT001
    with web_server(lambda _: (status, b"no")) as (port, requests):
        result = send_test(channel(f"json://127.0.0.1:{port}/hook"), MESSAGE)
    assert (result.ok, result.permanent) == (False, permanent)
    assert f"error={status}" in result.reason
    assert len(requests) == 1


def test_a_redirect_is_a_failure_and_not_an_empty_get_that_succeeds() -> None:
    with web_server(lambda _: (301, b"")) as (port, requests):
        result = send_test(channel(f"json://127.0.0.1:{port}/hook"), MESSAGE)
    assert not result.ok
    assert [request.method for request in requests] == ["POST"]


def test_optional_in_the_url_does_not_turn_a_failure_into_a_success() -> None:
    with web_server(lambda _: (500, b"")) as (port, _):
        assert not send_test(channel(f"json://127.0.0.1:{port}/hook?optional=yes"), MESSAGE).ok


def test_the_wait_that_a_service_asks_for_is_read() -> None:
    with web_server(lambda _: (429, b'{"ok": false, "retry_after": 90}')) as (port, _):
        result = send_test(channel(f"json://127.0.0.1:{port}/hook"), MESSAGE)
    assert result.retry_after == dt.timedelta(seconds=90)


def test_no_connection_is_told_in_plain_words() -> None:
    with web_server(yes) as (port, _):
        pass
    result = send_test(channel(f"json://127.0.0.1:{port}/secret-hook"), MESSAGE)
    assert result.reason == (
        "A Connection error occurred sending JSON notification to 127.0.0.1. (Connection refused)"
    )


@pytest.mark.parametrize("url", ["nonsense://x", "slack://", "json://", "no url", "slack://token/with/space here"])
def test_a_url_that_apprise_does_not_understand_is_told_without_the_url(url: str) -> None:
    problem = check_channel(Hidden(url))
    assert problem is not None
    assert problem.startswith("Apprise does not understand this URL")
    result = send_test(channel(url), MESSAGE)
    assert (result.ok, result.permanent, result.reason) == (False, True, problem)


@pytest.mark.parametrize("url", ["json://localhost", "mailto://anna:word@example.org", "slack://T1/B1/abcdef"])
def test_a_url_that_apprise_understands_is_no_problem(url: str) -> None:
    assert check_channel(Hidden(url)) is None


# --- Matrix: a stand-in for the client-server API v3


class Homeserver:
    """Log-in, join, send: a repeated transaction of one token gives the same event again, as the API says."""

    def __init__(self) -> None:
        self.logins = 0
        self.events: dict[tuple[str, str, str], dict[str, object]] = {}
        self.fail_next = 0

    def __call__(self, request: Request) -> Answer:
        path = request.path.partition("?")[0]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.fail_next:
            self.fail_next -= 1
            return 503, b'{"errcode": "M_UNKNOWN"}'
        if path == "/_matrix/client/v3/login":
            if request.json["password"] != "swordfish":
                return 403, b'{"errcode": "M_FORBIDDEN", "error": "Invalid password"}'
            self.logins += 1
            answer = {
                "access_token": f"syt_{self.logins}",
                "user_id": "@bot:localhost",
                "device_id": f"D{self.logins}",
            }
            return 200, json.dumps(answer).encode()
        if not token:
            return 401, b'{"errcode": "M_MISSING_TOKEN"}'
        if path.startswith("/_matrix/client/v3/join/"):
            return 200, b'{"room_id": "!abc:localhost"}'
        if path == "/_matrix/client/v3/account/whoami":
            return 200, b'{"user_id": "@bot:localhost", "device_id": "D0"}'
        if path.startswith("/_matrix/client/v3/rooms/") and request.method == "PUT":
            room, transaction = path.split("/")[5], path.rsplit("/", 1)[1]
            self.events.setdefault((token, room, transaction), request.json)
            return 200, json.dumps({"event_id": f"$e{len(self.events)}"}).encode()
        return 200, b"{}"


@pytest.fixture
def quick_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apprise waits half a second between requests to a real homeserver."""
    monkeypatch.setattr(NotifyMatrix, "request_rate_per_sec", 0)


@pytest.mark.usefixtures("quick_matrix")
def test_matrix_gets_html_with_its_text_and_one_log_in_for_all_messages() -> None:
    home = Homeserver()
    with web_server(home) as (port, _):
        transport = channel(f"matrix://bot:swordfish@127.0.0.1:{port}/#room").transport()
        for key in ("x1", "x2"):
            assert transport.send(render(alert(key), "en"), "en", ()).ok
        del transport
    assert home.logins == 1
    first, second = home.events.values()
    assert first["format"] == "org.matrix.custom.html"
    assert first["formatted_body"] == "<h3>Headline of x1</h3><p>Text of <b>x1</b>: we may use your posts.</p>"
    assert first["body"] == "Headline of x1\n\nText of x1: we may use your posts."
    assert first["m.mentions"] == {}
    assert "x2" in str(second["body"])


@pytest.mark.usefixtures("quick_matrix")
def test_matrix_with_a_token_shows_every_message_and_a_repeat_only_once() -> None:
    home = Homeserver()
    with web_server(home) as (port, _):
        url = f"matrix://swordfish-token@127.0.0.1:{port}/#room"
        transport = channel(url).transport()
        for key in ("x1", "x2"):
            assert transport.send(render(alert(key), "en"), "en", ()).ok
        after_a_crash = channel(url).transport()
        assert after_a_crash.send(render(alert("x2"), "en"), "en", ()).ok
    assert [transaction for _, _, transaction in home.events] == ["x1", "x2"]


@pytest.mark.usefixtures("quick_matrix")
def test_matrix_starts_afresh_after_a_failure() -> None:
    home = Homeserver()
    with web_server(home) as (port, _):
        transport = channel(f"matrix://bot:swordfish@127.0.0.1:{port}/#room").transport()
        assert transport.send(render(alert("x1"), "en"), "en", ()).ok
        home.fail_next = 1
        failed = transport.send(render(alert("x2"), "en"), "en", ())
        assert transport.send(render(alert("x2"), "en"), "en", ()).ok
        del transport
    assert (failed.ok, failed.permanent) == (False, False)
    assert "error=503" in failed.reason
    assert home.logins == 2
    assert len(home.events) == 2


@pytest.mark.usefixtures("quick_matrix")
def test_matrix_refuses_a_wrong_password_for_good_and_it_is_not_told() -> None:
    with web_server(Homeserver()) as (port, requests):
        result = send_test(channel(f"matrix://bot:wrong-word@127.0.0.1:{port}/#room"), MESSAGE)
    assert (result.ok, result.permanent) == (False, True)
    assert "error=403" in result.reason
    assert "wrong-word" not in result.reason
    assert not [request for request in requests if "register" in request.path]
