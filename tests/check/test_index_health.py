"""What the committed index says of documents that cannot be read: when it lasts, since when, never by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.check.test_health import NOON, Ward, hours, target
from tests.check.test_record import FAQ, Desk, page
from watcher.check.health import lasting
from watcher.check.record import take
from watcher.model import Capture, Outcome, VerdictKind
from watcher.report import Unseen
from watcher.state import State


def test_only_what_lasts_is_shown() -> None:
    ward = Ward(target("faq"), target("terms", host="other.example"))
    ward.fails("faq", 0, VerdictKind.LOGIN_WALL)
    assert lasting(ward.targets, ward.states, hours(0)) == {}
    ward.fails("faq", 6, VerdictKind.LOGIN_WALL)
    ward.fails("faq", 12, VerdictKind.LOGIN_WALL)
    shown = {"agora/faq": Unseen(hours(0), VerdictKind.LOGIN_WALL)}
    assert lasting(ward.targets, ward.states, hours(12)) == shown
    ward.works("faq", 18)
    assert lasting(ward.targets, ward.states, hours(18)) == {}


def test_a_watcher_that_cannot_record_is_no_illness_of_the_page() -> None:
    ward = Ward(target("faq"))
    for check in range(9):
        ward.fails("faq", check * 6, None)
    assert lasting(ward.targets, ward.states, hours(60)) == {}


def test_the_state_names_those_that_are_unwell(tmp_path: Path) -> None:
    ward = Ward(target("faq"), target("terms"))
    ward.fails("faq", 0)
    with State.open(tmp_path / "state.sqlite3") as state:
        state.put_many(ward.states.values())
        assert state.unwell() == {"agora/faq": ward.states["agora/faq"]}


def test_a_new_version_of_another_document_brings_it_into_the_index(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    since = NOON - dt.timedelta(days=3)

    def check(promise: str, hour: int, unseen: dict[str, Unseen]) -> Outcome:
        when = NOON + dt.timedelta(hours=hour)
        body = page(promise, "")
        capture = Capture(FAQ.url, FAQ.url, when, 200, (("content-type", "text/html"),), body)
        return take(desk.archive, FAQ, capture, "", unseen).outcome

    readme = desk.archive.root / "README.md"
    check("We do not use your data to train AI models.", 0, {})
    assert "cannot be read since" not in readme.read_text()
    lost = {FAQ.id: Unseen(since, VerdictKind.LOGIN_WALL)}
    head = desk.archive.head
    assert check("We do not use your data to train AI models.", 6, lost) is Outcome.UNCHANGED
    assert desk.archive.head == head
    check("We use your data to train AI models.", 12, lost)
    assert f"cannot be read since {since:%Y-%m-%d}" in readme.read_text()
