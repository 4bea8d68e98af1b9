"""A history that a collection joined from several pages, and the checks of a target that is made of these pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.check.watching import check, opened
from tests.daemon.town import CALM, WORSE, Hands, Page, Town, page, subjects, town, write_combined
from tests.interchange.collection import CHANGE, FIRST, ORIGIN, Collection, day
from tests.interchange.test_ota_import import about_training, archive_in, importing
from watcher.config import load_settings
from watcher.extract import extract
from watcher.model import Outcome

ID = "agora/terms"
_RULES = "Members treat one another with respect, and say so when somebody does not."
_STRICT = "Members who do not treat one another with respect lose their account."


def _faq(promise: str = CALM) -> str:
    """A page that shares no paragraph with the other one."""
    return page(promise).replace("Paragraph", "Answer")


def _markdown(*pages: str) -> str:
    """The pages as a collection would have read and joined them."""
    texts = [extract(html.encode(), "text/html").document.text.replace("\n", "\n\n") for html in pages]
    return "\n\n- - -\n\n".join(texts) + "\n"


@contextmanager
def _site(folder: Path) -> Iterator[tuple[Town, Path]]:
    """Two pages, and a target that is made of them."""
    with town(conduct=Page(page(_RULES)), faq=Page(_faq())) as site:
        yield site, write_combined(folder, site, ID, "Terms", "conduct", "faq")


def _imported(folder: Path, config: Path, *texts: str) -> None:
    made = Collection(folder / "c").add(FIRST, day(1), texts[0])
    for number, text in enumerate(texts[1:], 2):
        made.add(CHANGE, day(number), text)
    importing(folder / "data", made.write(), target=load_settings(config, {}).target(ID))


async def test_checks_of_the_pages_go_on_from_it(tmp_path: Path) -> None:
    hands = Hands(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))
    with _site(tmp_path) as (site, config):
        _imported(tmp_path, config, _markdown(page(_STRICT), _faq()), _markdown(page(_RULES), _faq()))
        async with opened(config, hands) as watch:
            first = await check(watch, "terms")
            assert (first.outcome, first.alert_id) == (Outcome.UNCHANGED, "")
            assert "read anew" in first.headline
            hands.go(hours=1)
            assert (await check(watch, "terms")).outcome is Outcome.UNCHANGED
            site.pages["/faq"] = Page(_faq(WORSE))
            hands.go(hours=1)
            changed = await check(watch, "terms")
            assert (changed.outcome, bool(changed.alert_id)) == (Outcome.CHANGED, True)
            await watch.deliver()
        assert len(about_training(site)) == 1
        items = archive_in(tmp_path / "data").history(ID)
        assert [item.meta.origin for item in items] == ["", "", ORIGIN, ORIGIN]
        assert len(subjects(tmp_path / "data")) == 4


@pytest.mark.parametrize(("name", "said"), [("conduct", f"{_RULES} {WORSE}"), ("faq", WORSE)])
async def test_what_changed_on_a_page_before_the_first_check_is_told(tmp_path: Path, name: str, said: str) -> None:
    with _site(tmp_path) as (site, config):
        _imported(tmp_path, config, _markdown(page(_RULES), _faq()))
        site.pages[f"/{name}"] = Page(_faq(said) if name == "faq" else page(said))
        async with opened(config, Hands(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))) as watch:
            checked = await check(watch, "terms")
            await watch.deliver()
        assert (checked.outcome, bool(checked.alert_id)) == (Outcome.CHANGED, True)
        assert len(about_training(site)) == 1


async def test_a_page_that_the_collection_did_not_have_is_no_news(tmp_path: Path) -> None:
    with _site(tmp_path) as (site, config):
        _imported(tmp_path, config, _markdown(page(_RULES)))
        site.pages["/faq"] = Page(_faq(WORSE))
        async with opened(config, Hands(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))) as watch:
            checked = await check(watch, "terms")
            await watch.deliver()
        assert (checked.alert_id, about_training(site)) == ("", [])


async def test_where_the_seams_are_not_known_changes_are_told_all_the_same(tmp_path: Path) -> None:
    """As `watcher export` writes a document of several pages, and collections that join them without a line."""
    hands = Hands(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))
    with _site(tmp_path) as (site, config):
        _imported(tmp_path, config, _markdown(page(_RULES), _faq()).replace("\n- - -\n", ""))
        async with opened(config, hands) as watch:
            first = await check(watch, "terms")
            assert (first.outcome, first.alert_id) == (Outcome.UNCHANGED, "")
            site.pages["/faq"] = Page(_faq(WORSE))
            hands.go(hours=1)
            assert (await check(watch, "terms")).alert_id
            await watch.deliver()
        assert len(about_training(site)) == 1


async def test_where_the_seams_are_not_known_a_change_before_the_first_check_is_told(tmp_path: Path) -> None:
    with _site(tmp_path) as (site, config):
        _imported(tmp_path, config, _markdown(page(_RULES), _faq()).replace("\n- - -\n", ""))
        site.pages["/faq"] = Page(_faq(WORSE))
        async with opened(config, Hands(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))) as watch:
            checked = await check(watch, "terms")
            await watch.deliver()
        assert (checked.outcome, bool(checked.alert_id)) == (Outcome.CHANGED, True)
        assert len(about_training(site)) == 1
