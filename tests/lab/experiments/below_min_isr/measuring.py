"""Brokers killed and started again under a floor of two, and what the clients saw of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.lab.cluster import Cluster
from tests.lab.lab import Lab
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
    """Return how many seconds the acks=all producer waited at most for an answer when the first broker went."""
    waits = [
        event.data["after"]
        for event in one.events
        if event.what == "answer" and event.who == "acks=all" and one.first_kill < event.t < one.second_kill
    ]
    return max(waits, default=0) / 1000


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
