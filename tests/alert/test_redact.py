from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from watcher.alert.redact import Redactor, display


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("mailto://anna:word@example.org", "mailto to a…@example.org"),
        (
            "mailtos://smtp.example.org:587?user=x&to=bob@example.net,carl@example.net",
            "mailtos to b…@example.net and 1 more",
        ),
        ("mailto://u:p@mail.example.org/dora@example.com", "mailto to d…@example.com"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#general", "slack"),
        ("matrix://bot:word@chat.example.org:8448/#room", "matrix at chat.example.org"),
        ("matrix://aaaabbbbccccddddeeeeffff", "matrix"),
        ("json://user:word@127.0.0.1:8080/path/token", "json at 127.0.0.1"),
        ("ntfy://my-secret-topic", "ntfy"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord"),
        ("https://hooks.slack.com/services/T1/B1/secret", "https webhook"),
        ("swordfish", "unreadable URL"),
        ("://swordfish", "unreadable URL"),
        ("json://[bad", "json"),
    ],
)
def test_a_channel_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert display(url) == shown


def test_reasons_lose_every_part_of_the_url_but_keep_the_server() -> None:
    redactor = Redactor("matrix://bot:p%40ss@chat.example.org/%23room?token=abcdef12")
    said = "POST https://chat.example.org/login as bot:p@ss token=abcdef12 in #room: error=500 (p%40ss)"
    assert redactor.clean(said) == "POST https://chat.example.org/login as *** token=*** in ***: error=500 (***)"


def test_a_short_password_is_struck_out_as_a_word_only() -> None:
    assert Redactor("mailto://anna:in@example.org").clean("log in failed within") == "log *** failed within"


def test_reasons_are_one_short_line_without_control_characters() -> None:
    said = Redactor("json://localhost").clean("one\r\ntwo\x1b[31m three" + " word" * 200)
    assert said.startswith("one two [31m three word")
    assert len(said) == 300
    assert said.endswith("…")


def test_tokens_that_were_never_in_the_url_are_struck_out_too() -> None:
    assert Redactor("json://localhost").clean("Bearer syt_d2F0Y2hlcg_abcdefghijklm") == "Bearer ***"


word = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", min_size=5, max_size=23)


@given(word, word, word, st.sampled_from(["slack://{}/{}/{}", "json://{}:{}@localhost/{}", "x://a?{}={}&t={}"]))
def test_no_word_of_a_url_survives(one: str, two: str, three: str, shape: str) -> None:
    assume(not {one.lower(), two.lower(), three.lower()} & {"false"})  # a switch in a query, not a secret
    url = shape.format(one, two, three)
    said = Redactor(url).clean(f"failed: {url} {one.upper()} {two}, <{three}>")
    secret = [two, three] if shape.startswith("x") else [one, two, three]
    left = re.sub(r"localhost|failed", "", said.lower())
    assert not [each for each in secret if each.lower() in left and each.lower() not in "localhost failed"]
