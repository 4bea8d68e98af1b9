"""Damaged answers and noise over real sockets: a Capture or a Verdict comes, in time. The bench has thousands."""

from __future__ import annotations

import pytest

from bench.fuzz_network import LIMIT, run


@pytest.mark.parametrize("first", [0, 220])
async def test_no_answer_is_too_broken(first: int) -> None:
    found, wrong, slowest = await run(list(range(first, first + 20)))
    assert wrong == []
    assert sum(found.values()) == 20
    assert slowest < LIMIT
