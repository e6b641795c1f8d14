from __future__ import annotations

import pytest

from tests.lab.partition_reading import Stretch, find_gaps, find_owners, find_readings, merge_readings
from tests.lab.recordings import Recorded


def said(t: float, who: str, what: str, *partitions: int) -> Recorded:
    return Recorded(t, who, what, {"partitions": list(partitions)})


def test_a_poll_is_read_until_its_work_is_done() -> None:
    events = (said(0, "A", "polled", 0, 1), said(10, "A", "worked", 0, 1), said(11, "A", "polled", 1))
    assert find_readings(events, {"A": 15}) == {
        0: [Stretch(0, 10, "A")],
        1: [Stretch(0, 10, "A"), Stretch(11, 15, "A")],
    }


def test_a_killed_members_work_ends_with_it() -> None:
    assert find_readings((said(5, "B", "polled", 2),), {"B": 8}) == {2: [Stretch(5, 8, "B")]}


def test_readings_of_one_member_merge_over_short_pauses_only() -> None:
    readings = [Stretch(0, 10, "A"), Stretch(12, 20, "A"), Stretch(30, 40, "A"), Stretch(41, 50, "B")]
    assert merge_readings(readings, tolerance=5) == [Stretch(0, 20, "A"), Stretch(30, 40, "A"), Stretch(41, 50, "B")]


@pytest.mark.parametrize(
    ("readings", "gaps"),
    [
        pytest.param([], [(100, 200)], id="never-read"),
        pytest.param([(90, 150), (155, 200)], [], id="pauses-within-the-tolerance"),
        pytest.param([(90, 110), (150, 200)], [(110, 150)], id="one-gap"),
        pytest.param([(0, 20), (150, 160)], [(100, 150), (160, 200)], id="before-the-first-and-after-the-last"),
        pytest.param([(90, 190), (120, 130), (185, 200)], [], id="a-short-reading-within-a-long-one"),
        pytest.param([(100, 200), (260, 300)], [], id="gap-after-the-end-asked-for"),
    ],
)
def test_gaps_between_readings(readings: list[tuple[float, float]], gaps: list[tuple[float, float]]) -> None:
    stretches = [Stretch(start, end, "A") for start, end in readings]
    assert find_gaps(stretches, 100, 200, tolerance=10) == [Stretch(start, end) for start, end in gaps]


def test_owner_is_who_was_given_a_partition_last() -> None:
    events = (
        said(1, "A", "assigned", 0, 1),
        said(2, "A", "revoked", 1),
        said(3, "B", "assigned", 1),
        said(4, "A", "lost", 1),
        said(9, "C", "assigned", 0),
    )
    assert find_owners(events, until=5) == {0: "A", 1: "B"}
