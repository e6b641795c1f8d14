"""What is read from the events of retention and compaction, without a cluster."""

from __future__ import annotations

import pytest

from tests.lab.experiments.retention_and_compaction.describing import conclude
from tests.lab.experiments.retention_and_compaction.figures import (
    CLEANED,
    GONE,
    WRITTEN,
    find_contents,
    find_longest_life,
    measure_segments,
    measure_tombstones,
)
from tests.lab.recordings import Recorded


def start(topic: str, first: int, last: int, *, empty: bool = False) -> Recorded:
    return Recorded(1, topic, "start", {"from": 0, "to": 50, "firstAge": first, "lastAge": last, "empty": empty})


def contents(topic: str, cleaned: float, gone: float) -> list[Recorded]:
    read = ((7_000, WRITTEN), (cleaned, CLEANED), (gone, GONE))
    rolled = Recorded(8_000, topic, "rolled", {})
    return [rolled, *(Recorded(t, topic, "content", {"content": content, "unlike": t - 500}) for t, content in read)]


def tombstones(quiet: float) -> list[Recorded]:
    told: list[Recorded] = []
    for number in range(1, 6):
        told += contents(f"busy-{number}", 9_000, 20_000) + contents(f"quiet-{number}", 9_000, quiet)
    return told


def test_ages_are_the_median_of_each_topic_and_apart_for_the_active_segment() -> None:
    events = [
        one
        for number in range(1, 6)
        for one in (
            start(f"segments-{number}", 15_000, 10_000),
            start(f"segments-{number}", 16_000, 11_000),
            start(f"segments-{number}", 17_000, 12_000),
            start(f"segments-{number}", 14_000, 10_900, empty=True),
        )
    ]
    figures = measure_segments(events)
    assert figures["first-record-age"].runs == (16.0,) * 5
    assert figures["last-record-age"].runs == (11.0,) * 5
    assert figures["quiet-last-record-age"].runs == (10.9,) * 5


def test_a_tombstone_lives_from_the_first_pass_that_meets_it() -> None:
    figures = measure_tombstones(tombstones(63_000))
    assert figures["tombstone-busy"].runs == (11.0,) * 5
    assert figures["tombstone-quiet"].runs == (54.0,) * 5
    assert figures["kept-before-roll"].runs == (4.0,) * 10
    assert figures["cleaned"].runs == (1.0,) * 5


def test_the_longest_life_goes_back_to_the_read_that_did_not_show_it() -> None:
    assert find_longest_life(contents("busy-1", 9_000, 18_800), "busy-1") == 10_300


@pytest.mark.parametrize(
    ("quiet", "held"), [pytest.param(63_000, True, id="waits"), pytest.param(20_000, False, id="goes")]
)
def test_a_tombstone_that_goes_without_a_write_refutes(quiet: float, held: bool) -> None:
    events = tombstones(quiet)
    assert all(conclude(events, measure_tombstones(events)).values()) == held


def test_a_content_counts_from_when_it_was_first_read() -> None:
    assert find_contents([*contents("busy-1", 9, 20), *contents("busy-1", 30, 40)], "busy-1")[CLEANED] == 9
