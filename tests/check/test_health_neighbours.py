"""Who is well is not asked about his health: hosts on which nobody is ill are left out, and nothing else is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.check.test_health import Ward, hours, target
from watcher.check.health import bulletins
from watcher.config import load_settings
from watcher.model import VerdictKind
from watcher.state import State, TargetState


def test_neighbours_are_the_targets_of_the_same_hosts_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "targets.yaml"
    places = ("a.example/1", "b.example/1", "c.example/1", "A.example/2", "b.example/2")
    documents = "".join(f"      - {{id: x/d{n}, url: 'https://{place}'}}\n" for n, place in enumerate(places))
    both = "{id: x/both, combine: [{url: 'https://a.example/3'}, {url: 'https://c.example/3'}]}"
    file.write_text(f"platforms:\n  - name: X\n    documents:\n{documents}      - {both}\n")
    settings = load_settings(file, {})
    first, second = settings.targets[:2]
    assert [other.id for other in settings.neighbours(first)] == ["x/d0", "x/d3", "x/both"]
    assert [other.id for other in settings.neighbours(second, first)] == ["x/d0", "x/d1", "x/d3", "x/d4", "x/both"]
    assert settings.neighbours() == ()


def test_only_those_are_notable_of_whom_there_is_something_to_tell(tmp_path: Path) -> None:
    with State.open(tmp_path / "state.sqlite3") as state:
        state.put_many(
            (
                TargetState("x/well", checked=hours(0), good=hours(0)),
                TargetState("x/ill", unwell_since=hours(0), failures=1),
                TargetState("x/again", told=hours(-1)),
                TargetState("x/moved", moved_to="https://b.example/"),
                TargetState("x/told", moved_to="https://b.example/", moved_told="https://b.example/"),
            )
        )
        assert set(state.notable()) == {"x/ill", "x/again", "x/moved"}
        assert set(state.some(("x/well", "x/never", "x/told"))) == {"x/well", "x/told"}


@pytest.mark.parametrize("kind", [VerdictKind.UNREACHABLE, VerdictKind.SELECTOR_LOST])
def test_leaving_out_the_hosts_where_all_are_well_changes_nothing_that_is_told(kind: VerdictKind) -> None:
    ill = [target(name, f"{name[0]}.example") for name in ("a1", "a2", "b1", "c1", "d1")]
    well = [target(f"w{n}", f"w{n}.example") for n in range(3)]
    ward = Ward(*ill, *well)
    for at in range(4):
        for name in ("a1", "b1"):
            ward.fails(name, at, kind)
    known = ward.states
    known["agora/c1"] = replace(known["agora/c1"], told=hours(-3), good=hours(4), checked=hours(4))
    known["agora/d1"] = replace(
        known["agora/d1"], moved_to="https://e.example/", moved_since=hours(1), good=hours(4), checked=hours(4)
    )
    known["agora/a2"] = replace(known["agora/a2"], checked=hours(4), good=hours(4))
    everything = bulletins([*ill, *well], known, hours(5))
    some = {one.id: known[one.id] for one in ill}
    assert bulletins(ill, some, hours(5), others_well=True) == everything
    assert {found.kind for found in everything[0]} == {"unwell", "recovered", "moved"}
