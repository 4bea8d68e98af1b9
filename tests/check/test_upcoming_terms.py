"""Terms that a page announces and whose text it links: told when announced, and not once more when they come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.check.watching import check, opened, target
from tests.daemon.town import CALM, WORSE, Hands, Page, Town, assert_sound, page, subjects, town, write
from watcher.check.progress import Checked
from watcher.check.watch import Watch
from watcher.model import FindingKind, Outcome, Severity

_BANNER = "<p>We are updating our terms on 3 May 2027. See <a href='/preview/faq'>what is coming</a>.</p>"
_ANNOUNCING = page().replace("<h2>Your posts", f"{_BANNER}<h2>Your posts")


@contextmanager
def _announced() -> Iterator[Town]:
    """A page in force that announces new terms, and their text."""
    with town(faq=Page(_ANNOUNCING)) as site:
        site.pages["/preview/faq"] = Page(page(WORSE))
        yield site


async def _look(watch: Watch, hands: Hands) -> tuple[Checked, Checked | None]:
    hands.go(hours=6)
    checked = await check(watch)
    coming = await watch.look_ahead(target(watch), checked)
    await watch.deliver()
    return checked, coming


async def test_what_is_to_come_is_told_with_its_day_before_it_holds(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            first, coming = await _look(watch, hands)
            assert first.outcome is Outcome.FIRST
            assert coming is not None
            assert (coming.target, coming.outcome) == ("agora/faq-upcoming", Outcome.CHANGED)
            alert = watch.archive.alert(coming.alert_id)
            days = {f.claim_after.effective for f in alert.assessment.findings if f.claim_after is not None}
            assert days == {dt.date(2027, 5, 3)}
            assert alert.assessment.findings[-1].kind is FindingKind.TAKES_EFFECT
            told = next(body for body in site.posted if body["title"].startswith("Agora, upcoming: "))
            assert "3 May 2027" in told["message"]
            assert "We [-do not-] use the posts" in told["message"]  # beside the text in force
            assert "updating our terms on 3 May 2027" in told["message"]
        assert_sound(tmp_path / "data")


async def test_it_is_watched_until_it_comes_and_told_when_it_changes(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await _look(watch, hands)
            _, same = await _look(watch, hands)
            assert same is not None
            assert same.outcome is Outcome.UNCHANGED
            told = len(site.posted)
            more = "We do not use what members under 18 write to train generative AI models."
            site.pages["/preview/faq"] = Page(page(WORSE).replace("<h2>The rest", f"<p>{more}</p><h2>The rest"))
            _, coming = await _look(watch, hands)
            assert coming is not None
            assert coming.alert_id
            assert len(site.posted) == told + 1
            assert WORSE[:30] not in site.posted[-1]["message"].split("under 18")[0]  # that was told before


async def test_what_came_as_it_was_announced_is_no_news_again(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await _look(watch, hands)
            told = len(site.posted)
            site.pages["/faq"] = Page(page(WORSE))
            hands.now = dt.datetime(2027, 5, 3, 6, 0, tzinfo=dt.UTC)
            came, coming = await _look(watch, hands)
            assert (came.outcome, came.alert_id) == (Outcome.CHANGED, "")
            assert coming is not None
            assert (coming.target, coming.outcome, coming.alert_id) == ("agora/faq-upcoming", Outcome.UNCHANGED, "")
            assert len(site.posted) == told
            history = watch.archive.history("agora/faq")
            assert history[0].alert is not None
            assert {f.severity for f in history[0].alert.assessment.findings} == {Severity.LOW}
        assert len(subjects(tmp_path / "data")) == 4


async def test_what_came_leaves_the_comparison_and_keeps_its_history(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await _look(watch, hands)
            assert _rows(tmp_path) == (["agora/faq", "agora/faq-upcoming"], ["agora/faq", "agora/faq-upcoming"])
            site.pages["/faq"] = Page(page(WORSE))
            await _look(watch, hands)
            assert _rows(tmp_path) == (["agora/faq"], ["agora/faq", "agora/faq-upcoming"])
            history = watch.archive.history("agora/faq-upcoming")
            assert history[0].subject == "agora/faq-upcoming: no longer announced"
            assert len(history) == 2
            assert history[1].alert is not None
            assert (await _look(watch, hands))[1] is None  # noted once
        assert_sound(tmp_path / "data")


async def test_the_next_text_to_come_is_compared_with_the_one_in_force(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await _look(watch, hands)
            site.pages["/faq"] = Page(page(WORSE))
            await _look(watch, hands)
            more = "We do not use what members under 18 write to train generative AI models."
            site.pages["/faq"] = Page(_ANNOUNCING.replace(CALM, WORSE).replace("2027", "2028"))
            site.pages["/preview/faq"] = Page(page(WORSE).replace("<h2>The rest", f"<p>{more}</p><h2>The rest"))
            _, coming = await _look(watch, hands)
            assert coming is not None
            alert = watch.archive.alert(coming.alert_id)
            told = [f.after.text for f in alert.assessment.findings if f.after is not None and f.before is None]
            assert more in told
            assert not any(finding.before for finding in alert.assessment.findings)
            assert alert.old_time == hands.now  # that of the page in force
            assert _rows(tmp_path)[0] == ["agora/faq", "agora/faq-upcoming"]


async def test_a_page_that_was_never_seen_to_announce_says_nothing_of_what_was_to_come(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        config = write(tmp_path, site, "faq")
        async with opened(config, hands) as watch:
            await _look(watch, hands)
            watch.state.execute("DELETE FROM meta WHERE key LIKE 'ahead/%'")  # as another state would know it
            assert (await _look(watch, hands))[1] is None
            assert _rows(tmp_path)[0] == ["agora/faq", "agora/faq-upcoming"]


def _rows(folder: Path) -> tuple[list[str], list[str]]:
    """The documents in the comparison of README.md, and those in its tables of documents."""
    text = (folder / "data" / "snapshots" / "README.md").read_text(encoding="utf-8")
    _, comparison, documents, *_ = text.split("\n## ")
    ids = re.compile(r"^\| [^|]*?\]\(([a-z/-]+)/text\.md\)", re.MULTILINE)
    return ids.findall(comparison), ids.findall(documents)


async def test_what_came_otherwise_than_announced_is_told(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            await _look(watch, hands)
            more = "We also use what members under 18 write to train generative AI models."
            site.pages["/faq"] = Page(page(WORSE).replace("<h2>The rest", f"<p>{more}</p><h2>The rest"))
            came, _ = await _look(watch, hands)
            assert came.alert_id
            assert "under 18" in site.posted[-1]["message"]


async def test_a_preview_that_cannot_be_read_makes_nobody_ill(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        site.pages["/preview/faq"] = Page("gone", 404)
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            for _ in range(4):
                assert (await _look(watch, hands))[1] is None
            assert site.titles == ["Watching began: 1 document"]


async def test_a_text_of_its_own_another_site_and_who_does_not_want_it_are_left_alone(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site:
        site.pages["/preview"] = site.pages["/preview/faq"]
        site.pages["/faq"] = Page(_ANNOUNCING.replace("/preview/faq", "https://other.example/preview/faq"))
        async with opened(write(tmp_path, site, "faq"), hands) as watch:
            assert (await _look(watch, hands))[1] is None
        site.pages["/faq"] = Page(_ANNOUNCING.replace("/preview/faq", "/preview"))
        async with opened(write(tmp_path, site, "faq", "preview"), hands) as watch:
            assert (await _look(watch, hands))[1] is None
        site.pages["/faq"] = Page(_ANNOUNCING)
        async with opened(write(tmp_path, site, "faq", keys="previews: false"), hands) as watch:
            assert (await _look(watch, hands))[1] is None
        assert "/preview/faq" not in site.asked


async def test_who_wants_to_hear_of_a_document_hears_of_what_is_to_come(tmp_path: Path) -> None:
    hands = Hands()
    with _announced() as site, town(other=Page()) as other:
        wanted = ((site.port, "agora/faq"), (other.port, "agora/o*"))
        routes = [f"{{urls: 'json://127.0.0.1:{port}/hook', when: {{targets: ['{ids}']}}}}" for port, ids in wanted]
        site.pages["/other"] = Page()
        async with opened(write(tmp_path, site, "faq", "other", alerts=f"[{', '.join(routes)}]"), hands) as watch:
            await _look(watch, hands)
            assert [title for title in site.titles if "upcoming" in title]
            assert not [title for title in other.titles if "upcoming" in title]
