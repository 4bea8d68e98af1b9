"""Which troubles are told, when, and which of them in one message."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from watcher.check.health import Bulletin, Patient, bulletins, notice_of
from watcher.config import Schedule, Target
from watcher.model import Outcome, VerdictKind
from watcher.state import TargetState

NOON = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
EVERY = 6  # hours between two checks


def hours(count: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=count)


def target(name: str, host: str = "agora.example") -> Target:
    return Target(
        id=f"agora/{name}", platform="Agora", title=name, url=f"https://{host}/{name}", select=(), remove=(),
        schedule=Schedule(dt.timedelta(hours=EVERY)), language="en", topics=(), delay=dt.timedelta(),
        timeout=dt.timedelta(seconds=30), max_bytes=1_000_000, robots_override=None, allow_private_addresses=False,
    )  # fmt: skip


class Ward:
    """Targets, what is known of them, and what was told: `kind: names` for each message."""

    def __init__(self, *targets: Target) -> None:
        self.targets = list(targets)
        self.states = {t.id: TargetState(t.id, checked=hours(-1), good=hours(-1)) for t in targets}
        self.told: list[str] = []

    def fails(self, name: str, at: float, verdict: VerdictKind | None = VerdictKind.UNREACHABLE) -> None:
        known = self.states[f"agora/{name}"]
        self.states[known.id] = replace(
            known, checked=hours(at), outcome=Outcome.FAILED, verdict=verdict, reason="no answer",
            failures=known.failures + 1, unwell_since=known.unwell_since or hours(at),
        )  # fmt: skip
        self.tell(at)

    def works(self, name: str, at: float, moved_to: str | None = None) -> None:
        known = self.states[f"agora/{name}"]
        self.states[known.id] = replace(
            known, checked=hours(at), good=hours(at), outcome=Outcome.UNCHANGED, verdict=VerdictKind.GOOD, failures=0,
            unwell_since=None, moved_to=moved_to,
            moved_since=known.moved_since if moved_to == known.moved_to else hours(at),
        )  # fmt: skip
        self.tell(at)

    def tell(self, at: float) -> list[Bulletin]:
        said, silent = bulletins(self.targets, self.states, hours(at))
        for state in (*silent, *(state for bulletin in said for state in bulletin.after)):
            self.states[state.id] = state
        for bulletin in said:
            names = " ".join(patient.target.title for patient in bulletin.patients)
            self.told.append(f"{bulletin.kind}: {names}")
        return said


def test_the_third_failing_check_is_told_and_no_later_one() -> None:
    ward = Ward(target("faq"))
    for check in range(6):
        ward.fails("faq", check * EVERY)
        assert ward.told == (["unwell: faq"] if check >= 2 else [])


def test_a_day_is_told_whatever_the_number_of_checks() -> None:
    ward = Ward(target("faq"))
    ward.fails("faq", 0)
    ward.tell(23.9)
    assert ward.told == []
    ward.tell(24)
    assert ward.told == ["unwell: faq"]


def test_how_long_people_wait_is_theirs_to_say() -> None:
    ward = Ward(replace(target("faq"), unseen_checks=2, unseen_time=dt.timedelta(days=30)))
    ward.fails("faq", 0)
    ward.tell(48)
    assert ward.told == []
    ward.fails("faq", 49)
    assert ward.told == ["unwell: faq"]


def test_the_end_is_told_once_and_only_of_what_was_told() -> None:
    ward = Ward(target("faq"))
    ward.fails("faq", 0)
    ward.works("faq", 6)
    assert ward.told == []
    for check in range(3):
        ward.fails("faq", 12 + check * EVERY)
    ward.works("faq", 30)
    ward.works("faq", 36)
    assert ward.told == ["unwell: faq", "recovered: faq"]


def test_two_illnesses_are_two_events() -> None:
    ward = Ward(target("faq"))
    for start in (0, 100):
        for check in range(3):
            ward.fails("faq", start + check * EVERY)
        ward.works("faq", start + 50)
    assert ward.told == ["unwell: faq", "recovered: faq"] * 2


def test_a_host_that_is_down_is_one_message_and_its_return_one() -> None:
    names = [f"page{n}" for n in range(40)]
    ward = Ward(*(target(name) for name in names), target("elsewhere", "forum.example"))
    for check in range(5):
        ward.works("elsewhere", check * EVERY)
        for index, name in enumerate(names):
            ward.fails(name, check * EVERY + index / 1000)
    assert ward.told == ["unwell: " + " ".join(names)]
    for index, name in enumerate(names):
        ward.works(name, 40 + index / 1000)
    assert ward.told[1:] == ["recovered: " + " ".join(names)]


def test_what_is_checked_more_rarely_joins_what_was_told_of_its_host() -> None:
    ward = Ward(target("often"), target("rarely"))
    ward.works("rarely", 0)
    for check in range(4):
        ward.fails("often", 1 + check * EVERY)
    assert ward.told == []  # the other may have it, too: it has not been looked at since
    ward.fails("rarely", 20)
    assert ward.told == ["unwell: often rarely"]
    late = Ward(target("often"), target("rarely"))
    for check in range(5):
        late.fails("often", check * EVERY)
    assert late.told == ["unwell: often"]  # a day is over
    late.fails("rarely", 24)
    late.works("often", 30)
    late.fails("rarely", 31)
    assert late.told == ["unwell: often", "recovered: often"]
    late.works("rarely", 32)
    assert late.told == ["unwell: often", "recovered: often", "recovered: rarely"]


def test_another_illness_on_the_same_host_is_told_for_itself() -> None:
    ward = Ward(target("faq"), target("terms"))
    for check in range(3):
        ward.fails("faq", check * EVERY, VerdictKind.GONE)
        ward.works("terms", check * EVERY + 1)
    assert ward.told == ["unwell: faq"]
    for check in range(3):
        ward.fails("terms", 200 + check * EVERY, VerdictKind.GONE)
    assert ward.told == ["unwell: faq", "unwell: terms"]


def test_the_same_refusal_weeks_later_is_news() -> None:
    ward = Ward(target("faq"), target("terms"))
    for check in range(3):
        ward.works("terms", check * EVERY)
        ward.fails("faq", check * EVERY + 1, VerdictKind.BLOCKED)
    for check in range(3):
        ward.fails("terms", 500 + check * EVERY, VerdictKind.BLOCKED)
    assert ward.told[1:] == ["unwell: terms"]


def test_a_rebuilt_site_is_one_message() -> None:
    names = ("faq", "terms", "privacy")
    ward = Ward(*(target(name) for name in names))
    for check in range(3):
        for index, name in enumerate(names):
            ward.fails(name, check * EVERY + index / 100, VerdictKind.SELECTOR_LOST)
    assert ward.told == ["unwell: faq terms privacy"]


def test_when_no_host_can_be_reached_that_is_one_message_and_its_end_one() -> None:
    hosts = ("a.example", "b.example", "c.example")
    ward = Ward(*(target(host[0], host) for host in hosts))
    for check in range(4):
        for host in hosts:
            ward.fails(host[0], check * EVERY)
    assert ward.told == ["unwell: a b c"]
    for host in hosts:
        ward.works(host[0], 30 + ord(host[0]) / 1000)
    assert ward.told[1:] == ["recovered: a b c"]


def test_an_archive_that_cannot_be_written_is_no_illness_of_a_page() -> None:
    ward = Ward(target("faq"))
    for check in range(5):
        ward.fails("faq", check * EVERY, None)
    assert ward.told == []


def test_what_is_no_longer_watched_is_not_told() -> None:
    ward = Ward(replace(target("faq"), enabled=False))
    for check in range(5):
        ward.fails("faq", check * EVERY)
    assert ward.told == []


def test_a_move_is_told_when_it_was_seen_twice_and_once_for_each_address() -> None:
    ward = Ward(target("faq"), target("terms"))
    for check in range(4):
        for name in ("faq", "terms"):
            ward.works(name, check * EVERY, f"https://new.example/{name}")
        assert ward.told == (["moved: faq terms"] if check else [])
    for check in range(4, 7):
        ward.works("faq", check * EVERY, "https://newer.example/faq")
    assert ward.told == ["moved: faq terms", "moved: faq"]


def test_a_notice_holds_what_a_message_needs_of_each_target() -> None:
    ward = Ward(target("faq"), target("terms"))
    ward.fails("faq", 0)
    ward.fails("terms", 1, VerdictKind.GONE)
    patients = tuple(Patient(t, ward.states[t.id]) for t in ward.targets)
    notice = notice_of("unwell", patients, hours(12))
    assert notice.since == NOON
    assert notice.facts == {
        "targets": "agora/faq agora/terms",
        "host": "agora.example",
        "verdicts": "unreachable gone",
        "reasons": "no answer\nno answer",
        "last_good": "2027-03-01T11:00:00Z 2027-03-01T11:00:00Z",
    }
    assert notice.id == notice_of("unwell", patients, hours(13)).id
    assert notice.id != notice_of("unwell", patients[:1], hours(12)).id
