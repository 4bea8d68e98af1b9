"""What the site knows of the archive is what the archive says itself, in one walk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tests.archive.making import NOON, after, alert, git, told, version
from tests.archive.making import open_archive as bare_archive
from tests.site.conftest import Made
from tests.site.making import day
from watcher.archive import Archive, PastChange
from watcher.model import Fact, FactName, Quote
from watcher.site.book import Book, Chronicle, Document, Event
from watcher.site.series import UNKNOWN, Lane, Span, counts_at, lanes, steps


def book(archive: Archive, chronicle: Chronicle | None = None) -> Book:
    chronicle = chronicle or Chronicle()
    chronicle.read(archive)
    return chronicle.book(archive.entries(), None, "")


def test_it_is_the_history_of_every_document(made: Made) -> None:
    for document in book(made.archive).documents:
        history = made.archive.history(document.target.id)[::-1]
        assert [event.commit for event in document.events] == [item.commit for item in history]
        assert [event.headline for event in document.events] == [
            item.alert.headline if item.alert else None for item in history
        ]
        texts = made.archive.contents([event.text for event in document.events])
        read = [made.archive.read(document.target.id, item.commit).text for item in history]
        assert [text.decode() for text in texts] == read
        redlines = [event.redline for event in document.events if event.redline]
        assert made.archive.contents(redlines) == [
            made.archive.redline(item.alert) for item in history if item.alert is not None
        ]


def test_kinds_of_versions(made: Made) -> None:
    found = {d.target.id: [event.kind for event in d.events] for d in book(made.archive).documents}
    assert found["linkwell/privacy"] == ["first", "changed", "reverted"]
    assert found["agora/ai-faq"] == ["first", "changed"]


def test_what_is_new_is_added_to_what_is_known(tmp_path: Path) -> None:
    archive = bare_archive(tmp_path)
    archive.record(version())
    chronicle = Chronicle()
    book(archive, chronicle)
    archive.record(told("Two.\n", "a1", 5))
    later = book(archive, chronicle)
    assert later == book(archive)
    assert [event.kind for event in later.documents[0].events] == ["first", "changed"]
    assert book(archive, chronicle) == later
    git(archive.root, "reset", "-q", "--hard", "HEAD~1")
    assert len(book(archive, chronicle).documents[0].events) == 1


def test_what_others_captured_earlier_stands_before(tmp_path: Path) -> None:
    archive = bare_archive(tmp_path)
    chronicle = Chronicle()
    archive.record(version("Now.\n", time=after(0)))
    archive.record(told("Later.\n", "a1", 5))
    root = book(archive, chronicle).root
    older = [version("Once.\n", time=after(-60)), told("Then.\n", "a0", -30)]
    seam = PastChange(alert("seam", NOON), "<p>seam</p>")
    archive.record_past(older, seam=seam)
    archive.record(told("Last.\n", "a2", 9))
    for known in (chronicle, Chronicle()):
        found = book(archive, known)
        (document,) = found.documents
        texts = [text.decode() for text in archive.contents([event.text for event in document.events])]
        assert texts == ["Once.\n", "Then.\n", "Now.\n", "Later.\n", "Last.\n"]
        assert [event.kind for event in document.events] == ["first", "changed", "changed", "changed", "changed"]
        assert [event.told.id if event.told else "" for event in document.events] == ["", "a0", "seam", "a1", "a2"]
        assert archive.contents([document.events[2].redline]) == [b"<p>seam</p>"]
        assert found.root == root


def test_a_page_that_is_read_anew_is_no_change_of_an_answer(tmp_path: Path) -> None:
    archive = bare_archive(tmp_path)
    yes = (Fact(FactName.TRAINS, ("yes",), Quote("We train.")),)
    first = version()
    archive.record(first)
    archive.record(replace(first, meta=replace(first.meta, facts=yes), subject="acme/ai-faq: read anew"))
    (document,) = book(archive).documents
    assert [event.kind for event in document.events] == ["first", "anew"]
    (lane,) = lanes([document], after(60))
    assert lane.spans == (Span(NOON, after(60), "yes"),)


def lane(*spans: tuple[int, int, str]) -> Lane:
    event = Event("a/b", "first", day(1, 1), "c", "t", "en", "k")
    document = Document(0, alert().target, (event,), None)
    return Lane(document, tuple(Span(day(start, 1), day(end, 1), answer) for start, end, answer in spans))


def test_documents_are_counted_by_what_they_said_then() -> None:
    both = [lane((1, 4, UNKNOWN), (4, 9, "yes")), lane((3, 9, "no"))]
    counts = counts_at(both, [day(1, 1), day(2, 1), day(3, 1), day(4, 1), day(9, 1)])
    assert [(c["yes"], c["no"], c[UNKNOWN]) for c in counts] == [
        (0, 0, 1),
        (0, 0, 1),
        (0, 1, 1),
        (1, 1, 0),
        (1, 1, 0),
    ]


def test_the_table_has_months_or_years() -> None:
    assert [f"{time:%Y-%m-%d}" for time in steps(day(11, 9), day(2, 3, 2026))] == [
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
        "2026-02-03",
    ]
    years = steps(dt.datetime(2021, 5, 5, tzinfo=dt.UTC), day(2, 3))
    assert [time.year for time in years] == [2021, 2022, 2023, 2024, 2025]
