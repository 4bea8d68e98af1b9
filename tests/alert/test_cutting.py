"""Long messages: what stays, in every form, whatever the room."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alert.messages import DELTA, HEADLINE, TITLE, WORDS, K, alert_message, row
from watcher.alert.cutting import essence
from watcher.alert.forms import Abilities, Fitted, Form, fit
from watcher.alert.matrix import MAX_BYTES, content
from watcher.model import Message
from watcher.report.render import assemble, part

T, M, H = Form.TEXT, Form.MARKDOWN, Form.HTML
LONG = alert_message(findings=5, sentences=30)
HUGE = alert_message(findings=40, sentences=200)


def said(fitted: Fitted) -> str:
    """What a reader sees: title and body, without the marks of Markdown and HTML."""
    whole = f"{fitted.title}\n{fitted.body}"
    return whole.replace("\\", "").replace("&#x27;", "'").replace("&amp;", "&")


@settings(max_examples=300)
@given(
    st.integers(200, 40_000),
    st.sampled_from([(T,), (M, T), (H,), (H, T)]),
    st.sampled_from([0, 120, 250]),
    st.booleans(),
    st.sampled_from([alert_message(0, 1), LONG, HUGE]),
)
def test_headline_and_claim_delta_survive_every_cut(
    limit: int,
    forms: tuple[Form, ...],
    title_max: int,
    joint: bool,  # noqa: FBT001 - hypothesis
    message: Message,
) -> None:
    abilities = Abilities("x", forms, title_max, limit, joint=joint)
    fitted = fit(message, forms[0], abilities, "en")
    if title_max == 0 or joint:
        assert len(fitted.title) + len(fitted.body) + 2 <= limit
    else:
        assert len(fitted.body) <= limit
    seen = said(fitted)
    assert TITLE in seen or HEADLINE in seen
    assert DELTA[0][:12] in seen  # at 200 characters, 76 of them the title, there is no room for more
    if limit >= 400:
        assert all(line in seen for line in DELTA), seen
    if forms[0] is not H:  # HTML that is too long can be short enough as text
        assert fitted.body in (message.text, message.markdown) or "(shortened" in seen or limit < 250


def test_what_matters_least_goes_first() -> None:
    fitted = fit(LONG, T, Abilities("x", (T,), 250, 3500), "en")
    assert "1. New use of data" in fitted.body
    assert "4. New use of data" not in fitted.body
    assert fitted.body.index("… (shortened; see the link)") < fitted.body.index("LINKS")
    assert fitted.body.endswith("Alert 9f3c2a7d51e0b846\nYou get this because.")
    before = fitted.body.partition("\n\n… (shortened")[0]
    assert before.endswith((".", "”", "Redline", "yes", "+}”"))
    french = fit(LONG, T, Abilities("x", (T,), 250, 3500), "fr")
    assert "… (abrégé ; voir le lien)" in french.body


def test_a_cut_digest_says_how_many_changes_it_does_not_tell() -> None:
    entries = [
        part(WORDS, [row(K.SUBTITLE, f"Change {n}"), row(K.TEXT, "It says another thing. " * 8)], rank=n, entries=1)
        for n in range(1, 41)
    ]
    foot = part(WORDS, [row(K.FOOT, "Digest g1")])
    digest = assemble(WORDS, "g1", "40 changes", [part(WORDS, [row(K.HEADLINE, "40 changes")]), *entries, foot])
    fitted = fit(digest, T, Abilities("x", (T,), 0, 2000), "en")
    told = sum(f"Change {n}\n" in fitted.body for n in range(1, 41))
    assert f"… (shortened: {40 - told} more changes are in the archive)" in fitted.body
    assert 3 < told < 12


def test_the_essence_is_title_and_delta_in_the_room_that_there_is() -> None:
    assert essence(LONG, 1000) == (TITLE, *DELTA)
    assert essence(LONG, 110) == (TITLE, "training: not in the EU → EU, EEA,…")
    assert essence(LONG, 30) == ("Agora: AI training on…",)


@pytest.mark.parametrize("message", [alert_message(), LONG, HUGE, alert_message(300, 30)])
def test_a_matrix_event_holds_the_headline_once_and_fits(message: Message) -> None:
    event = content(message, "en")
    assert len(json.dumps(event).encode()) < 65_000
    assert len((event["body"] + event["formatted_body"]).encode()) <= MAX_BYTES + 300
    for body in (event["body"], event["formatted_body"].replace("&#x27;", "'")):
        assert body.count("Agora announces") == 1
        assert TITLE not in body
        assert all(line in body for line in DELTA)
        assert "https://git.example/1.html" in body
    assert event["m.mentions"] == {}
    assert "<del>We do not </del>use your posts<del>, salary data</del>." in event["formatted_body"]
    assert "style=" not in event["formatted_body"]
    assert "@\u2060room" in content(Message("x", "@room", "@room", "", "<p>@room</p>"), "en")["body"]
