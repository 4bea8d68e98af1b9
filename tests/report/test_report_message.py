"""The message: its order, its cuts, and hostile pages in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.report.stories import AGORA, HOW, LINKS, SETTINGS_URL, TODAY, alert, announcement, one
from watcher.model import Assessment, Claim, Direction, Finding, FindingKind, Quote, Severity
from watcher.report import Language, Links, claim_delta, explanation, message

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ("WHAT YOU CAN DO NOW", "WHAT IT MEANS", "WHAT CHANGED", "LINKS", "Alert 9f3c2a7d51e0b846")),
        (
            "fr",
            (
                "CE QUE VOUS POUVEZ FAIRE MAINTENANT",
                "CE QUE CELA SIGNIFIE",
                "CE QUI A CHANGÉ",
                "LIENS",
                "Alerte 9f3c",
            ),
        ),
    ],
)
def test_the_parts_come_in_the_order_of_use(language: Language, titles: tuple[str, ...]) -> None:
    text = message(alert(announcement()), language, links=LINKS, today=TODAY).text
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert text.startswith("Agora ")


def test_the_days_left_are_counted_from_today() -> None:
    def act(today: dt.date | None) -> str:
        return message(alert(announcement()), "en", links=LINKS, today=today).text

    assert "46 days left: applies from 3 November 2025." in act(TODAY)
    assert "1 day left: applies from 3 November 2025." in act(dt.date(2025, 11, 2))
    assert "Applies from today, 3 November 2025." in act(dt.date(2025, 11, 3))
    assert "In force since 3 November 2025." in act(dt.date(2026, 1, 1))
    assert "- Applies from 3 November 2025." in act(None)


def test_the_opt_out_stands_in_the_first_sentence_and_in_what_to_do() -> None:
    stored = alert(announcement(), {"en": f"Agora announces something, with an opt-out in settings ({SETTINGS_URL})"})
    sent = message(stored, "en", links=LINKS, today=TODAY)
    assert sent.text.splitlines()[0] == f"Agora announces something, with an opt-out in settings ({SETTINGS_URL})."
    assert sent.text.count(SETTINGS_URL) == 2
    assert BeautifulSoup(sent.html, "html.parser").find("a", href=SETTINGS_URL) is not None


def test_marks_are_given_in_each_form() -> None:
    sent = message(alert(announcement()), "en", links=LINKS, today=TODAY)
    assert "Before: “We [-never-] use private messages[-, salary data-] or the data" in sent.text
    assert "After: “We {+do not+} use private messages or the data" in sent.text
    assert "> **Before:** We ~~never~~ use private messages, ~~salary data~~ or the data" in sent.markdown
    assert "> **After:** We **do not** use private messages or the data" in sent.markdown
    soup = BeautifulSoup(sent.html, "html.parser")
    assert [tag.get_text() for tag in soup.find_all("del")] == ["never", ", salary data"]
    assert [tag.get_text() for tag in soup.find_all("ins")] == ["do not"]
    rendered = BeautifulSoup(MARKDOWN.render(sent.markdown), "html.parser")
    assert [tag.get_text() for tag in rendered.find_all("s")] == ["never", "salary data"]


def test_quotes_are_word_for_word_in_html() -> None:
    soup = BeautifulSoup(message(alert(announcement()), "en", links=LINKS).html, "html.parser")
    quotes = [quote.get_text() for quote in soup.find_all("blockquote")]
    assert (
        quotes[2]
        == "Before:We never use private messages, salary data or the data of members under 18 for this purpose."
    )


def test_long_alerts_say_what_is_not_shown() -> None:
    finding = announcement().findings[1]
    many = alert(Assessment((finding,) * 9))
    sent = message(many, "en", links=LINKS, max_findings=3)
    assert sent.text.count("No longer excluded: job data") == 3
    assert "6 more findings are not shown here; the redline has them." in sent.text
    assert (
        "6 more findings are not shown here." in message(many, "en", links=Links(AGORA.url), max_findings=3).markdown
    )


def test_long_quotes_are_cut_and_the_cut_is_said() -> None:
    filler = "Nothing of this sentence ever changes at all, says the sentence. " * 40
    before, after = f"{filler}We do not train on it.", f"{filler}We train on it."
    claim = Claim("ai-training", action="train")
    finding = Finding(
        "ai-training",
        FindingKind.FLIPPED,
        Direction.WEAKER,
        Severity.HIGH,
        Quote(before, HOW),
        Quote(after, HOW),
        claim,
        claim,
    )
    sent = message(alert(Assessment((finding,))), "en", links=LINKS, max_quote=300)
    assert "[-do not-] train on it." in sent.text
    assert "words left out; the redline has all of it." in sent.text
    assert len(sent.text) < 2500


@pytest.mark.parametrize(("language", "labels"), [("en", ("before", "now")), ("fr", ("avant", "maintenant"))])
def test_where_only_the_address_of_a_choice_changed_both_addresses_are_told(
    language: Language, labels: tuple[str, str]
) -> None:
    old, new = (Claim("ai-training", action="offer-control", control_url=f"https://agora.example/{n}") for n in "ab")
    quote = Quote("You can opt out of AI training.")
    moved = FindingKind.CONTROL_MOVED
    found = Finding("ai-training", moved, Direction.NEUTRAL, Severity.LOW, quote, quote, old, new, "link")
    sent = message(alert(Assessment((found,))), language, links=LINKS)
    for label, claim in zip(labels, (old, new), strict=True):
        assert f"{label}: {claim.control_url}" in sent.text.replace("\xa0", " ").replace(" :", ":")
        assert claim.control_url in sent.html
        assert claim.control_url in BeautifulSoup(MARKDOWN.render(sent.markdown), "html.parser").get_text()


def hostile() -> Assessment:
    nasty = '<script>alert(1)</script> [log in](https://evil.example) \x1b[2J\u202e <!channel> @all `x` & "q\'" **b**'
    quote = Quote(f"{nasty} old", (f"# {nasty}",), f"- {nasty}")
    claim = Claim(
        "ai-training",
        action="train",
        data=(nasty,),
        regions=(nasty,),
        choice="opt-out",
        control_path=f"{nasty} > Settings",
        control_url="javascript:alert(1)",
    )
    finding = one(FindingKind.USE_ADDED, None, claim).findings[0]
    return Assessment((replace(finding, before=quote, after=replace(quote, text=f"{nasty} new")),))


def test_a_hostile_page_cannot_act_in_any_form() -> None:
    sent = message(alert(hostile()), "en", links=LINKS, today=TODAY)
    for form in (sent.text, sent.markdown, sent.html, sent.title):
        assert "\x1b" not in form
        assert "\u202e" not in form
    assert "\n" not in sent.title
    soup = BeautifulSoup(sent.html, "html.parser")
    allowed = {"div", "h1", "h2", "h3", "p", "ul", "li", "strong", "br", "blockquote", "span", "del", "ins", "a"}
    allowed |= {"table", "tr", "td"}
    assert {tag.name for tag in soup.find_all()} <= allowed
    assert {tag["href"] for tag in soup.find_all("a")} == {LINKS.live, LINKS.redline, LINKS.commit}
    assert not [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    rendered = BeautifulSoup(MARKDOWN.render(sent.markdown), "html.parser")
    assert {tag["href"] for tag in rendered.find_all("a")} == {LINKS.live, LINKS.redline, LINKS.commit}
    assert not rendered.find_all(["script", "img", "code"])


def test_mail_html_loads_nothing_and_needs_no_head() -> None:
    html = message(alert(announcement()), "fr", links=LINKS).html
    assert html.startswith('<div lang="fr" dir="ltr" style="')
    for forbidden in ("<img", "<link", "<style", "<script", "url(", "@import", "src="):
        assert forbidden not in html


def test_a_loss_of_control_is_told_with_what_to_try() -> None:
    claim = Claim("ai-training", action="offer-control", choice="opt-out", control_path="Settings > AI")
    text = message(alert(one(FindingKind.CONTROL_REMOVED, claim, None)), "en", links=LINKS).text
    assert "The text no longer names a way to object that it named before." in text


def test_an_alert_without_findings_is_short_and_whole() -> None:
    sent = message(alert(Assessment()), "en", links=Links(AGORA.url))
    assert sent.text.startswith("Agora changed the text; nothing on the watched topics changed in meaning.")
    assert "WHAT" not in sent.text
    assert "None" not in sent.text + sent.html + sent.markdown


def test_the_claim_delta_joins_what_went_and_what_came() -> None:
    before = Claim("ai-training", action="train", polarity="does not", regions=("EU",))
    after = Claim(
        "ai-training", action="train", polarity="does", regions=("EU", "EEA", "UK"), basis="legitimate interest"
    )
    lost = one(FindingKind.PROMISE_REMOVED, before, None).findings[0]
    came = one(FindingKind.USE_ADDED, None, after).findings[0]
    assert claim_delta(Assessment((lost, came)), "en") == (
        "training: not in the EU → EU, EEA, UK",
        "basis: — → legitimate interest",
    )


def test_the_claim_delta_names_choice_default_and_data() -> None:
    before = Claim("default-setting", action="set-default", choice="opt-in", default="off", data=("location",))
    after = replace(before, choice="opt-out", default="on", data=("location", "contacts"))
    assert claim_delta(one(FindingKind.DEFAULT_CHANGED, before, after), "en") == (
        "choice: opt-in → opt-out",
        "default: off → on",
        "data: + contacts",
    )
    assert claim_delta(one(FindingKind.DEFAULT_CHANGED, before, after), "fr")[1:] == (
        "par défaut\u00a0: désactivé → activé",
        "données\u00a0: + contacts",
    )


def test_new_answers_that_may_all_hold_stand_in_one_line_and_a_no_beside_a_yes_does_not() -> None:
    claims = [
        Claim("ai-training", action="train", polarity=polarity, choice=choice)
        for polarity, choice in (("may", "opt-out"), ("does", "opt-in"), ("does not", ""))
    ]
    found = [one(FindingKind.USE_ADDED, None, claim).findings[0] for claim in claims]
    assert claim_delta(Assessment(tuple(found)), "en") == (
        "training: — → may, yes",
        "choice: — → opt-out, opt-in",
        "training: — → no",
    )


def test_statements_about_different_things_are_not_joined() -> None:
    cookies = Claim("default-setting", action="require-consent", choice="opt-in")
    training = Claim("ai-training", action="train", choice="opt-out")
    lost = one(FindingKind.CHOICE_CHANGED, cookies, None).findings[0]
    came = one(FindingKind.CHOICE_CHANGED, None, training).findings[0]
    assert "choice: opt-in → opt-out" not in claim_delta(Assessment((lost, came)), "en")


def test_an_explanation_is_one_sentence_with_its_direction() -> None:
    finding = announcement().findings[1]
    assert explanation(finding, "en") == (
        "Less protection for you: data or people that the text kept out of AI training are no longer kept out by it."
    )
    assert explanation(replace(finding, topic="my own topic"), "en") == (
        "Less protection for you: an exception that the text made is gone."
    )
