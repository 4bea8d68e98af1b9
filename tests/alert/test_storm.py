"""Invariant 2: killed at any instant, each alert arrives on each channel, with at most one repeat per kill."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.alert.storm import storm

KILLS = 14  # `python -m tests.alert.storm` does it with fifty


@pytest.mark.parametrize("seed", [20250918])
def test_a_storm_of_kills_loses_nothing_and_repeats_once_per_kill_at_most(tmp_path: Path, seed: int) -> None:
    outcome = storm(tmp_path, seed, KILLS, 240)
    assert outcome.kills >= KILLS // 2  # else the storm was over before it began
    assert (outcome.lost, outcome.disordered) == ([], [])
    assert max(outcome.repeats.values()) <= outcome.kills
