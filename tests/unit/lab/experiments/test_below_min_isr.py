"""What is read from the events of brokers that go and come back, without a cluster."""

from __future__ import annotations

from tests.lab.experiments.below_min_isr.describing import conclude, draw, measure, tabulate
from tests.lab.experiments.below_min_isr.measuring import PHASES, PRODUCERS, Run, find_stops
from tests.lab.recordings import Recorded


def events(*, refused: str, probe: str) -> tuple[Recorded, ...]:
    """What a run prints: broker 3 is killed at 10 s, 2 at 30 s, 2 comes back at 75 s."""
    told = [
        Recorded(0, "partition", "state", {"leader": 1, "isr": [1, 2, 3]}),
        Recorded(19_000, "partition", "state", {"leader": 1, "isr": [1, 2]}),
        Recorded(19_100, "acks=all", "answer", {"answer": "ok", "after": 9_000}),
        Recorded(39_000, "partition", "state", {"leader": 1, "isr": [1]}),
        Recorded(40_500, "fresh acks=all", "probe", {"answer": probe, "after": 20}),
        Recorded(60_000, PRODUCERS[3], "answer", {"answer": "TimeoutException", "after": 30_000}),
        Recorded(80_000, "partition", "state", {"leader": 1, "isr": [1, 2]}),
        Recorded(80_200, "reader", "stood", {"at": 100, "for": 50_200, "waiting": 450}),
        Recorded(90_000, "partition", "state", {"leader": 1, "isr": [1, 2, 3]}),
    ]
    for phase in PHASES:
        for who in PRODUCERS:
            waits = phase == "two gone" and who.startswith("acks=all")
            answers = {refused: 7, "ok": 3} if waits and who == PRODUCERS[3] else {} if waits else {"ok": 450}
            told.append(Recorded(95_000, who, "totals", {"phase": phase, "answers": answers}))
        told.append(
            Recorded(95_000, "reader", "hidden", {"phase": phase, "records": 450 if phase == "two gone" else 0})
        )
    return tuple(told)


def make_run(*, quorum: bool, **answers: str) -> Run:
    return Run(quorum, events(**answers), 10_000, 30_000, 75_000)


LIVED = make_run(quorum=True, refused="NotEnoughReplicasException", probe="NotEnoughReplicasException")
DIED = make_run(quorum=False, refused="TimeoutException", probe="TimeoutException")


def test_figures_of_five_runs() -> None:
    figures = measure([LIVED] * 5 + [DIED])
    values = {name: one.runs[0] for name, one in figures.items()}
    assert values["stall-one-gone"] == 9
    assert values["floor-noticed"] == 9
    assert values["refused-at-once"] == 0.02
    assert values["refused-in-flight"] == 30
    assert values["readable-again"] == 0.2
    assert values["hidden"] == values["accepted-acks-1"] == 450
    assert (values["refused"], values["refused-without-quorum"]) == (7, 0)


def test_conclusions_hold_and_are_refuted() -> None:
    assert all(conclude([LIVED, DIED]).values())
    refused = make_run(quorum=False, refused="NotEnoughReplicasException", probe="NotEnoughReplicasException")
    assert not all(conclude([LIVED, refused]).values())


def test_stops_of_the_reader_go_back_from_the_record_that_ended_them() -> None:
    assert find_stops(LIVED) == ((30_000, 80_200),)


def test_timeline_and_table_show_one_run() -> None:
    lanes = {one.lane for one in draw(LIVED).spans}
    assert lanes == {"in sync", "reader"}
    assert tabulate(LIVED).rows[0] == ("acks=0", "450 ok", "450 ok", "450 ok", "450 ok")
    assert tabulate(DIED).rows[3][3] == "7 TimeoutException, 3 ok"
