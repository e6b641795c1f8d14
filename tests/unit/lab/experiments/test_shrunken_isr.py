"""Who was elected from a shrunken in-sync set, and what that cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.lab.experiments.dead_leader.shrunken_isr import LANES, Election, all_led, conclude, measure, tabulate
from tests.lab.recordings import Recorded

EXPECTED = [
    Election(eligible, lane, "[1] and [3]", away, after, 900, lost)
    for eligible, lane, away, after, lost in (
        (False, "floor-1", -1, 1, 0),
        (False, "floor-1-unclean", 2, 2, 200),
        (False, "floor-2", -1, 1, 0),
        (False, "floor-2-unclean", 2, 2, 100),
        (True, "floor-1", -1, 1, 0),
        (True, "floor-1-unclean", 2, 2, 200),
        (True, "floor-2", 3, 3, 0),
        (True, "floor-2-unclean", 3, 3, 0),
    )
]


def test_expected_elections_hold() -> None:
    assert all(conclude(EXPECTED).values())


@pytest.mark.parametrize(
    ("lane", "eligible", "change"),
    [
        pytest.param("floor-2", True, {"lost": 1}, id="clean-election-lost"),
        pytest.param("floor-2", True, {"away": -1}, id="eligible-not-elected"),
        pytest.param("floor-1", False, {"away": 2}, id="elected-without-being-in-sync"),
        pytest.param("floor-1-unclean", False, {"away": 3}, id="unclean-took-the-longest"),
    ],
)
def test_another_election_refutes(lane: str, eligible: bool, change: dict[str, int]) -> None:
    runs = [replace(one, **change) if (one.lane, one.eligible) == (lane, eligible) else one for one in EXPECTED]  # type: ignore[arg-type]
    assert not all(conclude(runs).values())


def test_loss_is_told_for_each_kind_of_topic() -> None:
    figures = measure(EXPECTED)
    assert figures["lost-floor-2-unclean"].runs == (100,)
    assert figures["lost-floor-2-unclean-eligible"].runs == (0,)
    assert len(tabulate(EXPECTED).rows) == len(EXPECTED)


def test_all_topics_need_a_leader() -> None:
    events = [Recorded(1, lane, "state", {"leader": 1}) for lane in LANES]
    assert all_led(events) == events[-1]
    assert all_led([*events, Recorded(2, "floor-1", "state", {"leader": -1})]) is None
