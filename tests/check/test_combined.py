"""A document that is made of several pages: read, judged and archived as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.check.watching import check, opened
from tests.daemon.town import CALM, WORSE, Hands, Page, Town, assert_sound, page, subjects, town, write_combined
from watcher.config import load_settings
from watcher.errors import ConfigError
from watcher.model import Outcome, VerdictKind
from watcher.model.pages import unpack

_RULES = page("Members treat one another with respect, and say so when somebody does not.")


def _help(folder: Path, site: Town, *names: str) -> Path:
    return write_combined(folder, site, "agora/faq", "Help", *names)


@contextmanager
def _two_pages(folder: Path) -> Iterator[tuple[Town, Path]]:
    with town(conduct=Page(_RULES), faq=Page()) as site:
        yield site, _help(folder, site, "conduct", "faq")


async def test_its_pages_become_one_text(tmp_path: Path) -> None:
    with _two_pages(tmp_path) as (site, config):
        async with opened(config, Hands()) as watch:
            assert (await check(watch)).outcome is Outcome.FIRST
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            stored = watch.archive.latest("agora/faq")
            assert stored is not None
            assert site.asked == ["/conduct", "/faq"] * 2
            assert stored.text.count("# Help for members") == 2
            assert stored.text.index("with respect") < stored.text.index(CALM[:30])
            pages = unpack((tmp_path / "data/snapshots/agora/faq/page.mhtml").read_bytes())
            assert [one.body.decode() for one in pages] == [_RULES, page()]
        assert_sound(tmp_path / "data")


async def test_what_changes_on_one_of_them_is_told(tmp_path: Path) -> None:
    hands = Hands()
    with _two_pages(tmp_path) as (site, config):
        async with opened(config, hands) as watch:
            await check(watch)
            await watch.deliver()
            site.pages["/faq"] = Page(page(WORSE))
            hands.go(hours=1)
            assert (await check(watch)).alert_id
            await watch.deliver()
            assert len(site.posted) == 2
            assert WORSE[:40] in site.posted[1]["message"]


@pytest.mark.parametrize("name", ["conduct", "faq"])
async def test_a_page_that_is_no_page_leaves_the_document_as_it_is(tmp_path: Path, name: str) -> None:
    hands = Hands()
    with _two_pages(tmp_path) as (site, config):
        async with opened(config, hands) as watch:
            await check(watch)
            for wall in (
                Page("gone", 404),
                Page("<title>Log in</title><form><input type=password></form>"),
                Page(""),
            ):
                site.pages[f"/{name}"] = wall
                hands.go(hours=1)
                checked = await check(watch)
                assert checked.failed
                assert f"/{name}" in checked.verdict.reason or wall.status == 404
            assert len(subjects(tmp_path / "data")) == 1


async def test_another_page_in_the_place_of_one_of_them_is_no_hundred_removed_promises(tmp_path: Path) -> None:
    """A small page beside a large one: what is left of the whole would not give it away."""
    other = "".join(f"<p>Stall number {n} sells vegetables on market days.</p>" for n in range(14))
    hands = Hands()
    with town(conduct=Page(page(_RULES, more=80)), faq=Page()) as site:
        async with opened(_help(tmp_path, site, "conduct", "faq"), hands) as watch:
            await check(watch)
            site.pages["/faq"] = Page(
                f"<html><head><title>Market</title></head><body><main><h1>Market</h1>{other}</main></body></html>"
            )
            hands.go(hours=1)
            assert (await check(watch)).verdict.kind is VerdictKind.OTHER_DOCUMENT


async def test_a_page_that_the_configuration_adds_is_no_news(tmp_path: Path) -> None:
    hands = Hands()
    with town(conduct=Page(_RULES), faq=Page(), ai=Page(page(WORSE))) as site:
        async with opened(_help(tmp_path, site, "conduct", "faq"), hands) as watch:
            await check(watch)
        async with opened(
            write_combined(tmp_path, site, "agora/faq", "Help", "conduct", "faq", "ai"), hands
        ) as watch:
            hands.go(hours=1)
            checked = await check(watch)
            assert (checked.outcome, checked.alert_id) == (Outcome.CHANGED, "")
            site.pages["/ai"] = Page(page("We sell the messages of members in the EU to train generative AI models."))
            hands.go(hours=1)
            assert (await check(watch)).alert_id


async def test_a_document_that_becomes_several_pages_goes_on(tmp_path: Path) -> None:
    hands = Hands()
    with _two_pages(tmp_path) as (site, both):
        whole = both.read_text()
        alone = tmp_path / "alone.yaml"
        combine = whole[whole.index("combine:") : whole.rindex("}")]
        alone.write_text(whole.replace(combine, f"url: 'http://127.0.0.1:{site.port}/faq'"))
        async with opened(alone, hands) as watch:
            await check(watch)
        async with opened(both, hands) as watch:
            hands.go(hours=1)
            assert (await check(watch)).alert_id == ""
        async with opened(alone, hands) as watch:
            hands.go(hours=1)
            assert (await check(watch)).alert_id == ""


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("", "`url` is missing"),
        ("url: 'https://agora.example/', combine: [{url: 'https://agora.example/1'}]", "at least 2 entries"),
        (
            "url: 'https://a.example/', combine: [{url: 'https://a.example/1'}, {url: 'https://a.example/2'}]",
            "beside",
        ),
        ("combine: [{url: 'https://a.example/1'}, {url: 'https://a.example/1'}]", "has this address already"),
        ("combine: [{url: 'https://a.example/1'}, {link: 'https://a.example/1'}]", "unknown key `link`"),
    ],
)
def test_what_is_wrong_with_its_pages_is_said(tmp_path: Path, keys: str, message: str) -> None:
    path = tmp_path / "targets.yaml"
    path.write_text(f"platforms:\n  - name: Agora\n    documents: [{{id: agora/faq, {keys}}}]\n")
    with pytest.raises(ConfigError) as error:
        load_settings(path, {})
    assert message in str(error.value)
