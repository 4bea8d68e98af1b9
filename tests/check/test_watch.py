"""Checks: health notices, hosts that want to be left alone, cancellation, and what happens when things give way."""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from tests.check.watching import check, kinds, opened, target
from tests.daemon.town import (
    WORSE,
    Hands,
    Page,
    Town,
    assert_sound,
    on_full_disk,
    page,
    subjects,
    town,
    write,
)
from watcher.check.progress import Checked
from watcher.errors import ArchiveError
from watcher.model import Capture, Outcome, VerdictKind


async def test_an_illness_is_told_once_and_so_is_its_end(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page()) as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await check(watch)
            await watch.deliver()
            site.pages["/faq"] = Page("go away", 403)
            for _ in range(5):
                hands.go(hours=6)
                assert (await check(watch)).verdict.kind is VerdictKind.BLOCKED
                await watch.deliver()
            assert site.titles == [
                "Watching began: 1 document",
                "Agora, Page faq: cannot be read since 1 March 2027",
            ]
            assert "Last good reading: 1 March 2027" in site.posted[1]["message"]
            site.pages["/faq"] = Page()
            for _ in range(2):
                hands.go(hours=6)
                assert not (await check(watch)).failed
                await watch.deliver()
            assert site.titles[2:] == ["Agora, Page faq: readable again"]
            site.pages["/faq"] = Page("go away", 403)
            for _ in range(3):
                hands.go(hours=6)
                await check(watch)
            await watch.deliver()
            assert kinds(watch) == ["watching-began", "unwell", "recovered", "unwell"]


async def test_a_host_that_asked_to_wait_is_left_alone_also_after_a_restart(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page(), terms=Page()) as site:
        config = write(tmp_path, site, "faq", "terms")
        async with opened(config, hands) as watch:
            await check(watch)
            hands.go(hours=6)
            site.pages["/faq"] = Page("later", 429, {"Retry-After": "172800"})
            first = await check(watch)
            assert first.verdict.retry_after == hands.now.replace(day=3)
        site.asked.clear()
        async with opened(config, hands) as watch:
            hands.go(hours=6)
            again = await check(watch)
            other = await check(watch, "terms")
            assert (again.failed, other.failed) == (True, True)
            assert again.verdict.reason == "the host asked not to be called before 2027-03-03T18:00:00Z"
            known, beside = watch.state.get("agora/faq"), watch.state.get("agora/terms")
            assert known is not None
            assert beside is not None
            assert (known.failures, known.verdict, known.unwell_since) == (
                1, VerdictKind.BLOCKED, hands.now.replace(hour=18, day=1),
            )  # fmt: skip
            assert (beside.failures, beside.not_before) == (1, known.not_before)
            await watch.deliver()
            assert kinds(watch) == ["watching-began"]
            hands.go(hours=18)
            await watch.deliver()  # a day unseen is told, whatever was counted
            await watch.deliver()
            assert site.titles[1:] == ["Agora: 2 documents cannot be read since 1 March 2027"]
            assert site.asked == []
            site.pages["/faq"] = Page()
            hands.go(hours=30)
            assert (await check(watch)).outcome is Outcome.UNCHANGED
            assert (await check(watch, "terms")).outcome is Outcome.FIRST
            await watch.deliver()
            assert kinds(watch) == ["watching-began", "unwell", "recovered"]


async def test_two_checks_of_one_target_never_run_at_once(tmp_path: Path) -> None:
    with town(faq=Page(etag='"1"')) as site:
        async with opened(write(tmp_path, site, "faq"), Hands()) as watch:
            checked = await asyncio.gather(check(watch), check(watch), check(watch))
        # Those that waited ask "changed since?": they know what the first one found.
        assert [c.verdict.kind.value for c in checked] == ["good", "not-modified", "not-modified"]
        assert [c.outcome.value for c in checked] == ["first", "unchanged", "unchanged"]
        assert (site.most_at_once, len(site.asked)) == (1, 3)
        assert len(subjects(tmp_path / "data")) == 1


async def test_a_cancelled_check_finishes_the_commit_that_it_began_and_drops_what_waits(tmp_path: Path) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def checkpoint(step: str) -> None:
        if step == "objects":
            reached.set()
            go_on.wait(20)

    hands = Hands()
    with town(faq=Page(), terms=Page()) as site:
        async with opened(write(tmp_path, site, "faq", "terms"), hands, checkpoint) as watch:
            first = asyncio.create_task(check(watch, "faq"))
            await asyncio.to_thread(reached.wait, 20)
            assert watch.busy_since == hands.now
            second = asyncio.create_task(watch._take(target(watch, "terms"), _capture(site, "terms")))
            await asyncio.sleep(0.05)
            for task in (first, second):
                task.cancel()
            await asyncio.wait((second,))
            assert not first.done()
            go_on.set()
            await asyncio.wait((first,))
            assert (first.cancelled(), second.cancelled()) == (True, True)
            known = watch.state.get("agora/faq")
            assert known is not None
            assert (known.outcome, known.changed) == (Outcome.FIRST, hands.now)
            assert watch.state.get("agora/terms") is None
        assert len(subjects(tmp_path / "data")) == 1
        assert_sound(tmp_path / "data")


def _capture(site: Town, name: str) -> Capture:
    url = f"http://127.0.0.1:{site.port}/{name}"
    return Capture(url, url, Hands().now, 200, (("content-type", "text/html"),), page().encode())


async def test_a_full_disk_is_one_notice_for_all_targets_and_costs_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = on_full_disk(tmp_path, monkeypatch.setenv)
    hands = Hands()
    with town(faq=Page(etag='"1"'), terms=Page(etag='"1"')) as site:
        async with opened(write(tmp_path, site, "faq", "terms"), hands) as watch:
            await check(watch, "faq")
            await check(watch, "terms")
            await watch.deliver()
            site.pages = {"/faq": Page(page(WORSE), etag='"2"'), "/terms": Page(page(WORSE), etag='"2"')}
            full.touch()
            for _ in range(3):
                hands.go(hours=6)
                for name in ("faq", "terms"):
                    with pytest.raises(ArchiveError, match=r"^The disk is full: git index-pack"):
                        await check(watch, name)
                await watch.deliver()
            known = watch.state.get("agora/faq")
            assert known is not None
            assert (known.outcome, known.failures, known.etag) == (Outcome.FAILED, 3, '"1"')
            assert kinds(watch) == ["watching-began", "unwell"]
            assert site.titles[1:] == ["Agora: 2 documents cannot be read since 1 March 2027"]
            assert "Reason: The disk is full" in site.posted[1]["message"]
            full.unlink()
            hands.go(hours=6)
            for name in ("faq", "terms"):
                assert (await check(watch, name)).outcome is Outcome.CHANGED
            await watch.deliver()
            assert kinds(watch) == ["watching-began", "unwell", "recovered"]
            assert len(site.posted) == 4  # and the alert, which names both documents
        assert_sound(tmp_path / "data")


async def test_checking_all_ends_at_once_when_nothing_can_be_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = on_full_disk(tmp_path, monkeypatch.setenv)
    full.touch()
    slow = threading.Event()
    with town(faq=Page(), slow=Page(gate=slow)) as site:
        async with opened(write(tmp_path, site, "faq", "slow"), Hands()) as watch:
            before = asyncio.all_tasks()
            with pytest.raises(ArchiveError):
                await asyncio.wait_for(watch.check_all(watch.settings.targets, lambda _: None), 10)
            assert asyncio.all_tasks() == before


async def test_a_bug_that_one_page_brings_to_light_is_raised_after_the_others_were_checked(tmp_path: Path) -> None:
    broken = threading.Event()
    broken.set()

    def checkpoint(step: str) -> None:
        if step == "read" and broken.is_set():
            broken.clear()
            raise RuntimeError("a bug")

    with town(faq=Page(), terms=Page(), rules=Page()) as site:
        async with opened(write(tmp_path, site, "faq", "terms", "rules"), Hands(), checkpoint) as watch:
            done: list[Checked] = []
            with pytest.raises(RuntimeError, match="a bug"):
                await watch.check_all(watch.settings.targets, done.append)
            assert [checked.outcome for checked in done] == [Outcome.FIRST, Outcome.FIRST]
            (failed,) = (state for state in watch.state.targets().values() if state.failures)
            assert failed.reason == "an internal error (RuntimeError); the log has the details"


async def test_a_collapsed_page_is_held_until_two_checks_in_a_row_bring_it(tmp_path: Path) -> None:
    whole, rest = Page(page(more=40), etag='"whole"'), Page(page(more=3))
    with town(faq=whole) as site:
        hands = Hands()
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            outcomes = []
            for now in (whole, rest, whole, rest, rest):
                site.pages["/faq"] = now
                outcomes.append((await check(watch)).outcome.value)
                hands.go(hours=8)
            # The whole page in between came as "304 not modified", and still it came in between.
            assert outcomes == ["first", "quarantined", "unchanged", "quarantined", "changed"]
            await watch.deliver()
        assert site.titles == ["Watching began: 1 document"]


async def test_what_cannot_be_shown_in_the_work_tree_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "watcher.check")
    with town(faq=Page(), terms=Page()) as site:
        async with opened(write(tmp_path, site, "faq", "terms"), Hands()) as watch:
            await check(watch)
            text = tmp_path / "data/snapshots/agora/faq/text.md"
            text.unlink()
            text.mkdir()
            site.pages["/faq"] = Page(page(WORSE))
            await check(watch)
            await check(watch, "terms")
            await check(watch)
        lines = [line for line in caplog.messages if "text.md" in line]
        assert len(lines) == 1
        assert lines[0].endswith("The version is safe in the commit.")
