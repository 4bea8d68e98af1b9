"""What an installation tells: where notices go, what is told once, what is never told, and the copy on a git host."""

from __future__ import annotations

import asyncio
import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.check.watching import check, kinds, opened
from tests.daemon.town import (
    CALM,
    OTHER,
    WORSE,
    Hands,
    Page,
    assert_sound,
    bare_repository,
    git,
    page,
    subjects,
    town,
    write,
)
from watcher.config import load_settings
from watcher.model import VerdictKind


async def test_notices_go_where_the_configuration_says(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page("", 404), terms=Page("", 404)) as site:
        hook = f"json://127.0.0.1:{site.port}/hook"
        routes = f"[{{urls: '{hook}', when: {{targets: [agora/faq]}}}}]"
        config = write(tmp_path, site, "faq", "terms", alerts=routes)
        async with opened(config, hands) as watch:
            for _ in range(3):
                await check(watch, "faq")
                await check(watch, "terms")
                hands.go(hours=1)
            await watch.deliver()
            assert sorted(kinds(watch)) == ["unwell", "unwell", "watching-began"]
            assert sorted(site.titles) == [
                "Agora, Page faq: no longer at its address since 1 March 2027",
                "Watching began: 2 documents",
            ]
            assert "2 documents could not be read yet." in site.posted[-1]["message"]
    with town(faq=Page("", 404)) as site:
        (tmp_path / "off").mkdir()
        async with opened(write(tmp_path / "off", site, "faq", health="[]"), hands) as watch:
            for _ in range(4):
                await check(watch)
            await watch.deliver()
            assert site.posted == []


async def test_watching_begins_once_and_only_when_everything_was_looked_at(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page(), terms=Page()) as site:
        config = write(tmp_path, site, "faq", "terms")
        async with opened(config, hands) as watch:
            await check(watch, "faq")
            known = watch.state.get("agora/faq")
            assert known is not None
            watch.state.put_many([type(known)("agora/terms", next_check=hands.now)])  # planned, not looked at
            await watch.deliver()
            assert site.titles == []
            await check(watch, "terms")
            await watch.deliver()
            await watch.deliver()
        for _ in range(2):
            async with opened(config, hands) as watch:
                await check(watch, "faq")
                await watch.deliver()
        assert site.titles == ["Watching began: 2 documents"]


async def test_without_a_channel_the_beginning_is_told_to_the_first_one(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page()) as site:
        async with opened(write(tmp_path, site, "faq", alerts=""), hands) as watch:
            await check(watch)
            await watch.deliver()
            watch.configure(load_settings(write(tmp_path, site, "faq"), os.environ))
            await watch.deliver()
        assert site.titles == ["Watching began: 1 document"]


async def test_only_findings_are_told_and_each_once(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page()) as site:
        async with opened(write(tmp_path, site, "faq", health="[]"), hands) as watch:
            outcomes = []
            for promise in (CALM, CALM, OTHER, CALM, WORSE, CALM, WORSE):
                site.pages["/faq"] = Page(page(promise, more=30))
                outcomes.append((await check(watch)).outcome.value)
                await watch.deliver()
                hands.go(hours=6)
            assert outcomes == ["first", "unchanged", "changed", "reverted", "changed", "reverted", "reverted"]
            told = [entry.state for entry in watch.outbox.list()]
        assert len(subjects(tmp_path / "data")) == 6
        assert told == ["delivered"] * len(site.posted)
        assert len(site.posted) == 2  # a promise dropped, a use added; nothing for what came back
        assert_sound(tmp_path / "data")


async def test_rewritten_history_sends_nothing_twice_and_nothing_old(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page()) as site:
        config, data = write(tmp_path, site, "faq", health="[]"), tmp_path / "data"

        async def change(promise: str) -> None:
            site.pages["/faq"] = Page(page(promise))
            hands.go(hours=6)
            async with opened(config, hands) as watch:
                await check(watch)
                await watch.deliver()

        await change(CALM)
        await change(WORSE)
        for name in ("state.sqlite3", "state.sqlite3-wal", "state.sqlite3-shm"):
            (data / ".watcher" / name).unlink(missing_ok=True)
        site.posted.clear()
        await change(
            "We sell the posts of members to train AI models of other companies. The setting is on by default."
        )
        assert len(site.posted) == 1
        # Somebody rebases the repository, and adds a channel before the next check.
        rebase = ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--amend", "-q", "-m", "mine"]
        git(data, *rebase)
        hook = f"json://127.0.0.1:{site.port}/hook"
        write(tmp_path, site, "faq", health="[]", alerts=f"[{{urls: '{hook}'}}, {{urls: '{hook}?new=yes'}}]")
        await change("We never use the posts of members to train AI models, ours or those of others.")
        assert len(site.posted) == 3  # the new alert on both channels


async def test_the_archive_is_pushed_to_a_bare_repository(tmp_path: Path) -> None:
    remote = bare_repository(tmp_path / "copy.git")
    with town(faq=Page()) as site:
        async with opened(write(tmp_path, site, "faq", archive=f"{{push: '{remote}'}}"), Hands()) as watch:
            await check(watch)
            await watch.push()
            site.pages["/faq"] = Page(page(WORSE))
            await check(watch)
            await asyncio.gather(watch.push(), watch.push())
            assert watch.archive.head == _head(remote)
            assert watch.state.meta("push-failing") in (None, "")


def _head(remote: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(remote), "for-each-ref", "--format=%(objectname)", "refs/heads"],
        check=True, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    return done.stdout.strip()


async def test_a_failing_push_is_told_once_when_it_lasts_and_holds_up_no_alert(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hands = Hands()
    remote = tmp_path / "later.git"
    with town(faq=Page()) as site:
        config = write(tmp_path, site, "faq", archive=f"{{push: '{remote}'}}")
        async with opened(config, hands) as watch:
            await check(watch)
            for minutes in (0, 4, 4, 60):
                hands.go(minutes=minutes)
                await watch.push()
                await watch.deliver()
            assert kinds(watch) == ["watching-began", "push-failed"]
            assert caplog.text.count("the archive could not be pushed") == 4
            site.pages["/faq"] = Page(page(WORSE))
            await check(watch)
            await watch.push()
            await watch.deliver()
            assert len(site.posted) == 3
            assert site.titles[1] == "The archive cannot be pushed"
            bare_repository(remote)
            await watch.push()
            assert watch.archive.head == _head(remote)
            assert watch.state.meta("push-failing") == ""


async def test_a_sender_of_the_old_configuration_begins_nothing_more(tmp_path: Path) -> None:
    hook = threading.Event()
    with town(faq=Page(), terms=Page()) as site:
        site.hook.gate = hook
        async with opened(write(tmp_path, site, "faq", "terms"), Hands()) as watch:
            for promise in (CALM, WORSE):
                site.pages = {"/faq": Page(page(promise)), "/terms": Page(page(promise))}
                await check(watch, "faq")
                await check(watch, "terms")
            round_one = asyncio.create_task(watch.deliver())
            await asyncio.sleep(0.1)
            watch.configure(load_settings(write(tmp_path, site, "faq", alerts=""), os.environ))
            hook.set()
            tally = await round_one
            assert tally.delivered == 1  # of three: the one that was under way


async def test_a_page_that_moved_for_good_is_followed_and_told_once(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page(), new=Page()) as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await check(watch)
            await watch.deliver()
            site.pages["/faq"] = Page("", 301, {"Location": "/new"})
            for _ in range(4):
                hands.go(hours=6)
                assert not (await check(watch)).failed
                await watch.deliver()
        assert site.titles[1:] == ["Agora, Page faq: moved to another address"]
        assert f"New address: http://127.0.0.1:{site.port}/new" in site.posted[1]["message"]


async def test_selectors_that_match_nothing_any_more_are_told_once_although_the_page_is_read(tmp_path: Path) -> None:
    hands = Hands()
    rebuilt = page().replace("<main>", "<div>").replace("</main>", "<p>See also the tips for new members.</p></div>")
    with town(faq=Page()) as site:
        async with opened(write(tmp_path, site, "faq", keys="select: [main]"), hands) as watch:
            await check(watch)
            await watch.deliver()
            site.pages["/faq"] = Page(rebuilt)
            assert (await check(watch)).verdict.kind is VerdictKind.SELECTOR_LOST
            for _ in range(3):
                hands.go(hours=6)
                assert not (await check(watch)).failed
                await watch.deliver()
            assert kinds(watch) == ["watching-began", "selectors-lost"]
            assert site.titles[1:] == ["Agora, Page faq: its selectors find nothing any more"]
            for days, body in ((1, page()), (0, rebuilt), (0, rebuilt), (8, page()), (0, rebuilt), (0, rebuilt)):
                hands.go(hours=days * 24 + 1)
                site.pages["/faq"] = Page(body)
                await check(watch)
                await watch.deliver()
            assert kinds(watch) == ["watching-began", "selectors-lost", "selectors-lost"]
