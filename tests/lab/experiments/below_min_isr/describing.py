"""Figures, conclusions and words of brokers that go and come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from study.receipts.model import MINIMAL_RUNS_OF_A_TIME, Event, Figure, Span, Table, Timeline

from tests.lab.experiments.below_min_isr.measuring import (
    BELOW,
    LAST_TO_GO,
    LEADER,
    PHASES,
    PRODUCERS,
    Run,
    count_hidden,
    find_answers,
    find_first_refusal,
    find_first_slow_answer,
    find_isr,
    find_probe,
    find_stops,
)
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings

ON_THEIR_WAY = 10
"""Answers that a producer may still get between the end of a phase and the death of a broker: a second's worth."""

QUESTION = "One and then two of three brokers are gone and the floor is two: who is told what, and what can be read?"

METHOD = (
    "Three brokers, a controller apart; one partition with three replicas and min.insync.replicas=2, led by "
    "broker 1. Four "
    "producers send ten records a second each, one reader follows.",
    "Broker 3 is killed with SIGKILL; once the in-sync set is 1, 2 and 6 s have passed, broker 2 is. A second "
    "after the set "
    "is 1, a fresh acks=all producer without retries sends one record.",
    f"{BELOW} s after its death broker 2 is started again, then broker 3.",
    "The same on three combined nodes, where the second kill takes the majority of the controllers with it.",
)

LIMITS = (
    "The brokers were killed, so the controller waited for their session to end; an orderly stop leaves the set "
    "at once.",
    "How many records are hidden depends on how long the broker stays away, which the experiment chose.",
)

SETTINGS = {
    "topic": {"min.insync.replicas": "2", "replication factor": "3"},
    "producer": {
        "linger.ms": "0",
        "acks": "0, 1, all",
        "retries": "0 with enable.idempotence=false and delivery.timeout.ms=35000 for one of them",
    },
}


def describe(runs: Sequence[Run]) -> Findings:
    """Return figures, conclusions and words."""
    figures = measure(runs)
    lived, died = [one for one in runs if one.quorum], [one for one in runs if not one.quorum]
    return Findings(
        question=QUESTION,
        answer=(
            "With one of three brokers gone acks=all waited until that was fenced and went on. With two gone a fresh "
            "acks=all producer was refused with NotEnoughReplicasException, one with a request on its way waited "
            "for it to "
            f"time out first; acks=1 was told yes {write_number(figures['accepted-acks-1'])} times for records "
            "that nobody "
            "could read until a second replica was in sync. Where the controllers died with the brokers, nobody was "
            "refused: acks=all timed out."
        ),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(runs),
        timelines=(draw(lived[0]), draw(died[0])),
        tables=(tabulate(lived[0]), tabulate(died[0])),
    )


def measure(runs: Sequence[Run]) -> dict[str, Figure]:
    """Return waits, errors and hidden records of the runs in which the controllers lived, and errors of the others."""
    lived, died = [one for one in runs if one.quorum], [one for one in runs if not one.quorum]
    figures = {
        "hidden": counted("Records below the floor that nobody could read", [count_hidden(one) for one in lived]),
        "accepted-acks-1": counted(
            "Records that acks=1 was told are stored, below the floor",
            [find_answers(one, "acks=1", "two gone").get("ok", 0) for one in lived],
        ),
        "refused": counted(
            "NotEnoughReplicasException, below the floor, acks=all without retries",
            [find_answers(one, PRODUCERS[3], "two gone").get("NotEnoughReplicasException", 0) for one in lived],
        ),
        "refused-without-quorum": counted(
            "The same when the controllers are gone too",
            [find_answers(one, PRODUCERS[3], "two gone").get("NotEnoughReplicasException", 0) for one in died],
        ),
        "accepted-acks-1-without-quorum": counted(
            "Records that acks=1 was told are stored, controllers gone",
            [find_answers(one, "acks=1", "two gone").get("ok", 0) for one in died],
        ),
    }
    if len(lived) >= MINIMAL_RUNS_OF_A_TIME:
        figures |= {
            "stall-one-gone": timed(
                "Longest wait of acks=all after one broker was killed", [find_first_slow_answer(one) for one in lived]
            ),
            "floor-noticed": timed(
                "From the second kill to an in-sync set of one",
                [(find_isr(one, {LEADER}, one.second_kill) - one.second_kill) / 1000 for one in lived],
            ),
            "refused-at-once": timed(
                "Until a fresh producer below the floor is refused", [find_probe(one)[1] for one in lived]
            ),
            "refused-in-flight": timed(
                "From the second kill until a producer with a request on its way had an answer",
                [find_first_refusal(one) for one in lived],
            ),
            "readable-again": timed(
                "From an in-sync set of two until the reader goes on",
                [
                    max(0.0, find_stops(one)[-1][1] - find_isr(one, {LEADER, LAST_TO_GO}, one.restart)) / 1000
                    for one in lived
                ],
            ),
        }
    return figures


def conclude(runs: Sequence[Run]) -> dict[str, bool]:
    """Return what must have held in every run."""
    lived, died = [one for one in runs if one.quorum], [one for one in runs if not one.quorum]
    below = "two gone"
    return {
        "With one broker gone acks=all went on without an error.": all(
            set(find_answers(one, "acks=all", "one gone")) == {"ok"} for one in runs
        ),
        "Below the floor acks=1 went on without an error.": all(
            set(find_answers(one, "acks=1", below)) == {"ok"} for one in runs
        ),
        "Below the floor acks=all got nothing through but answers that were on their way.": all(
            find_answers(one, producer, below).get("ok", 0) <= ON_THEIR_WAY
            for one in runs
            for producer in PRODUCERS[2:]
        ),
        "Below the floor a fresh producer is refused with NotEnoughReplicasException.": all(
            find_probe(one)[0] == "NotEnoughReplicasException" for one in lived
        ),
        "Without controllers nobody is told NotEnoughReplicasException.": all(
            find_probe(one)[0] == "TimeoutException"
            and "NotEnoughReplicasException" not in find_answers(one, PRODUCERS[3], below)
            for one in died
        ),
        "What acks=1 wrote below the floor could not be read.": all(
            count_hidden(one) >= 0.9 * find_answers(one, "acks=1", below)["ok"] for one in runs
        ),
    }


def tabulate(one: Run) -> Table:
    """Return what each producer was answered in each phase of a run."""
    rows = tuple((who, *(write_answers(find_answers(one, who, phase)) for phase in PHASES)) for who in PRODUCERS)
    title = "Answers in a run, controllers apart" if one.quorum else "Answers in a run, three combined nodes"
    return Table(title=title, columns=("Producer", *PHASES), rows=rows)


def write_answers(answers: Mapping[str, int]) -> str:
    """Return counts of answers as a cell of a table."""
    return ", ".join(f"{number} {name}" for name, number in answers.items()) or "none"


def draw(one: Run) -> Timeline:
    """Return the in-sync set and the reader's stops of a run."""
    started = one.first_kill - 3000
    states = [event for event in one.events if event.what == "state"]
    ends = [*(event.t for event in states[1:]), max(event.t for event in one.events)]
    spans = [
        Span(
            lane="in sync",
            label=", ".join(map(str, event.data["isr"])),
            start=max(event.t - started, 0),
            end=end - started,
            mark="good" if len(event.data["isr"]) > 1 else "bad",
        )
        for event, end in zip(states, ends, strict=True)
        if end > started
    ]
    spans += [
        Span(lane="reader", label="nothing new", start=max(start - started, 0), end=end - started, mark="bad")
        for start, end in find_stops(one)
        if end > started
    ]
    events = [
        Event(at=one.first_kill - started, where="broker 3", what="killed"),
        Event(at=one.second_kill - started, where="broker 2", what="killed"),
        Event(at=one.restart - started, where="broker 2", what="started"),
    ]
    seen: set[tuple[str, str]] = set()
    for event in one.events:
        if event.what == "answer" and event.t > one.second_kill and event.data["answer"] != "ok":
            key = (event.who, str(event.data["answer"]))
            if key not in seen:
                seen.add(key)
                events.append(Event(at=event.t - started, where=event.who, what=f"first {key[1]}"))
    title = "One run" if one.quorum else "One run in which the controllers went too"
    return Timeline(title=title, spans=tuple(spans), events=tuple(sorted(events, key=lambda event: event.at)))
