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
async def watching(tmp_path: Path, site: Town) -> AsyncIterator[tuple[Watch, Counting]]:
    async with opened(write(tmp_path, site, "faq"), Hands()) as watch:
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


async def test_an_announcement_is_read_every_time(tmp_path: Path) -> None:
    coming = 'We are updating these terms on 3 May 2027. <a href="/terms/preview">Read the new terms.</a>'
    with town(faq=with_nonce("a", page(coming))) as site:
        async with watching(tmp_path, site) as (watch, worker):
            await check(watch)
            site.pages["/faq"] = with_nonce("b", page(coming))
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert worker.taken == 2


@pytest.mark.parametrize("text", [None, "", "a b c d", "a unchanged raw", "w changed raw page", "w first raw page x"])
def test_what_is_no_look_is_none(text: str | None) -> None:
    assert Look.read(text) is None


def test_a_look_comes_back_as_it_was() -> None:
    look = Look("0.1/1/abc", Outcome.NOISE, "raw")
    assert Look.read(str(look)) == look
