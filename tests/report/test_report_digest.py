"""Digests, reminders, alerts that several pages share, and what a machine wrote: in both languages and every form."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.report.stories import AGORA, LINKS, NEW_TIME, SETTINGS_URL, TODAY, alert, announcement
from watcher.model import Alert, Assessment, Message, TargetName
from watcher.report import Also, DigestPart, Language, Links, digest_message, message, reminder_message

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOLIDAY = dt.date(2025, 11, 3)


def entry(number: int, *, days: int = 0, platform: str = "Agora", findings: bool = True) -> DigestPart:
    """The announcement, of one of several documents."""
    name = TargetName(f"agora/d{number}", platform, f"Document {number}", f"https://agora.example/{number}", "en")
    told = announcement() if findings else Assessment((), {"added": 3, "removed": 1, "modified": 2})
    found = Alert(
        f"a{number}",
        name,
        NEW_TIME + dt.timedelta(days=days),
        NEW_TIME,
        alert(told).outcome,
        told,
        {},
        f"d{number}.html",
    )
    return DigestPart(found, Links(name.url, f"https://git.example/{number}.html"))


def digest(alerts: list[DigestPart], others: list[DigestPart], language: Language = "en") -> Message:
    return digest_message("g-1", alerts, others, language, today=TODAY)


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        ((0, 0), "18 September 2025", "le 18 septembre 2025"),
        ((0, 7), "18–25 September 2025", "du 18 au 25 septembre 2025"),
        ((0, 13), "18 September – 1 October 2025", "du 18 septembre au 1er octobre 2025"),
        ((0, 120), "18 September 2025 – 16 January 2026", "du 18 septembre 2025 au 16 janvier 2026"),
    ],
)
def test_the_title_counts_changes_platforms_and_days(days: tuple[int, int], english: str, french: str) -> None:
    alerts = [entry(1, days=days[0]), entry(2, days=days[1], platform="Forum"), entry(3, platform="Forum")]
    assert digest(alerts, []).title == f"3 changes at 2 platforms, {english}"
    assert digest(alerts, [], "fr").title == f"3 changements sur 2 plateformes, {french}"


def test_one_change_at_one_platform_and_a_digest_of_other_changes_only() -> None:
    assert digest([entry(1)], [entry(2)]).title == "1 change at Agora, 18 September 2025"
    assert digest([], [entry(1, findings=False)]).title == "1 other text change at Agora, 18 September 2025"
    assert digest([], [entry(1), entry(2)], "fr").title == (
        "2 autres changements de texte chez Agora, le 18 septembre 2025"
    )


def test_each_entry_says_what_changed_what_it_means_what_to_do_and_where() -> None:
    also = (Also(AGORA, LINKS),)
    sent = digest([replace(entry(1), also=also)], [entry(2, findings=False)])
    for said in (
        "Agora announces training generative AI on members' posts and profile data in the EU",
        "Less protection for you · severity: high",
        "training: not in the EU, the EEA and the UK → EU, EEA, UK, Switzerland",
        "46 days left: applies from 3 November 2025.",
        "The same on 1 other page:",
        "https://git.example/1.html",
        "OTHER TEXT CHANGES",
        "- Agora, Document 2, 18 September 2025 (sentences: 3 added, 1 removed, 2 modified)",
        "https://git.example/2.html",
        "Digest g-1",
    ):
        assert said in sent.text
    links = {tag["href"] for tag in BeautifulSoup(sent.html, "html.parser").find_all("a")}
    assert links == {
        SETTINGS_URL,
        "https://agora.example/1",
        "https://git.example/1.html",
        "https://agora.example/2",
        "https://git.example/2.html",
        LINKS.live,
        LINKS.redline,
    }
    assert {
        tag["href"] for tag in BeautifulSoup(MARKDOWN.render(sent.markdown), "html.parser").find_all("a")
    } == links


def test_the_most_severe_stand_first_and_platforms_together() -> None:
    mild = announcement().findings[2]
    low = replace(entry(1, platform="Forum", days=5).alert, assessment=Assessment((mild,)))
    parts = [replace(entry(1), alert=low), entry(2, platform="Forum"), entry(3, platform="agora")]
    text = digest(parts, []).text
    places = [text.index(word) for word in ("AGORA", "Document 3", "FORUM", "Document 2", "Document 1")]
    assert places == sorted(places)


@pytest.mark.parametrize("number", [1, 50, 51, 500])
def test_any_number_is_told_or_counted(number: int) -> None:
    sent = digest([entry(n) for n in range(number)], [entry(n, findings=False) for n in range(number)])
    told = sent.text.count("training: not in the EU, the EEA and the UK")
    missing = max(number - 50, 0) + max(number - 100, 0)
    assert told == min(number, 50)
    if missing:
        end = (
            "change is not shown here; the archive (CHANGES.md) has it." if missing == 1 else "changes are not shown"
        )
        assert f"{missing} more {end}" in sent.text
    assert sum(part.entries for part in sent.parts) == 2 * number - missing


@pytest.mark.parametrize(
    ("today", "english", "french"),
    [
        (dt.date(2025, 10, 27), "Reminder, 7 days left · ", "Rappel, encore 7 jours · "),
        (dt.date(2025, 11, 2), "Reminder, 1 day left · ", "Rappel, encore 1 jour · "),
        (HOLIDAY, "Today · ", "Aujourd’hui · "),
        (dt.date(2025, 11, 4), "Reminder · ", "Rappel · "),
    ],
)
def test_a_reminder_says_how_many_days_are_left(today: dt.date, english: str, french: str) -> None:
    def sent(language: Language) -> Message:
        return reminder_message("r-1", alert(announcement()), HOLIDAY, language, links=LINKS, today=today)

    assert sent("en").title == (
        f"{english}Agora: AI training extended to EU, EEA, UK and Switzerland, on by default from 3 Nov 2025"
    )
    assert sent("fr").title.startswith(f"{french}Agora\u00a0: entraînement d’IA étendu à l’UE")


def test_a_reminder_tells_first_what_to_do_and_does_not_repeat_the_alert() -> None:
    sent = reminder_message("r-1", alert(announcement()), HOLIDAY, "en", links=LINKS, today=dt.date(2025, 10, 27))
    lines = sent.text.splitlines()
    assert lines[2:6] == [
        "WHAT YOU CAN DO NOW",
        "- 7 days left: applies from 3 November 2025.",
        "- Opt out: Settings > Privacy > AI improvement",
        f"  {SETTINGS_URL}",
    ]
    assert "THE CHANGE IN SHORT" in lines
    assert "never use private messages" not in sent.text
    assert sent.text.count("7 days left: applies") == 1
    assert "Reminder r-1, of alert 9f3c2a7d51e0b846" in sent.text
    assert LINKS.redline is not None
    assert LINKS.redline in sent.markdown
    assert sent.id == "r-1"


def test_the_same_on_other_pages_is_one_alert_with_all_links() -> None:
    also = [
        Also(replace(AGORA, title=f"Page {n}"), Links(f"https://agora.example/{n}", f"d{n}.html")) for n in range(4)
    ]
    sent = message(alert(announcement()), "en", links=LINKS, also=also, today=TODAY)
    assert (
        "The same on 4 other pages:\n\n- Page 0\n  The page: https://agora.example/0\n  Redline: d0.html" in sent.text
    )
    soup = BeautifulSoup(sent.html, "html.parser")
    assert [tag["href"] for tag in soup.find_all("a")][-7:-3] == [f"https://agora.example/{n}" for n in range(4)]
    many = message(alert(announcement()), "fr", links=LINKS, also=also * 5, today=TODAY)
    assert "La même chose sur 20 autres pages\u00a0:" in many.text
    assert "- et sur 10 autres" in many.text
    assert "other page" not in message(alert(announcement()), "en", links=LINKS).text


def test_what_a_machine_wrote_is_marked_and_stands_under_the_quotes() -> None:
    sent = message(
        alert(announcement()), "en", links=LINKS, summary="Agora <b>trains</b> on *posts*.\nYou can opt out. @all"
    )
    said = "Not checked by anybody: Agora <b>trains</b> on *posts*. You can opt out. @all"
    assert f"IN SHORT, WRITTEN BY A MACHINE\n\n{said}" in sent.text
    assert sent.text.index("3. New control") < sent.text.index(said) < sent.text.index("LINKS")
    assert "<b>trains" not in sent.html
    assert "*posts*" not in sent.markdown
    without = message(alert(announcement()), "en", links=LINKS)
    assert "MACHINE" not in without.text
    machine = [part for part in sent.parts if "written by a machine" in part.text.casefold()]
    assert [part for part in sent.parts if part not in machine] == list(without.parts)
