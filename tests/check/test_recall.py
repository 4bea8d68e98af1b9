"""What a target's own history says is not news again: flip-flops, variants, sections that come and go.

Short stories first, in memory; then the same through a real archive, and through `watcher check` to its webhook.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.check.test_record import HOUR, Desk, page
from tests.check.watching import check, opened
from tests.cli import program as cli
from tests.daemon.town import Hands, Page, town, write
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, Weighed, weigh
from watcher.extract import extract
from watcher.model import Document, Finding, FindingKind, Outcome, Severity

_DAY = dt.timedelta(days=1)
_BEGINNING = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)

PROMISE = "We do not use your posts to train our AI models."
USE = "We may use your posts to train our AI models."
CONTROL = "You can object to the use of your photos for AI training with our form."


@dataclass
class Story:
    """The versions of one target, a day apart, each weighed against those before it as a check does."""

    time: dt.datetime = _BEGINNING - _DAY
    baseline: Baseline | None = None
    memory: Memory = field(default_factory=Memory)
    seen: dict[str, dt.datetime] = field(default_factory=dict)

    def tell(self, *lines: str) -> Weighed:
        self.time += _DAY
        found = self._document(lines)
        weighed = weigh(self.baseline, found, ("ai-training", "default-setting"))
        if weighed.archive:
            self.seen.setdefault(weighed.key, self.time)
            self.memory.learn(self.time, found)
            self.baseline = Baseline(found, weighed.key, self.time, dict(self.seen), lambda: self.memory)
        return weighed

    def _document(self, lines: tuple[str, ...]) -> Document:
        text = "\n\n".join(("# Agora and AI", "Agora is a place where members meet.", *lines))
        return extract(re.sub(r"\n\n(?=- .*\n\n- )", "\n", text).encode(), "text/markdown").document


@pytest.fixture
def story() -> Story:
    return Story()


def _only(weighed: Weighed, topic: str = "ai-training") -> Finding:
    (finding,) = (f for f in weighed.assessment.findings if f.topic == topic)
    return finding


def test_a_flip_flop_is_told_once(story: Story) -> None:
    weighed = [story.tell(line) for line in (PROMISE, USE, PROMISE, USE, PROMISE)]
    assert [w.outcome for w in weighed] == [Outcome.FIRST, Outcome.CHANGED, *[Outcome.REVERTED] * 3]
    assert [w.alerts for w in weighed] == [False, True, False, False, False]


_LISTS = (
    (
        "### We use the following to train AI",
        "- posts",
        "### We do not use the following to train AI",
        "- private messages",
    ),
    (
        "### We use the following to train AI",
        "- posts\n- private messages",
        "### We do not use the following to train AI",
    ),
)


def test_an_item_that_moves_under_another_heading_is_news_though_its_words_are_known(story: Story) -> None:
    story.tell(*_LISTS[0])
    assert story.tell(*_LISTS[1], "Read by 1 member.").alerts


def test_an_item_that_moves_there_and_back_is_told_once(story: Story) -> None:
    told = [story.tell(*_LISTS[number % 2], f"Read by {number} members.").alerts for number in range(6)]
    assert told == [False, True, False, False, False, False]


def test_a_sentence_that_returns_in_another_text_is_low_and_says_since_when_it_is_known(story: Story) -> None:
    story.tell(PROMISE)
    assert story.tell(USE).alerts
    again = story.tell(PROMISE, "We also moved to a new office.")
    assert (again.outcome, again.alerts) == (Outcome.CHANGED, False)
    finding = _only(again)
    assert (finding.severity, finding.known_since) == (Severity.LOW, _BEGINNING)
    assert finding.after is not None
    assert finding.after.text == PROMISE


def test_a_sentence_that_returns_after_a_long_gap_is_known_too(story: Story) -> None:
    story.tell(CONTROL)
    story.tell("")
    for day in range(40):
        story.tell(f"We held {day} meetings this year.")
    finding = _only(story.tell(CONTROL, "We held no meeting."))
    assert (finding.kind, finding.severity) == (FindingKind.CONTROL_ADDED, Severity.LOW)
    assert finding.known_since == _BEGINNING


def test_a_sentence_that_leaves_for_the_second_time_is_low_and_says_when_it_first_left(story: Story) -> None:
    story.tell(CONTROL, "One.")
    assert story.tell("Two.").alerts
    assert not story.tell(CONTROL, "Three.").alerts
    weighed = story.tell("Four.")
    finding = _only(weighed)
    assert (finding.kind, finding.severity) == (FindingKind.CONTROL_REMOVED, Severity.LOW)
    assert finding.known_since == _BEGINNING + _DAY
    assert not weighed.alerts


def test_a_sentence_is_known_in_another_form(story: Story) -> None:
    story.tell("We don’t use the “posts” of members’ groups to train AI models.", "One.")
    story.tell("Two.")
    weighed = story.tell("We **don't** use the \"posts\" of members' groups to train AI models.", "Three.")
    assert _only(weighed).known_since == _BEGINNING


def test_words_that_were_never_there_are_news_among_those_that_return(story: Story) -> None:
    story.tell(PROMISE)
    story.tell(USE)
    weighed = story.tell(PROMISE, "We use your photos to train our AI models.")
    assert weighed.alerts
    told = [(f.known_since, f.severity) for f in weighed.assessment.findings]
    assert told[-1] == (_BEGINNING, Severity.LOW)
    assert set(told[:-1]) == {(None, Severity.HIGH)}  # what is new comes first


_USED = "We use the following to train generative AI:"
_LEFT_OUT = "We do not use the following to train generative AI:"


def _lists(used: str, left_out: str) -> tuple[str, str, str, str]:
    return (
        _USED,
        "\n".join(f"- {w}" for w in used.split(",")),
        _LEFT_OUT,
        "\n".join(f"- {w}" for w in left_out.split(",")),
    )


def test_the_same_words_under_other_opening_words_are_news(story: Story) -> None:
    story.tell(*_lists("articles", "salary data,private messages"))
    weighed = story.tell(*_lists("articles,private messages", "salary data"))
    assert weighed.alerts
    assert _only(weighed).known_since is None
    back = story.tell(*_lists("articles,polls,private messages", "salary data,videos"))
    assert back.alerts
    assert {f.known_since for f in back.assessment.findings} == {None}


def test_an_item_that_goes_back_to_where_it_was_is_known(story: Story) -> None:
    story.tell(*_lists("articles", "salary data,private messages"))
    story.tell(*_lists("articles,private messages", "salary data"))
    weighed = story.tell(*_lists("articles", "salary data,private messages"), "Four.")
    assert not weighed.alerts
    assert _only(weighed).known_since == _BEGINNING


@pytest.mark.parametrize("variant", [lambda _: "", lambda n: f"Read by {n} members today."], ids=["alike", "dated"])
def test_variants_that_flap_ten_times_are_told_at_most_once(story: Story, variant: Callable[[int], str]) -> None:
    variants = (PROMISE, CONTROL), (USE, "You can write to us.")
    told = [story.tell(*variants[n % 2], variant(n)).alerts for n in range(21)]
    assert told == [False, True, *[False] * 19]


def test_what_comes_and_goes_in_three_variants_is_told_once_for_its_coming_and_once_for_its_going(
    story: Story,
) -> None:
    variants = (PROMISE,), (USE,), (PROMISE, CONTROL)
    told = [story.tell(*variants[n % 3], f"Read by {n} members.").alerts for n in range(15)]
    assert told == [False, True, True, True, *[False] * 11]


_SECTION = (
    "## AI training", USE, CONTROL, "Your private messages are never used to train AI.", "## Contact", "Write to us.",
)  # fmt: skip


def test_a_section_that_vanishes_and_comes_back_is_told_once_as_what_it_is(story: Story) -> None:
    story.tell(*_SECTION, "One.")
    gone = story.tell(*_SECTION[4:], "Two.")
    assert gone.alerts
    assert {f.kind for f in gone.assessment.findings if f.topic == "ai-training"} == {
        FindingKind.USE_REMOVED, FindingKind.CONTROL_REMOVED, FindingKind.EXCLUSION_REMOVED,
    }  # fmt: skip
    for number in range(5):
        back, gone = story.tell(*_SECTION, f"Three {number}."), story.tell(*_SECTION[4:], f"Four {number}.")
        assert not back.alerts
        assert {f.known_since for f in back.assessment.findings} == {_BEGINNING}
        assert not gone.alerts
        assert {f.known_since for f in gone.assessment.findings} == {_BEGINNING + _DAY}


def test_a_rule_that_turned_out_worse_than_it_ever_was_is_news(story: Story) -> None:
    story.tell(PROMISE)
    story.tell(USE)
    story.tell(PROMISE, "Two.")
    assert story.tell("We use your posts and your photos to train our AI models.").alerts


# --- through the archive


def _page(*lines: str) -> bytes:
    return page("</p><p>".join(lines), "")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_archive_remembers_what_its_versions_said(desk: Desk) -> None:
    first = desk.hands.now + HOUR
    desk.take(_page(PROMISE, CONTROL))
    desk.take(_page(USE, "One."))
    recorded = desk.take(_page(PROMISE, CONTROL, "Two."))
    assert recorded.outcome is Outcome.CHANGED
    assert recorded.alert is not None
    assert {f.known_since for f in recorded.alert.assessment.findings} == {first}
    assert {f.severity for f in recorded.alert.assessment.findings} == {Severity.LOW}


def test_an_alert_in_the_archive_carries_since_when_it_is_known(desk: Desk) -> None:
    first = desk.hands.now + HOUR
    desk.take(_page(PROMISE))
    desk.take(_page(USE))
    desk.take(_page(PROMISE, "We use your photos to train our AI models."))
    alert = desk.archive.alerts_since(None)[0][-1]
    known = {(f.after.text if f.after else "", f.known_since) for f in alert.assessment.findings}
    assert known == {("We use your photos to train our AI models.", None), (PROMISE, first)}
    changes = (desk.archive.root / "agora" / "faq" / "CHANGES.md").read_text(encoding="utf-8")
    assert f"the archive has held this sentence since {first.day} March {first.year}" in changes


def test_variants_that_flap_in_the_archive_are_one_alert(desk: Desk) -> None:
    for number in range(8):
        desk.take(
            _page(*((PROMISE, CONTROL), (USE, "You can write to us."))[number % 2], f"Read by {number} members.")
        )
    alerts = [a for a in desk.archive.alerts_since(None)[0] if a.assessment.severity not in (None, Severity.LOW)]
    assert len(alerts) == 1
    assert len(desk.versions) == 8


# --- through checks, to the webhook


def _text(*lines: str) -> Page:
    return Page(_page(*lines).decode())


async def test_a_check_tells_of_variants_once_and_says_what_it_knew(tmp_path: Path) -> None:
    hands = Hands()
    with town(faq=Page()) as site:
        alerts = f"[{{urls: 'json://127.0.0.1:{site.port}/hook', when: {{at_least: medium}}}}]"
        async with opened(write(tmp_path, site, "faq", alerts=alerts), hands) as watch:
            outcomes = []
            for number in range(11):
                site.pages["/faq"] = _text(*((PROMISE, CONTROL), (USE, "Write to us."))[number % 2], f"Day {number}.")
                outcomes.append((await check(watch)).outcome)
                await watch.deliver()
                hands.go(hours=6)
            assert outcomes == [Outcome.FIRST, *[Outcome.CHANGED] * 10]
            told = [body for body in site.posted if "train" in body["message"]]
            assert len(told) == 1
            site.pages["/faq"] = _text("We use your voice to train our AI models.", CONTROL)
            assert (await check(watch)).outcome is Outcome.CHANGED
            await watch.deliver()
            site.pages["/faq"] = _text(PROMISE, CONTROL, "We use your videos to train our AI models.")
            hands.go(hours=6)
            await check(watch)
            await watch.deliver()
    told = [body for body in site.posted if "train" in body["message"]]
    assert len(told) == 3
    assert "It is not new: the archive has held this sentence since 1 March 2027." in told[2]["message"]
    assert told[2]["message"].index("videos") < told[2]["message"].index("It is not new")


def test_the_program_tells_a_flip_flop_once(tmp_path: Path) -> None:
    with cli.serving() as site:
        watcher = cli.Program(tmp_path).watch(f"example/privacy {site.url}/privacy")
        rows = []
        for promise in (cli.BEFORE, cli.AFTER, cli.BEFORE, f"{cli.AFTER} We moved."):
            site.pages["/privacy"] = cli.Reply(cli.page(promise))
            rows += watcher("check", "--json").rows
    assert [row["outcome"] for row in rows] == ["first", "changed", "reverted", "changed"]
    assert [row["headline"].rpartition(" ")[2] for row in rows][1::2] == ["(high)", "(low)"]
