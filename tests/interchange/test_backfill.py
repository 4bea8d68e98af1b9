"""Old captures become history, politely; nobody is told, nothing of our own is touched, and a second call goes on."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.making import git
from tests.interchange.web_archive import PAGE, Answer, Ticking, WebArchive, serving
from watcher.archive import Archive
from watcher.capture import Fetcher, Network
from watcher.check.record import take
from watcher.config import Schedule, Target
from watcher.config.settings import Source
from watcher.errors import UsageError
from watcher.interchange import backfill_source
from watcher.interchange.backfill import Account, Backfill
from watcher.interchange.cdx import bucket, thinned
from watcher.model import Capture, Outcome

SECOND = dt.timedelta(seconds=1)
TARGET = Target(
    id="agora/privacy", platform="Agora", title="Privacy notice", url=PAGE, select=("main",), remove=(),
    schedule=Schedule(every=dt.timedelta(hours=6)), language="en", topics=("ai-training", "default-setting"),
    delay=SECOND, timeout=SECOND, max_bytes=10**6, robots_override=None, allow_private_addresses=True,
)  # fmt: skip
NEVER = "We never use your posts or messages to train AI models."
MAY = "We may use your posts to train AI models, unless you object in your settings."
DO = "We use your posts and photos to train AI models on the basis of legitimate interest."


def page(promise: str, more: int = 3, nonce: str = "") -> bytes:
    rest = "".join(
        f"<p>Members can read section {n} of this notice for what we do with data.</p>" for n in range(more)
    )
    return (
        f'<html lang="en"><head><title>Privacy notice</title><script nonce="{nonce}"></script></head><body><main>'
        f"<h1>Privacy notice</h1><p>This notice explains how Agora uses the personal data of its members.</p>"
        f"<p>{promise}</p>{rest}</main></body></html>"
    ).encode()


WALL = b"""<html><head><title>Sign in</title></head><body><main><h1>Sign in</h1><form action="/login" method="post">
<input name="session_key"><input type="password" name="session_password"><button>Sign in</button></form>
<p>New to Agora? Join now</p></main></body></html>"""


@pytest.fixture
def web() -> Iterator[WebArchive]:
    with serving(WebArchive()) as found:
        yield found


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "snapshots", state_dir=tmp_path / ".watcher", now=Ticking().read)


class Filling:
    """Runs backfills on one archive, with what they keep between them."""

    def __init__(self, archive: Archive, web: WebArchive) -> None:
        self.archive, self.web, self.clock = archive, web, Ticking()
        self.known: frozenset[str] = frozenset()
        self.outcomes: list[str] = []

    def __call__(
        self, *, since: dt.datetime | None = None, every: str = "1month", limit: int | None = None,
        target: Target = TARGET, timeout: dt.timedelta = SECOND,
    ) -> Account:  # fmt: skip
        async def fill() -> Account:
            source = backfill_source.Source(
                self.web.address, "policy-watcher/1 (+https://me.example)", timeout=timeout
            )
            network = Network("policy-watcher/1", retries=0)
            async with Fetcher(
                network, now=self.clock.read, clock=self.clock.seconds, sleep=self.clock.sleep, backoff=lambda _: 0.0
            ) as fetcher:
                asking = backfill_source.WebArchive(source, target, fetcher, self.clock.read, self.clock.sleep)
                backfill = Backfill(self.archive, target, asking, known=self.known, keep=self.keep)
                found = thinned(await backfill.listed(since, None), bucket(every))
                return await backfill.run(found, self.outcomes.append, limit)

        return asyncio.run(fill())

    def keep(self, stamps: object) -> None:
        assert isinstance(stamps, list)
        self.known |= frozenset(stamps)


@pytest.fixture
def fill(archive: Archive, web: WebArchive) -> Filling:
    return Filling(archive, web)


def check(archive: Archive, body: bytes, when: dt.datetime) -> Outcome:
    headers = (("content-type", "text/html"), ("etag", '"live"'))
    return take(archive, TARGET, Capture(PAGE, PAGE, when, 200, headers, body), "").outcome


def story(archive: Archive) -> list[tuple[str, str]]:
    """Month and what was found, newest first."""
    return [
        (f"{item.meta.time:%Y-%m}", ", ".join(f.kind for f in item.alert.assessment.findings) if item.alert else "")
        for item in archive.history(TARGET.id)
    ]


LIVE = dt.datetime(2025, 9, 18, 6, tzinfo=dt.UTC)


def three(web: WebArchive) -> None:
    web.add("20230105120000", page(NEVER, nonce="a"))
    web.add("20230206120000", page(NEVER, nonce="b"))
    web.add("20230306120000", page(MAY))


def test_a_target_that_was_never_checked_gets_its_history(fill: Filling, archive: Archive, web: WebArchive) -> None:
    three(web)
    account = fill()
    assert (account.read, account.unchanged, account.added, account.alerts, account.stopped) == (3, 1, 2, 1, "")
    months = [month for month, _ in story(archive)]
    assert months == ["2023-03", "2023-01"]
    newest = archive.history(TARGET.id)[0]
    assert newest.alert is not None
    assert newest.alert.past
    assert newest.meta.origin == f"{web.address}/web/20230306120000/{PAGE}"
    assert (newest.meta.url, newest.meta.etag) == (PAGE, None)
    assert archive.alerts_since(None)[0] == []
    assert git(archive.root, "log", "-1", "--format=%ad", "--date=format:%Y-%m-%d") == "2023-03-06"


def test_the_next_real_check_goes_on_from_there(fill: Filling, archive: Archive, web: WebArchive) -> None:
    three(web)
    fill()
    assert check(archive, page(DO), LIVE) is Outcome.CHANGED
    told = archive.alerts_since(None)[0]
    assert [(alert.past, f"{alert.old_time:%Y-%m}") for alert in told] == [(False, "2023-03")]


def test_older_captures_go_before_what_we_have_and_the_seam_is_compared(
    fill: Filling, archive: Archive, web: WebArchive
) -> None:
    check(archive, page(DO), LIVE)
    three(web)
    web.add("20251001120000", page(NEVER))  # after our own first version: ours stands
    fill()
    assert web.pages == ["20230105120000", "20230206120000", "20230306120000"]
    assert [month for month, _ in story(archive)] == ["2025-09", "2023-03", "2023-01"]
    assert story(archive)[0][1]
    assert archive.latest(TARGET.id) is not None
    assert DO in (archive.root / "agora/privacy/text.md").read_text()
    assert archive.alerts_since(None)[0] == []
    changes = (archive.root / "agora/privacy/CHANGES.md").read_text()
    assert changes.index("## 2025-09-18") < changes.index("## 2023-03-06")
    assert changes.count("no alert was sent") == 2
    assert "(high, recorded afterwards)" in (archive.root / "CHANGES.md").read_text()


def test_the_same_text_in_the_last_capture_is_no_change(fill: Filling, archive: Archive, web: WebArchive) -> None:
    check(archive, page(MAY), LIVE)
    three(web)
    fill()
    assert [(month, bool(found)) for month, found in story(archive)] == [
        ("2025-09", False), ("2023-03", True), ("2023-01", False),
    ]  # fmt: skip
    last_change = archive.entries()[TARGET.id].last_change
    assert last_change is not None
    assert f"{last_change:%Y-%m}" == "2023-03"


def test_the_same_call_again_asks_for_the_list_only(fill: Filling, archive: Archive, web: WebArchive) -> None:
    three(web)
    fill()
    head = archive.head
    web.asked.clear()
    assert fill().read == 0
    assert web.pages == []
    assert archive.head == head


def test_captures_between_those_that_are_held_are_compared_with_their_neighbours(
    fill: Filling, archive: Archive, web: WebArchive
) -> None:
    check(archive, page(DO), LIVE)
    web.add("20230105120000", page(NEVER))
    web.add("20230120120000", page(MAY))
    web.add("20230306120000", page(DO, 4))
    fill()
    assert [month for month, _ in story(archive)] == ["2025-09", "2023-03", "2023-01"]
    fill(every="1w")
    between = archive.history(TARGET.id)[2]
    assert f"{between.meta.time:%m-%d}" == "01-20"
    assert between.alert is not None
    assert f"{between.alert.old_time:%m-%d}" == "01-05"


def test_a_log_in_wall_in_the_public_archive_is_set_aside(fill: Filling, archive: Archive, web: WebArchive) -> None:
    web.add("20230105120000", page(NEVER))
    web.add("20230206120000", WALL)
    web.add("20230306120000", page(NEVER))
    account = fill()
    assert (account.read, account.unchanged, account.added) == (3, 1, 1)
    assert len(account.aside) == 1
    assert account.aside[0].startswith("20230206120000: ")
    assert len(story(archive)) == 1


def test_it_asks_one_at_a_time_with_a_pause_and_by_its_name(fill: Filling, web: WebArchive) -> None:
    three(web)
    fill()
    assert sum(fill.clock.naps) >= 4 * 4.9
    assert web.agents == {"policy-watcher/1 (+https://me.example)"}
    assert web.asked[0] == "/robots.txt"


def test_robots_txt_of_the_archive_is_honoured(fill: Filling, web: WebArchive) -> None:
    three(web)
    web.robots = "User-agent: *\nDisallow: /cdx/\n"
    with pytest.raises(UsageError, match=r"gives no list of captures: .*robots\.txt"):
        fill()


def test_retry_after_is_obeyed(fill: Filling, web: WebArchive) -> None:
    three(web)
    web.first["20230206"] = [Answer(429, b"slow down", (("retry-after", "300"),))]
    account = fill()
    assert (account.read, account.failed) == (3, [])
    assert max(fill.clock.naps) == pytest.approx(300, abs=1)
    assert web.pages.count("20230206120000") == 2


def test_without_a_word_about_when_it_waits_longer_each_time(fill: Filling, web: WebArchive) -> None:
    three(web)
    web.first["20230206"] = [Answer(503), Answer(503), Answer(429)]
    assert fill().read == 3
    assert [nap for nap in fill.clock.naps if nap >= 60] == [60, 120, 240]


def test_when_it_does_not_stop_refusing_what_was_read_is_kept_and_the_next_call_goes_on(
    fill: Filling, archive: Archive, web: WebArchive
) -> None:
    check(archive, page(DO), LIVE)
    three(web)
    web.add("20230406120000", page(NEVER, 4))
    web.first["20230406"] = [Answer(503)] * 6
    account = fill()
    assert "does not want to be asked now (it answers 503)" in account.stopped
    assert [month for month, _ in story(archive)] == ["2025-09", "2023-01"]  # the newest one waits for its successor
    web.asked.clear()
    account = fill()
    assert account.stopped == ""
    assert web.pages == ["20230306120000", "20230406120000"]
    assert [month for month, _ in story(archive)] == ["2025-09", "2023-04", "2023-03", "2023-01"]
    assert all(found for _, found in story(archive)[:3])


def test_a_wait_of_hours_ends_the_call_at_once(fill: Filling, web: WebArchive) -> None:
    three(web)
    web.first["20230206"] = [Answer(429, b"", (("retry-after", "7200"),))]
    account = fill()
    assert "asks not to be called before" in account.stopped
    assert account.read == 1
    assert max(fill.clock.naps) < 60


@pytest.mark.parametrize(
    "answer",
    [Answer(hang=10), Answer(200, page(MAY), (("content-type", "text/html"),), cut=500), Answer(404, b"gone")],
    ids=["hangs", "is cut off", "is gone"],
)
def test_a_capture_that_cannot_be_had_is_said_and_asked_for_the_next_time(
    fill: Filling, archive: Archive, web: WebArchive, answer: Answer
) -> None:
    three(web)
    web.first["20230306"] = [answer]
    account = fill(timeout=SECOND * 0.15)
    assert len(account.failed) == 1
    assert account.failed[0].startswith("20230306120000: ")
    assert len(story(archive)) == 1
    fill.clock.elapsed += 300
    assert fill().added == 1


def test_three_captures_in_a_row_that_cannot_be_had_end_the_call(fill: Filling, web: WebArchive) -> None:
    for month in range(1, 10):
        web.add(f"20230{month}05120000", page(NEVER, nonce=f"{month}"))
    web.bodies.clear()
    account = fill()
    assert account.stopped.startswith("3 captures in a row could not be had")
    assert len(web.pages) == 3


def test_a_capture_that_leads_to_another_one_far_away_is_not_taken_for_it(fill: Filling, web: WebArchive) -> None:
    three(web)
    elsewhere = Answer(302, b"", (("location", f"/web/20230105120000id_/{PAGE}"),))
    web.first["20230206"] = [elsewhere]
    account = fill()
    assert account.aside == ["20230206120000: the archive gives another capture in its place"]
    assert account.added == 2


def test_a_capture_some_seconds_away_has_its_own_time_and_address(
    fill: Filling, archive: Archive, web: WebArchive
) -> None:
    web.add("20230105120000", page(NEVER))
    web.bodies["20230105120042"] = page(MAY)
    web.first["20230105120000"] = [Answer(302, b"", (("location", f"/web/20230105120042id_/{PAGE}/en"),))]
    fill()
    meta = archive.history(TARGET.id)[0].meta
    assert (f"{meta.time:%H%M%S}", meta.final_url) == ("120042", f"{PAGE}/en")


def test_what_the_archive_says_itself_is_no_capture(fill: Filling, archive: Archive, web: WebArchive) -> None:
    web.add("20230105120000", page(NEVER))
    web.first["20230105"] = [Answer(302, b"", (("location", "/account/login"),))]
    web.first["/account"] = [Answer(200, page(MAY))]
    account = fill()
    assert "sends on to" in account.failed[0]
    assert story(archive) == []


def test_revisits_and_equal_digests_are_asked_for_once(fill: Filling, web: WebArchive) -> None:
    web.add("20230105120000", page(NEVER), digest="SAME")
    web.add("20230206120000", page(NEVER), status="-", mime="warc/revisit", digest="SAME")
    web.add("20230306120000", page(MAY), status="-", mime="warc/revisit", digest="OTHER")
    web.add("20230406120000", page(MAY), status="302")
    assert fill().added == 2
    assert web.pages == ["20230105120000", "20230306120000"]


def test_an_empty_list_is_no_error(fill: Filling, archive: Archive) -> None:
    assert fill() == Account()
    assert archive.head is None


@pytest.mark.parametrize(
    "answer", [Answer(200, b"<html>"), Answer(200, b'{"a": 1}'), Answer(200, b'[["x"],["y"]]'), Answer(403)]
)
def test_what_is_no_list_is_named(fill: Filling, web: WebArchive, answer: Answer) -> None:
    web.first["/cdx/"] = [answer]
    with pytest.raises(UsageError, match="gives no list of captures"):
        fill()


def test_at_most_so_many_are_fetched_and_the_rest_the_next_time(
    fill: Filling, archive: Archive, web: WebArchive
) -> None:
    three(web)
    account = fill(limit=2)
    assert (account.read, account.stopped) == (2, "1 captures are left")
    assert fill(limit=2).read == 1
    assert len(story(archive)) == 2


def test_only_what_lies_after_a_day(fill: Filling, web: WebArchive) -> None:
    three(web)
    fill(since=dt.datetime(2023, 2, 1, tzinfo=dt.UTC))
    assert web.pages == ["20230206120000", "20230306120000"]


def test_a_document_of_several_pages_is_refused(fill: Filling) -> None:
    several = dataclasses.replace(TARGET, combine=(Source(PAGE), Source(f"{PAGE}/2")))
    with pytest.raises(UsageError, match="is made of several pages"):
        fill(target=several)


def test_interrupted_it_keeps_what_it_has(fill: Filling, archive: Archive, web: WebArchive) -> None:
    three(web)

    class Stop(BaseException):
        pass

    class Heard(list[str]):
        def append(self, outcome: str) -> None:
            super().append(outcome)
            if len(self) == 2:
                raise Stop

    fill.outcomes = Heard()
    with pytest.raises(Stop):
        fill()
    assert len(story(archive)) == 1
    fill.outcomes = []
    fill()
    assert len(story(archive)) == 2
