"""Three groups on one topic, one for each protocol: a member of each is killed, and later a fresh one joins."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tests.lab.cluster import Cluster
from tests.lab.lab import Lab
from tests.lab.members import Group, join
from tests.lab.partition_reading import find_owners
from tests.lab.programs import Program
from tests.lab.recordings import Recorded, find_first, merge
from tests.lab.workbench import SMALL_JVM

TOPIC = "orders"
PARTITIONS = 6
WORK = {"A": 1_000, "B": 1_000, "C": 10_000, "D": 1_000}
"""Milliseconds of work on the records of each poll."""

EVERY_PARTITION = {"fetch.min.bytes": "1000000", "auto.offset.reset": "latest"}
"""A fetch waits its 500 ms, so that each poll brings records of every partition that a member owns."""

PROTOCOLS: Mapping[str, Mapping[str, str]] = {
    "eager": {},
    "cooperative": {"partition.assignment.strategy": "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"},
    "consumer": {"group.protocol": "consumer"},
}


@dataclass(frozen=True)
class Case:
    """One group: which protocol it runs, and which of its fellows it is."""

    protocol: str
    number: int
    group: Group

    def name(self, member: str) -> str:
        """Return how a member calls itself."""
        return f"{member} {self.protocol} {self.number}"


@dataclass(frozen=True)
class Run:
    """What the members of one group said, and when things were done to them."""

    case: Case
    events: tuple[Recorded, ...]
    killed: float
    evicted: float
    """When the coordinator logged it."""

    joined: float
    ended: float


def measure(lab: Lab, cluster: Cluster, runs: int) -> tuple[Run, ...]:
    """Return the runs of every protocol, side by side; all groups suffer the same in the same instant."""
    cluster.create_topic(TOPIC, partitions=PARTITIONS)
    feeder = lab.client("Feeder", "feeder", cluster.bootstrap, TOPIC, PARTITIONS, 100, 0, "linger.ms=20")
    victims, others = (
        lab.client("Members", who, cluster.bootstrap, jvm=("-Xmx512m", *SMALL_JVM[1:])) for who in ("victims", "others")
    )
    cases = [
        Case(protocol, number, Group(f"{protocol}-{number}", TOPIC, {**EVERY_PARTITION, **settings}))
        for number in range(runs)
        for protocol, settings in PROTOCOLS.items()
    ]
    lab.say("letting A, B and C join every group", 0.1)
    settle(victims, others, cases)
    lab.say("B is killed", 0.3)
    killed = victims.kill()
    wait_for_heirs(victims, others, cases, killed)
    time.sleep(1.5 * WORK["C"] / 1000)
    lab.say("D joins", 0.7)
    for case in cases:
        join(others, case.name("D"), case.group, WORK["D"])
    for case in cases:
        others.wait_for_member(case.name("D"), "polled")
    time.sleep(1.5 * WORK["C"] / 1000)
    ended = time.time() * 1000
    for program in (others, feeder):
        program.close()
    events = merge(victims.events, others.events)
    return tuple(read_run(cluster, case, events, killed, ended) for case in cases)


def settle(victims: Program, others: Program, cases: Sequence[Case]) -> None:
    """Let A, B and C of every group join, and return when each of them reads two partitions."""
    for case in cases:
        join(others, case.name("A"), case.group, WORK["A"])
        join(victims, case.name("B"), case.group, WORK["B"])
        join(others, case.name("C"), case.group, WORK["C"])
    for process, members in ((victims, "B"), (others, "AC")):
        for who in (case.name(member) for member in members for case in cases):
            process.wait_until(partial(find_pair, who=who), f"{who} reads two partitions")
    # From here on each group is to be in its normal course: a batch of C, and a heartbeat of everybody.
    time.sleep(1.2 * WORK["C"] / 1000)


def wait_for_heirs(victims: Program, others: Program, cases: Sequence[Case], killed: float) -> None:
    """Return when the partitions of every killed member are read by others."""
    for case in cases:
        own = [one for one in victims.events if one.who == case.name("B")]
        for partition in find_owners(own, killed):
            others.wait_until(
                partial(find_heir, partition=partition, group=case.name(""), killed=killed),
                f"partition {partition} of{case.name('')} read again",
            )


def find_pair(events: Sequence[Recorded], who: str) -> Recorded | None:
    """Return the first poll that brought a member records of exactly two partitions."""
    polls = (one for one in events if one.who == who and one.what == "polled")
    return next((one for one in polls if len(one.data["partitions"]) == 2), None)


def find_heir(events: Sequence[Recorded], partition: int, group: str, killed: float) -> Recorded | None:
    """Return the first poll after the kill that brought records of a partition to a group."""
    polls = (one for one in events if one.what == "polled" and one.t > killed and one.who.endswith(group))
    return next((one for one in polls if partition in one.data["partitions"]), None)


def read_run(cluster: Cluster, case: Case, events: Sequence[Recorded], killed: float, ended: float) -> Run:
    """Return the part of one group."""
    own = tuple(one for one in events if one.who.endswith(case.name("")))
    joined = find_first([one for one in own if one.who == case.name("D")], "subscribed")
    assert joined, "D subscribes before it is waited for"
    log = next(iter(cluster.brokers.values())).running.log.read_text(encoding="utf-8")
    return Run(case, own, killed, find_eviction(log, case.group.name, killed), joined.t, ended)


def find_eviction(log: str, group: str, after: float) -> float:
    """Return when a broker's log says that a member of a group failed, in milliseconds of the machine's clock."""
    gone = re.compile(
        rf"^(\d+) .*(?:in group {group} has failed|\[GroupId {group}\] Member \S+ fenced .* session expired)"
    )
    times = [float(found[1]) for line in log.splitlines() if (found := gone.match(line))]
    return next(one for one in times if one > after)
