"""From a capture to a commit: what becomes a version, what is told of it, and what a new way of reading changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from tests.daemon.town import CALM, OTHER, WORSE, Hands
from watcher.archive import Archive
from watcher.check.record import take
from watcher.check.recorded import Recorded
from watcher.config import Schedule, Target
from watcher.model import Capture, Outcome, VerdictKind

HOUR = dt.timedelta(hours=1)
FAQ = Target(
    id="agora/faq",
    platform="Agora",
    title="FAQ",
    url="https://agora.example/faq",
    select=(),
    remove=(),
    schedule=Schedule(every=HOUR),
    language="en",
    topics=("ai-training", "default-setting"),
    delay=HOUR,
    timeout=HOUR,
    max_bytes=1,
    robots_override=None,
    allow_private_addresses=False,
)
WITHOUT_TEASER = dataclasses.replace(FAQ, remove=(".teaser",))
TEASER = "We may use the likes of visitors to train AI models of our partners."


def page(promise: str, teaser: str = TEASER, *, more: int = 12, markup: str = "") -> bytes:
    filler = "".join(
        f"<p>Paragraph {n} says how members find, follow and write to one another.</p>" for n in range(more)
    )
    return (
        f"<html lang=en><title>FAQ</title><body{markup}><main><h1>FAQ for members</h1><h2>Your posts</h2>"
        f"<p>{promise}</p><div class=teaser><p>{teaser}</p></div><h2>The rest</h2>{filler}</main></body></html>"
    ).encode()


class Desk:
    """Takes captures of one target into a new archive, an hour apart."""

    def __init__(self, folder: Path) -> None:
        self.hands = Hands()
        self.archive = Archive.open(folder / "snapshots", state_dir=folder / "state", now=self.hands)

    def take(self, body: bytes, target: Target = FAQ, *, suspect: str = "", status: int = 200) -> Recorded:
        self.hands.go(hours=1)
        headers = (("content-type", "text/html; charset=utf-8"),)
        return take(
            self.archive, target, Capture(target.url, target.url, self.hands.now, status, headers, body), suspect
        )

    @property
    def versions(self) -> list[str]:
        """The subjects, newest first."""
        return [item.subject for item in self.archive.history("agora/faq")]

    @property
    def told(self) -> list[list[tuple[str | None, str | None]]]:
        """For each alert with findings, what it quotes: before and after."""
        alerts, _ = self.archive.alerts_since(None)
        return [
            [
                (f.before.text if f.before else None, f.after.text if f.after else None)
                for f in alert.assessment.findings
            ]
            for alert in alerts
            if alert.assessment.findings
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_first_version_is_a_baseline_and_never_an_alert(desk: Desk) -> None:
    recorded = desk.take(page(WORSE))
    assert (recorded.outcome, recorded.alert, bool(recorded.commit)) == (Outcome.FIRST, None, True)
    assert desk.told == []
    assert desk.versions == ["agora/faq: first version"]


def test_the_same_words_are_no_version_whatever_the_markup(desk: Desk) -> None:
    desk.take(page(CALM))
    again = desk.take(page(CALM))
    dressed = desk.take(page(CALM.replace("do not", "<b>do</b>  <i>not</i>"), markup=" data-session=1"))
    assert [again.outcome, dressed.outcome] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert (again.commit, dressed.commit, len(desk.versions)) == ("", "", 1)


def test_a_change_is_committed_with_its_alert(desk: Desk) -> None:
    first = desk.take(page(CALM))
    recorded = desk.take(page(WORSE))
    assert recorded.outcome is Outcome.CHANGED
    assert recorded.alert is not None
    assert recorded.alert.old_time == desk.hands.now - HOUR
    assert recorded.commit == desk.archive.head != first.commit
    assert desk.told[0][0] == (CALM, "We use the posts of members to train generative AI models.")


def test_a_text_that_returns_is_recorded_and_not_told(desk: Desk) -> None:
    for promise in (CALM, WORSE, CALM, WORSE):
        desk.take(page(promise))
    outcomes = [alert.outcome for alert in desk.archive.alerts_since(None)[0]]
    assert outcomes == [Outcome.CHANGED, Outcome.REVERTED, Outcome.REVERTED]
    assert len(desk.told) == 1
    assert len(desk.versions) == 4
    assert "2027-03-01" in desk.versions[0]


def test_a_new_selector_alone_is_a_new_reading_without_an_alert(desk: Desk) -> None:
    desk.take(page(CALM))
    recorded = desk.take(page(CALM), WITHOUT_TEASER)
    assert (recorded.outcome, recorded.alert) == (Outcome.UNCHANGED, None)
    assert desk.versions == ["agora/faq: read anew (selectors or extractor changed)", "agora/faq: first version"]
    assert desk.told == []
    stored = desk.archive.latest("agora/faq")
    assert stored is not None
    assert TEASER not in stored.text
    assert stored.meta.time == desk.hands.now - HOUR  # the page was captured then, and it is that capture
    assert desk.take(page(CALM), WITHOUT_TEASER).commit == ""


def test_when_the_page_changed_too_only_its_change_is_told(desk: Desk) -> None:
    desk.take(page(CALM))
    recorded = desk.take(page(WORSE), WITHOUT_TEASER)
    assert recorded.outcome is Outcome.CHANGED
    (quotes,) = desk.told
    assert all(TEASER not in (before or "") + (after or "") for before, after in quotes)
    assert quotes[0][0] == CALM
    redline = desk.archive.root / (desk.archive.alerts_since(None)[0][0].redline)
    assert "likes of visitors" not in redline.read_text(encoding="utf-8")


def test_a_selector_that_brings_text_in_tells_nothing_of_it_either(desk: Desk) -> None:
    desk.take(page(CALM), WITHOUT_TEASER)
    recorded = desk.take(page(CALM))
    assert (recorded.outcome, recorded.alert, desk.told) == (Outcome.UNCHANGED, None, [])
    assert (
        desk.take(page(CALM, "We may use the likes of visitors to train nothing at all.")).outcome is Outcome.CHANGED
    )
    assert len(desk.told) == 1


def test_a_collapsed_page_is_held_back_and_counts_when_it_comes_again(desk: Desk) -> None:
    desk.take(page(CALM, more=40))
    collapsed = page("Members may write.", "", more=3)
    held = desk.take(collapsed)
    assert (held.outcome, held.verdict.kind, held.commit) == (Outcome.QUARANTINED, VerdictKind.TRUNCATED, "")
    assert held.suspect
    assert desk.take(page(OTHER, "", more=3), suspect=held.suspect).outcome is Outcome.QUARANTINED
    desk.hands.go(hours=8)
    lasting = desk.take(collapsed, suspect=held.suspect)
    assert (lasting.outcome, lasting.suspect, bool(lasting.commit)) == (Outcome.CHANGED, "", True)
    assert desk.told == []  # a hundred promises that vanish with their page are not news
    assert desk.take(page(CALM, more=40)).outcome is Outcome.REVERTED
    assert len(desk.versions) == 3


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_page_is_never_archived(desk: Desk, status: int) -> None:
    desk.take(page(CALM))
    recorded = desk.take(page(WORSE), status=status)
    assert (recorded.outcome, recorded.commit, recorded.suspect) == (Outcome.QUARANTINED, "", "")
    assert len(desk.versions) == 1


def test_the_same_news_has_the_same_id_in_every_archive(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "other"):
        desk = Desk(tmp_path / name)
        desk.take(page(CALM))
        alert = desk.take(page(WORSE)).alert
        assert alert is not None
        ids.append(alert.id)
    assert ids[0] == ids[1]
