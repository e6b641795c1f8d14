"""One and two of three brokers gone under a floor of two: who is told what, and when readers go on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from study.receipts.model import Event, Figure, Span, Table, Timeline

from tests.lab.cluster import Cluster
from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.programs import Program
from tests.lab.recordings import Recorded

PRODUCERS = ("acks=0", "acks=1", "acks=all", "acks=all without retries")
PHASES = ("all three", "one gone", "two gone", "one gone again")
LEADER, LAST_TO_GO, FIRST_TO_GO = 1, 2, 3
BELOW = 45
"""Seconds that the partition stays below the floor: longer than request.timeout.ms of 30 s."""


@dataclass(frozen=True)
class Run:
    """One run: what the client saw, and when brokers were killed and started."""

    quorum: bool
    """Whether the controllers outlive the brokers."""

    events: tuple[Recorded, ...]
    first_kill: float
    second_kill: float
    restart: float


def run(lab: Lab) -> Findings:
    """Return who was told what with one and with two of three brokers gone, with controllers that live and that "
    "do not."""
    runs: list[Run] = []
    for quorum, number in ((True, 1 if lab.short else 5), (False, 1 if lab.short else 2)):
        cluster = lab.cluster(brokers=3, controllers=1 if quorum else 0)
        for one in range(number):
            word = "controllers apart" if quorum else "combined nodes"
            lab.say(f"{word}, run {one + 1} of {number}", len(runs) / 7)
            runs.append(lose_two(lab, cluster, f"floor-{int(quorum)}-{one}", quorum=quorum))
        for node in cluster.nodes:
            cluster.kill_node(node)
    return describe(runs)


def lose_two(lab: Lab, cluster: Cluster, topic: str, *, quorum: bool) -> Run:
    """Kill one follower and then the other, wait, and start them again in the other order."""
    client = lab.client("BelowMinIsr", topic, cluster.bootstrap, topic, LEADER, LAST_TO_GO, FIRST_TO_GO)
    client.wait_for("steady", timeout=120)
    wait_for_isr(client, {LEADER, LAST_TO_GO, FIRST_TO_GO})
    client.tell(PHASES[0])
    first = cluster.kill_node(FIRST_TO_GO)
    wait_for_isr(client, {LEADER, LAST_TO_GO})
    time.sleep(6)
    client.tell(PHASES[1])
    second = cluster.kill_node(LAST_TO_GO)
    if quorum:
        wait_for_isr(client, {LEADER})
    time.sleep(1)
    client.tell("probe")
    time.sleep(max(0, BELOW - (time.time() - second / 1000)))
    client.tell(PHASES[2])
    restart = time.time() * 1000
    cluster.start_node(LAST_TO_GO)
    wait_for_isr(client, {LEADER, LAST_TO_GO})
    time.sleep(5)
    client.tell(PHASES[3])
    cluster.start_node(FIRST_TO_GO)
    wait_for_isr(client, {LEADER, LAST_TO_GO, FIRST_TO_GO})
    client.tell("stop")
    client.wait_for_end(60)
    return Run(quorum, tuple(client.events), first, second, restart)


def wait_for_isr(client: Program, members: set[int]) -> None:
    """Return when the in-sync set has these members."""

    def found(events: Sequence[Recorded]) -> Recorded | None:
        states = [one for one in events if one.what == "state"]
        return states[-1] if states and set(states[-1].data["isr"]) == members else None

    client.wait_until(found, f"an in-sync set of {members}", 120)


def find_answers(one: Run, who: str, phase: str) -> dict[str, int]:
    """Return how often a producer got each answer in a phase."""
    found = [
        event for event in one.events if event.what == "totals" and event.who == who and event.data["phase"] == phase
    ]
    return {name: int(number) for name, number in found[0].data["answers"].items()} if found else {}


def count_hidden(one: Run) -> int:
    """Return how many records stood in the leader's log unread when the partition had been below the floor for long."""
    return next(
        int(event.data["records"])
        for event in one.events
        if event.what == "hidden" and event.data["phase"] == "two gone"
    )


def find_probe(one: Run) -> tuple[str, float]:
    """Return what a fresh producer was answered below the floor, and after how many seconds."""
    probe = next(event for event in one.events if event.what == "probe")
    return str(probe.data["answer"]), probe.data["after"] / 1000


def find_isr(one: Run, members: set[int], after: float) -> float:
    """Return when the in-sync set first had these members, after a time."""
    return next(
        event.t
        for event in one.events
        if event.what == "state" and event.t > after and set(event.data["isr"]) == members
    )


def find_stops(one: Run) -> tuple[tuple[float, float], ...]:
    """Return from when to when the reader got nothing, each time that this was longer than two seconds."""
    return tuple((event.t - event.data["for"], event.t) for event in one.events if event.what == "stood")


def find_first_slow_answer(one: Run) -> float:
    """Return after how many seconds the acks=all producer was answered that waited longest when the first "
    "broker went."""
    waits = [
        event.data["after"]
        for event in one.events
        if event.what == "answer" and event.who == "acks=all" and one.first_kill < event.t < one.second_kill
    ]
    return max(waits, default=0) / 1000


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
    if len(lived) > 1:
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


def find_first_refusal(one: Run) -> float:
    """Return how many seconds after the second kill the producer without retries got its first error."""
    first = next(
        event.t
        for event in one.events
        if event.what == "answer"
        and event.who == PRODUCERS[3]
        and event.t > one.second_kill
        and event.data["answer"] != "ok"
    )
    return (first - one.second_kill) / 1000


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
        "Below the floor acks=all got nothing through.": all(
            "ok" not in find_answers(one, producer, below) for one in runs for producer in PRODUCERS[2:]
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
        "With two in sync again acks=all with retries lost nothing that it waited for.": all(
            set(find_answers(one, "acks=all", "one gone again")) == {"ok"} for one in lived
        ),
    }


def tabulate(one: Run) -> Table:
    """Return what each producer was answered in each phase of a run."""
    rows = tuple((who, *(write_answers(find_answers(one, who, phase)) for phase in PHASES)) for who in PRODUCERS)
    title = "Answers in a run, controllers apart" if one.quorum else "Answers in a run, three combined nodes"
    return Table(title=title, columns=("Producer", *PHASES), rows=rows)


def write_answers(answers: dict[str, int]) -> str:
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

EXPERIMENT = Experiment("below-min-isr", "Below min.insync.replicas", 14, run)
