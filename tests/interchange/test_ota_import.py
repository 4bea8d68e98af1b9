"""A public history becomes ours: dates and origins stay, nothing of it is told, and checks go on from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.check.watching import check
from tests.check.watching import opened as watching
from tests.daemon.town import Hands, Page, Town, page, subjects, town, write
from tests.interchange.collection import CHANGE, FIRST, NEVER, NOW, ORIGIN, TECHNICAL, Collection, day, terms, three
from watcher.archive import Archive
from watcher.config import Target, load_settings
from watcher.errors import UsageError
from watcher.extract import extract
from watcher.interchange.git_source import opened
from watcher.interchange.ota_import import Account, bring
from watcher.interchange.ota_mapping import mapped
from watcher.interchange.ota_versions import OtaHistory, histories
from watcher.model import Outcome
from watcher.state import snapshots, state_folder

LATER = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
ID = "agora/terms-of-service"


def archive_in(data: Path) -> Archive:
    return Archive.open(snapshots(data), state_dir=state_folder(data), now=lambda: LATER)


def importing(
    data: Path, collection: Path, *, target: Target | None = None, since: dt.datetime | None = None,
    seen: Callable[[], None] = lambda: None,
) -> Account:  # fmt: skip
    """The only document of a collection into the archive of that folder."""
    with opened(collection) as source:
        (history,) = histories(source, since=since)
        (pair,) = mapped([history], [], {})
        return bring(archive_in(data), source, history, target or pair.target, seen)


def about_training(site: Town) -> list[str]:
    """What was sent, but for the message that watching began."""
    return [title for title in site.titles if "train" in title]


def test_versions_have_their_old_dates_and_name_where_they_come_from(tmp_path: Path) -> None:
    account = importing(tmp_path, three(tmp_path / "c"))
    assert (account.read, account.versions, account.added, account.alerts) == (3, 2, 2, 1)
    archive = archive_in(tmp_path)
    items = archive.history(ID)
    assert [item.time for item in items] == [day(3), day(1)]  # another mark for lists is no version
    assert [item.meta.time for item in items] == [day(3), day(1)]
    assert {item.meta.origin for item in items} == {ORIGIN}
    assert items[0].alert is not None
    assert items[0].alert.outcome is Outcome.CHANGED
    assert items[0].alert.past
    assert archive.raw(ID, items[0].commit).decode() == terms(NOW)
    assert NOW in archive.read(ID, 0).text
    assert "now provides for" in subjects(tmp_path)[0] or "now trains" in subjects(tmp_path)[0]


def test_where_nobody_has_said_the_address_nothing_seems_to_lead_there(tmp_path: Path) -> None:
    importing(tmp_path, three(tmp_path / "c"))
    index = (tmp_path / "snapshots" / "README.md").read_text("utf-8")
    assert "| [Terms of Service](agora/terms-of-service/text.md) | 2 |" in index


def test_the_same_import_once_more_changes_nothing(tmp_path: Path) -> None:
    collection = three(tmp_path / "c")
    importing(tmp_path, collection)
    head = archive_in(tmp_path).head
    assert importing(tmp_path, collection).added == 0
    assert archive_in(tmp_path).head == head


def test_an_import_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms())
    for number in range(2, 6):
        made.add(CHANGE, day(number), terms(f"Members of group {number} may write to one another."))
    collection = made.write()
    importing(tmp_path / "whole", collection)
    read = 0

    def kill() -> None:
        nonlocal read
        read += 1
        if read == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing(tmp_path / "killed", collection, seen=kill)
    importing(tmp_path / "killed", collection)
    whole, killed = (archive_in(tmp_path / name) for name in ("whole", "killed"))
    assert [(i.time, i.subject) for i in killed.history(ID)] == [(i.time, i.subject) for i in whole.history(ID)]
    assert len(killed.history(ID)) == 5


def test_a_text_that_was_only_read_anew_is_recorded_without_an_alert(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(TECHNICAL, day(2), terms(NOW))
    importing(tmp_path, made.add(CHANGE, day(3), terms(NEVER, more=31)).write())
    newest, anew, _ = archive_in(tmp_path).history(ID)
    assert anew.alert is None
    assert anew.subject == f"{ID}: read anew by Open Terms Archive"
    assert newest.alert is not None  # the promise is back, beside the text as it was read anew
    assert newest.alert.assessment.worth_telling is False  # and is no news: the archive has seen it


def test_what_is_not_the_page_does_not_become_a_version(tmp_path: Path) -> None:
    made = (
        Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(CHANGE, day(2), "").add(CHANGE, day(2, 8), terms())
    )
    account = importing(tmp_path, made.write())
    assert (account.read, account.versions, account.aside) == (3, 1, 1)


async def test_the_past_is_never_sent_and_the_next_check_goes_on_from_it(tmp_path: Path) -> None:
    with town(terms=Page(page(NEVER))) as site:
        config, hands = write(tmp_path, site, "terms"), Hands(LATER)
        data = tmp_path / "data"
        async with watching(config, hands) as watch:  # the folder has a state already, and other news in it
            await watch.deliver()
        target = load_settings(config, {}).target("agora/terms")
        text = extract(page(NEVER).encode(), "text/html").document.text.replace("\n", "\n\n")
        made = Collection(tmp_path / "c").add(FIRST, day(1), text.replace(NEVER, NOW)).add(CHANGE, day(2), text)
        assert importing(data, made.write(), target=target).alerts == 1
        async with watching(config, hands) as watch:
            await watch.deliver()
            assert about_training(site) == []
            first = await check(watch, "terms")  # the same words, in HTML and by another reader
            assert (first.outcome, first.alert_id) == (Outcome.UNCHANGED, "")
            assert "read anew" in first.headline
            site.pages["/terms"].body = page(NOW.replace("the posts", "all posts and messages"))
            hands.go(hours=6)
            second = await check(watch, "terms")
            assert (second.outcome, bool(second.alert_id)) == (Outcome.CHANGED, True)
            await watch.deliver()
            assert len(about_training(site)) == 1
        assert [item.meta.origin for item in archive_in(data).history("agora/terms")] == ["", "", ORIGIN, ORIGIN]


async def test_a_change_between_the_last_import_and_the_first_check_is_told(tmp_path: Path) -> None:
    with town(terms=Page(page(NOW))) as site:
        config, hands = write(tmp_path, site, "terms"), Hands(LATER)
        text = extract(page(NEVER).encode(), "text/html").document.text.replace("\n", "\n\n")
        made = Collection(tmp_path / "c").add(FIRST, day(1), text)
        importing(tmp_path / "data", made.write(), target=load_settings(config, {}).target("agora/terms"))
        async with watching(config, hands) as watch:
            checked = await check(watch, "terms")
            await watch.deliver()
        assert (checked.outcome, bool(checked.alert_id)) == (Outcome.CHANGED, True)
        assert len(about_training(site)) == 1


async def test_what_we_captured_ourselves_stays_and_older_versions_come_before_it(tmp_path: Path) -> None:
    with town(terms=Page(page(NEVER))) as site:
        config, hands = write(tmp_path, site, "terms"), Hands(day(10))
        async with watching(config, hands) as watch:
            await check(watch, "terms")
        text = extract(page(NEVER).encode(), "text/html").document.text.replace("\n", "\n\n")
        made = Collection(tmp_path / "c").add(FIRST, day(1), text.replace(NEVER, NOW))
        made.add(CHANGE, day(2), text.replace(NEVER, NOW + " Members are told.")).add(
            CHANGE, day(20), "Something else."
        )
        target = load_settings(config, {}).target("agora/terms")
        account = importing(tmp_path / "data", made.write(), target=target)
        assert (account.added, account.later) == (2, 1)
        archive = archive_in(tmp_path / "data")
        assert [item.time for item in archive.history("agora/terms")] == [day(10), day(2), day(1)]
        assert NEVER in archive.read("agora/terms", 0).text
        changes = (snapshots(tmp_path / "data") / "agora" / "terms" / "CHANGES.md").read_text()
        assert f"{day(10):%Y-%m-%d}" in changes  # what changed in between: the promise came
        assert importing(tmp_path / "data", made.write(), target=target).added == 0
        async with watching(config, hands) as watch:
            await watch.deliver()
        assert about_training(site) == []


def test_since_begins_with_what_was_in_force(tmp_path: Path) -> None:
    importing(tmp_path, three(tmp_path / "c"), since=day(2, 12))
    assert [item.time for item in archive_in(tmp_path).history(ID)] == [day(3), day(2)]


def history(service: str, terms_type: str) -> OtaHistory:
    return OtaHistory(service, terms_type, ())


def test_a_document_goes_to_the_target_with_its_address_then_to_the_one_with_its_id(tmp_path: Path) -> None:
    (new,) = mapped([history("Agora", "Terms")], [], {})
    known = replace(new.target, id="agora/rules", url="https://agora.example/terms#top")
    declared = {("Agora", "Terms"): {"id": "agora/terms", "url": "https://agora.example/terms/"}}
    by_url, by_id, fresh = (
        mapped([history("Agora", "Terms")], targets, entries)[0]
        for targets, entries in (([new.target, known], declared), ([new.target, known], {}), ([], declared))
    )
    assert (by_url.target.id, by_url.known) == ("agora/rules", True)
    assert (by_id.target.id, by_id.known) == ("agora/terms", True)
    assert (fresh.target.url, fresh.known) == ("https://agora.example/terms/", False)
    assert fresh.entry == {"id": "agora/terms", "url": "https://agora.example/terms/", "title": "Terms"}


def test_two_documents_do_not_share_a_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="would both become agora/terms"):
        mapped([history("Agora", "Terms"), history("agora", "terms")], [], {})


def test_an_id_that_is_no_path_in_the_archive_is_refused() -> None:
    for chosen in ("../up", "a/CHANGES.md", "a b"):
        with pytest.raises(UsageError, match="cannot be the id of a target"):
            mapped([history("Agora", "Terms")], [], {}, chosen)
