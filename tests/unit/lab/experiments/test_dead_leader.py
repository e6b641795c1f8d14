"""What is read from the events of a dead leader, without a cluster."""

from __future__ import annotations

from tests.lab.experiments.dead_leader import LANES, Kill, conclude, draw, find_election, measure
from tests.lab.recordings import Recorded

NOTHING = {"sent": 9, "acknowledged": 9, "failed": 0, "lost": 0, "repeated": 0, "late": 0, "stored": 9}


def state(t: float, lane: str, leader: int) -> Recorded:
    return Recorded(t, lane, "state", {"leader": leader, "isr": [1, 2, 3]})


def kill(way: str, **of_lane: dict[str, int]) -> Kill:
    results = {
        lane: Recorded(
            9000,
            lane,
            "result",
            {**NOTHING, "stall": 8000, "stallFrom": 2000, **of_lane.get(lane.replace("-", "_"), {})},
        )
        for lane in LANES
    }
    return Kill(way, 2000, 10_000, 0, results)


def test_election_is_over_when_the_last_topic_has_another_leader() -> None:
    events = [state(1, "a", 1), state(1, "b", 1), state(5, "a", 2), state(6, "b", -1)]
    assert find_election(events, 1, ["a", "b"]) is None
    assert find_election([*events, state(7, "b", 3), state(8, "a", 3)], 1, ["a", "b"]) == state(7, "b", 3)


def test_loss_is_counted_by_way_and_producer() -> None:
    runs = [kill("killed"), kill("lagging", acks_1={"lost": 250}), kill("controller")]
    figures = measure(runs)
    assert figures["lost-acks-1"].runs == (0,)
    assert figures["lost-acks-1-lagging"].runs == (250,)
    assert "unanswered" not in figures, "one run is no time"


def test_times_are_counted_from_the_kill() -> None:
    figures = measure([kill(way) for way in ("killed", "lagging", "controller") for _ in range(5)])
    assert figures["without-leader"].runs == (8.0,) * 5
    assert figures["unanswered-controller"].unit == "s"


def test_a_lost_record_of_acks_all_refutes() -> None:
    good = [kill("killed"), kill("lagging", acks_1={"lost": 1})]
    assert all(conclude(good).values())
    assert not all(conclude([*good, kill("killed", acks_all={"lost": 1})]).values())
    assert not all(conclude([*good, kill("killed", acks_all={"repeated": 1})]).values())
    assert not all(conclude([*good, kill("lagging")]).values())


def test_timeline_shows_the_time_without_answers() -> None:
    bad = [one for one in draw(kill("killed")).spans if one.mark == "bad"]
    assert {(one.start, one.end, one.label) for one in bad} == {(2000, 10_000, "8.0 s without")}
