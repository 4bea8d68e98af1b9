"""The service in this process: the schedule, SIGHUP, what hangs, what gives way, and the sign of life."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.daemon.town import WORSE, Hands, Page, on_full_disk, page, subjects, town, write
from watcher.check.opening import open_watch, utc_now
from watcher.check.watch import Clock, Watch
from watcher.config import load_settings
from watcher.daemon import Daemon
from watcher.errors import OutboxError
from watcher.model import Outcome

BEAT = 0.05


@dataclass
class Service:
    """A daemon at work. `hangup` is what SIGHUP does; `end` asks it to stop and waits for it."""

    watch: Watch
    daemon: Daemon
    task: asyncio.Task[None]

    def hangup(self) -> None:
        os.kill(os.getpid(), signal.SIGHUP)

    async def end(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(self.task, 10)

    def outcome(self, name: str) -> Outcome | None:
        state = self.watch.state.get(f"agora/{name}")
        return state.outcome if state is not None else None


@contextlib.asynccontextmanager
async def serving(
    config: Path, *, clock: Clock = utc_now, checkpoint: Callable[[str], None] = lambda _: None
) -> AsyncIterator[Service]:
    settings = load_settings(config, os.environ)
    async with open_watch(settings, config.parent / "data", show=print, clock=clock, checkpoint=checkpoint) as watch:
        daemon = Daemon(
            watch,
            reload=lambda: load_settings(config, os.environ),
            clock=clock,
            heartbeat=dt.timedelta(seconds=BEAT),
        )
        service = Service(watch, daemon, asyncio.create_task(daemon.run()))
        try:
            yield service
        finally:
            if not service.task.done():
                await service.end()


async def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Waits for it to become true."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to that"
        await asyncio.sleep(0.01)


async def test_a_hanging_channel_holds_up_neither_checks_nor_the_sign_of_life(tmp_path: Path) -> None:
    hook = threading.Event()
    with town(faq=Page(), terms=Page()) as site:
        site.hook.gate = hook
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq"))
            await until(lambda: service.watch.outbox.list())  # the notice that watching began hangs at the webhook
            write(tmp_path, site, "faq", "terms")
            before = service.watch.state.last_heartbeat()
            service.hangup()
            await until(lambda: service.outcome("terms") is Outcome.FIRST)
            await until(lambda: service.watch.state.last_heartbeat() != before)
            assert site.posted == []
            hook.set()
            await until(lambda: site.titles == ["Watching began: 1 document"])


async def test_a_delivery_that_failed_is_tried_again_by_the_service_itself(tmp_path: Path) -> None:
    hands = Hands(utc_now())
    with town(faq=Page()) as site:
        site.hook.status = 503
        async with serving(write(tmp_path, site, "faq"), clock=hands) as service:
            await until(lambda: any(entry.attempts for entry in service.watch.outbox.list()))
            site.hook.status = 200
            await asyncio.sleep(0.2)
            assert site.posted == []  # not before its time
            hands.go(minutes=2)
            await until(lambda: site.titles == ["Watching began: 1 document"])


async def test_a_target_that_is_removed_while_it_is_fetched_is_let_go(tmp_path: Path) -> None:
    gate = threading.Event()
    with town(faq=Page(), slow=Page(gate=gate)) as site:
        async with serving(write(tmp_path, site, "slow")) as service:
            await until(lambda: site.asked == ["/slow"])
            write(tmp_path, site, "faq")
            service.hangup()
            await until(lambda: service.outcome("faq") is Outcome.FIRST)
            assert service.daemon._checks == {}
            assert service.outcome("slow") is None
            await until(lambda: site.titles == ["Watching began: 1 document"])
        assert subjects(tmp_path / "data") == ["agora/faq: first version"]


async def test_a_target_that_is_removed_while_it_is_recorded_is_recorded(tmp_path: Path) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def checkpoint(step: str) -> None:
        if step == "objects" and not reached.is_set():
            reached.set()
            go_on.wait(20)

    with town(faq=Page(), terms=Page()) as site:
        async with serving(write(tmp_path, site, "faq"), checkpoint=checkpoint) as service:
            await until(reached.is_set)
            write(tmp_path, site, "terms")
            service.hangup()
            await until(lambda: service.watch.settings.targets[0].id == "agora/terms")
            await asyncio.sleep(0.05)
            go_on.set()
            await until(lambda: service.outcome("faq") is Outcome.FIRST)
            await until(lambda: service.outcome("terms") is Outcome.FIRST)
        assert sorted(subjects(tmp_path / "data")) == ["agora/faq: first version", "agora/terms: first version"]


async def test_hangups_start_no_second_check_of_a_target(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gate = threading.Event()
    with town(slow=Page(gate=gate)) as site:
        async with serving(write(tmp_path, site, "slow")) as service:
            await until(lambda: site.asked)
            for _ in range(3):
                service.hangup()
                await asyncio.sleep(0.05)
            await service.daemon._begin_check("agora/slow")
            gate.set()
            await until(lambda: service.outcome("slow") is Outcome.FIRST)
            planned = service.watch.state.get("agora/slow")
            assert planned is not None
            assert planned.next_check is not None
            assert planned.next_check - utc_now() > dt.timedelta(minutes=55)
    assert (site.asked, site.most_at_once) == (["/slow"], 1)
    assert "skipped" not in caplog.text


async def test_a_changed_target_is_asked_for_in_the_new_way_at_once_when_it_is_due(tmp_path: Path) -> None:
    gate = threading.Event()
    with town(slow=Page(gate=gate)) as site:
        async with serving(write(tmp_path, site, "slow")) as service:
            await until(lambda: site.asked)
            write(tmp_path, site, "slow", keys="remove: [nav]")
            service.hangup()
            await until(lambda: len(site.asked) == 2)
            gate.set()
            await until(lambda: service.outcome("slow") is Outcome.FIRST)


async def test_a_full_disk_does_not_end_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    full = on_full_disk(tmp_path, monkeypatch.setenv)
    full.touch()
    with town(faq=Page(), terms=Page()) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq") is Outcome.FAILED)
            full.unlink()
            write(tmp_path, site, "faq", "terms")
            service.hangup()
            await until(lambda: service.outcome("terms") is Outcome.FIRST)
            known = service.watch.state.get("agora/faq")
            assert known is not None
            assert known.next_check is not None
            assert known.next_check > utc_now() + dt.timedelta(minutes=55)
            assert not service.task.done()
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == [
        f"agora/faq: {known.reason}"
    ]


async def test_a_bug_in_one_check_is_logged_with_its_traceback_and_the_service_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def checkpoint(step: str) -> None:
        raise RuntimeError("a bug")

    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq"), checkpoint=checkpoint) as service:
            await until(lambda: service.outcome("faq") is Outcome.FAILED)
            await until(lambda: site.titles == ["Watching began: 1 document"])
            assert not service.task.done()
    assert "agora/faq: this is a bug of the watcher" in caplog.text
    assert "RuntimeError: a bug" in caplog.text


async def test_a_state_that_cannot_be_used_ends_the_service(tmp_path: Path) -> None:
    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq"))
            service.watch.state.execute("DROP TABLE meta")
            with pytest.raises(OutboxError, match="no such table: meta"):
                await asyncio.wait_for(service.task, 10)
    assert len(asyncio.all_tasks()) == 1


async def test_a_bug_in_the_deliveries_ends_the_service_loudly(tmp_path: Path) -> None:
    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq"))
            service.watch.sender = None  # type: ignore[assignment]  # what no type checker would let through
            with pytest.raises(AttributeError):
                await asyncio.wait_for(service.task, 10)


async def test_there_is_no_sign_of_life_while_the_event_loop_stands_still(tmp_path: Path) -> None:
    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: site.titles)
            await asyncio.sleep(3 * BEAT)
            last = service.watch.state.last_heartbeat()
            assert last is not None
            await until(lambda: service.watch.state.last_heartbeat() != last)
            begun = utc_now()
            time.sleep(10 * BEAT)  # noqa: ASYNC251 - the loop that stands still is what is tested
            during = service.watch.state.last_heartbeat()
            assert during is not None
            assert during <= begun
            await until(lambda: (service.watch.state.last_heartbeat() or begun) > begun)


async def test_there_is_no_sign_of_life_when_one_capture_is_never_done(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def checkpoint(step: str) -> None:
        reached.set()
        go_on.wait(20)

    hands = Hands(utc_now())
    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq"), clock=hands, checkpoint=checkpoint) as service:
            await until(reached.is_set)
            begun = hands.now
            hands.go(minutes=14)
            await until(lambda: service.watch.state.last_heartbeat() == hands.now)
            hands.go(minutes=2)
            await until(lambda: "one capture has been worked at since" in caplog.text)
            await asyncio.sleep(3 * BEAT)
            assert service.watch.state.last_heartbeat() == begun + dt.timedelta(minutes=14)
            assert caplog.text.count("one capture has been worked at since") == 1
            go_on.set()
            await until(lambda: service.watch.state.last_heartbeat() == hands.now)


async def test_tidying_up_is_planned_daily_and_its_failure_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with town(faq=Page()) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq"))
            job = service.daemon._scheduler.get_job("maintenance")
            assert job.trigger.interval == dt.timedelta(days=1)
            assert dt.timedelta(minutes=9) < job.next_run_time - utc_now() < dt.timedelta(minutes=11)
            await service.daemon._maintain()
            assert "tidying" not in caplog.text
            (tmp_path / "data/snapshots").rename(tmp_path / "data/gone")
            await service.daemon._maintain()
            assert "tidying the archive up failed, nothing depends on it: The folder" in caplog.text
            (tmp_path / "data/gone").rename(tmp_path / "data/snapshots")
            assert not service.task.done()


async def test_overdue_checks_are_made_up_for_and_others_wait_for_their_time(tmp_path: Path) -> None:
    hands = Hands(utc_now())
    with town(faq=Page(), terms=Page()) as site:
        config = write(tmp_path, site, "faq", "terms", keys="every: 6h")
        async with open_watch(load_settings(config, os.environ), tmp_path / "data", show=print, clock=hands) as watch:
            hands.go(hours=-7)
            await watch.check(watch.settings.target("agora/faq"))
            hands.go(hours=6)
            await watch.check(watch.settings.target("agora/terms"))
        site.asked.clear()
        site.pages["/faq"] = Page(page(more=13))  # no news: that would have the neighbours looked at
        async with serving(config) as service:
            await until(lambda: service.outcome("faq") is Outcome.CHANGED)
            known = service.watch.state.get("agora/terms")
            assert known is not None
            assert known.next_check is not None
            assert dt.timedelta(hours=4.9) < known.next_check - utc_now() < dt.timedelta(hours=5)
        assert site.asked == ["/faq"]


async def test_a_doubtful_text_is_fetched_again_soon_and_ordinary_ones_are_not(tmp_path: Path) -> None:
    with town(faq=Page(page(more=60))) as site:
        async with serving(write(tmp_path, site, "faq", keys="confirm_after: 1s")) as service:
            await until(lambda: service.outcome("faq") is Outcome.FIRST)
            site.pages["/faq"] = Page(page(more=200))
            await service.daemon._begin_check("agora/faq")
            await until(lambda: service.outcome("faq") is Outcome.QUARANTINED)
            await until(lambda: service.outcome("faq") is Outcome.CHANGED)
            asked = len(site.asked)
            assert asked == 3
            await asyncio.sleep(1.2)
            assert len(site.asked) == asked


async def test_the_service_says_that_it_is_at_work_when_asked_to(tmp_path: Path) -> None:
    with town(faq=Page(), alive=Page()) as site:
        signs = f"{{report: '* * * * *', ping: 'http://127.0.0.1:{site.port}/alive', ping_every: 1s}}"
        config = write(tmp_path, site, "faq", life_signs=signs)
        async with serving(config) as service:
            await until(lambda: site.titles == ["Watching began: 1 document"])
            await until(lambda: site.asked.count("/alive") >= 2)
            service.watch.state.set_meta("reported", "2026-01-01T00:00:00Z")  # as if it had been down since
            service.hangup()
            await until(lambda: len(site.posted) == 2)
            assert site.titles[1] == "Still watching 1 document: all can be read"
            assert "No document has changed since 1 January 2026." in site.posted[1]["message"]


async def test_a_ping_that_fails_is_logged_once_without_its_address(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with town(faq=Page(), token=Page("no", 500)) as site:
        signs = f"{{ping: 'http://127.0.0.1:{site.port}/token', ping_every: 1s}}"
        async with serving(write(tmp_path, site, "faq", life_signs=signs)):
            await until(lambda: site.asked.count("/token") >= 2)
    assert caplog.text.count("life_signs.ping") == 1
    assert "/token" not in caplog.text


async def test_a_host_that_refuses_is_left_alone_for_longer_and_longer(tmp_path: Path) -> None:
    with town(faq=Page("go away", 403)) as site:
        async with serving(write(tmp_path, site, "faq")) as service:
            await until(lambda: service.outcome("faq") is Outcome.FAILED)
            state = service.watch.state.get("agora/faq")
            assert state is not None
            service.watch.state.put(replace(state, failures=5))
            await service.daemon._begin_check("agora/faq")
            assert len(site.asked) == 1
            state = service.watch.state.get("agora/faq")
            assert state is not None
            assert state.next_check is not None
            assert (
                dt.timedelta(hours=11) < state.next_check - utc_now() < dt.timedelta(hours=15)
            )  # of 16, less jitter


async def test_news_has_the_other_pages_of_the_platform_looked_at_and_is_told_once(tmp_path: Path) -> None:
    with town(faq=Page(), terms=Page()) as site:
        async with serving(write(tmp_path, site, "faq", "terms")) as service:
            await until(lambda: site.titles == ["Watching began: 2 documents"])
            for name in ("faq", "terms"):
                site.pages[f"/{name}"] = Page(page(WORSE))
                known = service.watch.state.get(f"agora/{name}")
                assert known is not None
                service.watch.state.put(replace(known, checked=utc_now() - dt.timedelta(hours=1)))
            await service.daemon._begin_check("agora/faq")
            await until(lambda: service.outcome("terms") is Outcome.CHANGED)
            await until(lambda: len(site.posted) == 2)
            await asyncio.sleep(0.3)
            assert len(site.posted) == 2
            states = sorted(entry.state for entry in service.watch.outbox.list() if entry.kind == "alert")
            assert states == ["delivered", "merged"]
