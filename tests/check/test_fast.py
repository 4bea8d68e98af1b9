"""A page that is as it was is told without reading it, and only while that tells the same as reading would."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.check.watching import check, opened, target
from tests.daemon.town import OTHER, Hands, Page, Town, page, subjects, town, write
from watcher.check.fast import Look
from watcher.check.watch import Watch
from watcher.model import Outcome, VerdictKind

NONCE = '<script nonce="{0}">var visit = "{0}";</script><main data-visit="{0}">'


class Counting(ThreadPoolExecutor):
    """The worker thread of a watch, which counts the captures that are read."""

    taken = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.taken += 1
        return super().submit(fn, *args, **kwargs)


@contextlib.asynccontextmanager
async def watching(tmp_path: Path, site: Town, hands: Hands | None = None) -> AsyncIterator[tuple[Watch, Counting]]:
    async with opened(write(tmp_path, site, "faq"), hands or Hands()) as watch:
        watch._worker.shutdown()
        watch._worker = counting = Counting(1)
        yield watch, counting


def with_nonce(nonce: str, body: str = "") -> Page:
    return Page((body or page()).replace("<main>", NONCE.format(nonce)))


async def test_the_same_bytes_and_the_same_words_under_other_nonces_are_not_read(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            assert (await check(watch)).outcome is Outcome.FIRST
            for nonce in "abca":
                site.pages["/faq"] = with_nonce(nonce)
                checked = await check(watch)
                assert (checked.outcome, checked.verdict.kind) == (Outcome.UNCHANGED, VerdictKind.GOOD)
            assert worker.taken == 1
            site.pages["/faq"] = with_nonce("d", page(OTHER))
            assert (await check(watch)).outcome is Outcome.CHANGED
            site.pages["/faq"] = with_nonce("e", page(OTHER))
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert worker.taken == 2
    assert len(subjects(tmp_path / "data")) == 2


async def test_what_was_seen_counts_after_a_restart(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, _):
            await check(watch)
        site.pages["/faq"] = with_nonce("b")
        async with watching(tmp_path, site) as (watch, worker):
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert worker.taken == 0


async def test_a_page_of_another_form_stays_noise(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            for nonce in "bc":
                site.pages["/faq"] = with_nonce(nonce, page().replace("members to", "members – to"))
                assert (await check(watch)).outcome is Outcome.NOISE
            assert worker.taken == 2


async def test_the_answer_counts_before_the_words_do(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            for status, kind in ((404, VerdictKind.GONE), (403, VerdictKind.BLOCKED), (206, VerdictKind.TRUNCATED)):
                site.pages["/faq"] = replace(with_nonce("b"), status=status)
                assert (await check(watch)).verdict.kind is kind
            assert worker.taken == 4
            site.pages["/faq"] = with_nonce("c")
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert worker.taken == 4
            known = watch.state.get("agora/faq")
            assert known is not None
            assert (known.failures, known.unwell_since) == (0, None)


async def test_a_target_that_is_read_otherwise_is_read(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            for other in (replace(target(watch), select=("main",)), replace(target(watch), remove=("h1",))):
                await watch.check(other)
            assert worker.taken == 3


async def test_a_page_is_read_when_the_archive_holds_something_else(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            git = watch.archive._repository.git
            git.must("update-ref", "-d", "HEAD")  # somebody begins anew
            assert (await check(watch)).outcome is Outcome.FIRST
            assert worker.taken == 2


COMING = 'We are updating these terms on 3 May 2027. <a href="{}">Read the new terms.</a>'


async def test_an_announcement_is_not_read_again_until_its_day(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=with_nonce("a", page(COMING.format("/terms/preview")))) as site:
        async with watching(tmp_path, site, hands) as (watch, worker):
            for nonce, days, read in (("b", 0, 1), ("c", 30, 1), ("d", 60, 2), ("e", 1, 2)):
                hands.go(days=days)
                await check(watch)
                site.pages["/faq"] = with_nonce(nonce, page(COMING.format("/terms/preview")))
                assert (await check(watch)).outcome is Outcome.UNCHANGED
                assert worker.taken == read


async def test_an_announcement_is_read_when_it_links_another_text(tmp_path: Path) -> None:
    with town(faq=with_nonce("a", page(COMING.format("/terms/preview")))) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            site.pages["/faq"] = with_nonce("b", page(COMING.format("/terms/preview/2")))
            checked = await check(watch)
            assert worker.taken == 2
            coming = watch._ledger.ahead(target(watch), watch.settings.targets)
            assert coming is not None
            assert coming.url.endswith("/terms/preview/2")
            assert checked.outcome is Outcome.UNCHANGED


async def test_an_announcement_whose_link_does_not_say_so_is_read_every_time(tmp_path: Path) -> None:
    with town(faq=with_nonce("a", page(COMING.format("/terms/2027")))) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            site.pages["/faq"] = with_nonce("b", page(COMING.format("/terms/2027")))
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert worker.taken == 2


async def test_a_target_with_a_selector_that_is_not_simple_is_known_by_its_skeleton(tmp_path: Path) -> None:
    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            faq = replace(target(watch), select=("main:not(.old)",))
            await watch.check(faq)
            site.pages["/faq"] = with_nonce("b")
            assert (await watch.check(faq)).outcome is Outcome.UNCHANGED
            assert worker.taken == 1


async def test_a_skeleton_that_changes_once_is_taken_anew_and_one_that_always_does_is_given_up(
    tmp_path: Path,
) -> None:
    def bones() -> tuple[str, bool]:
        known = watch.state.get("agora/faq")
        look = Look.read(known.look if known else None)
        assert look is not None
        return look.bones, look.steady

    with town(faq=with_nonce("a")) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            first, steady = bones()
            assert (first != "", steady) == (True, False)
            site.pages["/faq"] = with_nonce("b")
            await check(watch)
            assert bones() == (first, True)
            site.pages["/faq"] = with_nonce("c", page().replace("<h2", "<h2 title='x'"))
            await check(watch)
            second, steady = bones()
            assert (second not in ("", first), steady) == (True, False)
            site.pages["/faq"] = with_nonce("d", page().replace("<h2", "<h2 title='y'"))
            await check(watch)
            assert bones() == ("", False)
            assert worker.taken == 1


@pytest.mark.parametrize(
    "text", [None, "", "a b c d", "a unchanged raw", "w changed raw page", "w first raw - page - -"]
)
def test_what_is_no_look_is_none(text: str | None) -> None:
    assert Look.read(text) is None


@pytest.mark.parametrize(
    "look",
    [
        Look("0.1/1/abc", Outcome.NOISE, "raw"),
        Look("0.1/1/abc", Outcome.UNCHANGED, "raw", "bones", "page", "2027-05-03", steady=True),
    ],
)
def test_a_look_comes_back_as_it_was(look: Look) -> None:
    assert Look.read(str(look)) == look
