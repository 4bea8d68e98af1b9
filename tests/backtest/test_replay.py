"""Histories of changes and our own archive are replayed as folders of captures are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interchange.collection import CHANGE, FIRST, NEVER, NOW, TECHNICAL, Collection, day, terms, three
from tests.pages.harness import PHONE, mended, violations
from watcher.archive import Archive
from watcher.assess import DEFAULT_TOPICS
from watcher.backtest import Row, Rules, run
from watcher.backtest.archived import archive_root
from watcher.backtest.archived import histories as archived
from watcher.backtest.collection import histories as collected
from watcher.backtest.page import page
from watcher.backtest.tally import Tally
from watcher.check.record import take
from watcher.config import bare_target
from watcher.interchange.git_source import opened
from watcher.interchange.ota_import import bring
from watcher.interchange.ota_mapping import mapped
from watcher.interchange.ota_versions import histories
from watcher.model import Capture, stamp
from watcher.report import Language

LATER = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
SHORT = terms("Members may write to one another.", more=4)


def rows(path: Path, *, since: dt.datetime | None = None, jobs: int = 1, rules: Rules | None = None) -> list[Row]:
    with opened(path) as source:
        found = collected(source, rules or Rules(), since=since)
        return [row for history in run(found, jobs=jobs) for row in history]


def outcomes(found: list[Row]) -> list[tuple[str, bool, bool]]:
    return [(row.outcome.value, row.alerts, row.technical) for row in found]


def test_versions_of_a_collection_are_rows_of_the_contract(tmp_path: Path) -> None:
    second, third = rows(three(tmp_path / "c"))
    assert outcomes([second, third]) == [("unchanged", False, False), ("changed", True, False)]
    assert third.as_json()["target"] == "Agora/Terms of Service"
    assert (third.before, third.to) == (stamp(day(2)), stamp(day(3)))
    assert third.as_json()["direction"] == "weaker"


def test_a_text_read_anew_is_the_new_baseline_in_silence(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(TECHNICAL, day(2), terms(NOW))
    made.add(CHANGE, day(3), terms(NOW, more=31)).add("Start tracking", day(4), SHORT)
    assert outcomes(rows(made.write())) == [
        ("noise", False, True), ("changed", False, False), ("noise", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(("back", "outcome"), [(2, "quarantined"), (9, "changed")])
def test_what_is_left_of_a_text_counts_when_it_stays(tmp_path: Path, back: int, outcome: str) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), SHORT)
    made.add(CHANGE, day(back, 9), terms())
    first = rows(made.write())[0]
    assert (first.outcome.value, first.alerts) == (outcome, False)


def test_a_text_that_comes_back_is_no_news(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), terms(NOW))
    made.add(CHANGE, day(3), terms()).add(CHANGE, day(4), terms(NOW))
    assert [row.outcome.value for row in rows(made.write())] == ["changed", "reverted", "reverted"]


def test_since_begins_with_the_text_that_was_in_force(tmp_path: Path) -> None:
    assert [row.to for row in rows(three(tmp_path / "c"), since=day(2, 12))] == [stamp(day(3))]


def test_two_processes_give_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c")
    for number in range(4):
        path = f"Agora/Terms {number}.md"
        made.add(FIRST, day(1), terms(), path)
        for other in range(2, 4 + 8 * number):
            made.add(CHANGE, day(other), terms(NOW if other % 2 else NEVER), path)
    collection = made.write()
    one, two = ([row.as_json() for row in rows(collection, jobs=jobs)] for jobs in (1, 2))
    assert one == two
    assert len({row["target"] for row in one}) == 4


def test_progress_is_told_up_to_the_last_capture(tmp_path: Path) -> None:
    told: list[int] = []
    with opened(three(tmp_path / "c")) as source:
        list(run(collected(source, Rules()), seen=told.append))
    assert told == [1, 2, 3]


def own_archive(data: Path, collection: Path) -> Archive:
    archive = Archive.open(data / "snapshots", state_dir=data / ".watcher", now=lambda: LATER)
    with opened(collection) as source:
        for pair in mapped(histories(source), [], {}):
            bring(archive, source, pair.history, pair.target)
    return archive


def test_our_own_archive_is_replayed_by_the_topics_of_today(tmp_path: Path) -> None:
    own_archive(tmp_path, three(tmp_path / "c"))
    root = archive_root(tmp_path)
    assert root == tmp_path / "snapshots" == archive_root(tmp_path / "snapshots")
    assert root is not None

    def alerts(rules: Rules) -> list[tuple[str, bool]]:
        return [(row.target, row.alerts) for history in run(archived(root, rules)) for row in history]

    assert alerts(Rules()) == [("agora/terms-of-service", True)]
    assert alerts(Rules(("default-setting",))) == [("agora/terms-of-service", False)]


def test_selectors_of_today_read_the_stored_captures_again(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "snapshots", state_dir=tmp_path / ".watcher", now=lambda: LATER)
    target = replace(
        bare_target("agora/page", language="en", topics=DEFAULT_TOPICS), url="https://agora.example/page"
    )
    letters = "".join(f"<p>Members write letter {n} to one another.</p>" for n in range(30))
    for number, advert in ((1, NEVER), (2, NOW)):
        body = f"<html><body><main><h1>Terms</h1>{letters}<div class=ad><p>{advert}</p></div></main></body></html>"
        capture = Capture(target.url, target.url, day(number), 200, (("content-type", "text/html"),), body.encode())
        take(archive, target, capture, "")
    without = replace(target, remove=(".ad",))
    as_it_was, tuned = (
        [row.alerts for history in run(archived(archive.root, rules)) for row in history]
        for rules in (Rules(), Rules(targets={target.id: without}))
    )
    assert (as_it_was, tuned) == ([True], [False])


def tally_of(found: list[Row]) -> Tally:
    tally = Tally()
    for row in found:
        tally.add(row)
    return tally


def test_rows_are_counted_once_each_by_document_and_month(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), terms(NOW))
    made.add(CHANGE, day(3), terms()).add(TECHNICAL, day(4), terms(more=29)).add(CHANGE, day(5), "")
    tally = tally_of(rows(made.write()))
    assert tally.counts == {"alerts": 1, "reverted": 1, "technical": 1, "aside": 1}
    assert tally.months == {(2027, 3): tally.counts}
    assert [row.to for row in tally.in_order()] == [stamp(day(2))]
    assert (tally.first, tally.last, tally.years) == (day(2), day(5), [2027])


@pytest.mark.parametrize(("language", "said"), [("en", "1 alert in 2 captures"), ("fr", "1 alerte pour 2 captures")])
def test_the_report_quotes_what_changed_and_nothing_in_it_is_markup(
    tmp_path: Path, language: Language, said: str
) -> None:
    bold = "<script>alert(1)<i>"
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms(), f"{bold}/Terms.md")
    made.add(CHANGE, day(2), terms(f"{NOW} {bold} [x](javascript:alert(1))"), f"{bold}/Terms.md")
    made.add(CHANGE, day(3), terms(), f"{bold}/Terms.md")
    text = page(tally_of(rows(made.write())), f"{bold}.git", language)
    assert said in text
    assert "<script" not in text
    assert "javascript:" not in text.replace("javascript:alert(1)", "", 2)  # as words, in no attribute
    assert "<del>" in text
    assert "the posts of members to train" in text
    assert text == page(tally_of(rows(tmp_path / "c")), f"{bold}.git", language)


def test_there_is_nothing_to_object_to_in_the_report(tmp_path: Path) -> None:
    text = page(tally_of(rows(three(tmp_path / "c"))), "c", "en")
    assert violations(text, PHONE, "dark", alone=True) == []
    assert mended(text) == []


def test_a_report_without_alerts_says_so() -> None:
    assert "No alert would have been sent." in page(Tally(), "nothing", "en")
