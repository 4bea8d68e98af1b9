"""Which troubles of targets people are to be told of now, and which of them in one message. Pure.

An illness is told once it lasts, its end once it was told, a move to another address once it was seen twice. What
befalls a host befalls its documents: they are told together, as soon as every one of them has been looked at since.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from watcher.config import Target
from watcher.model import VerdictKind, iso
from watcher.state import Notice, TargetState

if TYPE_CHECKING:
    from watcher.report import Unseen  # with all that is written anywhere; needed when something is unwell

# What a host does to every page that it has; the other verdicts are about one page.
_OF_HOSTS = frozenset(
    (
        VerdictKind.UNREACHABLE,
        VerdictKind.BLOCKED,
        VerdictKind.ERROR_PAGE,
        VerdictKind.MAINTENANCE,
        VerdictKind.LOGIN_WALL,
        VerdictKind.CONSENT_WALL,
    )
)
_SOLID = 2  # failures in a row from which an illness of one page joins the same illness of its neighbours
_EVERYWHERE = ""  # the "host" when none can be reached: this machine's network is down, or all the world's

Kind = Literal["unwell", "recovered", "moved"]


@dataclass(frozen=True)
class Patient:
    """A target with what is known of it."""

    target: Target
    state: TargetState

    @property
    def failing(self) -> bool:
        """It could not be seen, for a reason that is the page's or the network's: that the archive cannot be written
        is told by a notice of its own."""
        return self.state.unwell_since is not None and self.state.verdict is not None

    @property
    def host(self) -> str:
        return urlsplit(self.target.url).hostname or ""

    def lasts(self, now: dt.datetime) -> bool:
        """Whether it has failed so often or for so long that people want to know."""
        since = self.state.unwell_since
        if since is None:
            return False
        return self.state.failures >= self.target.unseen_checks or now - since >= self.target.unseen_time


@dataclass(frozen=True)
class Bulletin:
    """One thing to tell: its kind, the targets that it is about by id, and their states once it has been told."""

    kind: Kind
    patients: tuple[Patient, ...]
    after: tuple[TargetState, ...]


def bulletins(
    targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime, *, others_well: bool = False
) -> tuple[list[Bulletin], list[TargetState]]:
    """What is to be told now; and the states that change although nothing is said of them (what befalls a host later
    than its neighbours is part of what was told of those). `others_well`: these are not all, and another one is well.

    A moment that two bulletins are told at is the same `told`: their ends are told together, too.
    """
    everybody = [Patient(t, states[t.id]) for t in targets if t.enabled and t.id in states]
    found: list[Bulletin] = []
    silent: list[TargetState] = []
    for patients in _by_host(everybody, others_well=others_well).values():
        joined = list(_joining(patients))
        silent += joined
        known = {state.id for state in joined}
        sick = _sick([patient for patient in patients if patient.target.id not in known], now)
        if sick:
            found.append(Bulletin("unwell", sick, tuple(replace(p.state, told=now) for p in sick)))
    found += [
        Bulletin("recovered", well, tuple(replace(p.state, told=None) for p in well))
        for well in _recovered(everybody, now)
    ]
    found += [
        Bulletin("moved", moved, tuple(replace(p.state, moved_told=p.state.moved_to) for p in moved))
        for moved in _moved(everybody)
    ]
    return found, silent


def lasting(targets: Iterable[Target], states: Mapping[str, TargetState], now: dt.datetime) -> dict[str, Unseen]:
    """The targets that cannot be read, for long enough to be told, as the index of the archive shows them."""
    from watcher.report import Unseen

    found = {}
    for patient in (Patient(t, states[t.id]) for t in targets if t.enabled and t.id in states):
        since, verdict = patient.state.unwell_since, patient.state.verdict
        if since is not None and verdict is not None and patient.lasts(now):
            found[patient.target.id] = Unseen(since, verdict)
    return found


def notice_of(kind: Kind, patients: tuple[Patient, ...], now: dt.datetime) -> Notice:
    """The bulletin as a notice. Its facts are lists in the order of the targets, one entry each, split by lines."""
    states = [patient.state for patient in patients]
    ids = [state.id for state in states]
    facts = {"targets": " ".join(ids), "host": " ".join(sorted({patient.host for patient in patients}))}
    if kind == "moved":
        facts["addresses"] = "\n".join(state.moved_to or "" for state in states)
        since = min((state.moved_since or now for state in states), default=now)
    elif kind == "recovered":
        since = min((state.told or now for state in states), default=now)
    else:
        facts |= {
            "verdicts": " ".join(str(state.verdict) for state in states),
            "reasons": "\n".join(state.reason.replace("\n", " ") for state in states),
            "last_good": " ".join(iso(state.good) if state.good is not None else "-" for state in states),
        }
        since = min((state.unwell_since or now for state in states), default=now)
    one = ids[0] if len(ids) == 1 else ""
    return Notice.of(kind, " ".join(ids), since=since, created=now, target=one, facts=facts)


def _by_host(patients: Iterable[Patient], *, others_well: bool) -> dict[str, list[Patient]]:
    every = list(patients)
    hosts: dict[str, list[Patient]] = defaultdict(list)
    for patient in every:
        hosts[patient.host].append(patient)
    offline = (
        not others_well
        and len(hosts) > 1
        and all(p.failing and p.state.verdict is VerdictKind.UNREACHABLE for p in every)
    )
    return {_EVERYWHERE: every} if offline else hosts


def _joining(patients: list[Patient]) -> Iterator[TargetState]:
    """Those that fell ill of what was told of their neighbours, at about the same time: that is told."""
    open_ = [p for p in patients if p.failing and p.state.told is not None]
    for patient in patients:
        state = patient.state
        if not patient.failing or state.told is not None or state.verdict not in _OF_HOSTS:
            continue
        for other in open_:
            apart = abs(_since(state) - _since(other.state))
            if other.state.verdict is state.verdict and apart <= patient.target.unseen_time:
                yield replace(state, told=other.state.told)
                break


def _sick(patients: list[Patient], now: dt.datetime) -> tuple[Patient, ...]:
    """Those whose illness has lasted and was not told, with the neighbours that have caught the same; nobody as long
    as a neighbour may still turn out to have it."""
    untold = [p for p in patients if p.failing and p.state.told is None]
    lasting = [p for p in untold if p.lasts(now)]
    if not lasting:
        return ()
    began = min(_since(p.state) for p in lasting)
    kinds = {p.state.verdict for p in lasting}
    told = [
        p
        for p in untold
        if p.lasts(now) or (p.state.verdict in kinds and (p.state.verdict in _OF_HOSTS or p.state.failures >= _SOLID))
    ]
    neighbours = [p.state.checked for p in patients if p.state.told is None]
    waiting = any(checked is None or checked < began for checked in neighbours)
    overdue = any(now - _since(p.state) >= p.target.unseen_time for p in lasting)
    return tuple(told) if overdue or not waiting else ()


def _recovered(patients: list[Patient], now: dt.datetime) -> Iterator[tuple[Patient, ...]]:
    """Those that can be seen again, by what was told together, once the others were looked at since."""
    together: dict[dt.datetime, list[Patient]] = defaultdict(list)
    for patient in patients:
        if patient.state.told is not None:
            together[patient.state.told].append(patient)
    for members in together.values():
        well = tuple(p for p in members if p.state.unwell_since is None)
        if not well:
            continue
        seen = max(p.state.good or now for p in well)
        unsure = [p for p in members if p.state.unwell_since is not None and (p.state.checked or seen) < seen]
        if not unsure or any(now - (p.state.good or now) >= p.target.unseen_time for p in well):
            yield well


def _moved(patients: list[Patient]) -> Iterator[tuple[Patient, ...]]:
    """Those that were sent elsewhere for good, at two checks at least, and that nobody was told of."""
    hosts: dict[str, list[Patient]] = defaultdict(list)
    for patient in patients:
        hosts[patient.host].append(patient)
    for members in hosts.values():
        untold = [p for p in members if p.state.moved_to is not None and p.state.moved_to != p.state.moved_told]
        sure = tuple(p for p in untold if _seen_twice(p.state))
        if sure and len(sure) == len(untold):
            yield sure


def _seen_twice(state: TargetState) -> bool:
    return state.moved_since is not None and state.good is not None and state.good > state.moved_since


def _since(state: TargetState) -> dt.datetime:
    assert state.unwell_since is not None  # noqa: S101 - of failing targets only
    return state.unwell_since
